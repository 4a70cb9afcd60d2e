"""Change the clinical data one number at a time and ask whether a test notices.

``python -m tests.data_mutants`` prints what was noticed and what was not. The tests are those that need no
fixture: they are called directly, those that name the changed rule first, so that a thousand mutants take a
few minutes. docs/clinical/mutation.md has the figures and the reasons for what is left.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import timedelta
from functools import cache, partial
from importlib import import_module
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tracker.clinical.course.follow_up import FollowUp
from tracker.clinical.engine import findings, reading
from tracker.clinical.engine.questions import Questions
from tracker.clinical.labs import plans as lab_plans
from tracker.clinical.labs import schedule as lab_schedule
from tracker.clinical.rules import bumps
from tracker.clinical.rules.rule import AfterCourse, Case, Family, Rule
from tracker.clinical.rules.ruleset import RULES
from tracker.clinical.scales import Level

FOLDER = Path(__file__).parent / "unit" / "clinical"
# Tests of the rules and the plans; the laws and the simulation take longer and notice other things.
PATTERNS = (
    "test_rules_*.py",
    "test_engine.py",
    "test_questionnaires.py",
    "test_lab_plans*.py",
    "test_lab_schedule.py",
)
# That the pages changed with the data says nothing about the data.
LEFT_OUT = {"test_rules_pages.py"}
DATES = ("weeks", "months", "days")
LEAST = {"at_least": 1, "count": 1, "of": 1, "weeks": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One change: what it is about, in words, and how to make it."""

    about: str
    what: str
    patches: tuple[tuple[object, str, object], ...]

    @property
    def name(self) -> str:
        """Return it in one line."""
        return f"{self.about}: {self.what}"


@contextmanager
def changed(mutant: Mutant) -> Iterator[None]:
    """Make the change, and take it back."""
    with pytest.MonkeyPatch.context() as patch:
        for owner, name, value in mutant.patches:
            if isinstance(owner, dict):
                patch.setitem(owner, name, value)
            else:
                patch.setattr(owner, name, value)
        yield


# Conditions: each number a step up and down, each alternative dropped


def variants(condition: Any) -> Iterator[tuple[str, Any]]:
    """Give each condition that differs in one place, and what differs."""
    for part in fields(condition):
        value = getattr(condition, part.name)
        for what, other in _of_value(part.name, value):
            yield what, replace(condition, **{part.name: other})


def _of_value(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, bool | str | frozenset):
        return
    if isinstance(value, int):
        for step in (-1, 1):
            if value + step >= LEAST.get(name, 0):
                yield f"{name} {value} to {value + step}", value + step
    elif isinstance(value, tuple):
        yield from _of_parts(name, value)
    elif isinstance(value, FollowUp):
        # What a check-in asks and cites has tests of its own: here its date counts.
        yield from (each for each in variants(value) if each[0].startswith(DATES))
    elif is_dataclass(value):
        yield from variants(value)


def _of_parts(name: str, parts: tuple[Any, ...]) -> Iterator[tuple[str, Any]]:
    for place, part in enumerate(parts):
        others = (*parts[:place], *parts[place + 1 :])
        if others:
            said = part if isinstance(part, str) else f"part {place + 1}"
            yield f"without {said}", others
        if is_graded(part):
            for step in (-1, 1):
                other = (part[0], part[1] + step)
                changed_pair = (*parts[:place], other, *parts[place + 1 :])
                yield f"{part[0]} {part[1]} to {other[1]}", changed_pair
        if is_dataclass(part):
            for what, other in variants(part):
                changed_part = (*parts[:place], other, *parts[place + 1 :])
                yield f"part {place + 1}, {what}", changed_part


def is_graded(part: Any) -> bool:
    """Hold for an item with its own grade."""
    return isinstance(part, tuple) and [type(each) for each in part] == [str, int]


# Rules


def of_rule(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """Give each rule that differs from this one in one place."""
    for place, case in enumerate(rule.cases):
        for what, other in _of_case(rule, case):
            cases = (*rule.cases[:place], *other, *rule.cases[place + 1 :])
            if cases:
                yield f"case {place + 1}, {what}", replace(rule, cases=cases)
    stop = not rule.official_stop_advice
    yield f"stop advice {stop}", replace(rule, official_stop_advice=stop)
    for after in AfterCourse:
        if after is not rule.after_course:
            yield after.value, replace(rule, after_course=after)
    if rule.family is not Family.NONE:
        yield "no family", replace(rule, family=Family.NONE)
    if rule.gives_way_to:
        yield "gives way to none", replace(rule, gives_way_to=())


def _of_case(rule: Rule, case: Case) -> Iterator[tuple[str, tuple[Case, ...]]]:
    yield "dropped", ()
    for step in (-1, 1):
        if Level.SELF_CARE <= case.level + step <= Level.EMERGENCY:
            level = Level(case.level + step)
            yield f"level {level.code}", (replace(case, level=level),)
    if rule.family is not Family.NONE:
        yield "may rise", (replace(case, may_rise=not case.may_rise),)
    if case.after_course is not None:
        for after in AfterCourse:
            if after is not case.after_course:
                yield f"alone {after.value}", (replace(case, after_course=after),)
    for what, when in variants(case.when):
        yield what, (replace(case, when=when),)


def rule_mutants() -> Iterator[Mutant]:
    """Give every mutant of every rule."""
    for rule in RULES:
        for what, other in of_rule(rule):
            rules = tuple(other if each is rule else each for each in RULES)
            yield Mutant(
                about=rule.id,
                what=what,
                patches=(
                    (reading, "QUESTIONS", Questions(rules)),
                    (findings, "RULES_BY_ID", {each.id: each for each in rules}),
                ),
            )


# The engine's own numbers


def number_mutants() -> Iterator[Mutant]:
    """Give a step up and down of each number that stands beside the rules."""
    yield from _steps(bumps, "_ADULT", bumps._ADULT, 1)
    yield from _steps(findings, "_COOLDOWN", findings._COOLDOWN, timedelta(days=1))
    for name, value in bumps._HIGH_TRIGLYCERIDES.items():
        yield from _steps(bumps._HIGH_TRIGLYCERIDES, name, value, 1)
    for place, bump in enumerate(bumps.BUMPS):
        others = (*bumps.BUMPS[:place], *bumps.BUMPS[place + 1 :])
        yield Mutant(
            about="bumps",
            what=f"without: {bump.because}",
            patches=((bumps, "BUMPS", others),),
        )


def _steps(owner: Any, name: str, value: Any, step: Any) -> Iterator[Mutant]:
    about = getattr(owner, "__name__", "grades").rpartition(".")[2]
    for other in (value - step, value + step):
        yield Mutant(
            about=about,
            what=f"{name} {value} to {other}",
            patches=((owner, name, other),),
        )


# Plans of tests


def plan_mutants() -> Iterator[Mutant]:
    """Give every line of every plan with another day, window, condition, or without it."""
    for table in ("PROFILES", "OVERLAYS"):
        plans: Mapping[str, Any] = getattr(lab_plans, table)
        for name, lines in plans.items():
            for place, line in enumerate(lines):
                for what, other in _of_line(line):
                    whole = (*lines[:place], *other, *lines[place + 1 :])
                    yield _plan(
                        f"{name} {line.id}", what, table, {**plans, name: whole}
                    )


def _plan(about: str, what: str, table: str, plans: object) -> Mutant:
    owners = (lab_plans, lab_schedule)
    return Mutant(
        about=about,
        what=what,
        patches=tuple(
            (owner, table, plans) for owner in owners if hasattr(owner, table)
        ),
    )


def _of_line(line: Any) -> Iterator[tuple[str, tuple[Any, ...]]]:
    yield "dropped", ()
    for name in ("offset", "every"):
        value = getattr(line, name)
        for other in (value - 1, value + 1):
            # Nothing repeats every -1 days.
            if name != "every" or value:
                yield f"{name} {value} to {other}", (replace(line, **{name: other}),)
    early, late = line.window
    for window in (
        (early - 1, late),
        (early + 1, late),
        (early, late - 1),
        (early, late + 1),
    ):
        yield f"window {line.window} to {window}", (replace(line, window=window),)
    for part in fields(line):
        value = getattr(line, part.name)
        if isinstance(value, bool):
            yield f"{part.name} {not value}", (replace(line, **{part.name: not value}),)
    for test in line.tests if len(line.tests) > 1 else ():
        left = tuple(each for each in line.tests if each != test)
        yield f"without {test}", (replace(line, tests=left),)


# The tests, as calls


@dataclass(frozen=True, slots=True)
class Call:
    """One test with its arguments, and the text that says what it is about."""

    name: str
    text: str
    run: Callable[[], object]


@cache
def calls() -> list[Call]:
    """Return every test that can be called without a fixture."""
    files = sorted(
        {
            file
            for pattern in PATTERNS
            for file in FOLDER.glob(pattern)
            if file.name not in LEFT_OUT
        }
    )
    modules = (import_module(f"tests.unit.clinical.{file.stem}") for file in files)
    return [
        call
        for module in modules
        for name, test in vars(module).items()
        if name.startswith("test_") and not hasattr(test, "hypothesis")
        for call in _calls_of(f"{module.__name__}.{name}", test)
    ]


def _calls_of(name: str, test: Any) -> Iterator[Call]:
    source = inspect.getsource(test)
    wanted = set(inspect.signature(test).parameters)
    for arguments in _arguments(test):
        if set(arguments) == wanted:
            yield Call(name, f"{source} {arguments}", partial(test, **arguments))


def _arguments(test: Any) -> Iterator[dict[str, Any]]:
    tables = [
        [_row(mark.args[0], row) for row in mark.args[1]]
        for mark in getattr(test, "pytestmark", [])
        if mark.name == "parametrize"
    ]
    for rows in product(*tables):
        yield {name: value for row in rows for name, value in row.items()}


def _row(names: Any, row: Any) -> dict[str, Any]:
    listed = (
        [name.strip() for name in names.split(",")] if isinstance(names, str) else names
    )
    values = (
        getattr(row, "values", row) if isinstance(row, type(pytest.param())) else row
    )
    return dict(zip(listed, values if len(listed) > 1 else (values,), strict=True))


def noticed_by(mutant: Mutant, tests: Iterable[Call]) -> str | None:
    """Return the first test that fails on the mutant, those about it first; None when none does."""
    ordered = sorted(tests, key=lambda call: mutant.about not in call.text)
    with changed(mutant):
        for call in ordered:
            try:
                call.run()
            except Exception:
                return call.name
            except pytest.fail.Exception:
                return call.name
    return None


def every_mutant() -> list[Mutant]:
    """Return all of them, in order."""
    return [*rule_mutants(), *number_mutants(), *plan_mutants()]


def main() -> int:
    """Print how many were noticed, and each that was not."""
    tests, mutants = calls(), every_mutant()
    failing = noticed_by(Mutant(about="", what="nothing", patches=()), tests)
    if failing is not None:
        sys.stdout.write(f"{failing} fails without any change: no figure.\n")
        return 1
    alive = [each for each in mutants if noticed_by(each, tests) is None]
    caught = len(mutants) - len(alive)
    sys.stdout.write(
        f"{caught} of {len(mutants)} changes noticed ({100 * caught / len(mutants):.1f} %), "
        f"{len(tests)} tests\n"
    )
    sys.stdout.writelines(f"  not noticed: {each.name}\n" for each in alive)
    return caught < 0.97 * len(mutants)


if __name__ == "__main__":
    raise SystemExit(main())
