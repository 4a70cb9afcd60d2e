"""One migration after the other, each with a name somebody chose."""

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from tests.house.repository import ROOT

OWN = [
    config.label
    for config in apps.get_app_configs()
    if config.name.startswith("tracker.")
    and (ROOT / config.path / "migrations").is_dir()
]


def migrations_of(label: str) -> list[str]:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return sorted(name for app, name in loader.disk_migrations if app == label)


@pytest.mark.parametrize("label", OWN)
def test_migrations_form_one_line(label):
    loader = MigrationLoader(None, ignore_no_migrations=True)

    assert len(loader.graph.leaf_nodes(label)) == 1


@pytest.mark.parametrize("label", OWN)
def test_the_last_migration_is_written_down(label):
    last = ROOT / apps.get_app_config(label).path / "migrations" / "max_migration.txt"

    assert last.read_text(encoding="utf-8").strip() == migrations_of(label)[-1]


@pytest.mark.parametrize("label", OWN)
def test_migrations_are_named_by_hand(label):
    assert [name for name in migrations_of(label) if "_auto_" in name] == []
