"""Habits that no linter knows."""

import ast
import re

import pytest

from tests.house.repository import PYTHON, ROOT, label, lines_with

MANAGER = re.compile(r"\.(objects|_default_manager)\b")
PAGES = ("views.py", "forms.py", "presenters.py")
CLOCKS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
}
CLOCKS |= {"timezone.now", "timezone.localdate", "timezone.localtime"}
# A reader of SMART Health Links is a program on another site: it has no form of ours and sends no cookie.
EXCUSED = {ROOT / "tracker" / "sharing" / "health_views.py"}
HOME_OF_THE_CLOCK = ROOT / "tracker" / "clock.py"


def called_names(source: str) -> set[str]:
    """Return the last two names of everything the source calls or hands on."""
    return {
        f"{node.value.id if isinstance(node.value, ast.Name) else getattr(node.value, 'attr', '')}.{node.attr}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute)
    }


@pytest.mark.parametrize("path", [p for p in PYTHON if p.name in PAGES], ids=label)
def test_pages_never_reach_for_the_database(path):
    assert list(lines_with(MANAGER, path)) == []


@pytest.mark.parametrize(
    "path", [p for p in PYTHON if p != HOME_OF_THE_CLOCK], ids=label
)
def test_only_the_clock_asks_what_time_it_is(path):
    assert called_names(path.read_text(encoding="utf-8")) & CLOCKS == set()


@pytest.mark.parametrize("path", [p for p in PYTHON if p not in EXCUSED], ids=label)
def test_no_view_is_excused_from_the_form_token(path):
    assert list(lines_with(re.compile(r"\bcsrf_exempt\b"), path)) == []


@pytest.mark.parametrize("path", PYTHON, ids=label)
def test_nothing_is_called_safe_by_hand(path):
    assert list(lines_with(re.compile(r"\bmark_safe\("), path)) == []


def test_the_clock_is_seen_when_it_is_read():
    assert called_names("day = datetime.date.today()") & CLOCKS == {"date.today"}
    assert called_names("f(default=timezone.now)") & CLOCKS == {"timezone.now"}
