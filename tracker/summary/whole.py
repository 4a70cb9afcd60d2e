"""Everything that may be seen, one by one, for the appendix and for other systems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from tracker.clinical.facts import History, LabResult
from tracker.clinical.labs.plans import OUTCOMES, TESTS
from tracker.clinical.labs.ranges import limit_of
from tracker.records.models import ShownFinding
from tracker.summary import topics
from tracker.summary.attention import may_tell
from tracker.summary.document import Note, Result, Told
from tracker.summary.laboratory import reading
from tracker.summary.reasons import what
from tracker.summary.symptoms import Window

Words = Callable[[str], str]
# Codes of one public list alone wait for a second (clinical source list: 14771-0).
UNCONFIRMED_LOINC = frozenset({"14771-0"})


def told(
    findings: Iterable[ShownFinding],
    parts: frozenset[str],
    *,
    first: date,
    last: date,
) -> tuple[Told, ...]:
    """Return each thing that was told, newest first, with only those reasons that may be shown."""
    shown = (may_tell(row, parts, first=first, last=last) for row in findings)
    return tuple(
        Told(
            day=each.row.day,
            rule=each.row.rule,
            version=each.row.rule_version,
            ruleset=each.row.ruleset,
            level=each.row.level,
            what=what([each]),
            contacted_on=each.row.contacted_on,
            they_said=each.row.they_said,
            sources=sources_of(each.row),
        )
        for each in shown
        if each
    )


def sources_of(row: ShownFinding) -> tuple[str, ...]:
    return tuple(
        ", ".join(filter(None, (source.get("title", ""), source.get("section", ""))))
        for source in row.sources
    )


def results(
    found: Sequence[LabResult],
    history: History,
    parts: frozenset[str],
    *,
    words: Words,
) -> tuple[Result, ...]:
    """Return the results of the parts chosen, oldest first."""
    return tuple(
        result(each, history, words=words)
        for each in found
        if topics.of_test(each.test) in parts
    )


def result(each: LabResult, history: History, *, words: Words) -> Result:
    limit, own = limit_of(each)
    judged = reading(each, history.entries)
    return Result(
        day=each.day,
        test=each.test,
        name=words(TESTS[each.test].short),
        value=each.value,
        unit=each.unit,
        outcome=words(OUTCOMES[each.outcome]).lower() if each.outcome else "",
        limit=limit,
        own_limit=own,
        high=judged is not None and judged.high,
        loinc=loinc_of(each),
    )


def loinc_of(each: LabResult) -> str:
    """Return the code of a test in its unit, or nothing where it is not confirmed."""
    test = TESTS[each.test]
    if test.status != "verified":
        return ""
    codes = {unit.name: unit.loinc for unit in test.units}
    found = codes.get(each.unit) or test.loinc
    return "" if found in UNCONFIRMED_LOINC else found


def notes(window: Window) -> tuple[Note, ...]:
    """Return every note as it was written, newest first."""
    return tuple(
        Note(day=day, text=entry.note, cut=False)
        for day, entry in sorted(window.entries.items(), reverse=True)
        if entry.note.strip()
    )
