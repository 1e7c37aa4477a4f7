"""Check that tests mirror the source: `src/onrecord/a/b.py` has `tests/a/test_b.py`.

    python scripts/check_tests_mirror.py

Asked of each module with a function or method of its own; `__init__.py` counts as its package. A module whose
behaviour can only be seen from elsewhere is listed below with where and why. Doctests do not count: they explain.
"""

import ast
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "onrecord"
TESTS = ROOT / "tests"

#: Module (or folder, with a slash at its end): where it is tested, and why there.
ELSEWHERE: Mapping[str, tuple[str, str]] = {
    "__init__.py": ("tests/serve/client/test_desk.py", "the front door only shows the client"),
    "adapters/store/known_shapes.py": (
        "tests/contracts/test_known_keys.py",
        "a part of finding names by their keys, held to its contract on both databases",
    ),
    **dict.fromkeys(
        (
            f"adapters/store/{name}.py"
            for name in (
                "fts_words",
                "keys",
                "rows",
                "search",
                "session",
                "store",
                "tables",
                "vector_words",
                "word_index",
                "writes",
            )
        ),
        ("tests/contracts/test_stores.py", "parts of one store, whose contract is tested on both databases"),
    ),
    **{
        f"adapters/store/{name}.py": (
            f"tests/contracts/test_{name}.py",
            "a part of the store, held to its contract on both databases",
        )
        for name in ("editions", "known_keys", "ledger", "removal", "traces")
    },
    **dict.fromkeys(
        (f"adapters/store/{name}.py" for name in ("filing", "known_names", "registry")),
        ("tests/contracts/test_registry.py", "parts of one registry, held to its contract on both databases"),
    ),
    **dict.fromkeys(
        (
            f"adapters/store/{name}.py"
            for name in (
                "asking",
                "counts",
                "facets",
                "finding",
                "found",
                "gathered",
                "known_clusters",
                "known_lines",
                "networks",
                "outlet_views",
                "overviews",
                "places",
                "tables_finding",
            )
        ),
        ("tests/contracts/test_finding.py", "parts of finding, held to its contract on both databases"),
    ),
    **dict.fromkeys(
        (
            "adapters/store/tables_access.py",
            "adapters/store/saved.py",
            *(
                f"adapters/store/access/{name}.py"
                for name in ("__init__", "accounts", "audit", "sessions", "tokens")
            ),
        ),
        ("tests/contracts/test_access.py", "parts of the store, held to their contract on both databases"),
    ),
    "adapters/store/fingerprints.py": (
        "tests/contracts/test_traces.py",
        "a part of the traces, held to its contract on both databases",
    ),
    **dict.fromkeys(
        (f"adapters/store/{name}.py" for name in ("newest", "roles", "spellings")),
        ("tests/contracts/test_roles.py", "parts of one registry, held to its contract on both databases"),
    ),
    **dict.fromkeys(
        (f"adapters/store/{name}.py" for name in ("clusters", "holding", "judgements", "questions", "sides")),
        ("tests/contracts/test_judgements.py", "parts of one book, held to its contract on both databases"),
    ),
    **dict.fromkeys(
        (f"adapters/store/{name}.py" for name in ("host_book", "queue", "queue_queries", "queue_rows")),
        ("tests/contracts/test_queues.py", "parts of one queue, whose contract is tested on both databases"),
    ),
    **dict.fromkeys(
        (f"stages/attribute/cast/{name}.py" for name in ("capitals", "found", "runs")),
        ("tests/stages/attribute/cast/test_names.py", "steps of finding names, seen in the names found"),
    ),
    **dict.fromkeys(
        (f"adapters/wacz/{name}.py" for name in ("beside", "pages", "zipped")),
        ("tests/adapters/wacz/test_packages.py", "parts of writing one package, seen in the package"),
    ),
    **dict.fromkeys(
        (f"desk/{name}.py" for name in ("apart", "clusters")),
        ("tests/desk/test_judging.py", "what judging does first and last, seen in what came of it"),
    ),
    **dict.fromkeys(
        (f"adapters/store/{name}.py" for name in ("corrections", "machine_readings")),
        ("tests/contracts/test_corrections.py", "parts of one book, held to its contract on both databases"),
    ),
    **dict.fromkeys(
        (f"desk/correct/{name}.py" for name in ("heads", "matching", "people", "statements", "values")),
        ("tests/desk/correct/test_replay.py", "steps of laying one reading, seen in the reading"),
    ),
    "adapters/store/namings.py": (
        "tests/contracts/test_namings.py",
        "a part of the store, held to its contract on both databases",
    ),
    **dict.fromkeys(
        (f"stages/trace/origins/{name}.py" for name in ("accounts", "joining", "trees")),
        ("tests/stages/trace/origins/test_origins.py", "steps of one count, seen in what is counted"),
    ),
    "stages/identify/likeness/__init__.py": (
        "tests/stages/identify/likeness/test_matcher.py",
        "it only loads the matcher, which every test of it does through it",
    ),
    "desk/chain.py": (
        "tests/contracts/test_tampering.py",
        "what it finds is seen by tampering with desks on both databases",
    ),
    "adapters/store/circumstances.py": (
        "tests/contracts/test_circumstances.py",
        "a part of the registry, held to its contract on both databases",
    ),
    **dict.fromkeys(
        (f"stages/identify/{name}.py" for name in ("identify", "listed", "matching", "rivals")),
        ("tests/desk/test_filing.py", "decisions among all who are known, seen in what a real desk files"),
    ),
    "stages/attribute/cast/descriptions.py": (
        "tests/stages/attribute/cast/test_resolving.py",
        "scores that only choose whom a description means",
    ),
    "stages/attribute/cast/figures.py": (
        "tests/stages/attribute/cast/test_cast.py",
        "identities in the making, seen in the identities made",
    ),
    **dict.fromkeys(
        (f"adapters/containers/{name}.py" for name in ("answers", "records")),
        (
            "tests/adapters/containers/test_warc.py",
            "parts of reading a web archive, seen in the pages that come out",
        ),
    ),
    **dict.fromkeys(
        (f"adapters/mail/{name}.py" for name in ("connection", "session")),
        (
            "tests/adapters/mail/test_imap.py",
            "a connection, seen in what is fetched over it from a real server",
        ),
    ),
    "adapters/store/migrations/": (
        "tests/adapters/store/test_migrate.py",
        "migrations are tested by migrating",
    ),
}


def missing_tests(source: Path = SOURCE, tests: Path = TESTS) -> list[str]:
    """Return one line for each module without a test of its name, and for each wrong line of the list above."""
    faults: list[str] = []
    used: set[str] = set()
    for module in sorted(source.rglob("*.py")):
        name = module.relative_to(source).as_posix()
        entry = next(
            (key for key in ELSEWHERE if name == key or (key.endswith("/") and name.startswith(key))), None
        )
        if entry:
            used.add(entry)
        elif has_functions(module) and not mirror_of(module, source, tests).exists():
            wanted = mirror_of(module, source, tests).relative_to(tests.parent)
            faults.append(f"{name}: has no {wanted.as_posix()}; write it, or list the module with a reason")
    faults += [f"{key}: is listed and not there; remove it" for key in ELSEWHERE.keys() - used]
    faults += [
        f"{key}: is said to be tested by {where}, which is not there"
        for key, (where, _) in ELSEWHERE.items()
        if not (ROOT / where).exists()
    ]
    return faults


def has_functions(module: Path) -> bool:
    """Return whether a module defines a function or method with a body that does something."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    return any(
        isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not _is_declared_only(node)
        for node in ast.walk(tree)
    )


def mirror_of(module: Path, source: Path, tests: Path) -> Path:
    """Return where the test of a module belongs."""
    inside = module.relative_to(source)
    name = inside.parent.name if inside.name == "__init__.py" else inside.stem
    folder = inside.parent.parent if inside.name == "__init__.py" else inside.parent
    return tests / folder / f"test_{name}.py"


def _is_declared_only(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Return whether a body is a docstring and `...`, as in a Protocol."""
    return all(isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant) for part in function.body)


if __name__ == "__main__":
    found = missing_tests()
    print("\n".join(found) or "tests mirror src")
    sys.exit(bool(found))
