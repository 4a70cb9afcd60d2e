"""The counts of a study, in words: for the terminal, and as the page a clinician reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from tracker.clinical.engine.findings import RULESET_VERSION
from tracker.clinical.rules.ruleset import RULES_BY_ID
from tracker.clinical.scales import LEVEL_WORDS
from tracker.clinical.simulate import frequencies as known
from tracker.clinical.simulate.burden import ORDINARY_DRYNESS
from tracker.clinical.simulate.frequencies import FREQUENCIES, STUDIES, Frequency
from tracker.clinical.simulate.planted import EQUALS
from tracker.clinical.simulate.study import FELT, Study
from tracker.clinical.sources import SOURCES
from tracker.clinical.vocabulary import item


def printed(study: Study) -> Iterator[str]:
    """Give the lines for the terminal."""
    yield f"Rule set {RULESET_VERSION}: {study.patients} patients, {study.days} days, seed {study.seed}"
    yield ""
    yield "Cards per patient-month (30 days)"
    for level, rate in study.by_level.items():
        yield f"  {level.code:<11} {rate:8.3f}"
    yield ""
    yield from (f"{name}: {value}" for name, value in _figures(study))
    yield ""
    yield f"{'Rule':<10} {'level':<11} {'a month':>8} {'patients':>9}"
    for spoken in study.by_rule:
        highest = RULES_BY_ID[spoken.rule].level.code
        yield f"{spoken.rule:<10} {highest:<11} {spoken.a_month:8.3f} {spoken.patients:9}"
    yield f"Did not speak: {', '.join(study.silent) or 'none'}"
    yield f"Not modelled: {', '.join(study.not_modelled) or 'none'}"
    for each in study.missed:
        yield f"MISSED: {each.flag.rule} in patient {each.patient} on {each.day}"


def _figures(study: Study) -> tuple[tuple[str, str], ...]:
    hunts = len(study.hunts)
    return (
        ("Median contact cards in a patient-month", f"{study.contact_median:g}"),
        ("Mean contact cards in a patient-month", f"{study.contact_mean:.2f}"),
        (
            "The same if no call were ever noted, so that nothing rests",
            f"{study.contact_mean_unrested:.2f}",
        ),
        (
            f"Median if moderate grades came {known.HARSHER[1]:g} times and severe ones {known.HARSHER[2]:g} times as often",
            f"{study.harsher_median:g}",
        ),
        ("Mean if they did", f"{study.harsher_mean:.2f}"),
        ("Nine patient-months in ten have at most", str(study.contact_ninety)),
        ("The patient-month with most has", str(study.contact_most)),
        ("Patient-months without a contact card", _share(study.months_without, 1)),
        (
            "Logged days with a card above self-care",
            _share(study.days_with_card, study.logged),
        ),
        (
            "Logged days on which anything above self-care held, resting or not",
            _share(study.days_with_anything, study.logged),
        ),
        (
            "Courses with ordinary dryness alone that went above self-care",
            f"{study.dry_above} of {study.patients}",
        ),
        ("Planted red flags found", f"{hunts - len(study.missed)} of {hunts}"),
        (
            "Of these resting, because a call about the same was noted in the last three days",
            str(study.resting),
        ),
        (
            "Of these only through another sign of the same rule, which the card named in its place",
            str(len(study.behind)),
        ),
    )


def _share(part: float, whole: float) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "none"


# The page


def page(study: Study, *, command: str) -> str:
    """Return docs/clinical/alert-burden.md."""
    parts = (
        _opening(study, command),
        _burden(study),
        _planted(study),
        _model(),
        _frequencies(),
        _reading(),
    )
    return "\n".join(line for part in parts for line in part)


def _opening(study: Study, command: str) -> Iterator[str]:
    yield "# Alert burden"
    yield ""
    yield "How often the rules would speak in plausible courses, and whether they find what was planted in them."
    yield "These are simulated people, built from published shares and from assumptions that are all listed below:"
    yield "the figures say how the rules behave, not how many people fall ill. Written by"
    yield ""
    yield f"    {command}"
    yield ""
    yield f"Rule set {RULESET_VERSION}; {study.patients:,} courses of {study.days} days; the same seed gives the same page."
    yield ""


def _burden(study: Study) -> Iterator[str]:
    yield "## Figures"
    yield ""
    yield from _table(("What", "Figure"), _figures(study))
    yield ""
    yield from _table(
        ("Level", "Cards per patient-month"),
        ((LEVEL_WORDS[level], f"{rate:.3f}") for level, rate in study.by_level.items()),
    )
    yield ""
    yield "### By rule"
    yield ""
    yield from _table(
        ("Rule", "Its highest level", "Cards per patient-month", "Patients who met it"),
        (
            (
                each.rule,
                LEVEL_WORDS[RULES_BY_ID[each.rule].level],
                f"{each.a_month:.3f}",
                _share(each.patients, study.patients),
            )
            for each in study.by_rule
        ),
    )
    yield ""
    yield f"Can be met by what is felt here, and did not speak: {', '.join(study.silent) or 'none'}."
    yield ""
    yield from _not_modelled(study)


def _not_modelled(study: Study) -> Iterator[str]:
    felt = ", ".join(f"`{code}`" for code in study.never_felt)
    yield "### Not modelled"
    yield ""
    yield "**The figures above say nothing about these rules**, because what they ask for is never felt in a simulated"
    yield f"course, or because they speak after it: {', '.join(study.not_modelled) or 'none'}."
    yield ""
    yield f"Of {len(study.never_felt) + len(FELT) - 1} items a person can notice, {len(study.never_felt)} are never felt here, since no document that was read"
    yield f"gives a share for them: {felt}."
    yield ""


def _planted(study: Study) -> Iterator[str]:
    planted = Counter((each.flag.rule, each.flag.level) for each in study.hunts)
    found = Counter(
        (each.flag.rule, each.flag.level) for each in study.hunts if each.found
    )
    yield "## Planted red flags"
    yield ""
    yield "Each sign is logged in a copy of a course on a known day. It is found when the rule it was planted for speaks"
    yield "at its level or above and names it, or rests because a call about the same was noted in the last three days."
    yield "Where the rule spoke or rested on another sign alone, it is counted as found and listed below."
    yield "Signs and levels are written by hand from the tables and leaflets, not read from the rules. Where a rule gives"
    yield "way to a more urgent reading of the same sign, that one counts in its place:"
    yield ""
    yield from _table(
        ("Rule", "Or"),
        ((rule, ", ".join(sorted(equals))) for rule, equals in EQUALS.items()),
    )
    yield ""
    yield from _table(
        ("Rule", "Level at least", "Planted", "Found"),
        (
            (rule, LEVEL_WORDS[level], str(count), str(found[rule, level]))
            for (rule, level), count in sorted(planted.items())
        ),
    )
    yield ""
    missed = [f"{each.flag.rule} (patient {each.patient})" for each in study.missed]
    yield f"Missed: {', '.join(missed) or 'none'}."
    behind = [f"{each.flag.rule} (patient {each.patient})" for each in study.behind]
    yield f"Behind another sign of the same rule: {', '.join(behind) or 'none'}."
    yield ""


def _model() -> Iterator[str]:
    dry = ", ".join(
        f"{item(code).short.lower()} up to grade {grade}"
        for code, grade in ORDINARY_DRYNESS.items()
    )
    yield "## The model"
    yield ""
    yield "- **The diary.** On each day somebody who logs stops with a chance of"
    yield f"  {known.STOPS_LOGGING:.0%}; somebody who stopped starts again with {known.STARTS_AGAIN:.0%}. The daily questions are always"
    yield "  answered, anything else when it is felt, and on the day after it is over mostly with none."
    yield "- **Symptoms** keep their grade from day to day more often than not. Dryness begins in the first three weeks"
    yield "  and stays, a little better or worse; everything else comes in spells."
    yield f"- **Mood.** Besides the spells, one day in {round(1 / known.A_BIT_LOW_DAY)} is a bit low for anybody, and"
    yield f"  {known.DEPRESSION_A_YEAR:.1%} a year ({known.DEPRESSION_SOURCE}) go through {known.DEPRESSION_DAYS} days that are mostly low."
    yield "- **The app.** A card is counted when it is newly raised on a logged day. What merely goes on is not counted"
    yield "  again. The patient notes a call on the day of every card that asks for one; it then rests for three days at"
    yield "  the same level or below, an emergency never. Cards for the next visit and tips ask for no call, so they do"
    yield "  not rest: they are counted on each day on which they are newly raised."
    yield f"- **Ordinary dryness alone** is the same course with nothing left in it but {dry}."
    yield "- **Not in the model:** laboratory results, questionnaires, the time after the course, and people who log"
    yield "  only when they feel unwell, who would see more cards for each logged day."
    yield ""


def _frequencies() -> Iterator[str]:
    yield "## Shares"
    yield ""
    yield "*Share* is the part of people who feel it at some time in the course. Grades, lengths and numbers of spells"
    yield "are assumptions in every row: no abstract gives them."
    yield ""
    yield from _table(
        (
            "Item",
            "Share",
            "Rests on",
            "Source",
            "Mild / moderate / severe",
            "Goes",
        ),
        (_frequency(each) for each in FREQUENCIES),
    )
    yield ""
    yield "| Source | What it is | Read |"
    yield "|---|---|---|"
    for id_ in sorted(
        {each.source for each in FREQUENCIES} | {known.DEPRESSION_SOURCE}
    ):
        title, read = _source(id_)
        yield f"| {id_} | {title} | {read} |"
    yield ""


def _frequency(each: Frequency) -> tuple[str, ...]:
    spells = f"{each.a_month:g} more a month, {each.days:g} days on average"
    return (
        item(each.item).short
        + (f" ({each.who.replace('_', ' ')})" if each.who else ""),
        f"{each.share:.0%}",
        each.basis.value,
        each.source,
        " / ".join(f"{share:.0%}" for share in each.grades),
        each.pattern.value if each.pattern is known.Pattern.LASTING else spells,
    )


def _source(id_: str) -> tuple[str, str]:
    if id_ in STUDIES:
        return STUDIES[id_].title, STUDIES[id_].read
    return SOURCES[id_].title, SOURCES[id_].read


def _reading() -> Iterator[str]:
    yield "## How to read it"
    yield ""
    yield "A high figure for one rule is a reason to look at that rule, not to quieten it: whether it speaks too often is"
    yield "a clinician's decision. A figure rests on the assumed grades: the lines for more moderate and severe ones show"
    yield "how far. It says nothing of the rules that are not modelled. Recall of planted signs shows that gaps, other"
    yield "answers and resting flags do not hide a sign; that the list of signs is complete, and that each has the right"
    yield "level, has to be judged from the sources: who wrote the rules also wrote the signs."
    yield ""


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
