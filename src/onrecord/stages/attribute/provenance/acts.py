"""Which act a cue stands for: saying, writing, asking, denying, … thinking."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.model import SAYING, THINKING, Act, StatementKind
from onrecord.text.data import load_table

#: Words that may stand between two words of one entry: "call again strongly for".
_GAP_WORDS = 2
#: Words that may stand between a modal and the deed: "will with all force strike".
_DEED_REACH_WORDS = 3
_WORD = re.compile(r"n['’]t\b|['’]ll\b|\w+?(?=n['’]t\b)|\w+(?:-\w+)*")
_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*")
_SIBILANTS = ("s", "x", "z", "ch", "sh", "o")
#: Forms in which the words themselves are given, so that a closing "?" is the speaker's.
_OWN_WORDS = frozenset(StatementKind) - {StatementKind.INDIRECT, StatementKind.MIXED}


@dataclass(frozen=True, slots=True)
class _Acts:
    """Return one language's table, made ready for look-up; entries by their first word."""

    entries: dict[str, tuple[tuple[tuple[str, ...], Act], ...]]
    irregular: dict[str, str]
    negations: frozenset[str]
    refusals: tuple[tuple[str, ...], ...]
    voicing: tuple[tuple[str, ...], ...]
    infinitive: str
    before_infinitive: dict[str, Act]
    threat: dict[str, list[str]]
    known: frozenset[str]


def act_of(
    cue_words: str,
    content_words: str,
    kind: StatementKind,
    *,
    language: str | None = None,
    told: Act | None = None,
) -> Act:
    """Return what the speaker does with the words.

    The head of the cue is found by its dictionary form, so auxiliaries, adverbs
    and particles do not matter. A specific act beats plain saying ("said in
    reply" answers); of two specific ones the first counts. An attitude that is
    voiced ("expressed hope") is an act of saying; so is an act that was not
    done ("did not promise"). Words that are mostly questions are asked.

    Args:
        cue_words: The words that attribute, joined; empty for none.
        content_words: The words said.
        kind: The form in which the report gives them.
        language: BCP 47 code of the report; English where it is None or has no table.
        told: What counts where the table knows no word of the cue; plain saying if None.

    >>> act_of("has repeatedly denied", "any part in it", StatementKind.INDIRECT)
    <Act.DENY: 'deny'>
    >>> act_of("", "Is the bridge safe?", StatementKind.TRANSCRIPT)
    <Act.ASK: 'ask'>
    """
    table = _table(language)
    lemmas = [_lemmas(word, table) for word in _words(cue_words)]
    act = _cue_act(lemmas, content_words, table, told)
    if act is not Act.SAY:
        return act
    if kind in _OWN_WORDS and _is_question(content_words):
        return Act.ASK
    return Act.WRITE if kind is StatementKind.LETTER else Act.SAY


def _cue_act(lemmas: Sequence[frozenset[str]], content: str, table: _Acts, told: Act | None) -> Act:
    found = sorted(
        (start, -len(entry), act)
        for word in frozenset().union(*lemmas)
        for entry, act in table.entries.get(word, ())
        for start in _places(entry, lemmas)
    )
    plain = Act.SAY if found or told is None else told
    start, _, act = next((f for f in found if f[2] is not Act.SAY), (0, 0, plain))
    words = _words(content)
    if words and words[0] == table.infinitive:
        turned = {
            table.before_infinitive[w] for forms in lemmas for w in forms if w in table.before_infinitive
        }
        if turned and act in {Act.SAY, Act.ASK}:
            return turned.pop()
    if act is Act.SAY and _is_threat(lemmas, words, table):
        return Act.THREATEN
    before = lemmas[:start]
    if act in THINKING:
        voiced = any(True for verb in table.voicing for _ in _places(verb, before))
        return Act.SAY if voiced else act
    undone = any(forms & table.negations for forms in before)
    undone = undone or any(True for verb in table.refusals for _ in _places(verb, before))
    return Act.SAY if undone and act in SAYING else act


def _is_threat(lemmas: Sequence[frozenset[str]], words: Sequence[str], table: _Acts) -> bool:
    if not any(forms & set(table.threat["cues"]) for forms in lemmas):
        return False
    forms = [frozenset({word}) for word in words]
    deeds = [_lemmas(word, table) for word in words]
    for modal in table.threat["modals"]:
        parts = tuple(modal.split())
        for start in _places(parts, forms, gap=0):
            reach = deeds[start + len(parts) : start + len(parts) + _DEED_REACH_WORDS + 1]
            actor = frozenset(words[max(0, start - 2) : start])
            if actor & set(table.threat["actors"]) and any(
                True for deed in table.threat["deeds"] for _ in _places(tuple(deed.split()), reach, gap=0)
            ):
                return True
    return False


def _is_question(content: str) -> bool:
    """Return whether the words end in a question and most of their sentences are questions.

    A long answer that closes with a rhetorical question is still an answer.
    """
    sentences = [
        s for s in (m.group().strip() for m in _SENTENCE.finditer(content)) if any(map(str.isalnum, s))
    ]
    asked = [s.endswith(("?", "؟")) for s in sentences]
    return bool(asked) and asked[-1] and 2 * sum(asked) >= len(asked)


def _places(entry: Sequence[str], lemmas: Sequence[frozenset[str]], gap: int = _GAP_WORDS) -> Iterator[int]:
    """Yield each index at which the words of `entry` begin, in order, with at most `gap` words between."""
    for start, forms in enumerate(lemmas):
        if entry[0] not in forms:
            continue
        at = start
        for word in entry[1:]:
            at = next((i for i in range(at + 1, min(at + 2 + gap, len(lemmas))) if word in lemmas[i]), -1)
            if at < 0:
                break
        else:
            yield start


def _words(text: str) -> list[str]:
    return [word.replace("’", "'") for word in _WORD.findall(text.casefold())]


def _lemmas(word: str, table: _Acts) -> frozenset[str]:
    """Return the dictionary forms that `word` may come from, itself among them.

    A participle that has an entry of its own ("convinced") stands for that alone.
    """
    if word in table.irregular:
        return frozenset({word, table.irregular[word]})
    if word in table.known:
        return frozenset({word})
    return frozenset({word, *_stems(word)})


def _stems(word: str) -> Iterator[str]:
    if word.endswith(("ies", "ied")):
        yield word[:-3] + "y"
    if word.endswith("es") and word[:-2].endswith(_SIBILANTS):
        yield word[:-2]
    if word.endswith("s") and not word.endswith("ss"):
        yield word[:-1]
    for ending in ("ed", "ing"):
        if word.endswith(ending):
            stem = word[: -len(ending)]
            yield stem
            yield stem + "e"
            if stem[-1:] == stem[-2:-1]:
                yield stem[:-1]


@cache
def _table(language: str | None) -> _Acts:
    tables = load_table("cues/acts")
    raw: dict[str, Any] = tables.get((language or "en").partition("-")[0], tables["en"])
    entries = [(tuple(entry.split()), Act(act)) for act, listed in raw["acts"].items() for entry in listed]
    by_word: dict[str, list[tuple[tuple[str, ...], Act]]] = {}
    for entry, act in entries:
        by_word.setdefault(entry[0], []).append((entry, act))
    infinitive = {k: v for k, v in raw.get("before_infinitive", {}).items() if k != "marker"}
    return _Acts(
        entries={word: tuple(found) for word, found in by_word.items()},
        irregular=dict(raw.get("irregular", {})),
        negations=frozenset(raw.get("negations", ())),
        refusals=tuple(tuple(verb.split()) for verb in raw.get("refusals", ())),
        voicing=tuple(tuple(verb.split()) for verb in raw.get("voicing", ())),
        infinitive=raw.get("before_infinitive", {}).get("marker", ""),
        before_infinitive={verb: Act(act) for verb, act in infinitive.items()},
        threat=dict(raw.get("threat", {"cues": [], "actors": [], "modals": [], "deeds": []})),
        known=frozenset(entry[0] for entry, _ in entries if len(entry) == 1),
    )
