from pathlib import Path

import pytest

from onrecord.adapters.outlets import OutletFiles
from onrecord.errors import BadRequest, NotFound, StoreError
from onrecord.model import Outlet
from onrecord.text.outlets import load_outlets

LANTERN = Outlet("The Lantern", "site", domains=("lantern.example",), feeds=("https://lantern.example/feed",))
TABLE = """\
country = "NO"

# The harbour's own paper.
[[outlet]]
name = "Selm Courier"  # since 1911
kind = "newspaper"
feeds = ["https://selmcourier.example/feed"]

[[outlet]]
name = "Radio Selm"
articles = ['/#?\\d+']
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "outlets"


@pytest.fixture
def book(folder: Path) -> OutletFiles:
    return OutletFiles(folder)


def written(folder: Path, text: str, name: str = "own.toml") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_desk_without_tables_knows_the_packages_outlets(book: OutletFiles) -> None:
    assert book.known() == load_outlets() == OutletFiles(None).known()
    assert book.own() == ()
    assert book.get("agence france-presse").name == "AFP"


def test_added_outlet_is_written_and_found_first(book: OutletFiles, folder: Path) -> None:
    assert book.add([LANTERN]) == ("the-lantern.toml",)
    assert (
        (folder / "the-lantern.toml")
        .read_text(encoding="utf-8")
        .startswith('[[outlet]]\nname = "The Lantern"\n')
    )
    assert book.own() == (LANTERN,)
    assert book.known()[0] == LANTERN
    assert not list(folder.glob(".part*"))


def test_adding_again_adds_what_is_new(book: OutletFiles) -> None:
    book.add([LANTERN])
    book.add([Outlet("the lantern", "site", feeds=("https://lantern.example/two",))])
    (own,) = book.own()
    assert own.feeds == ("https://lantern.example/feed", "https://lantern.example/two")


def test_several_of_one_name_in_one_call_are_one_outlet(book: OutletFiles) -> None:
    book.add([Outlet("A", "site", feeds=(f"https://a.example/{i}",)) for i in range(3)] + [LANTERN])
    assert [(one.name, len(one.feeds)) for one in book.own()] == [("A", 3), ("The Lantern", 1)]


def test_row_of_a_package_outlet_is_put_together_with_it(book: OutletFiles) -> None:
    book.add([Outlet("Reuters", "site", feeds=("https://reuters.example/feed",))])
    (own,) = book.own()
    assert (own.kind, own.country, own.feeds) == ("agency", "GB", ("https://reuters.example/feed",))
    assert "reuters.com" in own.domains
    assert [one.name for one in book.known()].count("Reuters") == 1


def test_country_of_the_table_is_that_of_its_rows(book: OutletFiles, folder: Path) -> None:
    written(folder, TABLE)
    assert [one.country for one in book.own()] == ["NO", "NO"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[outlet]]\nname = 'A'\nfeds = []\n", "own.toml, row 1: unknown key 'feds'; did you mean feeds?"),
        (
            "[[outlet]]\nname='A'\n[[outlet]]\nname='B'\nbody=['//[']",
            "own.toml, row 2: body: '//[' is no XPath",
        ),
        ("[[outlet]", "own.toml: is not TOML; mend it:"),
        ("outlets = []", "own.toml: unknown key 'outlets' before the first outlet"),
        ("outlet = 3", "own.toml: outlet is no list of tables"),
        ("[[outlet]]\nname='A'\n[[outlet]]\nname='a'", "own.toml, row 2: 'a' stands also in own.toml, row 1"),
        ("country = 'Norway'\n[[outlet]]\nname='A'", "own.toml, row 1: country: 'Norway'"),
    ],
)
def test_wrong_table_names_the_file_the_row_and_the_key(
    book: OutletFiles, folder: Path, text: str, message: str
) -> None:
    written(folder, text)
    with pytest.raises(BadRequest) as error:
        book.known()
    assert message in str(error.value)


def test_table_that_is_no_text_is_refused(book: OutletFiles, folder: Path) -> None:
    written(folder, "").write_bytes(b"\xff\xfe")
    with pytest.raises(BadRequest, match="is not UTF-8"):
        book.own()


def test_wrong_outlet_is_not_written(book: OutletFiles, folder: Path) -> None:
    with pytest.raises(BadRequest, match="A: articles: '\\('"):
        book.add([LANTERN, Outlet("A", "site", articles=("(",))])
    assert not folder.exists()


def test_removing_leaves_the_rest_to_the_letter(book: OutletFiles, folder: Path) -> None:
    file = written(folder, TABLE)
    assert book.remove("radio selm") == "own.toml"
    assert file.read_text(encoding="utf-8") == TABLE.partition('\n[[outlet]]\nname = "Radio')[0]
    book.remove("Selm Courier")
    assert not file.exists()


def test_row_with_comments_is_not_written_over(book: OutletFiles, folder: Path) -> None:
    written(folder, TABLE)
    with pytest.raises(BadRequest, match=r"own\.toml, row 1: has comments or a form that would be lost"):
        book.add([Outlet("Selm Courier", "site", feeds=("https://selmcourier.example/two",))])
    book.add([Outlet("Radio Selm", "site", feeds=("https://radio.example/feed",))])
    assert book.get("Radio Selm").articles == (r"/#?\d+",)


def test_rows_in_a_form_that_cannot_be_cut_out_are_left_alone(book: OutletFiles, folder: Path) -> None:
    file = written(folder, "outlet = [{name = 'A'}, {name = 'B'}]\n")
    with pytest.raises(BadRequest, match="change it there by hand"):
        book.remove("A")
    assert file.read_text(encoding="utf-8").startswith("outlet = [")


def test_only_the_desks_own_outlets_are_removed(book: OutletFiles) -> None:
    with pytest.raises(NotFound, match="Reuters: is one of the package's outlets, which stay"):
        book.remove("Reuters")
    book.add([LANTERN])
    with pytest.raises(NotFound, match="did you mean The Lantern"):
        book.remove("The Lanterm")


def test_unknown_name_offers_the_nearest(book: OutletFiles) -> None:
    with pytest.raises(NotFound, match=r"Reutres: no outlet goes by this name; did you mean Reuters\?"):
        book.get("Reutres")


def test_without_a_desk_nothing_can_be_added() -> None:
    with pytest.raises(BadRequest, match="onrecord init"):
        OutletFiles(None).add([LANTERN])


def test_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "outlets").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be read or written"):
        OutletFiles(tmp_path / "outlets").add([LANTERN])


def test_names_in_any_script_have_a_file(book: OutletFiles) -> None:
    assert book.add([Outlet("سلم اليوم", "site"), Outlet("../x", "site")]) == ("سلم-اليوم.toml", "x.toml")
    assert len(book.own()) == 2
