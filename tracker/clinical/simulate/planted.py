"""Red flags to plant in a course: what a person would log, and what must be said on that day.

Written from the tables of clinical rules, not from the rules themselves, so that a rule that was broken does
not break its own test. A rule that is urgent by itself and is not listed is planted with its drawn diary.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from tracker.clinical.examples import EXAMPLES, Diary
from tracker.clinical.facts import DayEntry, History
from tracker.clinical.findings import findings_on
from tracker.clinical.rules import RULES
from tracker.clinical.scales import Level

_NOT_ANSWERED = "."


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlag:
    """One sign to plant. ``rows`` are drawn: one character a day, the last one on the day it must be found."""

    rule: str
    level: Level
    rows: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    new_medicine: str = ""
    conditions: frozenset[str] = frozenset()
    medicines: tuple[str, ...] = ()
    # Days since the last capsule, for signs that count after the course.
    ended: int | None = None

    @property
    def length(self) -> int:
        """Return how many days it takes."""
        return max((len(row) for row in self.rows.values()), default=1)

    @property
    def parts(self) -> frozenset[str]:
        """Return what a finding about it would name."""
        named = {*self.rows, *self.conditions}
        named |= {"note"} if self.note else set()
        named |= {"new_medicine"} if self.new_medicine else set()
        return frozenset(named | ({"medicines"} if self.medicines else set()))


def _flags(level: Level, rule: str, *drawings: str) -> tuple[RedFlag, ...]:
    """Draw flags as ``item days + item days``."""
    return tuple(
        RedFlag(
            rule=rule,
            level=level,
            rows=dict(_row(part) for part in drawing.split(" + ")),
        )
        for drawing in drawings
    )


def _row(drawing: str) -> tuple[str, str]:
    item, days = drawing.split()
    return item, days


_NOW, _TODAY = Level.EMERGENCY, Level.URGENT

LISTED: tuple[RedFlag, ...] = (
    *_flags(_NOW, "S-MOOD-1", "self_harm 1", "self_harm 2"),
    RedFlag(rule="S-MOOD-1", level=_NOW, note="I want to die"),
    *_flags(_TODAY, "S-MOOD-2", "mood 3", "mood 2.2..2", "lost_interest 2022"),
    *_flags(
        _TODAY, "S-MSK-1", "joint_pain 3", "back_pain 3", "muscle_pain 3", "aches 3"
    ),
    *_flags(_TODAY, "S-VIS-1", "night_vision 1"),
    *_flags(_TODAY, "S-VIS-2", "vision 2"),
    *_flags(
        _TODAY, "S-EYE-1", "eyes_dry 3", "eye_pain 2", "eye_pain 1 + light_sensitive 1"
    ),
    *_flags(_TODAY, "S-LIV-1", "jaundice 1", "pale_stool 1", "dark_urine 1"),
    *_flags(_TODAY, "S-LIV-2", "nausea 2.2 + fatigue 2.2", "itch 22 + appetite 22"),
    *_flags(_TODAY, "S-PREG-1", "pregnancy 1"),
    *_flags(_TODAY, "S-PREG-2", "contraception_missed 1"),
    *_flags(_TODAY, "S-PREG-3", "period_late 1"),
    *_flags(_NOW, "O-ALL-1", "breathing 1", "face_swelling 1", "hives 1 + faint 1"),
    *_flags(
        _TODAY, "O-ALL-2", "hives 2", "rash 3", "rash 1 + fever 1", "purple_spots 1"
    ),
    *_flags(
        _NOW,
        "O-SKIN-1",
        "blistering 1",
        "mouth_sores 2 + rash 1",
        "mouth_sores 2 + fever 1",
        "rash 1 + eye_pain 1 + fever 1",
    ),
    *_flags(_TODAY, "O-SKIN-2", "mouth_sores 2"),
    *_flags(
        _NOW,
        "O-IIH-1",
        "vision_loss 1",
        "vision_double 1",
        "headache 3 + vision_blurred 1",
        "headache 3 + vomiting 1",
    ),
    *_flags(
        _TODAY,
        "O-IIH-2",
        "headache 2 + nausea 1",
        "headache 2 + dizzy 1",
        "headache 2 + tinnitus 1",
        "vision_blurred 1",
    ),
    RedFlag(rule="O-IIH-3", level=_TODAY, new_medicine="doxycycline"),
    *_flags(_TODAY, "O-HEAD-1", "headache 3"),
    *_flags(
        _NOW,
        "O-NEU-1",
        "seizure 1",
        "stroke_signs 1",
        "confused 1",
        "faint 1 + chest_pain 1",
    ),
    *_flags(_NOW, "O-PSY-1", "hallucinations 1"),
    *_flags(
        _TODAY, "O-PSY-2", "aggression 1", "irritable 3", "anxiety 3", "anxiety 2.22"
    ),
    *_flags(
        _NOW,
        "O-PAN-1",
        "tummy_pain 3 + vomiting 1",
        "tummy_pain 3 + pain_to_back 1",
        "tummy_pain 3 + fever 1",
    ),
    *_flags(_TODAY, "O-PAN-2", "tummy_pain 3", "tummy_pain 2 + nausea 1"),
    *_flags(_TODAY, "O-BOW-1", "blood_stool 1", "black_stool 1", "diarrhoea 3"),
    *_flags(_NOW, "O-BOW-2", "black_stool 1 + faint 1", "blood_stool 1 + breathing 1"),
    *_flags(_TODAY, "O-BOW-4", "swallow 2"),
    *_flags(_TODAY, "O-VOM-1", "vomiting 3"),
    *_flags(
        _NOW,
        "O-MUS-1",
        "dark_urine 1 + muscle_pain 2",
        "dark_urine 1 + muscle_weakness 1",
    ),
    *_flags(_TODAY, "O-MUS-2", "muscle_weakness 1"),
    *_flags(_TODAY, "O-BONE-1", "bone_pain 3"),
    *_flags(_TODAY, "O-EAR-1", "hearing 1", "tinnitus 2", "tinnitus 1.1.1"),
    *_flags(_TODAY, "O-SUG-1", "thirst 2 + urination 2"),
    *_flags(
        _NOW,
        "O-SUG-2",
        "thirst 2 + urination 2 + vomiting 1",
        "thirst 2 + urination 2 + confused 1",
    ),
    *_flags(_TODAY, "O-INF-1", "fever 2 + mouth_sores 1", "fever 2 + skin_infection 1"),
    *_flags(_NOW, "O-CLOT-1", "chest_pain 2 + breathing 1"),
    *_flags(_TODAY, "O-CLOT-2", "calf_pain 1", "chest_pain 2", "faint 1"),
    *_flags(_TODAY, "O-NOSE-2", "nosebleed 3"),
    *_flags(
        _TODAY, "O-ACNE-1", "acne_flare 3 + fever 1", "acne_flare 3 + joint_pain 2"
    ),
    RedFlag(rule="O-BF-1", level=_TODAY, conditions=frozenset({"breastfeeding"})),
    *_flags(_TODAY, "O-OD-1", "extra_capsules 1"),
    *_flags(_NOW, "O-OD-1", "extra_capsules 1 + vomiting 2"),
)


def red_flags() -> tuple[RedFlag, ...]:
    """Return every red flag: those listed, and the drawn diary of each urgent rule that is not."""
    listed = {flag.rule for flag in LISTED}
    others = (
        rule.id for rule in RULES if rule.level >= _TODAY and rule.id not in listed
    )
    drawn = (_drawn(rule, EXAMPLES[rule].speaks) for rule in others)
    return (*LISTED, *drawn)


def _drawn(rule: str, diary: Diary) -> RedFlag:
    history = diary.history
    level = max(
        (
            each.level
            for each in findings_on(history, on=diary.day)
            if each.rule == rule
        ),
        default=_TODAY,
    )
    last = history.entries[-1]
    return RedFlag(
        rule=rule,
        level=level,
        rows=dict(_rows(history, diary.day)),
        note=last.note,
        new_medicine=last.new_medicine,
        conditions=frozenset(diary.conditions),
        medicines=diary.medicines,
        ended=None if diary.last_dose is None else diary.on - diary.last_dose,
    )


def _rows(history: History, last: date) -> Iterator[tuple[str, str]]:
    entries = {entry.day: entry for entry in history.entries}
    first = min(entries)
    days = [first + timedelta(days=place) for place in range((last - first).days + 1)]
    for code in sorted({code for entry in entries.values() for code in entry.marks}):
        marks = [
            entries[day].marks.get(code) if day in entries else None for day in days
        ]
        yield (
            code,
            "".join(_NOT_ANSWERED if mark is None else str(mark) for mark in marks),
        )


def planted(history: History, flag: RedFlag, *, on: date) -> History:
    """Return the history with the sign logged, ending on ``on``; a day without an entry gets one."""
    entries = {entry.day: entry for entry in history.entries}
    for place in range(flag.length):
        day = on - timedelta(days=flag.length - 1 - place)
        marks = _marks(flag, place)
        if marks or day == on:
            entry = entries.get(day, DayEntry(day=day))
            entries[day] = replace(entry, marks={**entry.marks, **marks})
    entries[on] = replace(entries[on], note=flag.note, new_medicine=flag.new_medicine)
    profile, course = history.profile, history.course
    if flag.ended is not None:
        course = replace(course, last_dose_on=on - timedelta(days=flag.ended))
    return replace(
        history,
        profile=replace(
            profile,
            conditions=profile.conditions | flag.conditions,
            medicines=(*profile.medicines, *flag.medicines),
        ),
        course=course,
        entries=tuple(entries[day] for day in sorted(entries)),
    )


def _marks(flag: RedFlag, place: int) -> dict[str, int]:
    return {
        code: int(row[place])
        for code, row in flag.rows.items()
        if place < len(row) and row[place] != _NOT_ANSWERED
    }
