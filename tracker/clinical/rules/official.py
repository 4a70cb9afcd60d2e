"""All rules added from official labelling and patient information (4b), in their order."""

from __future__ import annotations

from tracker.clinical.conditions.persistence import lasting_symptoms
from tracker.clinical.conditions.symptoms import (
    both,
    each_week,
    either,
    graded,
    medicine,
    on_days,
    once,
    profile_says,
    yes,
)
from tracker.clinical.rules.body import BODY_RULES
from tracker.clinical.rules.head import ALLERGY_RULES, HEAD_RULES, MIND_RULES
from tracker.clinical.rules.leaflet import LEAFLET_RULES
from tracker.clinical.rules.rule import (
    EVERY_RULE,
    AfterCourse,
    Rule,
    Status,
    case,
    official_rule,
)
from tracker.clinical.rules.skin import SKIN_RULES
from tracker.clinical.rules.stomach import STOMACH_RULES
from tracker.clinical.scales import Level
from tracker.clinical.vocabulary import VITAMIN_A

# Graded items that no other rule covers at severe by themselves.
UNLISTED = (
    "mouth_dry",
    "itch",
    "acne_flare",
    "light_sensitive",
    "dizzy",
    "nausea",
    "appetite",
    "fever",
    "sunburn",
    "thirst",
    "urination",
    "lost_interest",
    "heartburn",
    "sleep",
    "skin_fragile",
    "hair_thinning",
    "lens_trouble",
    "flushing",
    "skin_colour",
    "nails",
    "hair_growth",
    "voice",
    "gums",
    "oversleep",
    "concentration",
    "breast_change",
)

_UNWELL = either(
    yes(
        "faint",
        "seizure",
        "stroke_signs",
        "confused",
        "hallucinations",
        "breathing",
        "blue_lips",
        "face_swelling",
        "vision_loss",
        "vision_double",
        "blood_vomit",
    ),
    graded(1, "vomiting", "vision_blurred"),
    graded(
        2,
        "nausea",
        "headache",
        "tummy_pain",
        "dizzy",
        "chest_pain",
        "flushing",
        "palpitations",
    ),
)

PRIVATE_RULES = (
    official_rule(
        "O-SEX-1",
        case(Level.SOON, once(graded(2, "sexual")), each_week(2, graded(1, "sexual"))),
        "Sexual side effects should be told, and asked about at every visit.",
        "Moderate once, or mild in each of the last two weeks.",
        "T1",
        "U1",
        "U4",
        after=AfterCourse.MONTH,
    ),
    official_rule(
        "O-MENS-1",
        case(Level.NEXT_VISIT, once(graded(2, "period_change"))),
        "Irregular bleeding is listed among the effects to mention.",
        "Moderate, once.",
        "M1",
    ),
    official_rule(
        "O-BF-1",
        case(Level.URGENT, profile_says("breastfeeding")),
        "Not to be used while breastfeeding.",
        "The profile says breastfeeding while the course runs.",
        "T2",
    ),
)

EVENT_RULES = (
    official_rule(
        "O-OD-1",
        (
            *case(
                Level.EMERGENCY,
                once(both(yes("extra_capsules"), _UNWELL)),
                after_course=AfterCourse.ALWAYS,
            ),
            *case(Level.URGENT, once(yes("extra_capsules"))),
        ),
        "After too many capsules, call a poison line or emergency services.",
        "Yes, once. With a sign of being unwell on the same day it is an emergency. The signs are ours: any being "
        "sick or blurred sight; feeling sick, headache, tummy or chest pain, dizziness, flushing or a pounding heart from "
        "moderate; or a yes to a sign that is an emergency by itself or to fainting.",
        "O1",
        after=AfterCourse.MONTH,
        status=Status.BACKGROUND,
        version=2,
    ),
    official_rule(
        "O-VITA-1",
        case(Level.SOON, medicine("vitamin A or a relative", VITAMIN_A)),
        "Vitamin A adds to the side effects and should be avoided.",
        "A name from the list in the profile or in the day's new medicine, while the course runs.",
        "L1",
        "M1",
    ),
    official_rule(
        "O-SEV-X",
        (
            *case(Level.SOON, on_days(2, of=7, test=graded(3, *UNLISTED))),
            # Being worried is reason enough to call, however long ago the course was.
            *case(Level.SOON, once(yes("worried")), after_course=AfterCourse.ALWAYS),
        ),
        "Effects that go on or bother the person should be checked.",
        "Severe on 2 of 7 days for an item without a rule of its own, or the person says they are worried, after the course too.",
        "M1",
        version=2,
        after=AfterCourse.MONTH,
    ),
)

OFFICIAL_RULES: tuple[Rule, ...] = (
    *ALLERGY_RULES,
    *HEAD_RULES,
    *MIND_RULES,
    *STOMACH_RULES,
    *BODY_RULES,
    *SKIN_RULES,
    *PRIVATE_RULES,
    *EVENT_RULES,
    *LEAFLET_RULES,
    official_rule(
        "O-PERS",
        case(Level.NEXT_VISIT, lasting_symptoms()),
        "Effects that go on should be mentioned.",
        "Any graded item on 12 of 14 days that no other rule has put forward. Dry lips and skin count only when severe, "
        "dry eyes from moderate, spots only after week 6, a dry mouth after more than two weeks (13 of 15 days).",
        "M1",
        gives_way_to=EVERY_RULE,
        version=2,
    ),
)
