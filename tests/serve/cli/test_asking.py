from typing import Any, cast

import pytest
from rich.text import Text

from onrecord.desk import Desk
from onrecord.model.access import Role, Via
from onrecord.serve.cli.asking import ListForm, command_asker, print_list


def test_command_line_may_everything_under_a_name() -> None:
    absent = cast("Any", None)
    desk = Desk("tests", absent, absent, absent, absent, absent, absent, editor="M. Kern")
    asker = command_asker(desk, None)
    assert (asker.name, asker.via, asker.may(Role.ADMINISTRATOR)) == ("M. Kern", Via.COMMAND, True)
    assert command_asker(desk, " L. Aas ").name == "L. Aas"


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        (ListForm.TABLE, "drawn\n"),
        (ListForm.JSON, '{"things": [{"a": 1}, {"a": 2}]}\n'),
        (ListForm.JSONL, '{"a": 1}\n{"a": 2}\n'),
    ],
)
def test_list_is_printed_in_the_form_that_was_asked_for(
    form: ListForm, printed: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    print_list([{"a": 1}, {"a": 2}], lambda: Text("drawn"), form, key="things", empty="none")
    assert capfdbinary.readouterr().out == printed.encode()
