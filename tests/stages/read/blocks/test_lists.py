from tests.stages.read.reading import PROSE, kinds, read


def items(body: str) -> list[str]:
    return [words for kind, words in kinds(read(f"Fees In Selm\n\n{PROSE}\n\n{body}")) if kind == "list_item"]


def test_bullet_makes_an_item_wherever_it_stands() -> None:
    assert items("• Boats pay nothing.") == ["• Boats pay nothing."]


def test_bullet_is_the_label_of_its_item() -> None:
    report = read(f"{PROSE}\n\n  • One.\n\n  • Two.")
    labels = [block.label.cut(report.text) for block in report.blocks if block.label]
    assert labels == ["•", "•"]


def test_dashes_stars_and_numbers_need_a_neighbour_of_their_kind() -> None:
    assert len(items("- Boats pay nothing.\n- Ships pay more.")) == 2
    assert len(items("1. Boats pay nothing.\n2. Ships pay more.")) == 2
    assert len(items("a) Boats pay nothing.\n\nb) Ships pay more.")) == 2
    assert items("– Boats pay nothing, he said.") == []
    assert items("1. Boats pay nothing.\n\nSo it was said.\n\n7. Ships pay more.") == []
