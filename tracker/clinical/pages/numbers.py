"""Every number and every list of names the clinical core goes by, collected from the code itself.

What decides a level stands in the tables of the other pages. What is left, how long a note rests or from which
age somebody counts as grown up, is collected here, so that no figure can change without a page changing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from importlib import import_module
from inspect import getsource
from pkgutil import walk_packages
from types import ModuleType

from tracker import clinical
from tracker.clinical.pages.markdown import MADE, page, table

# Pages, and files that decide nothing or are printed elsewhere in full.
_NOT_READ = (
    "history.check_ins",
    "history.document",
    "labs.measures",
    "pages.",
    "rules.fingerprints",
    "simulate.",
    "sources",
    "traces.claim",
    "traces.seed_",
)
_NAMED = re.compile(r"^([A-Z_]+)(?:: .+)? = ", re.MULTILINE)


def numbers_page() -> str:
    """Return each named number and list with the file that holds it."""
    return page(
        "Numbers and lists",
        MADE,
        "Each is named as in the code, in the file that decides with it. Days are whole days. A source, where there "
        "is one, stands with the rule, plan or threshold that uses the number; the rest is ours.",
        *(
            f"## {name}\n\n{about}\n\n{table(('Name', 'Value'), rows)}"
            for name, about, rows in _files()
        ),
    )


def modules() -> Iterator[ModuleType]:
    """Give the files of the clinical core, in the order of their names."""
    for found in walk_packages(clinical.__path__, f"{clinical.__name__}."):
        if not found.ispkg and not _within(found.name).startswith(_NOT_READ):
            yield import_module(found.name)


def _within(name: str) -> str:
    """Return the name of a module without what all of them begin with."""
    return name.removeprefix(f"{clinical.__name__}.")


def _files() -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    for module in modules():
        own = _named_in(module)
        rows = [
            (_in_words(name), _value(value))
            for name, value in sorted(vars(module).items())
            if name in own and _is_plain(value)
        ]
        if rows:
            about = (module.__doc__ or "").partition("\n")[0]
            yield _within(module.__name__), about, rows


def _named_in(module: ModuleType) -> frozenset[str]:
    """Return the constants a file gives a name itself, not those it takes from another."""
    return frozenset(_NAMED.findall(getsource(module)))


def _in_words(name: str) -> str:
    return name.strip("_").lower().replace("_", " ")


def _is_plain(value: object) -> bool:
    """Hold for numbers, spans, and lists of names or numbers; texts and records are printed elsewhere."""
    if isinstance(value, Mapping):
        return bool(value) and all(map(_is_plain, value.values()))
    if isinstance(value, (tuple, frozenset)):
        return bool(value) and all(
            isinstance(each, str) or _is_plain(each) for each in value
        )
    # Not an enumeration, which is a number only by descent.
    return type(value) in (int, float, Decimal, timedelta)


def _value(value: object) -> str:
    if isinstance(value, timedelta):
        return f"{value.days} days"
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_value(each)}" for key, each in value.items())
    if isinstance(value, (tuple, frozenset)):
        parts = [_value(each) for each in value]
        return ", ".join(sorted(parts) if isinstance(value, frozenset) else parts)
    return str(value)
