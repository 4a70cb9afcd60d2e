"""Plan, claim and send. Any number of processes may run this at once.

A row is kept, sent and noted one after the other, so that a crash repeats one mail at most. The moment is
asked for before each step, since a mail server may take its time.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from smtplib import SMTPServerDisconnected

from django.conf import settings
from django.core.mail import get_connection
from django.db import DatabaseError, OperationalError, connection
from django.utils import translation

from tracker.records import ledger, reminders
from tracker.records.known import Known, known_of
from tracker.records.models import Reminder
from tracker.reminders import mail, plan, push, words
from tracker.reminders.due import Due, local, next_waking
from tracker.reminders.words import Letter

log = logging.getLogger("tracker.reminders")
Clock = Callable[[], datetime]
# A reminder is checked against facts no older than this.
FRESH = timedelta(seconds=15)
# What was sent must be noted, or it would be sent again: the database is asked for half a minute.
PATIENCE = (0.1, 0.3, 1, 2, 4, 8, 15)


@dataclass(slots=True, kw_only=True)
class Report:
    """What one tick did."""

    planned: int = 0
    sent: int = 0
    dropped: int = 0
    postponed: int = 0
    failed: int = 0

    def __str__(self) -> str:
        return (
            f"planned {self.planned}, sent {self.sent}, dropped {self.dropped}, "
            f"postponed {self.postponed}, failed {self.failed}"
        )


class ServerIsAway(Exception):
    """The mail server does not answer: nothing more is tried in this tick."""


def never() -> bool:
    return False


def tick(now: Clock, *, stopping: Callable[[], bool] = never) -> Report:
    """Plan and send everything that is due; ``stopping`` ends it after the mail at hand."""
    report = Report()
    while not stopping():
        planned = plan_some(now)
        report.planned += planned
        try:
            send_some(now, report, stopping=stopping)
        except ServerIsAway:
            break
        if not planned:
            break
    return report


def plan_some(now: Clock) -> int:
    at = now()
    # Asked without a transaction: where nothing is to be done, no lock is taken.
    if not ledger.is_planning_due(at):
        return 0
    return ledger.plan_next(
        at=at,
        slots_of=lambda known: slots_or_none(known, at=at),
        domain=mail.domain(),
    )


def slots_or_none(known: Known, *, at: datetime) -> ledger.Slots | None:
    """Return a person's reminders, or None when they cannot be worked out: the others get theirs."""
    try:
        return plan.slots_of(known, at=at)
    except Exception:
        log.exception("The reminders of course %s could not be planned", known.row.pk)
        return None


def send_some(now: Clock, report: Report, *, stopping: Callable[[], bool]) -> None:
    """Send whatever is due; raise ServerIsAway when there is no one to hand it to."""
    while not stopping() and ledger.is_anything_due(now()):
        rows = ledger.claim(at=now(), lease=lease())
        if not rows:
            return
        Batch(now=now, rows=rows, report=report, stopping=stopping).deliver()


def lease() -> timedelta:
    return timedelta(seconds=settings.REMINDER_LEASE)


@dataclass(slots=True, kw_only=True)
class Batch:
    """Some claimed rows on their way."""

    now: Clock
    rows: Sequence[Reminder]
    report: Report
    stopping: Callable[[], bool]
    letters: mail.Connection = field(default_factory=get_connection)
    people: Mapping[int, Known] = field(default_factory=dict)
    read_at: datetime | None = None

    def deliver(self) -> None:
        """Send, drop or put back each row; raise ServerIsAway after putting back the rest."""
        left = list(self.rows)
        try:
            while left and not self.stopping():
                row = left.pop(0)
                self.try_to_settle(row, self.known(row, left))
        finally:
            ledger.release(left)
            self.close()

    def known(self, row: Reminder, left: Sequence[Reminder]) -> Known | None:
        """Return what is known of a row's owner, read again when a slow mail server made it old."""
        at = self.now()
        if self.read_at is None or at - self.read_at > FRESH:
            self.read_at = at
            rows = [row, *left]
            self.people = known_of(
                {each.owner_id for each in rows},
                since=min(each.local_date for each in rows),
            )
        return self.people.get(row.owner_id)

    def try_to_settle(self, row: Reminder, known: Known | None) -> None:
        try:
            self.settle(row, known)
        except (DatabaseError, ServerIsAway):
            raise
        except (
            Exception
        ):  # A person whose plan cannot be read must not hold up the others.
            log.exception("Reminder %s could not be worded", row.pk)
            self.rest(row)

    def settle(self, row: Reminder, known: Known | None) -> None:
        """Do with one row what is right at this moment."""
        at = self.now()
        if known is None or row.way not in plan.ways_of(known):
            self.drop(row, "unwanted")
        elif row.way == plan.MAIL and not known.may_be_mailed:
            self.drop(row, "unconfirmed")
        elif row.due_at < at - ledger.GIVE_UP:
            self.drop(row, "given up")
        elif until := wait_until(known, row, at=at):
            ledger.postpone(row, until=until)
            self.report.postponed += 1
        elif row.kind == plan.DIARY:
            self.settle_diary(row, known, at=at)
        else:
            self.settle_dated(row, known, at=at)

    def settle_diary(self, row: Reminder, known: Known, *, at: datetime) -> None:
        if not plan.is_diary_due(known, row, at=at):
            self.drop(row, ledger.DONE)
        elif ledger.keep(row, at=at, lease=lease()):
            with translation.override(known.owner.language):
                letter = words.diary_letter()
            self.hand_over(row, known, letter)

    def settle_dated(self, row: Reminder, known: Known, *, at: datetime) -> None:
        """Send what is still to be said, unless a later reminder that is due too will say it."""
        near = ledger.beside(row, at=at)
        if near.later:
            return ledger.leave(row, at=at, lease=lease())
        with translation.override(known.owner.language):
            dues = plan.left_to_say(known, row, near, at=at)
            letter = letter_of(known, dues, at=at) if dues else None
        if letter is None:
            said = near.said_after(row.local_date)
            self.drop(row, "overtaken" if said else ledger.DONE)
        elif ledger.keep(row, at=at, lease=lease(), also=near.earlier):
            told = [due.key for due in dues]
            self.hand_over(row, known, letter, told=told, also=near.earlier)
        return None

    def hand_over(
        self,
        row: Reminder,
        known: Known,
        letter: Letter,
        *,
        told: Sequence[str] = (),
        also: Sequence[Reminder] = (),
    ) -> None:
        """Send one row and note it; on failure it rests for a while."""
        try:
            if row.way == plan.PUSH:
                self.notify(row, known)
            else:
                self.post(row, known, letter)
        except ServerIsAway:
            self.rest(row)
            raise
        except Exception as failure:  # One bad address must not hold up the others.
            # The text of the failure may quote the address.
            log.warning("Reminder %s failed: %s", row.pk, type(failure).__name__)
            self.rest(row)
        else:
            noted(lambda: ledger.sent(row, at=self.now(), told=told, also=also))
            self.report.sent += 1
            self.report.dropped += len(also)

    def post(self, row: Reminder, known: Known, letter: Letter) -> None:
        self.connect()
        message = mail.message_of(row, known.owner, letter, connection=self.letters)
        try:
            message.send()
        except (ConnectionError, TimeoutError, SMTPServerDisconnected):
            # The server hung up. Whoever is next begins with a new connection.
            self.close()
            raise

    def connect(self) -> None:
        try:
            self.letters.open()
        except OSError as failure:
            log.warning("The mail server is away: %s", type(failure).__name__)
            raise ServerIsAway from failure

    def close(self) -> None:
        """Say goodbye to the mail server, which may have gone first."""
        try:
            self.letters.close()
        except OSError:
            self.letters = get_connection()

    def notify(self, row: Reminder, known: Known) -> None:
        """Tell each browser of the person; one that took it is enough, one that is gone is forgotten."""
        tag = row.message_id.strip("<>").partition("@")[0]
        failure: Exception | None = None
        told = 0
        for browser in reminders.browsers_of(known.owner):
            try:
                push.send(browser, tag=tag)
                told += 1
            except push.BrowserIsGone:
                reminders.remove_browser(browser, actor="worker", at=self.now())
            except (
                Exception
            ) as wrong:  # Whatever it is, the next browser gets its turn.
                failure = wrong
        if failure is not None and not told:
            raise failure

    def drop(self, row: Reminder, why: str) -> None:
        ledger.drop(row, why=why, at=self.now())
        self.report.dropped += 1

    def rest(self, row: Reminder) -> None:
        pause = timedelta(seconds=settings.REMINDER_RETRY)
        ledger.rest(row, at=self.now(), pause=pause)
        self.report.failed += 1


def wait_until(known: Known, row: Reminder, *, at: datetime) -> datetime | None:
    """Return when to try again, for somebody who is asleep now or travelled west; else None."""
    earliest = plan.not_before(known, row)
    waking = next_waking(max(at, earliest), known.owner.time_zone)
    return waking if waking > at else None


def letter_of(known: Known, dues: Sequence[Due], *, at: datetime) -> Letter:
    today = local(at, known.owner.time_zone).date()
    return words.letter(dues, today=today, plain=known.choice.plain_words)


def noted(write: Callable[[], None]) -> None:
    """Write what happened, again and again while the database is busy or away."""
    for pause in PATIENCE:
        try:
            return write()
        except OperationalError:
            time.sleep(pause)
            connection.close_if_unusable_or_obsolete()
    return write()
