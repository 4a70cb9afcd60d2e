"""The documents say what is there."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.repository import ROOT, label

READERS = {"text", "flag", "number", "words", "secret"}
DOCUMENTS = sorted(
    [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "deploy").glob("*.md"),
    ]
)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)")
SCRIPT_VARIABLE = re.compile(r"\$\{([A-Z][A-Z_]+)[:}]|environ\.get\(\s*[\"']([A-Z_]+)")


def settings_variables() -> set[str]:
    """Return the variables the settings read."""
    tree = ast.parse((ROOT / "tracker" / "settings.py").read_text(encoding="utf-8"))
    return {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in READERS
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def script_variables() -> set[str]:
    """Return the variables the scripts of ``deploy/`` read."""
    scripts = (
        path
        for path in (ROOT / "deploy").iterdir()
        if path.is_file() and path.suffix != ".md"
    )
    found = (
        SCRIPT_VARIABLE.findall(path.read_text(encoding="utf-8")) for path in scripts
    )
    return {name for names in found for pair in names for name in pair if name}


def test_every_setting_is_documented():
    told = "".join(
        (ROOT / name).read_text(encoding="utf-8")
        for name in ("docs/development.md", "deploy/README.md")
    )

    assert (
        sorted(
            name
            for name in settings_variables() | script_variables()
            if f"`{name}`" not in told
        )
        == []
    )


def test_the_settings_are_found():
    assert {
        "SECRET_KEY",
        "DATABASE_URL",
        "DATA_DIR",
        "COURSELINE_ENV",
    } <= settings_variables()
    assert {"PORT", "WEB_CONCURRENCY"} <= script_variables()


@pytest.mark.parametrize("command", ["make serve", "make test"])
def test_the_readme_gives_both_commands(command):
    assert re.search(
        rf"\b{command}\b", (ROOT / "README.md").read_text(encoding="utf-8")
    )


@pytest.mark.parametrize("path", DOCUMENTS, ids=label)
def test_a_link_leads_to_a_file(path: Path):
    targets = LINK.findall(path.read_text(encoding="utf-8"))

    assert [target for target in targets if not (path.parent / target).exists()] == []
