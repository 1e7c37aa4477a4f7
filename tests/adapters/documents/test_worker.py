import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.adapters.documents.process import DocumentLimits
from onrecord.adapters.documents.wire import receive, send
from onrecord.adapters.documents.worker import answer, serve
from tests.documents import Drawn, make_docx, make_pdf, paragraph

LIMITS = {"seconds": 10, "memory_bytes": 10**9, "pages": 5, "characters": 1_000, "unpacked_bytes": 10**6}


def test_an_answer_holds_the_document_or_its_fault() -> None:
    assert answer("docx", make_docx(paragraph("We open.")), LIMITS)["passages"] == [("We open.", "p", "")]
    assert answer("pdf", make_pdf([[Drawn(9, 20, "We")]]), LIMITS)["sheets"][0][2][0][0] == "We"
    assert answer("pdf", b"no", LIMITS) == {"form": "pdf", "fault": "broken"}


def test_documents_are_served_in_order_until_there_are_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "onrecord.adapters.documents.worker.resource", None
    )  # these limits would hold for the tests
    requests, answers = io.BytesIO(), io.BytesIO()
    send(requests, {"form": "pdf"}, b"no")
    send(requests, {"form": "docx"}, b"no")
    requests.seek(0)
    serve(requests, answers, LIMITS)
    answers.seek(0)
    assert [receive(answers, most_bytes=10_000) for _ in range(3)] == [
        ({"form": "pdf", "fault": "broken"}, b""),
        ({"form": "docx", "fault": "broken"}, b""),
        None,
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_a_confined_process_cannot_write_start_programs_or_take_more_memory(
    tmp_path: Path,
) -> None:
    program = """
import sys
from onrecord.adapters.documents.worker import confine
confine({"memory_bytes": 600_000_000})
said = []
try:
    with open(sys.argv[1], "wb") as file:
        file.write(b"words")
        file.flush()
    said.append("wrote")
except OSError:
    said.append("no writing")
try:
    bytearray(900_000_000)
    said.append("took")
except MemoryError:
    said.append("no memory")
sys.stderr.write(", ".join(said))
"""
    done = subprocess.run(  # noqa: S603 -- our own interpreter and program
        [sys.executable, "-c", program, str(tmp_path / "a")],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.stderr == "no writing, no memory"


def test_limits_have_defaults_for_an_ordinary_machine() -> None:
    assert DocumentLimits().pages >= 1_000
