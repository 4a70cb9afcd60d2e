"""The environment of every test, set before Django reads its settings (see addopts in pyproject.toml)."""

import os

# What a developer or a CI machine happens to have set must not change what the tests see.
# DATABASE_URL stays: `make test-postgres` chooses the engine with it.
for name in (
    "ALLOWED_HOSTS",
    "CACHE_URL",
    "CSRF_TRUSTED_ORIGINS",
    "DEBUG",
    "DEFAULT_FROM_EMAIL",
    "EMAIL_URL",
    "FIELD_KEYS",
    "HTTPS",
    "QUESTIONNAIRES",
    "SECRET_KEY",
    "TRUSTED_PROXY_COUNT",
):
    os.environ.pop(name, None)

os.environ["COURSELINE_ENV"] = "test"
# Tests that run beside each other do not share a folder.
os.environ["DATA_DIR"] = f"build/tests{os.environ.get('PYTEST_XDIST_WORKER', '')}"
