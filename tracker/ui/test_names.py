"""What a planned test is called in plain words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tracker.clinical.labs import plans as lab_plans
from tracker.clinical.labs.schedule import PlannedTest


def names_of(line: PlannedTest) -> tuple[str, ...]:
    """Return the plain names: liver, fats, monthly test; one by one when only some are missing."""
    if line.any_of:
        return (_("monthly test"),)
    if line.missing != line.tests or len(line.tests) == 1:
        return tuple(_(lab_plans.test(code).label) for code in line.missing)
    return tuple(dict.fromkeys(_(lab_plans.test(code).plain) for code in line.missing))
