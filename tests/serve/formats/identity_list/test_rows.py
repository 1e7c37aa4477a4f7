import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import BadRequest
from onrecord.model import IdentityType, ListedRole, Name
from onrecord.serve.formats.identity_list.gathering import Gathering, Listing
from onrecord.serve.formats.identity_list.rows import (
    draw_spelling,
    guarded,
    join_cell,
    read_row,
    read_rows,
    row_of_role,
    split_cell,
    unguarded,
)


def read(text: str) -> Listing:
    gathering = Gathering("a.csv")
    read_rows(text.splitlines(keepends=True), gathering)
    return gathering.finish()


def test_row_holds_names_with_their_languages_roles_and_memberships() -> None:
    (one,) = read(
        "id,type,name,names,wikidata,role,organization,since,until,source,member_of\n"
        'm1,person,Ada Lindqvist,"sv:Ada Lindqvist; ru:Ада Линдквист; A. Lindqvist",Q7,mayor,Selm,2019,,'
        '"the town, its site","Harbour League; Fishers’ Guild"\n'
    ).entries
    assert (one.subject, one.id, one.type, one.name) == (
        "a.csv, line 2",
        "m1",
        IdentityType.PERSON,
        "Ada Lindqvist",
    )
    assert one.names == (
        Name("Ada Lindqvist", "Latn", "sv"),
        Name("Ада Линдквист", "Cyrl", "ru"),
        Name("A. Lindqvist", "Latn"),
    )
    assert one.links == (("wikidata", "Q7"),)
    assert one.roles == (
        ListedRole("mayor", "Selm", "2019", None, "the town, its site"),
        ListedRole("", "Harbour League"),
        ListedRole("", "Fishers’ Guild"),
    )


def test_days_of_a_row_without_a_role_are_those_of_its_membership() -> None:
    one = read_row({"name": "Ada", "member_of": "Harbour League", "since": "2001"}, "line 2")
    assert one.roles == (ListedRole("", "Harbour League", "2001"),)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_table_may_be_separated_otherwise(separator: str) -> None:
    text = "type,name,names\nperson,Ada Lindqvist,A. Lindqvist\n".replace(",", separator)
    assert [name.text for name in read(text).entries[0].names] == ["Ada Lindqvist", "A. Lindqvist"]


def test_order_and_case_of_columns_and_empty_rows_do_not_matter() -> None:
    listing = read('\nName , TYPE\nAda Lindqvist,person\n,\n\n"Tomas\nOkoro",person\n')
    assert [(one.name, one.subject) for one in listing.entries] == [
        ("Ada Lindqvist", "a.csv, line 2"),
        ("Tomas Okoro", "a.csv, line 5"),
    ]


def test_what_a_desk_does_not_take_in_is_counted() -> None:
    listing = read("type,name,birth_date,phone\nperson,Ada,1970-01-01,\nperson,Bo,1971-01-01,12\n")
    assert listing.left_out == {"birth_date": 2, "phone": 1}
    assert listing.problems == ()


def test_mistakes_are_told_with_their_lines_and_the_rest_is_read() -> None:
    listing = read(
        "id,type,name,wikidta,since\n1,person,Ada,Q1,\n2,boat,Bo,,\n3,person,Cy,,soon\n4,person,Di,,,,9\n5,person,Ed,,\n"
    )
    assert [str(problem) for problem in listing.problems] == [
        "a.csv, line 1: unknown column 'wikidta'; did you mean wikidata?",
        "a.csv, line 3: type: 'boat' is not one of person, organization, group, outlet, place, unknown",
        "a.csv, line 4: since: 'soon' is no day; write 2019, 2019-03 or 2019-03-05",
        "a.csv, line 5: has 7 cells for 5 columns; put cells with separators into quotation marks",
    ]
    assert [one.name for one in listing.entries] == ["Ada", "Ed"]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "Ada Lindqvist,person\n", "a,b,c\n", ",".join("x" * 300) + "\n"]
)
def test_table_without_names_of_columns_is_refused(text: str) -> None:
    with pytest.raises(BadRequest, match="first line"):
        read(text)


def test_column_given_twice_is_refused() -> None:
    with pytest.raises(BadRequest, match="has two columns 'name'"):
        read("name,name\nAda,Bo\n")


def test_cell_longer_than_any_is_told_and_the_next_row_is_read() -> None:
    listing = read(f'name,type,source\nAda,person,"{"x" * 200_000}"\nBo,person,\n')
    assert "a.csv, line 2: cannot be read as CSV" in str(listing.problems[0])
    assert [one.name for one in listing.entries] == ["Bo"]


@given(st.lists(st.text().map(str.strip).filter(bool)))
def test_cell_of_several_values_gives_them_back(values: list[str]) -> None:
    assert split_cell(join_cell(values)) == values


@given(st.text(alphabet="'=+-@＝a \t"))
def test_cell_is_no_formula_and_comes_back_as_it_was(cell: str) -> None:
    assert not guarded(cell).startswith(("=", "+", "-", "@", "\t", "＝"))
    assert unguarded(guarded(cell)) == cell


@pytest.mark.parametrize(
    "name",
    [
        Name("al: Selm", "Latn"),
        Name("Сельм", "Cyrl", "ru"),
        Name("Selm", "Latn"),
        Name(": x", "Latn", "zh-Hans"),
    ],
)
def test_spelling_comes_back_with_its_language(name: Name) -> None:
    row = {"name": "Other", "names": join_cell([draw_spelling(name)])}
    assert read_row(row, "line 2").names[1] == name


def test_role_comes_back_from_its_cells() -> None:
    role = ListedRole("mayor", "Selm", "2019", "2021-05", "a list")
    assert read_row({"name": "Ada", **row_of_role(role)}, "line 2").roles == (role,)
