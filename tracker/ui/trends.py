"""Results over time as SVG: attributes and classes only, no inline style, no script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from django.utils.html import format_html
from django.utils.safestring import SafeString

from tracker.ui.charts import STROKE, joined, number

# Hundredths of a narrow phone’s width that a value and a date need.
VALUE_APART, DATE_APART = 9.0, 17.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One result on a trend: where it lies in time (0 to 1), its value, and what to write."""

    at: float
    value: Decimal
    text: str
    when: str
    high: bool = False


def trend(
    points: Sequence[Point], limit: Decimal | None, *, label: str, limit_text: str = ""
) -> SafeString:
    """Return results over time against the report's own upper limit, 320 by 80."""
    most = max([float(point.value) for point in points] + [float(limit or 0)]) or 1
    top, floor = 20.0, 60.0

    def height(value: float) -> float:
        return floor - value / most * (floor - top) * 0.95

    spots = [(6 + point.at * 68, height(float(point.value)), point) for point in points]
    lines = joined(
        format_html(
            '<line x1="{}%" x2="{}%" y1="{}" y2="{}"/>',
            *map(number, (a[0], b[0], a[1], b[1])),
        )
        for a, b in pairwise(spots)
    )
    places = [x for x, _y, _point in spots]
    valued, dated = spaced(places, VALUE_APART), spaced(places, DATE_APART)
    dots = joined(
        spot(x, y, point, valued=x in valued, dated=x in dated) for x, y, point in spots
    )
    goal = (
        format_html(
            '<line class="goal" x1="0" x2="100%" y1="{0}" y2="{0}"/>'
            '<text class="q" x="100%" y="{1}" text-anchor="end">{2}</text>',
            number(height(float(limit))),
            number(height(float(limit)) - 5),
            limit_text,
        )
        if limit is not None
        else SafeString("")
    )
    return format_html(
        '<svg class="trend" width="320" height="80" {} role="img" aria-label="{}">{}{}{}</svg>',
        STROKE,
        label,
        goal,
        lines,
        dots,
    )


def spaced(places: Sequence[float], apart: float) -> set[float]:
    """Return the places whose words cover no others, counted back from the newest."""
    kept: list[float] = []
    for place in sorted(places, reverse=True):
        if not kept or kept[-1] - place >= apart:
            kept.append(place)
    return set(kept)


def spot(x: float, y: float, point: Point, *, valued: bool, dated: bool) -> SafeString:
    """Return one result. A word left out for want of room is in the label and the table."""
    dot = format_html(
        '<circle class="{}" cx="{}%" cy="{}" r="4.500"/>',
        "high" if point.high else "",
        number(x),
        number(y),
    )
    value = format_html(
        '<text x="{}%" y="{}" text-anchor="middle">{}</text>',
        number(x),
        number(y - 9),
        point.text,
    )
    date = format_html(
        '<text class="q" x="{}%" y="80" text-anchor="middle">{}</text>',
        number(x),
        point.when,
    )
    return joined([dot, *([value] if valued else []), *([date] if dated else [])])
