"""Rules of the time after the course (evidence pack, section 10). They stay on: other rules end with the course."""

from __future__ import annotations

from tracker.clinical.conditions.after import (
    at_check_in,
    days_after,
    from_month,
    past_the_month,
    still,
    worse_than_at_the_end,
)
from tracker.clinical.conditions.symptoms import graded, on_days, once
from tracker.clinical.rules.rule import (
    AfterCourse,
    Family,
    Provenance,
    Rule,
    Status,
    case,
)
from tracker.clinical.scales import Level

LASTING = (
    "skin_dry",
    "eyes_dry",
    "lens_trouble",
    "joint_pain",
    "joint_swelling",
    "aches",
)
SIGHT = (
    "night_vision",
    "vision",
    "vision_blurred",
    "vision_double",
    "vision_loss",
    "colour_vision",
    "glare",
)
HEARING = ("hearing", "tinnitus")

AFTER_RULES: tuple[Rule, ...] = (
    Rule(
        id="A-LAST-1",
        cases=(
            *case(
                Level.SOON,
                from_month(2, still(2, *LASTING, count=2, of=14)),
                at_check_in("month_2", 2, *LASTING),
            ),
            *case(
                Level.NEXT_VISIT,
                from_month(2, still(1, *LASTING, count=2, of=14)),
                at_check_in("month_2", 1, *LASTING),
            ),
        ),
        says="Dry skin, dry eyes and joint pain usually settle after the course, and may last in some people.",
        version=2,
        reading="Still there two months after the last capsule. What is answered at the check-in two months after, on any of its days, is enough by itself, whatever was logged before. Later: the same item, at that grade in the course or the month after it, and now on 2 of the last 14 days. Moderate is a call this week, mild goes on the visit list. The document names no time; two months is ours.",
        citations=("SB29", "SB33", "SB35", "M1", "BG"),
        provenance=Provenance.SEED_IMPLIED,
        after_course=AfterCourse.ALWAYS,
        status=Status.BACKGROUND,
    ),
    Rule(
        id="A-SIGHT-1",
        cases=(
            *case(Level.URGENT, days_after(14, still(1, *SIGHT))),
            # A tetracycline raises rules about the head and sight, not those about hearing.
            *case(Level.URGENT, days_after(14, still(1, *HEARING)), may_rise=False),
        ),
        says="Changes of sight in the dark, of vision and of hearing are to be told at once, and may go on after the last capsule.",
        reading="Any grade of any item about sight or hearing, once, from 14 days after the last capsule on, when it was logged before in the course or the month after it. A sign that is new is answered by the rule it has in the course.",
        citations=("M1",),
        provenance=Provenance.OFFICIAL_ADDED,
        gives_way_to=("O-IIH-1",),
        family=Family.HEAD_VISION,
        after_course=AfterCourse.ALWAYS,
    ),
    Rule(
        id="A-MOOD-1",
        cases=case(
            Level.URGENT,
            past_the_month(on_days(3, of=7, test=graded(2, "mood"))),
            past_the_month(once(graded(3, "mood"))),
        ),
        says="Mood is to be watched during the course, and low mood may not end with the last capsule.",
        reading="As rule S-MOOD-2 reads it for the course and the month after: low on 3 of 7 days, or very low once. How long after is ours.",
        citations=("SA41", "T1", "U0", "BG"),
        provenance=Provenance.SEED_IMPLIED,
        version=2,
        family=Family.MOOD,
        after_course=AfterCourse.ALWAYS,
        status=Status.BACKGROUND,
    ),
    Rule(
        id="A-SEX-1",
        cases=case(Level.SOON, past_the_month(once(graded(2, "sexual")))),
        says="Sexual side effects should be told; a few people report that they last, and should be heard.",
        reading="Moderate, once, later than one month after the last capsule. Until then rule O-SEX-1 speaks.",
        citations=("T1", "U1", "X5"),
        provenance=Provenance.OFFICIAL_ADDED,
        after_course=AfterCourse.ALWAYS,
    ),
    Rule(
        id="A-ACNE-1",
        cases=case(
            Level.NEXT_VISIT,
            from_month(6, worse_than_at_the_end("acne_severity", "oiliness")),
        ),
        says="Less acne lasts for many; it comes back in some. Oil that returns may go before it.",
        reading="Spots or oil rated worse, six months or more after the last capsule, than in the last rating of the course.",
        citations=("SB11", "SB15", "L2", "X2", "BG"),
        provenance=Provenance.SEED_IMPLIED,
        after_course=AfterCourse.ALWAYS,
        status=Status.BACKGROUND,
    ),
    Rule(
        id="A-ACNE-2",
        cases=case(Level.NEXT_VISIT, from_month(12, once(graded(3, "acne_severity")))),
        says="In two series one in four or five needed a second course or had acne again within a year.",
        reading="Spots rated moderate or severe, twelve months or more after the last capsule, whatever they were at the end.",
        citations=("SB11", "X1", "X7", "BG"),
        provenance=Provenance.SEED_IMPLIED,
        gives_way_to=("A-ACNE-1",),
        after_course=AfterCourse.ALWAYS,
        status=Status.BACKGROUND,
    ),
)
