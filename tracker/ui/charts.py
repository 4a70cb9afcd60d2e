"""Pictures as SVG: attributes and classes only, no inline style, no script.

A strip is one drawing ``total`` days wide and 3 levels high; a day is one stroke at x = day - 0.5. Height
and shade both tell the level, so it reads in grey, in print and without colour vision.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

LEVELS = 3
TOP = {1: "2", 2: "1", 3: "0.12"}
GAP = "gap"
STROKE = SafeString('fill="none" stroke="currentColor"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A daily dose from the ``start``-th day (0 is the first) on, in mg."""

    start: int
    mg: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A sign over one day: ``kind`` is flag, lab or due; ``look`` a level's class.

    ``low`` moves it down, where another sign would cover it.
    """

    day: int
    kind: str
    look: str
    label: str = ""
    low: bool = False


def number(value: float | Decimal) -> str:
    """Return a coordinate with two decimals at most, never in scientific notation."""
    text = f"{float(value):.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def percent(part: float, whole: float) -> str:
    return f"{part / whole * 100:.2f}%"


def path(css: str, drawing: str) -> SafeString:
    return (
        format_html('<path class="{}" d="{}"/>', css, drawing)
        if drawing
        else SafeString("")
    )


def joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def strip(
    levels: Sequence[int | None], total: int, *, clear: Sequence[int] = ()
) -> SafeString:
    """Return one symptom over the course: a bar a day; None is a day that was not logged.

    ``clear`` holds the days (0 is the first) answered with none: a thin line on the floor, where a day
    without an answer has nothing.
    """
    strokes = [
        path(
            f"l{level}",
            "".join(
                f"M{day}.5 3V{TOP[level]}"
                for day, found in enumerate(levels)
                if found is not None and min(found, LEVELS) == level
            ),
        )
        for level in (1, 2, 3)
    ]
    floor = "".join(f"M{day}.5 3V2.88" for day in clear)
    gaps = "".join(f"M{day}.5 3V2" for day, found in enumerate(levels) if found is None)
    return format_html(
        '<svg viewBox="0 0 {} 3" width="336" height="24" stroke="currentColor"'
        ' preserveAspectRatio="none" aria-hidden="true">{}{}{}</svg>',
        total,
        path("l0", floor),
        joined(strokes),
        path(GAP, gaps),
    )


def day_bars(levels: Sequence[int]) -> SafeString:
    """Return a calendar day's small bars, one a symptom; those at 0 leave their place empty."""
    bars = (
        format_html(
            '<path class="l{}" d="M{} 3V{}h1.4V3z"/>',
            min(level, LEVELS),
            number(0.3 + 1.8 * place),
            LEVELS - min(level, LEVELS),
        )
        for place, level in enumerate(levels)
        if level
    )
    return format_html(
        '<svg viewBox="0 0 {} 3" width="40" height="16" preserveAspectRatio="none"'
        ' aria-hidden="true">{}</svg>',
        max(20, int(1.8 * len(levels)) + 1),
        joined(bars),
    )


def line(day: int, total: int, steps: Sequence[int] = ()) -> SafeString:
    """Return the motif: solid to today, a ring, dots to come, a cut at each dose step."""
    at = (min(max(day, 1), total) - 0.5) / total * 100
    cuts = joined(
        format_html(
            '<line class="cut" x1="{0}" x2="{0}" y1="8" y2="16"/>', percent(step, total)
        )
        for step in steps
        if 0 < step < total
    )
    rest = (
        format_html(
            '<line class="to" x1="{}%" x2="99%" y1="12" y2="12"/>', f"{at + 3.87:.2f}"
        )
        if at + 3.87 < 99
        else SafeString("")
    )
    label = _("Day %(day)s of %(total)s") % {"day": day, "total": total}
    return format_html(
        '<svg class="line" width="320" height="24" {} role="img" aria-label="{}">'
        '<line class="go" x1="3" x2="{}%" y1="12" y2="12"/>{}{}<circle cx="{}%" cy="12" r="7"/></svg>',
        STROKE,
        label,
        f"{at:.2f}",
        rest,
        cuts,
        f"{at:.2f}",
    )


def highest_dose(steps: Sequence[Step]) -> float:
    return max((float(step.mg) for step in steps), default=0) or 1


def dose_steps(steps: Sequence[Step], total: int, *, highest: float) -> str:
    """Return the outline of the daily dose: stairs from the floor, the highest dose at ``highest``."""
    shown = [step for step in steps if step.start < total]
    if not shown:
        return ""
    drawing = f"M{shown[0].start} 100"
    for place, step in enumerate(shown):
        top = 100 - float(step.mg) / highest_dose(steps) * highest
        end = shown[place + 1].start if place + 1 < len(shown) else total
        drawing += f"V{number(top)}H{end}"
    return f"{drawing}V100z"


def running_total(by_day: Sequence[Decimal], *, scale: float) -> str:
    """Return the line of the total taken; ``scale`` is height for each unit."""
    drawing, total = "M0 100", Decimal(0)
    for day, amount in enumerate(by_day, start=1):
        total += amount
        drawing += f"L{day} {number(100 - float(total) * scale)}"
    return drawing


def still_to_come(
    steps: Sequence[Step], today: int, total_days: int, unit_total: Decimal
) -> list[tuple[int, Decimal]]:
    """Return the total to be added by each later dose step and by the end, at the doses prescribed."""
    now = next((step.mg for step in reversed(steps) if step.start < today), Decimal(0))
    later = [step for step in steps if today <= step.start < total_days]
    found, added, from_day, mg = [(today, Decimal(0))], Decimal(0), today, now
    for step in [*later, Step(start=total_days, mg=Decimal(0))]:
        added += (step.start - from_day) * (unit_total * mg / now if now else 0)
        found.append((step.start, added))
        from_day, mg = step.start, step.mg
    return found


def dotted(ahead: Sequence[tuple[int, Decimal]], done: Decimal, *, scale: float) -> str:
    points = (
        f"{day} {number(100 - float(done + added) * scale)}" for day, added in ahead
    )
    return "M" + "L".join(points)


def dose_and_total(
    steps: Sequence[Step],
    by_day: Sequence[Decimal],
    *,
    total_days: int,
    missed: Sequence[int],
    target: Decimal | None,
    unit_total: Decimal,
    words: dict[str, str],
) -> SafeString:
    """Return the dose stairs, the total so far, where it is heading, and the target.

    ``by_day`` is what was taken each day in the unit of the target; ``unit_total`` is today's daily dose
    in that unit; ``words`` holds the labels ``so_far`` and ``target``, and each step's by its start.
    """
    today, done = len(by_day), sum(by_day, Decimal(0))
    ahead = still_to_come(steps, today, total_days, unit_total)
    reached = max(done, done + ahead[-1][1])
    # The tallest of the target and the expected total leaves room for words above it.
    scale = 78 / float(max(target or 0, reached, 1))
    height = {
        "sum": 100 - float(done) * scale,
        "goal": 100 - float(target or 0) * scale,
    }
    parts = [
        path("mg", dose_steps(steps, total_days, highest=42)),
        path("goal", f"M0 {number(height['goal'])}H{total_days}" if target else ""),
        path("miss", "".join(f"M{day}.5 100V92" for day in missed)),
        path("sum", running_total(by_day, scale=scale)),
        path("plan", dotted(ahead, done, scale=scale) if reached > done else ""),
    ]
    picture = format_html(
        '<svg class="fix" width="336" height="96" {} viewBox="0 0 {} 100" preserveAspectRatio="none"'
        ' aria-hidden="true">{}</svg>',
        STROKE,
        total_days,
        joined(parts),
    )
    return format_html(
        "{}{}", picture, dose_words(steps, by_day, total_days, height, words)
    )


def dose_words(
    steps: Sequence[Step],
    by_day: Sequence[Decimal],
    total_days: int,
    height: dict[str, float],
    words: dict[str, str],
) -> SafeString:
    """Return the labels over the dose picture: each step, the total so far, the target."""
    labels = [
        text_at(
            step.start + 0.6,
            total_days,
            100 - float(step.mg) / highest_dose(steps) * 42 - 5,
            words[str(step.start)],
        )
        for step in steps
        if words.get(str(step.start)) and step.start < total_days
    ]
    if words.get("so_far"):
        labels.append(
            text_at(
                len(by_day) + 1,
                total_days,
                min(95, height["sum"] + 13),
                words["so_far"],
                "a",
            )
        )
    if words.get("target"):
        labels.append(
            text_at(
                total_days / 2,
                total_days,
                max(9, height["goal"] - 7),
                words["target"],
                "q",
            )
        )
    return format_html('<svg aria-hidden="true">{}</svg>', joined(labels))


def text_at(
    day: float, total: int, top: float, words: str, css: str = ""
) -> SafeString:
    near_end = day / total > 0.86
    return format_html(
        '<text x="{}" y="{}%" class="{}" text-anchor="{}">{}</text>',
        percent(day, total),
        f"{top:.0f}",
        css,
        "end" if near_end else "start",
        words,
    )


FLAG = SafeString('<path d="M0-9 9 7H-9z"/><path d="M0-2.500V2M0 4.500v.01"/>')
LAB = SafeString(
    '<circle r="7"/><path class="fill" d="M-3-1.500h6v2.200a3 3 0 0 1-6 0z"/>'
)
DUE = SafeString('<circle r="7" stroke-dasharray="3 3"/>')
SIGNS = {"flag": FLAG, "lab": LAB, "due": DUE}


def marks(found: Iterable[Mark], total: int) -> SafeString:
    """Return the row of flags and tests."""
    signs = joined(
        format_html(
            '<svg x="{}" y="{}" class="{}">{}{}</svg>',
            percent(mark.day + 0.5, total),
            25 if mark.low else 16,
            mark.look,
            SIGNS[mark.kind],
            format_html('<text x="11" y="4">{}</text>', mark.label)
            if mark.label
            else "",
        )
        for mark in found
    )
    return format_html(
        '<svg width="336" height="32" {} aria-hidden="true">{}</svg>',
        STROKE,
        signs,
    )


def over(day: int, total: int, steps: Sequence[int] = ()) -> SafeString:
    """Return what lies over the whole plot: the days to come, dose steps, and today."""
    day = min(max(day, 0), total)
    here = percent(day, total)
    lines = joined(
        format_html(
            '<line class="st" x1="{0}" x2="{0}" y1="26" y2="100%"/>',
            percent(step, total),
        )
        for step in steps
        if 0 < step < total
    )
    return format_html(
        '<svg class="over" width="336" height="24" {} aria-hidden="true">'
        '<rect x="{}" width="{}" height="100%"/>{}'
        '<line x1="{}" x2="{}" y1="28" y2="100%"/><circle cx="{}" cy="28" r="5"/></svg>',
        STROKE,
        here,
        percent(total - day, total),
        lines,
        here,
        here,
        here,
    )


def mini(values: Sequence[Decimal], limit: Decimal | None, *, label: str) -> SafeString:
    """Return a result's trend small enough for a table cell, 60 by 22."""
    most = max([float(value) for value in values] + [float(limit or 0)]) or 1
    places = [
        (4 + 52 * (i / max(1, len(values) - 1)), value)
        for i, value in enumerate(values)
    ]
    spots = [(x, 20 - float(value) / most * 16) for x, value in places]
    drawing = "".join(
        f"{'M' if i == 0 else 'L'}{number(x)} {number(y)}"
        for i, (x, y) in enumerate(spots)
    )
    goal = (
        format_html(
            '<path class="goal" d="M0 {}H60"/>', number(20 - float(limit) / most * 16)
        )
        if limit is not None
        else SafeString("")
    )
    dots = joined(
        format_html('<circle cx="{}" cy="{}" r="2.200"/>', number(x), number(y))
        for x, y in spots
    )
    return format_html(
        '<svg class="mini" width="60" height="22" {} viewBox="0 0 60 22" role="img" aria-label="{}">'
        '{}<path d="{}"/>{}</svg>',
        STROKE,
        label,
        goal,
        drawing,
        dots,
    )
