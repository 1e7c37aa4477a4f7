"""Recognising outlets by what a report writes: names, credits, datelines, series."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from onrecord.model import Outlet
from onrecord.stages.read.blocks.pieces import folded_words_of
from onrecord.text.dates import find_dates
from onrecord.text.fold import fold, squeeze
from onrecord.text.outlets import find_by_domain, index_names

_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{0,60}[)\]]\s*$")
_HOST = re.compile(r"(?:https?://)?(?:www\.)?([\w-]+(?:\.[\w-]+)+)(?:/\S*)?", re.IGNORECASE)
_LONGEST_NAME = 60
_NAME_WORDS = 6

#: "SELM (CNS) —", "SELM, May 3 (Coast News) -": a dateline that names an agency.
_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][\w .,’'/-]{1,60}?)\s*(?:,\s*[\w .,]{3,25})?\s*\((?P<agency>[^()]{2,40})\)\s*(?:[–—:-]|--)"
)
_DATELINE_CHARS = 160

#: "SELM, May 3. /CNS/." and "CNS, May 3.": the same of other agencies, known ones only.
_SIGNED = re.compile(
    r"[^/\n]{2,60}?/\s?(?P<slashed>[^/\n]{2,30}?)\s?/"
    r"|(?P<first>[^\W\d_][\w .-]{1,30}?),\s+(?:\d{1,2}\.?\s)?[^\W\d_]{3,12}\.?(?:\s\d{1,2})?\s?[.:–—-]\s"
)


class Directory:
    """Return the known outlets, ready to be asked about.

    Args:
        outlets: Tables of outlets; the first that has a name keeps it.
        address: Where the report was published, or None: the outlet there is its `publisher`.
    """

    def __init__(self, outlets: Sequence[Outlet], *, address: str | None = None) -> None:
        self._outlets = tuple(outlets)
        self._names = index_names(self._outlets)
        self.publisher = self.by_address(address) if address else None

    def by_name(self, name: str) -> Outlet | None:
        """Return the outlet that goes by `name`, or None."""
        return self._names.get(fold(name))

    def by_opening(self, words: str) -> Outlet | None:
        """Return the outlet whose name `words` begin with, the longest first, or None."""
        parts = words.split()
        for count in range(min(len(parts), _NAME_WORDS), 0, -1):
            outlet = self.by_name(" ".join(parts[:count]))
            if outlet:
                return outlet
        return None

    def by_address(self, address: str) -> Outlet | None:
        """Return the outlet that a web address belongs to, or None."""
        try:
            host = urlsplit(address).hostname
        except ValueError:  # brackets that enclose no address
            return None
        return find_by_domain(host, self._outlets) if host else None

    def by_series(self, series: str) -> Outlet | None:
        """Return the outlet that publishes a numbered series, or None where none or several do."""
        fits = [o for o in self._outlets if fold(series) in {fold(s) for s in o.series}]
        return fits[0] if len(fits) == 1 else None

    def dateline_agency(self, words: str) -> tuple[str, int, int] | None:
        """Return the agency that a paragraph's dateline names, with where it stands, or None.

        Only known outlets, or names in capitals, so that "Selm (dawn) -" names none.
        """
        found = _DATELINE.match(words[:_DATELINE_CHARS])
        if not found:
            return self._signed_agency(words)
        name = found["agency"].strip()
        outlet = self.by_name(name)
        in_capitals = name.isupper() and name.isalpha()
        if name.islower() or (outlet is None and not in_capitals):
            return None
        return (outlet.name if outlet else name), found.start("agency"), found.end("agency")

    def _signed_agency(self, words: str) -> tuple[str, int, int] | None:
        found = _SIGNED.match(words[:_DATELINE_CHARS])
        group = "slashed" if found and found["slashed"] else "first"
        outlet = self.by_name(found[group]) if found else None
        return (outlet.name, found.start(group), found.end(group)) if found and outlet else None

    def signed_over(self, words: str) -> str | None:
        """Return the outlet that the publisher says it took a report from, in its own way of saying so, or None.

        A pattern of its `credits` names that outlet in its group `outlet`, else in its first, else as a whole.
        """
        for pattern in self.publisher.credits if self.publisher else ():
            found = re.search(pattern, words)
            if found:
                group = "outlet" if "outlet" in found.re.groupindex else min(found.re.groups, 1)
                return self.credited(found[group] or "")
        return None

    def credited(self, words: str) -> str | None:
        """Return the outlet that a credit names ("Coast TV (Selm), May 3, 2020"), or None.

        The known outlet's own name where it is known, else the name as written
        without what stands in brackets after it, the date, and further sources.
        """
        words = squeeze(words).strip(" .;:,-–—|*")
        if words.endswith((")", "]")) and not re.search(r"[(\[]", words):
            words = words[:-1].rstrip(" .")  # the bracket that encloses the whole credit
        host = _HOST.fullmatch(words)
        if host:
            outlet = find_by_domain(host[1], self._outlets)
            return outlet.name if outlet else host[1].lower()
        name = _without_dates(words)
        name = re.split(r"\s*[,;|/]\s*|\s+(?:and|&|with permission|via)\s+|\s+[–—-]\s+", name, maxsplit=1)[0]
        name = _BRACKETS.sub("", name).strip(" .;:,")
        if not name or len(name) > _LONGEST_NAME or fold(name) in folded_words_of("reprints", "not_outlets"):
            return None
        name = name.removeprefix("the ")
        outlet = self.by_name(name) or self.by_name(name.removeprefix("The "))
        if outlet:
            return outlet.name
        return name if len(name.split()) <= _NAME_WORDS and not name[0].islower() else None


def _without_dates(words: str) -> str:
    dates = find_dates(words)
    return words[: dates[0].span.start].rstrip(" ,(") if dates and dates[0].span.start else words
