"""`onrecord read` as a worker of attribution.py: `attribution_read.py TEXTS.jsonl`; not for use by hand.

Reads the texts as files through `app.read_leads` and formats each reading as `onrecord read --format jsonl` does.
"""

import platform
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from attribution_rounds import Run, serve


def load() -> tuple[Run, dict[str, str]]:
    """Return the reader, with all that it imports.

    Each result is a list of statement lines, as text. Writing the files is part of a round's costs, and reading them
    back is part of the path.
    """
    import onrecord  # noqa: PLC0415 -- importing is part of loading, which is timed
    from onrecord import app  # noqa: PLC0415
    from onrecord.serve.formats.jsonl import to_line  # noqa: PLC0415
    from onrecord.serve.formats.objects import report_statements  # noqa: PLC0415

    def run(texts: Sequence[str]) -> list[Any]:
        with tempfile.TemporaryDirectory() as folder:
            files = [Path(folder) / f"{i:05d}.txt" for i in range(len(texts))]
            for file, text in zip(files, texts, strict=True):
                file.write_bytes(text.encode())
            results: list[list[str]] = []
            for name, reading in app.read_leads([str(file) for file in files]):
                if isinstance(reading, onrecord.errors.OnRecordError):
                    raise SystemExit(f"{name}: {reading}")
                results.append([to_line(line) for line in report_statements(reading)])
        return results

    return run, {"python": platform.python_version(), "onrecord": onrecord.__version__}


if __name__ == "__main__":
    serve(load, Path(sys.argv[1]))
