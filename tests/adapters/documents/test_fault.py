from onrecord.adapters.documents.answers import FAULTS
from onrecord.adapters.documents.fault import DocumentFaultError


def test_a_fault_is_known_by_its_kind_and_each_kind_says_what_next() -> None:
    assert DocumentFaultError("broken").kind == "broken"
    assert all(";" in words or ":" in words for words in FAULTS.values())
