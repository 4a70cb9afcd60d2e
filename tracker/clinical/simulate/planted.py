"""Red flags to plant in a course: what a person would log, and what must be said on that day.

Written by hand: the older ones from the tables of clinical rules in the evidence pack, the others from the signs that
leaflets and lists name, each with the level it must have. Nothing here is read from the rules, so that a rule that was
broken does not break its own test; but the same people wrote both, so what neither thought of is found by neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType

from tracker.clinical.facts import DayEntry, History
from tracker.clinical.scales import Level

_NOT_ANSWERED = "."

# Rules that may answer in the place of another: the more urgent reading of the same sign, to which it gives way.
EQUALS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "S-MSK-2": frozenset({"S-MSK-1"}),
        "S-MOOD-3": frozenset({"S-MOOD-2"}),
        "S-EYE-2": frozenset({"S-EYE-1"}),
        "O-HEAD-2": frozenset({"O-HEAD-1"}),
        "O-MOOD-2": frozenset({"O-MOOD-1"}),
        "O-KID-2": frozenset({"O-KID-1"}),
        "O-BLOOD-2": frozenset({"O-BLOOD-1"}),
        "O-HEART-2": frozenset({"O-HEART-1"}),
        "A-SIGHT-1": frozenset({"S-VIS-1", "S-VIS-2", "O-IIH-2", "O-EAR-1"}),
        "A-MOOD-1": frozenset({"S-MOOD-2"}),
    }
)


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
    def answers(self) -> frozenset[str]:
        """Return the rules whose finding counts: its own, and the explicit equals."""
        return EQUALS.get(self.rule, frozenset()) | {self.rule}

    @property
    def parts(self) -> frozenset[str]:
        """Return what a finding about it would name."""
        named = {*self.rows, *self.conditions}
        named |= {"note"} if self.note else set()
        named |= {"new_medicine"} if self.new_medicine else set()
        return frozenset(named | ({"medicines"} if self.medicines else set()))


def _flags(
    level: Level, rule: str, *drawings: str, ended: int | None = None
) -> tuple[RedFlag, ...]:
    """Draw flags as ``item days + item days``."""
    return tuple(
        RedFlag(
            rule=rule,
            level=level,
            rows=dict(_row(part) for part in drawing.split(" + ")),
            ended=ended,
        )
        for drawing in drawings
    )


def _row(drawing: str) -> tuple[str, str]:
    item, days = drawing.split()
    return item, days


_NOW, _TODAY, _WEEK = Level.EMERGENCY, Level.URGENT, Level.SOON

# From the tables of the evidence pack.
_FROM_THE_PACK: tuple[RedFlag, ...] = (
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


# From the same tables: signs that ask for a call this week.
_THIS_WEEK: tuple[RedFlag, ...] = (
    *_flags(_WEEK, "S-MSK-2", "aches 2.22", "joint_pain 2.22", "back_pain 2.22"),
    *_flags(_WEEK, "S-MOOD-3", "mood 2", "mood 1.111"),
    *_flags(_WEEK, "S-EYE-2", "eyes_dry 22222"),
    *_flags(_WEEK, "S-FAT-1", "fatigue 3.3", "fatigue 22222"),
    *_flags(_WEEK, "O-HEAD-2", "headache 1111111", "headache 2222"),
    *_flags(_WEEK, "O-SLEEP-1", "sleep 2222"),
    *_flags(_WEEK, "O-BOW-3", "diarrhoea 2.22", "heartburn 2.22"),
    *_flags(_WEEK, "O-INF-2", "skin_infection 1"),
    *_flags(_WEEK, "O-SKIN-3", "rash 2", "rash 11111", "joint_swelling 22"),
    *_flags(_WEEK, "O-SEX-1", "sexual 2"),
    *_flags(_WEEK, "O-SEV-X", "worried 1", "itch 3.3"),
    RedFlag(rule="O-VITA-1", level=_WEEK, new_medicine="Vitamin A 5000 IU"),
)

# From the signs that leaflets and lists name (sources E1 to E3, SG, M2, L4, BZ); many of the levels are ours.
_FROM_LEAFLETS: tuple[RedFlag, ...] = (
    *_flags(_NOW, "O-ALL-3", "blue_lips 1", "faint 1 + itch 2", "faint 1 + flushing 2"),
    *_flags(_TODAY, "O-ALL-4", "itch 3 + rash 1", "itch 3 + hives 1"),
    *_flags(_NOW, "O-SKIN-4", "eye_infection 1 + rash 1 + mouth_sores 2"),
    *_flags(_TODAY, "O-SKIN-4", "eye_infection 1 + rash 1"),
    *_flags(_WEEK, "O-MOOD-1", "crying 3", "withdrawn 2.2.2", "worthless 3"),
    *_flags(_WEEK, "O-MOOD-2", "crying 2", "worthless 2", "concentration 2222"),
    *_flags(_TODAY, "O-PSY-3", "impulses 1"),
    *_flags(_TODAY, "O-EYE-1", "eye_infection 3"),
    *_flags(_WEEK, "O-EYE-1", "eye_infection 2", "eye_infection 1.11"),
    *_flags(_TODAY, "O-VIS-1", "colour_vision 1", "glare 2"),
    *_flags(_TODAY, "O-KID-1", "little_urine 1", "blood_urine 1"),
    *_flags(_TODAY, "O-KID-1", "swelling 2 + fatigue 2", "urine_pain 1 + fever 1"),
    *_flags(_WEEK, "O-KID-2", "swelling 2", "urine_pain 2", "swelling 1.11"),
    *_flags(_NOW, "O-HEART-1", "palpitations 2 + faint 1"),
    *_flags(_NOW, "O-HEART-1", "palpitations 2 + breathing 1"),
    *_flags(_TODAY, "O-HEART-2", "palpitations 2"),
    *_flags(_WEEK, "O-HEART-2", "palpitations 1.11"),
    *_flags(_TODAY, "O-BLOOD-1", "pale 1 + fatigue 2", "breathless 3", "bruising 2"),
    *_flags(_TODAY, "O-BLOOD-1", "bruising 1 + fever 1", "gums 1 + fever 1"),
    *_flags(_WEEK, "O-BLOOD-2", "pale 1", "bruising 1.11", "gums 2.22"),
    *_flags(_TODAY, "O-GLAND-1", "glands 1 + fever 2"),
    *_flags(_WEEK, "O-GLAND-1", "glands 2"),
    *_flags(_TODAY, "O-JNT-1", "hot_joint 1"),
    *_flags(_TODAY, "O-TEND-1", "tendon 3"),
    *_flags(_WEEK, "O-TEND-1", "tendon 2.22"),
    *_flags(_NOW, "O-BACK-1", "leg_weakness 1"),
    *_flags(_NOW, "O-BOW-5", "blood_vomit 1"),
    *_flags(_WEEK, "O-WT-1", "weight_change 3"),
)

# From section 10 of the pack: what was there during the course and has not gone, weeks after the last capsule.
_AFTER: tuple[RedFlag, ...] = (
    *_flags(_TODAY, "A-SIGHT-1", f"vision 1{'.' * 18}11", ended=40),
    *_flags(_TODAY, "A-SIGHT-1", f"hearing 1{'.' * 18}11", ended=40),
    *_flags(_TODAY, "A-MOOD-1", "mood 2.2.2", "mood 3", ended=45),
    *_flags(_WEEK, "A-LAST-1", f"joint_pain 2{'.' * 74}22", ended=72),
    *_flags(_WEEK, "A-LAST-1", f"skin_dry 2{'.' * 74}22", ended=72),
    *_flags(_WEEK, "A-SEX-1", "sexual 2", ended=45),
)


def red_flags() -> tuple[RedFlag, ...]:
    """Return every red flag."""
    return (*_FROM_THE_PACK, *_THIS_WEEK, *_FROM_LEAFLETS, *_AFTER)


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
