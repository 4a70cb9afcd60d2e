"""Generated pages as Markdown: a page, a table, and a table of records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum

MADE = "This page is made from the data by `manage.py clinical_pages`. Change the data, not the page."


def records(rows: Iterable[object]) -> str:
    """Return a table with a column for each field of the records."""
    found = [row for row in rows if is_dataclass(row)]
    if not found:
        return "Nothing is planned by default."
    names = [field.name for field in fields(found[0])]
    told = ([_cell(getattr(row, name)) for name in names] for row in found)
    return table([name.replace("_", " ") for name in names], told)


def _cell(value: object) -> str:
    if value is None or value == "" or value == ():
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_cell(each)}" for key, each in value.items())
    if isinstance(value, (tuple, list, frozenset)):
        return ", ".join(_cell(each) for each in value)
    return _record_cell(value)


def _record_cell(value: object) -> str:
    if is_dataclass(value):
        return " ".join(_cell(getattr(value, field.name)) for field in fields(value))
    return str(value)


def page(title: str, *parts: str) -> str:
    """Return a page of ``parts`` under a title."""
    return "\n\n".join((f"# {title}", *parts)) + "\n"


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; a bar inside a cell would break it, so it becomes a slash."""
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join(
        f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines
    )
