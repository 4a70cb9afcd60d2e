"""Drawn diaries for tests: a picture in, findings out."""

from __future__ import annotations

from textwrap import dedent

from tracker.clinical.conditions.symptoms import Trigger
from tracker.clinical.engine import reading
from tracker.clinical.engine.findings import Finding, findings_on, highest
from tracker.clinical.facts import (
    CheckIn,
    CourseFacts,
    DayEntry,
    History,
    LabResult,
    Profile,
)
from tracker.clinical.traces.drawings import FIRST_DAY, day_number, entries_drawn
from tracker.clinical.vocabulary import Level

day = day_number


def diary(picture, **new_medicines):
    """Return the entries of a drawn diary; ``day3="doxycycline"`` starts a medicine on day 3."""
    started = {
        int(name.removeprefix("day")): text for name, text in new_medicines.items()
    }
    return entries_drawn(dedent(picture), new_medicines=started)


def history(
    entries=(), *, last_dose=None, course_day=1, labs=(), check_ins=(), **profile
) -> History:
    """Return a history around the entries; ``course_day`` is the day of the course on which day 1 falls."""
    if "conditions" in profile:
        profile["conditions"] = frozenset(profile["conditions"])
    return History(
        profile=Profile(**profile),
        course=CourseFacts(
            started_on=day(2 - course_day),
            last_dose_on=None if last_dose is None else day(last_dose),
        ),
        entries=tuple(entries),
        labs=tuple(labs),
        check_ins=tuple(check_ins),
    )


def check_in(number, answers, tool=None) -> CheckIn:
    """Return a questionnaire answered on a day: one character a question, a dot for one left blank."""
    return CheckIn(
        day=day(number),
        tool=tool or f"phq{len(answers)}",
        answers=tuple(None if each == "." else int(each) for each in answers),
    )


def findings(entries, *, on, **facts) -> tuple[Finding, ...]:
    """Return the findings on a day."""
    return findings_on(history(entries, **facts), on=on)


def asked(entries, *, on, **facts) -> list[str]:
    """Return the ids of the rules that ask somebody to do more than look after themselves."""
    return [
        each.rule
        for each in findings(entries, on=on, **facts)
        if each.level > Level.SELF_CARE
    ]


def level(entries, *, on, **facts) -> Level:
    """Return the highest level on a day."""
    return highest(findings(entries, on=on, **facts))


def alone(rule, told: History, *, on) -> list[Trigger]:
    """Return what makes one rule begin on a day when no other takes over what they share."""
    asked = next(each.rule for each in reading.QUESTIONS.every if each.rule.id == rule)
    held = reading.Reading(told, reading.Questions((asked,))).starting(on)
    return [trigger for each in held for trigger in each.triggers]


__all__ = [
    "FIRST_DAY",
    "DayEntry",
    "LabResult",
    "alone",
    "asked",
    "check_in",
    "day",
    "diary",
    "findings",
    "history",
    "level",
]
