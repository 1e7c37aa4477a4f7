import time

import pytest

from onrecord.stages.read.messages.forwarded import find_wrapper

AFTER = "\n\nMayor Ada Lindqvist said the harbour stays open."


@pytest.mark.parametrize(
    "wrapper",
    [
        "---------- Forwarded message ---------\nFrom: A\nDate: 1 May\nSubject: S\nTo: x",
        "Begin forwarded message:\n\nFrom: A\nSubject: S\nDate: 1 May\nTo: x\nReply-To: y",
        "________________________________\nFrom: A\nSent: 1 May\nTo: x\nSubject: S",
        "*From:* A\n*Date:* 1 May\n*To:* x\n*Subject:* S",
        "-------- Weitergeleitete Nachricht --------\nBetreff: S\nDatum: 1 May\nVon: A\nAn: x",
        "De : A\nEnvoyé : 1 May\nÀ : x\nObjet : S",
        "-------- Пересылаемое сообщение --------\nОт: A\nДата: 1 May\nТема: S\nКому: x",
        "发件人： A\n日期： 1 May\n主题： S",
    ],
)
@pytest.mark.parametrize("before", ["", "FYI\n\n"])
def test_wrappers_of_many_programs_are_found_whole(before: str, wrapper: str) -> None:
    found = find_wrapper(before + wrapper + AFTER)
    assert found is not None
    assert (found.sender, found.date, found.subject) == ("A", "1 May", "S")
    assert found.span.cut(before + wrapper + AFTER) == wrapper


@pytest.mark.parametrize(
    "text",
    [
        "",
        "From: the harbour we go on.\n\nSo she said.",
        "He came from: Selm\nand went.",
        "Subject: only\nDate: and a day\n\nText",
        "Text.\n" * 60 + "From: A\nDate: 1 May\n",
    ],
)
def test_text_without_one_is_left_alone(text: str) -> None:
    assert find_wrapper(text) is None


def test_long_lines_take_no_time() -> None:
    began = time.process_time()
    find_wrapper("From: " + "-" * 3_000_000)
    for letters in ("*", " ", " :", "> ", "_", "x "):
        find_wrapper(letters * 3_000_000)
        find_wrapper((letters * 1_900 + "\n") * 40)
    assert time.process_time() - began < 5
