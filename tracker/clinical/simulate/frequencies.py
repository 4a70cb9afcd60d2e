"""How often things are felt during a course: published shares where there are any, and our assumptions named as such.

A *share* is the part of people who have a symptom at some time in the course. Abstracts give shares and nothing
more, so how long a spell lasts and how bad it is are our assumptions throughout. Every figure is here and
nowhere else; docs/clinical/alert-burden.md prints them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """Where a share comes from and how much of it was read."""

    title: str
    read: str


# Studies used here and nowhere else; other ids are those of clinical/sources.py.
STUDIES: Mapping[str, Study] = MappingProxyType(
    {
        "F1": Study(
            title="Rademaker, Australas J Dermatol 2010;51:248-253: adverse effects in 1,743 patients, chart review",
            read="abstract",
        ),
        "F2": Study(
            title="Adverse effects of isotretinoin, a large retrospective review, Dermatol Ther 2017;30(4): 3,525 patients",
            read="abstract",
        ),
        "F4": Study(
            title="Acar et al, Archives of Rheumatology: musculoskeletal effects in 200 patients",
            read="abstract",
        ),
        "F5": Study(
            title="Kapała et al, Int J Environ Res Public Health 2022;19:6463: meta-analysis of 30 trials",
            read="second-hand",
        ),
    }
)


class Basis(Enum):
    """What a share rests on."""

    PUBLISHED = "published share"
    BOUND = "published bound, our figure above it"
    ASSUMED = "our assumption"


class Pattern(Enum):
    """How a symptom goes through a course."""

    LASTING = "comes in the first weeks and stays, better and worse"
    SPELLS = "comes in spells"


# Mild, moderate, severe; how often each is the grade of a spell. Assumptions.
MOSTLY_MILD = (0.75, 0.22, 0.03)
MILDER = (0.85, 0.14, 0.01)
EVENT = (1.0, 0.0, 0.0)
# How much more often each grade comes when everything is assumed to be worse.
AS_ASSUMED = (1.0, 1.0, 1.0)
HARSHER = (1.0, 1.5, 2.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequency:
    """How often one item is felt, in whom, and how it goes."""

    item: str
    share: float
    basis: Basis
    source: str = ""
    pattern: Pattern = Pattern.SPELLS
    grades: tuple[float, float, float] = MOSTLY_MILD
    # Spells in a month for those who have it at all (the first always comes), and their mean length in days.
    a_month: float = 0.3
    days: float = 3
    # Not later than this day of the course: flares come early.
    until_day: int | None = None
    # Only for people whose profile says so.
    who: str = ""


_PUBLISHED, _BOUND, _ASSUMED = Basis.PUBLISHED, Basis.BOUND, Basis.ASSUMED


FREQUENCIES: tuple[Frequency, ...] = (
    # Dryness: nearly everyone.
    Frequency(
        item="lips_dry",
        share=0.96,
        basis=_PUBLISHED,
        source="F1",
        pattern=Pattern.LASTING,
        grades=(0.6, 0.35, 0.05),
    ),
    Frequency(
        item="skin_dry",
        share=0.95,
        basis=_PUBLISHED,
        source="F2",
        pattern=Pattern.LASTING,
        grades=(0.68, 0.29, 0.03),
    ),
    Frequency(
        item="eyes_dry",
        share=0.2,
        basis=_BOUND,
        source="L3",
        pattern=Pattern.LASTING,
        grades=(0.85, 0.13, 0.02),
    ),
    Frequency(
        item="nosebleed",
        share=0.15,
        basis=_BOUND,
        source="L3",
        grades=(0.88, 0.11, 0.01),
        a_month=1.0,
        days=1,
    ),
    Frequency(
        item="mouth_dry", share=0.15, basis=_ASSUMED, source="N1", days=8, grades=MILDER
    ),
    Frequency(
        item="lens_trouble",
        share=0.4,
        basis=_ASSUMED,
        source="M1",
        days=10,
        grades=MILDER,
        who="contact_lenses",
    ),
    # Skin.
    Frequency(
        item="rash",
        share=0.12,
        basis=_PUBLISHED,
        source="F1",
        days=8,
        grades=(0.8, 0.18, 0.02),
    ),
    Frequency(item="itch", share=0.1, basis=_ASSUMED, source="M1", days=5),
    Frequency(item="skin_fragile", share=0.05, basis=_ASSUMED, source="M1", days=5),
    Frequency(item="skin_infection", share=0.03, basis=_ASSUMED, source="M1", days=5),
    Frequency(
        item="hair_thinning",
        share=0.09,
        basis=_PUBLISHED,
        source="F5",
        days=30,
        grades=MILDER,
    ),
    Frequency(
        item="acne_flare",
        share=0.2,
        basis=_ASSUMED,
        source="M1",
        days=10,
        until_day=42,
        grades=(0.65, 0.31, 0.04),
    ),
    Frequency(
        item="sunburn", share=0.08, basis=_ASSUMED, source="M1", days=3, grades=MILDER
    ),
    # Muscles, joints, back: the published share is of people with any of them.
    Frequency(
        item="aches",
        share=0.495,
        basis=_PUBLISHED,
        source="F4",
        a_month=0.8,
        days=5,
        grades=(0.72, 0.25, 0.03),
    ),
    Frequency(item="joint_swelling", share=0.02, basis=_ASSUMED, source="M1", days=4),
    # Head and eyes. Headaches are as common without the medicine.
    Frequency(
        item="headache",
        share=0.5,
        basis=_ASSUMED,
        source="M1",
        a_month=1.2,
        days=1.4,
        grades=(0.7, 0.26, 0.04),
    ),
    Frequency(
        item="vision",
        share=0.05,
        basis=_ASSUMED,
        source="M1",
        days=3,
        grades=(0.9, 0.1, 0.0),
    ),
    Frequency(item="night_vision", share=0.01, basis=_ASSUMED, source="M1", days=4),
    Frequency(item="eye_pain", share=0.02, basis=_ASSUMED, source="M1", days=2),
    Frequency(item="light_sensitive", share=0.02, basis=_ASSUMED, source="M1", days=3),
    Frequency(item="dizzy", share=0.04, basis=_ASSUMED, source="M1", days=1.5),
    Frequency(item="tinnitus", share=0.01, basis=_ASSUMED, source="M1", days=2),
    # Mood: the published share is of people with any psychiatric symptom; sad spells are within it.
    Frequency(
        item="mood",
        share=0.25,
        basis=_PUBLISHED,
        source="F2",
        a_month=0.5,
        days=3,
        grades=(0.88, 0.11, 0.01),
    ),
    Frequency(item="anxiety", share=0.06, basis=_ASSUMED, source="T1", days=3),
    Frequency(item="irritable", share=0.06, basis=_ASSUMED, source="M1", days=2),
    Frequency(item="sleep", share=0.08, basis=_ASSUMED, source="M1", days=3),
    Frequency(
        item="fatigue", share=0.12, basis=_PUBLISHED, source="F1", a_month=0.6, days=4
    ),
    # Stomach, and what anybody catches.
    Frequency(item="nausea", share=0.04, basis=_ASSUMED, source="M1", days=1.5),
    Frequency(item="tummy_pain", share=0.04, basis=_ASSUMED, source="M1", days=1.5),
    Frequency(item="diarrhoea", share=0.05, basis=_ASSUMED, source="M1", days=1.5),
    Frequency(item="heartburn", share=0.04, basis=_ASSUMED, source="M1", days=3),
    Frequency(
        item="fever",
        share=0.1,
        basis=_ASSUMED,
        source="M1",
        days=2,
        a_month=0.1,
        grades=(0.75, 0.24, 0.01),
    ),
    Frequency(item="appetite", share=0.02, basis=_ASSUMED, source="M1", days=2),
    Frequency(
        item="thirst", share=0.02, basis=_ASSUMED, source="M1", days=3, grades=MILDER
    ),
    Frequency(
        item="period_change",
        share=0.05,
        basis=_ASSUMED,
        source="M1",
        days=4,
        who="can_become_pregnant",
    ),
    Frequency(
        item="period_late",
        share=0.03,
        basis=_ASSUMED,
        source="N3",
        days=1,
        grades=EVENT,
        who="can_become_pregnant",
    ),
    Frequency(
        item="contraception_missed",
        share=0.03,
        basis=_ASSUMED,
        source="R1",
        days=1,
        grades=EVENT,
        who="can_become_pregnant",
    ),
    Frequency(
        item="worried",
        share=0.05,
        basis=_ASSUMED,
        source="M1",
        days=1,
        a_month=0.1,
        grades=EVENT,
    ),
)

# A year of the medicine: this share was diagnosed with depression (X3); the half of it for half a year.
DEPRESSION_A_YEAR = 0.038
DEPRESSION_SOURCE = "X3"
DEPRESSION_DAYS = 21

# One day in so many is a bit low for anybody, and passes. Assumption.
A_BIT_LOW_DAY = 0.02

# The diary: chance that somebody who logs stops, and that somebody who stopped starts again, from day to day.
STOPS_LOGGING, STARTS_AGAIN = 0.06, 0.35
# Once a symptom is over, the question of the day after is answered with "none" this often; else left blank.
SAYS_NONE = 0.8

# Who takes it: shares of the profile. Assumptions.
UNDER_AGE = 0.25
CAN_BECOME_PREGNANT = 0.5
PROFILE: Mapping[str, float] = MappingProxyType(
    {
        "depression_history": 0.1,
        "family_mood_history": 0.08,
        "contact_lenses": 0.2,
        "diabetes": 0.01,
        "raised_liver_baseline": 0.02,
        "hyperlipidaemia": 0.05,
    }
)
