"""Official rules about muscles, bones, ears, sugar, infection, clots and nosebleeds (4b)."""

from __future__ import annotations

from tracker.clinical.conditions.symptoms import (
    beside,
    both,
    either,
    graded,
    on_days,
    once,
    with_condition,
    yes,
)
from tracker.clinical.rules.rule import AfterCourse, Family, Status, case, official_rule
from tracker.clinical.rules.seed import MUSCLE_SIGNS
from tracker.clinical.scales import Level

_SUGAR_SIGNS = both(graded(2, "thirst"), graded(2, "urination"))
_SUGAR_CRISIS = either(graded(1, "vomiting"), yes("confused"))

BODY_RULES = (
    official_rule(
        "O-MUS-1",
        case(Level.EMERGENCY, once(both(yes("dark_urine"), MUSCLE_SIGNS))),
        "Reports muscle breakdown; dark urine with muscle pain is its sign.",
        "Dark urine with moderate muscle pain, or with any muscle weakness, on the same day. The level is ours.",
        "B1",
        "M1",
        stop=True,
        after=AfterCourse.ALWAYS,
        status=Status.BACKGROUND,
        version=2,
    ),
    official_rule(
        "O-MUS-2",
        case(Level.URGENT, once(graded(1, "muscle_weakness"))),
        "Weak muscles, with or without pain, can be a sign of serious muscle damage: call.",
        "Any grade, once. The monograph was read; the US guide was not yet.",
        "MG",
        "M1",
        stop=True,
        after=AfterCourse.MONTH,
        status=Status.UNVERIFIED,
        version=3,
    ),
    official_rule(
        "O-BONE-1",
        case(Level.URGENT, once(graded(3, "bone_pain"))),
        "Bones may weaken. Bone pain or a broken bone is a reason to call.",
        "Severe; that grade includes a broken bone. The monograph was read; the US guide was not yet.",
        "M1",
        "MG",
        after=AfterCourse.MONTH,
        status=Status.UNVERIFIED,
        version=3,
    ),
    official_rule(
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
        after=AfterCourse.ALWAYS,
        # When it has not gone back, that rule says so.
        gives_way_to=("A-SIGHT-1",),
        version=2,
    ),
    official_rule(
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
        "Both moderate on one day; with diabetes, either one on 2 of 7 days. The second case is not raised again. The "
        "monograph was read; the US guide was not yet.",
        "M1",
        "MG",
        family=Family.SUGAR,
        after=AfterCourse.MONTH,
        status=Status.UNVERIFIED,
        version=3,
    ),
    official_rule(
        "O-SUG-2",
        case(
            Level.EMERGENCY,
            once(both(_SUGAR_SIGNS, _SUGAR_CRISIS)),
            with_condition(
                "diabetes",
                beside(
                    _SUGAR_CRISIS,
                    count=2,
                    of=7,
                    test=graded(2, "thirst", "urination"),
                ),
            ),
        ),
        "Great thirst with vomiting or confusion can mean very high blood sugar.",
        "Both signs moderate with vomiting or confusion on the same day; with diabetes, vomiting or confusion and either "
        "sign on 2 of 7 days.",
        "BG",
        family=Family.SUGAR,
        after=AfterCourse.ALWAYS,
        status=Status.BACKGROUND,
        version=3,
    ),
    official_rule(
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
        after=AfterCourse.MONTH,
        version=2,
    ),
    official_rule(
        "O-INF-2",
        case(Level.SOON, once(graded(1, "skin_infection"))),
        "Infected skin or nail folds should be checked.",
        "Any grade, once.",
        "M1",
        after=AfterCourse.MONTH,
        version=2,
    ),
    official_rule(
        "O-CLOT-1",
        case(Level.EMERGENCY, once(both(graded(2, "chest_pain"), yes("breathing")))),
        "Chest pain and trouble breathing are signs to check at once.",
        "Moderate chest pain with trouble breathing on the same day. The level is ours.",
        "M1",
        after=AfterCourse.ALWAYS,
        status=Status.BACKGROUND,
        version=2,
    ),
    official_rule(
        "O-CLOT-2",
        case(
            Level.URGENT,
            once(either(yes("calf_pain", "faint"), graded(2, "chest_pain"))),
        ),
        "A painful swollen calf, chest pain and fainting are signs to check.",
        "Any one of the three, once.",
        "M1",
        after=AfterCourse.MONTH,
        version=2,
    ),
    official_rule(
        "O-NOSE-1",
        case(Level.NEXT_VISIT, on_days(3, of=7, test=graded(2, "nosebleed"))),
        "Nosebleeds are listed among the signs to check; patient pages treat them as common.",
        "Moderate on 3 of 7 days. One bleed that stops stays with self-care.",
        "M1",
    ),
    official_rule(
        "O-NOSE-2",
        case(Level.URGENT, once(graded(3, "nosebleed"))),
        "Nosebleeds are listed among the signs to check.",
        "Severe, once: it went on for more than 10 minutes. The card says when it becomes an emergency.",
        "M1",
        status=Status.BACKGROUND,
        after=AfterCourse.MONTH,
        version=2,
    ),
)
