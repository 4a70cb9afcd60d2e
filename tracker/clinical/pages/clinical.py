"""The clinical data as pages a clinician can review: Markdown made from the data, nothing added by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tracker.clinical import crisis, vocabulary
from tracker.clinical.cards.advice import CARDS, Card, paragraphs
from tracker.clinical.conditions import persistence
from tracker.clinical.crisis import CRISIS_REGIONS
from tracker.clinical.engine import findings
from tracker.clinical.engine.findings import RULESET_VERSION
from tracker.clinical.pages.markdown import MADE as _MADE
from tracker.clinical.pages.markdown import page as _page
from tracker.clinical.pages.markdown import records as _records
from tracker.clinical.pages.markdown import table as _table
from tracker.clinical.rules.bumps import BUMPS, Bump
from tracker.clinical.rules.rule import EVERY_RULE, Case, Rule
from tracker.clinical.rules.ruleset import RULES
from tracker.clinical.scales import GROUP_LABELS, LEVEL_WORDS, Group, Item, Level
from tracker.clinical.simulate.frequencies import STUDIES
from tracker.clinical.sources import SOURCES
from tracker.clinical.traces.disagreements import disagreements_about
from tracker.clinical.traces.examples import EXAMPLES, Diary
from tracker.clinical.vocabulary import ITEMS


def rules_page() -> str:
    """Return every rule with its source, its reading, its words and its two drawn diaries."""
    return _page(
        "Rules",
        f"Rule set {RULESET_VERSION}. {_MADE}",
        "Nobody has reviewed a rule until a name stands beside it.",
        _summary_of_rules(),
        *(_rule(rule) for rule in RULES),
        "## What raises a rule",
        "Two facts together raise a rule by one step, like one.",
        _table(("Rules", "Fact", "Effect"), (_bump(bump) for bump in BUMPS)),
        *_how_rules_hold(),
        *_words_that_count(),
    )


def _how_rules_hold() -> Iterator[str]:
    """Give the closing rule and the rest, as the file that decides it says it of itself."""
    yield "## How a flag holds, rests and closes"
    yield "\n\n".join((findings.__doc__ or "").split("\n\n")[1:]).strip()
    yield (
        f"A flag somebody was contacted about rests for {findings._COOLDOWN.days} days at the same level or below. "
        "A higher level does not rest, and an emergency never does. All other numbers stand on the page of "
        "[numbers and lists](numbers.md)."
    )


def _words_that_count() -> Iterator[str]:
    """Give the written words that open the crisis card and the medicines that are recognised."""
    yield "## Written words that open the crisis card"
    yield "They only add: no word hides a flag. Case, apostrophes and punctuation do not matter."
    yield _records(crisis.SELF_HARM_WORDS)
    yield "## Medicines that are recognised"
    yield _table(
        ("Group", "Names"),
        (
            ("tetracyclines", ", ".join(sorted(vocabulary.TETRACYCLINES))),
            ("vitamin A and its relatives", ", ".join(sorted(vocabulary.VITAMIN_A))),
        ),
    )


def _summary_of_rules() -> str:
    rows = (
        (
            f"[{rule.id}](#{rule.id.lower()})",
            _levels(rule),
            rule.provenance.value,
            rule.status.value,
        )
        for rule in RULES
    )
    return _table(("Rule", "Level", "Warrant", "Status"), rows)


def _levels(rule: Rule) -> str:
    levels = sorted({case.level for case in rule.cases}, reverse=True)
    return ", ".join(level.code for level in levels)


def _rule(rule: Rule) -> str:
    return "\n\n".join(
        (
            f"## {rule.id}",
            _table(("", ""), _facts(rule)),
            *(
                _card(level, card)
                for level, card in sorted(CARDS[rule.id].items(), reverse=True)
            ),
            _diary("Speaks", EXAMPLES[rule.id].speaks),
            _diary("Stays quiet", EXAMPLES[rule.id].quiet),
        )
    )


def _facts(rule: Rule) -> Iterator[tuple[str, str]]:
    for each in rule.cases:
        yield each.level.code, _when(each)
    yield "The source says", rule.says
    yield "We read it as", rule.reading
    yield (
        "Sources",
        "; ".join(
            f"{ref.id} ({ref.title}{_section(ref.section)})" for ref in rule.sources
        ),
    )
    yield (
        "Published advice to stop until spoken to",
        "yes" if rule.official_stop_advice else "no",
    )
    differs = disagreements_about(rule.id)
    if differs:
        yield (
            "Sources differ",
            "; ".join(f"{each.topic} ({each.id})" for each in differs),
        )
    if rule.gives_way_to:
        yield "Gives way to", _gives_way(rule)
    yield "After the last capsule", _after_course(rule)
    yield "Raised with", rule.family.value
    yield "Warrant, status", f"{rule.provenance.value}, {rule.status.value}"
    yield (
        "Version, checked on, reviewer",
        f"{rule.version}, {rule.checked_on}, {rule.reviewer or 'nobody yet'}",
    )


def _when(each: Case) -> str:
    """Return a condition in words, with what sets its case apart from the rest of its rule."""
    said = [each.when.words()]
    if isinstance(each.when, persistence._Lasting):
        said.append(_exceptions(each.when))
    if not each.may_rise:
        said.append("the profile does not raise it")
    if each.after_course is not None:
        said.append(f"after the last capsule: {each.after_course.value}")
    return "; ".join(said)


def _after_course(rule: Rule) -> str:
    """Return how long a rule stays on, and each of its cases that stays on for another time."""
    said = [rule.after_course.value]
    said += [
        f"but its case {place} ({each.level.code}) {each.after_course.value}"
        for place, each in enumerate(rule.cases, start=1)
        if each.after_course not in {None, rule.after_course}
    ]
    return "; ".join(said)


def _exceptions(lasting: persistence._Lasting) -> str:
    grades = (f"{code} below grade {grade}" for code, grade in lasting.from_grades)
    return (
        f"left out are {', '.join(grades)}, and acne_flare in the first {lasting.flare_weeks} weeks; "
        f"the items are {', '.join(lasting.codes)}"
    )


def _gives_way(rule: Rule) -> str:
    if rule.gives_way_to == EVERY_RULE:
        return "every rule, on the items they share"
    return f"{', '.join(rule.gives_way_to)}, on the items they share"


def _section(section: str) -> str:
    return f", {section}" if section else ""


def _card(level: Level, card: Card) -> str:
    said = " ".join(paragraphs(card.advice))
    return f"> **{LEVEL_WORDS[level]}: {card.title}.** {said} Ask them: {card.ask}"


def _diary(verb: str, diary: Diary) -> str:
    return f"{verb} on day {diary.on}{_around(diary)}:\n\n```text\n{diary.picture}\n```"


def _around(diary: Diary) -> str:
    said = [
        *(f"profile: {condition}" for condition in diary.conditions),
        *(f"on the medicine list: {name}" for name in diary.medicines),
        *(
            f"started on day {number}: {name}"
            for number, name in diary.new_medicines.items()
        ),
    ]
    if diary.course_day != 1:
        said.append(f"day 1 is day {diary.course_day} of the course")
    if diary.last_dose is not None:
        said.append(f"last capsule on day {diary.last_dose}")
    return f" ({'; '.join(said)})" if said else ""


def _bump(bump: Bump) -> tuple[str, str, str]:
    if bump.at_least is not None:
        return bump.family.value, bump.because, f"at least {bump.at_least.code}"
    only = f", only from {bump.only.code}" if bump.only is not None else ""
    return bump.family.value, bump.because, f"one step up{only}"


def symptoms_page() -> str:
    """Return every item a person may log, with its anchors, codes and sources."""
    return _page(
        "What can be logged",
        _MADE,
        "Marks on the SNOMED CT code: H, V, C, I and G say where it was seen; U means it was not verified.",
        *(_group(group) for group in Group),
    )


def _group(group: Group) -> str:
    items = [each for each in ITEMS if each.group is group]
    return "\n\n".join((f"## {GROUP_LABELS[group]}", *(_item(each) for each in items)))


def _item(each: Item) -> str:
    answers = ((choice.value, choice.word, choice.anchor) for choice in each.choices)
    parts = [
        f"### {each.label} (`{each.code}`)",
        f"{each.term}. {'. '.join(_item_facts(each))}.",
    ]
    if each.choices:
        parts.append(_table(("Sent", "Word", "Means"), answers))
    return "\n\n".join(parts)


def _item_facts(each: Item) -> Iterator[str]:
    yield f"Asked: {each.asked.value.replace('_', ' ')}"
    if each.red_flag:
        yield "Red flag"
    if each.needs:
        yield f"Only when: {each.needs.replace('_', ' ')}"
    if each.snomed:
        yield f"SNOMED CT {each.snomed} ({each.snomed_mark})"
    yield f"Also called: {', '.join(each.aliases)}"
    yield f"Sources: {', '.join(each.sources)}"
    yield (
        f"{each.says[:-1]}. {each.reading[:-1]}. Status: {each.status.value}. "
        f"Version {each.version}, checked on {each.checked_on}, reviewed by {each.reviewer or 'nobody yet'}"
    )


def sources_page() -> str:
    """Return every document relied on and every crisis contact, with how well each was checked."""
    documents = (
        (
            source.id,
            source.title,
            source.publisher,
            source.version,
            source.read,
            source.status.value,
            str(source.checked_on),
            source.reviewer or "nobody yet",
        )
        for source in SOURCES.values()
    )
    contacts = (
        (
            region.name,
            contact.name,
            contact.number,
            contact.purpose,
            contact.status,
            str(contact.checked_on),
        )
        for region in CRISIS_REGIONS.values()
        for contact in region.contacts
    )
    return _page(
        "Sources",
        _MADE,
        _table(
            (
                "Id",
                "Title",
                "Publisher",
                "Version",
                "Read",
                "Status",
                "Checked on",
                "Reviewer",
            ),
            documents,
        ),
        "## Studies of the simulation",
        "They give the shares in [the simulated courses](alert-burden.md) and nothing else. They are not part of the "
        "evidence pack, and no rule rests on them.",
        _table(
            ("Id", "Title", "Read"),
            ((id_, study.title, study.read) for id_, study in STUDIES.items()),
        ),
        "## Crisis contacts",
        _table(("Region", "Name", "Number", "For", "Status", "Checked on"), contacts),
    )


def plans_page(
    tests: Iterable[object],
    profiles: Mapping[str, Sequence[object]],
    overlays: Mapping[str, Sequence[object]],
) -> str:
    """Return the lab plans: one table for the tests, one for each profile and overlay."""
    return _page(
        "Lab plans",
        _MADE,
        "## Tests",
        _records(tests),
        *(
            f"## Profile: {name}\n\n{_records(lines)}"
            for name, lines in profiles.items()
        ),
        *(
            f"## Added for: {name}\n\n{_records(lines)}"
            for name, lines in overlays.items()
        ),
    )
