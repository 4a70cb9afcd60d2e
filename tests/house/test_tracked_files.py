"""The repository holds no secrets and no large files."""

import shutil
import subprocess

import pytest

from tests.house.repository import ROOT
from tests.house.tracked_files import complaints


def tracked() -> list[str]:
    """Return the tracked files, or nothing where the code came without its history."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        return []
    listed = subprocess.run(
        [git, "-c", f"safe.directory={ROOT}", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [name for name in listed.stdout.split("\0") if name]


def test_no_secret_and_no_large_file_is_tracked():
    present = (ROOT / name for name in tracked() if (ROOT / name).is_file())

    assert list(complaints(present)) == []


@pytest.mark.parametrize(
    "text",
    [
        "-----BEGIN PRIVATE" + " KEY-----",
        "DATABASE_URL=postgres://me:" + "hunter2hunter2@db/x",
        "AKIA" + "A1B2" * 4,
    ],
)
def test_a_secret_is_seen(text, tmp_path):
    file = tmp_path / "notes.txt"
    file.write_text(text)

    assert list(complaints([file])) == [f"{file}: looks like it holds a secret"]


def test_a_key_file_is_seen_by_its_name(tmp_path):
    file = tmp_path / "field_keys"
    file.write_text("x")

    assert len(list(complaints([file]))) == 1
