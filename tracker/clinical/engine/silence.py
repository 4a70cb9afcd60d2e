"""What the rules carried here no longer speak of, so that silence about it is not taken for an all-clear."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from tracker.clinical.course.windows import one_month_after
from tracker.clinical.facts import CourseFacts
from tracker.clinical.scales import Scale
from tracker.clinical.vocabulary import CATALOGUE

_SEVERE = 3


def past_the_rules(course: CourseFacts, *, on: date) -> bool:
    """Hold once the month after the last capsule is over: by then most rules have ended."""
    last = course.last_dose_on
    return last is not None and on > one_month_after(last)


def unspoken(
    marks: Mapping[str, int],
    *,
    course: CourseFacts,
    on: date,
    told: Iterable[tuple[date, str]],
) -> tuple[str, ...]:
    """Return the grave answers of a day past the rules that none of them spoke of.

    ``told`` are days and items that rules rested on, of the days before too: a contact keeps a rule quiet.
    """
    if not past_the_rules(course, on=on):
        return ()
    spoken = {code for day, code in told if past_the_rules(course, on=day)}
    return tuple(
        code
        for code, mark in marks.items()
        if is_grave(code, mark) and code not in spoken
    )


def is_grave(code: str, mark: int) -> bool:
    """Hold for a red flag that is there at all, and for the worst grade of severity of anything else."""
    known = CATALOGUE.get(code)
    if known is None:
        return False
    if known.red_flag:
        return mark > 0
    return known.scale is Scale.SEVERITY and mark == _SEVERE
