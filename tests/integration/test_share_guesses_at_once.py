"""Many guesses, or many readers, in the same instant: the limits hold."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection

from tests.factories import CourseFactory
from tracker.records import share_codes, sharing
from tracker.records.models import ShareLink

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
GUESSERS = 24


def share(**more) -> ShareLink:
    link, _token = sharing.create(
        CourseFactory(),
        label="",
        parts=["summary"],
        starts=None,
        ends=None,
        lasts=timedelta(days=7),
        at=NOW,
        **more,
    )
    return link


def one_of_many(barrier: Barrier, act: Callable[[], None]) -> str:
    try:
        barrier.wait(30)
        act()
    except share_codes.WrongCode:
        return "wrong"
    except sharing.ShareEnded:
        return "dead"
    finally:
        connection.close()
    return "open"


def all_at_once(act: Callable[[], None]) -> list[str]:
    barrier = Barrier(GUESSERS)
    with ThreadPoolExecutor(GUESSERS) as people:
        sent = [people.submit(one_of_many, barrier, act) for _ in range(GUESSERS)]
        return sorted(each.result(60) for each in sent)


def test_no_more_than_ten_of_many_parallel_guesses_are_compared():
    link = share(code="408215")

    answers = all_at_once(lambda: share_codes.check(link, "111111", at=NOW))

    assert answers == ["dead"] * (GUESSERS - 10) + ["wrong"] * 10
    link.refresh_from_db()
    assert link.wrong_codes == 10
    with pytest.raises(sharing.ShareEnded):
        share_codes.check(link, "408215", at=NOW)


def test_no_more_readers_open_a_link_than_it_allows():
    link = share(openings_allowed=3)

    answers = all_at_once(lambda: sharing.open_counted(link, at=NOW))

    assert answers == ["dead"] * (GUESSERS - 3) + ["open"] * 3
    link.refresh_from_db()
    assert (link.openings, link.visits.count()) == (3, 3)


def test_a_link_turned_off_in_the_same_instant_opens_for_nobody_after():
    link = share(code="408215")
    sharing.revoke(ShareLink.objects.get(pk=link.pk), at=NOW)

    # ``link`` is what a request loaded just before.
    with pytest.raises(sharing.ShareEnded):
        share_codes.check(link, "408215", at=NOW)
    with pytest.raises(sharing.ShareEnded):
        sharing.open_counted(link, at=NOW)
