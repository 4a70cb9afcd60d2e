"""One result, as printed on the report."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tracker.clinical.labs import plans as lab_plans
from tracker.clinical.labs import units as lab_units
from tracker.clinical.labs.findings import is_positive
from tracker.labs.words import plain
from tracker.records.facts import result_of
from tracker.records.models import LabResult
from tracker.ui.forms import CalmForm, DayField, NumberField, in_thousands

EARLIEST = timedelta(days=3 * 366)
UNITS = tuple(
    dict.fromkeys(unit.name for each in lab_plans.ALL_TESTS for unit in each.units)
)
MOST = Decimal(999_999)


def day_of_a_test(day: date, *, today: date) -> date:
    """Return the day; raise ValidationError for one to come or too long ago."""
    if day > today:
        raise forms.ValidationError(_("This day has not come yet."), code="future")
    if day < today - EARLIEST:
        raise forms.ValidationError(
            _("This is more than three years ago."), code="past"
        )
    return day


def number(label: Any, **options: Any) -> NumberField:
    """Return a field for a number of a report."""
    return NumberField(
        label=label,
        required=False,
        max_value=MOST,
        max_digits=9,
        decimal_places=3,
        **options,
    )


def units_of(which: lab_plans.Test) -> list[str]:
    return [unit.name for unit in which.units]


def wrong_unit(which: lab_plans.Test) -> str:
    names = _(" or ").join(units_of(which))
    return _("Choose the unit on your report: %(units)s.") % {"units": names}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A button that answers the question beside a number: ``name`` and ``value`` are sent with the form."""

    name: str
    value: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What stands on a report for one test: the numbers, as typed too, and what was confirmed."""

    which: lab_plans.Test
    unit: str
    value: Decimal | None
    upper_limit: Decimal | None
    typed: Mapping[str, str]
    confirmed: Collection[str] = ()

    def parts(self) -> Iterator[tuple[str, Decimal, Decimal | None]]:
        """Return each number that was written, with the limit beside it."""
        if self.value is not None:
            yield "value", self.value, self.upper_limit
        if self.upper_limit is not None:
            yield "upper_limit", self.upper_limit, None

    def problems(self) -> Iterator[tuple[str, str]]:
        """Return the fields that have to be asked about, each with the question."""
        for part, found, beside in self.parts():
            if text := self.problem(part, found, beside):
                yield part, text

    def problem(self, part: str, found: Decimal, beside: Decimal | None) -> str:
        return (
            either(self.which, self.typed.get(part, ""), self.unit)
            or implausible(self.which, found, self.unit)
            or self.doubt(found, beside)
        )

    def doubt(self, found: Decimal, beside: Decimal | None) -> str:
        """Return the question about a value that is rare in its unit, unless it was confirmed."""
        rare = lab_units.doubtful(self.which, found, self.unit, limit=beside)
        if rare is None or self.sure in self.confirmed:
            return ""
        said = _("%(value)s %(unit)s is rare. Did you mean %(likely)s?")
        return said % {"value": plain(found), "unit": self.unit, "likely": rare.likely}

    @property
    def sure(self) -> str:
        """Return what a person confirms: this test with these numbers and this unit, and no others."""
        numbers = (self.value, self.upper_limit)
        said = (plain(each) if each is not None else "" for each in numbers)
        return " ".join((self.which.code, self.unit, *said))

    def offers(self, unit_field: str) -> tuple[Offer, ...]:
        """Return the buttons that answer the first question: take the likely unit, or keep a rare value."""
        for part, found, beside in self.parts():
            if either(self.which, self.typed.get(part, ""), self.unit):
                return ()
            if wrong := lab_units.implausible(self.which, found, self.unit):
                return with_unit(unit_field, wrong.likely)
            if rare := lab_units.doubtful(self.which, found, self.unit, limit=beside):
                return (*with_unit(unit_field, rare.likely), self.keep())
        return ()

    def keep(self) -> Offer:
        words = _("It is %(unit)s: save it so") % {"unit": self.unit}
        return Offer(name="sure", value=self.sure, words=words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Twice:
    """The result that a test has on that day already; ``stands`` holds for a positive pregnancy test."""

    pk: int
    day: str
    words: str
    stands: bool


def twice_of(result: LabResult | None, outcome: str = "") -> Twice | None:
    """Return the result that stands in the way of one with this ``outcome``, and when to change it."""
    if result is None:
        return None
    return Twice(
        pk=result.pk,
        day=date_format(result.day, "j F Y"),
        words=when_to_change(result, outcome),
        stands=is_positive(result_of(result)),
    )


def when_to_change(result: LabResult, outcome: str) -> str:
    """Return in whose place a second result may come: a positive test stands, an unclear one is repeated."""
    if result.test not in lab_plans.PREGNANCY_TESTS:
        return _("Change it if it was copied wrongly.")
    if is_positive(result_of(result)):
        return _(
            "Contact your clinic about both tests. Change the first one only if it was typed wrong. A test of the other kind, urine or blood, has a result of its own."
        )
    if outcome == "positive":
        return _(
            "A positive test counts, also beside one that said something else. Change the first one to positive."
        )
    if result.outcome != "unclear":
        return _(
            "Change it if it was copied wrongly. A test of the other kind, urine or blood, has a result of its own."
        )
    return _(
        "It is noted as unclear. If you took the test again, put what the repeat said in its place. What you were told about the first one is kept."
    )


def with_unit(field: str, unit: str) -> tuple[Offer, ...]:
    """Return the button that saves with another unit, if one is likely."""
    words = _("Save with %(unit)s") % {"unit": unit}
    return (Offer(name=field, value=unit, words=words),) if unit else ()


def either(which: lab_plans.Test, typed: str, unit: str) -> str:
    """Return the question about a point before three figures that a report of this unit may mean as a thousand."""
    whole = in_thousands(typed)
    if not whole or not lab_units.plausible(which, Decimal(whole), unit):
        return ""
    part = str(Decimal(typed.strip().replace(",", ".")).quantize(Decimal("0.01")))
    return _("This can be read in two ways. Write %(whole)s or %(part)s.") % {
        "whole": whole,
        "part": part,
    }


def implausible(which: lab_plans.Test, value: Decimal, unit: str) -> str:
    """Return why a value cannot be right, with the likely unit, or nothing when it can be."""
    wrong = lab_units.implausible(which, value, unit)
    if wrong is None:
        return ""
    text = _("%(value)s %(unit)s is far outside what a lab can report.") % {
        "value": plain(value),
        "unit": unit,
    }
    if wrong.likely and wrong.value is not None:
        likely = _("Did you mean %(likely)s? That is %(value)s %(unit)s.") % {
            "likely": wrong.likely,
            "value": plain(wrong.value),
            "unit": unit,
        }
    elif which.code == "A1C":
        likely = _(
            "Only the result in % can be entered here. If your report prints mmol/mol alone, keep a photo of it."
        )
    else:
        likely = _("Check the number and the unit on your report.")
    return f"{text} {likely}"


def confirmed_in(form: forms.Form) -> list[str]:
    """Return what the person confirmed with this sending."""
    data = form.data
    return data.getlist("sure") if isinstance(data, QueryDict) else []


def typed_wrong(label: str) -> forms.BooleanField:
    """Return the tick without which a positive pregnancy test is not taken back."""
    return forms.BooleanField(
        label=label,
        help_text=_("A positive test stands, also when a second one is negative."),
        required=False,
    )


def still_stands() -> str:
    return _(
        "Tick this only if it was typed wrong. If it was not, leave it as it is and contact your clinic."
    )


class RemovalForm(CalmForm):
    """What is asked before a positive pregnancy test is removed."""

    prefix = "removal"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["typed_wrong"] = typed_wrong(_("It was typed wrong, remove it"))


class ResultForm(CalmForm):
    """A number with its unit, or an outcome; which of them depends on the test."""

    day = DayField(label=lazy("Date of the test"))
    test = forms.ChoiceField(label=lazy("Test"))
    value = number(lazy("Result"))
    unit = forms.ChoiceField(
        label=lazy("Unit"),
        required=False,
        choices=[("", "–"), *((name, name) for name in UNITS)],
    )
    outcome = forms.ChoiceField(
        label=lazy("Result of a pregnancy test"),
        required=False,
        choices=[("", "–"), *lab_plans.OUTCOMES.items()],
    )
    upper_limit = number(
        lazy("Upper limit on your report"),
        help_text=lazy("labs differ, so copy theirs"),
    )
    fasting = forms.BooleanField(
        label=lazy("I had not eaten before this test"), required=False
    )

    def __init__(self, *args: Any, today: date, pregnancy: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.offers: tuple[Offer, ...] = ()
        self.twice: Twice | None = None
        offered = [
            each for each in lab_plans.ALL_TESTS if pregnancy or not each.outcomes
        ]
        self.fields["test"].choices = [(each.code, _(each.label)) for each in offered]  # type: ignore[attr-defined]
        if not pregnancy:
            del self.fields["outcome"]

    def ask_if_typed_wrong(self) -> None:
        """Ask what has to be said before a positive pregnancy test becomes something else."""
        self.fields["typed_wrong"] = typed_wrong(_("It was typed wrong"))

    def refuse_to_take_back(self) -> None:
        self.ask_if_typed_wrong()
        self.add_error("typed_wrong", still_stands())

    def clean_day(self) -> date:
        return day_of_a_test(self.cleaned_data["day"], today=self.today)

    def clean(self) -> dict[str, Any]:
        """Hold the value against its unit, and the answer against the kind of test."""
        answers = super().clean() or self.cleaned_data
        code = answers.get("test")
        if not code:
            return answers
        which = lab_plans.test(code)
        if which.outcomes:
            self.check_outcome(answers)
        else:
            self.check_value(which, answers)
        return answers

    def check_outcome(self, answers: dict[str, Any]) -> None:
        if not answers.get("outcome"):
            self.add_error("outcome", _("Choose what the test said."))
        answers |= {"value": None, "unit": "", "upper_limit": None}

    def check_value(self, which: lab_plans.Test, answers: dict[str, Any]) -> None:
        answers["outcome"] = ""
        unit = answers.get("unit")
        if "unit" in answers and unit not in units_of(which):
            self.add_error("unit", wrong_unit(which))
            return
        if answers.get("value") is None:
            if "value" not in self.errors:
                self.add_error("value", _("Write the number on your report."))
            return
        if not unit:
            return
        printed = Printed(
            which=which,
            unit=unit,
            value=answers["value"],
            upper_limit=answers.get("upper_limit"),
            typed={each: self.data.get(each, "") for each in ("value", "upper_limit")},
            confirmed=confirmed_in(self),
        )
        for name, text in list(printed.problems()):
            self.add_error(name, text)
        if self.errors:
            self.offers = printed.offers("unit")

    def into(self, result: LabResult) -> LabResult:
        """Return ``result`` with what was typed."""
        for name in ("day", "test", "value", "unit", "upper_limit"):
            setattr(result, name, self.cleaned_data[name])
        result.outcome = self.cleaned_data.get("outcome") or ""
        result.fasting = self.cleaned_data["fasting"] or None
        return result
