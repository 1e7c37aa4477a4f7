"""What the marks in `articles.txt` mean, and that the file keeps to them."""

import json
import re

import pytest

from tests.quality.attribution.markup import FORMS, Article, as_scored, parse_article, read_articles

BODY = "{1s,2s:Ana Roe} {1c:said} {1t:it rained} and {2c:hopes} {2t:for sun}. {1t:It poured.}\n"
SPEAKERS = "-- speakers\nAna Roe (person): 1n 2n?\n"


def test_marks_become_spans_of_the_text_without_them() -> None:
    article = parse_article("rain", f"{BODY}\n{SPEAKERS}")
    assert article.text == "Ana Roe said it rained and hopes for sun. It poured.\n"
    first, second = article.attributions
    assert first["source"] == second["source"] == [[0, 7]]
    assert [article.text[s:e] for s, e in first["content"]] == ["it rained", "It poured."]
    assert [article.text[s:e] for s, e in second["cue"]] == ["hopes"]
    assert (first["speaker"], first["form"], first["sure"]) == ("Ana Roe", "name", True)
    assert second["sure"] is False


@pytest.mark.parametrize(
    ("body", "speakers"),
    [
        ("{1s:Ana {1c:said} {1t:it rained}.", "Ana (person): 1n"),
        ("{1s:Ana} {1c:said}.", "Ana (person): 1n"),
        ("{2s:Ana} {2c:said} {2t:it rained}.", "Ana (person): 2n"),
        ("{1s:Ana} {1c:said} {1t:it rained}.", "Ana (person): 1-"),
        ("{1s:Ana} {1c:said} {1t:it rained}.", "Ana (person): 1n 1p"),
        ("{1s:Ana} {1c:said} {1t:it rained}.", "Ana: 1n"),
    ],
    ids=["open", "no content", "numbered from 2", "source and none", "two speakers", "no type"],
)
def test_article_that_does_not_keep_to_the_marks_is_refused(body: str, speakers: str) -> None:
    with pytest.raises(ValueError, match=r"mark|attribution|NAME|number"):
        parse_article("rain", f"{body}\n-- speakers\n{speakers}\n")


def test_articles_are_many_enough_and_of_the_length_of_news() -> None:
    articles = read_articles()
    assert len(articles) == 14
    assert sum(len(a.attributions) for a in articles) >= 180
    assert all(250 <= len(a.text.split()) <= 450 for a in articles)
    assert {a["form"] for article in articles for a in article.attributions} == set(FORMS.values())


@pytest.mark.parametrize("article", read_articles(), ids=lambda a: a.doc)
def test_article_names_its_speakers_and_its_spans_hold_whole_words(article: Article) -> None:
    scored = as_scored(article)
    text = scored["text"]
    for attribution in scored["attributions"]:
        for name in (attribution["speaker"] or "").split("; "):
            assert all(word in text for word in name.split())
        for role in ("source", "cue", "content"):
            for start, end in attribution[role]:
                assert text[start:end] == text[start:end].strip()
                assert not re.match(r"\w\w", text[max(0, start - 1) : start + 1]) or start == 0
                assert not re.fullmatch(r"\w\w", text[end - 1 : end + 1])
    assert json.loads(json.dumps(scored)) == scored
