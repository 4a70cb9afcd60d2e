"""The one page as frozen lines, every word of it written."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from tracker.summary.render.appendix import Part


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
class NoteLine:
    day: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The one page, every word of it written."""

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
    symptoms_left_out: str
    no_symptoms: str
    labs: LabTable | None
    private: tuple[Private, ...]
    asks: bool
    questions: tuple[str, ...]
    questions_left_out: int
    takes_notes: bool
    notes: tuple[NoteLine, ...]
    notes_left_out: int
    ruleset: str
    risk_factors: str
    not_included: str
    foot: str
    since: str
    changes: str
    whole: tuple[Part, ...]
    # Whether the PDF lacks letters of something a person wrote.
    boxed: bool = False
