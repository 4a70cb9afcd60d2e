"""One drawn summary for the tests of its renderings, and what tools say about a PDF."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path

from tests.patients import NOON, START, course_with
from tracker.accounts.models import User
from tracker.records.models import (
    Course,
    DayEntry,
    DosePeriod,
    LabResult,
    Question,
    ShownFinding,
)
from tracker.summary.build import summary_of
from tracker.summary.document import PARTS, Summary

BREAKS = re.compile("[\u200b\u200c\u200d\u200e\u200f\ufeff]")


def robin(**more) -> Course:
    """Return a course with one of each: a flag, a result above its limit, a question, a note."""
    wanted = {
        "pk": 1,
        "owner": User(pk=1, time_zone="Europe/London"),
        "started_on": START,
        "planned_weeks": 24,
        "target_mg_per_kg": Decimal(120),
        "weight_kg": Decimal("64.0"),
        "country": "uk",
        "name_on_summary": "Robin Hale",
        "born": date(2004, 5, 4),
        "clinic_name": "Northgate Clinic",
        "conditions": ["diabetes"],
        "created_at": NOON,
    }
    return course_with(
        Course(**{**wanted, **more}),
        dose_periods=[
            DosePeriod(starts=START, mg_per_day=Decimal(20)),
            DosePeriod(starts=date(2026, 10, 19), mg_per_day=Decimal(40)),
        ],
        entries=[
            DayEntry(
                day=date(2026, 9, 21),
                dose_taken="all",
                marks={"lips_dry": 1, "mood": 0},
            ),
            DayEntry(
                day=date(2026, 9, 23),
                dose_taken="none",
                marks={"lips_dry": 3, "joint_pain": 3, "irritable": 1},
                note="Ran 8 km.\n=cmd()",
            ),
        ],
        lab_results=[
            LabResult(
                day=date(2026, 9, 22),
                test="ALT",
                value=Decimal("62.000"),
                unit="U/L",
                upper_limit=Decimal(41),
                added_at=NOON,
            ),
            LabResult(
                day=date(2026, 9, 22),
                test="GLU",
                value=Decimal("5.1"),
                unit="mmol/L",
                added_at=NOON,
            ),
        ],
        findings=[
            ShownFinding(
                day=date(2026, 9, 23),
                rule="S-MSK-1",
                rule_version=2,
                ruleset="2026.1",
                level=4,
                provenance="seed_explicit",
                title="Call",
                advice="Call",
                triggered_by=[{"day": "2026-09-23", "item": "joint_pain", "value": 3}],
                sources=[{"id": "M1", "title": "A monograph", "section": "Joints"}],
                shown_at=NOON,
                contacted_on=date(2026, 9, 24),
                they_said="Rest it.",
            )
        ],
        questions=[Question(text="Can I go back to running?")],
    )


def made(course: Course | None = None, **more) -> Summary:
    wanted = {"on": date(2026, 9, 24), "made_at": NOON, "parts": frozenset(PARTS)}
    return summary_of(course or robin(), **{**wanted, **more})


def told_by(tool: str, *options: str, file: Path, to: Path | None = None) -> str:
    """Return what a program says about a file; ``to`` is where it draws, without its ending."""
    path = shutil.which(tool)
    assert path, f"{tool} is not installed (deploy/pdf-tools)"
    target = [str(to.with_suffix(""))] if to else []
    target = target or (["-"] if tool == "pdftotext" else [])
    run = subprocess.run(
        [path, *options, str(file), *target],
        capture_output=True,
        check=True,
    )
    return run.stdout.decode()


def text_of(pdf: bytes, folder: Path, *options: str) -> str:
    """Return the words of a PDF in the order they are written, a single space between them."""
    return in_one_line(lines_of(pdf, folder, *options))


def lines_of(pdf: bytes, folder: Path, *options: str) -> str:
    """Return the words of a PDF in the order they are written, in the lines they stand in."""
    file = folder / "page.pdf"
    file.write_bytes(pdf)
    return told_by("pdftotext", "-raw", "-enc", "UTF-8", *options, file=file)


def in_one_line(text: str) -> str:
    return " ".join(BREAKS.sub("", text).split())
