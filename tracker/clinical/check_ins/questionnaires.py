"""The two mood questionnaires as data: what they ask, how they are scored, and how well that was checked.

A blank answer is unknown. A total exists only when every question was answered; what was answered may still be
enough by itself to be positive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from tracker.clinical.facts import CheckIn
from tracker.clinical.sources import CHECKED_ON, Status
from tracker.clinical.words import gettext_noop as _


class UnknownQuestionnaire(LookupError):
    """There is no such questionnaire."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """One published instrument. ``cut_off`` is the published total from which it counts as positive.

    ``licence`` is how well we know that it may be shown; ``wording`` how well the questions were compared
    with the published form.
    """

    id: str
    version: int
    name: str
    questions: tuple[str, ...]
    cut_off: int
    loinc_total: str
    citations: tuple[str, ...]
    licence: Status = Status.UNVERIFIED
    wording: Status = Status.UNVERIFIED
    checked_on: date = CHECKED_ON
    reviewer: str = ""

    @property
    def most(self) -> int:
        """Return the highest total there can be."""
        return len(self.questions) * HIGHEST


STEM = _(
    "Over the last 2 weeks, how often have you been bothered by any of the following problems?"
)
# The place of an answer is what it counts.
ANSWERS = (
    _("Not at all"),
    _("Several days"),
    _("More than half the days"),
    _("Nearly every day"),
)
HIGHEST = len(ANSWERS) - 1
_FIRST_TWO = (
    _("Little interest or pleasure in doing things"),
    _("Feeling down, depressed, or hopeless"),
)
_SEVEN_MORE = (
    _("Trouble falling or staying asleep, or sleeping too much"),
    _("Feeling tired or having little energy"),
    _("Poor appetite or overeating"),
    _(
        "Feeling bad about yourself, or that you are a failure or have let yourself or your family down"
    ),
    _(
        "Trouble concentrating on things, such as reading the newspaper or watching television"
    ),
    _(
        "Moving or speaking so slowly that other people could have noticed, or the opposite: being so fidgety or restless that you have been moving around a lot more than usual"
    ),
    _("Thoughts that you would be better off dead, or of hurting yourself in some way"),
)

PHQ2 = Questionnaire(
    id="phq2",
    version=1,
    name="PHQ-2",
    questions=_FIRST_TWO,
    cut_off=3,
    loinc_total="55758-7",
    citations=("Q3", "Q4", "V5"),
)
PHQ9 = Questionnaire(
    id="phq9",
    version=1,
    name="PHQ-9",
    questions=_FIRST_TWO + _SEVEN_MORE,
    cut_off=10,
    loinc_total="44261-6",
    citations=("Q4", "V2"),
)
QUESTION_NINE_LOINC = "44260-8"
QUESTIONNAIRES: Mapping[str, Questionnaire] = MappingProxyType(
    {each.id: each for each in (PHQ2, PHQ9)}
)

# What a finding names when it rests on a questionnaire, as a person reads it and as a clinician does.
FIRST_TWO, QUESTION_NINE = "phq2", "phq9_9"
REASONS = {
    FIRST_TWO: _("Mood check-in, the first two questions"),
    QUESTION_NINE: _("Mood check-in, the last question"),
}
REASON_TERMS = {FIRST_TWO: _("PHQ-2 score"), QUESTION_NINE: _("PHQ-9 question 9")}
_NINTH = 8


def questionnaire(tool: str) -> Questionnaire:
    """Return the questionnaire called ``tool``; raise UnknownQuestionnaire."""
    try:
        return QUESTIONNAIRES[tool]
    except KeyError:
        raise UnknownQuestionnaire(
            f"There is no questionnaire called {tool!r}."
        ) from None


def total(check_in: CheckIn) -> int | None:
    """Return the total, or None when a question was left blank."""
    known = [answer for answer in check_in.answers if answer is not None]
    return sum(known) if len(known) == len(check_in.answers) else None


def blanks(check_in: CheckIn) -> int:
    """Return how many questions were left blank."""
    return sum(answer is None for answer in check_in.answers)


def first_two(check_in: CheckIn) -> int:
    """Return what the first two questions add up to, which are the same in both; a blank adds nothing."""
    return sum(answer or 0 for answer in check_in.answers[: len(_FIRST_TWO)])


def is_positive(check_in: CheckIn) -> bool:
    """Hold when the answered part of the first two questions reaches the cut-off of the PHQ-2."""
    return first_two(check_in) >= PHQ2.cut_off


def question_nine(check_in: CheckIn) -> int:
    """Return the answer to question 9; 0 when it was not asked or left blank."""
    if len(check_in.answers) <= _NINTH:
        return 0
    return check_in.answers[_NINTH] or 0


def laid_over(earlier: CheckIn, later: CheckIn) -> CheckIn:
    """Return ``earlier`` with what was answered later. Question 9 above 0 is not undone by a later 0."""
    answers = list(earlier.answers)
    for place, answer in enumerate(later.answers[: len(answers)]):
        undoes = place == _NINTH and not answer and bool(answers[place])
        if answer is not None and not undoes:
            answers[place] = answer
    return CheckIn(day=earlier.day, tool=earlier.tool, answers=tuple(answers))
