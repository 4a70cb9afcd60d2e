"""Let plausible courses go through the rules and count what they say; touch no database."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tracker.clinical.simulate import report
from tracker.clinical.simulate.study import Study, studied

PAGE = Path("docs") / "clinical" / "alert-burden.md"
MOST_PATIENTS, FEWEST_DAYS, MOST_DAYS = 100_000, 30, 730


class Command(BaseCommand):
    """Simulate courses and print how often the rules speak."""

    help = (
        "Simulate plausible courses and print how often each rule speaks, and which planted red flags were found. "
        "The same seed gives the same answer."
    )
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how many, how long, and the seed."""
        parser.add_argument("--patients", type=int, default=1000)
        parser.add_argument("--days", type=int, default=180)
        parser.add_argument("--seed", type=int, default=7)
        parser.add_argument(
            "--page",
            nargs="?",
            type=Path,
            const=PAGE,
            help=f"also write the page ({PAGE})",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the figures; end with exit code 1 when a promise about them is broken."""
        patients, days, seed = (options[name] for name in ("patients", "days", "seed"))
        if not 1 <= patients <= MOST_PATIENTS:
            raise CommandError(f"--patients must lie between 1 and {MOST_PATIENTS}.")
        if not FEWEST_DAYS <= days <= MOST_DAYS:
            raise CommandError(
                f"--days must lie between {FEWEST_DAYS} and {MOST_DAYS}."
            )
        study = studied(patients=patients, days=days, seed=seed)
        self.stdout.write("\n".join(report.printed(study)))
        if options["page"]:
            self._write(study, Path(settings.BASE_DIR) / options["page"])
        broken = tuple(_broken(study))
        if broken:
            raise CommandError("\n".join(broken), returncode=1)

    def _write(self, study: Study, path: Path) -> None:
        command = (
            f"python manage.py simulate --patients {study.patients} --days {study.days} "
            f"--seed {study.seed} --page"
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(report.page(study, command=command), encoding="utf-8")
        self.stdout.write(f"Wrote {path}.")


def _broken(study: Study) -> list[str]:
    """Return each promise of docs/clinical/alert-burden.md that the figures break."""
    found = []
    if study.missed:
        found.append(f"{len(study.missed)} planted red flags were missed.")
    if study.dry_above:
        found.append(f"Ordinary dryness went above self-care in {study.dry_above}.")
    if study.contact_median > 1:
        found.append(f"{study.contact_median:g} contact cards in the median month.")
    return found
