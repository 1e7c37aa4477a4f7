import logging

import pytest

from onrecord.app import set_logging


def test_only_our_own_messages_reach_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    set_logging("info")
    logging.getLogger("onrecord.somewhere").info("three files were left out")
    logging.getLogger("somebody.else").warning("noise")
    assert capsys.readouterr().err == "onrecord: three files were left out\n"
