from onrecord.stages.read.page.blocks import fold_lines, letters_of
from tests.stages.read.pages import NEWS, blocks_of


def words(markup: str) -> list[str]:
    return [block.words for block in blocks_of(f"<html><body>{markup}</body></html>").blocks]


def test_each_element_that_starts_a_line_is_a_block_of_its_own() -> None:
    assert words("<div>One <b>two</b><p>three</p>four<ul><li>five</li></ul></div>") == [
        "One two",
        "three",
        "four",
        "five",
    ]


def test_elements_of_a_sites_own_naming_start_a_line_too() -> None:
    assert words("<my-lead>One</my-lead><my-body>two</my-body>") == ["One", "two"]


def test_two_line_ends_part_blocks_and_one_stays_a_line_end() -> None:
    assert words("<div>One<br>two<br><br>three</div>") == ["One\ntwo", "three"]


def test_line_ends_of_the_source_are_mere_spaces_except_where_they_are_shown() -> None:
    assert words("<p>One\ntwo</p><pre>three\nfour</pre>") == ["One two", "three\nfour"]


def test_what_a_browser_does_not_show_is_no_block() -> None:
    hidden = "<script>a()</script><style>b</style><template><p>c</p></template><noscript>d</noscript>"
    assert words(f"<p>One{hidden}two</p>{hidden}") == ["Onetwo"]


def test_elements_marked_as_hidden_are_known_with_all_inside_them() -> None:
    page = blocks_of('<div style="DISPLAY : none"><p>One</p></div><p hidden>two</p><p>three</p>')
    assert [page.nodes[block.node].hidden for block in page.blocks] == [True, True, False]


def test_boxes_of_services_are_known_but_not_by_what_a_whole_page_uses() -> None:
    page = blocks_of('<body class="onetrust"><p>One</p><div id="onetrust-sdk"><p>two</p></div></body>')
    assert [page.nodes[block.node].foreign for block in page.blocks] == [False, True]


def test_links_bold_words_and_pictures_of_a_block_are_counted() -> None:
    page = blocks_of('<img src="a"><p><a href="x">Read</a> <strong>this <i>now</i></strong></p>')
    block = page.blocks[0]
    assert (block.links, block.linked, block.strong, block.slanted, block.pictures) == (1, 4, 7, 3, 1)


def test_blocks_come_in_the_order_of_the_page() -> None:
    found = [block.words for block in blocks_of(NEWS).blocks]
    assert found[:3] == ["Home", "News", "Harbour of Selm stays shut"]
    assert found[-1] == "All the rights of The Selm Courier"


def test_letters_compare_in_any_script() -> None:
    assert letters_of("«Порт — закрыт»") == "портзакрыт"
    assert letters_of("الميناء، مغلق") == "الميناءمغلق"


def test_folding_keeps_no_empty_line() -> None:
    assert fold_lines("a\0 \0b") == "a\nb"
