from __future__ import annotations

import argparse
from pathlib import Path

from django.core.management.base import BaseCommand

from tracker import clock
from tracker.privacy import reading
from tracker.privacy.commands import by_mail, refuse
from tracker.records import importing


class Command(BaseCommand):
    help = "Bring an export into the empty account of one person: all of it or nothing. They see that it was done."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("email", help="the address they sign in with")
        parser.add_argument("file", type=Path, help="a ZIP that export_account wrote")

    def handle(self, *args: object, email: str, file: Path, **options: object) -> None:
        owner = by_mail(email)
        try:
            with file.open("rb") as opened:
                reading.bring_in(
                    owner,
                    opened,
                    actor="operator",
                    today=clock.today(owner.time_zone),
                    at=clock.now(),
                )
        except OSError as problem:
            refuse(f"Cannot read {file}: {problem.strerror}.")
        except reading.Refused as problem:
            refuse(str(problem))
        except importing.AccountIsNotEmpty:
            refuse(
                "There is a course in this account already, or a file was brought in before. Nothing was changed."
            )
        self.stdout.write("Everything in the file is stored.")
