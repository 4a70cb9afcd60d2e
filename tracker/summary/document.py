"""The summary as one frozen value: plain, already decided, free of any framework."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from tracker.clinical.vocabulary import Level

# What a person may put in or leave out, in the order it is offered.
PARTS = (
    "summary",
    "labs",
    "questions",
    "mood",
    "check_ins",
    "sexual",
    "pregnancy",
    "notes",
)
# So many reasons of a flag are named, the rest counted.
MOST_ITEMS = 3
USUAL_PARTS = frozenset({"summary", "labs", "questions"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who it is about. Empty and None mean not given."""

    name: str
    born: date | None
    clinic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseStep:
    """The daily mg from the ``start``-th day of the course on, 0 being the first day."""

    start: int
    mg: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Where the course stands on the last day of the summary. Totals are None without a weight.

    ``least_mg`` is what was surely taken, once so many days are unknown that the total is told as a range.
    """

    started_on: date
    last_dose_on: date | None
    day: int
    week: int
    total_days: int
    length_is_planned: bool
    dose_mg: Decimal
    dose_mg_per_kg: Decimal | None
    taken_mg: Decimal
    taken_mg_per_kg: Decimal | None
    target_mg_per_kg: Decimal | None
    doses_taken: int
    doses_answered: int
    share_taken: Decimal | None
    days_logged: int
    days: int
    steps: tuple[DoseStep, ...]
    by_day: tuple[Decimal, ...]
    weight_kg: Decimal | None
    missed: tuple[int, ...]
    weight_now_kg: Decimal | None = None
    # Days of the whole course that nobody answered and the total counts as prescribed.
    days_assumed: int = 0
    least_mg: Decimal | None = None
    # Days of the summary with a prescribed dose and no answer, and whether they are many of them.
    doses_unknown: int = 0
    doses_sketchy: bool = False

    @property
    def is_sketchy(self) -> bool:
        """Hold when the total or the doses taken are told with what is unknown."""
        return self.least_mg is not None or self.doses_sketchy

    @property
    def least_mg_per_kg(self) -> Decimal | None:
        """Return the least total by the weight at the start, where the total is a range."""
        if self.least_mg is None or not self.weight_kg:
            return None
        return self.least_mg / self.weight_kg


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """One thing a clinician should see first: what, what was advised, and what was done about it.

    ``first`` to ``last`` are the days of the reasons. ``rules`` are those that spoke, the strongest first,
    ``items`` what they rest on. ``contacted_on`` is about the strongest advice; ``told_again`` after it, or
    something else that was to be acted on the same day still waiting, the thing is open once more.
    """

    level: int
    code: str
    what: str
    done: str
    first: date
    last: date
    overdue: bool = False
    rules: tuple[str, ...] = ()
    items: frozenset[str] = frozenset()
    contacted_on: date | None = None
    told_again: bool = False

    @property
    def answered(self) -> bool:
        """Hold when a contact is noted and nothing was told after it."""
        return self.contacted_on is not None and not self.told_again

    @property
    def unanswered(self) -> bool:
        """Hold for what was to be acted on the same day, and no contact is noted."""
        return self.level >= Level.URGENT and not self.answered


@dataclass(frozen=True, slots=True, kw_only=True)
class Symptom:
    """One item over the days of the summary.

    ``heights`` has 0 to 3 for a day, None for a day nobody logged. ``counted`` are the days logged in the
    last 28, or the times the item was asked in them when it is not asked every day. ``marks`` are the answers
    as given, None for a day without one, and ``words`` says what each mark means. ``snomed`` is empty where
    no published list ties a code to the term. ``rank`` is 0 for the item that says most.
    """

    code: str
    term: str
    benefit: bool
    heights: tuple[int | None, ...]
    days_with: int
    counted: int
    worst: str
    usual: str
    trend: str
    on_demand: bool = False
    marks: tuple[int | None, ...] = ()
    words: tuple[str, ...] = ()
    snomed: str = ""
    worst_mark: int = 0
    rank: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One result of a test on one day."""

    day: date
    value: Decimal
    high: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LabLine:
    """One test in one unit; ``readings`` stand beside the days of the table, None where there is none."""

    test: str
    name: str
    unit: str
    readings: tuple[Reading | None, ...]
    limit: Decimal | None
    own_limit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """Blood tests planned for one day, and the days from which and until which they are in time."""

    names: tuple[str, ...]
    day: date
    week: int
    opens: date
    closes: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Laboratory:
    """The results, a column a day, what is due on the last of the days shown, and what comes after it."""

    days: tuple[date, ...]
    lines: tuple[LabLine, ...]
    left_out: int
    due: tuple[Coming, ...] = ()
    coming: Coming | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A private part the person chose to share, as short lines."""

    code: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What somebody wrote on a day; ``cut`` when only its beginning is shown."""

    day: date
    text: str
    cut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One laboratory result: a number with its unit, or an outcome in words."""

    day: date
    test: str
    name: str
    value: Decimal | None
    unit: str
    outcome: str
    limit: Decimal | None
    own_limit: bool
    high: bool
    loinc: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing the person was told on one day, and what they did about it.

    ``what`` names only reasons that may be shown; ``sources`` are the documents the rule relies on.
    """

    day: date
    rule: str
    version: int
    ruleset: str
    level: int
    what: str
    contacted_on: date | None
    they_said: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Full:
    """All that may be seen, where the page has room for a part of it."""

    attention: tuple[Attention, ...] = ()
    told: tuple[Told, ...] = ()
    symptoms: tuple[Symptom, ...] = ()
    results: tuple[Result, ...] = ()
    questions: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What is new since somebody last looked."""

    since: date
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where questions and notes stand: ``left`` under the tests, ``right`` under the private parts, or ``below``."""

    questions: str = "right"
    notes: str = "below"


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Everything a reader may see, and nothing that was left out.

    ``height`` is what the page is expected to take on paper, in tenths of a millimetre; 0 is not known.
    ``tight`` says that it needs smaller letters.
    """

    made_at: datetime
    first_day: date
    last_day: date
    parts: frozenset[str]
    ruleset: str
    person: Person
    course: Course | None
    attention: tuple[Attention, ...]
    attention_left_out: tuple[str, ...]
    symptoms: tuple[Symptom, ...]
    symptoms_left_out: tuple[str, ...]
    laboratory: Laboratory | None
    sections: tuple[Section, ...]
    questions: tuple[str, ...]
    questions_left_out: int
    notes: tuple[Note, ...]
    notes_left_out: int
    risk_factors: tuple[str, ...]
    full: Full = Full()
    changes: Changes | None = None
    paper: str = "a4"
    height: int = 0
    tight: bool = False
    places: Places = Places()

    @property
    def not_included(self) -> tuple[str, ...]:
        """Return the parts the person left out, whether or not there is anything in them."""
        return tuple(part for part in PARTS if part not in self.parts)
