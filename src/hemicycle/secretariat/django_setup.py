"""Django, configured for one data folder; called once, before any of its models is imported."""

from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from hemicycle.secretariat.lists.reading import MOST_ROWS
from hemicycle.store import StoreRefused

# The table of votes asks two things of every parliament that a list can bring; its button, its
# marks and what else a form holds come on top. A form's bytes are limited apart (web/asgi.py).
MOST_FIELDS = 2 * MOST_ROWS + 100
# What allauth needs to know to check keys; nothing else of it is used.
KEYS = {
    "ACCOUNT_USER_MODEL_EMAIL_FIELD": None,
    "MFA_ADAPTER": "hemicycle.secretariat.keys.HouseKeys",
    "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
    "MFA_PASSKEY_LOGIN_ENABLED": True,
}

PASSWORDS = {
    "PASSWORD_HASHERS": [
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        "hemicycle.secretariat.hashers.DrawnCode",
    ],
    "AUTH_PASSWORD_VALIDATORS": [
        {
            "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
            "OPTIONS": {"min_length": 10},
        },
        {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    ],
}


def start_django(folder: Path, *, secret_key: str, base_url: str) -> None:
    """Configure Django over `secretariat.sqlite3` in the folder; bring its tables up to date.

    Errors: StoreRefused
    """
    if not settings.configured:
        configure(folder, secret_key=secret_key, base_url=base_url)
        django.setup()
    require_not_newer()
    call_command("migrate", verbosity=0, interactive=False)


def require_not_newer() -> None:
    """The tables are of this program or an older one: what a newer one keeps we would not see.

    Errors: StoreRefused
    """
    known = MigrationLoader(connection)
    newer = sorted(set(known.applied_migrations) - set(known.disk_migrations))
    if newer:
        found = " ".join(newer[-1])
        raise StoreRefused("newer_tables", file=str(connection.settings_dict["NAME"]), found=found)


def configure(folder: Path, *, secret_key: str, base_url: str) -> None:
    """The settings; everything that is not named here is Django's default."""
    settings.configure(
        SECRET_KEY=secret_key,
        DEBUG=False,
        ALLOWED_HOSTS=["*"],  # the server in front decides; every answer is same-origin
        INSTALLED_APPS=[
            "django.contrib.contenttypes",
            "django.contrib.auth",
            "django.contrib.sessions",
            "hemicycle.secretariat",
            "allauth",
            "hemicycle.secretariat.borrowed.BorrowedAccounts",
            "allauth.mfa",
        ],
        AUTH_USER_MODEL="secretariat.Account",
        **KEYS,
        HEMICYCLE_BASE_URL=base_url,
        MIDDLEWARE=["hemicycle.web.accounts.cookies.SessionsByPort"],
        ROOT_URLCONF="hemicycle.web.urls",
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": folder / "secretariat.sqlite3",
                "OPTIONS": {
                    "transaction_mode": "IMMEDIATE",
                    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
                },
            }
        },
        SESSION_COOKIE_NAME=cookie_name(base_url),
        SESSION_COOKIE_SECURE=base_url.startswith("https://"),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_AGE=14 * 60 * 60,
        **PASSWORDS,
        DATA_UPLOAD_MAX_NUMBER_FIELDS=MOST_FIELDS,
        # Lists of ten thousand rows come in, and none of them touches the disk before it is kept.
        FILE_UPLOAD_MAX_MEMORY_SIZE=8 * 1024 * 1024,
        USE_TZ=True,
        TIME_ZONE="UTC",
        LANGUAGE_CODE="en",
    )


def cookie_name(base_url: str) -> str:
    """The cookie of an http_session; over https it is bound to this host alone."""
    return "__Host-hemi" if base_url.startswith("https://") else "hemi"
