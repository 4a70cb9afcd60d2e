"""The shape of a claim of the seed texts: what we make of it, and what in the program answers it.

Topics and windows are named by their ids in ``education`` and ``windows``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from tracker.clinical.sources import CHECKED_ON, Status, status_of


class Use(Enum):
    """What a claim is used for."""

    LOG = "something to log"
    FLAG = "a rule"
    TIP = "a tip"
    LAB = "a test reminder"
    EDU = "something to read"
    POST = "follow-up after the course"
    REJECT = "not repeated"


class Verdict(Enum):
    """What the authorities say of a claim."""

    AGREE = "agree"
    ADDS = "agree, and add to it"
    PARTLY = "agree in part"
    CONTRADICT = "contradict"
    UNSUPPORTED = "not supported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim of a seed text in our words, with its answer."""

    lines: tuple[str, ...]
    claim: str
    uses: tuple[Use, ...]
    verdict: Verdict
    says: str
    citations: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    plan_lines: tuple[str, ...] = ()
    windows: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    version: int = 1
    checked_on: date = CHECKED_ON
    reviewer: str = ""

    @property
    def ref(self) -> str:
        """Return the lines as the evidence pack names them."""
        return ", ".join(self.lines)

    @property
    def status(self) -> Status:
        """Return how well the verdict is tied to documents that were read."""
        return status_of(self.citations) if self.citations else Status.BACKGROUND


LOG, FLAG, TIP, LAB, EDU, POST, REJECT = Use
AGREE, ADDS, PARTLY, CONTRADICT, UNSUPPORTED = Verdict

_RULES = "tests/unit/clinical/test_rules_examples.py"
_LEVELS = "tests/unit/clinical/test_rules_thresholds.py"
_PLANS = "tests/unit/clinical/test_lab_plans.py"
_WORDS = "tests/house/test_words.py"
SPEAKS = f"{_RULES}::test_the_example_that_should_speak_does"
STAYS_QUIET = f"{_LEVELS}::test_what_nearly_everyone_has_stays_quiet_on_every_day"
ONE_ENTRY = f"{_LEVELS}::test_one_entry"
A_WINDOW = f"{_LEVELS}::test_a_window_of_days"
AN_ITEM = (
    "tests/unit/clinical/test_vocabulary.py::test_an_item_says_where_it_comes_from"
)
A_PLAN_LINE = f"{_PLANS}::test_a_line_names_tests_sources_and_a_status_that_exist"
NO_COMFORT = f"{_WORDS}::test_no_page_gives_false_comfort"
IS_ANSWERED = "tests/unit/clinical/test_seed_claims.py::test_a_claim_is_answered"
