"""One planned date, and the monthly tests, as the pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tracker.clinical.course import prevention
from tracker.clinical.facts import CourseFacts, History
from tracker.clinical.labs.plans import test
from tracker.clinical.labs.schedule import (
    ASKED_FOR,
    PlannedTest,
    Status,
    came_too_late,
)
from tracker.clinical.sources import ref
from tracker.clinical.words import gettext_noop
from tracker.labs.words import before_test, listed
from tracker.ui.test_names import names_of

NOT_NOTED = gettext_noop("Not noted")
STANDS: Mapping[Status, tuple[str, str, str]] = {
    Status.OVERDUE: ("late", "soon", gettext_noop("Late")),
    Status.DUE: ("soon", "history", gettext_noop("Due now")),
    Status.UPCOMING: ("", "history", gettext_noop("Planned")),
    Status.DONE: ("ok", "check", gettext_noop("Done")),
    Status.WAIVED: ("", "next", gettext_noop("Set aside")),
    Status.PASSED: ("", "history", NOT_NOTED),
}

FASTING, NO_ALCOHOL = ("H1",), ("L1 5.15",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One planned test of a date, with all that is known of it."""

    key: str
    tests: str
    day: str
    window: str
    setting: str
    notes: tuple[str, ...]
    sources: str
    unchecked: bool
    asked: bool
    order: int | None
    look: str
    icon: str
    tag: str
    reason: str
    can_set_aside: bool
    is_aside: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    text: str
    sources: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyPage:
    tests: tuple[Line, ...]
    first: str
    until: str
    certain: bool
    points: tuple[Point, ...]


def line_of(
    each: PlannedTest,
    reasons: Mapping[str, str],
    settings: Mapping[str, str],
    *,
    course: CourseFacts,
    today: date,
) -> Line:
    look, icon, tag = STANDS[each.status]
    if each.status is Status.OVERDUE and came_too_late(each, course, on=today):
        tag = NOT_NOTED
    return Line(
        key=each.key,
        tests=listed(names_of(each)) if each.missing else done_names(each),
        day=date_format(each.due, "j F Y"),
        window=window_words(each),
        setting=setting_words(each, settings),
        notes=before_test([each]),
        sources=cited((*each.sources, *said_before(each))),
        unchecked=each.plan_status != "verified",
        asked=each.asked,
        order=order_pk(each),
        look=look,
        icon=icon,
        tag=_(tag),
        reason=reasons.get(each.key, ""),
        can_set_aside=each.status in ASKED_FOR,
        is_aside=each.status is Status.WAIVED,
    )


def done_names(each: PlannedTest) -> str:
    """Return the names of a test that is done: nothing of it is missing any more."""
    if each.any_of:
        return _("Monthly test")
    return listed(_(test(code).label) for code in each.tests)


def window_words(each: PlannedTest) -> str:
    if each.done_on is not None:
        return _("Taken on %(day)s") % {"day": date_format(each.done_on, "j F Y")}
    if each.opens == each.closes:
        return _("On %(day)s") % {"day": date_format(each.due, "j F Y")}
    return _("From %(first)s to %(last)s") % {
        "first": date_format(each.opens, "j F"),
        "last": date_format(each.closes, "j F Y"),
    }


def setting_words(each: PlannedTest, settings: Mapping[str, str]) -> str:
    if not each.pregnancy:
        return ""
    chosen = settings.get(each.phase) or each.setting
    return _(prevention.SETTINGS[chosen]) if chosen in prevention.SETTINGS else ""


def order_pk(each: PlannedTest) -> int | None:
    number = each.key.partition(":")[0].removeprefix("ORD-").removesuffix("P")
    return int(number) if each.asked and number.isdecimal() else None


def said_before(each: PlannedTest) -> tuple[str, ...]:
    """Return who says what to do before the test."""
    wanted = [test(code) for code in each.missing]
    fasting = FASTING if any(one.fasting_hours for one in wanted) else ()
    alcohol = NO_ALCOHOL if any(one.no_alcohol_hours for one in wanted) else ()
    return (*fasting, *alcohol)


def cited(sources: Iterable[str]) -> str:
    titles = (ref(each).title for each in sources if each != "BG")
    return "; ".join(dict.fromkeys(titles))


def lines_on(
    day: date,
    planned: Sequence[PlannedTest],
    reasons: Mapping[str, str],
    settings: Mapping[str, str],
    *,
    course: CourseFacts,
    today: date,
) -> tuple[Line, ...]:
    return tuple(
        line_of(each, reasons, settings, course=course, today=today)
        for each in planned
        if each.due == day
    )


def monthly_page(
    history: History,
    planned: Sequence[PlannedTest],
    reasons: Mapping[str, str],
    settings: Mapping[str, str],
    *,
    today: date,
) -> MonthlyPage:
    span = prevention.span_of(history.course, on=today)
    return MonthlyPage(
        tests=tuple(
            line_of(each, reasons, settings, course=history.course, today=today)
            for each in planned
            if each.pregnancy
        ),
        first=date_format(span.first, "j F Y"),
        until=date_format(span.until, "j F Y") if span.until else "",
        certain=span.certain,
        points=tuple(
            Point(text=_(each.text), sources=cited(each.sources))
            for each in prevention.advice_for(history.profile.region)
        ),
    )
