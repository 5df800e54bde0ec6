"""The secretariat as Django sees it."""

from django.apps import AppConfig


class Secretariat(AppConfig):
    """The one Django app of the program."""

    name = "hemicycle.secretariat"
    label = "secretariat"
    default_auto_field = "django.db.models.BigAutoField"
