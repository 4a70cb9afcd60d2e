"""The picture of the dose and the course, from the Course of a summary."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tracker.summary.document import Course, DoseStep
from tracker.summary.render.wording import between, plain
from tracker.ui import charts

NEAR = 14
# Where today's words have room between the first and the last day on a phone too, in percent of the course.
IN_THE_MIDDLE = (40, 50)


def cuts(course: Course) -> tuple[int, ...]:
    return tuple(
        step.start for step in course.steps if 0 < step.start < course.total_days
    )


def dose_about(course: Course) -> str:
    unit = _("mg/kg") if course.weight_kg else _("mg")
    return _(
        "steps: daily dose · line: cumulative %(unit)s, dotted if planned · ticks: missed doses"
    ) % {"unit": unit}


def dose_picture(course: Course) -> SafeString:
    weight = course.weight_kg or Decimal(1)
    target = course.target_mg_per_kg if course.weight_kg else None
    unit = _("mg/kg") if course.weight_kg else _("mg")
    least = None if course.least_mg is None else course.least_mg / weight
    words = {str(step.start): step_words(step.mg) for step in labelled(course)}
    words["so_far"] = f"{between(least, course.taken_mg / weight)} {unit}"
    if target:
        words["target"] = _("Target %(target)s %(unit)s") % {
            "target": plain(target),
            "unit": unit,
        }
    return charts.dose_and_total(
        [charts.Step(start=step.start, mg=step.mg) for step in course.steps],
        [amount / weight for amount in course.by_day],
        total_days=course.total_days,
        missed=course.missed,
        target=target,
        # After the last capsule nothing more is to come.
        unit_total=Decimal(0) if course.last_dose_on else course.dose_mg / weight,
        words=words,
    )


def labelled(course: Course) -> list[DoseStep]:
    """Return the steps with room for their words beside the one before."""
    kept: list[DoseStep] = []
    for step in course.steps:
        if not kept or (step.start - kept[-1].start) / course.total_days * 100 > NEAR:
            kept.append(step)
    return kept


def step_words(mg: Decimal) -> str:
    return _("%(mg)s mg/day") % {"mg": plain(mg)} if mg else _("paused")


def axis(course: Course) -> SafeString:
    """Return the days under the picture: the start, the day of the summary, the end."""
    total, here = course.total_days, course.day
    end = course.started_on + timedelta(days=total - 1)
    at = here / total * 100
    spots = [(0, date_format(course.started_on, "j M"), "start", "q")]
    if NEAR < at < 100 - NEAR:
        today = course.started_on + timedelta(days=here - 1)
        spots.append(
            (
                here,
                _("day %(day)s, %(date)s")
                % {"day": here, "date": date_format(today, "j M")},
                "middle",
                "q here" if IN_THE_MIDDLE[0] < at < IN_THE_MIDDLE[1] else "q here near",
            )
        )
    spots.append((total, date_format(end, "j M Y"), "end", "q"))
    texts = charts.joined(
        format_html(
            '<text x="{}" y="14" class="{}" text-anchor="{}">{}</text>',
            charts.percent(day, total),
            look,
            anchor,
            text,
        )
        for day, text, anchor, look in spots
    )
    return format_html(
        '<svg class="axis" width="336" height="20" aria-hidden="true">{}</svg>', texts
    )
