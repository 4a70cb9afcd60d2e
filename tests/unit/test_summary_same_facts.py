"""Whatever a patient is like, each rendering tells the same dose, results and flags."""

from __future__ import annotations

import csv
import html
import re
from datetime import timedelta
from io import StringIO

from django.template.loader import render_to_string
from hypothesis import HealthCheck, given, settings

from tests.patients import NOON, START, summaries
from tests.summaries import in_one_line, text_of
from tracker.summary.document import Result, Summary
from tracker.summary.render import as_csv, as_fhir, as_pdf, as_text
from tracker.summary.render.as_html import sheet_of
from tracker.summary.render.fhir import MEASURE, TEST, words
from tracker.summary.render.wording import day_of, exact, plain

TAGS = re.compile(r"<[^>]+>")
TWO_HUNDRED = settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.large_base_example,
        HealthCheck.function_scoped_fixture,
    ],
)


def page_of(summary: Summary) -> str:
    context = {"sheet": sheet_of(summary)}
    parts = (
        render_to_string(f"summary/{name}.html", context)
        for name in ("_body", "_whole")
    )
    return in_one_line(html.unescape(TAGS.sub(" ", "".join(parts))))


def dose_words(summary: Summary) -> list[str]:
    course = summary.course
    words = [f"Cumulative dose: {plain(course.taken_mg)} mg"]
    if course.taken_mg_per_kg is not None:
        words.append(f"= {plain(course.taken_mg_per_kg)} mg/kg.")
    return words


def result_words(each: Result) -> list[str]:
    return [each.name, f"{exact(each.value)} {each.unit}"]


def said_of_flags(summary: Summary) -> list[str]:
    late = [each.what for each in summary.full.attention if each.overdue]
    return [
        in_one_line(what)
        for what in (*(each.what for each in summary.full.told), *late)
    ]


def missing(words: list[str], text: str) -> list[str]:
    return [each for each in words if in_one_line(each) not in text]


def words_of(summary: Summary) -> list[str]:
    words = dose_words(summary) + said_of_flags(summary)
    for each in summary.full.results:
        words += [*result_words(each), day_of(each.day)]
    return words


@TWO_HUNDRED
@given(summary=summaries())
def test_page_and_paper_tell_the_same(summary, tmp_path):
    pdf = as_pdf.pdf(summary, paper=summary.paper, appendix=True, discreet=True)

    assert missing(words_of(summary), page_of(summary)) == []
    assert missing(words_of(summary), text_of(pdf, tmp_path)) == []


@TWO_HUNDRED
@given(summary=summaries())
def test_text_table_and_bundles_tell_the_same(summary):
    text_tells_the_same(summary)
    table_tells_the_same(summary)
    for shape in (as_fhir.collection, as_fhir.document):
        bundle_tells_the_same(summary, shape(summary, pdf=None, at=NOON))


def text_tells_the_same(summary):
    text = in_one_line(as_text.text(summary))
    results = [word for each in summary.full.results for word in result_words(each)]
    flags = [each.what for each in summary.full.attention]

    steps = [
        f"{plain(each.mg)} mg/day from {day_of(START + timedelta(days=each.start))}"
        for each in summary.course.steps
    ]
    rules = [rule for each in summary.full.attention for rule in each.rules]

    assert missing(dose_words(summary) + results + flags + steps + rules, text) == []


def table_tells_the_same(summary):
    rows = list(csv.DictReader(StringIO(as_csv.table(summary), newline="")))
    doses = [
        (each["value"], each["unit"])
        for each in rows
        if each["kind"] == "cumulative dose"
    ]
    results = [
        (each["day"], each["code"], each["value"], each["unit"])
        for each in rows
        if each["kind"] == "result"
    ]
    flags = [
        (each["day"], as_csv.unguarded(each["name"]))
        for each in rows
        if each["kind"] == "told"
    ]

    assert doses[0] == (plain(summary.course.taken_mg), "mg")
    assert doses[1:] == [
        (plain(each), "mg/kg")
        for each in [summary.course.taken_mg_per_kg]
        if each is not None
    ]
    assert results == [
        (each.day.isoformat(), each.test, exact(each.value), each.unit)
        for each in summary.full.results
    ]
    assert flags == [(each.day.isoformat(), each.what) for each in summary.full.told]


def bundle_tells_the_same(summary, bundle):
    held = [each["resource"] for each in bundle["entry"]]
    total = next(each for each in held if is_about(each, MEASURE, "cumulative-dose"))
    results = [each for each in held if is_about(each, TEST)]
    flags = [each["code"]["text"] for each in held if each["resourceType"] == "Flag"]
    factors = [
        each["code"]["text"]
        for each in held
        if each["resourceType"] == "Condition" and "verificationStatus" in each
    ]

    assert total["valueQuantity"]["value"] == float(plain(summary.course.taken_mg))
    assert [each["valueQuantity"]["value"] for each in results] == [
        float(each.value) for each in summary.full.results
    ]
    assert factors == list(summary.risk_factors)
    assert "Nobody monitors these entries." in str(bundle)
    assert flags == [
        words(f"{each.what}. {each.done}".strip()) for each in summary.full.attention
    ]


def is_about(resource: dict, system: str, code: str = "") -> bool:
    codings = resource.get("code", {}).get("coding", [])
    return any(
        each["system"] == system and code in ("", each["code"]) for each in codings
    )
