"""What the environment says about mails and notifications, read by a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

ASK = "import django; django.setup(); from django.conf import settings; print(getattr(settings, '{}'))"


def read(name: str, **environment: str) -> str:
    told = subprocess.run(
        [sys.executable, "-c", ASK.format(name)],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tracker.settings",
            "COURSELINE_ENV": "test",
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    return told.stdout.strip() or told.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("name", "environment", "expected"),
    [
        ("EMAIL_USE_TLS", {"EMAIL_URL": "smtp://mail.example:587"}, "True"),
        ("EMAIL_USE_TLS", {"EMAIL_URL": "smtp://127.0.0.1:2525?tls=no"}, "False"),
        ("EMAIL_BACKEND", {"EMAIL_URL": "anymail:mailgun"}, "anymail.backends.mailgun.EmailBackend"),
        ("ANYMAIL", {"ANYMAIL_MAILGUN_API_KEY": "k"}, "{'MAILGUN_API_KEY': 'k'}"),
        ("SITE_URL", {"PORT": "8123"}, "http://localhost:8123"),
        (
            "SITE_URL",
            {"COURSELINE_ENV": "production", "ALLOWED_HOSTS": ".diary.example", "SECRET_KEY": "x", "FIELD_KEYS": "x"},
            "https://diary.example",
        ),
        ("REMINDER_FROM_EMAIL", {"DEFAULT_FROM_EMAIL": "C <c@example.org>"}, "C <c@example.org>"),
    ],
)  # fmt: skip
def test_a_setting_follows_the_environment(name, environment, expected):
    assert read(name, **environment) == expected


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"EMAIL_URL": "pigeon://mail"}, "EMAIL_URL must start with"),
        ({"SITE_URL": "diary.example"}, "SITE_URL must look like"),
        ({"SITE_URL": "https://*"}, "SITE_URL must look like"),
        ({"REMINDER_LEASE": "0"}, "must be 1 second or more"),
        ({"PUSH_KEY": "x"}, "PUSH_CONTACT must be"),
    ],
)
def test_a_bad_one_stops_the_start_with_one_clear_line(environment, said):
    assert said in read("SITE_URL", **environment)
