"""The keys of an installation are made once and never replaced."""

import stat

import pytest
from cryptography.fernet import Fernet

from tracker.keys import KeyIsMissing, create_missing, data_dir, write_once


def test_both_keys_are_created_and_only_their_owner_reads_them(tmp_path):
    created = create_missing(tmp_path / "data", {})

    assert {path.name for path in created} == {"secret_key", "field_keys"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in created} == {0o600}
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == [
        "field_keys",
        "secret_key",
    ]


def test_the_field_key_encrypts(tmp_path):
    create_missing(tmp_path, {})

    box = Fernet((tmp_path / "field_keys").read_text().strip())

    assert box.decrypt(box.encrypt(b"a note")) == b"a note"


def test_a_second_run_changes_nothing(tmp_path):
    create_missing(tmp_path, {})
    before = (tmp_path / "secret_key").read_text()

    assert create_missing(tmp_path, {}) == ()
    assert (tmp_path / "secret_key").read_text() == before


def test_a_key_from_the_environment_needs_no_file(tmp_path):
    assert (
        create_missing(tmp_path, {"SECRET_KEY": "given", "FIELD_KEYS": "given"}) == ()
    )


def test_a_database_without_its_key_is_refused(tmp_path):
    (tmp_path / "courseline.sqlite3").touch()

    with pytest.raises(KeyIsMissing, match="Put the key file back"):
        create_missing(tmp_path, {})

    assert not (tmp_path / "secret_key").exists()


def test_two_processes_agree_on_one_key(tmp_path):
    assert write_once(tmp_path / "secret_key", "first")
    assert not write_once(tmp_path / "secret_key", "second")
    assert (tmp_path / "secret_key").read_text() == "first\n"


def test_the_folder_comes_from_the_environment():
    assert str(data_dir({"DATA_DIR": "/srv/courseline"})) == "/srv/courseline"
    assert data_dir({}).name == "data"
