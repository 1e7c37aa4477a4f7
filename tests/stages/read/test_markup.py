from lxml import html

from onrecord.stages.read.markup import read_marked


def test_markup_without_any_extraction_still_gives_title_site_and_own_address() -> None:
    tree = html.document_fromstring(
        '<html lang="en-GB"><head><title>Fees - Selm Today</title><meta property="og:site_name" content="Selm Today">'
        '<link rel="canonical" href="/fees"></head><body><h1>Fees rise</h1></body></html>'
    )
    marked = read_marked(tree, None, address="https://selm.example/a?utm=1")
    assert (marked.title, marked.site, marked.language) == ("Fees rise", "Selm Today", "en-GB")
    assert marked.address == "https://selm.example/fees"


def test_slogan_is_no_site_name_and_a_file_has_no_web_address() -> None:
    tree = html.document_fromstring(
        f'<html><head><meta property="og:site_name" content="{"All the news of the coast " * 3}">'
        '<link rel="canonical" href="javascript:alert(1)"></head><body>x</body></html>'
    )
    marked = read_marked(tree, None, address="file:///a.html")
    assert (marked.title, marked.site, marked.address) == (None, None, None)
