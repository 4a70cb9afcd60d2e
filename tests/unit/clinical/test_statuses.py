"""Nothing is called verified that rests on a document nobody has read."""

import pytest

from tracker.clinical.course.capsules import CAPSULES
from tracker.clinical.course.follow_up import FOLLOW_UPS
from tracker.clinical.course.prevention import METHODS
from tracker.clinical.course.windows import WINDOWS
from tracker.clinical.education.tips import EXPECTATIONS, TIPS
from tracker.clinical.education.weeks import TOPICS
from tracker.clinical.labs.plans import OVERLAYS, PROFILES
from tracker.clinical.labs.thresholds import THRESHOLDS
from tracker.clinical.rules.ruleset import RULES
from tracker.clinical.sources import Status, status_of
from tracker.clinical.vocabulary import ITEMS

LINES = [line for plan in (*PROFILES.values(), *OVERLAYS.values()) for line in plan]
CITED = [
    *((row, row.citations) for row in RULES),
    *((row, row.citations) for row in WINDOWS),
    *((row, row.citations) for row in FOLLOW_UPS),
    *((row, row.citations) for row in CAPSULES),
    *((row, row.citations) for row in TOPICS.values()),
    *((row, row.citations) for row in TIPS),
    *((row, row.citations) for row in EXPECTATIONS),
    *((row, row.sources) for row in LINES),
    *((row, row.sources) for row in THRESHOLDS),
    *((row, row.sources) for row in ITEMS),
    *((row, row.sources) for row in METHODS.values()),
]


def status(row) -> Status:
    """Return the status of a row, which some keep as its word."""
    return row.status if isinstance(row.status, Status) else Status(row.status)


@pytest.mark.parametrize(
    ("row", "citations"),
    CITED,
    ids=[f"{type(row).__name__}-{n}" for n, (row, _) in enumerate(CITED)],
)
def test_what_is_called_verified_rests_on_nothing_that_was_not_read(row, citations):
    assert citations
    assert (
        status(row) is not Status.SOURCED
        or status_of(map(str, citations)) is Status.SOURCED
    )


@pytest.mark.parametrize("rule", ["O-BOW-4", "O-MUS-2", "O-BONE-1", "O-SUG-1"])
def test_a_rule_that_cites_the_unread_guide_says_so(rule):
    found = next(each for each in RULES if each.id == rule)

    assert "MG" in found.citations
    assert found.status is Status.UNVERIFIED
    assert "not yet" in found.reading


@pytest.mark.parametrize("line", ["GE-1", "GE-2"])
def test_a_line_that_cites_a_summary_by_somebody_else_is_still_to_be_checked(line):
    found = next(each for each in LINES if each.id == line)

    assert status(found) is Status.UNVERIFIED
