"""The commands are there, explained, and can be run."""

import os
import re
import subprocess

import pytest

from tests.house.repository import ROOT, label

PROMISED = {
    "serve",
    "dev",
    "test",
    "test-browser",
    "test-postgres",
    "check",
    "fix",
    "docs",
    "bench",
}
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
SCRIPTS = [
    path for path in (ROOT / "deploy").iterdir() if path.is_file() and not path.suffix
]
SCRIPTS += [ROOT / ".ci" / "run"]


def test_every_promised_command_says_what_it_does():
    explained = set(re.findall(r"^([a-z-]+):.*## \w", MAKEFILE, re.MULTILINE))

    assert explained >= PROMISED


@pytest.mark.parametrize("path", SCRIPTS, ids=label)
def test_a_script_can_be_run(path):
    assert os.access(path, os.X_OK)
    assert path.read_text(encoding="utf-8").startswith("#!/bin/sh\n")
    assert subprocess.run(["/bin/sh", "-n", str(path)], check=False).returncode == 0


def test_every_script_the_commands_name_is_there():
    named = set(
        re.findall(
            r"\bdeploy/[a-z-]+",
            MAKEFILE + "".join(p.read_text("utf-8") for p in SCRIPTS),
        )
    )

    assert (
        sorted(
            name
            for name in named
            if not any((ROOT / name).parent.glob(f"{(ROOT / name).name}*"))
        )
        == []
    )
