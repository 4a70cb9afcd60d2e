"""Whatever a patient is like, each rendering tells the same dose, adherence, results, flags, clinic, news and gaps."""

from __future__ import annotations

import csv
import html
import re
import unicodedata
from datetime import timedelta
from decimal import Decimal
from io import StringIO

from django.template.loader import render_to_string
from hypothesis import HealthCheck, given, settings

from tests.patients import NOON, START, summaries
from tests.summaries import in_one_line, lines_of
from tracker.summary.document import Course, Result, Summary
from tracker.summary.render import as_csv, as_fhir, as_pdf, as_text, fonts
from tracker.summary.render.as_html import sheet_of
from tracker.summary.render.fhir import ITEM, MEASURE, TEST, words
from tracker.summary.render.wording import PART_NAMES, day_of, exact, plain

TAGS = re.compile(r"<[^>]+>")
BROKEN_UNIT = re.compile(r"\b(?:mg|U|mmol|umol)/\n.*")
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
    words = [f"Cumulative dose: {total(course.least_mg, course.taken_mg)} mg"]
    if course.taken_mg_per_kg is not None:
        said = total(course.least_mg_per_kg, course.taken_mg_per_kg)
        words.append(f"= {said} mg/kg.")
        words.append(f"{said} mg/kg")
    if course.least_mg is not None:
        words.append(
            f"The lower number counts the {course.days_assumed} days unknown as not taken."
        )
    return words


def total(least: Decimal | None, most: Decimal) -> str:
    """Return a total as every rendering writes it: a range once many days are unknown."""
    ends = [plain(most)] if least is None else [plain(least), plain(most)]
    return ends[0] if len(set(ends)) == 1 else f"{ends[0]}–{ends[1]}"


def result_words(each: Result) -> list[str]:
    limit = [f"{exact(each.limit)}*"] if is_usual(each) else []
    return [each.name, f"{exact(each.value)} {each.unit}", *limit]


def is_usual(each: Result) -> bool:
    return each.limit is not None and not each.own_limit


def said_of_flags(summary: Summary) -> list[str]:
    late = [each.what for each in summary.full.attention if each.overdue]
    return [
        in_one_line(what)
        for what in (*(each.what for each in summary.full.told), *late)
    ]


def about_words(summary: Summary) -> list[str]:
    """Return what every rendering in words says of doses, days, news and what was left out."""
    course, words = summary.course, []
    words.append(doses_said(course))
    words.append(f"{course.days_logged}/{course.days}")
    if summary.changes:
        words.append(f"Since {day_of(summary.changes.since)}, when you last looked")
        words.append(" ".join(summary.changes.lines))
    if summary.not_included:
        words.append(f"Not included by patient: {left_out(summary)}.")
    return words


def doses_said(course: Course) -> str:
    """Return the doses taken: with their share, or with the days unknown once they are many."""
    taken, answered = course.doses_taken, course.doses_answered
    if course.doses_sketchy:
        return f"{taken} of {answered} answered, {course.doses_unknown} days unknown"
    share = course.share_taken
    return f"{taken}/{answered}" + ("" if share is None else f" {share * 100:.0f}%")


def left_out(summary: Summary) -> str:
    return ", ".join(str(PART_NAMES[part]) for part in summary.not_included)


def without_gaps(text: str) -> str:
    """Return a text without what a line break may change."""
    return "".join(in_one_line(text).split()).replace("-", "")


def is_left_to_right(text: str) -> bool:
    """Hold for what a reader of PDFs gives back letter by letter: one direction, one shape a letter, no marks."""
    return all(
        unicodedata.bidirectional(sign) in {"L", "EN", "ES", "CS", "ET", "ON", "WS"}
        and (sign < "\u0590" or sign == fonts.UNKNOWN)
        and not unicodedata.combining(sign)
        for sign in unicodedata.normalize("NFC", text)
    )


def says_nothing_else(summary: Summary, text: str) -> bool:
    """Hold when a text speaks of news and of parts left out only where there are any."""
    return ("when you last looked" in text) == (summary.changes is not None) and (
        "Not included by patient" in text
    ) == bool(summary.not_included)


def missing(words: list[str], text: str) -> list[str]:
    return [each for each in words if in_one_line(each) not in text]


def names_missing(summary: Summary, text: str) -> list[str]:
    """Return the names a text does not give letter by letter: a long word stays one word."""
    return missing([summary.person.name, summary.person.clinic], text)


def words_of(summary: Summary) -> list[str]:
    words = dose_words(summary) + said_of_flags(summary) + about_words(summary)
    for each in summary.full.results:
        words += [*result_words(each), day_of(each.day)]
    return words


@TWO_HUNDRED
@given(summary=summaries())
def test_page_and_paper_tell_the_same(summary, tmp_path):
    pdf = as_pdf.pdf(summary, paper=summary.paper, appendix=True, discreet=True)

    page, lines = page_of(summary), lines_of(pdf, tmp_path)
    paper = in_one_line(lines)
    clinic = summary.person.clinic
    drawn = fonts.drawable(clinic)

    assert missing(words_of(summary), page) == []
    on_paper = without_gaps(paper)
    assert [
        each for each in words_of(summary) if without_gaps(each) not in on_paper
    ] == []
    assert BROKEN_UNIT.findall(lines) == []
    assert says_nothing_else(summary, page)
    assert says_nothing_else(summary, paper)
    assert names_missing(summary, page) == []
    assert ("Clinic" in page.partition("Made")[0]) == bool(clinic.strip())
    if is_left_to_right(clinic):
        assert without_gaps(drawn) in on_paper


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

    said = dose_words(summary) + about_words(summary)
    assert missing(said + results + flags + steps + rules, text) == []
    assert says_nothing_else(summary, text)
    assert names_missing(summary, text) == []


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
    usual = ["usual limit" in each["note"] for each in rows if each["kind"] == "result"]
    flags = [
        (each["day"], as_csv.unguarded(each["name"]))
        for each in rows
        if each["kind"] == "told"
    ]

    told = {each["kind"]: each for each in rows}
    course = summary.course
    assert as_csv.unguarded(told["clinic"]["value"]) == summary.person.clinic
    assert told["not included"]["note"] == "; ".join(
        str(PART_NAMES[part]) for part in summary.not_included
    )
    assert [each["note"] for each in rows if each["kind"] == "new since"] == list(
        summary.changes.lines if summary.changes else ()
    )
    assert [
        (told[kind]["value"], told[kind]["limit"])
        for kind in ("doses taken", "doses unknown", "days logged")
    ] == [
        (str(course.doses_taken), str(course.doses_answered)),
        (str(course.doses_unknown), ""),
        (str(course.days_logged), str(course.days)),
    ]
    assert [
        (each["value"], each["unit"])
        for each in rows
        if each["kind"] == "cumulative dose at least"
    ] == [
        (plain(each), unit)
        for each, unit in [(course.least_mg, "mg"), (course.least_mg_per_kg, "mg/kg")]
        if each is not None
    ]
    assert [
        f"at most; {course.days_assumed} days unknown" in each["note"]
        for each in rows
        if each["kind"] == "cumulative dose"
    ] == [course.least_mg is not None] * len(doses)
    assert doses[0] == (plain(summary.course.taken_mg), "mg")
    assert doses[1:] == [
        (plain(each), "mg/kg")
        for each in [summary.course.taken_mg_per_kg]
        if each is not None
    ]
    assert usual == [is_usual(each) for each in summary.full.results]
    assert results == [
        (each.day.isoformat(), each.test, exact(each.value), each.unit)
        for each in summary.full.results
    ]
    assert flags == [(each.day.isoformat(), each.what) for each in summary.full.told]


def bundle_tells_the_same(summary, bundle):
    held = [each["resource"] for each in bundle["entry"]]
    dose = about(held, "cumulative-dose")[0]
    people = [each for each in held if each["resourceType"] == "Patient"]
    results = [each for each in held if is_about(each, TEST)]
    flags = [each["code"]["text"] for each in held if each["resourceType"] == "Flag"]
    factors = [
        each["code"]["text"]
        for each in held
        if each["resourceType"] == "Condition" and "verificationStatus" in each
    ]

    assert [
        doctor["display"]
        for each in people
        for doctor in each.get("generalPractitioner", [])
    ] == [words(each) for each in [summary.person.clinic.strip()] if each]
    assert counts_of(about(held, "adherence")[0]) == {
        "doses-taken": summary.course.doses_taken,
        "doses-answered": summary.course.doses_answered,
        "doses-unknown": summary.course.doses_unknown,
        "days-logged": summary.course.days_logged,
        "days": summary.course.days,
        "days-assumed": summary.course.days_assumed,
    }
    assert [each["valueString"] for each in about(held, "new-since")] == [
        f"Since {day_of(each.since)}: {' '.join(each.lines)}"
        for each in [summary.changes]
        if each
    ]
    assert [each["valueString"] for each in about(held, "not-included")] == [
        f"Not included by patient: {left_out(summary)}."
    ] * bool(summary.not_included)
    assert dose["valueQuantity"]["value"] == float(plain(summary.course.taken_mg))
    assert [
        (each["code"]["coding"][0]["code"], amount.get("comparator"), amount["value"])
        for each in dose.get("component", [])
        for amount in [each["valueQuantity"]]
    ] == totals_told(summary.course)
    assert dose["valueQuantity"].get("comparator") == at_most(summary.course)
    assert [each["valueQuantity"]["value"] for each in results] == [
        float(each.value) for each in summary.full.results
    ]
    assert [
        each.get("referenceRange", [{}])[0].get("text", "").startswith("usual limit")
        for each in results
    ] == [is_usual(each) for each in summary.full.results]
    assert [lately_of(each) for each in held if is_about(each, ITEM)] == [
        (each.worst, each.usual, each.trend) for each in summary.full.symptoms
    ]
    assert factors == list(summary.risk_factors)
    assert "Nobody monitors these entries." in str(bundle)
    assert flags == [
        words(f"{each.what}. {each.done}".strip()) for each in summary.full.attention
    ]


def at_most(course: Course) -> str | None:
    return None if course.least_mg is None else "<="


def totals_told(course: Course) -> list[tuple[str, str | None, float]]:
    """Return what a bundle says beside the total: by weight, and the least where many days are unknown."""
    by_weight = [
        ("cumulative-dose-per-weight", at_most(course), course.taken_mg_per_kg),
        ("weight-at-start", None, course.weight_kg),
    ] * (course.taken_mg_per_kg is not None)
    least = [
        ("cumulative-dose-least", None, course.least_mg),
        ("cumulative-dose-per-weight-least", None, course.least_mg_per_kg),
    ]
    return [
        (code, sign, float(plain(value)))
        for code, sign, value in (*by_weight, *least)
        if value is not None
    ]


def about(held: list[dict], code: str) -> list[dict]:
    return [each for each in held if is_about(each, MEASURE, code)]


def counts_of(observation: dict) -> dict[str, int]:
    return {
        each["code"]["coding"][0]["code"]: each["valueInteger"]
        for each in observation["component"]
    }


def lately_of(observation: dict) -> tuple[str, str, str]:
    """Return the worst, the usual and the trend of a symptom; nothing where a bundle does not say."""
    said = {
        each["code"]["coding"][0]["code"]: each for each in observation["component"]
    }
    trend = said.get("trend", {}).get("valueCodeableConcept", {"coding": [{}]})
    return (
        said["worst"]["valueString"],
        said.get("usual", {}).get("valueString", ""),
        trend["coding"][0].get("code", ""),
    )


def is_about(resource: dict, system: str, code: str = "") -> bool:
    codings = resource.get("code", {}).get("coding", [])
    return any(
        each["system"] == system and code in ("", each["code"]) for each in codings
    )
