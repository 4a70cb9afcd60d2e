"""Official rules about stomach and bowel (4b)."""

from __future__ import annotations

from tracker.clinical.conditions.symptoms import (
    both,
    either,
    graded,
    on_days,
    once,
    yes,
)
from tracker.clinical.rules.rule import AfterCourse, Family, Status, case, official_rule
from tracker.clinical.scales import Level

STOMACH_RULES = (
    official_rule(
        "O-PAN-1",
        case(
            Level.EMERGENCY,
            once(
                both(
                    graded(3, "tummy_pain"),
                    either(graded(1, "vomiting", "fever"), yes("pain_to_back")),
                )
            ),
        ),
        "Warns of an inflamed pancreas, which can be fatal.",
        "Severe tummy pain with vomiting, fever or pain through to the back, on one day. The level is ours.",
        "L1 5.7",
        "M1",
        stop=True,
        family=Family.TUMMY,
        after=AfterCourse.ALWAYS,
        status=Status.BACKGROUND,
        version=2,
    ),
    official_rule(
        "O-PAN-2",
        case(
            Level.URGENT,
            once(graded(3, "tummy_pain")),
            once(both(graded(2, "tummy_pain"), graded(1, "nausea", "vomiting"))),
            once(yes("pain_to_back")),
        ),
        "Severe tummy pain, or tummy pain with sickness, is a reason to call.",
        "Severe once, moderate with any sickness on the same day, or pain through to the back, graded or not.",
        "M1",
        version=2,
        stop=True,
        family=Family.TUMMY,
        after=AfterCourse.MONTH,
    ),
    official_rule(
        "O-BOW-1",
        case(
            Level.URGENT,
            once(either(yes("blood_stool", "black_stool"), graded(3, "diarrhoea"))),
        ),
        "Bleeding from the bowel, black stools or severe diarrhoea: call. One formulary says to stop for bloody diarrhoea.",
        "Any one of the three, once.",
        "M1",
        "B1",
        stop=True,
        after=AfterCourse.MONTH,
    ),
    official_rule(
        "O-BOW-2",
        case(
            Level.EMERGENCY,
            once(both(yes("black_stool", "blood_stool"), yes("faint", "breathing"))),
        ),
        "Bleeding from the bowel is listed as a sign to check at once.",
        "Blood or black stools with fainting or trouble breathing on the same day. The level is ours.",
        "M1",
        stop=True,
        after=AfterCourse.ALWAYS,
        status=Status.BACKGROUND,
        version=2,
    ),
    official_rule(
        "O-BOW-3",
        case(
            Level.SOON,
            on_days(3, of=7, test=graded(2, "diarrhoea")),
            on_days(3, of=7, test=graded(2, "heartburn")),
        ),
        "Lists diarrhoea and new or worse heartburn among the signs to tell.",
        "Moderate on 3 of 7 days, either one.",
        "MG",
        after=AfterCourse.MONTH,
        status=Status.UNVERIFIED,
    ),
    official_rule(
        "O-BOW-4",
        case(Level.URGENT, once(graded(2, "swallow"))),
        "Pain or trouble swallowing is a reason to call.",
        "Moderate, once. The monograph was read; the US guide was not yet.",
        "M1",
        "MG",
        stop=True,
        after=AfterCourse.MONTH,
        status=Status.UNVERIFIED,
        version=2,
    ),
    official_rule(
        "O-VOM-1",
        case(Level.URGENT, once(graded(3, "vomiting"))),
        "Vomiting is listed among the signs to check.",
        "Severe, once: nothing stays down. The level is ours.",
        "M1",
        after=AfterCourse.MONTH,
        status=Status.BACKGROUND,
    ),
)
