"""Words that must not leave the app unless a person chose so: medicine, test, body, mood, pregnancy."""

import re

STEMS = (
    # the medicine and how it is taken
    "isotretinoin", "roaccutane", "accutane", "retinoid", "vitamin", "medic", "drug", "capsule", "tablet",
    "pill", "dose", "dosage", "treat", "course of", "prescri", "pharma", "pack", "mg",
    # tests
    "test", "lab", "blood", "liver", "lipid", "fat", "fats", "cholesterol", "triglycer", "glucose", "sugar", "result",
    "sample", "urine", "fasting", "alt", "ast", "ck", "hcg", "alcohol", "check-up",
    # the body and illness
    "skin", "lip", "lips", "acne", "eye", "joint", "muscle", "headache", "symptom", "side effect", "body", "health",
    "clinic", "doctor", "nurse", "patient", "hospital", "appointment", "illness", "disease", "diagnos", "weight", "flag",
    # mood
    "mood", "depress", "anxi", "low", "sad", "suicid", "harm", "feel", "crisis", "mental", "sleep",
    # pregnancy
    "pregnan", "contracept", "birth", "period", "menstru", "baby", "monthly", "sex",
)  # fmt: skip
WHOLE = {"lab", "fat", "fats", "alt", "ast", "ck", "mg", "low", "sad", "lip", "lips", "pack", "sex", "pill"}  # fmt: skip
PATTERNS = [
    re.compile(
        rf"\b{re.escape(stem)}{'s?' + chr(92) + 'b' if stem in WHOLE else ''}",
        re.IGNORECASE,
    )
    for stem in STEMS
]


def given_away(text: str) -> list[str]:
    """Return every word of ``text`` that says too much."""
    return [match[0] for pattern in PATTERNS for match in pattern.finditer(text)]
