from lxml import html

from onrecord.stages.read.head.metas import as_shown, first_meta, metas_named, read_metas


def test_metas_are_found_by_name_or_property_in_any_case_and_repeats_kept_once() -> None:
    tree = html.document_fromstring(
        '<html><head><meta name="Keywords" content="Harbour"><meta property="article:tag" content="Coast">'
        '<meta property="article:tag" content="Fees"><meta property="article:tag" content="Fees">'
        '<meta name="x"></head></html>'
    )
    metas = read_metas(tree)
    assert list(metas_named(metas, "topics", "metas")) == ["Coast", "Fees", "Harbour"]
    assert first_meta(metas, "news_keywords", "keywords") == "Harbour"
    assert first_meta(metas, "x") == ""


def test_endless_content_is_cut_and_endless_elements_left_out() -> None:
    one = f'<meta name="a" content="{"b" * 9_000}">'
    many = "".join(f'<meta name="m{i}" content="c">' for i in range(3_000))
    metas = read_metas(html.document_fromstring(f"<html><head>{one}{many}</head></html>"))
    assert len(metas["a"][0]) == 4_000
    assert len(metas) == 2_000


def test_markup_in_a_value_is_not_shown() -> None:
    assert as_shown("Fees &lt;b&gt;rise&lt;/b&gt;\u200b &amp;amp; fall") == "Fees rise & fall"
    assert as_shown("3 < 4 and 5 > 2") == "3 < 4 and 5 > 2"
