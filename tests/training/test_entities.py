"""The entity sets come out in one form; the samples are written for these tests."""

import doctest
import json
from dataclasses import dataclass, field
from pathlib import Path

import entities
import entity_columns
import entity_gum
import entity_names
import entity_re3d
import pytest
from entities import label_names, read_sets, split_of, table
from entity_names import Annotated


def shown(document: Annotated) -> list[tuple[str, str]]:
    return [(document.text[start:end], kind) for start, end, kind in document.names]


def conllu(*sentences: str) -> str:
    """Return sentences in GUM's columns; a line has form, tag, head and MISC."""
    blocks = []
    for n, sentence in enumerate(sentences):
        lines = ["# global.Entity = GRP-etype-infstat", "# newpar"] if n != 1 else []
        for i, row in enumerate(sentence.strip().splitlines(), 1):
            form, tag, head, *misc = row.split()
            place = "PROPN" if tag.startswith("NNP") else "X"
            number = str(i)
            lines.append(
                "\t".join((number, form, form, place, tag, "_", head, "dep", "_", misc[0] if misc else "_"))
            )
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def gum(folder: Path, text: str) -> Annotated:
    (folder / "dev" / "conllu").mkdir(parents=True)
    (folder / "dev" / "conllu" / "GUM_news_harbour.conllu").write_text(text, encoding="utf-8")
    (document,) = entity_gum.read_gum(folder, "dev")
    return document


def test_title_and_country_before_a_person_are_no_part_of_the_name(tmp_path: Path) -> None:
    document = gum(
        tmp_path,
        conllu(
            """
            The DT 4 Entity=(1-person-new
            UK NNP 4 Entity=(2-place-new)
            Prime NNP 4
            Minister NNP 7
            Orla NNP 4
            Vance NNP 4 Entity=1)
            resigned VBD 0 SpaceAfter=No
            . . 7
            """
        ),
    )
    assert document.text == "The UK Prime Minister Orla Vance resigned."
    assert shown(document) == [("UK", "place"), ("Orla Vance", "person")]


def test_title_without_a_name_is_no_name(tmp_path: Path) -> None:
    document = gum(
        tmp_path,
        conllu(
            """
            The DT 3 Entity=(1-person-new
            Prime NNP 3
            Minister NNP 4 Entity=1)
            resigned VBD 0
            """
        ),
    )
    assert document.names == []


def test_clause_after_a_name_is_cut_and_of_goes_on_with_it(tmp_path: Path) -> None:
    document = gum(
        tmp_path,
        conllu(
            """
            the DT 2 Entity=(1-organization-new
            University NNP 9
            of IN 4
            Larne NNP 2 Entity=(2-place-new)
            , , 6
            which WDT 7
            opened VBD 2
            late RB 7 Entity=1)
            closed VBD 0
            """,
            """
            Its PRP$ 2 Entity=(3-person-new
            students NNS 3 Entity=3)
            left VBD 0
            """,
            """
            Spain NNP 4 Entity=(4-place-new(5-place-new)
            and CC 3
            Peru NNP 1 Entity=(6-place-new)4)
            agreed VBD 0
            """,
        ),
    )
    assert document.text == (
        "the University of Larne , which opened late closed Its students left\n\nSpain and Peru agreed"
    )
    assert shown(document) == [("University of Larne", "organization"), ("Spain", "place"), ("Peru", "place")]


def test_peoples_are_groups_as_adjectives_and_as_persons(tmp_path: Path) -> None:
    document = gum(
        tmp_path,
        conllu(
            """
            Kenyan JJ 2 Entity=(1-person-new
            voters NNS 5 Entity=1)
            and CC 4
            Kenyans NNPS 2 Entity=(2-person-new)
            cheered VBD 0
            """
        ),
    )
    assert shown(document) == [("Kenyan", "group"), ("Kenyans", "group")]


def test_words_written_as_one_stay_one(tmp_path: Path) -> None:
    text = "# newpar\n1-2\tOrla's\t_\t_\t_\t_\t_\t_\t_\t_\n"
    text += "1\tOrla\tOrla\tPROPN\tNNP\t_\t3\tx\t_\tEntity=(1-person-new\n"
    text += (
        "2\t's\t's\tPART\tPOS\t_\t1\tx\t_\tEntity=1)\n3\tboat\tboat\tNOUN\tNN\t_\t0\tx\t_\tSpaceAfter=No\n"
    )
    document = gum(tmp_path, text)
    assert document.text == "Orla's boat"
    assert shown(document) == [("Orla", "person")]


def test_wikigold_gets_its_spaces_back_and_its_misc_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "wikigold.txt"
    rows = '-DOCSTART- O||The O|French I-MISC|weekly O|, O|" O|Le I-MISC|Pont I-MISC|, O|" O|quoted O|'
    rows += "Mara I-PER|Voss I-PER|( O|51 O|) O|. O||She O|'d O|left O|BBC I-ORG|News I-ORG|. O||"
    path.write_text(rows.replace("|", "\n"), encoding="utf-8")
    (document,) = entity_columns.read_wikigold(path)
    assert document.text == 'The French weekly, "Le Pont," quoted Mara Voss (51). She\'d left BBC News.'
    assert shown(document) == [
        ("French", "group"),
        ("Le Pont", "unknown"),
        ("Mara Voss", "person"),
        ("BBC News", "outlet"),
    ]


def test_uner_keeps_the_spaces_of_its_sentences(tmp_path: Path) -> None:
    path = tmp_path / "uner.iob2"
    blocks = [
        "# newdoc id = a\n# sent_id = a-1\n# text = Ana flew to Lima, then left.",
        "1\tAna\tB-PER\t-\t-\n2\tflew\tO\t-\t-\n3\tto\tO\t-\t-\n4\tLima\tB-LOC\t-\t-",
        "5\t,\tO\t-\t-\n6\tthen\tO\t-\t-\n7\tleft\tO\t-\t-\n8\t.\tO\t-\t-\n",
        "# newdoc id = b\n# sent_id = b-1\n# text = The Iraqi spoke French.\n1\tThe\tO\t-\t-",
        "2\tIraqi\tO\t-\t-\n3\tspoke\tO\t-\t-\n4\tFrench\tO\t-\t-\n5\t.\tO\t-\t-\n",
    ]
    path.write_text("\n".join(blocks), encoding="utf-8")
    first, second = entity_columns.read_uner(path)
    assert first.text == "Ana flew to Lima, then left."
    assert shown(first) == [("Ana", "person"), ("Lima", "place")]
    assert shown(second) == [("Iraqi", "group"), ("French", "unknown")]


def re3d(folder: Path, text: str, *mentions: tuple[str, str, float]) -> Annotated:
    (folder / "desk").mkdir()
    (folder / "desk" / "documents.json").write_text(json.dumps({"_id": "D", "text": text}), encoding="utf-8")
    lines = [
        json.dumps(
            {"documentId": "D", "begin": text.index(words), "end": text.index(words) + len(words)}
            | {"type": kind, "confidence": confidence}
        )
        for words, kind, confidence in mentions
    ]
    (folder / "desk" / "entities.json").write_text("\n".join(lines), encoding="utf-8")
    (document,) = entity_re3d.read_re3d(folder)
    return document


def test_re3d_phrases_are_cut_to_their_names(tmp_path: Path) -> None:
    text = "Iraqi President Samir Haddad met the Orm Relief Corps and ISIL fighters near southern Tel Oru on Monday."
    document = re3d(
        tmp_path,
        text,
        ("Iraqi President Samir Haddad", "Person", 1),
        ("the Orm Relief Corps", "Organisation", 0.9),
        ("ISIL fighters", "Organisation", 1),
        ("southern Tel Oru", "Location", 1),
    )
    assert shown(document) == [
        ("Iraqi", "group"),
        ("Samir Haddad", "person"),
        ("Orm Relief Corps", "organization"),
        ("ISIL", "unknown"),
        ("Tel Oru", "place"),
    ]


def test_re3d_run_that_nobody_confirmed_has_the_type_of_its_other_mentions(tmp_path: Path) -> None:
    text = "Orm Corps trucks left. Later Orm Corps said Deputy Secretary of State Jon Ley saw the Varda Pact."
    document = re3d(
        tmp_path,
        text,
        ("Orm Corps", "Organisation", 1),
        ("Deputy Secretary of State Jon Ley", "Person", 1),
        ("Varda Pact", "Location", 0),
    )
    assert shown(document) == [
        ("Orm Corps", "organization"),
        ("Orm Corps", "organization"),
        ("State Jon Ley", "unknown"),
        ("Varda Pact", "unknown"),
    ]


@dataclass
class Cut:
    """Pieces as the tokenizer leaves them."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)


def test_pieces_get_the_label_of_the_name_they_lie_in() -> None:
    text = "Ana Voss of Le Pont, BBC"
    first, second = Cut([0, 4, 6, 9, 12, 15], [3, 6, 8, 11, 14, 19]), Cut([21], [24])
    names = [(0, 8, "person"), (12, 19, "unknown"), (21, 24, "outlet")]
    assert text[21:24] == "BBC"
    assert label_names([first, second], names) == [[1, 2, 2, 0, -100, -100], [7]]


def test_split_keeps_the_parts_of_gum_and_every_tenth_of_the_rest() -> None:
    parts = [split_of(f"wikigold/{n:04d}") for n in range(20)]
    assert parts.count("dev") == 2
    assert split_of("gum/train/GUM_bio_x") == "train"


def test_table_counts_documents_words_and_names() -> None:
    lines = table([Annotated("uner/0001", "Ana flew to Lima.", [(0, 3, "person")])]).splitlines()
    assert lines[2] == "| uner | train | 1 | 4 | 1 | 0 | 0 | 0 | 0 | 0 |"


def test_digest_of_a_folder_depends_on_names_and_contents(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "one.txt").write_text("1", encoding="utf-8")
    assert entities.digest_of(tmp_path / "a") == entities.digest_of(tmp_path / "b")
    (tmp_path / "b" / "one.txt").rename(tmp_path / "b" / "two.txt")
    assert entities.digest_of(tmp_path / "a") != entities.digest_of(tmp_path / "b")


@pytest.mark.parametrize(
    "module", [entities, entity_columns, entity_gum, entity_names, entity_re3d], ids=lambda m: m.__name__
)
def test_examples_of_the_module_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


def test_names_of_the_real_sets_lie_in_their_texts() -> None:
    data = Path(__file__).resolve().parents[3] / "shared" / "data"
    if not (data / "gum").is_dir():
        pytest.skip("../shared/data is not here: it holds the entity sets")
    entities.check_sets(data)
    documents = list(read_sets(data))
    assert len({d.doc for d in documents}) == len(documents)
    for document in documents:
        last = 0
        for start, end, _ in document.names:
            assert last <= start < end <= len(document.text)
            assert document.text[start:end] == document.text[start:end].strip()
            last = end
