"""Rules added from official labelling and patient information (4b)."""

from __future__ import annotations

from tracker.clinical.conditions import (
    both,
    consecutive,
    each_week,
    either,
    first_weeks,
    graded,
    medicine,
    not_improved,
    on_days,
    once,
    profile_says,
    with_condition,
    yes,
)
from tracker.clinical.persistence import lasting_symptoms
from tracker.clinical.rule import (
    EVERY_RULE,
    AfterCourse,
    Case,
    Family,
    Provenance,
    Rule,
    Status,
    case,
)
from tracker.clinical.rules_seed import MUSCLE_SIGNS
from tracker.clinical.scales import Level
from tracker.clinical.vocabulary import TETRACYCLINES, VITAMIN_A

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
)

_UNWELL = either(
    yes("faint", "seizure", "confused", "breathing", "vision_loss", "vision_double"),
    graded(2, "vomiting", "headache", "tummy_pain", "dizzy", "chest_pain"),
)
_SUGAR_SIGNS = both(graded(2, "thirst"), graded(2, "urination"))


def _rule(
    id_: str,
    cases: tuple[Case, ...],
    says: str,
    reading: str,
    *citations: str,
    stop: bool = False,
    family: Family = Family.NONE,
    after: AfterCourse = AfterCourse.ENDS,
    status: Status = Status.SOURCED,
    gives_way_to: tuple[str, ...] = (),
) -> Rule:
    return Rule(
        id=id_,
        cases=cases,
        says=says,
        reading=reading,
        citations=citations,
        provenance=Provenance.OFFICIAL_ADDED,
        official_stop_advice=stop,
        family=family,
        after_course=after,
        status=status,
        gives_way_to=gives_way_to,
    )


ALLERGY_RULES = (
    _rule(
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
        after=AfterCourse.MONTH,
    ),
    _rule(
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
    _rule(
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
        after=AfterCourse.MONTH,
        status=Status.BACKGROUND,
    ),
    _rule(
        "O-SKIN-2",
        case(Level.URGENT, once(graded(2, "mouth_sores"))),
        "Lists sores in the mouth among the signs to check.",
        "Moderate once, with or without anything else.",
        "M1",
        after=AfterCourse.MONTH,
    ),
    _rule(
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
    _rule(
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
        after=AfterCourse.MONTH,
        status=Status.BACKGROUND,
    ),
    _rule(
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
        after=AfterCourse.MONTH,
    ),
    _rule(
        "O-IIH-3",
        case(Level.URGENT, medicine("a tetracycline antibiotic", TETRACYCLINES)),
        "The two together have been linked with raised pressure around the brain and should be avoided.",
        "A name from the list in the profile or in the day's new medicine, while the course runs.",
        "L1 5.5",
        "M1",
    ),
    _rule(
        "O-HEAD-1",
        case(Level.URGENT, once(graded(3, "headache"))),
        "A severe or lasting headache is a reason to call.",
        "Severe, once.",
        "M1",
        family=Family.HEAD_VISION,
        after=AfterCourse.MONTH,
    ),
    _rule(
        "O-HEAD-2",
        case(
            Level.SOON,
            consecutive(7, graded(1, "headache")),
            on_days(4, of=7, test=graded(2, "headache")),
        ),
        "A headache for a week, or a severe one, is a reason to call.",
        "Any grade on seven logged days running, or moderate on 4 of 7.",
        "N1",
        family=Family.HEAD_VISION,
        after=AfterCourse.MONTH,
    ),
    _rule(
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
        after=AfterCourse.MONTH,
        status=Status.BACKGROUND,
    ),
)

MIND_RULES = (
    _rule(
        "O-PSY-1",
        case(Level.EMERGENCY, once(yes("hallucinations"))),
        "Lists seeing or hearing things among the serious changes of mind to act on.",
        "Yes, once. The level is ours.",
        "P1",
        "MG",
        stop=True,
        family=Family.MOOD,
        after=AfterCourse.MONTH,
        status=Status.BACKGROUND,
    ),
    _rule(
        "O-PSY-2",
        case(
            Level.URGENT,
            once(yes("aggression")),
            once(graded(3, "irritable", "anxiety")),
            on_days(3, of=7, test=graded(2, "irritable", "anxiety")),
        ),
        "Changes in behaviour, anger and anxiety should be told straight away.",
        "Acting out of character once; severe anger or anxiety once, or moderate on 3 of 7 days.",
        "T1",
        "M1",
        stop=True,
        family=Family.MOOD,
        after=AfterCourse.MONTH,
    ),
    _rule(
        "O-SLEEP-1",
        case(Level.SOON, on_days(4, of=7, test=graded(2, "sleep"))),
        "Trouble sleeping is among the changes to tell.",
        "Moderate on 4 of 7 days.",
        "M1",
        "P1",
        after=AfterCourse.MONTH,
    ),
)

STOMACH_RULES = (
    _rule(
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
        after=AfterCourse.MONTH,
        status=Status.BACKGROUND,
    ),
    _rule(
        "O-PAN-2",
        case(
            Level.URGENT,
            once(graded(3, "tummy_pain")),
            once(both(graded(2, "tummy_pain"), graded(1, "nausea", "vomiting"))),
        ),
        "Severe tummy pain, or tummy pain with sickness, is a reason to call.",
        "Severe once, or moderate with any sickness on the same day.",
        "M1",
        stop=True,
        family=Family.TUMMY,
        after=AfterCourse.MONTH,
    ),
    _rule(
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
    _rule(
        "O-BOW-2",
        case(
            Level.EMERGENCY,
            once(both(yes("black_stool", "blood_stool"), yes("faint", "breathing"))),
        ),
        "Bleeding from the bowel is listed as a sign to check at once.",
        "Blood or black stools with fainting or trouble breathing on the same day. The level is ours.",
        "M1",
        stop=True,
        after=AfterCourse.MONTH,
        status=Status.BACKGROUND,
    ),
    _rule(
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
    _rule(
        "O-BOW-4",
        case(Level.URGENT, once(graded(2, "swallow"))),
        "Pain or trouble swallowing is a reason to call.",
        "Moderate, once.",
        "M1",
        "MG",
        stop=True,
        after=AfterCourse.MONTH,
    ),
    _rule(
        "O-VOM-1",
        case(Level.URGENT, once(graded(3, "vomiting"))),
        "Vomiting is listed among the signs to check.",
        "Severe, once: nothing stays down. The level is ours.",
        "M1",
        after=AfterCourse.MONTH,
        status=Status.BACKGROUND,
    ),
)

BODY_RULES = (
    _rule(
        "O-MUS-1",
        case(Level.EMERGENCY, once(both(yes("dark_urine"), MUSCLE_SIGNS))),
        "Reports muscle breakdown; dark urine with muscle pain is its sign.",
        "Dark urine with moderate muscle pain, or with any muscle weakness, on the same day. The level is ours.",
        "B1",
        "M1",
        stop=True,
        after=AfterCourse.MONTH,
        status=Status.BACKGROUND,
    ),
    _rule(
        "O-MUS-2",
        case(Level.URGENT, once(graded(1, "muscle_weakness"))),
        "Weak muscles, with or without pain, can be a sign of serious muscle damage: call.",
        "Any grade, once.",
        "MG",
        "M1",
        stop=True,
    ),
    _rule(
        "O-BONE-1",
        case(Level.URGENT, once(graded(3, "bone_pain"))),
        "Bones may weaken. Bone pain or a broken bone is a reason to call.",
        "Severe; that grade includes a broken bone.",
        "M1",
        "MG",
    ),
    _rule(
        "O-EAR-1",
        case(
            Level.URGENT,
            once(either(graded(1, "hearing"), graded(2, "tinnitus"))),
            on_days(3, of=7, test=graded(1, "tinnitus")),
        ),
        "Hearing may get worse and may stay so: call when hearing changes or ears ring.",
        "Any change of hearing once, moderate ringing once, or mild ringing on 3 of 7 days.",
        "M1",
        "L1",
        stop=True,
        after=AfterCourse.MONTH,
    ),
    _rule(
        "O-SUG-1",
        (
            *case(Level.URGENT, once(_SUGAR_SIGNS)),
            *case(
                Level.URGENT,
                with_condition(
                    "diabetes", on_days(2, of=7, test=graded(2, "thirst", "urination"))
                ),
                may_rise=False,
            ),
        ),
        "Blood sugar may rise. Great thirst and passing much urine are reasons to call.",
        "Both moderate on one day; with diabetes, either one on 2 of 7 days. The second case is not raised again.",
        "M1",
        "MG",
        family=Family.SUGAR,
    ),
    _rule(
        "O-SUG-2",
        case(
            Level.EMERGENCY,
            once(both(_SUGAR_SIGNS, either(graded(1, "vomiting"), yes("confused")))),
        ),
        "Great thirst with vomiting or confusion can mean very high blood sugar.",
        "Both signs moderate, with vomiting or confusion, on the same day.",
        "BG",
        family=Family.SUGAR,
        after=AfterCourse.MONTH,
        status=Status.BACKGROUND,
    ),
    _rule(
        "O-INF-1",
        case(
            Level.URGENT,
            once(
                both(
                    graded(2, "fever"),
                    graded(1, "mouth_dry", "mouth_sores", "skin_infection"),
                )
            ),
        ),
        "White blood cells may fall; fever with a sore throat or an infection is a reason to call.",
        "Moderate fever with any sore mouth or throat, or any skin infection. Dry mouth or throat counts as sore.",
        "M1",
    ),
    _rule(
        "O-INF-2",
        case(Level.SOON, once(graded(1, "skin_infection"))),
        "Infected skin or nail folds should be checked.",
        "Any grade, once.",
        "M1",
    ),
    _rule(
        "O-CLOT-1",
        case(Level.EMERGENCY, once(both(graded(2, "chest_pain"), yes("breathing")))),
        "Chest pain and trouble breathing are signs to check at once.",
        "Moderate chest pain with trouble breathing on the same day. The level is ours.",
        "M1",
        after=AfterCourse.MONTH,
        status=Status.BACKGROUND,
    ),
    _rule(
        "O-CLOT-2",
        case(
            Level.URGENT,
            once(either(yes("calf_pain", "faint"), graded(2, "chest_pain"))),
        ),
        "A painful swollen calf, chest pain and fainting are signs to check.",
        "Any one of the three, once.",
        "M1",
    ),
    _rule(
        "O-NOSE-1",
        case(Level.NEXT_VISIT, on_days(3, of=7, test=graded(2, "nosebleed"))),
        "Nosebleeds are listed among the signs to check; patient pages treat them as common.",
        "Moderate on 3 of 7 days. One bleed that stops stays with self-care.",
        "M1",
    ),
    _rule(
        "O-NOSE-2",
        case(Level.URGENT, once(graded(3, "nosebleed"))),
        "Nosebleeds are listed among the signs to check.",
        "Severe, once: it went on for more than 10 minutes. The card says when it becomes an emergency.",
        "M1",
        status=Status.BACKGROUND,
    ),
)

SKIN_RULES = (
    _rule(
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
    ),
    _rule(
        "O-ACNE-2",
        case(
            Level.NEXT_VISIT,
            not_improved("acne_severity", from_week=8, baseline_within=28),
        ),
        "No better after one to two months is a reason to check.",
        "After 8 full weeks, rated no better than the first rating. Clear skin never counts.",
        "M1",
    ),
    _rule(
        "O-ACNE-3",
        case(Level.SELF_CARE, first_weeks(6, once(graded(1, "acne_flare")))),
        "Spots may get worse at the start before they get better.",
        "Any grade in the first 6 weeks. The tip stays when it is worse, so that the level never falls.",
        "M1",
    ),
    _rule(
        "O-HAIR-1",
        case(Level.NEXT_VISIT, each_week(2, graded(2, "hair_thinning"))),
        "Thinning hair is listed among the effects to mention.",
        "Moderate in each of the last two weeks.",
        "M1",
    ),
    _rule(
        "O-WOUND-1",
        case(Level.NEXT_VISIT, on_days(3, of=7, test=graded(2, "skin_fragile"))),
        "Skin is more fragile: no waxing, peels or laser.",
        "Moderate on 3 of 7 days.",
        "N1",
        "M1",
    ),
)

PRIVATE_RULES = (
    _rule(
        "O-SEX-1",
        case(Level.SOON, once(graded(2, "sexual")), each_week(2, graded(1, "sexual"))),
        "Sexual side effects should be told, and asked about at every visit.",
        "Moderate once, or mild in each of the last two weeks.",
        "T1",
        "U1",
        "U4",
        after=AfterCourse.MONTH,
    ),
    _rule(
        "O-MENS-1",
        case(Level.NEXT_VISIT, once(graded(2, "period_change"))),
        "Irregular bleeding is listed among the effects to mention.",
        "Moderate, once.",
        "M1",
    ),
    _rule(
        "O-BF-1",
        case(Level.URGENT, profile_says("breastfeeding")),
        "Not to be used while breastfeeding.",
        "The profile says breastfeeding while the course runs.",
        "T2",
    ),
)

EVENT_RULES = (
    _rule(
        "O-OD-1",
        (
            *case(Level.EMERGENCY, once(both(yes("extra_capsules"), _UNWELL))),
            *case(Level.URGENT, once(yes("extra_capsules"))),
        ),
        "After too many capsules, call a poison line or emergency services.",
        "Yes, once. With a sign of being unwell on the same day it is an emergency.",
        "O1",
        after=AfterCourse.MONTH,
    ),
    _rule(
        "O-VITA-1",
        case(Level.SOON, medicine("vitamin A or a relative", VITAMIN_A)),
        "Vitamin A adds to the side effects and should be avoided.",
        "A name from the list in the profile or in the day's new medicine, while the course runs.",
        "L1",
        "M1",
    ),
    _rule(
        "O-SEV-X",
        case(
            Level.SOON,
            on_days(2, of=7, test=graded(3, *UNLISTED)),
            once(yes("worried")),
        ),
        "Effects that go on or bother the person should be checked.",
        "Severe on 2 of 7 days for an item without a rule of its own, or the person says they are worried.",
        "M1",
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
    _rule(
        "O-PERS",
        case(Level.NEXT_VISIT, lasting_symptoms()),
        "Effects that go on should be mentioned.",
        "Any graded item on 12 of 14 days that no other rule has put forward. Dry lips and skin count only when severe, "
        "dry eyes from moderate, spots only after week 6, a dry mouth after more than two weeks (13 of 15 days).",
        "M1",
        gives_way_to=EVERY_RULE,
    ),
)
