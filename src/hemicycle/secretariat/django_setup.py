"""Django, configured for one data folder; called once, before any of its models is imported."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import django
from django.conf import settings

from hemicycle.secretariat.lists.reading import MOST_ROWS
from hemicycle.secretariat.places import DEFAULT, at, bring_up_to_date

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


def start_django(
    folder: Path, *, secret_key: str, base_url: str, database: Mapping[str, str] | None = None
) -> None:
    """Configure Django over its tables, and bring them up to date.

    They lie in `secretariat.sqlite3` in the folder, or where the words of `database` lead.

    Errors: StoreRefused
    """
    if not settings.configured:
        tables = {DEFAULT: at(folder, database)}
        configure(tables, secret_key=secret_key, base_url=base_url)
        django.setup()
    bring_up_to_date(DEFAULT)


def configure(tables: Mapping[str, Mapping[str, Any]], *, secret_key: str, base_url: str) -> None:
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
        DATABASES=tables,
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
