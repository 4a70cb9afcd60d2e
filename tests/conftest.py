"""What all suites share."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from hypothesis import HealthCheck, settings

from tests import sockets

ROOT = Path(__file__).resolve().parent.parent

# A busy machine is slow: how long an example takes proves nothing.
settings.register_profile(
    "same",
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("search", settings.get_profile("same"), derandomize=False)
# The same examples each time, so that a change is refused for what it did; `make laws` searches for others.
settings.load_profile(os.environ.get("LAWS", "same"))


@pytest.fixture(autouse=True, scope="session")
def _no_outside_world() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        sockets.block(patch)
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    # In memory, the live server and the test would share one SQLite connection and one transaction.
    # A file gives each its own, as in production.
    connection = connections["default"]
    if connection.vendor == "sqlite":
        name = tmp_path_factory.mktemp("database") / "tests.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(name)
