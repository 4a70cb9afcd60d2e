"""Rules warranted by the two seed texts (4a). The crisis rule comes first: it is always the first card."""

from __future__ import annotations

from tracker.clinical.conditions.check_ins import (
    first_two_positive,
    question_nine_above_zero,
)
from tracker.clinical.conditions.symptoms import (
    both,
    either,
    graded,
    on_days,
    once,
    several,
    written_self_harm,
    yes,
)
from tracker.clinical.rules.rule import (
    AfterCourse,
    Family,
    Provenance,
    Rule,
    Status,
    case,
)
from tracker.clinical.scales import Level

_EXPLICIT, _IMPLIED = Provenance.SEED_EXPLICIT, Provenance.SEED_IMPLIED
_ACHES = ("joint_pain", "back_pain", "muscle_pain", "aches")
_DRY = ("lips_dry", "skin_dry", "nosebleed", "mouth_dry")

# Dark urine with these is the muscle rule O-MUS-1, to which S-LIV-1 gives way.
MUSCLE_SIGNS = either(graded(2, "muscle_pain"), graded(1, "muscle_weakness"))

_LIVER_SIGNS = several(
    2, graded(2, "appetite", "nausea", "fatigue", "tummy_pain", "itch")
)

MOOD_RULES = (
    Rule(
        id="S-MOOD-1",
        version=2,
        cases=case(
            Level.EMERGENCY,
            once(yes("self_harm")),
            written_self_harm(),
            question_nine_above_zero(),
        ),
        says="Names thoughts of suicide as a rare but serious effect. Patient leaflets say to get help at once.",
        reading="Yes or 'I would rather talk to someone' opens the crisis page, and so does question 9 of the PHQ-9 above 0. A phrase in the note may open it too.",
        citations=("SA41", "N2", "T1", "M1"),
        provenance=_IMPLIED,
        official_stop_advice=True,
        family=Family.MOOD,
        after_course=AfterCourse.ALWAYS,
    ),
    Rule(
        id="S-MOOD-2",
        cases=case(
            Level.URGENT,
            once(graded(3, "mood")),
            on_days(3, of=7, test=graded(2, "mood")),
            on_days(3, of=7, test=graded(2, "lost_interest")),
        ),
        says="Names depression as a rare but serious effect that needs close watching.",
        reading="Very low once, low on 3 of 7 days, or lost interest on 3 of 7 days, whatever the person thinks caused it.",
        citations=("SA41", "N2", "T1"),
        provenance=_IMPLIED,
        official_stop_advice=True,
        family=Family.MOOD,
        after_course=AfterCourse.MONTH,
    ),
    Rule(
        id="S-MOOD-3",
        version=2,
        cases=(
            *case(
                Level.SOON,
                once(graded(2, "mood")),
                on_days(4, of=7, test=graded(1, "mood")),
            ),
            # Asked for until three months after the last capsule: an answer must not fall on deaf ears.
            *case(Level.SOON, first_two_positive(), after_course=AfterCourse.ALWAYS),
        ),
        says="Asks for close watching of mood; psychiatrists advise telling the prescriber early.",
        reading="Low once, or a bit low on 4 of 7 days, or a PHQ-2 score of 3 or more, counted from what was answered. One day a bit low stays quiet.",
        citations=("SA41", "P1", "Q3", "Q4"),
        provenance=_IMPLIED,
        gives_way_to=("S-MOOD-2",),
        family=Family.MOOD,
        after_course=AfterCourse.MONTH,
    ),
)

MUSCLE_RULES = (
    Rule(
        id="S-MSK-1",
        version=2,
        cases=case(Level.URGENT, once(graded(3, *_ACHES))),
        says="People with lasting or severe muscle, joint or back trouble should get medical care.",
        reading="Severe means graded severe in a single entry.",
        citations=("SA49", "M1"),
        provenance=_EXPLICIT,
        after_course=AfterCourse.MONTH,
    ),
    Rule(
        id="S-MSK-2",
        version=2,
        cases=case(Level.SOON, on_days(3, of=7, test=graded(2, *_ACHES))),
        says="People with lasting or severe muscle, joint or back trouble should get medical care.",
        reading="Lasting means moderate or worse on 3 of 7 days, in any of the four places.",
        citations=("SA49", "SB35"),
        provenance=_EXPLICIT,
        after_course=AfterCourse.MONTH,
    ),
    Rule(
        id="S-MSK-3",
        cases=case(Level.NEXT_VISIT, on_days(10, of=14, test=graded(1, *_ACHES))),
        says="People with lasting muscle, joint or back trouble should get medical care.",
        reading="The mild end of lasting: any grade on 10 of 14 days goes on the visit list.",
        citations=("SA49",),
        provenance=_EXPLICIT,
    ),
)

EYE_RULES = (
    Rule(
        id="S-VIS-1",
        version=2,
        cases=case(Level.URGENT, once(graded(1, "night_vision"))),
        says="Names worse sight in the dark. The monograph adds that it may come suddenly: do not drive in the dark.",
        reading="Any grade, once.",
        citations=("SA53", "SA57", "M1"),
        provenance=_IMPLIED,
        official_stop_advice=True,
        family=Family.HEAD_VISION,
        after_course=AfterCourse.ALWAYS,
        # When it has not gone back, that rule says so.
        gives_way_to=("A-SIGHT-1",),
    ),
    Rule(
        id="S-VIS-2",
        version=2,
        cases=(
            *case(Level.URGENT, once(graded(2, "vision"))),
            *case(Level.SOON, on_days(3, of=7, test=graded(1, "vision"))),
        ),
        says="Asks for watching of sight. The monograph asks for a call when sight changes.",
        reading="Clearly worse once is a call today; a bit different on 3 of 7 days is a call this week.",
        citations=("SA57", "M1"),
        provenance=_IMPLIED,
        official_stop_advice=True,
        family=Family.HEAD_VISION,
        after_course=AfterCourse.ALWAYS,
        # When it has not gone back, that rule says so.
        gives_way_to=("A-SIGHT-1",),
    ),
    Rule(
        id="S-EYE-1",
        cases=case(
            Level.URGENT,
            once(graded(3, "eyes_dry")),
            once(graded(2, "eye_pain")),
            once(both(graded(1, "eye_pain"), graded(1, "light_sensitive"))),
        ),
        says="Names dry, irritated eyes. The monograph asks for a call when eyes are painful.",
        reading="Severe dryness, eye pain of moderate grade, or a red or sore eye with light hurting. The stop advice is from the US guide, which was not read yet.",
        citations=("SA53", "M1", "MG"),
        provenance=_IMPLIED,
        official_stop_advice=True,
        after_course=AfterCourse.MONTH,
        status=Status.UNVERIFIED,
    ),
    Rule(
        id="S-EYE-2",
        cases=case(Level.SOON, on_days(5, of=7, test=graded(2, "eyes_dry"))),
        says="Drops may help dry eyes; some people have lasting dryness.",
        reading="Moderate on 5 of 7 days. That grade already means drops on most days.",
        citations=("SA53", "SA55", "SB33", "N1"),
        provenance=_IMPLIED,
        after_course=AfterCourse.MONTH,
    ),
    Rule(
        id="S-EYE-3",
        cases=case(Level.SELF_CARE, once(graded(1, "lens_trouble", "eyes_dry"))),
        says="Use lubricating drops, or leave contact lenses out.",
        reading="Any grade. The tip stays when it is worse, so that the level never falls.",
        citations=("SA55", "SB33", "N1"),
        provenance=_EXPLICIT,
        after_course=AfterCourse.MONTH,
    ),
    Rule(
        id="S-EYE-4",
        cases=case(
            Level.NEXT_VISIT, on_days(10, of=14, test=graded(1, "lens_trouble"))
        ),
        says="Lenses may stop being comfortable.",
        reading="Any grade on 10 of 14 days.",
        citations=("SA55",),
        provenance=_IMPLIED,
        after_course=AfterCourse.MONTH,
    ),
)

LIVER_RULES = (
    Rule(
        id="S-LIV-1",
        cases=case(
            Level.URGENT,
            once(yes("jaundice", "pale_stool", "dark_urine")),
        ),
        says="Names raised liver tests and rare hepatitis. The monograph lists these signs for a call.",
        reading="Any one sign, once. Dark urine with muscle signs is the muscle rule O-MUS-1, which is more urgent.",
        citations=("SA61", "SA63", "M1"),
        gives_way_to=("O-MUS-1",),
        provenance=_IMPLIED,
        official_stop_advice=True,
        family=Family.LIVER,
        after_course=AfterCourse.MONTH,
    ),
    Rule(
        id="S-LIV-2",
        cases=case(Level.URGENT, on_days(2, of=7, test=_LIVER_SIGNS)),
        says="Names raised liver tests and rare hepatitis; feeling sick, tired, itchy and off food can go with it.",
        reading="Two or more of the five at moderate grade on the same day, on 2 of 7 days.",
        citations=("SA61", "M1"),
        provenance=_IMPLIED,
        family=Family.LIVER,
        after_course=AfterCourse.MONTH,
    ),
)

PREGNANCY_RULES = (
    Rule(
        id="S-PREG-1",
        cases=case(Level.URGENT, once(yes("pregnancy"))),
        says="Can cause serious birth defects. Leaflets say not to go on with it in pregnancy and to call.",
        reading="Yes once, from the first capsule on. It outlasts the month: the last test of the plan is due after it and may be late, and a positive test calls for a call whenever it is entered as a result.",
        citations=("SA41", "SB39", "L1", "N3"),
        provenance=_IMPLIED,
        version=2,
        official_stop_advice=True,
        after_course=AfterCourse.ALWAYS,
    ),
    Rule(
        id="S-PREG-2",
        cases=case(Level.URGENT, once(yes("contraception_missed"))),
        says="Reliable contraception and a strict programme are needed.",
        reading="Yes once, from the first capsule to one month after the last. The stop advice is from the US programme.",
        citations=("SB39", "R1", "N3"),
        provenance=_IMPLIED,
        official_stop_advice=True,
        after_course=AfterCourse.MONTH,
        status=Status.BACKGROUND,
    ),
    Rule(
        id="S-PREG-3",
        cases=case(Level.URGENT, once(yes("period_late"))),
        says="Pregnancy must not go unnoticed on this medicine.",
        reading="Yes once, from the first capsule to one month after the last.",
        citations=("SB39", "BG"),
        provenance=_IMPLIED,
        after_course=AfterCourse.MONTH,
        status=Status.BACKGROUND,
    ),
)

DRYNESS_RULES = (
    Rule(
        id="S-DRY-1",
        cases=case(Level.SELF_CARE, once(graded(1, *_DRY))),
        says="Dry skin and lips and nosebleeds are common; moisturise.",
        reading="Any grade. The tip stays when it is worse, so that the level never falls.",
        citations=("SA37", "SB29", "N1"),
        provenance=_EXPLICIT,
    ),
    Rule(
        id="S-DRY-2",
        cases=case(
            Level.NEXT_VISIT, on_days(3, of=7, test=graded(3, "lips_dry", "skin_dry"))
        ),
        says="Skin care may need adjusting. The monograph asks people to check when irritation is severe.",
        reading="Severe on 3 of 7 days. Mild and moderate dryness stays with self-care, however long.",
        citations=("SB29", "SA39", "M1"),
        provenance=_IMPLIED,
    ),
    Rule(
        id="S-SUN-1",
        cases=case(Level.SELF_CARE, once(graded(1, "sunburn"))),
        says="Skin burns more easily: use sunscreen and clothing.",
        reading="Any grade. The tip stays when it is worse, so that the level never falls.",
        citations=("SB31", "N1", "M1"),
        provenance=_EXPLICIT,
    ),
    Rule(
        id="S-FAT-1",
        version=2,
        cases=case(
            Level.SOON,
            on_days(5, of=7, test=graded(2, "fatigue")),
            on_days(2, of=7, test=graded(3, "fatigue")),
        ),
        says="Names tiredness as a common effect.",
        reading="Lasting means moderate on 5 of 7 days, or severe on 2 of 7.",
        citations=("SA39", "M1"),
        provenance=_IMPLIED,
        after_course=AfterCourse.MONTH,
    ),
)

SEED_RULES: tuple[Rule, ...] = (
    *MOOD_RULES,
    *MUSCLE_RULES,
    *EYE_RULES,
    *LIVER_RULES,
    *PREGNANCY_RULES,
    *DRYNESS_RULES,
)
