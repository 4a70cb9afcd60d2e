"""Questions about more than the grades of a few days: the profile, a medicine, the note, a first rating."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tracker.clinical.conditions.base import Condition, Known, Said, Trigger, View
from tracker.clinical.conditions.reach import Reach
from tracker.clinical.crisis import mentions_self_harm
from tracker.clinical.vocabulary import CONDITIONS, item, medicines_among


@dataclass(frozen=True, slots=True)
class _ProfileSays:
    condition: str

    def met(self, view: View) -> tuple[Trigger, ...]:
        # A profile fact is read on the day asked about; it is not carried over from an older day.
        if (
            view.day != view.on
            or not view.course_runs
            or self.condition not in view.profile.conditions
        ):
            return ()
        return (Trigger(day=view.on, item=self.condition, value=1),)

    def stands(self, _known: Known, _said: Said) -> bool:
        return True

    def reach(self) -> Reach:
        return Reach(parts=frozenset(), days=1)

    def words(self) -> str:
        return f"the profile says {CONDITIONS[self.condition].lower()} while the course runs"


@dataclass(frozen=True, slots=True)
class _Medicine:
    name: str
    group: frozenset[str]

    def met(self, view: View) -> tuple[Trigger, ...]:
        entry = view.entries.get(view.day)
        started = entry.new_medicine if entry else ""
        # The list is read on the day asked about; it is not carried over from an older day.
        listed = view.profile.medicines if view.day == view.on else ()
        if not (started or listed) or not view.course_runs:
            return ()
        return (
            *self._named(listed, "medicines", view.day),
            *self._named((started,), "new_medicine", view.day),
        )

    def _named(
        self, texts: tuple[str, ...], where: str, day: date
    ) -> tuple[Trigger, ...]:
        return tuple(
            Trigger(day=day, item=where, value=name)
            for name in medicines_among(texts, self.group)
        )

    def stands(self, _known: Known, _said: Said) -> bool:
        # No answer of the diary says that a medicine was left off.
        return True

    def reach(self) -> Reach:
        return Reach(parts=frozenset({"new_medicine"}), days=1)

    def words(self) -> str:
        return f"{self.name} on the medicine list, or started, while the course runs"


@dataclass(frozen=True, slots=True)
class _Written:
    def met(self, view: View) -> tuple[Trigger, ...]:
        entry = view.entries.get(view.day)
        if entry is None or not mentions_self_harm(entry.note):
            return ()
        # The note itself stays in the diary: only the fact that it was there is passed on.
        return (Trigger(day=view.day, item="note", value="self-harm words"),)

    def stands(self, _known: Known, _said: Said) -> bool:
        # Words count as a yes: a no on a later day does not take them back. A person does.
        return True

    def reach(self) -> Reach:
        note = frozenset({"note"})
        return Reach(parts=note, days=1, needs=note)

    def words(self) -> str:
        return "once: the note has a phrase from the short list about self-harm"


@dataclass(frozen=True, slots=True)
class _NotImproved:
    # Not monotone in the first rating: worse skin at the start makes the same skin now an improvement.
    code: str
    from_week: int
    baseline_within: int

    def met(self, view: View) -> tuple[Trigger, ...]:
        rated = view.marks(view.day).get(self.code, 0)
        if view.course_day <= 7 * self.from_week or rated == 0:
            return ()
        first = self._first_rating(view)
        if first is None or rated < view.marks(first)[self.code]:
            return ()
        days = (first, view.day)
        return tuple(
            Trigger(day=day, item=self.code, value=view.marks(day)[self.code])
            for day in days
        )

    def _first_rating(self, view: View) -> date | None:
        last = view.course.started_on + timedelta(days=self.baseline_within - 1)
        rated = (
            day
            for day in sorted(view.entries)
            if day <= min(last, view.day) and self.code in view.marks(day)
        )
        return next(rated, None)

    def stands(self, known: Known, said: Said) -> bool:
        now, first = known.marks.get(self.code, 0), said[self.code][0].value
        return now > 0 and isinstance(first, int) and now >= first

    def reach(self) -> Reach:
        codes = frozenset({self.code})
        return Reach(parts=codes, days=None, needs=codes)

    def words(self) -> str:
        return (
            f"after week {self.from_week}: {item(self.code).short.lower()} rated no better than the first rating "
            f"(made in the first {self.baseline_within} days)"
        )


def profile_says(condition: str) -> Condition:
    """Hold on every day of the course while the profile names ``condition``."""
    return _ProfileSays(condition)


def medicine(name: str, group: frozenset[str]) -> Condition:
    """Hold when a medicine of ``group`` is on the list or was started that day, while the course runs."""
    return _Medicine(name, group)


def written_self_harm() -> Condition:
    """Hold when the note of the day has a phrase from the reviewed list."""
    return _Written()


def not_improved(code: str, *, from_week: int, baseline_within: int) -> Condition:
    """Hold when ``code`` is rated no better than at the start, later than ``from_week`` full weeks."""
    return _NotImproved(code, from_week, baseline_within)
