from __future__ import annotations

import argparse
import sys

from django.core.management.base import BaseCommand

from tracker import clock
from tracker.privacy import archive
from tracker.privacy.commands import by_mail
from tracker.records import exporting


class Command(BaseCommand):
    help = "Write everything of one person to standard output, as the ZIP that the page gives. They see that it was done."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("email", help="the address they sign in with")

    def handle(self, *args: object, email: str, **options: object) -> None:
        owner = by_mail(email)
        account = exporting.take_out(owner, actor="operator", at=clock.now())
        for piece in archive.pieces(account, owner):
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
