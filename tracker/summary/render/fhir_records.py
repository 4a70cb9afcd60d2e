"""What a summary holds, as FHIR resources: person, medicine, doses, symptoms, results, flags."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from tracker.clinical.vocabulary import Level
from tracker.summary.document import (
    Attention,
    Course,
    Note,
    Result,
    Section,
    Symptom,
)
from tracker.summary.render import as_text
from tracker.summary.render.fhir import (
    ITEM,
    LOINC,
    MEASURE,
    NO_DATA,
    RULE,
    SECTION,
    SNOMED,
    TERMINOLOGY,
    TEST,
    TREND,
    Making,
    Resource,
    absent,
    coding,
    concept,
    measure,
    period,
    quantity,
    words,
)
from tracker.summary.render.wording import (
    HOW_SOON,
    SECTION_NAMES,
    TRENDS,
    day_of,
    exact,
    plain,
)

ATC = coding("http://www.whocc.no/atc", "D10BA01", "isotretinoin")
DAY_IN_MS = 86_400_000


def patient(making: Making) -> Resource:
    person = making.summary.person
    named = person.name.strip()
    born = person.born
    clinic = person.clinic.strip()
    said = [named or _("Name not given")]
    return making.resource(
        "Patient",
        "patient",
        [
            *said,
            *([f"{_('Born')} {day_of(born)}"] if born else []),
            *([f"{_('Clinic')}: {clinic}"] if clinic else []),
        ],
        name=[{"text": words(named)} if named else absent("unknown")],
        **(
            {"birthDate": born.isoformat()}
            if born
            else {"_birthDate": absent("unknown")}
        ),
        **({"generalPractitioner": [{"display": words(clinic)}]} if clinic else {}),
    )


def observation(
    making: Making, key: str, lines: list[str], code: dict[str, Any], **more: Any
) -> Resource:
    when = {} if "effectiveDateTime" in more else {"effectivePeriod": making.period}
    return making.resource(
        "Observation",
        key,
        lines,
        status="final",
        code=code,
        subject=making.patient,
        performer=[making.patient],
        **when,
        **more,
    )


def medication(making: Making, course: Course) -> Resource:
    return making.resource(
        "MedicationStatement",
        "medication",
        [_("Isotretinoin"), *(each["text"] for each in dosages(course))],
        status=status_of(course),
        medicationCodeableConcept=concept("Isotretinoin", ATC),
        subject=making.patient,
        effectivePeriod=period(course.started_on, course.last_dose_on),
        dateAsserted=making.moment,
        informationSource=making.patient,
        dosage=list(dosages(course)),
    )


def status_of(course: Course) -> str:
    if course.last_dose_on is not None:
        return "completed"
    return "active" if course.dose_mg else "on-hold"


def dosages(course: Course) -> Iterator[dict[str, Any]]:
    """Return each prescribed dose with the days it is for; 0 mg a day is a pause."""
    starts = [course.started_on + timedelta(days=step.start) for step in course.steps]
    ends = [later - timedelta(days=1) for _earlier, later in pairwise(starts)]
    for number_of, (step, first, last) in enumerate(
        zip(course.steps, starts, [*ends, course.last_dose_on], strict=True), start=1
    ):
        yield {
            "sequence": number_of,
            "text": _("%(mg)s mg a day from %(day)s")
            % {"mg": plain(step.mg), "day": day_of(first)},
            "timing": {"repeat": {"boundsPeriod": period(first, last)}},
            "doseAndRate": [
                {
                    "rateRatio": {
                        "numerator": quantity(step.mg, "mg"),
                        "denominator": quantity(Decimal(1), "d"),
                    }
                }
            ],
        }


def part(code: str, text: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"code": measure(code, text), "valueQuantity": value}


def counted(code: str, text: str, value: int) -> dict[str, Any]:
    return {"code": measure(code, text), "valueInteger": value}


def symptom(making: Making, each: Symptom) -> Resource:
    """Return one item with its answer of every day; E stands for a day without one."""
    codes = [coding(ITEM, each.code, each.term)]
    if each.snomed:
        codes.append(coding(SNOMED, each.snomed))
    scale = ", ".join(f"{mark} {word}" for mark, word in enumerate(each.words))
    answers = ("E" if mark is None else str(mark) for mark in each.marks)
    return observation(
        making,
        f"symptom {each.code}",
        [as_text.symptom(each).removeprefix("- ")],
        concept(each.term, *codes),
        category=[concept("Survey", category("survey"))],
        valueSampledData={
            "origin": {"value": 0},
            "period": DAY_IN_MS,
            "lowerLimit": 0,
            "upperLimit": len(each.words) - 1,
            "dimensions": 1,
            "data": " ".join(answers),
        },
        note=[{"text": _("Scale: %(words)s. E: not answered.") % {"words": scale}}],
        component=[
            counted("days-with", _("Days with any, last 28"), each.days_with),
            counted("days-counted", _("Days or times asked, last 28"), each.counted),
            {"code": measure("worst", _("Worst")), "valueString": each.worst},
            *lately(each),
        ],
    )


def lately(each: Symptom) -> Iterator[dict[str, Any]]:
    """Return how it is in the last seven days, and against the seven before, where enough was answered to say."""
    if each.usual:
        code = measure("usual", _("Median, last 7 days"))
        yield {"code": code, "valueString": each.usual}
    if each.trend:
        code = measure("trend", _("Trend, last 7 days against the 7 before"))
        _sign, said = TRENDS[each.trend]
        trend = concept(str(said), coding(TREND, each.trend, str(said)))
        yield {"code": code, "valueCodeableConcept": trend}


def category(code: str) -> dict[str, str]:
    return coding(f"{TERMINOLOGY}/observation-category", code)


def result(making: Making, each: Result) -> Resource:
    codes = [coding(TEST, each.test, each.name)]
    if each.loinc:
        codes.append(coding(LOINC, each.loinc))
    more: dict[str, Any] = {}
    if each.limit is not None:
        more["referenceRange"] = [limit(each, each.limit)]
    if each.high:
        high = coding(f"{TERMINOLOGY}/v3-ObservationInterpretation", "H", "High")
        more["interpretation"] = [concept("H", high)]
    if each.value is None:
        more["valueCodeableConcept"] = concept(each.outcome)
    else:
        more["valueQuantity"] = quantity(each.value, each.unit)
    return observation(
        making,
        f"result {each.test} {each.day}",
        [as_text.result(each).removeprefix("- ")],
        concept(each.name, *codes),
        category=[concept("Laboratory", category("laboratory"))],
        effectiveDateTime=each.day.isoformat(),
        **more,
    )


def limit(each: Result, high: Decimal) -> dict[str, Any]:
    whose = (
        _("limit on the report") if each.own_limit else _("usual limit, none reported")
    )
    return {
        "high": quantity(Decimal(exact(high)), each.unit),
        "text": whose,
    }


def flag(making: Making, number_of: int, each: Attention) -> Resource:
    level = Level(each.level).code
    soon = _("overdue") if each.overdue else str(HOW_SOON[Level(each.level)])
    return making.resource(
        "Flag",
        f"flag {number_of}",
        [as_text.flag(each).removeprefix("- ")],
        status="inactive" if each.answered else "active",
        category=[concept(soon, coding(MEASURE, f"level-{level}"))],
        code=concept(
            f"{each.what}. {each.done}".strip(),
            {**coding(RULE, each.code), "version": making.summary.ruleset},
        ),
        subject=making.patient,
        period=period(each.first, each.last),
        author=making.patient,
    )


def private(making: Making, each: Section) -> Resource:
    """Return a private part the person chose to share, in its lines."""
    name = str(SECTION_NAMES[each.code])
    return observation(
        making,
        f"section {each.code}",
        list(each.lines),
        concept(name, coding(SECTION, each.code, name)),
        valueString=words("\n".join(each.lines)),
    )


def question(making: Making, number_of: int, text: str) -> Resource:
    return observation(
        making,
        f"question {number_of}",
        [text],
        measure("question", _("What I want to ask")),
        valueString=words(text),
    )


def note(making: Making, each: Note) -> Resource:
    return observation(
        making,
        f"note {each.day}",
        [f"{day_of(each.day)}: {each.text}"],
        measure("note", _("Note")),
        effectiveDateTime=each.day.isoformat(),
        valueString=words(each.text),
    )


def condition(making: Making, number_of: int, text: str) -> Resource:
    return making.resource(
        "Condition",
        f"condition {number_of}",
        [text],
        clinicalStatus=clinical("condition-clinical"),
        verificationStatus=concept(
            "Unconfirmed", coding(f"{TERMINOLOGY}/condition-ver-status", "unconfirmed")
        ),
        code=concept(text),
        subject=making.patient,
        asserter=making.patient,
    )


def clinical(system: str) -> dict[str, Any]:
    return concept("Active", coding(f"{TERMINOLOGY}/{system}", "active"))


def no_problems(making: Making) -> Resource:
    text = _("Problems: nothing is known; the diary holds no problem list.")
    return making.resource(
        "Condition",
        "no problems",
        [text],
        clinicalStatus=clinical("condition-clinical"),
        code=concept(text, coding(NO_DATA, "no-problem-info")),
        subject=making.patient,
    )


def no_allergies(making: Making) -> Resource:
    text = _("Allergies: nothing is known; the diary does not ask.")
    return making.resource(
        "AllergyIntolerance",
        "no allergies",
        [text],
        clinicalStatus=clinical("allergyintolerance-clinical"),
        code=concept(text, coding(NO_DATA, "no-allergy-info")),
        patient=making.patient,
    )


def no_medication(making: Making) -> Resource:
    text = _("Medicines: left out by the patient.")
    return making.resource(
        "MedicationStatement",
        "medication",
        [text],
        status="unknown",
        medicationCodeableConcept=concept(text, coding(NO_DATA, "no-medication-info")),
        subject=making.patient,
        effectivePeriod=absent("masked"),
    )
