"""Refuse secrets and large files; run by pre-commit on what is about to be committed."""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

LARGEST = 700_000
SECRETS = (
    re.compile(r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----"),
    re.compile(r"\b(?:ghp|gho|github_pat|glpat|sk_live|xox[bp])[-_][A-Za-z0-9_]{16,}"),
    re.compile(r"\bAKIA[0-9A-Z]{16}\b"),
    re.compile(
        r"(?:smtps?|postgres(?:ql)?|redis)://[^\s:/@]+:(?!password\b|secret\b)[^\s:@/]{6,}@"
    ),
)
NAMES = re.compile(r"(^|/)(secret_key|field_keys|\.env|.*\.(sqlite3|pem|key))$")


def complaints(paths: Iterable[Path]) -> Iterator[str]:
    """Return what is wrong with the files, a line for each."""
    for path in paths:
        if NAMES.search(path.as_posix()):
            yield f"{path}: this name belongs to a secret or to data"
        if path.stat().st_size > LARGEST:
            yield f"{path}: larger than {LARGEST // 1000} kB"
        elif holds_a_secret(path):
            yield f"{path}: looks like it holds a secret"


def holds_a_secret(path: Path) -> bool:
    """Return whether the file's text looks like a key or a password."""
    text = path.read_bytes().decode("utf-8", errors="ignore")
    return any(pattern.search(text) for pattern in SECRETS)


def main(names: list[str]) -> int:
    """Say what is wrong with the named files and return the exit code."""
    found = list(complaints(Path(name) for name in names))
    sys.stdout.writelines(f"{line}\n" for line in found)
    return bool(found)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
