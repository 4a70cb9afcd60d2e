"""Write the pages a clinician reviews, or check that they are in step with the data."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tracker.clinical.pages import clinical as pages
from tracker.clinical.pages import numbers as pages_numbers
from tracker.clinical.pages import trace as pages_trace
from tracker.clinical.pages.guidance import guidance_pages
from tracker.clinical.pages.questionnaires import questionnaires_page
from tracker.clinical.rules.fingerprints import (
    Clash,
    added_to,
    read_ledger,
    written_ledger,
)
from tracker.clinical.rules.ruleset import RULES

FOLDER = Path("docs") / "clinical"
LEDGER = "rule-fingerprints.txt"
PLANS = "tracker.clinical.labs.plans"


class Command(BaseCommand):
    """Write docs/clinical from the clinical data."""

    help = "Write docs/clinical from the clinical data, or check that it is in step."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the choice between writing and checking, and where."""
        parser.add_argument(
            "--check",
            action="store_true",
            help="change nothing; exit 1 when out of step",
        )
        parser.add_argument(
            "--folder",
            type=Path,
            default=None,
            help="where the pages are (docs/clinical)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the pages, or refuse when they are out of step."""
        folder = options["folder"] or Path(settings.BASE_DIR) / FOLDER
        stale = {
            name: text
            for name, text in (made() | kept(folder)).items()
            if _on_disk(folder / name) != text
        }
        if options["check"]:
            _refuse(stale)
            return
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in stale.items():
            (folder / name).write_text(text, encoding="utf-8")
            self.stdout.write(f"Wrote {folder / name}.")


def made() -> dict[str, str]:
    """Return each page by its file name."""
    texts = {
        "rules.md": pages.rules_page(),
        "symptoms.md": pages.symptoms_page(),
        "sources.md": pages.sources_page(),
        "matrix.md": pages_trace.matrix_page(),
        "changelog.md": pages_trace.changelog_page(),
        "coverage.md": pages_trace.coverage_page(),
        "disagreements.md": pages_trace.disagreements_page(),
        "thresholds.md": pages_trace.thresholds_page(),
        "numbers.md": pages_numbers.numbers_page(),
        **guidance_pages(),
        "questionnaires.md": questionnaires_page(),
    }
    if find_spec(PLANS) is not None:
        plans = import_module(PLANS)
        texts["lab-plans.md"] = pages.plans_page(
            _rows(plans.TESTS), plans.PROFILES, plans.OVERLAYS
        )
    return texts


def kept(folder: Path) -> dict[str, str]:
    """Return the list of rule versions with today's added; refuse a change without a new version."""
    before = read_ledger(_on_disk(folder / LEDGER) or "")
    try:
        return {LEDGER: written_ledger(added_to(before, RULES))}
    except Clash as problem:
        raise CommandError(str(problem), returncode=1) from problem


def _rows(tests: Any) -> Any:
    return tests.values() if isinstance(tests, Mapping) else tests


def _on_disk(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def _refuse(stale: Mapping[str, str]) -> None:
    if stale:
        names = ", ".join(sorted(stale))
        raise CommandError(
            f"Out of step with the data: {names}. Run manage.py clinical_pages.",
            returncode=1,
        )
