"""The scores that the floors hold are counted as their words say."""

from pathlib import Path

from onrecord.app import read_leads
from onrecord.model import Reading
from tests.quality.attribution.scoring import Tally, tally

TEXT = (
    "Harbour fees will rise in May, Ilse Varga said on Monday.\n\n"
    "Odo Brandt denied that the old crane had ever been painted green.\n"
)


def reading(folder: Path) -> Reading:
    file = folder / "fees.txt"
    file.write_text(TEXT, encoding="utf-8")
    ((_, found),) = read_leads([str(file)])
    assert isinstance(found, Reading)
    return found


def marked(content: str, speaker: str | None, *, sure: bool = True) -> dict[str, object]:
    start = TEXT.index(content)
    return {"content": [(start, start + len(content))], "speaker": speaker, "sure": sure}


def test_right_contents_and_speakers_are_counted(tmp_path: Path) -> None:
    gold = [
        marked("Harbour fees will rise in May", "Ilse Varga"),
        marked("the old crane had ever been painted green", "Odo Brandt"),
    ]
    assert tally(gold, reading(tmp_path)) == Tally(marked=2, found=2, right=2, named=2, speaker=2)


def test_speaker_counts_only_where_named_and_sure(tmp_path: Path) -> None:
    gold = [
        marked("Harbour fees will rise in May", "Odo Brandt"),
        marked("the old crane had ever been painted green", "Odo Brandt", sure=False),
    ]
    assert tally(gold, reading(tmp_path)) == Tally(marked=2, found=2, right=2, named=1, speaker=0)


def test_content_that_shares_less_than_half_is_wrong(tmp_path: Path) -> None:
    gold = [marked("rise in", "Ilse Varga"), marked("on Monday", None)]
    assert tally(gold, reading(tmp_path)) == Tally(marked=2, found=2, right=0)


def test_tallies_add_up_to_shares() -> None:
    whole = Tally(marked=3, found=2, right=1, named=1, speaker=1) + Tally(marked=1, found=2, right=1, named=1)
    assert whole.shares() == {"precision": 0.5, "recall": 0.5, "f1": 0.5, "speaker": 0.5}
