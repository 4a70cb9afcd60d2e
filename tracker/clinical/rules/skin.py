"""Official rules about spots, hair and wounds (4b)."""

from __future__ import annotations

from tracker.clinical.conditions.symptoms import (
    both,
    each_week,
    either,
    first_weeks,
    graded,
    not_improved,
    on_days,
    once,
)
from tracker.clinical.rules.rule import AfterCourse, Status, case, official_rule
from tracker.clinical.scales import Level

SKIN_RULES = (
    official_rule(
        "O-ACNE-1",
        case(
            Level.URGENT,
            once(
                both(
                    graded(3, "acne_flare"),
                    either(graded(1, "fever"), graded(2, "joint_pain")),
                )
            ),
        ),
        "A sudden severe flare is a sign to check.",
        "A severe flare with any fever or moderate joint pain on the same day.",
        "M1",
        status=Status.BACKGROUND,
        after=AfterCourse.MONTH,
        version=2,
    ),
    official_rule(
        "O-ACNE-2",
        case(
            Level.NEXT_VISIT,
            not_improved("acne_severity", from_week=8, baseline_within=28),
        ),
        "No better after one to two months is a reason to check.",
        "After 8 full weeks, rated no better than the first rating. Clear skin never counts.",
        "M1",
    ),
    official_rule(
        "O-ACNE-3",
        case(Level.SELF_CARE, first_weeks(6, once(graded(1, "acne_flare")))),
        "Spots may get worse at the start before they get better.",
        "Any grade in the first 6 weeks. The tip stays when it is worse, so that the level never falls.",
        "M1",
    ),
    official_rule(
        "O-HAIR-1",
        case(Level.NEXT_VISIT, each_week(2, graded(2, "hair_thinning"))),
        "Thinning hair is listed among the effects to mention.",
        "Moderate in each of the last two weeks.",
        "M1",
    ),
    official_rule(
        "O-WOUND-1",
        case(Level.NEXT_VISIT, on_days(3, of=7, test=graded(2, "skin_fragile"))),
        "Skin is more fragile: no waxing, peels or laser.",
        "Moderate on 3 of 7 days.",
        "N1",
        "M1",
    ),
)
