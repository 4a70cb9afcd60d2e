"""Measure a short and a long course, each in its own process and database, and print one table."""

import json
import os
import subprocess
import sys
import tempfile
from typing import TypedDict

from tracker.keys import field_key, session_key

SHORT, LONG = 14, 400
MOST_QUERIES = 12
FIRST_VISIT_KB = 40
RULES_MS = 20


class Page(TypedDict):
    """What one page took."""

    ms: float
    queries: int
    kb: float


class Rules(TypedDict):
    """What the rules took over a believable course, in milliseconds, and over how many logged days."""

    last_day: float
    old_edit: float
    old_edit_days: int
    every_day: float
    logged_days: int


class Course(TypedDict):
    """What one course took."""

    pages: dict[str, Page]
    rules_ms: float
    rules: Rules
    pdf_ms: float
    first_visit_kb: float


def measured(days: int) -> Course:
    """Return the measurements of a course of ``days``."""
    with tempfile.TemporaryDirectory(prefix="courseline-bench-") as folder:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tracker.settings",
            "COURSELINE_ENV": "local",
            "DATA_DIR": folder,
            "SECRET_KEY": session_key(),
            "FIELD_KEYS": field_key(),
            "DEBUG": "0",
            "HTTPS": "0",
        }
        environment.pop("DATABASE_URL", None)
        told = subprocess.run(  # noqa: S603  # our own module, a number as its argument
            [sys.executable, "-m", "bench.course", str(days)],
            env=environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    course: Course = json.loads(told.stdout)
    return course


def table(short: Course, long: Course) -> list[str]:
    """Return the lines of the table, in Markdown."""
    heads = f"| | {SHORT} days | {LONG} days | ratio | queries | kB sent, {LONG} days |"
    few, many = short["rules"], long["rules"]
    rules = [
        row(
            "rules, last day, symptoms on every day",
            short["rules_ms"],
            long["rules_ms"],
            "",
            "",
        ),
        row("rules, last day", few["last_day"], many["last_day"], "", ""),
        row(
            f"rules, the {many['old_edit_days']} days an old edit can change",
            few["old_edit"],
            many["old_edit"],
            "",
            "",
        ),
        row(
            f"rules, all {many['logged_days']} logged days",
            few["every_day"],
            many["every_day"],
            "",
            "",
        ),
    ]
    paper = row("the page as PDF, warm", short["pdf_ms"], long["pdf_ms"], "", "")
    pages = [
        row(
            f"`{path}`",
            short["pages"][path]["ms"],
            page["ms"],
            f"{short['pages'][path]['queries']} → {page['queries']}",
            f"{page['kb']:.1f}",
        )
        for path, page in long["pages"].items()
    ]
    return [heads, "|---|---|---|---|---|---|", *rules, paper, *pages]


def row(name: str, short: float, long: float, queries: str, size: str) -> str:
    """Return one line of the table."""
    return f"| {name} | {short:.1f} ms | {long:.1f} ms | {long / short:.1f} | {queries} | {size} |"


def broken_promises(short: Course, long: Course) -> list[str]:
    """Return each promise that does not hold; the times of pages are not among them, since machines differ."""
    found = []
    rules = max(long["rules_ms"], long["rules"]["last_day"])
    if rules > RULES_MS:
        found.append(f"rules: {rules:.1f} ms for the last day of {LONG}")
    for path, page in long["pages"].items():
        if page["queries"] != short["pages"][path]["queries"]:
            found.append(f"{path}: the number of queries grows with the course")
        if page["queries"] > MOST_QUERIES:
            found.append(
                f"{path}: {page['queries']} queries, {MOST_QUERIES} are allowed"
            )
    if long["first_visit_kb"] > FIRST_VISIT_KB:
        found.append(f"/today/: the first visit weighs {long['first_visit_kb']:.1f} kB")
    return found


def main() -> int:
    """Print the table, then what is broken, and return the exit code."""
    short, long = measured(SHORT), measured(LONG)
    print("\n".join(table(short, long)))
    print(
        f"\nFirst visit to /today/, all files, compressed: {long['first_visit_kb']:.1f} kB"
    )
    broken = broken_promises(short, long)
    print("\n".join(broken) or "Every promise holds.")
    return bool(broken)


if __name__ == "__main__":
    raise SystemExit(main())
