"""A deployment hears of crisis numbers that nobody has checked for a year."""

from datetime import date

from tracker.support.checks import crisis_contacts_are_fresh, unchecked


def test_fresh_numbers_need_no_warning():
    assert unchecked(date(2027, 11, 22)) == []


def test_numbers_unchecked_for_a_year_are_named():
    (warning,) = unchecked(date(2027, 11, 23))

    assert warning.id == "support.W001"
    assert "uk" in str(warning.msg)


def test_the_check_reads_the_day_itself(monkeypatch):
    monkeypatch.setattr("tracker.clock.today", lambda zone: date(2030, 1, 1))

    assert [each.id for each in crisis_contacts_are_fresh(None)] == ["support.W001"]
