"""Citations."""

from onrecord.ports import StatementHit
from onrecord.serve.formats.citing import cite, cite_hit, cite_report, cite_statement
from tests.factory import make_reading


def test_a_report_is_cited_by_outlet_title_day_name_and_hash() -> None:
    report = make_reading().report
    told = cite_report(report)
    assert told.startswith("The Selm Courier, “Harbour talks resume”")
    assert told.endswith(f"(sha256:{report.capture[:16]}…)")


def test_what_is_not_known_is_left_out() -> None:
    assert cite(None, None, None, "a.txt", "0" * 64) == "a.txt (sha256:0000000000000000…)"


def test_a_statement_is_cited_alike_from_its_report_and_from_a_search() -> None:
    reading = make_reading()
    report, said = reading.report, reading.statements[0]
    words = tuple(span.cut(report.text) for span in said.content)
    told = report.metadata
    source = tuple(span.cut(report.text) for span in said.source)
    hit = StatementHit(
        said, words, report.name, told.title, told.outlet, told.published, report.capture, source
    )
    assert cite_hit(hit) == cite_statement(report, said)
    assert words[0] in cite_hit(hit)
