"""Official rules about allergy, skin reactions, head and mind (4b)."""

from __future__ import annotations

from tracker.clinical.conditions.symptoms import (
    both,
    consecutive,
    either,
    graded,
    medicine,
    on_days,
    once,
    yes,
)
from tracker.clinical.rules.rule import AfterCourse, Family, Status, case, official_rule
from tracker.clinical.scales import Level
from tracker.clinical.vocabulary import TETRACYCLINES

ALLERGY_RULES = (
    official_rule(
        "O-ALL-1",
        case(
            Level.EMERGENCY,
            once(yes("breathing", "face_swelling")),
            once(both(graded(1, "hives"), yes("faint"))),
        ),
        "A swollen face or throat, or trouble breathing, can be a life-threatening allergic reaction: get help at once.",
        "Either sign alone, or hives with fainting.",
        "M1",
        "O1",
        "L1 5.14",
        stop=True,
        after=AfterCourse.ALWAYS,
        version=2,
    ),
    official_rule(
        "O-ALL-2",
        case(
            Level.URGENT,
            once(graded(2, "hives")),
            once(graded(3, "rash")),
            once(both(graded(1, "rash"), graded(1, "fever"))),
            once(yes("purple_spots")),
        ),
        "Reports inflamed blood vessels with purple patches, and allergic skin reactions.",
        "Moderate hives, a rash over much of the body, any rash with fever, or purple patches.",
        "L1 5.14",
        "M1",
        stop=True,
        after=AfterCourse.MONTH,
    ),
    official_rule(
        "O-SKIN-1",
        case(
            Level.EMERGENCY,
            once(yes("blistering")),
            once(both(graded(2, "mouth_sores"), graded(1, "rash", "fever"))),
            once(both(graded(1, "rash"), graded(1, "eye_pain"), graded(1, "fever"))),
        ),
        "Reports severe skin reactions, some of them fatal.",
        "Blistering, or moderate sores with rash or fever, or rash with eye pain and fever, on one day. The level is ours.",
        "L1 5.6",
        "M1",
        stop=True,
        after=AfterCourse.ALWAYS,
        status=Status.BACKGROUND,
        version=2,
    ),
    official_rule(
        "O-SKIN-2",
        case(Level.URGENT, once(graded(2, "mouth_sores"))),
        "Lists sores in the mouth among the signs to check.",
        "Moderate once, with or without anything else.",
        "M1",
        after=AfterCourse.MONTH,
    ),
    official_rule(
        "O-SKIN-3",
        case(
            Level.SOON,
            once(graded(2, "rash")),
            on_days(5, of=7, test=graded(1, "rash")),
            on_days(2, of=7, test=graded(2, "joint_swelling")),
        ),
        "Lists rash and swollen or stiff joints among the signs to check.",
        "Moderate rash once, mild on 5 of 7 days, or a moderately swollen joint on 2 of 7.",
        "M1",
        after=AfterCourse.MONTH,
    ),
)

HEAD_RULES = (
    official_rule(
        "O-IIH-1",
        case(
            Level.EMERGENCY,
            once(yes("vision_loss", "vision_double")),
            once(
                both(
                    graded(3, "headache"),
                    either(graded(1, "vision_blurred", "vomiting"), yes("seizure")),
                )
            ),
        ),
        "Warns of raised pressure around the brain: headache, changed sight, feeling sick. It needs checking at once.",
        "Lost or double sight alone; or a severe headache with blurred sight, vomiting or a fit on one day. The level is ours.",
        "L1 5.5",
        "M1",
        stop=True,
        family=Family.HEAD_VISION,
        after=AfterCourse.ALWAYS,
        status=Status.BACKGROUND,
        version=2,
    ),
    official_rule(
        "O-IIH-2",
        case(
            Level.URGENT,
            once(
                both(
                    graded(2, "headache"),
                    graded(
                        1, "nausea", "vomiting", "dizzy", "vision_blurred", "tinnitus"
                    ),
                )
            ),
            once(graded(1, "vision_blurred")),
        ),
        "Warns of raised pressure around the brain: headache, changed sight, feeling sick.",
        "A moderate headache with any one of the five, or blurred sight alone. Any ringing or whooshing counts.",
        "L1 5.5",
        "M1",
        stop=True,
        family=Family.HEAD_VISION,
        after=AfterCourse.ALWAYS,
        # When it has not gone back, that rule says so.
        gives_way_to=("A-SIGHT-1",),
        version=2,
    ),
    official_rule(
        "O-IIH-3",
        case(Level.URGENT, medicine("a tetracycline antibiotic", TETRACYCLINES)),
        "The two together have been linked with raised pressure around the brain and should be avoided.",
        "A name from the list in the profile or in the day's new medicine, while the course runs.",
        "L1 5.5",
        "M1",
    ),
    official_rule(
        "O-HEAD-1",
        case(Level.URGENT, once(graded(3, "headache"))),
        "A severe or lasting headache is a reason to call.",
        "Severe, once.",
        "M1",
        family=Family.HEAD_VISION,
        after=AfterCourse.MONTH,
    ),
    official_rule(
        "O-HEAD-2",
        case(
            Level.SOON,
            consecutive(7, within=14, test=graded(1, "headache")),
            on_days(4, of=7, test=graded(2, "headache")),
        ),
        "A headache for a week, or a severe one, is a reason to call.",
        "Any grade on seven answered days running, or moderate on 4 of 7. Days without an answer are left out; the seven "
        "lie within two weeks, which is ours.",
        "N1",
        family=Family.HEAD_VISION,
        after=AfterCourse.MONTH,
        version=2,
    ),
    official_rule(
        "O-NEU-1",
        case(
            Level.EMERGENCY,
            once(yes("seizure", "stroke_signs", "confused")),
            once(both(yes("faint"), graded(1, "chest_pain"))),
        ),
        "Lists fits, slurred speech, weakness of one side and fainting among the signs to check at once.",
        "Any one of the three, or fainting with chest pain. The level is ours.",
        "M1",
        stop=True,
        after=AfterCourse.ALWAYS,
        status=Status.BACKGROUND,
        version=2,
    ),
)

MIND_RULES = (
    official_rule(
        "O-PSY-1",
        case(Level.EMERGENCY, once(yes("hallucinations"))),
        "Lists seeing or hearing things among the serious changes of mind to act on.",
        "Yes, once. The level is ours.",
        "P1",
        "MG",
        stop=True,
        family=Family.MOOD,
        after=AfterCourse.ALWAYS,
        status=Status.BACKGROUND,
        version=2,
    ),
    official_rule(
        "O-PSY-2",
        (
            *case(
                Level.URGENT,
                once(yes("aggression")),
                after_course=AfterCourse.ALWAYS,
            ),
            *case(
                Level.URGENT,
                once(graded(3, "irritable", "anxiety")),
                on_days(3, of=7, test=graded(2, "irritable", "anxiety")),
            ),
        ),
        "Changes in behaviour, anger and anxiety should be told straight away.",
        "Acting out of character once, after the course too; severe anger or anxiety once, or moderate on 3 of 7 days.",
        "T1",
        "M1",
        stop=True,
        family=Family.MOOD,
        after=AfterCourse.MONTH,
        version=2,
    ),
    official_rule(
        "O-SLEEP-1",
        case(Level.SOON, on_days(4, of=7, test=graded(2, "sleep"))),
        "Trouble sleeping is among the changes to tell.",
        "Moderate on 4 of 7 days.",
        "M1",
        "P1",
        family=Family.MOOD,
        after=AfterCourse.MONTH,
        version=2,
    ),
)
