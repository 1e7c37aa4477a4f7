"""The words that attribute, looked up by the form in which they stand."""

from dataclasses import dataclass
from enum import Enum
from functools import cache

from onrecord.text.data import has_table, load_table


class Form(Enum):
    """Return the form of a verb."""

    BASE = "base"
    S = "s"
    PAST = "past"
    ING = "ing"


@dataclass(frozen=True, slots=True)
class Cue:
    """Return one way a word form attributes.

    Attributes:
        lemma: The base form, or the whole phrase.
        frames: How it takes its content: letters explained in `data/cues/en.toml`.
        form: The verb's form.
    """

    lemma: str
    frames: frozenset[str]
    form: Form


@dataclass(frozen=True, slots=True)
class Phrase:
    """Return a cue of several words.

    Attributes:
        cue: What it is.
        rest: The words after the verb, in order; None stands for up to five words.
    """

    cue: Cue
    rest: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Return all cue words and the small words that bound clauses, for one language."""

    verbs: dict[str, tuple[Cue, ...]]
    phrases: dict[str, tuple[Phrase, ...]]
    speech_nouns: frozenset[str]
    letter_nouns: frozenset[str]
    writing_nouns: frozenset[str]
    question_nouns: frozenset[str]
    adverbs: frozenset[str]
    auxiliaries: frozenset[str]
    negations: frozenset[str]
    hypothetical: frozenset[str]
    subordinators: frozenset[str]
    conjunctions: frozenset[str]
    pronouns: frozenset[str]
    finite: frozenset[str]
    prepositions: frozenset[str]
    openers: frozenset[str]
    glosses: frozenset[str]
    not_speakers: frozenset[str]
    roles: frozenset[str]
    grammar: dict[str, frozenset[str]]

    def words(self, question: str) -> frozenset[str]:
        """Return the small words that answer one question of the rules (`[grammar]` of the table)."""
        return self.grammar[question]


def inflect(base: str) -> dict[str, Form]:
    """Return the regular forms of an English verb.

    >>> sorted(inflect("stress"))
    ['stress', 'stressed', 'stresses', 'stressing']
    >>> sorted(inflect("declare"))
    ['declare', 'declared', 'declares', 'declaring']
    """
    stem = base.removesuffix("e")
    s = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s")
    past = base + "d" if base.endswith("e") else base + "ed"
    ing = base + "ing" if base.endswith("ee") or base == stem else stem + "ing"
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        s, past = base[:-1] + "ies", base[:-1] + "ied"
    return {base: Form.BASE, s: Form.S, past: Form.PAST, ing: Form.ING}


@cache
def load_cue_lexicon(language: str = "en") -> Lexicon:
    """Return the lexicon of one language, from `data/cues/LANGUAGE.toml`.

    A language without a table gets the English one: its cues are not found,
    and what structure and quotation marks tell is.
    """
    name = f"cues/{language.partition('-')[0]}"
    table = load_table(name if has_table(name) else "cues/en")
    irregular = table["irregular"]
    verbs: dict[str, list[Cue]] = {}
    for base, frames in table["verbs"].items():
        for form_text, form in _forms(base, irregular).items():
            verbs.setdefault(form_text, []).append(Cue(base, frozenset(frames), form))
    phrases: dict[str, list[Phrase]] = {}
    for words, frames in table["phrases"].items():
        first, *rest = words.split()
        tail = tuple(None if word == "…" else word for word in rest)
        for form_text, form in _forms(first, irregular).items():
            phrases.setdefault(form_text, []).append(Phrase(Cue(words, frozenset(frames), form), tail))
    for known in phrases.values():
        known.sort(key=lambda p: len(p.rest), reverse=True)  # the longest phrase wins
    nouns, between, walls = table["nouns"], table["between"], table["walls"]
    return Lexicon(
        verbs={form: tuple(cues) for form, cues in verbs.items()},
        phrases={form: tuple(known) for form, known in phrases.items()},
        speech_nouns=frozenset(nouns["speech"]),
        letter_nouns=frozenset(nouns["letter"]),
        writing_nouns=frozenset(nouns["writing"]),
        question_nouns=frozenset(nouns["question"]),
        adverbs=frozenset(between["adverbs"]),
        auxiliaries=frozenset(between["auxiliaries"]),
        negations=frozenset(between["negations"]),
        hypothetical=frozenset(between["hypothetical"]),
        subordinators=frozenset(walls["subordinators"]),
        conjunctions=frozenset(walls["conjunctions"]),
        pronouns=frozenset(walls["pronouns"]),
        finite=frozenset(walls["finite"]) | frozenset(between["auxiliaries"]),
        prepositions=frozenset(walls["prepositions"]),
        openers=frozenset(walls["openers"]),
        glosses=frozenset(table["ends"]["glosses"]),
        not_speakers=frozenset(table["headings"]["not_speakers"]),
        roles=frozenset(table["headings"]["roles"]),
        grammar={question: frozenset(words) for question, words in table["grammar"].items()},
    )


def _forms(base: str, irregular: dict[str, list[str]]) -> dict[str, Form]:
    if base not in irregular:
        return inflect(base)
    third, *others = irregular[base]
    forms = {base: Form.BASE, third: Form.S}
    for word in others:
        forms.setdefault(word, Form.ING if word.endswith("ing") else Form.PAST)
    return forms
