"""What we borrow from allauth: its tables of keys, and the checks on them; none of its pages."""

from django.apps import AppConfig


class BorrowedAccounts(AppConfig):
    """The tables that `allauth.mfa` leans on; its own start would insist on its middleware."""

    name = "allauth.account"
    label = "account"
    default_auto_field = "django.db.models.BigAutoField"
