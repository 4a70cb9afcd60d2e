"""The generated pages on waiting times, on what a person can read up, and on the time after the course."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tracker.clinical.course.capsules import CAPSULES, Capsule
from tracker.clinical.course.dosing import (
    FARTHEST,
    LOW_ADHERENCE,
    MANY_UNKNOWN,
    TARGETS,
)
from tracker.clinical.course.follow_up import FOLLOW_UPS, OPEN_FOR, FollowUp
from tracker.clinical.course.restart import RESTART, Restart
from tracker.clinical.course.window import Begins, Ends, Window
from tracker.clinical.course.windows import WINDOWS
from tracker.clinical.education.topic import Expectation, Told, Topic
from tracker.clinical.education.weeks import EXPECTATIONS, TIPS, TOPICS
from tracker.clinical.rules.after import AFTER_RULES
from tracker.clinical.sources import SourceRef

_MADE = "This page is made from the data by `manage.py clinical_pages`. Change the data, not the page."
_NOBODY = "Nobody has reviewed a line until a name stands beside it."


def guidance_pages() -> dict[str, str]:
    """Return the pages by their file names."""
    return {
        "windows.md": windows_page(),
        "education.md": education_page(),
        "after-the-course.md": follow_up_page(),
        "dosing.md": dosing_page(),
    }


def windows_page() -> str:
    """Return every waiting time with its source, its reading and its words."""
    rows = (
        (
            f"[{each.id}](#{each.id})",
            each.what,
            _from(each),
            _until(each),
            each.who.value,
            each.status.value,
        )
        for each in WINDOWS
    )
    return _page(
        "What to avoid, and until when",
        _MADE,
        f"{_NOBODY} A month is the later of 30 days and the same day of the next month; "
        "several months end on the same day of the month, or on its last day.",
        _table(("Id", "What", "From", "Until", "Who", "Status"), rows),
        *(_window(each) for each in WINDOWS),
    )


def _from(window: Window) -> str:
    if window.begins is Begins.WHEN:
        return window.when.lower()
    return str(window.begins.value)


def _until(window: Window) -> str:
    if window.ends in {Ends.DAYS, Ends.MONTHS}:
        unit = "days" if window.ends is Ends.DAYS else "months"
        return f"last capsule and {window.count} {unit}"
    return str(window.ends.value)


def _window(window: Window) -> str:
    facts = (
        ("What", window.what),
        ("The person reads", f"{window.means} ({window.until_words})"),
        ("The source says", window.says),
        ("We read it as", window.reading),
        *((f"Differs: {region}", text) for region, text in window.regions.items()),
        ("Shown when the profile does not tell", window.only_if or "always"),
        *_provenance(window.sources, window.status.value, window),
    )
    return f"## {window.id}\n\n{_table(('', ''), facts)}"


def education_page() -> str:
    """Return every topic, tip and weekly expectation with its sources."""
    return _page(
        "What a person can read up",
        _MADE,
        f"{_NOBODY} The words are ours; nothing is copied from a source.",
        *(_topic(topic) for topic in TOPICS.values()),
        "# Tips",
        *(_told(tip, ("About", ", ".join(tip.items))) for tip in TIPS),
        "# What to expect, by week",
        *(
            _told(each, ("Weeks", _weeks(each)), ("Leads to", ", ".join(each.topics)))
            for each in EXPECTATIONS
        ),
    )


def _topic(topic: Topic) -> str:
    shown = topic.shown.value
    if topic.weeks:
        shown = f"weeks {topic.weeks[0]} to {topic.weeks[1]}"
    return _told(
        topic,
        ("Put forward", shown),
        *(("Sources differ", text) for text in topic.differ),
    )


def _weeks(each: Expectation) -> str:
    last = "on" if each.last_week is None else f"to {each.last_week}"
    of = "after the last capsule" if each.after else "of the course"
    return f"{each.first_week} {last} {of}"


def _told(told: Told, *more: tuple[str, str]) -> str:
    facts = (*more, *_provenance(told.sources, told.status.value, told))
    words = "\n>\n".join(f"> {paragraph}" for paragraph in told.text)
    return f"## {told.title} (`{told.id}`)\n\n{words}\n\n{_table(('', ''), facts)}"


def follow_up_page() -> str:
    """Return the check-ins after the course and the rules that belong to them."""
    return _page(
        "After the course",
        _MADE,
        f"{_NOBODY} A check-in that asks something waits {OPEN_FOR.days} days and is then let go.",
        *(_follow_up(each) for each in FOLLOW_UPS),
        "## Rules of the time after the course",
        _table(
            ("Rule", "When", "Level"),
            (
                (
                    f"[{rule.id}](rules.md#{rule.id.lower()})",
                    case.when.words(),
                    case.level.code,
                )
                for rule in AFTER_RULES
                for case in rule.cases
            ),
        ),
    )


def _follow_up(each: FollowUp) -> str:
    facts = (
        ("Due", _due(each)),
        ("Asks", ", ".join(each.items) or "nothing"),
        ("Answered by the rules", ", ".join(each.rules) or "none"),
        ("The source says", each.says),
        ("We read it as", each.reading),
        *_provenance(each.sources, each.status.value, each),
    )
    return f"## {each.title} (`{each.id}`)\n\n{each.means}\n\n{_table(('', ''), facts)}"


def _due(each: FollowUp) -> str:
    counts = ((each.months, "months"), (each.weeks, "weeks"), (each.days, "days"))
    parts = [f"{count} {unit}" for count, unit in counts if count]
    return f"last capsule and {' '.join(parts)}" if parts else "last capsule"


def dosing_page() -> str:
    """Return the capsules that are sold and how totals and dates are worked out."""
    targets = " and ".join(str(target) for target in TARGETS)
    return _page(
        "Dose arithmetic",
        _MADE,
        f"A total is what was taken (all, half for some, none; a day without an answer counts as prescribed, "
        f"[decision 0005](../decisions/0005-some-is-half.md)) over the weight at the start, or over the weight "
        f"valid on each day, as the person chooses. Once more than one day and more than {MANY_UNKNOWN:.0%} of the days "
        f"with a dose have no answer, the total is a range, whose lower end counts them as not taken "
        f"([decision 0029](../decisions/0029-a-total-is-a-range.md)). Dates are named as a range for {targets} mg/kg, or for the "
        f"target the clinic gave, at today's dose. The later date counts each day without an answer as not taken "
        f"([decision 0014](../decisions/0014-unknown-days-widen-the-range.md)), and under {LOW_ADHERENCE:.0%} of "
        f"the doses it moves on in proportion. There is no date without a weight, while paused, after the end, further than "
        f"{FARTHEST} days, or once both totals are behind; and never a message that a total was reached. "
        f"Sources: L2, K2, X1, X6.",
        "## Capsules",
        _table(
            ("mg", "Kind", "Sold in", "RxNorm", "Sources", "Status"),
            (_capsule(each) for each in CAPSULES),
        ),
        _restart(RESTART),
    )


def _restart(row: Restart) -> str:
    facts = (
        ("Id", f"`{row.id}`"),
        ("The person reads", row.means),
        ("Who can become pregnant also reads", row.new_test),
        ("Who did not say also reads", row.new_test_if),
        ("The source says", row.says),
        ("We read it as", row.reading),
        *_provenance(row.sources, row.status.value, row),
    )
    return f"## Starting again after a gap\n\n{_table(('', ''), facts)}"


def _capsule(each: Capsule) -> tuple[str, ...]:
    return (
        str(each.mg),
        each.kind.value,
        ", ".join(each.regions),
        each.rxnorm,
        ", ".join(ref.id for ref in each.sources),
        each.status.value,
    )


def _provenance(
    sources: Iterable[SourceRef], status: str, told: Told | Window | FollowUp | Restart
) -> tuple[tuple[str, str], ...]:
    return (
        ("Sources", "; ".join(f"{each.id} ({_place(each)})" for each in sources)),
        ("Status", status),
        (
            "Version, checked on, reviewer",
            f"{told.version}, {told.checked_on}, {told.reviewer or 'nobody yet'}",
        ),
    )


def _place(source: SourceRef) -> str:
    return ", ".join(part for part in (source.title, source.section) if part)


def _page(title: str, *parts: str) -> str:
    return "\n\n".join((f"# {title}", *parts)) + "\n"


def _table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join(
        f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines
    )
