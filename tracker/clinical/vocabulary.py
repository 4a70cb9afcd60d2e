"""The words of the clinical core: items, levels, scales, conditions, regions and medicine lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from tracker.clinical.scales import (
    GROUP_LABELS,
    LEVEL_WORDS,
    SCALE_CHOICES,
    Asked,
    Choice,
    Group,
    Item,
    Level,
    Scale,
    choices_of,
)
from tracker.clinical.symptoms.catalogue import ALL_ITEMS
from tracker.clinical.words import gettext_noop as _

__all__ = [
    "AT_ONCE",
    "CATALOGUE",
    "CONDITIONS",
    "DAILY",
    "GROUP_LABELS",
    "ITEMS",
    "LEVEL_WORDS",
    "REGIONS",
    "SCALE_CHOICES",
    "TETRACYCLINES",
    "VITAMIN_A",
    "Asked",
    "Choice",
    "Group",
    "Item",
    "Level",
    "Scale",
    "UnknownItem",
    "UnknownMark",
    "choices_of",
    "item",
    "mark_for",
    "medicine_names",
    "medicines_among",
    "normal_medicine",
    "word_for",
]


class UnknownItem(LookupError):
    """There is no such item in the catalogue."""


class UnknownMark(ValueError):
    """The item has no such answer."""


ITEMS: tuple[Item, ...] = ALL_ITEMS
CATALOGUE: Mapping[str, Item] = MappingProxyType({each.code: each for each in ITEMS})


def item(code: str) -> Item:
    """Return the item called ``code``; raise UnknownItem."""
    try:
        return CATALOGUE[code]
    except KeyError:
        raise UnknownItem(f"There is no item called {code!r}.") from None


# The order of the daily screen.
DAILY: tuple[Item, ...] = tuple(
    item(code)
    for code in (
        "dose_taken",
        "lips_dry",
        "skin_dry",
        "eyes_dry",
        "vision",
        "aches",
        "mood",
        "headache",
    )
)

# What is an emergency by itself, whatever else is logged: always in sight, in this order.
AT_ONCE: tuple[str, ...] = (
    "self_harm",
    "breathing",
    "face_swelling",
    "stroke_signs",
    "seizure",
    "confused",
    "vision_loss",
    "vision_double",
    "blistering",
    "blue_lips",
    "blood_vomit",
    "leg_weakness",
    "hallucinations",
)


def mark_for(code: str, value: str) -> int:
    """Return the mark stored for a form value; raise UnknownItem or UnknownMark."""
    for choice in item(code).choices:
        if choice.value == value:
            return choice.mark
    raise UnknownMark(f"{code} has no answer {value!r}.")


def word_for(code: str, mark: int) -> str:
    """Return the word a person saw for ``mark``; raise UnknownItem or UnknownMark."""
    for choice in item(code).choices:
        if choice.mark == mark:
            return choice.word
    raise UnknownMark(f"{code} has no mark {mark!r}.")


REGIONS: Mapping[str, str] = MappingProxyType(
    {
        "us": _("United States"),
        "uk": _("United Kingdom"),
        "generic": _("Somewhere else"),
    }
)

CONDITIONS: Mapping[str, str] = MappingProxyType(
    {
        "liver_disease": _("Liver disease"),
        "raised_liver_baseline": _("Raised liver tests before the course"),
        "diabetes": _("Diabetes"),
        "hyperlipidaemia": _("High cholesterol or blood fats"),
        "pancreatitis_history": _("Pancreatitis in the past"),
        "depression_history": _("Depression, psychosis or self-harm in the past"),
        "family_mood_history": _("Depression, psychosis or self-harm in the family"),
        "bowel_disease": _("Bowel disease"),
        "kidney_disease": _("Kidney disease"),
        "contact_lenses": _("Wears contact lenses"),
        "breastfeeding": _("Breastfeeding"),
    }
)

# Label 5.5 and the list of the Merative monograph; plain generic names.
TETRACYCLINES = frozenset(
    {
        "tetracycline",
        "doxycycline",
        "minocycline",
        "lymecycline",
        "oxytetracycline",
        "demeclocycline",
        "sarecycline",
        "omadacycline",
        "eravacycline",
        "tigecycline",
    }
)

# Vitamin A and its close relatives, as a supplement or another retinoid by mouth.
VITAMIN_A = frozenset(
    {
        "vitamin a",
        "vit a",
        "retinol",
        "retinyl palmitate",
        "retinyl acetate",
        "cod liver oil",
        "acitretin",
        "alitretinoin",
    }
)

_SALTS = re.compile(r"\b(hydrochloride|hydrate|hyclate|monohydrate|hcl)\b")
_NOT_A_NAME = re.compile(r"[^a-z ]+")


def normal_medicine(name: str) -> str:
    """Return a medicine name as plain lower-case words, without strength, salt or punctuation."""
    plain = re.sub(r"\d+(\.\d+)?\s*(mg|mcg|iu|g|ml)?\b", " ", name.lower())
    return " ".join(_NOT_A_NAME.sub(" ", _SALTS.sub(" ", plain)).split())


def medicine_names(text: str) -> tuple[str, ...]:
    """Return the plain names in a line of free text, split at commas, semicolons, plus signs and line ends."""
    parts = (normal_medicine(part) for part in re.split(r"[,;+&\n]| and ", text))
    return tuple(part for part in parts if part)


def medicines_among(texts: Iterable[str], group: frozenset[str]) -> tuple[str, ...]:
    """Return the names of ``group`` mentioned in ``texts``, in the order met, each once."""
    found: dict[str, None] = {}
    for text in filter(None, texts):
        for name in medicine_names(text):
            found.update(
                dict.fromkeys(
                    known for known in sorted(group) if _mentions(name, known)
                )
            )
    return tuple(found)


def _mentions(name: str, known: str) -> bool:
    return f" {known} " in f" {name} "
