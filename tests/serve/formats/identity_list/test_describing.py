import re

from onrecord.model import IdentityType
from onrecord.serve.formats.identity_list import read_list
from onrecord.serve.formats.identity_list.describing import draw_reference


def test_examples_of_the_page_are_read_as_it_says() -> None:
    page = draw_reference()
    (sheet,) = re.findall(r"```text\n(.*?)```", page, re.DOTALL)
    identity, judgement, labels = re.findall(r"```json\n(.*?)\n```", page, re.DOTALL)
    of_sheet = read_list(sheet.encode(), subject="page")
    of_json = read_list(f"{identity}\n{judgement}".encode(), subject="page")
    of_labels = read_list(labels.encode(), subject="page")
    assert of_sheet.problems == of_json.problems == of_labels.problems == ()
    assert (of_sheet.left_out, of_json.left_out) == ({}, {})
    (first,), (second,), (third,) = of_sheet.entries, of_json.entries, of_labels.entries
    assert first.names == second.names
    assert set(first.roles) == set(second.roles)
    assert (first.id, first.type) == (second.id, second.type) == ("m1", IdentityType.PERSON)
    assert third.name == first.name
    assert len(of_json.judgements) == 1
