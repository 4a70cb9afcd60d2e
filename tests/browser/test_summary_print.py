"""The page for the clinic fits on one sheet, whatever the course was like, and says what it left out."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from tests.factories import NOON, CourseFactory, answered, log_days, result
from tracker import clock
from tracker.accounts.models import User
from tracker.clinical.vocabulary import ITEMS, Scale
from tracker.records import journal, questions, sharing
from tracker.records.journal import DayAnswers
from tracker.records.management.commands.demo import DEMO
from tracker.records.models import Course, DosePeriod, ShownFinding
from tracker.summary.document import PARTS, USUAL_PARTS

pytestmark = pytest.mark.django_db(transaction=True)
PAPERS = ["A4", "Letter"]
# What the margins leave, in the pixels of a browser.
INSIDE_MARGINS = {
    "A4": {"width": 718, "height": 1047},
    "Letter": {"width": 740, "height": 980},
}
BEYOND_THE_EDGE = """() => {
  const edge = document.querySelector(".sheet").getBoundingClientRect().right;
  return [...document.querySelectorAll(".sheet *")]
    .filter((each) => !each.closest("svg *") && each.getBoundingClientRect().right > edge + 0.5)
    .map((each) => `${each.tagName} ${each.textContent.trim().slice(0, 40)}`);
}"""
CHOICES = [
    tuple(PARTS),
    *(
        (*sorted(USUAL_PARTS), part)
        for part in ("mood", "check_ins", "sexual", "pregnancy", "notes")
    ),
]
PAGE = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")


def pages_in(pdf: bytes) -> int:
    """Return how many pages a PDF of the browser has."""
    return len(PAGE.findall(pdf))


def instant(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 20, 30, tzinfo=UTC)


def believable_marks(number: int) -> dict[str, int]:
    marks = {
        "lips_dry": (number * 7) % 3,
        "skin_dry": (number * 5) % 2,
        "eyes_dry": int(number > 18 and number % 2),
        "vision": int(number == 60),
        "aches": 3 if number in {47, 48} else int(number > 29 and number % 3 == 0),
        "mood": 2 if 32 <= number <= 37 else 0,
        "headache": 2 if number >= 59 else int(number % 11 == 7),
    }
    if number in {32, 33}:
        marks["nosebleed"] = 2
    if number % 7 == 0:
        marks |= {
            "acne_severity": max(1, 4 - number // 14),
            "oiliness": max(0, 3 - number // 9),
            "confidence": 2,
        }
    return marks


def believable(today: date) -> Course:
    """Store 61 days through the same operations as the pages use."""
    start = today - timedelta(days=60)
    course = CourseFactory(
        started_on=start,
        name_on_summary="Robin Hale",
        born=date(2004, 5, 4),
        conditions=["contact_lenses"],
    )
    DosePeriod.objects.create(
        course=course, starts=start + timedelta(days=28), mg_per_day=Decimal(40)
    )
    DosePeriod.objects.create(
        course=course, starts=start + timedelta(days=84), mg_per_day=Decimal(60)
    )
    for number in sorted(set(range(61)) - {19, 20, 38, 51}):
        day = start + timedelta(days=number)
        answers = DayAnswers(
            dose_taken="none" if number in {11, 33, 46} else "all",
            marks=believable_marks(number),
        )
        sent = f"00000000-0000-4000-8000-{number:012d}"
        journal.log_day(
            course,
            day=day,
            answers=answers,
            version=0,
            submission_id=sent,
            at=instant(day),
            today=day,
        )
    contacted = course.findings.filter(rule="S-MSK-1").order_by("day").first()
    journal.note_contact(
        contacted,
        they_said="Rest it, no running for a week.",
        at=instant(start + timedelta(days=48)),
    )
    for number, alt, fats, cholesterol in (
        (-7, "18", "1.1", "4.1"),
        (28, "24", "1.6", "4.5"),
        (56, "31", "2.4", "4.9"),
    ):
        day = start + timedelta(days=number)
        result(course, day, "ALT", alt, upper_limit=Decimal(41))
        result(course, day, "TG", fats, unit="mmol/L", upper_limit=Decimal("1.7"))
        result(course, day, "CHOL", cholesterol, unit="mmol/L", upper_limit=Decimal(5))
    questions.add(course, text="Should I take tonight’s dose?", at=NOON)
    questions.add(course, text="Can I go back to running?", at=NOON)
    return course


def crowded(today: date) -> Course:
    """Store a long course in which everything there is was logged, told, tested and written."""
    start = today - timedelta(days=399)
    course = CourseFactory(
        started_on=start,
        planned_weeks=70,
        name_on_summary="Maximiliana Featherstonehaugh-Montgomery",
        born=date(2001, 2, 11),
        clinic_name="The Royal Northgate Dermatology and Skin Surgery Clinic",
        can_become_pregnant=True,
        asks_sexual=True,
        conditions=[
            "liver_disease",
            "diabetes",
            "depression_history",
            "contact_lenses",
            "bowel_disease",
        ],
    )
    for number in range(1, 20):
        DosePeriod.objects.create(
            course=course,
            starts=start + timedelta(days=20 * number),
            mg_per_day=Decimal(20 + number),
        )
    log_days(
        course,
        400,
        **{
            each.code: max(each.marks)
            for each in ITEMS
            if each.scale not in {Scale.TEXT, Scale.DOSE}
        },
    )
    for entry in course.entries.all():
        entry.note = "I slept badly and my lips split again while I was eating. " * 8
        entry.save(update_fields=["note"])
    for number, each in enumerate(
        each for each in ITEMS if each.scale is Scale.SEVERITY
    ):
        tell(course, today - timedelta(days=number), each.code, rule=f"O-TEST-{number}")
    for number in range(0, 400, 30):
        day = start + timedelta(days=number)
        for test in ("ALT", "AST", "CK"):
            result(course, day, test, "1234.5", upper_limit=Decimal(41))
        for test in ("TG", "CHOL", "HDL", "LDL", "GLU"):
            result(course, day, test, "12.7", unit="mmol/L")
        result(course, day, "BILI", "117.1", unit="umol/L")
    ask_about_mood(course)
    for number in range(12):
        questions.add(
            course,
            text=f"{number} What happens if I forget a capsule on holiday? " * 6,
            at=NOON,
        )
    return course


def ask_about_mood(course: Course) -> None:
    for number in range(0, 400, 28):
        day = course.started_on + timedelta(days=number)
        answered(course, day, "3.")
        answered(course, day, "3.3333333")


def tell(course: Course, day: date, item: str, *, rule: str) -> None:
    days = [(day - timedelta(days=back)).isoformat() for back in range(5)]
    ShownFinding.objects.create(
        course=course,
        day=day,
        rule=rule,
        rule_version=1,
        ruleset="2026.1",
        level=4,
        provenance="seed_explicit",
        title="Call",
        advice="Call",
        triggered_by=[{"day": each, "item": item, "value": 3} for each in days],
        shown_at=NOON,
        contacted_at=NOON,
        contacted_on=day,
        they_said="They asked me to come in, to bring the packs, and to stop the gym until then. "
        * 4,
    )


def shared(course: Course, parts: frozenset[str] | tuple[str, ...]) -> str:
    _link, token = sharing.create(
        course,
        label="",
        parts=parts,
        starts=None,
        ends=None,
        lasts=timedelta(days=1),
        at=clock.now(),
    )
    return f"/s/{token}/"


@pytest.mark.parametrize("paper", PAPERS)
def test_a_believable_course_prints_on_one_page(page, paper):
    course = believable(clock.today("Europe/London"))

    page.goto(shared(course, USUAL_PARTS | {"mood"}))

    assert pages_in(page.pdf(format=paper)) == 1


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("parts", [USUAL_PARTS, PARTS], ids=["usual", "everything"])
def test_a_crowded_course_prints_on_one_page_and_says_what_is_missing(
    page, paper, parts
):
    course = crowded(clock.today("Europe/London"))

    page.goto(shared(course, parts))

    assert pages_in(page.pdf(format=paper)) == 1
    page.emulate_media(media="print")
    said = page.inner_text(".sheet")
    for missing in (
        "flags left out on paper",
        "rows left out",
        "results are left out",
        "questions are left out",
    ):
        assert missing in said
    assert ("notes are left out" in said) == ("notes" in parts)


@pytest.mark.parametrize("since", [None, 14, 21], ids=["all", "14 days", "21 days"])
@pytest.mark.parametrize("parts", CHOICES, ids="+".join)
def test_the_demo_prints_on_one_page_whatever_is_chosen(
    context, page, sign_in, parts, since
):
    call_command("demo", verbosity=0)
    sign_in(context, User.objects.get(email=DEMO))
    page.goto("/summary/")

    choose(page, parts, since)

    assert {paper: pages_in(page.pdf(format=paper)) for paper in PAPERS} == {
        "A4": 1,
        "Letter": 1,
    }


def choose(page, parts: tuple[str, ...], since: int | None) -> None:
    page.get_by_text("Choose what is on the page").click()
    for part in PARTS:
        page.locator(f'[name="parts"][value="{part}"]').set_checked(part in parts)
    if since:
        day = clock.today("Europe/London") - timedelta(days=since)
        page.get_by_label("New since").fill(day.isoformat())
    page.get_by_role("button", name="Show the page").click()
    page.wait_for_load_state()


def test_what_has_no_room_on_paper_is_read_on_the_screen(page):
    course = crowded(clock.today("Europe/London"))
    entry = course.entries.order_by("day").first()
    entry.note = "The first note of all, and the end of it is here. " * 9
    entry.save(update_fields=["note"])
    page.goto(shared(course, PARTS))

    on_screen = page.locator(".sheet").text_content()
    rows = page.locator(".sym tbody th")

    assert "The first note of all" in on_screen
    for number in range(12):
        assert f"{number} What happens if I forget" in on_screen
    shown = rows.count()
    assert shown > 60
    expect(rows.last).to_be_visible()
    page.get_by_text("questions that are not on paper").click()
    expect(page.get_by_text("11 What happens if I forget")).to_be_visible()
    page.emulate_media(media="print")
    assert sum(each.is_visible() for each in rows.all()) < shown
    expect(page.get_by_text("11 What happens if I forget")).to_be_hidden()
    expect(page.get_by_text("rows left out for space")).to_be_visible()


@pytest.mark.parametrize(
    ("name", "clinic"),
    [
        ("Robin Hale", "Northgate Clinic"),
        (
            "Maximiliana Featherstonehaugh-Montgomery",
            "The Royal Northgate Dermatology and Skin Surgery Clinic",
        ),
        ("W" * 80, "M" * 80),
    ],
    ids=["ordinary", "long", "widest"],
)
@pytest.mark.parametrize("paper", PAPERS)
def test_nothing_is_cut_at_the_edge_of_the_paper(page, paper, name, clinic):
    course = believable(clock.today("Europe/London"))
    course.name_on_summary, course.clinic_name = name, clinic
    course.save()

    page.goto(shared(course, USUAL_PARTS))
    page.emulate_media(media="print")
    page.set_viewport_size(INSIDE_MARGINS[paper])

    assert page.evaluate(BEYOND_THE_EDGE) == []


def test_the_shared_page_is_usable_by_everybody(page, axe):
    page.goto(shared(believable(clock.today("Europe/London")), PARTS))

    axe(page)

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_the_days_are_seen_beside_the_names(page, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(shared(believable(clock.today("Europe/London")), USUAL_PARTS))

    strip = page.locator(".sym tbody .strip svg").first.bounding_box()
    table = page.locator(".sym").bounding_box()

    assert strip["width"] >= 110
    assert strip["x"] + strip["width"] <= table["x"] + table["width"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [320, 390, 800, 1280])
def test_the_longest_names_stay_on_the_page(page, width):
    course = believable(clock.today("Europe/London"))
    course.name_on_summary = "李小龍 Robin Hale-Featherstonehaugh " + "W" * 80
    course.clinic_name = "東京 The Royal Northgate Dermatology and Skin Surgery Clinic"
    course.save()
    page.set_viewport_size({"width": width, "height": 844})

    page.goto(shared(course, USUAL_PARTS))

    expect(page.get_by_text("□ for some letters in the PDF")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_the_days_under_the_picture_do_not_cover_each_other(page, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(shared(believable(clock.today("Europe/London")), USUAL_PARTS))

    drawn = [
        box
        for each in page.locator(".sheet .axis text").all()
        if (box := each.bounding_box())
    ]
    ends = [each["x"] + each["width"] for each in drawn]

    assert len(drawn) >= 2
    assert all(end < each["x"] for end, each in zip(ends, drawn[1:], strict=False))


def test_the_share_page_is_usable_by_everybody(context, page, sign_in, axe):
    course = believable(clock.today("Europe/London"))
    shared(course, USUAL_PARTS)
    sign_in(context, course.owner)

    page.goto("/share/")
    axe(page)
    page.get_by_role("button", name="Make the link").click()

    # The page of the form has no such field: what is looked at is the page of the link.
    expect(page.get_by_label("Link", exact=True)).to_have_value(re.compile("/s/"))
    axe(page)


def test_the_days_appear_only_when_they_are_to_be_chosen(context, page, sign_in):
    sign_in(context, CourseFactory().owner)
    page.goto("/share/")
    first_day = page.get_by_label("From")

    expect(first_day).to_be_hidden()
    page.locator('label:has(input[value="choose"])').click()

    expect(first_day).to_be_visible()


def test_the_print_button_needs_scripts(context, page, no_scripts, sign_in):
    owner = CourseFactory().owner
    sign_in(context, owner)
    sign_in(no_scripts.context, owner)
    page.goto("/summary/")
    no_scripts.goto("/summary/")

    expect(page.get_by_role("button", name="Print")).to_be_visible()
    expect(no_scripts.get_by_role("button", name="Print")).to_be_hidden()


def test_days_news_and_paper_are_chosen_above_the_page(context, page, sign_in, axe):
    sign_in(context, believable(clock.today("Europe/London")).owner)
    page.goto("/summary/")
    page.get_by_text("Choose what is on the page").click()
    page.get_by_label("New since").fill(
        (clock.today("Europe/London") - timedelta(days=14)).isoformat()
    )
    page.get_by_label("PDF with an appendix").check()
    axe(page)

    with page.expect_download() as found:
        page.get_by_role("button", name="Download PDF").click()

    expect(page.get_by_label("From")).to_be_visible()
    assert found.value.suggested_filename.startswith("courseline-")
    assert pages_in_file(found.value.path()) > 1


def pages_in_file(path) -> int:
    """Return how many pages a PDF has that says so in plain."""
    return int(re.search(rb"/Type/Pages/Count (\d+)", path.read_bytes())[1])
