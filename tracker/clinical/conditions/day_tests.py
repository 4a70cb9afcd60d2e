"""Questions about one day's marks. Each names the items that meet it, and can say itself in words.

Every test is monotone: a worse mark can make it hold, never stop it holding.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from tracker.clinical.vocabulary import Scale, item, word_for

Marks = Mapping[str, int]


class DayTest(Protocol):
    """A question about one day."""

    def hits(self, marks: Marks) -> tuple[str, ...]:
        """Return the items that meet it, or nothing."""

    def items(self) -> tuple[str, ...]:
        """Return the items it asks about; at least one must be above zero for it to hold."""

    def words(self) -> str:
        """Return it in words."""


@dataclass(frozen=True, slots=True)
class _Graded:
    at_least: int
    codes: tuple[str, ...]

    def hits(self, marks: Marks) -> tuple[str, ...]:
        return tuple(
            [code for code in self.codes if marks.get(code, 0) >= self.at_least]
        )

    def items(self) -> tuple[str, ...]:
        return self.codes

    def words(self) -> str:
        return " or ".join(
            f"{grade}{_listed(shorts)}" for grade, shorts in self._by_grade().items()
        )

    def _by_grade(self) -> dict[str, list[str]]:
        grouped: dict[str, list[str]] = {}
        for code in self.codes:
            grouped.setdefault(_grade_words(code, self.at_least), []).append(
                item(code).short.lower()
            )
        return grouped


@dataclass(frozen=True, slots=True)
class _Both:
    tests: tuple[DayTest, ...]

    def hits(self, marks: Marks) -> tuple[str, ...]:
        found = [test.hits(marks) for test in self.tests]
        return _each_once(found) if all(found) else ()

    def items(self) -> tuple[str, ...]:
        return _each_once(test.items() for test in self.tests)

    def words(self) -> str:
        return " together with ".join(f"({test.words()})" for test in self.tests)


@dataclass(frozen=True, slots=True)
class _Either:
    tests: tuple[DayTest, ...]

    def hits(self, marks: Marks) -> tuple[str, ...]:
        return _each_once(test.hits(marks) for test in self.tests)

    def items(self) -> tuple[str, ...]:
        return _each_once(test.items() for test in self.tests)

    def words(self) -> str:
        return "; or ".join(test.words() for test in self.tests)


@dataclass(frozen=True, slots=True)
class _Several:
    count: int
    test: DayTest

    def hits(self, marks: Marks) -> tuple[str, ...]:
        found = self.test.hits(marks)
        return found if len(found) >= self.count else ()

    def items(self) -> tuple[str, ...]:
        return self.test.items()

    def words(self) -> str:
        return f"{self.count} or more of: {self.test.words()}"


def graded(at_least: int, *codes: str) -> DayTest:
    """Hold when any of the items is at least this bad."""
    return _Graded(at_least, codes)


def yes(*codes: str) -> DayTest:
    """Hold when any of the items was answered yes."""
    return _Graded(1, codes)


def both(*tests: DayTest) -> DayTest:
    """Hold when every test holds on the same day."""
    return _Both(tests)


def either(*tests: DayTest) -> DayTest:
    """Hold when any test holds."""
    return _Either(tests)


def several(count: int, test: DayTest) -> DayTest:
    """Hold when ``count`` or more different items meet the test on the same day."""
    return _Several(count, test)


def _each_once(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for group in groups for code in group))


def _listed(words: list[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _grade_words(code: str, at_least: int) -> str:
    known = item(code)
    if known.scale in (Scale.YES_NO, Scale.SELF_HARM):
        return "yes to "
    worst = at_least == max(known.marks)
    return f"{word_for(code, at_least).lower()}{'' if worst else ' or worse'}: "
