"""Blood tests: what is due, what was noted, and what a result calls for."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.utils.html import escape

from tests.factories import (
    NOON,
    CourseFactory,
    UserFactory,
    ask,
    log,
    log_days,
    result,
    visit,
)
from tracker.clinical.vocabulary import Level
from tracker.records import labs, told_labs
from tracker.records.models import AuditEvent, LabResult

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
TYPED = {
    "day": "2026-11-18",
    "test": "TG",
    "value": "2.4",
    "unit": "mmol/L",
    "upper_limit": "1.7",
}


@pytest.fixture(autouse=True)
def on_the_20th():
    with time_machine.travel("2026-11-20 12:00:00+00:00", tick=False):
        yield


@pytest.fixture
def course():
    return CourseFactory()


@pytest.fixture
def ada(course) -> Client:
    client = Client()
    client.force_login(course.owner)
    return client


@pytest.fixture
def ben() -> Client:
    client = Client()
    client.force_login(CourseFactory().owner)
    return client


def shown(client: Client, path: str = "/labs/") -> str:
    return client.get(path).content.decode()


def add(client: Client, **changed: str):
    return client.post("/labs/results/new/", {**TYPED, **changed})


# The page


def test_somebody_without_a_course_starts_one(client):
    client.force_login(UserFactory())

    assert client.get("/labs/").url == "/course/new/"
    assert client.get("/labs/results/new/").url == "/course/new/"


def test_a_test_nobody_noted_is_overdue_and_the_clinic_one_tap_away(ada):
    page = shown(ada)

    assert "days late" in page
    assert "Not noted yet:" in page
    assert 'href="tel:01632960123"' in page
    assert "Your clinic decides which tests you have" in page


def test_a_noted_test_is_late_no_longer(ada, course):
    for day in (course.started_on - timedelta(days=7), date(2026, 10, 21)):
        for test in ("ALT", "AST"):
            result(course, day, test)
        for test in ("TG", "CHOL"):
            result(course, day, test, "1.2", unit="mmol/L")

    page = shown(ada)

    assert "days late" not in page
    assert "Not noted yet:" not in page


def test_the_next_test_says_when_and_what_to_do_before(ada):
    page = shown(ada)

    assert "Do not eat for 12 hours before." in page
    assert "No alcohol for 36 hours before." in page


@pytest.mark.parametrize(
    ("answer", "asked"), [(True, True), (False, False), (None, False)]
)
def test_pregnancy_tests_are_planned_for_those_who_could_become_pregnant(
    client, answer, asked
):
    course = CourseFactory(can_become_pregnant=answer)
    client.force_login(course.owner)

    assert ("monthly test" in shown(client).lower()) is asked
    assert ("pregnancy test" in shown(client, "/labs/results/new/").lower()) is asked


def test_above_the_limit_is_said_in_words(ada, course):
    result(
        course,
        date(2026, 10, 21),
        "TG",
        "2.4",
        unit="mmol/L",
        upper_limit=Decimal("1.7"),
    )

    page = shown(ada)

    assert "Above your lab’s limit" in page
    assert "2.4 high" in page
    assert "limit 1.7" in page


def test_within_the_limit_rules_nothing_out(ada, course):
    result(course, date(2026, 10, 21), "ALT", "31", upper_limit=Decimal(41))

    page = shown(ada)

    assert "Within your lab’s limit" in page
    assert "A result inside the limit does not rule anything out." in page
    assert "normal" not in page.lower()


def test_a_usual_limit_is_not_called_the_labs_own(ada, course):
    result(course, date(2026, 10, 21), "ALT", "31")

    page = shown(ada)

    assert "Within the usual limit" in page
    assert "your lab’s limit" not in page


def test_two_units_are_two_pictures(ada, course):
    result(course, date(2026, 10, 1), "TG", "150", unit="mg/dL")
    result(course, date(2026, 11, 1), "TG", "1.6", unit="mmol/L")

    page = shown(ada)

    assert "Triglycerides, mg/dL" in page
    assert "Triglycerides, mmol/L" in page
    assert page.count('class="trend"') == 2


def test_the_table_keeps_the_newest_dates_and_counts_the_rest(ada, course):
    for number in range(10):
        result(course, course.started_on + timedelta(days=number), "ALT", "31")

    assert "2 earlier dates are on the trends only." in shown(ada)


@pytest.mark.parametrize("days", [14, 400])
def test_it_takes_few_queries_however_long_the_course(
    client, days, django_assert_num_queries
):
    course = CourseFactory(
        started_on=TODAY - timedelta(days=days - 1), can_become_pregnant=True
    )
    log_days(course, days, lips_dry=1)
    for number in range(0, days, 30):
        result(course, course.started_on + timedelta(days=number), "ALT", "31")
    for number in range(0, days, 14):
        ask(course, TODAY + timedelta(days=number))
        visit(course, TODAY + timedelta(days=number))
    client.force_login(course.owner)
    client.get("/labs/")

    with django_assert_num_queries(11):
        client.get("/labs/")


def test_dates_further_ahead_wait_in_a_fold(ada, course):
    for number in range(10):
        ask(course, TODAY + timedelta(days=20 + number))

    upcoming, later = shown(ada).split("later dates</summary>")

    assert upcoming.count("/labs/planned/") == 6
    assert later.count("/labs/planned/") >= 6


def test_few_dates_need_no_fold(client):
    course = CourseFactory(started_on=TODAY - timedelta(days=7), planned_weeks=16)
    client.force_login(course.owner)

    assert "later date" not in shown(client)


def test_what_was_to_be_done_before_the_start_counts_no_days(client):
    course = CourseFactory(started_on=TODAY - timedelta(days=7))
    client.force_login(course.owner)

    page = shown(client)

    assert "Before the start" in page
    assert "Not noted</span>" in page
    assert "days late" not in page
    # Its own page says the same.
    day = course.started_on - timedelta(days=7)
    assert "Not noted" in shown(client, f"/labs/planned/{day}/")
    assert "Late" not in shown(client, f"/labs/planned/{day}/")


def test_limits_that_differ_are_named(ada, course):
    result(course, date(2026, 10, 21), "ALT", "31", upper_limit=Decimal(41))
    result(course, date(2026, 11, 1), "ALT", "33", upper_limit=Decimal(41))
    assert "different limits" not in shown(ada)

    result(course, date(2026, 11, 18), "ALT", "35", upper_limit=Decimal(55))

    assert "Your reports print different limits" in shown(ada)


# A result


def test_a_result_is_kept_as_printed(ada, course):
    add(ada, value="2,4", upper_limit="1,7", fasting="on")

    kept = course.lab_results.get()
    assert (kept.day, kept.test, kept.unit) == (date(2026, 11, 18), "TG", "mmol/L")
    assert (kept.value, kept.upper_limit) == (Decimal("2.4"), Decimal("1.7"))
    assert kept.fasting is True
    assert AuditEvent.objects.get(what="result_added").subject == "TG"


def test_an_unticked_box_says_nothing_about_eating(ada, course):
    add(ada)

    assert course.lab_results.get().fasting is None


def test_a_quiet_result_leads_back_to_the_list(ada, course):
    answer = add(ada, test="ALT", value="31", unit="U/L", upper_limit="41")

    assert answer.url == "/labs/"
    assert not course.findings.exists()


def test_a_result_worth_a_call_leads_to_its_card(ada, course):
    answer = add(ada, test="ALT", value="130", unit="U/L", upper_limit="41")

    flag = course.findings.get()
    assert (flag.rule, flag.day) == ("LAB-ALT", date(2026, 11, 18))
    assert answer.url == f"/findings/{flag.pk}/"
    assert "Call your clinic today about your ALT result" in shown(ada, answer.url)


def test_symptoms_around_a_result_raise_what_it_calls_for(ada, course):
    log(course, date(2026, 11, 17), tummy_pain=3)

    add(ada, value="6")

    assert course.findings.get().title.startswith("Call the emergency number")


def test_a_sign_logged_after_the_test_raises_it_and_an_edit_takes_it_back(ada, course):
    add(ada, test="ALT", value="62", unit="U/L", upper_limit="41")
    entry = log(course, date(2026, 11, 19), jaundice=1)

    told_labs.tell_around(course, entry.day, at=NOON)

    assert held(course) == [Level.URGENT]

    course.entries.update(marks={})
    told_labs.tell_around(course, entry.day, at=NOON)

    assert held(course) == [Level.NEXT_VISIT]


def test_what_somebody_was_contacted_about_stays(ada, course):
    add(ada, test="ALT", value="62", unit="U/L", upper_limit="41")
    course.findings.update(contacted_at=NOON, contacted_on=NOON.date())
    entry = log(course, date(2026, 11, 19), jaundice=1)

    told_labs.tell_around(course, entry.day, at=NOON)

    assert held(course) == [Level.NEXT_VISIT, Level.URGENT]


def held(course):
    """Return the levels of the flags that hold, lowest first."""
    return sorted(course.findings.filter(holds=True).values_list("level", flat=True))


def test_a_pregnancy_test_has_an_outcome_and_no_number(client):
    course = CourseFactory(can_become_pregnant=True)
    client.force_login(course.owner)

    add(client, test="HCG_U", outcome="positive")

    kept = course.lab_results.get()
    assert (kept.outcome, kept.value, kept.unit) == ("positive", None, "")
    assert course.findings.get().official_stop_advice


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        ({"day": ""}, "day", "This field is required."),
        ({"day": "2026-11-21"}, "day", "This day has not come yet."),
        ({"day": "2020-01-01"}, "day", "This is more than three years ago."),
        ({"value": ""}, "value", "Write the number on your report."),
        ({"value": "high"}, "value", "Write a number, such as 62.5."),
        ({"value": "NaN"}, "value", "Write a number, such as 62.5."),
        ({"value": "٢"}, "value", "Write a number, such as 62.5."),
        ({"value": "1e3"}, "value", "Write a number, such as 62.5."),
        ({"unit": ""}, "unit", "Choose the unit on your report: mg/dL or mmol/L."),
        ({"unit": "U/L"}, "unit", "Choose the unit on your report: mg/dL or mmol/L."),
        (
            {"value": "212"},
            "value",
            "212 mmol/L is far outside what a lab can report. Did you mean mg/dL? That is 2.4 mmol/L.",
        ),
        (
            {"upper_limit": "150"},
            "upper_limit",
            "150 mmol/L is far outside what a lab can report. Did you mean mg/dL? That is 1.7 mmol/L.",
        ),
        (
            {"value": "999999"},
            "value",
            "999999 mmol/L is far outside what a lab can report. Check the number and the unit on your report.",
        ),
        ({"test": "HCG_U"}, "test", "is not one of the available choices"),
        ({"test": "XYZ"}, "test", "is not one of the available choices"),
    ],
)
def test_a_wrong_answer_is_explained_at_its_field_and_nothing_is_stored(
    ada, course, changed, field, message
):
    answer = add(ada, **changed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in page
    assert escape(message) in page
    assert 'id="errors" autofocus' in page
    assert not LabResult.objects.exists()


LIVER = {"test": "ALT", "unit": "U/L", "upper_limit": "41"}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({**LIVER, "value": "1,234"}, "Write 1234 or 1.234."),
        ({**LIVER, "value": "1.234"}, "Write 1234 or 1.23."),
        ({**LIVER, "value": "31", "upper_limit": "1,234"}, "Write 1234 or 1.234."),
        (
            {"value": "1,234", "unit": "mg/dL", "upper_limit": ""},
            "Write 1234 or 1.234.",
        ),
        ({"value": "1.234", "unit": "mg/dL", "upper_limit": ""}, "Write 1234 or 1.23."),
    ],
)
def test_a_number_of_two_readings_is_asked_about_and_stays(ada, changed, words):
    answer = add(ada, **changed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "Did you mean" not in page
    assert f'value="{changed["value"]}"' in page
    assert not LabResult.objects.exists()


@pytest.mark.parametrize("typed", ["1.234", "0,125", "1,23"])
def test_a_number_of_one_reading_is_kept(ada, typed):
    add(ada, value=typed, upper_limit="")

    assert LabResult.objects.get().value == Decimal(typed.replace(",", "."))


def test_the_likely_unit_is_a_button_that_saves_with_it(ada):
    page = add(ada, value="212", upper_limit="").content.decode()
    assert '<button class="btn quiet" name="unit" value="mg/dL">' in page
    assert page.index("Save result") < page.index("Save with mg/dL")

    ada.post(
        "/labs/results/new/",
        {**TYPED, "value": "212", "upper_limit": "", "unit": ["mmol/L", "mg/dL"]},
    )

    kept = LabResult.objects.get()
    assert (kept.value, kept.unit) == (Decimal(212), "mg/dL")


YELLOW = {"test": "BILI", "unit": "mg/dL", "upper_limit": ""}


@pytest.mark.parametrize(
    "typed",
    [{"value": "17"}, {"value": "20"}, {"value": "17", "upper_limit": "20"}],
)
def test_a_value_rare_in_its_unit_is_asked_about(ada, typed):
    answer = add(ada, **{**YELLOW, **typed})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"{typed['value']} mg/dL is rare. Did you mean umol/L?" in page
    assert 'name="unit" value="umol/L"' in page
    assert not LabResult.objects.exists()


@pytest.mark.parametrize(
    "typed",
    [
        {"value": "0.8"},
        {"value": "2.9"},
        {"value": "17", "upper_limit": "1.2"},
        {"value": "17", "unit": "umol/L"},
        {"value": "17", "sure": "BILI mg/dL 17 "},
    ],
)
def test_a_usual_one_or_a_confirmed_one_is_kept(ada, typed):
    add(ada, **{**YELLOW, **typed})

    assert LabResult.objects.get().value == Decimal(typed["value"])


def test_the_button_confirms_the_number_it_was_shown_for_and_no_other(ada):
    page = add(ada, **YELLOW | {"value": "17"}).content.decode()
    assert 'name="sure" value="BILI mg/dL 17 "' in page

    answer = add(ada, **YELLOW | {"value": "20", "sure": "BILI mg/dL 17 "})

    assert answer.status_code == 422


def test_mmol_mol_cannot_be_entered_and_the_page_says_so(ada):
    page = add(ada, test="A1C", value="48", unit="%", upper_limit="").content.decode()

    assert "Only the result in % can be entered here." in page


def test_what_was_typed_stays_on_the_page(ada):
    page = add(ada, value="212").content.decode()

    assert 'value="212"' in page
    assert 'aria-invalid="true"' in page
    assert '<option value="TG" selected>' in page


def test_one_test_has_one_result_a_day(ada, course):
    add(ada)

    answer = add(ada, value="2.6")

    assert answer.status_code == 422
    page, there = answer.content.decode(), course.lab_results.get()
    assert "This test already has a result on that day." in page
    assert "Change it if it was copied wrongly." in page
    assert f'href="/labs/results/{there.pk}/"' in page
    assert there.value == Decimal("2.4")


def test_a_pregnancy_test_without_an_answer_is_asked_again(client):
    course = CourseFactory(can_become_pregnant=True)
    client.force_login(course.owner)

    answer = add(client, test="HCG_U", outcome="")

    assert "Choose what the test said." in answer.content.decode()
    assert not course.lab_results.exists()


# Correct and remove


def test_a_result_is_corrected_and_its_flag_with_it(ada, course):
    add(ada, test="ALT", value="130", unit="U/L", upper_limit="41")
    kept = course.lab_results.get()
    assert 'value="130"' in shown(ada, f"/labs/results/{kept.pk}/")

    ada.post(
        f"/labs/results/{kept.pk}/",
        {**TYPED, "test": "ALT", "value": "31", "unit": "U/L", "upper_limit": "41"},
    )

    assert course.lab_results.get().value == Decimal(31)
    assert course.findings.get().holds is False
    assert AuditEvent.objects.filter(what="result_changed").exists()


def test_a_result_cannot_be_moved_onto_another(ada, course):
    result(course, date(2026, 11, 1), "ALT", "31")
    moved = result(course, date(2026, 11, 2), "ALT", "33")

    answer = ada.post(
        f"/labs/results/{moved.pk}/",
        {"day": "2026-11-01", "test": "ALT", "value": "33", "unit": "U/L"},
    )

    assert answer.status_code == 422
    moved.refresh_from_db()
    assert moved.day == date(2026, 11, 2)


def test_a_result_is_removed_and_what_was_told_stays_in_the_past(ada, course):
    add(ada, test="ALT", value="130", unit="U/L", upper_limit="41")
    kept = course.lab_results.get()

    answer = ada.post(f"/labs/results/{kept.pk}/remove/", follow=True)

    assert "The result is removed." in answer.content.decode()
    assert not course.lab_results.exists()
    assert course.findings.get().holds is False


def test_opening_the_address_removes_nothing(ada, course):
    kept = result(course, date(2026, 11, 1))

    assert ada.get(f"/labs/results/{kept.pk}/remove/").status_code == 405
    assert course.lab_results.exists()


def test_an_outcome_stays_readable_after_the_answer_changed(client):
    course = CourseFactory(can_become_pregnant=False)
    kept = LabResult.objects.create(
        course=course,
        day=date(2026, 11, 1),
        test="HCG_U",
        outcome="negative",
        added_at="2026-11-01T12:00Z",
    )
    client.force_login(course.owner)

    page = shown(client, f"/labs/results/{kept.pk}/")

    assert '<option value="negative" selected>' in page


def test_the_future_is_refused_by_the_operation_too(course):
    tomorrow = TODAY + timedelta(days=1)
    early = LabResult(day=tomorrow, test="ALT", value=Decimal(31), unit="U/L")

    with pytest.raises(labs.ResultInTheFuture):
        labs.add_result(course, early, at=course.created_at, today=TODAY)

    assert not course.lab_results.exists()


# Who may


def test_ben_never_reaches_adas_result(ada, ben, course):
    kept = result(course, date(2026, 11, 1))

    assert ben.get(f"/labs/results/{kept.pk}/").status_code == 404
    assert ben.post(f"/labs/results/{kept.pk}/", TYPED).status_code == 404
    assert ben.post(f"/labs/results/{kept.pk}/remove/").status_code == 404
    kept.refresh_from_db()
    assert kept.test == "ALT"


@pytest.mark.parametrize("path", ["/labs/", "/labs/results/new/", "/labs/results/1/"])
def test_nobody_is_asked_to_sign_in(client, path):
    assert client.get(path).url.startswith("/accounts/login/")


@pytest.mark.parametrize("path", ["/labs/results/new/", "/settings/", "/course/dose/"])
def test_unknown_methods_are_refused(ada, path):
    assert ada.put(path).status_code == 405


def test_no_cache_keeps_it(ada):
    assert "no-store" in ada.get("/labs/").headers["Cache-Control"]


# What a result calls for is never hidden behind its limit


def test_a_result_inside_its_limit_that_calls_for_contact_has_no_check_mark(
    ada, course
):
    result(course, TODAY, "CBC", "0.9", unit="10^9/L", upper_limit=Decimal("7.5"))

    page = shown(ada)

    assert "Contact today" in page
    assert "Within your lab’s limit" not in page
    assert "#check" not in trend_card(page)
    assert "inside the limit" not in page


def trend_card(page: str) -> str:
    """Return the picture of one test and what is said under it."""
    return page.split("Neutrophils <small>")[1].split("</section>")[0]


def test_a_result_above_its_limit_says_both(ada, course):
    result(course, TODAY, "ALT", "130", upper_limit=Decimal(41))

    assert "Above your lab’s limit: contact today" in shown(ada)


def test_without_a_limit_nothing_is_said_about_being_inside_it(ada, course):
    result(course, TODAY, "HDL", "50", unit="mg/dL")

    page = shown(ada)

    assert "No limit noted" in page
    assert "inside the limit" not in page


def test_a_result_in_the_table_is_large_enough_to_tap(ada, course):
    kept = result(course, TODAY, "ALT", "31")

    assert f'<a class="tag" href="/labs/results/{kept.pk}/">' in shown(ada)


def test_a_positive_test_entered_after_the_course_speaks_of_no_next_capsule(client):
    course = CourseFactory(
        can_become_pregnant=True, last_dose_on=TODAY - timedelta(days=3)
    )
    client.force_login(course.owner)

    # Taken during the course, read after it.
    add(client, test="HCG_U", outcome="positive", day="2026-11-16")

    flag = course.findings.get()
    assert not flag.official_stop_advice
    assert "next capsule" not in f"{flag.advice} {flag.ask}"
