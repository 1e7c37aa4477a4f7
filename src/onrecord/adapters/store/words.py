"""Words as the indexes hold them, and the query language of `ports.Store`, for both databases.

Both indexes hold the words that `words_of` gives and are asked for the same
ones. Neither database cuts or folds anything by itself (their own rules differ
from each other and by version), so both find the same reports.
"""

import re
from dataclasses import dataclass

from onrecord.errors import BadRequest
from onrecord.text.fold import fold

#: PostgreSQL's limit for a lexeme is 2,046 bytes; a code point takes up to four.
WORD_CHARS = 500
#: A longer phrase is asked for as consecutive phrases of this length. Parts of a
#: text that was cut for PostgreSQL overlap by one word less.
PHRASE_WORDS = 50
#: A query as long as a page of text is a mistake; well below what either parser takes.
QUERY_WORDS = 500

#: Scripts written without spaces between words: each character is indexed as a
#: word, and a run of them asked for as a phrase. Ranges: Unicode line breaking
#: classes ID and SA (UAX #14) for Thai, Lao, Myanmar, Khmer, kana, Han.
_UNSPACED = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd])"
)
_APOSTROPHES = "’‘'`´ʼ"
#: A word with a short particle joined by an apostrophe, before it or after it:
#: Hizbullah’s, l'accord, qu'ils. Such a word is found with and without it.
_CLITIC = re.compile(
    rf"(?<![^\W_])(?:([^\W\d_]{{1,2}})[{_APOSTROPHES}]([^\W\d_]{{3,}})"
    rf"|([^\W\d_]{{3,}})[{_APOSTROPHES}]([^\W\d_]{{1,2}}))(?![^\W_])"
)
_TERM = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))

#: Words that stand next to each other.
Phrase = tuple[str, ...]
#: What was asked for as one word or phrase: nearly always one phrase; the
#: consecutive pieces, all of which must stand there, where it was too long for one.
Term = tuple[Phrase, ...]


def index_text(text: str) -> str:
    """Return the words of `text` in order, folded, single-spaced, as both indexes hold them.

    >>> index_text("Na’im al-Qāssem, 2021")
    'naim al qassem 2021'
    >>> index_text("和平")
    '和 平'
    """
    return " ".join(words_of(text))


def whole_words_of(text: str) -> list[str]:
    """Return the words of `text` as `index_text` does, but none shortened."""
    return _UNSPACED.sub(r" \1 ", fold(text)).split()


def words_of(text: str) -> list[str]:
    """Return the words of `text` in order, as both indexes hold them."""
    return [word[:WORD_CHARS] for word in whole_words_of(text)]


def without_particles(text: str) -> str:
    """Return `text` with nothing left of "’s", "l’" and their like; the other words unchanged.

    Not of one language: whatever has one or two letters on one side of an
    apostrophe and three or more on the other. Both forms are indexed, for
    nobody can tell "Hizbullah’s" from "Sana’a" without knowing the language.

    >>> without_particles("Hizbullah’s reply to l'accord; Na'im")
    "Hizbullah reply to accord; Na'im"
    """
    return _CLITIC.sub(lambda found: found[2] or found[3], text)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Return what a query asks for, cut into the words of the index.

    Attributes:
        all_of: Each group must be met, by any of its terms.
        none_of: Terms that must not stand there.
    """

    all_of: tuple[tuple[Term, ...], ...]
    none_of: tuple[Term, ...]

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """Return every phrase that may be shown as a match."""
        return tuple(phrase for group in self.all_of for term in group for phrase in term)


def parse(query: str, *, may_exclude_only: bool = False) -> Wanted:
    """Return what `query` asks for, in the language of `ports.Store.search_reports`.

    Curly and angular quotation marks count as straight ones; `OR` joins two
    words or phrases and means nothing elsewhere.

    Args:
        query: The query.
        may_exclude_only: Let it be one that names nothing but what must not stand there.

    Raises:
        BadRequest: There is no word to look for, or there are far too many.

    >>> parse('rockets OR missiles "the north" -drill').all_of
    (((('rockets',),), (('missiles',),)), ((('the', 'north'),),))
    """
    groups: list[list[Term]] = []
    none_of: list[Term] = []
    joins = False
    total = 0
    for minus, quoted, plain in _TERM.findall(query.translate(_QUOTES)):
        if plain == "OR" and not minus:
            joins = bool(groups)
            continue
        words = words_of(quoted or plain)
        if not words:
            continue
        total += len(words)
        if total > QUERY_WORDS:
            raise BadRequest(f"the query has more than {QUERY_WORDS} words; shorten it")
        term = tuple(tuple(words[i : i + PHRASE_WORDS]) for i in range(0, len(words), PHRASE_WORDS))
        if minus:
            none_of.append(term)
        elif joins:
            groups[-1].append(term)
        else:
            groups.append([term])
        joins = False
    if not groups and not (may_exclude_only and none_of):
        raise BadRequest("there is no word to look for in this query; name at least one")
    return Wanted(tuple(map(tuple, groups)), tuple(none_of))


def fts5(wanted: Wanted) -> str:
    """Return the MATCH expression of SQLite's FTS5.

    Words hold letters, digits and underscores only, so quoting is all it takes.

    >>> fts5(parse('a OR b "c d" -e'))
    '("a" OR "b") AND ("c d") NOT ("e")'
    """
    return _expression(
        wanted, word="{}", phrase='"{}"', after=" ", both=" AND ", either=" OR ", without=" NOT "
    )


def tsquery(wanted: Wanted) -> str:
    """Return the same as the text of a PostgreSQL tsquery.

    >>> tsquery(parse('a OR b "c d" -e'))
    "('a' | 'b') & ('c' <-> 'd') & !('e')"
    """
    return _expression(
        wanted, word="'{}'", phrase="{}", after=" <-> ", both=" & ", either=" | ", without=" & !"
    )


def tsquery_phrase(phrase: Phrase) -> str:
    """Return the text of a tsquery for one phrase."""
    return " <-> ".join(f"'{word}'" for word in phrase)


def _expression(
    wanted: Wanted, *, word: str, phrase: str, after: str, both: str, either: str, without: str
) -> str:
    def term_text(term: Term) -> str:
        pieces = [phrase.format(after.join(map(word.format, piece))) for piece in term]
        return pieces[0] if len(pieces) == 1 else f"({both.join(pieces)})"

    groups = [f"({either.join(map(term_text, group))})" for group in wanted.all_of]
    text = both.join(groups)
    if wanted.none_of:
        text += f"{without}({either.join(map(term_text, wanted.none_of))})"
    return text
