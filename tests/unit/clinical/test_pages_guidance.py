"""The generated pages on waiting times, education, the time after, and doses hold every line."""

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.clinical.course.capsules import CAPSULES
from tracker.clinical.course.follow_up import FOLLOW_UPS
from tracker.clinical.course.restart import RESTART
from tracker.clinical.course.windows import WINDOWS
from tracker.clinical.education.weeks import EXPECTATIONS, TIPS, TOPICS
from tracker.clinical.pages.guidance import guidance_pages
from tracker.clinical.pages.markdown import records
from tracker.clinical.rules.after import AFTER_RULES

PAGES = guidance_pages()


def test_every_waiting_time_is_on_its_page():
    assert all(f"## {window.id}\n" in PAGES["windows.md"] for window in WINDOWS)
    assert "last capsule and 6 months" in PAGES["windows.md"]
    assert PAGES["windows.md"].count("nobody yet") == len(WINDOWS)


def test_every_text_is_on_its_page_with_what_it_rests_on():
    page = PAGES["education.md"]
    told = (*TOPICS.values(), *TIPS, *EXPECTATIONS)

    assert all(f"## {each.title} (`{each.id}`)" in page for each in told)
    assert page.count("| Sources | ") == len(told)
    assert "| Put forward | weeks 1 to 8 |" in page
    assert "| Weeks | 17 on of the course |" in page


def test_every_check_in_and_rule_of_the_time_after_is_on_its_page():
    page = PAGES["after-the-course.md"]

    assert all(f"(`{each.id}`)" in page for each in FOLLOW_UPS)
    assert all(
        f"[{rule.id}](rules.md#{rule.id.lower()})" in page for rule in AFTER_RULES
    )
    assert "from 2 months after the last capsule on" in page
    assert "| Due | last capsule and 8 weeks |" in page


def test_every_capsule_is_listed_with_its_code_or_none():
    page = PAGES["dosing.md"]

    assert page.count("| us") + page.count("| uk |") >= len(CAPSULES)
    assert "| 20 | micronised (Absorica LD) | us |  | L1 | verified |" in page
    assert len({each.rxnorm for each in CAPSULES if each.rxnorm}) == 10


def test_the_row_on_starting_again_is_on_the_page_with_what_it_rests_on():
    page = PAGES["dosing.md"].partition("## Starting again after a gap\n")[2]

    for words in (
        RESTART.id,
        RESTART.means,
        RESTART.new_test,
        RESTART.new_test_if,
        RESTART.says,
        RESTART.reading,
        "| Status | BG |",
        "nobody yet",
    ):
        assert words in page


@dataclass(frozen=True)
class Row:
    name_of_it: str
    amounts: Mapping[str, int]
    needed: bool = False
    note: str | None = None


def test_a_record_is_one_line_of_a_table_and_what_is_blank_stays_blank():
    told = records([Row("a", {"one": 1, "two": 2}), Row("b|c", {}, needed=True)])

    assert told.splitlines() == [
        "| name of it | amounts | needed | note |",
        "| --- | --- | --- | --- |",
        "| a | one 1, two 2 | no |  |",
        "| b/c |  | yes |  |",
    ]
