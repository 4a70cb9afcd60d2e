"""A fingerprint of what each rule does, so that a change without a new version is seen.

The list is a file that is only added to: one line for each rule and version there ever was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from hashlib import sha256
from types import FunctionType

from tracker.clinical.rules.retired import RETIRED
from tracker.clinical.rules.rule import Rule

LENGTH = 16

Version = tuple[str, int]
Ledger = Mapping[Version, str]


class Clash(ValueError):
    """A rule and the list of what rules did before do not fit together."""


def fingerprint(rule: Rule) -> str:
    """Return the fingerprint of everything that decides when a rule speaks, at which level, and with stop advice."""
    decides = (
        rule.cases,
        rule.family,
        rule.after_course,
        rule.official_stop_advice,
        rule.gives_way_to,
    )
    return sha256(_written(decides).encode()).hexdigest()[:LENGTH]


def _written(value: object) -> str:
    """Return a value as text that is the same on every machine and every day."""
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}"
    if is_dataclass(value):
        # What is at its default is left out, so that a new field does not touch rules that do not use it.
        parts = (
            f"{each.name}={_written(getattr(value, each.name))}"
            for each in fields(value)
            if getattr(value, each.name) != each.default
        )
        return f"{type(value).__name__}({','.join(parts)})"
    if isinstance(value, (set, frozenset)):
        return f"{{{','.join(sorted(map(_written, value)))}}}"
    if isinstance(value, (tuple, list)):
        return f"[{','.join(map(_written, value))}]"
    if isinstance(value, FunctionType):
        return value.__qualname__
    return repr(value)


def read_ledger(text: str) -> dict[Version, str]:
    """Return the list as it was written: rule and version to fingerprint."""
    lines = (line.split() for line in text.splitlines())
    return {
        (line[0], int(line[1])): line[2]
        for line in lines
        if line and not line[0].startswith("#")
    }


def written_ledger(ledger: Ledger) -> str:
    """Return the list as text, in the order of rules and versions."""
    lines = (f"{id_} {version} {mark}" for (id_, version), mark in ledger.items())
    return (
        "\n".join(("# Rule, version, fingerprint. Only added to.", *sorted(lines)))
        + "\n"
    )


def added_to(ledger: Ledger, rules: Iterable[Rule]) -> dict[Version, str]:
    """Return the list with today's rules in it; raise Clash when a rule changed and its version did not."""
    now = {(rule.id, rule.version): fingerprint(rule) for rule in rules}
    _refuse(_clashes(ledger, now))
    return {**ledger, **now}


def _clashes(ledger: Ledger, now: Ledger) -> list[str]:
    highest: dict[str, int] = {}
    for id_, version in ledger:
        highest[id_] = max(version, highest.get(id_, 0))
    return [
        *(
            f"{id_} is retired: its id is not used again."
            for id_, _v in now
            if id_ in RETIRED
        ),
        *(
            f"{id_} went back from version {highest[id_]} to {version}."
            for id_, version in now
            if version < highest.get(id_, 0)
        ),
        *(
            f"{id_} changed: raise its version above {version}."
            for (id_, version), mark in now.items()
            if ledger.get((id_, version), mark) != mark
        ),
        *(
            f"{id_} is gone: name it in retired.py."
            for id_ in sorted(set(highest) - {each for each, _v in now} - set(RETIRED))
        ),
    ]


def _refuse(clashes: list[str]) -> None:
    if clashes:
        raise Clash(" ".join(clashes))
