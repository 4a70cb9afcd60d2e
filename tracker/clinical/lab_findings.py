"""A judged result as a finding: an action, the threshold it met, and where that comes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

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
        "Call the emergency number about your %(result)s and how you feel"
    ),
    Level.URGENT: _("Call your clinic today about your %(result)s"),
    Level.SOON: _("Contact your clinic this week about your %(result)s"),
    Level.NEXT_VISIT: _("Mention your %(result)s at your next visit"),
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
ASK_NEXT = _("Should I take my next capsule?")
ASK_AFTER = _("What happens now, and who can support me?")
ASK_UNCLEAR = _("When should I repeat the test?")
# A negative test this soon after a positive one does not take it back: somebody has to look at both.
STANDS = timedelta(days=30)


def finding_of(
    result: LabResult,
    *,
    profile: Profile,
    entries: Iterable[DayEntry],
    after_course: bool = False,
) -> Finding | None:
    """Return what a result calls for, or None when it calls for nothing.

    ``after_course``: the last capsule is taken, so there is no next one to speak of.
    """
    judged = judge(result, profile=profile, entries=entries)
    if judged.level == Level.NONE:
        return None
    return Finding(
        rule=f"LAB-{result.test}",
        rule_version=LAB_RULE_VERSION,
        level=judged.level,
        provenance="official_added",
        official_stop_advice=is_positive(result) and not after_course,
        triggered_by=(
            Trigger(day=result.day, item=result.test, value=as_written(result, judged)),
        ),
        title=TITLES[judged.level] % {"result": in_words(result)},
        advice=advice_for(result, judged, after_course=after_course),
        ask=ask_about(result, after_course=after_course),
        sources=tuple(ref(source) for source in judged.sources),
        says="",
        reading=judged.reading,
        still_happening=False,
    )


def is_positive(result: LabResult) -> bool:
    """Hold for the one result whose published advice includes stopping: a positive pregnancy test."""
    return result.test in PREGNANCY_TESTS and result.outcome == "positive"


def in_words(result: LabResult) -> str:
    """Return the result as a title names it: “triglycerides result”, “ALT result”, “pregnancy test”."""
    if result.test in PREGNANCY_TESTS:
        return _("pregnancy test")
    name = test(result.test).short
    return _("%(name)s result") % {"name": name.lower() if name.istitle() else name}


def advice_for(result: LabResult, judged: Judgement, *, after_course: bool) -> str:
    if result.test not in PREGNANCY_TESTS:
        return "\n".join((judged.reading, ADVICE))
    if not is_positive(result):
        return UNCLEAR
    return POSITIVE if after_course else "\n".join((POSITIVE, STOP))


def ask_about(result: LabResult, *, after_course: bool) -> str:
    if result.test not in PREGNANCY_TESTS:
        return ASK
    if not is_positive(result):
        return ASK_UNCLEAR
    return ASK_AFTER if after_course else ASK_NEXT


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
    """Return what the result of each test that stands on ``on`` calls for."""
    known = history.until(on)
    end = known.course.last_dose_on
    found = (
        finding_of(
            result,
            profile=known.profile,
            entries=known.entries,
            after_course=end is not None and on > end,
        )
        for result in standing(known.labs, on=on)
    )
    return tuple(finding for finding in found if finding is not None)


def standing(results: Sequence[LabResult], *, on: date) -> tuple[LabResult, ...]:
    """Return the newest result of each test, or the positive pregnancy test it came too soon after."""
    newest = latest(results, on=on)
    positive = latest(filter(is_positive, results), on=on)
    return tuple(
        positive[code]
        if code in positive and result.day - positive[code].day <= STANDS
        else result
        for code, result in newest.items()
    )
