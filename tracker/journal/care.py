"""Guidance cards: one finding each, ready to be shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.clinical.cards.advice import paragraphs
from tracker.clinical.check_ins.questionnaires import REASONS
from tracker.clinical.crisis import SELF_HARM_RULE, Contact, contacts_for, line_for
from tracker.clinical.labs.plans import TESTS
from tracker.clinical.rules.ruleset import order_of
from tracker.clinical.traces.disagreements import disagreements_about
from tracker.clinical.vocabulary import (
    CATALOGUE,
    CONDITIONS,
    LEVEL_WORDS,
    Level,
    word_for,
)
from tracker.records.facts import profile_of
from tracker.records.models import Course, ShownFinding
from tracker.ui.crisis_lines import OtherLine, Region, other_line, region_of

LOOK = {
    Level.EMERGENCY: ("now", "now"),
    Level.URGENT: ("today", "phone"),
    Level.SOON: ("soon", "soon"),
    Level.NEXT_VISIT: ("next", "next"),
    Level.SELF_CARE: ("self", "self"),
}
PRESSING = frozenset({"now", "today"})
MOST_CARDS = 3
SOON_DAYS = timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One reason: a day and what was logged on it."""

    day: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Differ:
    """A topic on which sources do not say the same, and what we follow."""

    topic: str
    one: str
    other: str
    we_follow: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One finding as a person reads it."""

    pk: int
    rule: str
    look: str
    icon: str
    level: str
    title: str
    advice: tuple[str, ...]
    ask: str
    why: tuple[Line, ...]
    sources: tuple[str, ...]
    differ: tuple[Differ, ...]
    ruleset: str
    day: str
    past: bool
    gone: bool
    can_contact: bool
    emergency: Contact | None
    crisis: Region | None
    other_line: OtherLine | None
    clinic_name: str
    clinic_phone: str
    clinic_email: str
    by_day: str
    contacted: str
    they_said: str

    @property
    def presses(self) -> bool:
        """Hold for what is to be acted on the same day while no contact is noted."""
        return self.look in PRESSING and not self.contacted


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """Something that waits to be acted on, in one line: a flag, or what the plan asks for."""

    title: str
    level: str
    icon: str
    address: str
    link: str
    day_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """The most urgent flag that waits, and how many more do. ``emergency`` is the number to call for one."""

    first: Reminder
    more: int
    emergency: Contact | None
    harm: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Guidance:
    """The cards of a day, what else was found under them, and the urgent flags of other days that still wait."""

    cards: tuple[Card, ...]
    others: tuple[Card, ...]
    elsewhere: Waiting | None = None

    @property
    def elsewhere_first(self) -> bool:
        """Hold when what waits from another day is more urgent than anything of this one."""
        if self.elsewhere is None:
            return False
        looks = {card.look for card in self.cards if card.presses}
        return not looks or (
            self.elsewhere.emergency is not None and "now" not in looks
        )

    @property
    def heading(self) -> str:
        """Return what to do, in a few words; nothing when nobody needs to be contacted."""
        if self.elsewhere and self.elsewhere_first:
            return ngettext(
                "One urgent thing still waits",
                "%(count)s urgent things still wait",
                self.elsewhere.more + 1,
            ) % {"count": self.elsewhere.more + 1}
        open_looks = [
            card.look for card in (*self.cards, *self.others) if not card.contacted
        ]
        today, week = open_looks.count("today"), open_looks.count("soon")
        if "now" in open_looks:
            return _("Get help now")
        if today:
            return ngettext(
                "One thing to do today", "%(count)s things to do today", today
            ) % {"count": today}
        if week:
            return ngettext(
                "One thing to do this week", "%(count)s things to do this week", week
            ) % {"count": week}
        return ""


def guidance(
    course: Course,
    findings: Iterable[ShownFinding],
    *,
    today: date,
    still_open: Iterable[ShownFinding] = (),
) -> Guidance:
    """Return every card that asks for a contact today, then one of each other level while there is room."""
    held = in_order(row for row in findings if row.holds)
    cards = [card_of(course, row, today=today) for row in held]
    pressing = [card for card in cards if card.presses]
    # Nothing that can wait stands beside an emergency.
    alone = any(card.look == "now" for card in pressing)
    room = 0 if alone else max(MOST_CARDS - len(pressing), 0)
    calmer: dict[str, Card] = {}
    for card in cards:
        if not card.presses:
            calmer.setdefault(card.look, card)
    first = [*pressing, *list(calmer.values())[:room]]
    return Guidance(
        cards=tuple(first),
        others=tuple(card for card in cards if card not in first),
        elsewhere=waiting(urgent_elsewhere(still_open, shown=held)),
    )


def urgent_elsewhere(
    rows: Iterable[ShownFinding], *, shown: Iterable[ShownFinding]
) -> list[ShownFinding]:
    """Return the flags to be acted on the same day that no card of this page speaks of."""
    here = {(row.rule, row.level) for row in shown if row.contacted_at is None}
    return [
        row
        for row in rows
        if row.level >= Level.URGENT and (row.rule, row.level) not in here
    ]


def in_order(rows: Iterable[ShownFinding]) -> list[ShownFinding]:
    """Return what nobody was contacted about first: by urgency, then what stops the next capsule, then by rule."""
    return sorted(
        rows,
        key=lambda row: (
            row.contacted_at is not None,
            -row.level,
            not row.official_stop_advice,
            order_of(row.rule),
        ),
    )


def card_of(course: Course, row: ShownFinding, *, today: date) -> Card:
    level = Level(row.level)
    look, icon = LOOK[level]
    region = contacts_for("", country=course.country)
    return Card(
        pk=row.pk,
        rule=row.rule,
        look=look,
        icon=icon,
        level=_(LEVEL_WORDS[level]),
        title=_(row.title),
        advice=tuple(_(paragraph) for paragraph in paragraphs(row.advice)),
        ask=_(row.ask) if row.ask else "",
        why=reasons(row.triggered_by),
        sources=tuple(cited(source) for source in row.sources),
        differ=sources_differ(row.rule),
        ruleset=row.ruleset,
        day=date_format(row.day, "D j M"),
        past=row.day < today and not row.rule.startswith("LAB-"),
        gone=not row.holds,
        can_contact=level >= Level.SOON,
        emergency=region.emergency if level is Level.EMERGENCY else None,
        crisis=region_of(
            region, age=profile_of(course).age_on(today), emergency_too=False
        )
        if row.rule == SELF_HARM_RULE
        else None,
        other_line=other_line(line_for(region, row.rule))
        if level is Level.URGENT
        else None,
        clinic_name=course.clinic_name,
        clinic_phone=course.clinic_phone,
        clinic_email=course.clinic_email,
        by_day=date_format(contact_by(row), "l j F") if level is Level.SOON else "",
        contacted=said_when(row.contacted_at),
        they_said=row.they_said,
    )


def sources_differ(rule: str) -> tuple[Differ, ...]:
    """Return where the sources of a rule do not say the same."""
    return tuple(
        Differ(
            topic=_(each.topic),
            one=_(each.one),
            other=_(each.other),
            we_follow=_(each.we_follow),
            sources=tuple(source.title for source in each.sources),
        )
        for each in disagreements_about(rule)
    )


def waiting(rows: Iterable[ShownFinding]) -> Waiting | None:
    """Return the flag to act on first, and how many other rules wait: most urgent, then newest."""
    chosen = each_once(rows)
    if not chosen:
        return None
    row = chosen[0]
    region = contacts_for("", country=row.course.country)
    return Waiting(
        first=reminder(row),
        more=len(chosen) - 1,
        emergency=region.emergency if row.level == Level.EMERGENCY else None,
        harm=row.rule == SELF_HARM_RULE,
    )


def also_waiting(
    rows: Iterable[ShownFinding], *, but: ShownFinding
) -> tuple[Reminder, ...]:
    """Return the other flags that wait, one for each rule."""
    return tuple(reminder(row) for row in each_once(rows) if row.rule != but.rule)


def each_once(rows: Iterable[ShownFinding]) -> list[ShownFinding]:
    """Return the newest flag of each rule, most urgent first, then the newest, then in the order of the rules."""
    newest: dict[str, ShownFinding] = {}
    for row in sorted(rows, key=lambda row: (row.day, row.level)):
        newest[row.rule] = row
    return sorted(
        newest.values(),
        key=lambda row: (-row.level, -row.day.toordinal(), order_of(row.rule)),
    )


def reminder(row: ShownFinding) -> Reminder:
    return Reminder(
        title=_(row.title),
        level=_(LEVEL_WORDS[Level(row.level)]),
        icon=LOOK[Level(row.level)][1],
        address=reverse("finding", args=[row.pk]),
        link=_("What to do, or note that you called"),
        day_text=date_format(row.day, "j M"),
    )


def contact_by(row: ShownFinding) -> date:
    """Return by when to contact somebody: three days from the day, or from when it was told if later."""
    return max(row.day, localtime(row.shown_at).date()) + SOON_DAYS


def cited(source: dict[str, str]) -> str:
    return ", ".join(part for part in (source["title"], source["section"]) if part)


def said_when(at: datetime | None) -> str:
    return date_format(localtime(at), "j F, H:i") if at else ""


def reasons(triggers: Sequence[dict[str, str]]) -> tuple[Line, ...]:
    """Return what was logged, a line a day, newest first."""
    days: dict[str, list[str]] = defaultdict(list)
    for trigger in triggers:
        words = logged(trigger["item"], trigger["value"])
        if words not in days[trigger["day"]]:
            days[trigger["day"]].append(words)
    return tuple(
        Line(day=date_format(date.fromisoformat(day), "D j M"), text=", ".join(words))
        for day, words in sorted(days.items(), reverse=True)
    )


def logged(code: str, value: object) -> str:
    """Return one answer in words, as “Headache moderate”."""
    if code not in CATALOGUE or not isinstance(value, int):
        return (
            f"{other_name(code)}: {value}"
            if isinstance(value, str)
            else other_name(code)
        )
    word = _(word_for(code, value))
    return f"{_(CATALOGUE[code].label)}: {word.lower()}"


def other_name(code: str) -> str:
    """Return the name of what set off a rule and is no item: a medicine, a note, a condition, a test."""
    named = {"medicines": _("Medicines you told us about"), "note": _("Your note")}
    if code in CATALOGUE:
        return _(CATALOGUE[code].label)
    if code in TESTS:
        return _(TESTS[code].label)
    if code in REASONS:
        return _(REASONS[code])
    return named.get(code) or (_(CONDITIONS[code]) if code in CONDITIONS else code)
