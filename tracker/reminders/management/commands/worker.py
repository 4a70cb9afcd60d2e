from __future__ import annotations

import argparse
import logging
import signal
from threading import Event

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, close_old_connections

from tracker import clock
from tracker.records import attachments
from tracker.reminders import deliver

log = logging.getLogger("tracker.reminders")


class Command(BaseCommand):
    help = "Send reminders as they fall due, until stopped. Run one or several, on one machine or many."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--every", type=float, default=30, help="seconds between two ticks"
        )

    def handle(self, *args: object, every: float, **options: object) -> None:
        if not 0.1 <= every <= 3600:
            raise CommandError("--every must lie between 0.1 and 3600 seconds.")
        stop = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        self.stdout.write("Waiting for what falls due.")
        while not stop.is_set():
            once(stop)
            stop.wait(every)
        self.stdout.write("Stopped.")


def once(stop: Event) -> None:
    """Do one tick; a database that is away is asked again at the next one."""
    close_old_connections()
    try:
        deliver.tick(clock.now, stopping=stop.is_set)
        attachments.sweep(at=clock.now())
    except DatabaseError as failure:
        log.warning("The database is away: %s", type(failure).__name__)
    except OSError as failure:
        log.warning("Reports were not looked through: %s", type(failure).__name__)
    close_old_connections()
