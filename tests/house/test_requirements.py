"""The locked requirements hold what pyproject.toml asks for, once."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.repository import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))[
    "project"
]
PIN = re.compile(r"^([a-z0-9.-]+)(?:\[[a-z,]+\])?==([^ ;\\]+)", re.MULTILINE)
LOCKS = {
    "base": [],
    "postgres": ["postgres"],
    "test": ["postgres", "push", "test"],
    "dev": ["postgres", "push", "test", "dev"],
}


def text_of(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def pins(name: str) -> dict[str, str]:
    return {
        canonicalize_name(found): version
        for found, version in PIN.findall(text_of(name))
    }


def wanted(name: str) -> list[Requirement]:
    lines = list(PROJECT["dependencies"])
    for extra in LOCKS[name]:
        lines += PROJECT["optional-dependencies"][extra]
    return [Requirement(line) for line in lines if not line.startswith("courseline")]


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_is_locked_to_a_version_it_allows(name):
    locked = pins(name)

    missed = [
        str(requirement)
        for requirement in wanted(name)
        if locked.get(canonicalize_name(requirement.name), "0")
        not in requirement.specifier
    ]

    assert missed == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_package_has_the_same_version_in_every_lock(name):
    assert pins(name).items() <= pins("dev").items()


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_hashes_and_no_addresses(name):
    text = text_of(name)

    assert text.count("--hash=sha256:") >= len(pins(name))
    assert "://" not in text
    assert "--index-url" not in text
    assert "--find-links" not in text
