"""Which items a day's form asks about, given the days before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.clinical.facts import DayEntry
from tracker.clinical.vocabulary import DAILY, ITEMS, Asked, Item, Scale, item

# An on-demand item is asked again on these many days after it was logged, until it was "none" twice:
# otherwise nobody would ever see that it lasted.
ASKED_AGAIN = timedelta(days=3)
NONE_ENOUGH = 2
WEEK = timedelta(days=7)
# Never copied, never bulk filled: they are always asked afresh.
ALWAYS_FRESH = frozenset({"dose_taken", "mood", "vision", "self_harm", "new_medicine"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """What the person's profile calls for."""

    can_become_pregnant: bool = False
    sexual_opt_in: bool = False
    contact_lenses: bool = False

    def allow(self, each: Item) -> bool:
        return not each.needs or bool(getattr(self, each.needs))


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedItems:
    """The items of one form: asked every day, asked again, asked this week, and the chips."""

    daily: tuple[Item, ...]
    again: tuple[Item, ...]
    weekly: tuple[Item, ...]
    chips: tuple[Item, ...]

    @property
    def scales(self) -> tuple[Item, ...]:
        """Return what is shown with its answers."""
        return self.daily + self.again + self.weekly


def items_for(
    day: date,
    *,
    started_on: date,
    entries: Sequence[DayEntry],
    calls: Calls,
    opened: frozenset[str],
) -> AskedItems:
    """Return what to ask on ``day``; ``opened`` are items the person or the stored day brought up."""
    before = [entry for entry in entries if entry.day < day]
    again = tuple(
        each
        for each in on_demand(calls)
        if asked_again(each, day, before) or each.code in opened
    )
    weekly = tuple(
        each
        for each in weekly_items(calls)
        if each.code in opened or asked_this_week(each, day, started_on, before)
    )
    shown = {each.code for each in again}
    return AskedItems(
        daily=tuple(each for each in DAILY if each.scale is not Scale.DOSE),
        again=again,
        weekly=weekly,
        chips=tuple(
            sorted(
                (each for each in on_demand(calls) if each.code not in shown),
                key=lambda each: (each.code != "self_harm", not each.red_flag),
            )
        ),
    )


def on_demand(calls: Calls) -> tuple[Item, ...]:
    return tuple(
        each
        for each in ITEMS
        if each.asked in {Asked.ON_DEMAND, Asked.PROFILE}
        and each.scale is not Scale.TEXT
        and each.code != "sexual"
        and calls.allow(each)
    )


def weekly_items(calls: Calls) -> tuple[Item, ...]:
    sexual = (item("sexual"),) if calls.sexual_opt_in else ()
    return tuple(each for each in ITEMS if each.asked is Asked.WEEKLY) + sexual


def asked_again(each: Item, day: date, before: Sequence[DayEntry]) -> bool:
    """Hold when the item was answered in the last three days and not yet "none" twice running."""
    if each.scale is Scale.SELF_HARM:
        return False
    answered = [entry for entry in before if each.code in entry.marks]
    recent = [entry for entry in answered if entry.day >= day - ASKED_AGAIN]
    return bool(recent) and any(
        entry.marks[each.code] for entry in answered[-NONE_ENOUGH:]
    )


def asked_this_week(
    each: Item, day: date, started_on: date, before: Sequence[DayEntry]
) -> bool:
    """Hold on the person's own weekday, and on any day when a week has gone by without an answer."""
    last = max(
        (entry.day for entry in before if each.code in entry.marks), default=None
    )
    if last is None or day - last >= WEEK:
        return True
    return day.weekday() == started_on.weekday()
