import io

import pytest

from onrecord.errors import BadRequest
from onrecord.model import IdentityType, Likeness
from onrecord.serve.formats.name_pairs import PairTable, pair_head, pair_line, read_type


def test_rows_keep_their_cells_and_say_what_is_compared() -> None:
    table = PairTable(io.StringIO('id,b,a,type\n7,"Sarwan, Adel",Adel,person\n\n8,x,y,\n'), subject="t")
    rows = list(table)
    assert rows[0].pair == ("Adel", "Sarwan, Adel", IdentityType.PERSON)
    assert rows[1].pair == ("y", "x", IdentityType.UNKNOWN)
    found = Likeness(0.25, same=False, because="“sarwan” has no counterpart", made_by="names 1.0")
    assert pair_head(table.columns) == "id,b,a,type,score,same,because\n"
    assert pair_line(table.columns, rows[0], found) == (
        '7,"Sarwan, Adel",Adel,person,0.250000,false,“sarwan” has no counterpart\n'
    )


def test_a_cell_that_is_no_name_is_refused() -> None:
    table = PairTable(io.StringIO("a,b\nx," + "y" * 2_000_000 + "\n"), subject="t")
    with pytest.raises(BadRequest, match="t:2"):
        list(table)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("ORG", "organization"),
        ("LegalEntity", "organization"),
        ("GPE", "place"),
        ("Group", "group"),
        ("", "unknown"),
    ],
)
def test_types_of_other_tables_are_known(word: str, kind: str) -> None:
    assert read_type(word) == kind
