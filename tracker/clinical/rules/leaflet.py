"""Rules for signs that patient leaflets name and that nothing answered before.

Most of these documents were read only in part, or not yet: the status of each rule says so, and a level that no
document gives is called ours.
"""

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

_MIND = ("crying", "withdrawn", "worthless")

MIND_SIGNS = (
    official_rule(
        "O-MOOD-1",
        case(
            Level.SOON,
            once(graded(3, *_MIND)),
            on_days(3, of=7, test=graded(2, *_MIND)),
        ),
        "Lists crying among the signs of low mood to act on.",
        "Crying, keeping away from people or feeling worthless: severe once, or moderate on 3 of 7 days. Two of the three come "
        "from a guide that was not read yet, and the level is ours.",
        "E1",
        "E2",
        "MG",
        family=Family.MOOD,
        after=AfterCourse.MONTH,
        status=Status.UNVERIFIED,
    ),
    official_rule(
        "O-MOOD-2",
        case(
            Level.SOON,
            once(graded(2, *_MIND)),
            on_days(4, of=7, test=graded(2, "oversleep", "concentration")),
        ),
        "Lists crying, losing concentration and sleeping too much among the changes to tell.",
        "Crying, keeping away or feeling worthless at moderate grade once; the other two on 4 of 7 days. Levels are ours.",
        "E1",
        "E2",
        "MG",
        family=Family.MOOD,
        after=AfterCourse.MONTH,
        status=Status.UNVERIFIED,
        gives_way_to=("O-MOOD-1",),
    ),
    official_rule(
        "O-PSY-3",
        case(Level.URGENT, once(yes("impulses"))),
        "Changes in behaviour call for advice at once; one guide names acting on dangerous impulses.",
        "Yes, once. The words about impulses come from a guide that was not read yet.",
        "E1",
        "MG",
        family=Family.MOOD,
        after=AfterCourse.ALWAYS,
        status=Status.UNVERIFIED,
    ),
)

REACTION_SIGNS = (
    official_rule(
        "O-ALL-3",
        case(
            Level.EMERGENCY,
            once(yes("blue_lips")),
            once(both(graded(2, "flushing", "itch"), yes("faint"))),
        ),
        "A serious allergic reaction can show as collapse, strong itching or swelling.",
        "Blue, grey or blotchy pale lips or skin; or fainting with moderate flushing or itching. The level is ours.",
        "E1",
        "BG",
        after=AfterCourse.ALWAYS,
        status=Status.BACKGROUND,
    ),
    official_rule(
        "O-ALL-4",
        case(Level.URGENT, once(both(graded(3, "itch"), graded(1, "rash", "hives")))),
        "An itchy rash over the whole body can be an allergy: get advice at once.",
        "Severe itching with any rash or hives on the same day.",
        "SG",
        after=AfterCourse.MONTH,
    ),
    official_rule(
        "O-SKIN-4",
        (
            *case(
                Level.EMERGENCY,
                once(
                    both(
                        graded(1, "eye_infection"),
                        graded(1, "rash"),
                        either(graded(1, "fever"), graded(2, "mouth_sores")),
                    )
                ),
                after_course=AfterCourse.ALWAYS,
            ),
            *case(
                Level.URGENT,
                once(both(graded(1, "eye_infection"), graded(1, "rash"))),
            ),
        ),
        "An infected eye, sores, fever and a rash can be the start of a severe skin reaction that needs care at once.",
        "A rash with an infected eye on one day; with any fever or moderate sores as well it is an emergency. The levels "
        "are ours.",
        "E1",
        "E3",
        "L1 5.6",
        after=AfterCourse.MONTH,
        status=Status.BACKGROUND,
    ),
)

SENSE_SIGNS = (
    official_rule(
        "O-EYE-1",
        (
            *case(Level.URGENT, once(graded(3, "eye_infection"))),
            *case(
                Level.SOON,
                once(graded(2, "eye_infection")),
                on_days(3, of=7, test=graded(1, "eye_infection")),
            ),
        ),
        "Dry eyes can become inflamed or infected, which an ointment may help.",
        "Severe once is a call today; moderate once, or mild on 3 of 7 days, is a call this week. The levels are ours.",
        "M2",
        status=Status.BACKGROUND,
        after=AfterCourse.MONTH,
    ),
    official_rule(
        "O-VIS-1",
        (
            *case(Level.URGENT, once(yes("colour_vision")), once(graded(2, "glare"))),
            *case(Level.SOON, on_days(3, of=7, test=graded(1, "glare"))),
        ),
        "A clouded lens was reported; a call is asked for when sight changes.",
        "Changed colours or moderate glare once is a call today; mild glare on 3 of 7 days is a call this week.",
        "M2",
        "M1",
        "PIL",
        status=Status.BACKGROUND,
        family=Family.HEAD_VISION,
        after=AfterCourse.ALWAYS,
        gives_way_to=("A-SIGHT-1",),
    ),
)

KIDNEY_SIGNS = (
    official_rule(
        "O-KID-1",
        case(
            Level.URGENT,
            once(yes("little_urine", "blood_urine")),
            once(both(graded(2, "swelling"), graded(2, "fatigue"))),
            once(both(graded(1, "urine_pain"), graded(1, "fever"))),
        ),
        "Inflamed kidneys are named as very rare: little urine, puffy eyelids, great tiredness.",
        "Little urine or blood in it, once; moderate swelling with moderate tiredness; or burning with fever.",
        "PIL",
        "BG",
        after=AfterCourse.MONTH,
        status=Status.UNVERIFIED,
    ),
    official_rule(
        "O-KID-2",
        case(
            Level.SOON,
            once(graded(2, "swelling", "urine_pain")),
            on_days(3, of=7, test=graded(1, "swelling", "urine_pain")),
        ),
        "Swelling is among the effects listed; a patient list asks for a call when limbs swell.",
        "Swelling or burning urine at moderate grade once, or mild on 3 of 7 days. The level is ours.",
        "L4",
        "BZ",
        "PIL",
        after=AfterCourse.MONTH,
        status=Status.UNVERIFIED,
        gives_way_to=("O-KID-1",),
    ),
)

BLOOD_SIGNS = (
    official_rule(
        "O-HEART-1",
        case(
            Level.EMERGENCY,
            once(
                both(
                    graded(2, "palpitations"),
                    either(yes("faint", "breathing"), graded(2, "chest_pain")),
                )
            ),
        ),
        "A fast or pounding heart is among the effects listed.",
        "Moderate palpitations with fainting, trouble breathing or moderate chest pain on one day. The level is ours.",
        "L4",
        "BG",
        after=AfterCourse.ALWAYS,
        status=Status.BACKGROUND,
    ),
    official_rule(
        "O-HEART-2",
        (
            *case(Level.URGENT, once(graded(2, "palpitations"))),
            *case(Level.SOON, on_days(3, of=7, test=graded(1, "palpitations"))),
        ),
        "A fast or pounding heart is among the effects listed; a patient list asks for a call right away.",
        "Moderate once is a call today; mild on 3 of 7 days is a call this week.",
        "L4",
        "BZ",
        after=AfterCourse.MONTH,
        status=Status.UNVERIFIED,
    ),
    official_rule(
        "O-BLOOD-1",
        case(
            Level.URGENT,
            once(
                both(
                    yes("pale"),
                    graded(2, "fatigue", "dizzy", "breathless", "palpitations"),
                )
            ),
            once(graded(3, "breathless")),
            once(graded(2, "bruising")),
            once(both(graded(1, "bruising", "gums"), graded(1, "fever"))),
        ),
        "Leaflets name changes of the blood: paleness with weakness, bruising and bleeding, infections.",
        "Pale with moderate tiredness, dizziness, breathlessness or palpitations; severe breathlessness; moderate "
        "bruising; or bruises or bleeding gums with fever.",
        "PIL",
        "BG",
        after=AfterCourse.MONTH,
        status=Status.UNVERIFIED,
    ),
    official_rule(
        "O-BLOOD-2",
        case(
            Level.SOON,
            once(yes("pale")),
            on_days(3, of=7, test=graded(2, "breathless", "gums")),
            on_days(3, of=7, test=graded(1, "bruising")),
        ),
        "Leaflets name changes of the blood; bleeding gums are among the effects listed.",
        "Pale once; breathless or sore gums at moderate grade on 3 of 7 days; or mild bruising on 3 of 7.",
        "PIL",
        "L4",
        after=AfterCourse.MONTH,
        status=Status.UNVERIFIED,
        gives_way_to=("O-BLOOD-1",),
    ),
    official_rule(
        "O-GLAND-1",
        (
            *case(Level.URGENT, once(both(graded(1, "glands"), graded(2, "fever")))),
            *case(
                Level.SOON,
                once(graded(2, "glands")),
                on_days(5, of=7, test=graded(1, "glands")),
            ),
        ),
        "Swollen glands are among the effects listed.",
        "With moderate fever a call today; moderate once, or mild on 5 of 7 days, a call this week. The levels are ours.",
        "L4",
        after=AfterCourse.MONTH,
        status=Status.BACKGROUND,
    ),
)

FRAME_SIGNS = (
    official_rule(
        "O-JNT-1",
        case(Level.URGENT, once(yes("hot_joint"))),
        "Inflamed joints and gout are named as rare.",
        "One hot, red and swollen joint, once: an infection has to be ruled out the same day. The level is ours.",
        "PIL",
        "BG",
        status=Status.UNVERIFIED,
        after=AfterCourse.MONTH,
    ),
    official_rule(
        "O-TEND-1",
        (
            *case(Level.URGENT, once(graded(3, "tendon"))),
            *case(Level.SOON, on_days(3, of=7, test=graded(2, "tendon"))),
        ),
        "Inflamed tendons are named as rare.",
        "Severe once is a call today; moderate on 3 of 7 days is a call this week, as for other aches.",
        "PIL",
        "BG",
        status=Status.UNVERIFIED,
        after=AfterCourse.MONTH,
    ),
    official_rule(
        "O-BACK-1",
        case(Level.EMERGENCY, once(yes("leg_weakness"))),
        "Pressure on the spinal cord was reported after years of high doses.",
        "Back pain with weak or numb legs, once. No leaflet we read asks for it; the level is ours.",
        "M2",
        "BG",
        after=AfterCourse.ALWAYS,
        status=Status.BACKGROUND,
    ),
    official_rule(
        "O-BOW-5",
        case(Level.EMERGENCY, once(yes("blood_vomit"))),
        "Bleeding from the gut is listed as a sign to check at once.",
        "Vomiting blood or dark grains, once. The level is ours.",
        "M1",
        "BG",
        after=AfterCourse.ALWAYS,
        status=Status.BACKGROUND,
    ),
    official_rule(
        "O-WT-1",
        (
            *case(Level.SOON, once(graded(3, "weight_change"))),
            *case(Level.NEXT_VISIT, once(graded(2, "weight_change"))),
        ),
        "A change of weight or appetite is named among the signs of low mood, and weight loss among the effects.",
        "Severe once is a call this week; moderate once goes on the visit list. The levels are ours.",
        "E1",
        "E2",
        "L4",
        after=AfterCourse.MONTH,
        status=Status.BACKGROUND,
    ),
    official_rule(
        "O-BREAST-1",
        case(Level.NEXT_VISIT, once(graded(2, "breast_change"))),
        "Swollen breasts in men are named in some leaflets.",
        "Moderate, once, asked of everybody who opted in to private questions.",
        "PIL",
        "BG",
        after=AfterCourse.MONTH,
        status=Status.UNVERIFIED,
    ),
)

LEAFLET_RULES = (
    *REACTION_SIGNS,
    *MIND_SIGNS,
    *SENSE_SIGNS,
    *KIDNEY_SIGNS,
    *BLOOD_SIGNS,
    *FRAME_SIGNS,
)
