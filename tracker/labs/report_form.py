"""Everything that stands on one report, in one form that needs no script: each test, and a photo or PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from django import forms
from django.conf import settings
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import gettext_noop

from tracker.clinical.labs import plans as lab_plans
from tracker.labs.forms import (
    Offer,
    Printed,
    Twice,
    confirmed_in,
    day_of_a_test,
    number,
    units_of,
    wrong_unit,
)
from tracker.labs.words import megabytes
from tracker.records import attachments
from tracker.records.cleaning import NotAReport, Report
from tracker.records.models import LabResult
from tracker.ui.forms import DayField, SentOnceForm

USUAL = ("ALT", "AST", "TG", "CHOL", *lab_plans.PREGNANCY_TESTS)
REFUSED: Mapping[str, str] = MappingProxyType(
    {
        "unknown": gettext_noop(
            "This is not a photo or a PDF that we can read. Choose a JPEG, PNG, WebP or PDF file."
        ),
        "heic": gettext_noop(
            "This photo is in the HEIC format, which we cannot read. Save it as JPEG, or take a screenshot of it."
        ),
        "broken": gettext_noop(
            "This file is damaged or incomplete. Try another photo or PDF of the report."
        ),
        "large": gettext_noop(
            "This picture has more points than we can open. Choose a smaller one."
        ),
        "locked": gettext_noop(
            "This PDF is locked with a password. Choose one without, or a photo of it."
        ),
        "long": gettext_noop("This PDF has more than 40 pages. Choose a shorter one."),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TestRow:
    """The fields of one test."""

    name: str
    fields: tuple[BoundField, ...]
    usual: bool
    touched: bool


class ReportForm(SentOnceForm):
    """Results of one day, each of them optional, and the report itself."""

    day = DayField(label=lazy("Date of the test"))
    fasting = forms.BooleanField(
        label=lazy("I had not eaten before this test"), required=False
    )
    paper = forms.FileField(
        label=lazy("Photo or PDF of the report"),
        required=False,
        widget=forms.FileInput(
            attrs={"accept": "image/jpeg,image/png,image/webp,application/pdf"}
        ),
    )

    def __init__(
        self,
        *args: Any,
        today: date,
        pregnancy: bool,
        region: str,
        dropped: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.dropped = dropped
        self.offers: list[Offer] = []
        self.twice: Twice | None = None
        self.report: Report | None = None
        self.tests = [
            each for each in lab_plans.ALL_TESTS if pregnancy or not each.outcomes
        ]
        for each in self.tests:
            self.fields |= (
                outcome_field(each) if each.outcomes else numbers(each, region)
            )
        size = megabytes(settings.ATTACHMENT_MAX_BYTES)
        self.fields["paper"].help_text = _(
            "up to %(size)s MB; place, time and camera are removed"
        ) % {"size": size}

    def clean_day(self) -> date:
        return day_of_a_test(self.cleaned_data["day"], today=self.today)

    def clean(self) -> dict[str, Any]:
        """Hold each value against its unit, and open the file once the rest is right."""
        answers = super().clean() or self.cleaned_data
        for each in self.tests:
            if not each.outcomes:
                self.check(each, answers)
        if self.dropped:
            self.add_error("paper", too_large())
        elif answers.get("paper") and self.errors:
            self.add_error(
                "paper", _("Choose this file again: a browser does not keep it.")
            )
        elif answers.get("paper"):
            self.open_paper(answers["paper"])
        elif not self.errors and not list(self.results()):
            raise forms.ValidationError(
                _("Write at least one result, or add a photo or PDF of the report."),
                code="empty",
            )
        return answers

    def check(self, which: lab_plans.Test, answers: dict[str, Any]) -> None:
        value, unit = (
            answers.get(f"{which.code}-{part}") for part in ("value", "unit")
        )
        limit = answers.get(f"{which.code}-upper_limit")
        if value is None:
            if limit is not None and f"{which.code}-value" not in self.errors:
                self.add_error(
                    f"{which.code}-value", _("Write the number on your report.")
                )
            return
        if unit not in units_of(which):
            self.add_error(f"{which.code}-unit", wrong_unit(which))
            return
        printed = Printed(
            which=which,
            unit=str(unit),
            value=value,
            upper_limit=limit,
            typed={
                part: self.data.get(f"{which.code}-{part}", "")
                for part in ("value", "upper_limit")
            },
            confirmed=confirmed_in(self),
        )
        problems = list(printed.problems())
        for part, text in problems:
            self.add_error(f"{which.code}-{part}", text)
        if problems:
            self.offers += [
                replace(each, words=f"{_(which.short)}: {each.words}")
                for each in printed.offers(f"{which.code}-unit")
            ]

    def open_paper(self, upload: Any) -> None:
        try:
            self.report = attachments.read(upload.read())
        except attachments.TooLarge:
            self.add_error("paper", too_large())
        except NotAReport as problem:
            self.add_error("paper", _(REFUSED[problem.why]))

    def results(self) -> Iterator[LabResult]:
        """Return a result for each test that was filled in."""
        said = self.cleaned_data
        for each in self.tests:
            value = said.get(f"{each.code}-value")
            outcome = said.get(f"{each.code}-outcome") or ""
            if value is None and not outcome:
                continue
            yield LabResult(
                day=said["day"],
                test=each.code,
                value=value,
                unit=said.get(f"{each.code}-unit") or "",
                upper_limit=said.get(f"{each.code}-upper_limit"),
                outcome=outcome,
                fasting=said.get("fasting") or None,
            )

    def rows(self) -> Iterator[TestRow]:
        """Return the fields test by test, the usual ones first."""
        for each in sorted(self.tests, key=lambda each: each.code not in USUAL):
            fields = tuple(
                field for field in self if field.name.startswith(f"{each.code}-")
            )
            typed = any(
                field.errors or (field.data and not field.name.endswith("-unit"))
                for field in fields
            )
            yield TestRow(
                name=_(each.label),
                fields=fields,
                usual=each.code in USUAL,
                touched=typed,
            )

    def usual_rows(self) -> list[TestRow]:
        return [row for row in self.rows() if row.usual]

    def other_rows(self) -> list[TestRow]:
        return [row for row in self.rows() if not row.usual]

    def other_touched(self) -> bool:
        return any(row.touched for row in self.other_rows())


def numbers(which: lab_plans.Test, region: str) -> dict[str, forms.Field]:
    """Return the fields of a test with a number; the unit is the one most reports of the region use."""
    names = units_of(which)
    name = _(which.short)
    return {
        f"{which.code}-value": number(_("%(test)s: result") % {"test": name}),
        f"{which.code}-unit": forms.ChoiceField(
            label=_("%(test)s: unit") % {"test": name},
            required=False,
            choices=[(each, each) for each in names],
            initial=names[0] if region == "us" else names[-1],
        ),
        f"{which.code}-upper_limit": number(
            _("%(test)s: upper limit") % {"test": name}
        ),
    }


def outcome_field(which: lab_plans.Test) -> dict[str, forms.Field]:
    field = forms.ChoiceField(
        label=_(which.short),
        required=False,
        choices=[
            ("", "–"),
            *((code, _(each)) for code, each in lab_plans.OUTCOMES.items()),
        ],
    )
    return {f"{which.code}-outcome": field}


def too_large() -> str:
    size = megabytes(settings.ATTACHMENT_MAX_BYTES)
    return _("This file is larger than %(size)s MB. Choose a smaller one.") % {
        "size": size
    }
