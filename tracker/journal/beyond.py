"""What a page says of an answer that lies past what the rules cover: no judgement, and whom to turn to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.clinical.crisis import Contact, contacts_for
from tracker.clinical.engine.silence import unspoken
from tracker.journal.care import logged
from tracker.journal.day import Day
from tracker.records.models import ShownFinding


@dataclass(frozen=True, slots=True, kw_only=True)
class Beyond:
    """The answers no rule speaks of, in words, and the emergency number of where the person lives."""

    answers: tuple[str, ...]
    emergency: Contact


def beyond(here: Day, told: Iterable[ShownFinding]) -> Beyond | None:
    """Return what to say of answers past the rules, or None; ``told`` are the flags of the last fortnight."""
    marks = here.entry.marks if here.entry else {}
    rested_on = (
        (row.day, trigger["item"])
        for row in told
        if row.holds
        for trigger in row.triggered_by
    )
    codes = unspoken(marks, course=here.course_facts, on=here.day, told=rested_on)
    if not codes:
        return None
    return Beyond(
        answers=tuple(logged(code, marks[code]) for code in codes),
        emergency=contacts_for("", country=here.course.country).emergency,
    )
