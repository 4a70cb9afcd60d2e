"""How an item is answered: levels, scales, groups, and the shape of one item."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, IntEnum

from tracker.clinical.sources import CHECKED_ON, Status, status_of
from tracker.clinical.words import gettext_noop as _


class Level(IntEnum):
    """How soon somebody should hear about it, calmest first."""

    NONE = 0
    SELF_CARE = 1
    NEXT_VISIT = 2
    SOON = 3
    URGENT = 4
    EMERGENCY = 5

    @property
    def code(self) -> str:
        """Return the name used in files and addresses."""
        return self.name.lower()

    def raised(self) -> Level:
        """Return the next level up; nothing is above emergency."""
        return Level(min(self + 1, Level.EMERGENCY))


LEVEL_WORDS = {
    Level.NONE: _("Nothing to pass on from these answers"),
    Level.SELF_CARE: _("Looking after yourself"),
    Level.NEXT_VISIT: _("Mention at your next visit"),
    Level.SOON: _("Contact this week"),
    Level.URGENT: _("Contact today"),
    Level.EMERGENCY: _("Get help now"),
}


class Scale(Enum):
    """The kinds of answer."""

    SEVERITY = "severity"
    YES_NO = "yes_no"
    MOOD = "mood"
    VISION = "vision"
    DOSE = "dose"
    SELF_HARM = "self_harm"
    ACNE = "acne"
    OILINESS = "oiliness"
    CONFIDENCE = "confidence"
    TEXT = "text"


class Asked(Enum):
    """When an item is put to the person."""

    DAILY = "daily"
    ON_DEMAND = "on_demand"
    WEEKLY = "weekly"
    PROFILE = "profile"


class Group(Enum):
    """Where an item sits on the page."""

    DOSE = "dose"
    SKIN = "skin"
    EYES = "eyes"
    MUSCLES = "muscles"
    MOOD = "mood"
    HEAD = "head"
    STOMACH = "stomach"
    LIVER = "liver"
    KIDNEY = "kidney"
    BLOOD = "blood"
    HEARING = "hearing"
    ALLERGY = "allergy"
    SUN = "sun"
    METABOLIC = "metabolic"
    MENSTRUAL = "menstrual"
    CONTEXT = "context"
    BENEFITS = "benefits"


GROUP_LABELS = {
    Group.DOSE: _("Dose"),
    Group.SKIN: _("Skin and lips"),
    Group.EYES: _("Eyes and vision"),
    Group.MUSCLES: _("Muscles, joints and back"),
    Group.MOOD: _("Mood and energy"),
    Group.HEAD: _("Head"),
    Group.STOMACH: _("Stomach and bowel"),
    Group.LIVER: _("Liver signs"),
    Group.KIDNEY: _("Urine and swelling"),
    Group.BLOOD: _("Heart, blood and glands"),
    Group.HEARING: _("Hearing"),
    Group.ALLERGY: _("Allergy and skin reaction"),
    Group.SUN: _("Sun"),
    Group.METABOLIC: _("Thirst and sugar"),
    Group.MENSTRUAL: _("Periods, contraception and sex"),
    Group.CONTEXT: _("Other events"),
    Group.BENEFITS: _("What is getting better"),
}

# Form value, mark, word: the anchors are the item's own.
_ANSWERS: dict[Scale, tuple[tuple[str, int, str], ...]] = {
    Scale.SEVERITY: (
        ("0", 0, _("None")),
        ("1", 1, _("Mild")),
        ("2", 2, _("Moderate")),
        ("3", 3, _("Severe")),
    ),
    Scale.YES_NO: (("no", 0, _("No")), ("yes", 1, _("Yes"))),
    Scale.MOOD: (
        ("0", 0, _("Good")),
        ("1", 1, _("A bit low")),
        ("2", 2, _("Low")),
        ("3", 3, _("Very low")),
    ),
    Scale.VISION: (
        ("0", 0, _("As usual")),
        ("1", 1, _("A bit different")),
        ("2", 2, _("Clearly worse")),
    ),
    Scale.DOSE: (
        ("all", 0, _("All")),
        ("some", 1, _("Some")),
        ("none", 2, _("None")),
        ("not_yet", 3, _("Not yet")),
    ),
    Scale.SELF_HARM: (
        ("no", 0, _("No")),
        ("yes", 1, _("Yes")),
        ("talk", 2, _("I would rather talk to someone")),
    ),
    Scale.ACNE: (
        ("0", 0, _("Clear")),
        ("1", 1, _("Almost clear")),
        ("2", 2, _("Mild")),
        ("3", 3, _("Moderate")),
        ("4", 4, _("Severe")),
    ),
    Scale.OILINESS: (
        ("0", 0, _("None")),
        ("1", 1, _("A little")),
        ("2", 2, _("Clearly")),
        ("3", 3, _("Very")),
    ),
    Scale.CONFIDENCE: (
        ("0", 0, _("Not at all")),
        ("1", 1, _("A little")),
        ("2", 2, _("Somewhat")),
        ("3", 3, _("Mostly")),
        ("4", 4, _("Very")),
    ),
    Scale.TEXT: (),
}


# How each kind of answer makes what a source names into something to log.
_READINGS: dict[Scale, str] = {
    Scale.SEVERITY: "Graded none to severe, with anchors of our own.",
    Scale.YES_NO: "Yes or no; the anchor says what counts as yes.",
    Scale.MOOD: "Graded good to very low, with anchors of our own.",
    Scale.VISION: "Compared with how the person usually sees.",
    Scale.DOSE: "All, some or none of the day's capsules.",
    Scale.SELF_HARM: "No, yes, or rather talk to someone; each but no opens the crisis page.",
    Scale.ACNE: "Rated by the person once a week, clear to severe.",
    Scale.OILINESS: "Rated by the person once a week, none to very.",
    Scale.CONFIDENCE: "Rated by the person once a week, in five steps.",
    Scale.TEXT: "Written by the person; only names on a list are read.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer: what the form sends, the mark kept, its word, and what it means for this item."""

    value: str
    mark: int
    word: str
    anchor: str


def choices_of(scale: Scale, anchors: tuple[str, ...] = ()) -> tuple[Choice, ...]:
    """Return the answers of ``scale`` with the item's own anchors."""
    answers = _ANSWERS[scale]
    meanings = anchors or ("",) * len(answers)
    return tuple(
        Choice(value=value, mark=mark, word=word, anchor=anchor)
        for (value, mark, word), anchor in zip(answers, meanings, strict=True)
    )


SCALE_CHOICES: dict[Scale, tuple[Choice, ...]] = {
    scale: choices_of(scale) for scale in Scale
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing a person may log."""

    code: str
    label: str
    short: str
    term: str
    scale: Scale
    asked: Asked
    group: Group
    red_flag: bool = False
    # Named by leaflets but seldom met: the last chip of its fold.
    seldom: bool = False
    needs: str = ""
    snomed: str = ""
    snomed_mark: str = ""
    aliases: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    version: int = 1
    checked_on: date = CHECKED_ON
    reviewer: str = ""

    @property
    def status(self) -> Status:
        """Return how well the item is tied to a document that was read."""
        return status_of(self.sources)

    @property
    def says(self) -> str:
        """Return what the sources name, in a clinician's word."""
        return f"Named as: {self.term.lower()}."

    @property
    def reading(self) -> str:
        """Return how a person is asked for it."""
        return _READINGS[self.scale]

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Return the answers a form may offer."""
        return choices_of(self.scale, self.anchors)

    @property
    def marks(self) -> tuple[int, ...]:
        """Return the marks that may be stored."""
        return tuple(choice.mark for choice in self.choices)
