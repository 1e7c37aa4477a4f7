from onrecord.stages.collect.titles import plain_title


def test_title_is_text_in_one_line_whatever_it_was_wrapped_in() -> None:
    assert plain_title("&lt;b&gt;Tides&lt;/b&gt;\n\x1b[31m at &amp; off  Selm ") == "Tides [31m at & off Selm"
    assert plain_title("<i></i> ") is None
    assert plain_title(None) is None


def test_title_without_end_is_cut() -> None:
    assert len(plain_title("<" * 9_000_000 + "x" * 9_000_000) or "") <= 500
