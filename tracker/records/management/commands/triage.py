"""Answer one history with its findings; touch no database."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError

from tracker.clinical.engine.findings import findings_on, in_order
from tracker.clinical.history.document import BadHistory, answer_as_json
from tracker.clinical.history.parts import once_each
from tracker.clinical.history.possible import read_question
from tracker.clinical.labs.findings import lab_findings_on

NOT_UNDERSTOOD = 2


class Command(BaseCommand):
    """Read one history as JSON and print the findings as JSON."""

    help = "Read one history as JSON (a file, or - for standard input) and print the findings as JSON."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file."""
        parser.add_argument("file", help="a JSON file, or - for standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the answer, or refuse with exit code 2."""
        try:
            history, on = read_question(_loaded(options["file"]))
        except BadHistory as problem:
            refuse(str(problem))
        found = (*findings_on(history, on=on), *lab_findings_on(history, on=on))
        answer = answer_as_json(in_order(found))
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))


def _loaded(name: str) -> object:
    try:
        text = (
            sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
        )
        return json.loads(text, parse_float=Decimal, object_pairs_hook=once_each)
    except OSError as problem:
        refuse(f"Cannot read {name}: {problem.strerror}.")
    except BadHistory:
        raise
    except RecursionError:
        refuse("This is not a history: it is nested too deep.")
    except ValueError as problem:
        refuse(f"This is not JSON: {problem}.")


def refuse(why: str) -> NoReturn:
    """End with exit code 2 and one clear line."""
    raise CommandError(why, returncode=NOT_UNDERSTOOD)
