"""After the last capsule: waiting times count down, check-ins wait, and the diary stays open."""

from __future__ import annotations

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from tests.factories import CourseFactory, UserFactory, log, log_days
from tracker.records.models import Course

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
# A month and ten days, so that the check-in after one month waits.
LAST = TODAY - timedelta(days=40)
PAGES = ["/today/", "/course/", "/course/windows/", "/learn/"]
MOST_QUERIES = 12


@pytest.fixture(autouse=True)
def on_the_20th():
    with time_machine.travel("2026-11-20 12:00:00+00:00", tick=False):
        yield


@pytest.fixture
def course() -> Course:
    return CourseFactory(started_on=date(2026, 4, 1), last_dose_on=LAST)


@pytest.fixture
def ada(course: Course, client: Client) -> Client:
    client.force_login(course.owner)
    return client


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def send(client: Client, **answers: str):
    return client.post(
        "/today/",
        {"version": "0", "submission_id": str(uuid4()), "rest": "blank", **answers},
    )


def end(course: Course, day: date) -> None:
    course.last_dose_on = day
    course.save()


def test_today_says_how_long_ago_the_course_ended_and_asks_for_no_dose(ada, course):
    log(course, TODAY - timedelta(days=1), lips_dry=1)

    text = page(ada, "/today/")

    assert "After the course · 40 days since your last capsule" in text
    assert 'name="dose_taken"' not in text
    assert "Add dose" not in text
    assert 'name="acne_severity"' in text


def test_the_day_of_the_last_capsule_still_belongs_to_the_course(ada, course):
    end(course, TODAY)

    text = page(ada, "/today/")

    assert "After the course" not in text
    assert 'name="dose_taken"' in text


def test_a_day_after_the_course_is_stored(ada, course):
    assert send(ada, mood="0", vision="0").status_code == 302

    assert course.entries.get(day=TODAY).marks == {"mood": 0, "vision": 0}


def test_waiting_times_count_down_on_today_and_on_the_course(ada, course):
    end(course, TODAY - timedelta(days=10))

    for path in ("/today/", "/course/"):
        text = page(ada, path)
        assert "After the course: week 2" in text
        assert "Giving blood" in text
        assert "20 days left" in text
        assert 'href="/course/windows/"' in text


def test_on_the_day_of_the_last_capsule_the_waiting_times_are_there(ada, course):
    end(course, TODAY)

    text = page(ada, "/course/")

    assert "Your last capsule: what counts from today" in text
    assert "What to expect in week" not in text
    assert "avoid until 20 December 2026" in text
    assert "30 days left" in text
    # What ends with the last capsule does not fill the card.
    assert "Vitamin A" not in text
    assert "Day 234, your last capsule · week 34" in page(ada, "/today/")


def test_each_waiting_time_says_to_avoid(ada, course):
    end(course, TODAY - timedelta(days=10))

    lines = page(ada, "/course/windows/").split('<li id="')[1:]

    assert len(lines) == 16
    for line in lines:
        assert "<small>Avoid " in line or "<small>Was to be avoided until " in line
    assert "avoid until 10 December 2026" in page(ada, "/course/")


def folds(text: str) -> dict[str, tuple[str, list[str]]]:
    """Return the folded parts of the page by title, each with what its line says and what lies in it."""
    found = {}
    for part in text.split('<details class="part">')[1:]:
        said, _, body = part.partition("</summary>")
        title = re.sub("<[^>]+>", " ", said).split(":")[0].strip()
        lines = re.findall('<li id="([a-z_]+)">', body.partition("</section>")[0])
        found[title] = (" ".join(re.sub("<[^>]+>", " ", said).split()), lines)
    return found


def test_what_may_not_concern_them_is_one_fold_away_and_named(ada, course):
    end(course, None)

    text = page(ada, "/course/windows/")
    said, lines = folds(text)["Only if it concerns you"]

    assert said.startswith("Only if it concerns you: 5 Becoming pregnant")
    assert "Breastfeeding" in said
    assert lines == [
        "pregnancy",
        "contraception",
        "breastfeeding",
        "st_johns_wort",
        "eye_laser",
    ]
    in_sight = text.partition('<details class="part">')[0]
    for line in ("blood_donation", "procedures", "vitamin_a", "sharing"):
        assert f'<li id="{line}">' in in_sight


def test_what_happens_to_some_is_another_fold(ada, course):
    end(course, None)

    said, lines = folds(page(ada, "/course/windows/"))["Only if it happens"]

    assert said.startswith("Only if it happens: 3 Contact lenses")
    assert lines == ["lenses", "night_driving", "hard_exercise"]


def test_whoever_said_it_concerns_them_reads_it_in_sight(ada, course):
    end(course, None)
    course.can_become_pregnant = True
    course.conditions = ["breastfeeding"]
    course.save()

    text = page(ada, "/course/windows/")

    in_sight = text.partition('<details class="part">')[0]
    for line in ("pregnancy", "contraception", "breastfeeding"):
        assert f'<li id="{line}">' in in_sight
    assert folds(text)["Only if it concerns you"][1] == ["st_johns_wort", "eye_laser"]


def test_what_is_over_is_counted_and_stays_reachable(ada, course):
    course.started_on = date(2025, 8, 1)
    end(course, TODAY - timedelta(days=300))

    said, lines = folds(page(ada, "/course/windows/"))["Over"]

    assert said.startswith(f"Over: {len(lines)} ")
    assert "blood_donation" in lines
    assert "sharing" not in lines


def test_a_course_past_its_plan_names_no_day_that_has_passed(ada, course):
    end(course, None)
    course.started_on = date(2024, 1, 31)
    course.planned_weeks = 24
    course.save()

    windows, picture = page(ada, "/course/windows/"), page(ada, "/course/")

    assert "2024" not in windows
    assert "as planned" not in windows
    assert "Since 31 January 2024" in picture
    assert "16 July 2024" not in picture
    assert "Day 1025, 168 planned · week 147" in page(ada, "/today/")


def test_while_the_course_runs_nothing_counts_down(ada, course):
    end(course, None)

    text = page(ada, "/today/")

    assert "What to expect in week 34" in text
    assert "days left" not in text


def test_the_check_in_that_waits_is_one_line_and_opens_its_questions(ada):
    # The mood questions come first; this one waits until they were put off.
    assert "Check-in: 1 month after." not in page(ada, "/today/")
    ada.post("/check-in/not-now/")

    plain, opened = page(ada, "/today/"), page(ada, "/today/?check=1")

    assert plain.count("Check-in: 1 month after. It waits until 25 November.") == 1
    assert 'href="/today/?check=1"' in plain
    assert 'name="night_vision"' not in plain.replace('name="add"', "")
    for item in ("night_vision", "hearing", "joint_pain"):
        assert f'id="f-{item}"' in opened
        assert f'id="f-{item}"' not in plain
    assert 'id="f-sexual"' not in opened


def test_an_answered_check_in_does_not_wait_any_more(ada):
    items = ("mood", "vision", "night_vision", "hearing", "skin_dry", "eyes_dry")
    send(ada, **dict.fromkeys((*items, "aches", "joint_pain"), "0"))

    assert "Check-in:" not in page(ada, "/today/")
    assert "Done" in page(ada, "/course/windows/")


def test_asking_for_a_check_in_when_none_waits_changes_nothing(ada, course):
    end(course, None)

    assert 'id="f-night_vision"' not in page(ada, "/today/?check=1")


def test_a_rule_of_the_time_after_is_told_and_kept(ada, course):
    log_days(course, 1, vision=1)
    send(ada, mood="3", vision="1")

    assert set(course.findings.values_list("rule", flat=True)) == {
        "A-MOOD-1",
        "A-SIGHT-1",
    }


def test_until_when_lists_dates_and_where_they_come_from(ada, course):
    end(course, TODAY - timedelta(days=10))

    text = page(ada, "/course/windows/")

    assert "Counted from your last capsule on 10 November 2026" in text
    assert "Avoid until 10 December 2026" in text
    assert "Avoid until 10 May 2027" in text
    assert "Was to be avoided until 10 November 2026" in text
    assert "UK blood services (JPAC)" not in text
    assert "Donor guideline: acne" in text
    assert "Still to be checked against the document itself" in text
    assert "Check-ins after the course" in text


def test_until_when_names_no_day_while_the_end_is_unknown(ada, course):
    end(course, None)
    course.planned_weeks = None
    course.save()

    text = page(ada, "/course/windows/")

    assert "Avoid until 30 days after your last capsule" in text
    assert "days left" not in text
    assert "Check-ins" not in text


@pytest.mark.parametrize(
    ("said", "shown", "condition"),
    [(True, True, False), (None, True, True), (False, False, False)],
)
def test_lines_about_pregnancy_are_for_those_they_may_concern(
    ada, course, said, shown, condition
):
    course.can_become_pregnant = said
    course.save()

    text = page(ada, "/course/windows/")

    assert ("Becoming pregnant" in text) is shown
    assert ("If you could become pregnant" in text) is condition


def test_what_can_be_read_up_shows_its_sources(ada):
    text = page(ada, "/learn/")

    assert 'id="dryness"' in text
    assert 'id="tip-lips"' in text
    assert "Sources differ." in text
    assert "not yet tied to a document" in text
    assert "Rademaker" in text


def test_what_can_be_read_up_needs_no_course(client):
    client.force_login(UserFactory())

    text = page(client, "/learn/")

    assert "What the medicine does" in text
    assert "What to expect in week" not in text
    assert client.get("/course/windows/").headers["Location"] == "/course/new/"


def test_the_pages_only_read(ada):
    assert ada.post("/course/windows/").status_code == 405
    assert ada.post("/learn/").status_code == 405


@pytest.mark.parametrize("path", ["/course/windows/", "/learn/"])
def test_nobody_is_asked_to_sign_in_and_nothing_is_cached(path, ada):
    assert Client().get(path).headers["Location"].startswith("/accounts/login/")
    assert "no-store" in ada.get(path).headers["Cache-Control"]


@pytest.mark.parametrize("path", PAGES)
def test_the_title_of_a_page_gives_nothing_away(path, ada):
    title = page(ada, path).partition("<title>")[2].partition("</title>")[0].lower()

    for word in ("isotretinoin", "acne", "pregnan", "mood", "blood", "capsule"):
        assert word not in title


# Earlier courses


@pytest.fixture
def earlier(course: Course) -> Course:
    found = CourseFactory(
        owner=course.owner,
        started_on=date(2025, 1, 6),
        last_dose_on=date(2025, 6, 6),
    )
    log(found, date(2025, 1, 7), tinnitus=2)
    return found


def test_an_earlier_course_can_be_chosen(ada, earlier):
    current = page(ada, "/course/")
    chosen = page(ada, f"/course/?course={earlier.pk}")

    assert f'href="/course/?course={earlier.pk}"' in current
    assert "Ringing" not in current
    assert "Ringing" in chosen
    assert "6 January 2025 to 6 June 2025" in chosen
    assert 'href="/course/"' in chosen


def test_one_course_offers_no_choice(ada):
    assert "Your courses" not in page(ada, "/course/")


@pytest.mark.parametrize("wanted", ["999999", "x", "-1", "1 OR 1"])
def test_a_course_that_is_not_there_is_not_found(ada, earlier, wanted):
    assert ada.get("/course/", {"course": wanted}).status_code == 404


def test_ben_never_sees_adas_course(client, course, earlier):
    client.force_login(CourseFactory().owner)

    assert client.get(f"/course/?course={course.pk}").status_code == 404
    assert client.get(f"/course/?course={earlier.pk}").status_code == 404


# Which weight


def test_the_total_can_be_counted_with_another_weight(client):
    course = CourseFactory(started_on=TODAY - timedelta(days=19))
    course.dose_periods.create(
        starts=TODAY - timedelta(days=9), mg_per_day=20, weight_kg=32
    )
    log_days(course, 20, lips_dry=0)
    client.force_login(course.owner)

    start, each = page(client, "/course/"), page(client, "/course/?weight=period")

    assert "<dd>6.2 <small>mg/kg of 120</small>" in start
    assert "<dd>9.4 <small>mg/kg of 120</small>" in each
    assert 'href="?weight=period"' in start
    assert 'href="?weight=start"' in each


def test_one_weight_leaves_nothing_to_choose(client):
    course = CourseFactory()
    log(course, TODAY, lips_dry=0)
    client.force_login(course.owner)

    assert "Total counted with" not in page(client, "/course/")
    assert page(client, "/course/?weight=nonsense")


# Speed


@pytest.mark.parametrize("path", [*PAGES, "/today/?check=1"])
def test_the_number_of_queries_does_not_grow(
    client, django_assert_max_num_queries, path
):
    counted = set()
    for length in (14, 400):
        started_on = TODAY - timedelta(days=length + 40)
        course = CourseFactory(started_on=started_on, last_dose_on=LAST)
        log_days(course, length, lips_dry=1, aches=2, mood=1)
        client.force_login(course.owner)
        with django_assert_max_num_queries(MOST_QUERIES) as queries:
            assert client.get(path).status_code == 200
        counted.add(len(queries))

    assert len(counted) == 1
