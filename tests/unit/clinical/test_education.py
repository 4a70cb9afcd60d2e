"""What a person can read up: sourced, calm, and never a promise that it lasts for good."""

import re
from datetime import date, timedelta

import pytest

from tests.house.test_words import said
from tracker.clinical.course.windows import WINDOWS
from tracker.clinical.education.weeks import (
    EXPECTATIONS,
    TIPS,
    TOPICS,
    expected_after,
    expected_in_week,
    expected_on,
    topics_for,
    week_after,
)
from tracker.clinical.facts import CourseFacts, Profile
from tracker.clinical.rules.rule import Status
from tracker.clinical.vocabulary import CATALOGUE

PROMISED = [
    "what_it_does",
    "first_weeks",
    "dryness",
    "sun",
    "eyes",
    "joints",
    "mood",
    "liver",
    "pregnancy",
    "scars",
    "oil",
    "after_course",
    "long_term",
    "second_course",
    "how_to_take",
    "prescription_only",
    "bones",
]
EVERYTHING = (*TOPICS.values(), *TIPS, *EXPECTATIONS)
LONGEST_SENTENCE = 32


def words_of(told):
    return " ".join((told.title, *told.text, *getattr(told, "differ", ())))


every_text = pytest.mark.parametrize("told", EVERYTHING, ids=lambda told: told.id)


def test_every_promised_topic_is_there():
    assert sorted(TOPICS) == sorted(PROMISED)


@every_text
def test_a_text_names_its_sources_and_waits_for_a_reviewer(told):
    assert told.sources
    assert told.reviewer == ""
    assert ("BG" in told.citations) is (told.status is not Status.SOURCED)


@every_text
def test_a_text_is_calm_and_promises_nothing(told):
    words = words_of(told)

    assert said(words) == []
    assert "!" not in words
    assert not re.search(r"\b(permanent\w*|cure[ds]?|normal|safe)\b", words, re.I)


@every_text
def test_sentences_are_short(told):
    sentences = re.split(r"[.?:;] ", words_of(told))

    assert max(len(sentence.split()) for sentence in sentences) <= LONGEST_SENTENCE


@pytest.mark.parametrize("window", WINDOWS, ids=lambda window: window.id)
def test_a_waiting_time_is_calm_too(window):
    words = " ".join((window.what, window.means, *window.regions.values()))

    assert said(words) == []
    assert not re.search(r"\b(permanent|normal|safe)\b|!", words, re.I)


@pytest.mark.parametrize(
    "topic", ["dryness", "eyes", "joints", "liver", "oil", "long_term", "sun", "mood"]
)
def test_where_sources_disagree_it_is_said(topic):
    assert TOPICS[topic].differ


def test_the_figures_are_those_of_the_two_series():
    text = " ".join(TOPICS["long_term"].text)

    assert "22 in 100" in text
    assert "25 in 100" in text


@pytest.mark.parametrize("week", range(1, 80))
def test_each_week_of_the_course_has_one_thing_to_expect(week):
    found = [e for e in EXPECTATIONS if not e.after and e.holds_in(week)]

    assert found == [expected_in_week(week)]


@pytest.mark.parametrize(
    ("week", "id_"),
    [(1, "week_1"), (2, "week_1"), (3, "week_3"), (6, "week_3"), (7, "week_7"),
     (10, "week_7"), (11, "week_11"), (16, "week_11"), (17, "week_17"), (60, "week_17")],
)  # fmt: skip
def test_what_to_expect_changes_with_the_week(week, id_):
    assert expected_in_week(week).id == id_


@pytest.mark.parametrize(
    ("week", "id_"),
    [(1, "after_1"), (8, "after_1"), (9, "after_9"), (26, "after_9"), (27, "after_27"), (53, "after_27")],
)  # fmt: skip
def test_after_the_course_it_changes_too(week, id_):
    assert expected_after(week).id == id_


def test_before_the_course_and_long_after_it_there_is_nothing():
    assert expected_in_week(0) is None
    assert expected_after(54) is None


def test_the_day_decides_between_course_and_after():
    start, last = date(2026, 6, 1), date(2026, 6, 28)
    ended = CourseFacts(started_on=start, last_dose_on=last)

    assert expected_on(ended, last - timedelta(days=1)).id == "week_3"
    assert expected_on(ended, last).id == "after_1"
    assert expected_on(ended, last + timedelta(days=1)).id == "after_1"
    assert expected_on(CourseFacts(started_on=start), last).id == "week_3"
    assert [week_after(last, last + timedelta(days=n)) for n in (0, 1, 7, 8)] == [
        1,
        1,
        1,
        2,
    ]


@pytest.mark.parametrize(
    ("answer", "shown"), [(True, True), (None, True), (False, False)]
)
def test_pregnancy_is_left_out_only_for_those_it_cannot_concern(answer, shown):
    topics = topics_for(Profile(can_become_pregnant=answer))

    assert (TOPICS["pregnancy"] in topics) is shown


def test_what_leads_somewhere_leads_to_something_there():
    assert {id_ for each in EXPECTATIONS for id_ in each.topics} <= set(TOPICS)
    assert {code for tip in TIPS for code in tip.items} <= set(CATALOGUE)
