"""Waiting times and check-ins, ready to be listed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tracker.clinical.course.follow_up import Check, Progress, checks_of, not_asked
from tracker.clinical.course.windows import Line, State, windows_of
from tracker.clinical.facts import History, Profile
from tracker.clinical.vocabulary import REGIONS
from tracker.clinical.words import gettext_noop as _noop
from tracker.ui.outlook import days_left, is_after, lower, sources_shown, unsure

GROUPS = (
    (_noop("To avoid, counting down"), {State.COUNTING}),
    (_noop("To avoid while the course runs"), {State.RUNNING, State.STARTS}),
    (_noop("To avoid always"), {State.ALWAYS}),
)
MAY_CONCERN = _noop("Only if it concerns you")
MAY_HAPPEN = _noop("Only if it happens")
OVER = _noop("Over")
LOOK = {
    State.COUNTING: "soon",
    State.RUNNING: "next",
    State.STARTS: "next",
    State.WHEN: "",
    State.ALWAYS: "",
    State.OVER: "ok",
}
PROGRESS = {
    Progress.DUE: ("Due", "soon"),
    Progress.AHEAD: ("Ahead", ""),
    Progress.DONE: ("Done", "ok"),
    Progress.PASSED: ("Passed", ""),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowLine:
    """One waiting time as a person reads it."""

    id: str
    what: str
    condition: str
    when: str
    left: str
    look: str
    means: str
    differ: tuple[str, ...]
    sources: tuple[str, ...]
    unsure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    title: str
    lines: tuple[WindowLine, ...]

    @property
    def names(self) -> str:
        """Return what lies in a fold, so that nobody misses what is theirs."""
        return ", ".join(line.what for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """One check-in after the course. ``open`` says that it can be answered now."""

    title: str
    day: str
    means: str
    word: str
    look: str
    open: bool
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowsPage:
    note: str
    groups: tuple[Group, ...]
    checks: tuple[CheckLine, ...]
    folds: tuple[Group, ...]


def windows_page(history: History, *, asks_sexual: bool, today: date) -> WindowsPage:
    lines = windows_of(history.course, history.profile, on=today)
    checks = checks_of(
        history.course,
        history.profile,
        history.entries,
        on=today,
        left_out=not_asked(history.profile, asks_sexual=asks_sexual),
    )
    return WindowsPage(
        note=note_of(history, today),
        groups=tuple(groups_of(lines)),
        checks=tuple(check_line(each, history.profile) for each in checks),
        folds=tuple(folds_of(lines)),
    )


def note_of(history: History, today: date) -> str:
    last = history.course.last_dose_on
    if last is None:
        return _(
            "Counted from your last capsule. The days appear when the course has ended."
        )
    words = {"day": date_format(last, "j F Y")}
    if is_after(history.course, today):
        return _("Counted from your last capsule on %(day)s.") % words
    return _("Your last capsule is that of %(day)s.") % words


def groups_of(lines: Sequence[Line]) -> Iterable[Group]:
    """Give what surely concerns the person now."""
    sure = [line for line in lines if not line.maybe]
    for title, states in GROUPS:
        yield from group(title, (line for line in sure if line.state in states))


def folds_of(lines: Sequence[Line]) -> Iterable[Group]:
    """Give the rest: what they did not say concerns them, what has not happened, what is over."""
    ahead = [line for line in lines if line.state is not State.OVER]
    over = [line for line in lines if line.state is State.OVER]
    sure_to_happen = [line for line in ahead if line.state is not State.WHEN]
    yield from group(MAY_CONCERN, (line for line in sure_to_happen if line.maybe))
    yield from group(MAY_HAPPEN, (line for line in ahead if line.state is State.WHEN))
    yield from group(OVER, over)


def group(title: str, lines: Iterable[Line]) -> Iterable[Group]:
    """Give one group, or none when there is nothing in it."""
    found = tuple(window_line(line) for line in lines)
    if found:
        yield Group(title=_(title), lines=found)


def window_line(line: Line) -> WindowLine:
    window = line.window
    return WindowLine(
        id=window.id,
        what=_(window.what),
        condition=condition_of(line),
        when=when_of(line),
        left=days_left(line.days_left)
        if line.state is State.COUNTING and line.days_left is not None
        else "",
        look=LOOK[line.state],
        means=_(window.means),
        differ=tuple(
            f"{_(REGIONS[region])}: {_(text)}" if region != "generic" else _(text)
            for region, text in window.regions.items()
        ),
        sources=sources_shown(window.sources),
        unsure=unsure(window.status),
    )


def condition_of(line: Line) -> str:
    """Return what sets it off, or whom it is for when the profile does not tell."""
    words = line.window.when or (line.window.only_if if line.maybe else "")
    return _(words) if words else ""


def when_of(line: Line) -> str:
    """Return until when to avoid it, as exactly as can be known."""
    if line.until is not None:
        words = {"day": date_format(line.until, "j F Y")}
        ended = line.state is State.OVER
        avoid = _("Avoid until %(day)s")
        return (_("Was to be avoided until %(day)s") if ended else avoid) % words
    words = {"until": _(line.window.until_words)}
    if line.state is State.STARTS and line.starts is not None:
        words["from"] = date_format(line.starts, "j F Y")
        return _("Avoid from %(from)s, %(until)s") % words
    if line.planned_until is not None and line.state is State.RUNNING:
        words["day"] = date_format(line.planned_until, "j F Y")
        return _("Avoid %(until)s, about %(day)s as planned") % words
    return _("Avoid %(until)s") % words


def check_line(check: Check, profile: Profile) -> CheckLine:
    follow_up = check.follow_up
    word, look = PROGRESS[check.progress]
    means = _(follow_up.means)
    if follow_up.only_pregnancy and profile.can_become_pregnant is None:
        means = f"{_('If you could become pregnant')}: {lower(means)}"
    return CheckLine(
        title=_(follow_up.title),
        day=date_format(check.due, "j F Y"),
        means=means,
        word=_(word),
        look=look,
        open=check.progress is Progress.DUE,
        sources=sources_shown(follow_up.sources),
    )
