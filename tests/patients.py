"""Made-up patients for tests of the summary: whole courses that never touch a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from tracker.accounts.models import User
from tracker.clinical.labs.plans import TESTS
from tracker.clinical.vocabulary import CONDITIONS, ITEMS, Scale
from tracker.records.facts import keep_results
from tracker.records.models import (
    Course,
    DayEntry,
    DosePeriod,
    LabResult,
    Question,
    ShownFinding,
)
from tracker.summary.build import summary_of
from tracker.summary.document import PARTS, Changes, Summary

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
START = date(2026, 9, 21)
LOGGED = [each for each in ITEMS if each.scale not in {Scale.TEXT, Scale.DOSE}]
IN_NUMBERS = [each for each in TESTS.values() if each.units]
AWKWARD = (
    "Robin Hale",
    "=cmd()",
    "+44 20; @SUM(A1:A9)",
    "-2+3+cmd|' /C calc'!A0",
    "שלום לכולם, 20 מ״ג",
    "مرحبا، كيف الحال؟ 40 ملغ",
    "नमस्ते डॉक्टर",
    "สวัสดีค่ะ",
    "漢字とかな",
    "😀👩‍👩‍👧👍🏽 it hurts",
    "W" * 120,
    "Ångström-Ødegård née Ó Súilleabháin de la Cruz y Martínez-Villaseñor",
    "<script>alert(1)</script> & \"quoted\" 'text'",
    "first line\nsecond line\r\n\tthird",
    "\u202eright to left override\u202c \ufeff\u200b\ue000\uffff",
    "I slept badly and my lips split again while I was eating. " * 69,
    '#set text(red) *bold* _it_ $x^2$ @label `code` \\ #read("/etc/passwd")',
    "",
)


def words(most: int) -> st.SearchStrategy[str]:
    """Return what people write: ordinary, awkward, or anything at all but NUL."""
    anything = st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\x00"),
        max_size=most,
    )
    return st.one_of(st.sampled_from(AWKWARD).map(lambda text: text[:most]), anything)


def marks() -> st.SearchStrategy[dict[str, int]]:
    return st.lists(st.sampled_from(LOGGED), max_size=12, unique=True).flatmap(
        lambda items: st.fixed_dictionaries(
            {each.code: st.sampled_from(each.marks) for each in items}
        )
    )


@st.composite
def entries(draw: st.DrawFn, days: int) -> list[DayEntry]:
    kept = draw(st.lists(st.integers(0, days - 1), max_size=min(days, 25), unique=True))
    return [
        DayEntry(
            day=START + timedelta(days=number),
            dose_taken=draw(st.sampled_from(["all", "all", "some", "none", ""])),
            marks=draw(marks()),
            note=draw(words(4000)),
        )
        for number in sorted(kept)
    ]


@st.composite
def results(draw: st.DrawFn, days: int) -> list[LabResult]:
    found = draw(
        st.lists(
            st.tuples(st.sampled_from(IN_NUMBERS), st.integers(-30, days - 1)),
            max_size=10,
            unique_by=lambda each: (each[0].code, each[1]),
        )
    )
    return [
        draw(result(each, START + timedelta(days=number)))
        for each, number in sorted(found, key=lambda each: each[1])
    ]


@st.composite
def result(draw: st.DrawFn, test, day: date) -> LabResult:
    unit = draw(st.sampled_from(test.units))
    amount = st.decimals(unit.least, unit.most, places=2)
    return LabResult(
        day=day,
        test=test.code,
        value=draw(amount),
        unit=unit.name,
        upper_limit=draw(st.none() | amount),
        added_at=NOON,
    )


@st.composite
def findings(draw: st.DrawFn, days: int) -> list[ShownFinding]:
    rules = st.sampled_from(
        [
            ("S-MSK-1", "joint_pain", 4),
            ("O-HEAD-1", "headache", 4),
            ("S-MOOD-2", "mood", 4),
            ("S-DRY-2", "lips_dry", 2),
            ("O-ALL-1", "breathing", 5),
            ("S-MSK-2", "joint_pain", 3),
            ("O-IIH-1", "headache", 5),
            ("S-MOOD-1", "self_harm", 5),
        ]
    )
    told = draw(
        st.lists(st.tuples(rules, st.integers(0, days - 1)), max_size=8, unique=True)
    )
    return [
        draw(finding(*rule, START + timedelta(days=number))) for rule, number in told
    ]


@st.composite
def finding(
    draw: st.DrawFn, rule: str, item: str, level: int, day: date
) -> ShownFinding:
    contacted = draw(st.booleans())
    return ShownFinding(
        day=day,
        rule=rule,
        rule_version=1,
        ruleset="2026.1",
        level=level,
        provenance="seed_explicit",
        title="Call",
        advice="Call",
        triggered_by=[{"day": day.isoformat(), "item": item, "value": 1}],
        sources=[{"id": "M1", "title": "Isotretinoin (oral route)", "section": ""}],
        shown_at=datetime.combine(day, NOON.timetz()),
        contacted_on=day if contacted else None,
        they_said=draw(words(600)) if contacted else "",
    )


@st.composite
def courses(draw: st.DrawFn) -> Course:
    """Return a course of 1 to 90 days with all that hangs on it, as if it had been read."""
    days = draw(st.integers(1, 90))
    return course_with(
        Course(
            pk=1,
            owner=User(pk=1, time_zone="Europe/London"),
            started_on=START,
            planned_weeks=draw(st.none() | st.integers(1, 60)),
            target_mg_per_kg=draw(st.none() | st.just(Decimal(120))),
            weight_kg=draw(st.none() | st.decimals("30", "200", places=1)),
            country=draw(st.sampled_from(["uk", "us"])),
            name_on_summary=draw(words(120)),
            born=draw(st.none() | st.dates(date(1940, 1, 1), date(2014, 1, 1))),
            clinic_name=draw(words(120)),
            conditions=draw(
                st.lists(st.sampled_from(list(CONDITIONS)), unique=True, max_size=4)
            ),
            created_at=NOON,
        ),
        dose_periods=[
            DosePeriod(
                starts=START + timedelta(days=20 * number), mg_per_day=Decimal(mg)
            )
            for number, mg in enumerate(
                draw(st.lists(st.sampled_from([0, 20, 40, 60]), min_size=1, max_size=4))
            )
        ],
        entries=draw(entries(days)),
        lab_results=draw(results(days)),
        findings=draw(findings(days)),
        questions=[
            Question(text=text)
            for text in draw(st.lists(words(300).filter(str.strip), max_size=6))
        ],
    )


def course_with(course: Course, **related: list) -> Course:
    """Return the course with what hangs on it already read: nothing asks the database again."""
    nothing: dict[str, list] = {"check_ins": [], "lab_orders": [], "visits": []}
    vars(course)["_prefetched_objects_cache"] = {**nothing, **related}
    keep_results([course])
    return course


NEWS = (
    "No new flag.",
    "New flags: Arthralgia severe (3 Nov); Headache <moderate> (1 Nov); 2 more.",
    "Now overdue: ALT, Triglycerides (2 Nov).",
    "New result: ALT 62 U/L H (2 Nov).",
    "Dose 40 mg/day from 19 Oct.",
    "Logged on 12 of 14 days.",
)


@st.composite
def summaries(draw: st.DrawFn) -> Summary:
    """Return the summary of a made-up patient, made on a day of their course; some readers looked before."""
    made = summary_without_news(draw)
    if not draw(st.booleans()):
        return made
    news = Changes(
        since=made.first_day,
        lines=tuple(draw(st.lists(st.sampled_from(NEWS), min_size=1, unique=True))),
    )
    return replace(made, changes=news, height=0)


def summary_without_news(draw: st.DrawFn) -> Summary:
    return summary_of(
        draw(courses()),
        on=START + timedelta(days=draw(st.integers(0, 95))),
        made_at=NOON,
        parts=frozenset(
            [*draw(st.lists(st.sampled_from(PARTS), unique=True)), "summary", "labs"]
        ),
    )
