"""A judged result as a finding: an action, the threshold it met, and where that comes from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tracker.clinical.facts import DayEntry, History, LabResult, Profile
from tracker.clinical.findings import Finding, Trigger
from tracker.clinical.lab_plans import OUTCOMES, PREGNANCY_TESTS, test
from tracker.clinical.lab_ranges import Judgement, judge, latest
from tracker.clinical.sources import ref
from tracker.clinical.vocabulary import Level
from tracker.clinical.words import gettext_noop as _

LAB_RULE_VERSION = 1
TITLES = {
    Level.EMERGENCY: _(
        "Call the emergency number about your %(test)s result and how you feel"
    ),
    Level.URGENT: _("Call your clinic today about your %(test)s result"),
    Level.SOON: _("Contact your clinic this week about your %(test)s result"),
    Level.NEXT_VISIT: _("Mention your %(test)s result at your next visit"),
}
ADVICE = _(
    "Ask your clinic what it means together with how you feel, and whether the test should be repeated."
)
POSITIVE = _(
    "You will get clear support whatever you decide. Tell them when you took your last capsule."
)
UNCLEAR = _("Repeat the test, and tell your clinic that the first one was unclear.")
STOP = _(
    "Published advice is not to take the next capsule before you have spoken to a clinician."
)
ASK = _("Should this test be repeated, and when?")


def finding_of(
    result: LabResult, *, profile: Profile, entries: Iterable[DayEntry]
) -> Finding | None:
    """Return what a result calls for, or None when it calls for nothing."""
    judged = judge(result, profile=profile, entries=entries)
    if judged.level == Level.NONE:
        return None
    return Finding(
        rule=f"LAB-{result.test}",
        rule_version=LAB_RULE_VERSION,
        level=judged.level,
        provenance="official_added",
        official_stop_advice=stops(result),
        triggered_by=(
            Trigger(day=result.day, item=result.test, value=as_written(result, judged)),
        ),
        title=TITLES[judged.level] % {"test": test(result.test).short},
        advice=advice_for(result, judged),
        ask=ASK,
        sources=tuple(ref(source) for source in judged.sources),
        says="",
        reading=judged.reading,
        still_happening=False,
    )


def stops(result: LabResult) -> bool:
    """Hold for the one result whose published advice includes stopping: a positive pregnancy test."""
    return result.test in PREGNANCY_TESTS and result.outcome == "positive"


def advice_for(result: LabResult, judged: Judgement) -> str:
    if result.test not in PREGNANCY_TESTS:
        return "\n".join((f"{judged.reading}.", ADVICE))
    return "\n".join((POSITIVE, STOP)) if stops(result) else UNCLEAR


def as_written(result: LabResult, judged: Judgement) -> str:
    """Return the result as the report has it, with the limit it is held against."""
    if result.value is None:
        return OUTCOMES.get(result.outcome, result.outcome)
    text = f"{result.value.normalize():f} {result.unit}"
    return (
        f"{text} (limit {judged.limit.normalize():f})"
        if judged.limit is not None
        else text
    )


def lab_findings_on(history: History, *, on: date) -> tuple[Finding, ...]:
    """Return what the newest result of each test up to ``on`` calls for."""
    known = history.until(on)
    found = (
        finding_of(result, profile=known.profile, entries=known.entries)
        for result in latest(known.labs, on=on).values()
    )
    return tuple(finding for finding in found if finding is not None)
