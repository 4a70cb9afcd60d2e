"""What no page may ever say: false comfort, an order to stop, a diagnosis, or a hint that somebody watches."""

import re

import pytest

from tests.house.repository import TEMPLATES
from tracker.clinical.rules.ruleset import RULES
from tracker.clinical.symptoms.catalogue import ALL_ITEMS

FORBIDDEN = (
    r"\byou(’|')?(re| are) fine\b",
    r"\bnothing to worry\b",
    r"\bdon(’|')t worry\b",
    r"\beverything is (fine|ok|okay|normal)\b",
    r"\bis normal\b",
    r"\bhelp is on the way\b",
    r"\bwe (have )?told your clinic\b",
    r"\bstop taking\b",
    r"\byou have reached\b",
    r"\bsimply\b",
    r"!</",
)
PAGES = [path for path in TEMPLATES if path.suffix == ".html"]


def said(text: str) -> list[str]:
    return [pattern for pattern in FORBIDDEN if re.search(pattern, text, re.IGNORECASE)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_gives_false_comfort(page):
    assert said(page.read_text()) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_no_rule_gives_false_comfort(rule):
    assert said(repr(rule)) == []


@pytest.mark.parametrize("item", ALL_ITEMS, ids=lambda item: item.code)
def test_no_anchor_calls_anything_normal(item):
    assert not re.search(r"\bnormal\b", " ".join(item.anchors), re.IGNORECASE)


def test_the_check_itself_can_fail():
    assert said("<p>Don’t worry, this is normal.</p>")
