"""Where the files of the repository are."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PYTHON = tuple(sorted((ROOT / "tracker").rglob("*.py")))
TEMPLATES = tuple(sorted((ROOT / "templates").rglob("*.*")))
STATIC = tuple(sorted((ROOT / "static").rglob("*.*")))
TEXT_OF_A_PAGE = {".html", ".txt", ".css", ".js", ".svg", ".json", ".webmanifest"}


def label(path: Path) -> str:
    """Return the path as seen from the top of the repository."""
    return path.relative_to(ROOT).as_posix()


def lines_with(pattern: re.Pattern[str], path: Path) -> Iterator[str]:
    """Return each line of the file that holds ``pattern``, with its place."""
    for number, line in enumerate(
        path.read_text(encoding="utf-8").splitlines(), start=1
    ):
        if pattern.search(line):
            yield f"{label(path)}:{number}: {line.strip()}"
