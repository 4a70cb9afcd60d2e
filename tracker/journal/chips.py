"""“Something else today?”: what calls for help at once and what is common in sight, the rest a fold away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tracker.clinical.vocabulary import AT_ONCE, Group, Item, Scale
from tracker.journal.asked import AskedItems

# Met often enough to be worth a tap less.
COMMON = (
    "worried",
    "chest_pain",
    "extra_capsules",
    "pregnancy",
    "fatigue",
    "joint_pain",
    "back_pain",
    "nosebleed",
    "rash",
    "sleep",
)
FOLDS = (
    ("Eyes and ears", {Group.EYES, Group.HEARING}),
    ("Head and mood", {Group.HEAD, Group.MOOD}),
    ("Skin, hair, mouth and nails", {Group.SKIN, Group.SUN}),
    ("Rash, swelling, fever and chest", {Group.ALLERGY}),
    ("Joints, muscles, bones and back", {Group.MUSCLES}),
    ("Tummy and bowel", {Group.STOMACH}),
    ("Yellow skin, urine and thirst", {Group.LIVER, Group.KIDNEY, Group.METABOLIC}),
    ("Heart, breath, bruises and glands", {Group.BLOOD}),
    ("Periods, contraception and sex", {Group.MENSTRUAL}),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """Something a person may add: a yes at once, or a scale to open."""

    code: str
    label: str
    yes: bool
    checked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """The signs of one part of the body."""

    title: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chips:
    """The chips of one form: those in sight, and those a fold away."""

    first: tuple[Chip, ...]
    folds: tuple[Fold, ...]


def chips(asked: AskedItems, typed: Mapping[str, str]) -> Chips:
    """Return the chips of a form; what was ticked is in sight too."""
    ticked = {each.code for each in asked.chips if typed.get(each.code) == "yes"}
    in_sight = (*AT_ONCE, *COMMON)
    first = [each for each in asked.chips if each.code in {*in_sight, *ticked}]
    first.sort(key=lambda each: place(each, in_sight))
    rest = [each for each in asked.chips if each not in first]
    return Chips(
        first=tuple(chip(each, _(short(each)), typed) for each in first),
        folds=tuple(folds(rest, typed)),
    )


def place(each: Item, in_sight: tuple[str, ...]) -> int:
    return in_sight.index(each.code) if each.code in in_sight else len(in_sight)


def short(each: Item) -> str:
    """Return the name of a chip in sight: a yes says in full what it stands for."""
    return each.short if each.scale is Scale.SEVERITY else each.label


def folds(rest: Iterable[Item], typed: Mapping[str, str]) -> Iterable[Fold]:
    waiting = sorted(rest, key=lambda each: (not each.red_flag, each.seldom))
    for title, groups in FOLDS:
        found = tuple(
            chip(each, _(each.label), typed) for each in waiting if each.group in groups
        )
        if found:
            yield Fold(title=_(title), chips=found)


def chip(each: Item, label: str, typed: Mapping[str, str]) -> Chip:
    return Chip(
        code=each.code,
        label=label,
        yes=each.scale in {Scale.YES_NO, Scale.SELF_HARM},
        checked=typed.get(each.code) == "yes",
    )
