"""What is due arrives once, at the right local time, and only if it is still to be done."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import chain, pairwise, repeat
from threading import Event
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from tests.factories import (
    CourseFactory,
    UserFactory,
    ask,
    liver_and_fats,
    log,
    visit,
)
from tests.mailbox import Mailbox, free_port, serving, through
from tracker.records import (
    courses,
    known,
    lab_plan,
    labs,
    ledger,
    people,
    reminders,
    visits,
)
from tracker.records.models import Course, LabOrder, LabResult, Reminder, Visit
from tracker.reminders import deliver, plan
from tracker.reminders.management.commands import worker

pytestmark = pytest.mark.django_db
STARTED = date(2026, 9, 21)
# UK-2: liver and fats, thirty days after the start.
DUE = date(2026, 10, 21)
UNITS = {"ALT": "U/L", "AST": "U/L", "TG": "mmol/L", "CHOL": "mmol/L"}
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def mailbox():
    found = Mailbox()
    with serving(found) as port, through(port):
        yield found


def adas(zone="Europe/London", **more):
    owner = UserFactory(email="ada@example.org", time_zone=zone)
    course = CourseFactory(
        owner=owner,
        started_on=STARTED,
        created_at=datetime.combine(STARTED, time(12), UTC),
        **more,
    )
    liver_and_fats(course, STARTED - DAY)
    return course


def at(day: date, hour: float, zone="Europe/London") -> datetime:
    midnight = datetime.combine(day, time(0), ZoneInfo(zone))
    return (midnight.replace(hour=int(hour), minute=int(hour % 1 * 60))).astimezone(UTC)


def tick(moment: datetime) -> deliver.Report:
    return deliver.tick(lambda: moment)


def through_days(
    zone: str, first: date, last: date, *, hour: int = 0
) -> list[tuple[datetime, int]]:
    """Tick every half hour; return when something was sent, in the person's own time."""
    moment, found = at(first, hour, zone), []
    while moment < at(last, 23.5, zone):
        if sent := tick(moment).sent:
            found.append((moment.astimezone(ZoneInfo(zone)), sent))
        moment += HOUR / 2
    return found


@pytest.mark.parametrize(
    ("zone", "started"),
    [
        ("Pacific/Pago_Pago", STARTED),  # UTC-11
        ("America/New_York", date(2026, 10, 2)),  # due on 1 November, clocks go back
        ("America/New_York", date(2026, 2, 6)),  # due on 8 March, clocks go forward
        ("America/St_Johns", STARTED),  # half an hour off
        ("Europe/London", date(2026, 9, 25)),  # due on 25 October, clocks go back
        ("Europe/London", date(2026, 2, 27)),  # due on 29 March, clocks go forward
        ("Asia/Kathmandu", STARTED),
        ("Australia/Lord_Howe", date(2026, 9, 4)),  # due on 4 October, half an hour
        ("Pacific/Apia", STARTED),  # UTC+13
        ("Pacific/Kiritimati", STARTED),  # UTC+14
    ],
)
def test_a_reminder_arrives_once_at_nine_local_time(mailbox, zone, started):
    course = adas(zone)
    course.started_on = started
    course.created_at = datetime.combine(started, time(0), UTC) - DAY
    course.save()
    LabResult.objects.update(day=started - DAY)
    due = started + timedelta(days=30)

    sent = through_days(zone, due - DAY, due)

    assert [(when.date(), when.time(), count) for when, count in sent] == [
        (due - DAY, time(9), 1),
        (due, time(9), 1),
    ]
    assert len(set(mailbox.ids)) == len(mailbox.ids) == 2


def test_a_week_before_too_and_once_more_when_it_is_late(mailbox):
    adas()

    # Its window closes ten days after the due date.
    sent = through_days("Europe/London", DUE - 8 * DAY, DUE + 12 * DAY)

    assert [when.date() for when, _count in sent] == [
        DUE - 7 * DAY,
        DUE - DAY,
        DUE,
        DUE + 11 * DAY,
    ]


def test_what_is_done_is_not_asked_for(mailbox):
    course = adas()
    tick(at(DUE - 2 * DAY, 12))
    for test, unit in UNITS.items():
        labs.add_result(
            course,
            LabResult(test=test, value=1, unit=unit, day=DUE - 2 * DAY),
            at=at(DUE - 2 * DAY, 13),
            today=DUE - 2 * DAY,
        )

    assert through_days("Europe/London", DUE - DAY, DUE + DAY) == []
    assert mailbox.raw == []


def test_it_is_asked_again_at_the_door(mailbox):
    course = adas()
    tick(at(DUE - 2 * DAY, 12))
    # Behind the planner's back: the row is still in the ledger.
    liver_and_fats(course, DUE - 2 * DAY)

    report = tick(at(DUE - DAY, 9))

    assert (report.sent, report.dropped, mailbox.raw) == (0, 1, [])
    assert Reminder.objects.get(local_date=DUE - DAY).why == "not due"


def planned_with_results_of(day: date, **more):
    """Return a course whose test of ``DUE`` was noted, and its reminders planned without it."""
    course = adas(**more)
    for test, unit in UNITS.items():
        add(course, test, unit, day=day, moment=at(day, 12))
    tick(at(day, 13))
    return course


def add(course, test: str, unit: str, *, day: date, moment: datetime) -> None:
    row = LabResult(test=test, value=1, unit=unit, day=day)
    labs.add_result(course, row, at=moment, today=day)


@pytest.mark.parametrize("hour", range(24))
def test_a_result_removed_at_any_hour_is_asked_for_at_the_next_moment_and_not_at_once(
    mailbox, hour
):
    course = planned_with_results_of(DUE - 3 * DAY)
    row = course.lab_results.get(day=DUE - 3 * DAY, test="TG")
    tick(at(DUE - DAY, hour))
    labs.remove_result(row, at=at(DUE - DAY, hour))

    sent = through_days("Europe/London", DUE - DAY, DUE, hour=hour)

    # Of the day before only what was removed by nine is said on it; then one mail of the next morning says both.
    before = [DUE - DAY] if hour <= 9 else []
    assert [when for when, _count in sent] == [
        at(day, 9).astimezone(ZoneInfo("Europe/London")) for day in (*before, DUE)
    ]


@pytest.mark.parametrize("zone", ["Pacific/Pago_Pago", "Pacific/Kiritimati"])
@pytest.mark.parametrize(("hour", "day"), [(7, DUE), (15, DUE + DAY), (22, DUE + DAY)])
def test_the_next_moment_is_a_morning_where_the_person_is(mailbox, zone, hour, day):
    course = planned_with_results_of(DUE - 3 * DAY, zone=zone)
    row = course.lab_results.get(day=DUE - 3 * DAY, test="TG")
    tick(at(DUE, hour, zone))
    labs.remove_result(row, at=at(DUE, hour, zone))

    sent = through_days(zone, DUE, DUE + 2 * DAY, hour=hour)
    assert [when for when, _count in sent] == [at(day, 9, zone)]


def corrected(course, moment: datetime) -> None:
    row = course.lab_results.get(day=DUE - 3 * DAY, test="TG")
    before, row.test = row.day, "HDL"
    labs.change_result(row, before=before, told_as="TG", at=moment, today=DUE)


def unmuted(course, moment: datetime) -> None:
    course.lab_results.filter(day=DUE - 3 * DAY).delete()
    reminders.change_choices(course.owner, choices={"muted": []}, at=moment)


def asked_again(course, moment: datetime) -> None:
    course.lab_results.filter(day=DUE - 3 * DAY).delete()
    lab_plan.ask_again(course, "UK-2:1", at=moment)


@pytest.mark.parametrize("change", [corrected, unmuted, asked_again])
def test_what_comes_back_after_its_moment_is_not_mailed_at_once(mailbox, change):
    course = planned_with_results_of(DUE - 3 * DAY)
    if change is unmuted:
        reminders.change_choices(
            course.owner, choices={"muted": ["test"]}, at=at(DUE - DAY, 8)
        )
    elif change is asked_again:
        course.tests_set_aside = '{"UK-2:1": "Not this time."}'
        course.save()
    tick(at(DUE, 14))
    change(course, at(DUE, 15))

    # On the next morning it is still open, and on the day after its window late.
    sent = through_days("Europe/London", DUE, DUE + 12 * DAY, hour=15)
    assert [when for when, _ in sent] == [at(DUE + DAY, 9), at(DUE + 11 * DAY, 9)]


def test_a_result_noted_and_taken_back_on_the_day_is_said_the_next_morning(mailbox):
    course = adas()
    reminders.change_choices(
        course.owner, choices={"days_before": [0]}, at=at(STARTED, 12)
    )
    tick(at(DUE - DAY, 12))
    liver_and_fats(course, DUE)
    # At nine nothing is due: the reminder is dropped.
    assert tick(at(DUE, 9)).dropped == 1
    row = course.lab_results.get(day=DUE, test="ALT")
    labs.remove_result(row, at=at(DUE, 15))

    sent = through_days("Europe/London", DUE, DUE + 2 * DAY, hour=15)

    assert [when for when, _ in sent] == [at(DUE + DAY, 9)]


def test_what_waits_for_the_morning_is_not_sent_at_once_by_another_change(mailbox):
    course = planned_with_results_of(DUE - 3 * DAY)
    row = course.lab_results.get(day=DUE - 3 * DAY, test="TG")
    labs.remove_result(row, at=at(DUE, 15))
    assert tick(at(DUE, 15.5)).sent == 0
    reminders.change_choices(course.owner, choices={"days_before": [0]}, at=at(DUE, 16))

    sent = through_days("Europe/London", DUE, DUE + 2 * DAY, hour=16)

    assert [when for when, _ in sent] == [at(DUE + DAY, 9)]


def test_nobody_is_asked_the_next_morning_about_yesterdays_page(mailbox):
    course = adas()
    day = DUE - 5 * DAY
    tick(at(day, 12))
    reminders.change_choices(
        course.owner, choices={"diary": True, "muted": ["test"]}, at=at(day, 20)
    )

    sent = through_days("Europe/London", day, day + DAY, hour=20)

    assert [when for when, _ in sent] == [at(day + DAY, 19)]
    assert not Reminder.objects.filter(kind="diary", local_date=day).exists()


def test_what_came_back_while_no_worker_ran_is_said_when_one_does(mailbox):
    course = planned_with_results_of(DUE - 3 * DAY)
    row = course.lab_results.get(day=DUE - 3 * DAY, test="TG")
    labs.remove_result(row, at=at(DUE, 8))

    # Nobody ticks until the day after.
    assert [tick(at(DUE + DAY, hour)).sent for hour in (12, 13)] == [1, 0]
    assert "still open" in mailbox.messages[0].get_content()


def test_of_two_changes_no_worker_has_seen_the_first_counts(mailbox):
    course = planned_with_results_of(DUE - 3 * DAY)
    row = course.lab_results.get(day=DUE - 3 * DAY, test="TG")
    labs.remove_result(row, at=at(DUE, 8))
    reminders.change_choices(course.owner, choices={"when_late": False}, at=at(DUE, 10))

    assert tick(at(DUE, 11)).sent == 1


def test_a_course_that_goes_on_past_its_plan_is_reminded_from_the_first_day(mailbox):
    # 17 weeks end on day 118; nobody noted a last capsule, and day 120 brings the next monthly test.
    adas(planned_weeks=17, can_become_pregnant=True)
    day = STARTED + 120 * DAY

    sent = through_days("Europe/London", day - 12 * DAY, day + DAY)

    assert [when.date() for when, _count in sent if when.date() >= day - DAY] == [
        day - DAY,
        day,
    ]


def test_a_second_tick_at_the_same_moment_sends_nothing_more(mailbox):
    adas()

    reports = [tick(at(DUE, 9)) for _ in range(3)]

    assert [report.sent for report in reports] == [1, 0, 0]


def test_the_hour_is_the_person_s_choice(mailbox):
    course = adas()
    reminders.change_choices(
        course.owner, choices={"hour": 18, "days_before": [0]}, at=at(STARTED, 12)
    )

    sent = through_days("Europe/London", DUE - DAY, DUE + DAY)

    assert [when.time() for when, _count in sent] == [time(18)]


def test_a_moved_date_moves_its_reminder(mailbox):
    # Elsewhere the test counts from the highest dose: 28 days after it began.
    course = adas(country="other")
    tick(at(STARTED + 26 * DAY, 12))
    assert unsent() == [STARTED + 27 * DAY, STARTED + 28 * DAY]

    courses.change_dose(
        course,
        starts=STARTED + 14 * DAY,
        mg_per_day=40,
        weight_kg=None,
        at=at(STARTED + 26 * DAY, 13),
        today=STARTED + 26 * DAY,
    )
    tick(at(STARTED + 26 * DAY, 14))

    assert unsent() == [STARTED + 35 * DAY]


def unsent() -> list[date]:
    rows = Reminder.objects.filter(sent_at=None, dropped_at=None)
    return sorted(rows.values_list("local_date", flat=True))


def test_somebody_who_flies_west_gets_no_second_one_for_the_same_day(mailbox):
    course = adas("Pacific/Auckland")
    tick(at(DUE, 9, "Pacific/Auckland"))
    assert len(mailbox.raw) == 1
    move(course.owner, "America/Los_Angeles", at(DUE, 10, "Pacific/Auckland"))

    # There it is the day before again, and what was said of the day itself says more.
    assert through_days("America/Los_Angeles", DUE - DAY, DUE + DAY, hour=14) == []
    assert len(mailbox.raw) == 1


def test_somebody_who_flies_west_before_gets_it_at_nine_there(mailbox):
    course = adas("Pacific/Auckland")
    tick(at(DUE - DAY, 12, "Pacific/Auckland"))
    move(course.owner, "America/Los_Angeles", at(DUE - DAY, 13, "Pacific/Auckland"))

    # Nine o'clock of that day in Auckland comes first, and is not the moment any more.
    assert tick(at(DUE, 9, "Pacific/Auckland")).sent == 0
    assert tick(at(DUE, 9, "America/Los_Angeles")).sent == 1


@pytest.mark.parametrize(
    ("home", "there"),
    [
        ("Pacific/Auckland", "Pacific/Honolulu"),
        ("Pacific/Honolulu", "Pacific/Auckland"),
        ("Europe/London", "America/New_York"),
        ("Europe/London", "Asia/Tokyo"),
    ],
)
@pytest.mark.parametrize("hours", [-30, -20, -10, -3, -1, 0.5, 3, 10, 20])
def test_taking_the_time_of_the_phone_says_each_thing_once(mailbox, home, there, hours):
    course = adas(home)
    reminders.change_choices(
        course.owner, choices={"days_before": [0]}, at=at(STARTED, 12, home)
    )
    moved = at(DUE, 9, home) + hours * HOUR
    moment, sent = at(DUE - 3 * DAY, 12, home), []
    while moment < at(DUE + 3 * DAY, 12, home):
        if moment == moved:
            people.change_time_zone(course.owner, there, at=moment)
        zone = there if moment >= moved else home
        if count := tick(moment).sent:
            sent.append((moment.astimezone(ZoneInfo(zone)).hour, count))
        moment += HOUR / 2

    assert [count for _hour, count in sent] == [1]
    assert all(8 <= hour < 21 for hour, _count in sent)
    assert len(mailbox.raw) == 1


def move(owner, zone: str, moment: datetime) -> None:
    people.change_preferences(
        owner,
        time_zone=zone,
        language="en-gb",
        theme="",
        asks_about_harm=True,
        at=moment,
    )


def test_after_a_day_without_a_worker_one_mail_says_it_all_and_not_at_night(mailbox):
    adas()
    tick(at(DUE - 10 * DAY, 12))

    # Nobody ticks from then until the night after the due date.
    night = tick(at(DUE, 23))
    morning = tick(at(DUE + DAY, 8))

    assert (night.sent, morning.sent, len(mailbox.raw)) == (0, 1, 1)
    assert "still open" in mailbox.messages[0].get_content()


def test_the_diary_is_quiet_unless_asked_for_and_on_days_that_are_logged(mailbox):
    course = adas()
    reminders.change_choices(
        course.owner,
        choices={"diary": True, "by_mail": True, "muted": ["test"]},
        at=at(STARTED, 12),
    )
    log(course, DUE)

    sent = through_days("Europe/London", DUE - DAY, DUE + DAY)

    assert [(when.date(), when.hour) for when, _count in sent] == [
        (DUE - DAY, 19),
        (DUE + DAY, 19),
    ]


def test_what_was_due_before_the_course_was_written_down_is_not_sent(mailbox):
    course = adas()
    course.created_at = at(DUE, 15)
    course.save()

    assert tick(at(DUE, 15)).sent == 0
    assert through_days("Europe/London", DUE + DAY, DUE + 12 * DAY) != []


@pytest.mark.parametrize(("after", "mailed"), [(10, True), (11, False)])
def test_a_test_from_before_the_diary_is_nothing_late(mailbox, after, mailed):
    course = adas()
    # Its window closes ten days after the due date; nothing is sent at this hour.
    course.created_at = at(DUE + after * DAY, 7.5)
    course.save()

    sent = through_days("Europe/London", DUE + 10 * DAY, DUE + 13 * DAY)

    assert bool(sent) is mailed


def test_a_mail_server_that_is_away_breaks_nothing_and_the_mail_comes_later():
    adas()
    with through(free_port()):
        report = tick(at(DUE, 9))
    assert (report.sent, report.failed) == (0, 1)

    mailbox = Mailbox()
    with serving(mailbox) as port, through(port):
        # The first rest is a minute.
        soon = tick(at(DUE, 9) + timedelta(seconds=30))
        later = tick(at(DUE, 9) + timedelta(seconds=61))

    assert (soon.sent, later.sent, len(mailbox.raw)) == (0, 1, 1)


@pytest.mark.parametrize("cancelled", [None, 6, 24.25], ids=str)
def test_after_an_outage_a_later_reminder_of_something_else_forgets_nothing(cancelled):
    _course, appointment = with_a_visit_two_days_later()
    through_an_outage(appointment, cancelled)

    mailbox = Mailbox()
    with serving(mailbox) as port, through(port):
        moment = at(DUE + DAY, 9.5)
        for _ in range(30):
            tick(moment)
            moment += timedelta(minutes=5)

    [message] = mailbox.messages
    lines = message.get_content().splitlines()
    since = "since Wednesday 21 October."
    assert lines[: lines.index("")] == [
        f"Liver, fats: {since}",
        f"Monthly test: {since}",
        *([] if cancelled else ["A visit: tomorrow."]),
    ]
    assert {DUE, DUE + DAY}.isdisjoint(unsent())


def with_a_visit_two_days_later():
    course = adas(can_become_pregnant=True)
    appointment = visit(course, DUE + 2 * DAY)
    type(appointment).objects.update(created_at=at(STARTED, 12))
    choices = {"plain_words": True, "days_before": [1, 0], "when_late": False}
    reminders.change_choices(course.owner, choices=choices, at=at(STARTED, 12))
    with through(free_port()):
        tick(at(DUE - 2 * DAY, 12))
    # The day before was said and done with.
    Reminder.objects.filter(local_date=DUE - DAY).delete()
    return course, appointment


def through_an_outage(appointment, cancelled: float | None) -> None:
    """Tick while no mail server answers; the visit may be cancelled some hours into it."""
    moment = at(DUE, 9)
    with through(free_port()):
        while moment < at(DUE + DAY, 9.5):
            tick(moment)
            if cancelled and moment > at(DUE, 9) + cancelled * HOUR:
                visits.remove(appointment, at=moment)
                cancelled = None
            moment += timedelta(minutes=7)


def test_what_a_later_reminder_spoke_of_is_not_said_again_but_the_rest_is(mailbox):
    with_a_visit_two_days_later()
    [early] = Reminder.objects.filter(local_date=DUE)
    tick(at(DUE + DAY, 10))
    assert len(mailbox.raw) == 1
    assert "monthly" not in str(Reminder.objects.get(local_date=DUE + DAY).told)
    Reminder.objects.filter(pk=early.pk).update(dropped_at=None, why="")

    tick(at(DUE + DAY, 11))
    assert Reminder.objects.get(pk=early.pk).why == "overtaken"

    # Had the later one spoken of the visit alone, the rest would still be to say.
    alone = Reminder.objects.get(local_date=DUE + DAY)
    alone.told = [key for key in alone.told if key.startswith("visit")]
    alone.save()
    Reminder.objects.filter(pk=early.pk).update(dropped_at=None, why="")
    tick(at(DUE + DAY, 12))

    assert len(mailbox.raw) == 2
    assert "visit" not in mailbox.messages[1].get_content()


def test_what_waits_for_the_morning_outlives_a_change_of_plan_at_night(mailbox):
    course = adas()
    tick(at(DUE - 10 * DAY, 12))
    tick(at(DUE, 23))

    reminders.change_choices(course.owner, choices={"hour": 10}, at=at(DUE + DAY, 1))
    tick(at(DUE + DAY, 1))
    tick(at(DUE + DAY, 8))

    assert len(mailbox.raw) == 1


QUIET_DAY = DUE + 60 * DAY


def quiet_adas():
    course = adas()
    liver_and_fats(course, DUE)
    return course


@pytest.mark.parametrize(
    ("starts", "told"),
    [
        (time(8), [QUIET_DAY - DAY]),
        (time(9), [QUIET_DAY - DAY]),
        (time(9, 30), [QUIET_DAY - DAY, QUIET_DAY]),
        (None, [QUIET_DAY - DAY, QUIET_DAY]),
    ],
)
def test_a_visit_is_spoken_of_on_its_day_only_before_its_hour(mailbox, starts, told):
    course = quiet_adas()
    row = Visit(course=course, day=QUIET_DAY, time=starts)
    visits.save(row, at=at(DUE, 12), today=DUE)

    sent = through_days("Europe/London", QUIET_DAY - 2 * DAY, QUIET_DAY + DAY)

    assert [when.date() for when, _count in sent] == told


@pytest.mark.parametrize(
    "zone",
    ["Europe/London", "Pacific/Pago_Pago", "Pacific/Kiritimati", "Asia/Kathmandu"],
)
@pytest.mark.parametrize(("starts", "hour"), [(time(14), 20), (time(8, 30), 9)])
def test_a_visit_earlier_than_the_only_hour_of_its_day_is_spoken_of_the_day_before(
    mailbox, zone, starts, hour
):
    course = adas(zone)
    liver_and_fats(course, DUE)
    choices = {"days_before": [0], "when_late": False, "hour": hour}
    reminders.change_choices(course.owner, choices=choices, at=at(STARTED, 12))
    row = Visit(course=course, day=QUIET_DAY, time=starts)
    visits.save(row, at=at(DUE, 12), today=DUE)

    sent = through_days(zone, QUIET_DAY - 2 * DAY, QUIET_DAY + DAY)

    assert [(when.date(), when.time()) for when, _count in sent] == [
        (QUIET_DAY - DAY, time(hour))
    ]
    assert "tomorrow" in mailbox.messages[0].get_content()


def test_a_mail_that_waited_until_the_visit_had_begun_is_not_sent(mailbox):
    course = quiet_adas()
    row = Visit(course=course, day=QUIET_DAY, time=time(9, 30))
    visits.save(row, at=at(DUE, 12), today=DUE)
    with through(free_port()):
        tick(at(QUIET_DAY - DAY, 8))
        tick(at(QUIET_DAY, 9))

    assert tick(at(QUIET_DAY, 10)).sent == 0
    assert mailbox.raw == []


def test_a_visit_written_down_after_the_hour_is_not_told_of_until_the_next(mailbox):
    course = quiet_adas()
    tick(at(QUIET_DAY - DAY, 9))
    row = Visit(course=course, day=QUIET_DAY, time=time(15))
    visits.save(row, at=at(QUIET_DAY - DAY, 9.5), today=QUIET_DAY - DAY)

    sent = through_days("Europe/London", QUIET_DAY - DAY, QUIET_DAY + DAY, hour=10)

    assert [(when.date(), when.time()) for when, _count in sent] == [
        (QUIET_DAY, time(9))
    ]


def test_a_visit_moved_to_tomorrow_is_not_told_of_at_once(mailbox):
    course = quiet_adas()
    row = visits.save(
        Visit(course=course, day=QUIET_DAY + 30 * DAY), at=at(DUE, 12), today=DUE
    )
    tick(at(QUIET_DAY - DAY, 9))
    row.day = QUIET_DAY
    visits.save(row, at=at(QUIET_DAY - DAY, 9.5), today=QUIET_DAY - DAY)

    assert tick(at(QUIET_DAY - DAY, 10)).sent == 0
    assert tick(at(QUIET_DAY, 9)).sent == 1


def test_an_order_written_down_today_for_tomorrow_is_not_told_of_at_once(mailbox):
    course = quiet_adas()
    order = LabOrder(course=course, due=QUIET_DAY + 30 * DAY, tests=["CK"])
    lab_plan.save_order(order, at=at(DUE, 12), today=DUE)
    order.due = QUIET_DAY
    lab_plan.save_order(order, at=at(QUIET_DAY - DAY, 9.5), today=QUIET_DAY - DAY)

    assert tick(at(QUIET_DAY - DAY, 10)).sent == 0
    assert tick(at(QUIET_DAY, 9)).sent == 1


def test_each_kind_of_test_in_an_order_knows_when_it_was_written_down():
    course = adas(can_become_pregnant=True)
    ask(course, QUIET_DAY, "CK", "HCG_S")
    [ada] = known.known_of([course.owner_id], since=DUE).values()

    dues = plan.open_dues(ada, on=DUE)

    written = {due.kind.value for due in dues if due.written_at}
    assert written == {"test", "monthly"}
    assert len([due for due in dues if due.written_at]) == 2


def test_an_order_written_down_in_time_is_told_of_the_day_before(mailbox):
    ask(quiet_adas(), QUIET_DAY, "CK")
    LabOrder.objects.update(created_at=at(DUE, 12))

    assert tick(at(QUIET_DAY - DAY, 9)).sent == 1


def test_each_rest_is_twice_as_long_up_to_an_hour_and_after_a_week_it_is_given_up(
    mailbox,
):
    adas()
    mailbox.failing = True
    moment, tried = at(DUE, 9), []
    while moment < at(DUE, 20):
        if tick(moment).failed:
            tried.append(moment)
        moment += timedelta(minutes=1)
    rests = [round((b - a) / timedelta(minutes=1)) for a, b in pairwise(tried)]
    assert rests[:6] == [1, 2, 4, 8, 16, 32]
    assert set(rests[6:]) == {60}

    mailbox.failing = False
    tick(at(DUE + 8 * DAY, 12))
    assert Reminder.objects.get(local_date=DUE).why == "given up"


def test_a_claimed_reminder_is_left_alone_until_its_lease_ends(mailbox):
    adas()
    tick(at(DUE - DAY, 12))
    [row] = ledger.claim(at=at(DUE, 9), lease=timedelta(minutes=5))

    first = tick(at(DUE, 9))
    second = tick(at(DUE, 9) + timedelta(minutes=5))

    assert (first.sent, second.sent) == (0, 1)
    # Whoever had it first and wakes up now may not send it.
    assert not ledger.keep(row, at=at(DUE, 9), lease=timedelta(minutes=5))


def test_what_was_kept_by_another_cannot_be_kept_even_in_time():
    adas()
    tick(at(DUE - DAY, 12))
    [slow] = ledger.claim(at=at(DUE, 9), lease=timedelta(minutes=5))
    late = at(DUE, 9) + timedelta(minutes=6)
    [quick] = ledger.claim(at=late, lease=timedelta(minutes=5))

    # A clock that went back would call the old lease alive.
    assert not ledger.keep(slow, at=at(DUE, 9), lease=timedelta(minutes=5))
    assert ledger.keep(quick, at=late, lease=timedelta(minutes=5))


def test_one_address_that_is_refused_does_not_hold_up_the_others(mailbox):
    for _ in range(3):
        adas_like()

    async def refuse_one(server, session, envelope, address, options):
        if address == "person-refused@courseline.test":
            return "550 Nobody here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    mailbox.handle_RCPT = refuse_one
    adas_like(email="person-refused@courseline.test")

    report = tick(at(DUE, 9))

    assert (report.sent, report.failed) == (3, 1)


def adas_like(**person):
    return CourseFactory(
        owner=UserFactory(**person),
        started_on=STARTED,
        created_at=datetime.combine(STARTED, time(12), UTC),
    )


def test_somebody_who_is_gone_or_stopped_gets_nothing(mailbox):
    stopped, gone, left = adas_like(), adas_like(), adas_like()
    tick(at(DUE - 2 * DAY, 12))
    mailbox.raw.clear()
    reminders.stop_mails(stopped.owner, at=at(DUE - 2 * DAY, 13))
    gone.owner.is_active = False
    gone.owner.save()
    left.owner.delete()

    assert tick(at(DUE, 9)).sent == 0
    assert mailbox.raw == []


def test_a_tick_with_nothing_due_asks_two_questions(django_assert_num_queries, mailbox):
    adas()
    tick(at(DUE - 3 * DAY, 12))

    with django_assert_num_queries(2):
        tick(at(DUE - 3 * DAY, 13))


@pytest.mark.parametrize("weeks", [24, 4])
@pytest.mark.parametrize("count", [1, 40])
def test_planning_takes_as_many_questions_for_one_person_as_for_forty(
    django_assert_max_num_queries, count, weeks
):
    # Four weeks: the plan ends within the days that are planned.
    for _ in range(count):
        adas_like()
    Course.objects.update(planned_weeks=weeks)

    with django_assert_max_num_queries(16):
        ledger_planned = deliver.plan_some(lambda: at(DUE - 3 * DAY, 12))

    assert ledger_planned == count


def test_the_command_says_what_it_did(capsys):
    call_command("tick")

    assert capsys.readouterr().out.startswith("planned 0, sent 0")


def test_one_person_who_cannot_be_planned_does_not_hold_up_the_others(
    mailbox, monkeypatch
):
    unclear, fine = adas_like(), adas_like()
    slots_of = plan.slots_of

    def stumble(about, *, at):
        if about.owner == unclear.owner:
            raise ValueError("A plan nobody understands")
        return slots_of(about, at=at)

    monkeypatch.setattr(plan, "slots_of", stumble)
    first = tick(at(DUE, 9))
    monkeypatch.undo()
    soon, later = tick(at(DUE, 9.5)), tick(at(DUE, 10))

    assert (first.sent, soon.sent, later.sent) == (1, 0, 1)
    assert [message["To"] for message in mailbox.messages] == [
        fine.owner.email,
        unclear.owner.email,
    ]


def test_one_reminder_that_cannot_be_worded_rests_and_the_others_go(
    mailbox, monkeypatch
):
    unclear, fine = adas_like(), adas_like()
    tick(at(DUE - DAY, 12))
    mailbox.raw.clear()
    dues_for = plan.dues_for

    def stumble(about, row, *, at):
        if about.owner == unclear.owner:
            raise ValueError("A plan nobody understands")
        return dues_for(about, row, at=at)

    monkeypatch.setattr(plan, "dues_for", stumble)
    report = tick(at(DUE, 9))

    assert (report.sent, report.failed) == (1, 1)
    assert [message["To"] for message in mailbox.messages] == [fine.owner.email]


@pytest.mark.django_db(transaction=True)
def test_a_busy_database_is_asked_again_before_a_mail_counts_as_unsent(
    mailbox, monkeypatch
):
    adas()
    tick(at(DUE - DAY, 12))
    sent, failures = ledger.sent, iter([OperationalError, OperationalError])

    def busy(row, **more):
        for failure in failures:
            raise failure("database is locked")
        sent(row, **more)

    monkeypatch.setattr(ledger, "sent", busy)
    monkeypatch.setattr(deliver, "PATIENCE", (0, 0, 0))
    mailbox.raw.clear()
    tick(at(DUE, 9))
    tick(at(DUE, 10))

    assert len(mailbox.raw) == 1


def test_a_mail_server_that_hangs_up_is_called_again(mailbox):
    for _ in range(3):
        adas_like()
    hung_up = iter([True])

    async def hang_up_once(server, session, envelope):
        if next(hung_up, False):
            server.transport.close()
            return "421 Goodbye"
        mailbox.raw.append(envelope.content)
        return "250 Kept"

    mailbox.handle_DATA = hang_up_once

    first, later = tick(at(DUE, 9)), tick(at(DUE, 9.5))

    assert (first.sent, first.failed, later.sent) == (2, 1, 1)
    assert len(set(mailbox.ids)) == len(mailbox.ids) == 3


def test_being_told_to_stop_ends_after_the_mail_at_hand_and_gives_back_the_rest(
    mailbox,
):
    for _ in range(5):
        adas_like()
    tick(at(DUE - DAY, 12))
    mailbox.raw.clear()

    deliver.tick(lambda: at(DUE, 9), stopping=lambda: len(mailbox.raw) >= 2)
    rest = tick(at(DUE, 9))

    assert rest.sent == 3
    assert len(set(mailbox.ids)) == len(mailbox.ids) == 5


def test_facts_are_read_again_when_the_mail_server_is_slow(mailbox):
    first, second = adas_like(), adas_like()
    tick(at(DUE - DAY, 12))
    mailbox.raw.clear()
    moments = chain([at(DUE, 9)] * 6, repeat(at(DUE, 9) + timedelta(minutes=1)))

    batch_known = known.known_of

    def known_of(owners, *, since):
        found = batch_known(owners, since=since)
        if len(owners) == 2:
            liver_and_fats(second, DUE - DAY)
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(deliver, "known_of", known_of)
        report = deliver.tick(lambda: next(moments))

    assert [message["To"] for message in mailbox.messages] == [first.owner.email]
    assert (report.sent, report.dropped) == (1, 1)


def test_a_worker_wants_a_sensible_pause():
    with pytest.raises(CommandError, match="--every"):
        call_command("worker", every=0)


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_away_does_not_end_the_worker(monkeypatch):
    def away(*_, **__):
        raise OperationalError

    monkeypatch.setattr(deliver, "tick", away)

    worker.once(Event())
