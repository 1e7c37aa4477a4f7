import gc
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from onrecord.adapters.documents import DocumentLimits, DocumentProcess, process
from onrecord.errors import BadRequest, PageUnreadable
from onrecord.ports.documents import Scroll, Sheets
from tests.documents import DOCX, PDF, Drawn, make_docx, make_pdf, paragraph

ONE = make_pdf([[Drawn(60, 100, "We open in May.")]])
TWO = make_docx(paragraph("We open in May."))


@pytest.fixture
def opener() -> Iterator[DocumentProcess]:
    made = DocumentProcess()
    yield made
    made.close()


def is_running(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def test_documents_are_taken_apart_one_after_the_other_by_one_process(opener: DocumentProcess) -> None:
    assert opener.process_id is None
    assert isinstance(opener.open(ONE, PDF, subject="a.pdf"), Sheets)
    first = opener.process_id
    assert isinstance(opener.open(TWO, DOCX.upper(), subject="a.docx"), Scroll)
    with pytest.raises(PageUnreadable, match=r"a\.pdf: is broken or no PDF"):
        opener.open(b"words", PDF, subject="a.pdf")
    assert opener.process_id == first != os.getpid()


def test_a_process_that_died_is_replaced(opener: DocumentProcess) -> None:
    opener.open(ONE, PDF, subject="a")
    dead = opener.process_id
    assert dead is not None
    os.kill(dead, signal.SIGKILL)
    while is_running(dead) and opener._worker and opener._worker.is_alive:
        time.sleep(0.01)
    assert isinstance(opener.open(ONE, PDF, subject="a"), Sheets)
    assert opener.process_id != dead


def test_a_document_that_takes_too_long_is_told_and_the_next_one_is_read() -> None:
    opener = DocumentProcess(DocumentLimits(seconds=0.001))
    with pytest.raises(PageUnreadable, match=r"slow\.pdf: took more than 0\.001 seconds"):
        opener.open(
            make_pdf([[Drawn(10, 10 + k, "words " * 50) for k in range(80)]] * 20), PDF, subject="slow.pdf"
        )
    assert opener.process_id is None
    opener._limits = DocumentLimits()
    assert isinstance(opener.open(ONE, PDF, subject="a"), Sheets)
    opener.close()


def test_a_document_that_kills_the_process_is_told_with_the_signal(opener: DocumentProcess) -> None:
    opener.open(ONE, PDF, subject="a")
    number = opener.process_id
    assert number is not None
    os.kill(number, signal.SIGSTOP)
    timer = threading.Timer(0.3, os.kill, (number, signal.SIGKILL))
    timer.start()
    with pytest.raises(PageUnreadable, match=r"evil\.pdf: .* fail \(signal 9\)"):
        opener.open(ONE, PDF, subject="evil.pdf")
    timer.join()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the system does not hold to it")
def test_a_document_that_takes_too_much_memory_is_told() -> None:
    opener = DocumentProcess(DocumentLimits(memory_bytes=200_000_000, unpacked_bytes=10**9, characters=10**9))
    body = make_docx("".join(paragraph(f"{k} " + os.urandom(60).hex()) for k in range(150_000)))
    with pytest.raises(PageUnreadable, match=r"memory|fail"):
        opener.open(body, DOCX, subject="large.docx")
    opener.close()


def test_another_type_is_no_document(opener: DocumentProcess) -> None:
    with pytest.raises(BadRequest, match="text/plain is no document"):
        opener.open(b"words", "text/plain", subject="a.txt")
    assert opener.process_id is None


def test_the_process_ends_with_its_opener() -> None:
    opener = DocumentProcess()
    opener.open(ONE, PDF, subject="a")
    number = opener.process_id
    assert number is not None
    del opener
    gc.collect()
    assert not is_running(number)


def test_the_process_ends_when_whoever_started_it_is_killed() -> None:
    program = (
        "import sys, time\nfrom onrecord.adapters.documents import DocumentProcess\n"
        "opener = DocumentProcess()\n"
        "try:\n    opener.open(b'', 'application/pdf', subject='a')\nexcept Exception:\n    pass\n"
        "print(opener.process_id, flush=True)\ntime.sleep(60)\n"
    )
    with subprocess.Popen(  # noqa: S603 -- our own interpreter and program
        [sys.executable, "-c", program], stdout=subprocess.PIPE, env={"PYTHONPATH": ":".join(sys.path)}
    ) as ours:
        assert ours.stdout is not None
        number = int(ours.stdout.readline())
        ours.kill()
    for _ in range(500):
        if not is_running(number) or _is_zombie(number):
            break
        time.sleep(0.01)
    assert not is_running(number) or _is_zombie(number)


def _is_zombie(number: int) -> bool:
    try:
        with open(f"/proc/{number}/stat", encoding="ascii") as file:  # noqa: PTH123 -- no file of ours
            return ") Z " in file.read()
    except OSError:
        return True


def test_the_process_sees_nothing_of_our_environment_that_could_be_a_secret() -> None:
    seen = process._environment(
        {"PATH": "/bin", "ONRECORD_STORE_URL": "postgresql://u:p@h/d", "PGPASSWORD": "p"}
    )
    assert seen == {"PATH": "/bin", "PYTHONUTF8": "1"}


def test_an_old_process_is_replaced(opener: DocumentProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_MOST_DOCUMENTS", 2)
    numbers = []
    for _ in range(4):
        opener.open(TWO, DOCX, subject="a")
        numbers.append(opener.process_id)
    assert len(set(numbers)) == 2


def test_threads_take_turns(opener: DocumentProcess) -> None:
    found: list[object] = []
    threads = [
        threading.Thread(target=lambda: found.append(opener.open(ONE, PDF, subject="a"))) for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6
    assert all(one == found[0] for one in found)
