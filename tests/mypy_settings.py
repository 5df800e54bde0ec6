"""What mypy's Django plugin must know to read our tables; the program never reads this."""

SECRET_KEY = "types only"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "hemicycle.secretariat",
    "allauth",
    "hemicycle.secretariat.borrowed.BorrowedAccounts",
    "allauth.mfa",
]
AUTH_USER_MODEL = "secretariat.Account"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
USE_TZ = True
HEMICYCLE_BASE_URL = "http://localhost"
