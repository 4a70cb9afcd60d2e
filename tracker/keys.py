"""Create the two secrets of an installation, once: ``python -m tracker.keys``.

Nothing of Django is imported here, since the settings cannot be read before the keys exist.
"""

import base64
import os
import secrets
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

DATABASE = "courseline.sqlite3"


class KeyIsMissing(Exception):
    """A database is there and its key is not: a new key could not read it."""


def field_key() -> str:
    """Return a new Fernet key."""
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def session_key() -> str:
    """Return a new signing key for sessions and links."""
    return secrets.token_urlsafe(64)


def push_key() -> str:
    """Return a new private key for notifications: a number that names a point of the curve P-256."""
    # The topmost bit stays clear, so that the number is smaller than the order of the curve.
    number = secrets.randbits(255) or 1
    return base64.urlsafe_b64encode(number.to_bytes(32, "big")).rstrip(b"=").decode()


KEYS: Mapping[str, tuple[str, Callable[[], str]]] = {
    "SECRET_KEY": ("secret_key", session_key),
    "FIELD_KEYS": ("field_keys", field_key),
}


def data_dir(environ: Mapping[str, str]) -> Path:
    """Return the folder of the installation's own files, as the settings do."""
    return Path(
        environ.get("DATA_DIR", "").strip()
        or Path(__file__).resolve().parent.parent / "data"
    )


def create_missing(folder: Path, environ: Mapping[str, str]) -> tuple[Path, ...]:
    """Create each key that is neither in the environment nor on disk, and return the new files.

    Raises KeyIsMissing when the folder holds a database without the key of its private text.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    wanted = {
        folder / name: make
        for variable, (name, make) in KEYS.items()
        if not environ.get(variable, "").strip() and not (folder / name).exists()
    }
    refuse_a_second_field_key(folder, wanted)
    return tuple(path for path, make in wanted.items() if write_once(path, make()))


def refuse_a_second_field_key(folder: Path, wanted: Mapping[Path, object]) -> None:
    """Raise KeyIsMissing when private text may exist that a new key could not read."""
    if folder / "field_keys" in wanted and (folder / DATABASE).exists():
        raise KeyIsMissing(
            f"{folder / DATABASE} exists and {folder / 'field_keys'} does not. "
            "Put the key file back, or set FIELD_KEYS: a new key cannot read what was written with the old one."
        )


def write_once(path: Path, value: str) -> bool:
    """Write a file that only its owner reads, and return whether it was new."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(
        os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w"
    ) as file:
        file.write(value + "\n")
        file.flush()
        os.fsync(file.fileno())
    # A link appears whole or not at all, and never replaces a key which another process just made.
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    return True


def main() -> int:
    """Create what is missing, say which files are new, and return the exit code."""
    try:
        created = create_missing(data_dir(os.environ), os.environ)
    except KeyIsMissing as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    for path in created:
        sys.stdout.write(f"Created {path}. Keep a copy of it in a safe place.\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
