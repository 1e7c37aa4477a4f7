from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Lead
from onrecord.stages.collect import collect_leads


def leads(*names: str) -> list[Lead]:
    return [Lead(f"file:///{name}", name) for name in names]


def kept(named: str, *names: str) -> list[str]:
    return [lead.name for lead in collect_leads(named, leads(*names))]


def test_reports_of_a_folder_come_in_order_folder_by_folder() -> None:
    assert kept("d", "d/b.txt", "d/a/z.html", "d/a.txt", "d/a/b") == [
        "d/a/b",
        "d/a/z.html",
        "d/a.txt",
        "d/b.txt",
    ]


def test_pictures_archives_and_data_of_a_folder_are_left_out() -> None:
    assert kept("d", "d/a.JPG", "d/b.zip", "d/c.ppt", "d/onrecord.toml", "d/desk.db-wal", "d/e.txt") == [
        "d/e.txt"
    ]


def test_clips_and_documents_of_a_folder_are_read() -> None:
    names = ["d/a.pdf", "d/b.DOCX", "d/c.srt", "d/d.vtt", "d/e.ttml", "d/f.dfxp"]
    assert kept("d", *names) == names


def test_hidden_files_and_those_of_hidden_folders_are_left_out() -> None:
    assert kept("d", "d/.a.txt", "d/.git/b.txt", "d/c.txt") == ["d/c.txt"]


def test_evidence_of_a_desk_is_not_added_to_it_again() -> None:
    assert kept(".", f"./evidence/ab/{'cd' * 31}", f"./{'ab' * 32}", "./a.txt") == ["./a.txt"]


def test_what_is_named_is_tried_whatever_it_is_called() -> None:
    for name in ("d/photo.jpg", ".hidden", "ab" * 32, "-", "https://news.example/a.pdf"):
        assert kept(name, name) == [name]


def test_address_is_tried_also_where_it_was_put_right() -> None:
    lead = Lead("https://news.example/a.pdf", "https://news.example/a.pdf")
    assert collect_leads("HTTPS://News.example/a.pdf#page=2", [lead]) == (lead,)
    assert collect_leads("https://news.example", [Lead("https://news.example/", "https://news.example/")])


def test_folder_that_is_itself_hidden_is_walked_when_named() -> None:
    assert kept("/home/.cache/reports/", "/home/.cache/reports/a.txt") == ["/home/.cache/reports/a.txt"]


def test_name_that_begins_with_a_dot_or_has_none_is_not_taken_for_a_suffix() -> None:
    assert kept("d", "d/png", "d/report.", "d/v1.2") == ["d/png", "d/report.", "d/v1.2"]


def test_same_address_is_taken_once() -> None:
    twice = [Lead("file:///d/a.txt", "d/a.txt"), Lead("file:///d/a.txt", "d/a.txt")]
    assert len(collect_leads("d", twice)) == 1


def test_parts_of_a_container_stay_in_its_order_whatever_it_is_called() -> None:
    box = [Lead("file:///d/b.json", f"d/b.json#{i}", part=str(i)) for i in (1, 2, 10, 2)]
    found = [*leads("d/c.txt"), *box, *leads("d/a.txt", "d/other.json")]
    assert [lead.name for lead in collect_leads("d", found)] == [
        "d/a.txt",
        "d/b.json#1",
        "d/b.json#2",
        "d/b.json#10",
        "d/c.txt",
    ]


@given(st.lists(st.text(alphabet="ab./", min_size=1, max_size=8)))
def test_nothing_is_made_up_and_order_of_finding_does_not_matter(names: list[str]) -> None:
    found = leads(*(f"d/{name}" for name in names))
    assert collect_leads("d", found) == collect_leads("d", list(reversed(found)))
    assert set(collect_leads("d", found)) <= set(found)
