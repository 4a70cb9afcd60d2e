"""Every table and field of a person is in the export, or named with the reason why it is not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models

from tests.house.repository import ROOT
from tracker.accounts.models import User
from tracker.records.portable import (
    IN_HISTORY,
    KEPT,
    LEFT_OUT,
    ONLY_TOLD,
    RESHAPED,
    SCHEMA,
    TABLES,
)

RECORDS: list[type[models.Model]] = [*apps.get_app_config("records").get_models(), User]


def fields(model: type[models.Model]) -> Iterator[str]:
    """Return the fields that say something: neither the number of the row nor whose it is."""
    for field in model._meta.concrete_fields:
        if not field.primary_key and field.related_model is None:
            yield field.name


def told(model: type[models.Model]) -> set[str]:
    lists = (IN_HISTORY, KEPT, ONLY_TOLD)
    found = {name for each in lists for name in each.get(model, ())}
    named = (each.partition(".") for each in (*LEFT_OUT, *RESHAPED))
    return found | {
        name for table, _dot, name in named if table == model.__name__ and name
    }


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_every_field_is_exported_or_named_with_a_reason(model):
    if model.__name__ in LEFT_OUT:
        assert LEFT_OUT[model.__name__]
        assert not told(model)
        return

    assert set(fields(model)) == told(model)


def test_no_field_is_told_twice():
    for model in RECORDS:
        names = [*IN_HISTORY.get(model, ()), *KEPT.get(model, ())]
        assert len(names) == len(set(names))
        assert not {f"{model.__name__}.{name}" for name in names} & {
            *LEFT_OUT,
            *RESHAPED,
        }


def test_every_reason_is_about_something_that_exists():
    known = {model.__name__ for model in RECORDS}
    known |= {f"{model.__name__}.{name}" for model in RECORDS for name in fields(model)}

    assert {*LEFT_OUT, *RESHAPED} <= known
    assert set(TABLES) == set(RECORDS)


def test_the_document_names_the_schema():
    page = (ROOT / "docs" / "export-format.md").read_text(encoding="utf-8")

    assert SCHEMA in page
