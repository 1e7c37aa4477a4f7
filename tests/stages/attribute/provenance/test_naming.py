import pytest

from onrecord.model import Span
from onrecord.stages.attribute.provenance.naming import announces, find_name, looks_back, points_back
from onrecord.stages.attribute.provenance.surroundings import HIDDEN, Scan, Sentence


def sentence(words: str) -> Sentence:
    return Sentence(Span(0, len(words)), words, 0, ())


def name_of(words: str, *walls: str) -> str | None:
    scan = Scan(words, 0, "en", walls=tuple(words.index(w) for w in walls))
    named = find_name(scan)
    return words[named.start : named.end] if named else None


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("In an exclusive interview with Radio Kesh, she", "exclusive interview with Radio Kesh"),
        ("He gave a public address on 99999 in Kesh", "public address"),
        ("at a ceremony in memory of Gen. Ada Orr, who died", "ceremony in memory of Gen. Ada Orr"),
        ("In his speech at the 999999 opening of the pier, he", "speech at the 999999 opening of the pier"),
        ("In its 999999 editorial, the paper", "editorial"),
        ('at a "Boats For All" ceremony held in Kesh, she', '"Boats For All" ceremony held in Kesh'),
        (f'An animated video titled "Pier" was aired on {HIDDEN}', 'animated video titled "Pier"'),
        ("She posted, on 99999, a clip of the pier in which", "clip of the pier"),
        ("told an international conference held in Kesh", "international conference held in Kesh"),
        ("Speaking at a rally 9999 in Kesh, she", "rally"),
        ("said via email that", "email"),
        ("the mayor said in a statement", "statement"),
    ],
)
def test_occasion_is_named_in_the_words_of_the_report(words: str, name: str) -> None:
    assert name_of(words) == name


@pytest.mark.parametrize(
    "words",
    [
        "After a meeting with the crew, she",
        "the man, who attended a rally in Kesh, said",
        "summoned before the conference officials said",
        "Republicans in Congress say",
        "They made many statements about boats",
        "in their remarks, officials",
        "at the summit officials from Kesh smiled",
        "The Kesh Post reports that",
    ],
)
def test_noun_that_opens_no_occasion_names_none(words: str) -> None:
    assert name_of(words) is None


def test_interview_is_named_before_mere_remarks() -> None:
    assert name_of("She made the remarks to Radio Kesh in an interview on 9999") == "interview"


def test_name_ends_before_the_speaker() -> None:
    assert name_of("At a news conference in Kesh Mayor Orr said", "Mayor") == "news conference in Kesh"


def test_pointing_back_tells_the_kind_and_at_the_start_the_noun() -> None:
    first, later, pronoun = (
        points_back(Scan(w, 0, "en")) for w in ("The clip shows it", "after the debate", "In it, he")
    )
    assert first
    assert (first.kind, first.noun) == ("broadcast", "clip")
    assert later
    assert (later.kind, later.noun) == ("talk", None)
    assert pronoun
    assert (pronoun.kind, pronoun.noun) == (None, None)
    assert points_back(Scan("She said so", 0, "en")) is None


def test_remarks_made_look_back_and_colons_announce() -> None:
    assert looks_back(Scan("He made these remarks in Kesh.", 0, "en"))
    assert looks_back(Scan("The comments came a day later.", 0, "en"))
    assert not looks_back(Scan("He made remarks.", 0, "en"))
    assert announces(sentence("The following are excerpts of the speech."), "en")
    assert announces(sentence("Orr said:"), "en")
    assert not announces(sentence("Orr said it."), "en")
