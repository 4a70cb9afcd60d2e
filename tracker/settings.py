"""Every setting. What may differ between machines is read from the environment and fails loudly.

docs/development.md lists each variable.
"""

import os
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    """Return the variable, or ``default`` when it is not set."""
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool) -> bool:
    """Return the variable as yes or no; raise ImproperlyConfigured when it is neither."""
    value = text(name, "1" if default else "0").lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
    return value in TRUE


def number(name: str, default: int) -> int:
    """Return the variable as a whole number; raise ImproperlyConfigured when it is not one."""
    value = text(name, str(default))
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """Return the variable as a list, split at commas."""
    return [
        word
        for word in (part.strip() for part in text(name, default).split(","))
        if word
    ]


ENVIRONMENT = text("COURSELINE_ENV", "local")
if ENVIRONMENT not in {"local", "test", "production"}:
    raise ImproperlyConfigured(
        f"COURSELINE_ENV must be local, test or production, not {ENVIRONMENT!r}."
    )
TESTING = ENVIRONMENT == "test" or Path(sys.argv[0]).name in {"pytest", "py.test"}
DEBUG = flag("DEBUG", default=False)
DATA_DIR = Path(text("DATA_DIR", str(BASE_DIR / "data")))


def secret(name: str, file: str, *, testing: str) -> str:
    """Return a secret from the environment, else from its file in DATA_DIR.

    Raises ImproperlyConfigured when there is neither: a made-up key would lose data at the next start.
    """
    if value := text(name):
        return value
    if TESTING:
        return testing
    path = DATA_DIR / file
    if path.is_file():
        return path.read_text().strip()
    raise ImproperlyConfigured(
        f"{name} is not set and {path} does not exist. Run `python -m tracker.keys`, or set {name}."
    )


SECRET_KEY = secret(
    "SECRET_KEY",
    "secret_key",
    testing="only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEF",
)
FIELD_KEYS = secret(
    "FIELD_KEYS", "field_keys", testing="dGVzdHMtb25seS10ZXN0cy1vbmx5LXRlc3RzLW9ubHk="
).replace("\n", ",")
if ENVIRONMENT == "production" and not text("ALLOWED_HOSTS"):
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the site's host in production.")
ALLOWED_HOSTS = words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1],testserver")
CSRF_TRUSTED_ORIGINS = words("CSRF_TRUSTED_ORIGINS")
# Off where the licence of the mood questionnaires does not allow them (docs/clinical/questionnaires.md).
QUESTIONNAIRES = flag("QUESTIONNAIRES", default=True)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "django_linear_migrations",
    "tracker.accounts",
    "tracker.records",
    "tracker.reminders",
    "tracker.privacy",
    "tracker.support",
    "tracker.ui",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tracker.ui.security_headers.SecurityHeaders",
    "tracker.ui.private_links.RefusePrefetch",
    "tracker.ui.plain_requests.PlainRequests",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tracker.ui.time_zone.PatientZone",
]
ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tracker.ui.context.page",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["plain"]
CRISPY_TEMPLATE_PACK = "plain"
CRISPY_FAIL_SILENTLY = not TESTING

SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 5,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-20000; "
        "PRAGMA mmap_size=134217728; PRAGMA journal_size_limit=27103364; PRAGMA secure_delete=ON;"
    ),
}
DATABASE = dj_database_url.parse(
    text("DATABASE_URL", f"sqlite:///{DATA_DIR / 'courseline.sqlite3'}")
)
if "sqlite" in DATABASE["ENGINE"]:
    DATABASE["OPTIONS"] = {**SQLITE, **DATABASE.get("OPTIONS", {})}
elif not TESTING:
    DATABASE["OPTIONS"] = {"pool": {"min_size": 2, "max_size": 8, "timeout": 10}}
DATABASES = {"default": DATABASE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Rate limits live in the cache. A per-process cache would multiply them by the number of workers.
CACHE_URL = text("CACHE_URL", f"file://{DATA_DIR / 'cache'}")
CACHE_BACKENDS = {
    "file": "django.core.cache.backends.filebased.FileBasedCache",
    "redis": "django.core.cache.backends.redis.RedisCache",
    "locmem": "django.core.cache.backends.locmem.LocMemCache",
}
CACHE_SCHEME = "locmem" if TESTING else urlsplit(CACHE_URL).scheme
if CACHE_SCHEME not in CACHE_BACKENDS:
    raise ImproperlyConfigured(
        "CACHE_URL must start with file://, redis:// or locmem://."
    )
CACHES = {
    "default": {
        "BACKEND": CACHE_BACKENDS[CACHE_SCHEME],
        "LOCATION": unquote(urlsplit(CACHE_URL).path)
        if CACHE_SCHEME == "file"
        else CACHE_URL,
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/today/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"


def mail_server(url: str) -> dict[str, object]:
    """Return Django's mail settings for an address such as smtp://user:password@host:port."""
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps", "console", "file", "anymail"}:
        raise ImproperlyConfigured(
            "EMAIL_URL must start with smtp://, smtps://, console:, file: or anymail:."
        )
    if parts.scheme == "anymail":
        return {"EMAIL_BACKEND": f"anymail.backends.{parts.path}.EmailBackend"}
    if parts.scheme in {"console", "file"}:
        return {
            "EMAIL_BACKEND": f"django.core.mail.backends.{parts.scheme}"
            f"{'based' if parts.scheme == 'file' else ''}.EmailBackend",
            "EMAIL_FILE_PATH": parts.path or str(DATA_DIR / "mail"),
        }
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp"
        and parts.port not in {25, 1025}
        and parts.query != "tls=no",
    }


EMAIL_URL = text("EMAIL_URL", "console:")
globals().update(mail_server(EMAIL_URL))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = text("DEFAULT_FROM_EMAIL", "Courseline <noreply@localhost>")
# Without a mail server nobody could ever confirm an address, so nobody is asked to.
MAIL_IS_SENT = urlsplit(EMAIL_URL).scheme in {"smtp", "smtps", "anymail"}
# With a provider's own interface: ANYMAIL_MAILGUN_API_KEY becomes the setting MAILGUN_API_KEY of the package.
ANYMAIL = {
    name.removeprefix("ANYMAIL_"): value
    for name, value in os.environ.items()
    if name.startswith("ANYMAIL_")
}

# Reminders. What leaves the app names neither medicine nor test, so the words are few and may be changed here.
SITE_URL = text(
    "SITE_URL",
    f"https://{ALLOWED_HOSTS[0].lstrip('.')}"
    if ENVIRONMENT == "production"
    else f"http://localhost:{number('PORT', 8000)}",
).rstrip("/")
if urlsplit(SITE_URL).scheme not in {"http", "https"} or urlsplit(SITE_URL).netloc in {
    "",
    "*",
}:
    raise ImproperlyConfigured("SITE_URL must look like https://diary.example.")
REMINDER_FROM_EMAIL = text("REMINDER_FROM_EMAIL", DEFAULT_FROM_EMAIL)
REMINDER_SUBJECT = text("REMINDER_SUBJECT")
# A console is no letter box: there, nothing is planned that nobody would get.
REMINDERS_BY_MAIL = MAIL_IS_SENT or TESTING or urlsplit(EMAIL_URL).scheme == "file"
REMINDER_LEASE = number("REMINDER_LEASE", 300)
REMINDER_RETRY = number("REMINDER_RETRY", 60)
if REMINDER_LEASE < 1 or REMINDER_RETRY < 1:
    raise ImproperlyConfigured(
        "REMINDER_LEASE and REMINDER_RETRY must be 1 second or more."
    )
# Notifications: off without a key. Only these services are ever called, whatever a browser says.
PUSH_KEY = text("PUSH_KEY")
PUSH_CONTACT = text("PUSH_CONTACT")
PUSH_SERVICES = words(
    "PUSH_SERVICES",
    "fcm.googleapis.com,.push.services.mozilla.com,.push.apple.com,.notify.windows.com",
)
if PUSH_KEY and not PUSH_CONTACT.startswith(("mailto:", "https:")):
    raise ImproperlyConfigured(
        "PUSH_CONTACT must be mailto:… or https:…, so that a push service can reach you."
    )

ACCOUNT_ADAPTER = "tracker.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if MAIL_IS_SENT else "none"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = MAIL_IS_SENT
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = False
ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD = "website"
ACCOUNT_FORMS = {
    "signup": "tracker.accounts.forms.SignupForm",
    "login": "tracker.accounts.forms.LoginForm",
    "add_email": "tracker.accounts.forms.AddEmailForm",
    "change_password": "tracker.accounts.forms.ChangePasswordForm",
    "set_password": "tracker.accounts.forms.SetPasswordForm",
    "reset_password": "tracker.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "tracker.accounts.forms.ResetPasswordKeyForm",
    "reauthenticate": "tracker.accounts.forms.ReauthenticateForm",
    "confirm_email_verification_code": "tracker.accounts.forms.ConfirmEmailVerificationCodeForm",
}
# Beside those of allauth: files brought in.
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = {"import": "10/h/user"}
ALLAUTH_TRUSTED_PROXY_COUNT = number("TRUSTED_PROXY_COUNT", 0)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_ALLOW_UNVERIFIED_EMAIL = not MAIL_IS_SENT
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = ENVIRONMENT != "production"
USERSESSIONS_TRACK_ACTIVITY = False
if TESTING:
    ACCOUNT_RATE_LIMITS = False
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG or TESTING

# On a laptop the site is served as http://localhost, where secure cookies would never arrive.
HTTPS = flag("HTTPS", default=ENVIRONMENT == "production")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if number("TRUSTED_PROXY_COUNT", 0):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
# Reports lie outside the static tree, encrypted. An upload stays in memory: a temporary file would be readable.
ATTACHMENTS_DIR = DATA_DIR / "attachments"
ATTACHMENT_MAX_BYTES = number("ATTACHMENT_MAX_MB", 10) * 1024 * 1024
ATTACHMENTS_MAX_BYTES = number("ATTACHMENTS_MAX_MB", 200) * 1024 * 1024
# Only an export that comes back may be larger; it waits on disk under a key that this process alone has.
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "tracker.privacy.uploads.SealedUploadHandler",
]
EXPORT_DOCUMENT_MAX_BYTES = 32 * 1024 * 1024
IMPORT_MAX_BYTES = ATTACHMENTS_MAX_BYTES + 3 * EXPORT_DOCUMENT_MAX_BYTES
# How old a backup may get, as the page says on which a person deletes their account.
BACKUP_DAYS = number("BACKUP_DAYS", 30)
FILE_UPLOAD_MAX_MEMORY_SIZE = ATTACHMENT_MAX_BYTES + DATA_UPLOAD_MAX_MEMORY_SIZE
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "img-src": [SELF, "data:"],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Paths may hold a share's secret and log lines may quote what was typed: neither is logged.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"mask": {"()": "tracker.ui.log.MaskSecrets"}},
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["mask"],
            "formatter": "line",
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False}
    },
}
