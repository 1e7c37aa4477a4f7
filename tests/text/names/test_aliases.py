"""The alias table: the package's, a desk's before it, and what they say of two names."""

import pytest

from onrecord.errors import BadRequest
from onrecord.model import IdentityType
from onrecord.text.names.aliases import Aliases, AliasSource, alias_key, load_aliases, read_aliases

OWN = "names/aliases.toml"


def table(text: str) -> AliasSource:
    return AliasSource(OWN, text)


def row(names: str, more: str = "") -> str:
    return f'[[alias]]\nnames = {names}\ntype = "group"\n{more}\n'


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Hizbullah", "حزب الله"),
        ("Hezbollah", "Хезболла"),
        ("IRGC", "الحرس الثوري"),
        ("Islamic Revolutionary Guard Corps", "سپاه پاسداران"),
        ("КСИР", "משמרות המהפכה"),
        ("PIJ", "Palestinian Islamic Jihad"),
        ("UN", "الأمم المتحدة"),
        ("the united nations", "ООН"),
        ("MOSCOW", "موسكو"),
    ],
)
def test_translations_and_abbreviations_are_one(a: str, b: str) -> None:
    said = load_aliases().verdict(a, b)
    assert said is not None
    assert said.verdict == "same"
    assert load_aliases().verdict(b, a) == said


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Hamas", "Hamas's military wing"),
        ("حماس", "كتائب القسام"),
        ("PFLP", "DFLP"),
        ("IRGC", "Quds Force"),
        ("Saraya al-Quds", "Quds Force"),
        ("Iran", "Iraq"),
    ],
)
def test_what_is_easily_confused_is_apart(a: str, b: str) -> None:
    said = load_aliases().verdict(a, b)
    assert said is not None
    assert said.verdict == "different"


def test_a_name_of_no_row_says_nothing() -> None:
    assert load_aliases().verdict("Selmar Front", "Hizbullah") is None
    assert load_aliases().line_of("Selmar Front") is None


def test_a_row_bars_names_that_no_row_has() -> None:
    said = load_aliases(table(row('["Selmar Front", "SF"]', 'not = ["Selmar Front Youth"]')))
    found = said.verdict("selmar front youth", "S.F.")
    assert found is not None
    assert found.verdict == "different"
    assert found.because == 'the alias table says that "selmar front youth" is not "Selmar Front"'


def test_case_accents_apostrophes_and_articles_do_not_count() -> None:
    aliases = load_aliases(table(row('["Harakat al-Sélmar", "حركة السلمار"]')))
    assert aliases.line_of("HARAKAT SELMAR") is aliases.line_of("حركة سلمار")
    assert alias_key("al-Qa'ida") == alias_key("Qaida")


def test_types_keep_namesakes_apart() -> None:
    aliases = load_aliases()
    outlet = aliases.line_of("الشرق الأوسط", IdentityType.OUTLET)
    place = aliases.line_of("الشرق الأوسط", IdentityType.PLACE)
    assert outlet is not None
    assert place is not None
    assert (outlet.names[0], place.names[0]) == ("Asharq Al-Awsat", "Middle East")
    assert aliases.line_of("Hizbullah", IdentityType.ORGANIZATION) is not None
    assert aliases.line_of("Hizbullah", IdentityType.PLACE) is None
    for name in ("Asharq Al-Awsat", "Middle East"):
        said = aliases.verdict("الشرق الأوسط", name)
        assert said is not None
        assert said.verdict == "same"


def test_a_desks_row_adds_names_to_the_packages() -> None:
    aliases = load_aliases(table(row('["Hizbullah", "The Party of the South"]')))
    said = aliases.verdict("the party of the south", "حزب الله")
    assert said is not None
    assert said.verdict == "same"


def test_a_desks_row_takes_a_name_away() -> None:
    aliases = load_aliases(table(row('["Wagner Group"]', 'not = ["Wagner"]')))
    said = aliases.verdict("Wagner", "Группа Вагнера")
    assert said is not None
    assert said.verdict == "different"


def test_earlier_tables_go_first() -> None:
    first = AliasSource("one.toml", row('["Selmar Front", "SF"]'))
    second = AliasSource("two.toml", row('["Selmar Front", "Front of Selmar"]'))
    aliases = load_aliases(first, second)
    line = aliases.line_of("Front of Selmar")
    assert line is not None
    assert line.where == "one.toml, row 1"
    assert line.names == ("Selmar Front", "SF", "Front of Selmar")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[alias]", "names/aliases.toml: is no TOML"),
        ("x = 1", "unknown key 'x'; rows begin with [[alias]]"),
        ("alias = 1", "alias is no list of rows"),
        ("alias = [1]", "alias is no list of rows"),
        ('[[alias]]\ntype = "group"', "row 1: names: is no list of texts"),
        (row("[]"), "row 1: has no names"),
        (row('["…"]'), "row 1: names: '…' has no letter"),
        (row("[1]"), "row 1: names: is no list of texts"),
        (row('["A"]', 'nott = ["B"]'), "unknown key 'nott'; did you mean not?"),
        (row('["A"]', 'xyz = ["B"]'), "unknown key 'xyz'; the keys are names, type, wikidata, not"),
        (row('["A", "B"]', 'not = ["b"]'), "'b' stands in names and in not"),
        (row('["A"]', "wikidata = 5"), 'wikidata: 5 is no id; write it as in "Q1065"'),
        (row('["A"]', 'wikidata = "P5"'), "wikidata: 'P5' is no id"),
        (
            row('["A Front"]') + row('["The A Front"]'),
            "row 2: 'The A Front' stands in names/aliases.toml, row 1 too",
        ),
        (row(f'["{"x" * 301}"]'), "has more than 300 letters"),
        (row(str([f"n{i}" for i in range(201)])), "names: has more than 200 names"),
        (
            '[[alias]]\nnames = ["A"]\ntype = "front"',
            "row 1: unknown type 'front'; the types are person, organ",
        ),
        ('[[alias]]\nnames = ["A"]\ntype = ["group"]', "row 1: unknown type ['group']"),
        ("#" * 4_000_001, "has more than 4,000,000 characters"),
        ("[[alias]]\n" * 20_001, "has more than 20,000 rows"),
    ],
)
def test_a_fault_names_file_row_and_cure(text: str, message: str) -> None:
    with pytest.raises(BadRequest) as raised:
        read_aliases(table(text))
    assert str(raised.value).startswith(OWN)
    assert message in str(raised.value)


def test_the_packages_table_is_read_once_and_large() -> None:
    aliases = load_aliases()
    assert aliases is load_aliases()
    assert isinstance(aliases, Aliases)
    assert len(aliases.lines) > 300
