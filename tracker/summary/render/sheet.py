"""The one page as frozen lines, every word of it written."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from tracker.summary.document import Places
from tracker.summary.render.appendix import Part

# So many questions or notes that are not on paper stand open on a screen.
MOST_UNFOLDED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One headed value; ``more`` is said smaller beside it, ``boxed`` when the PDF lacks some of its letters."""

    name: str
    value: str
    more: str = ""
    boxed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagLine:
    look: str
    icon: str
    what: str
    done: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SymptomRow:
    term: str
    look: str
    picture: SafeString
    days: str
    worst: str
    usual: str
    sign: str
    trend: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LabCell:
    text: str
    high: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LabRow:
    name: str
    unit: str
    cells: tuple[LabCell, ...]
    limit: str
    trend: SafeString


@dataclass(frozen=True, slots=True, kw_only=True)
class LabTable:
    columns: tuple[str, ...]
    rows: tuple[LabRow, ...]
    left_out: int
    coming: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Private:
    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked; ``full`` is what a screen shows where the paper has only the beginning."""

    text: str
    full: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    day: str
    text: str
    full: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The one page, every word of it written.

    What begins with ``more`` found no room on paper and is shown on a screen alone.
    """

    dates: str
    who: tuple[Fact, ...]
    numbers: tuple[Fact, ...]
    has_course: bool
    flags: tuple[FlagLine, ...]
    more_flags: tuple[FlagLine, ...]
    no_flags: str
    flags_left_out: str
    dose: SafeString
    line: SafeString
    axis: SafeString
    dose_about: str
    strips_about: str
    symptoms: tuple[SymptomRow, ...]
    more_symptoms: tuple[SymptomRow, ...]
    symptoms_left_out: str
    no_symptoms: str
    labs: LabTable | None
    private: tuple[Private, ...]
    asks: bool
    questions: tuple[Question, ...]
    more_questions: tuple[Question, ...]
    questions_left_out: str
    takes_notes: bool
    notes: tuple[NoteLine, ...]
    more_notes: tuple[NoteLine, ...]
    notes_left_out: str
    ruleset: str
    risk_factors: str
    not_included: str
    foot: str
    since: str
    changes: str
    whole: tuple[Part, ...]
    # Where questions and notes stand, and whether paper needs smaller letters.
    places: Places
    tight: bool
    # Whether the PDF lacks letters of something a person wrote.
    boxed: bool = False

    @property
    def next_question(self) -> int:
        """Return the number of the first question that is not on paper."""
        return len(self.questions) + 1

    @property
    def folds_questions(self) -> bool:
        return len(self.more_questions) > MOST_UNFOLDED

    @property
    def folds_notes(self) -> bool:
        return len(self.more_notes) > MOST_UNFOLDED
