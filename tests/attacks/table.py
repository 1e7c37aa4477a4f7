"""Every attack that is tried, and what it gets: the tests run this table, and docs/attacks.md is drawn from it.

    python -m tests.attacks.table      prints the page

To add one: an entry in one of the lists. Each is laid on a real site on this machine and goes through the
same door as any report.
"""

from itertools import groupby

from tests.attacks import addresses, answers, files, pages, sources
from tests.attacks.kind import Attack

ATTACKS: tuple[Attack, ...] = (
    *addresses.ATTACKS,
    *answers.ATTACKS,
    *pages.ATTACKS,
    *sources.ATTACKS,
    *files.ATTACKS,
)

_HEAD = """\
# Attacks, and what they get

All that is fetched is taken for hostile. Each attack below is laid on a real server by the tests
(`tests/attacks`), fetched through the same door as any report, and must end as it says here, within seconds and
with the memory of one report. This page is drawn from that list.
"""


def draw_page() -> str:
    """Return the page of all attacks, as Markdown."""
    parts = [_HEAD]
    for group, attacks in groupby(ATTACKS, key=lambda attack: attack.group):
        rows = [f"| {a.what} | {_outcome(a)} |" for a in attacks]
        parts.append(
            "\n".join([f"## {group}", "", "| what is tried | what it gets |", "|---|---|", *rows]) + "\n"
        )
    return "\n".join(parts)


def _outcome(attack: Attack) -> str:
    if attack.error is not None:
        return f"`{attack.error.__name__}`" + (f": … {attack.words} …" if attack.words else "")
    return "is read, and does nothing" + (
        " (what it would smuggle in is not in the text)" if attack.words else ""
    )


if __name__ == "__main__":
    print(draw_page(), end="")  # noqa: T201 -- a program, here
