from onrecord.errors import OnRecordError
from onrecord.serve.cli.statuses import draw_statuses


def test_every_error_has_its_line_and_a_status_of_its_own() -> None:
    page = draw_statuses()
    kinds = OnRecordError.__subclasses__()
    assert len({kind.exit_code for kind in kinds}) == len(kinds)
    for kind in kinds:
        assert f"| {kind.exit_code} | `{kind.__name__}` |" in page
