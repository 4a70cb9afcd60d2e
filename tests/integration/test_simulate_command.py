"""manage.py simulate: the same answer for the same seed, and no database."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tracker.clinical.engine.findings import RULESET_VERSION
from tracker.records.management.commands import simulate

# No mark for the database: touching it fails the test.


def run(**options):
    out = StringIO()
    call_command("simulate", stdout=out, **options)
    return out.getvalue()


def test_thirty_courses_keep_every_promise_and_the_seed_decides():
    first = run(patients=30, days=60, seed=5)

    assert first == run(patients=30, days=60, seed=5)
    assert "Planted red flags found: 90 of 90" in first
    assert "went above self-care: 0 of 30" in first
    assert "S-DRY-1" in first


def test_the_page_says_how_it_was_made(tmp_path):
    page = tmp_path / "docs" / "burden.md"

    said = run(patients=2, days=30, seed=5, page=page)

    assert f"Wrote {page}." in said
    assert "simulate --patients 2 --days 30 --seed 5 --page" in page.read_text()


@pytest.mark.parametrize(
    "options",
    [{"patients": 0}, {"patients": 100_001}, {"days": 29}, {"days": 731}],
)
def test_numbers_out_of_reach_are_refused(options):
    with pytest.raises(CommandError, match="must lie between"):
        run(**options)


def test_a_broken_promise_ends_with_an_error(monkeypatch):
    monkeypatch.setattr(simulate, "_broken", lambda study: ["Something was missed."])

    with pytest.raises(CommandError, match="missed") as refused:
        run(patients=1, days=30)

    assert refused.value.returncode == 1


def test_the_page_in_the_repository_is_of_the_rules_of_today():
    page = settings.BASE_DIR / simulate.PAGE

    assert f"Rule set {RULESET_VERSION};" in page.read_text(encoding="utf-8"), (
        "Run manage.py simulate --page."
    )
