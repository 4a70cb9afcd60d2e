"""The signs that patient information names: what each is logged as, or why it was left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.clinical.sources import CHECKED_ON, Status, status_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One sign named by patient information, the documents that name it, and the items that take it."""

    sign: str
    citations: tuple[str, ...]
    items: tuple[str, ...]

    @property
    def status(self) -> Status:
        """Return how well it is tied to a document that was read."""
        return status_of(self.citations)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """One sign that cannot be logged by a name of its own, and why."""

    id: str
    sign: str
    citations: tuple[str, ...]
    reason: str
    version: int = 1
    checked_on: date = CHECKED_ON
    reviewer: str = ""

    @property
    def status(self) -> Status:
        """Return how well it is tied to a document that was read."""
        return status_of(self.citations)


def _sign(sign: str, citations: str, items: str) -> Sign:
    return Sign(
        sign=sign, citations=tuple(citations.split()), items=tuple(items.split())
    )


SIGNS: tuple[Sign, ...] = (
    _sign("Sadness, low mood", "M1 N2 E1 E2", "mood"),
    _sign("Crying spells", "E2 MG", "crying"),
    _sign("Loss of interest or pleasure", "E2 MG", "lost_interest"),
    _sign("Withdrawing from people", "MG BG", "withdrawn"),
    _sign("Sleeping too little", "M1 E1 E2 P1", "sleep"),
    _sign("Sleeping too much", "E1 E2 MG", "oversleep"),
    _sign("Poor concentration, worse at school or work", "E1 E2 MG", "concentration"),
    _sign("Feeling worthless or guilty", "MG BG", "worthless"),
    _sign("Irritable, angry, mood swings", "E1 E2 M1", "irritable mood"),
    _sign("Anxious, restless, panic", "E1 E2 T1", "anxiety"),
    _sign("Aggressive or violent, changed behaviour", "E1 E2 T1 M1", "aggression"),
    _sign("Acting on dangerous impulses", "MG BG", "impulses"),
    _sign("Thoughts of suicide or self-harm", "E1 E2 SG N2", "self_harm"),
    _sign("Hearing or seeing things", "E1 E2 P1", "hallucinations"),
    _sign("Change of appetite", "E1 E2 L4", "appetite"),
    _sign("Change of weight", "E1 E2 L4", "weight_change"),
    _sign("Tired, weak, little energy", "M1 SA39", "fatigue"),
    _sign(
        "Lasting headache with sickness, vomiting or changed sight",
        "E1 M1 L1",
        "headache nausea vomiting vision_blurred",
    ),
    _sign("Dizziness, fainting", "E1 M1", "dizzy faint"),
    _sign("Fits", "M1", "seizure"),
    _sign("Slurred speech, weakness or numbness of one side", "M1 BZ", "stroke_signs"),
    _sign("Confused or very drowsy", "M1", "confused"),
    _sign(
        "Blurred sight, trouble seeing, double sight, loss of sight",
        "E1 M1",
        "vision vision_blurred vision_double vision_loss",
    ),
    _sign("Worse sight in the dark", "SA53 M1 M2", "night_vision"),
    _sign(
        "Dry, sore, painful or red eyes, light hurting",
        "SA53 M1 M2",
        "eyes_dry eye_pain light_sensitive",
    ),
    _sign(
        "Inflamed or infected eye, with or without a rash", "E1 E3 M2", "eye_infection"
    ),
    _sign("Clouded lens, glare", "M2", "glare"),
    _sign("Changed colours", "PIL BG", "colour_vision"),
    _sign("Contact lenses not tolerated", "N1 M2", "lens_trouble"),
    _sign("Worse hearing, ringing", "M1 L1", "hearing tinnitus"),
    _sign("Trouble breathing, wheeze, tight chest", "E1 SG M1", "breathing"),
    _sign("Swollen face, lips, tongue or throat", "SG M1", "face_swelling"),
    _sign("Hives, strong itching, itchy rash all over", "E1 SG M1", "hives itch rash"),
    _sign(
        "Collapse, blue or blotchy pale skin in a reaction", "E1 BG", "faint blue_lips"
    ),
    _sign(
        "Rash with blisters, skin coming off, target spots",
        "E1 E3 M1",
        "blistering rash",
    ),
    _sign("Sores in mouth, throat, nose, eyes or genitals", "E1 E3 M1", "mouth_sores"),
    _sign("Fever, shivering, aches before a severe rash", "E1 M1", "fever"),
    _sign("Bruises or red and purple patches on the legs", "L1 BZ", "purple_spots"),
    _sign("Bruising or bleeding easily", "PIL BG", "bruising"),
    _sign("Bleeding or sore gums", "L4 BZ", "gums"),
    _sign(
        "Paleness with weakness or breathlessness", "PIL BG", "pale breathless fatigue"
    ),
    _sign("Swollen glands", "L4", "glands"),
    _sign("Infections, infected skin or nail folds", "M1 M2", "skin_infection fever"),
    _sign("Fast, pounding or uneven heartbeat", "L4 BZ", "palpitations"),
    _sign("Chest pain or tightness", "M1 BZ", "chest_pain"),
    _sign("Painful swollen calf", "M1", "calf_pain"),
    _sign("Swollen limbs, ankles or eyelids", "L4 BZ PIL", "swelling"),
    _sign("Little or no urine", "PIL BG", "little_urine"),
    _sign("Blood in urine", "PIL BG", "blood_urine"),
    _sign("Pain or burning when passing urine", "PIL BG", "urine_pain"),
    _sign("Great thirst, passing much urine", "M1 BZ", "thirst urination"),
    _sign(
        "Severe tummy pain, through to the back", "E1 M1 L1", "tummy_pain pain_to_back"
    ),
    _sign("Feeling sick, being sick", "E1 SG M1", "nausea vomiting"),
    _sign("Vomiting blood", "BG", "blood_vomit"),
    _sign(
        "Severe diarrhoea, blood, black stools",
        "M1 B1 SG",
        "diarrhoea blood_stool black_stool",
    ),
    _sign("Trouble swallowing, heartburn", "M1 MG BZ", "swallow heartburn"),
    _sign(
        "Yellow skin or eyes, dark urine, pale stools",
        "SG M1",
        "jaundice dark_urine pale_stool",
    ),
    _sign(
        "Joint, back or muscle pain and stiffness",
        "SA45 M1 SG",
        "joint_pain back_pain muscle_pain joint_swelling aches",
    ),
    _sign("Muscle weakness", "M1 MG", "muscle_weakness"),
    _sign("Bone pain, broken bone", "M1 MG", "bone_pain"),
    _sign("One hot swollen joint, gout", "PIL BG", "hot_joint"),
    _sign("Tendon pain", "PIL BG", "tendon"),
    _sign("Back pain with weak or numb legs", "M2 BG", "leg_weakness"),
    _sign(
        "Dry lips, skin, nose, mouth and throat",
        "SA37 N1 SG",
        "lips_dry skin_dry nosebleed mouth_dry",
    ),
    _sign("Fragile skin, slow healing", "N1 M1", "skin_fragile"),
    _sign("Sunburn", "N1 SG", "sunburn"),
    _sign("Acne worse at first, sudden severe flare", "SG M1", "acne_flare"),
    _sign("Red or flushed face", "N1 BZ", "flushing"),
    _sign("Changed colour of the skin", "M2 BZ", "skin_colour"),
    _sign("Changed or brittle nails", "M2 BZ", "nails"),
    _sign("Thinner hair", "SG M1 M2", "hair_thinning"),
    _sign("More hair", "M2 BZ", "hair_growth"),
    _sign("Hoarse or changed voice", "M2 BZ", "voice"),
    _sign("Sexual side effects, vaginal dryness", "SG T1 U1", "sexual"),
    _sign("Swollen breasts", "PIL BG", "breast_change"),
    _sign("Changed periods", "M1", "period_change"),
    _sign(
        "Pregnancy, missed contraception, late period",
        "L1 N3",
        "pregnancy contraception_missed period_late",
    ),
    _sign("Too many capsules taken", "O1", "extra_capsules"),
)

LEFT_OUT: tuple[LeftOut, ...] = (
    LeftOut(
        id="X-SWEAT",
        sign="Sweating more or less",
        citations=("M2", "BZ"),
        reason="Listed as not serious. A person it bothers has “I am worried about something” and the note.",
    ),
    LeftOut(
        id="X-NUMB",
        sign="Numbness or tingling in fingers or toes",
        citations=("BG",),
        reason="No patient information that was read asks for a contact. One-sided numbness and numb legs can be logged.",
    ),
    LeftOut(
        id="X-COLD",
        sign="Cold symptoms, blocked nose, sneezing",
        citations=("BZ",),
        reason="So common without this medicine that a rule would only add noise; fever and a sore throat can be logged.",
    ),
    LeftOut(
        id="X-CONST",
        sign="Constipation",
        citations=("L4",),
        reason="In the list of the labelling only; no patient information that was read asks for a contact.",
    ),
    LeftOut(
        id="X-PALMS",
        sign="Peeling palms and soles",
        citations=("BZ",),
        reason="Part of dry skin, and graded there.",
    ),
    LeftOut(
        id="X-GRAN",
        sign="A bleeding lump on a healing spot or beside a nail",
        citations=("M2",),
        reason="Cannot be told from an infected spot without looking: logged as infected skin, which asks for a contact.",
    ),
    LeftOut(
        id="X-CORNEA",
        sign="Inflamed or clouded cornea",
        citations=("M2",),
        reason="A finding of an examination. What a person notices (pain, redness, glare, blurred sight) can be logged.",
    ),
    LeftOut(
        id="X-BONE",
        sign="Extra bone, growth plates closing early",
        citations=("M2", "L1"),
        reason="Seen on X-ray after long or high-dose courses: a matter for the clinician, not a sign a person can notice.",
    ),
    LeftOut(
        id="X-SACRO",
        sign="Pain deep in the buttocks with morning stiffness",
        citations=("PIL", "BG"),
        reason="Logged as back pain; that it lasts or is severe asks for a contact, whatever the place.",
    ),
    LeftOut(
        id="X-ASTHMA",
        sign="Asthma getting worse",
        citations=("PIL", "BG"),
        reason="Wheeze and a tight chest are trouble breathing, which is an emergency here.",
    ),
    LeftOut(
        id="X-DRYHAIR",
        sign="Dry hair, eczema, scalp scaling",
        citations=("BG",),
        reason="Part of dry skin and itching; no patient information that was read asks for a contact.",
    ),
    LeftOut(
        id="X-COUGH",
        sign="Coughing blood",
        citations=("BG",),
        reason="Not named for this medicine in anything that was read. Trouble breathing and chest pain can be logged.",
    ),
    LeftOut(
        id="X-PTERYG",
        sign="A growth on the white of the eye",
        citations=("BG",),
        reason="Named only in a list of study findings; no patient information that was read asks for a contact.",
    ),
    LeftOut(
        id="X-LABS",
        sign="Raised fats, sugar, liver or muscle values, low blood counts",
        citations=("L1", "L4"),
        reason="Results and not signs: they have thresholds of their own.",
    ),
)
