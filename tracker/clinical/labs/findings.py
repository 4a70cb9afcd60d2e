"""A judged result as a finding: an action, the threshold it met, and where that comes from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from tracker.clinical.engine.findings import Finding, Trigger
from tracker.clinical.facts import DayEntry, History, LabResult
from tracker.clinical.labs.plans import OUTCOMES, PREGNANCY_TESTS, test
from tracker.clinical.labs.ranges import Judgement, judge, latest
from tracker.clinical.labs.schedule import Order, PlannedTest, Status, plan
from tracker.clinical.sources import ref
from tracker.clinical.vocabulary import Level
from tracker.clinical.words import gettext_noop as _

LAB_RULE_VERSION = 2
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
MISSED_RULE = "LAB-PREG-MISSED"
MISSED_TITLE = _("Contact your clinic this week about your monthly test")
MISSED_READING = _("The days for this test have passed, and no result is noted.")
MISSED_ADVICE = _(
    "Ask your clinic when to take it: the next pack can depend on it. If you have had the test, add the result."
)
MISSED_AFTER = _(
    "Ask your clinic when to take it: it still matters after the last capsule. If you have had the test, add the result."
)
MISSED_ASK = _("When should I take the test, and what does it mean for my next pack?")
MISSED_ASK_AFTER = _("When should I take the test?")
NO_RESULT = _("no result noted")
# A negative test this soon after a positive one does not take it back: somebody has to look at both.
STANDS = timedelta(days=30)


def finding_of(
    result: LabResult,
    *,
    entries: Iterable[DayEntry],
    after_course: bool = False,
) -> Finding | None:
    """Return what a result calls for, or None when it calls for nothing.

    ``after_course``: the last capsule is taken, so there is no next one to speak of.
    """
    judged = judge(result, entries=entries)
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


def lab_findings_on(
    history: History,
    *,
    on: date,
    orders: Iterable[Order] = (),
    waived: Collection[str] = frozenset(),
) -> tuple[Finding, ...]:
    """Return what the results that stand on ``on`` call for, and the pregnancy test that was missed."""
    known = history.until(on)
    end = known.course.last_dose_on
    found = [
        finding_of(
            result,
            entries=known.entries,
            after_course=end is not None and on > end,
        )
        for result in standing(known.labs, on=on, entries=known.entries)
    ]
    planned = plan(
        known.course,
        known.profile,
        known.labs,
        on=on,
        orders=orders,
        waived=waived,
        before=known.labs_before,
    )
    missed = missed_test(planned)
    if missed is not None:
        found.append(missed_finding(missed, after_course=end is not None and on > end))
    return tuple(finding for finding in found if finding is not None)


def missed_test(planned: Iterable[PlannedTest]) -> PlannedTest | None:
    """Return the newest pregnancy test whose window has passed without a result, or None."""
    late = [
        each for each in planned if each.pregnancy and each.status is Status.OVERDUE
    ]
    return max(late, key=lambda each: each.closes, default=None)


def missed_finding(missed: PlannedTest, *, after_course: bool = False) -> Finding:
    """Return what a missed pregnancy test calls for, from the day after its window (section 6)."""
    return Finding(
        rule=MISSED_RULE,
        rule_version=LAB_RULE_VERSION,
        level=Level.SOON,
        provenance="official_added",
        official_stop_advice=False,
        triggered_by=(
            Trigger(day=missed_on(missed), item=missed.tests[0], value=NO_RESULT),
        ),
        title=MISSED_TITLE,
        advice="\n".join(
            (MISSED_READING, MISSED_AFTER if after_course else MISSED_ADVICE)
        ),
        ask=MISSED_ASK_AFTER if after_course else MISSED_ASK,
        sources=tuple(ref(source) for source in missed.sources or ("L1", "N3")),
        says="",
        reading=MISSED_READING,
        still_happening=False,
    )


def missed_on(missed: PlannedTest) -> date:
    """Return the first day on which the test was missed."""
    return missed.closes + timedelta(days=1)


def standing(
    results: Sequence[LabResult], *, on: date, entries: Iterable[DayEntry] = ()
) -> tuple[LabResult, ...]:
    """Return the newest result of each test, or the positive pregnancy test it came too soon after."""
    newest = latest(results, on=on, entries=entries)
    positive = latest(filter(is_positive, results), on=on)
    return tuple(
        positive[code]
        if code in positive and result.day - positive[code].day <= STANDS
        else result
        for code, result in newest.items()
    )
