"""Tablets that stand at the place of a delegation, and the codes of who uses them."""

from typing import ClassVar

from django.db import models

from hemicycle.secretariat.tables.accounts import Account


class Tablet(models.Model):
    """A device that several persons of one delegation use one after the other."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="tablets")
    session = models.CharField(max_length=64)
    delegation = models.CharField(max_length=64)
    number = models.PositiveIntegerField()

    class Meta:
        """Numbered within a delegation; a number is never given twice."""

        ordering: ClassVar = ["session", "delegation", "number"]
        constraints = (
            models.UniqueConstraint(
                fields=("session", "delegation", "number"), name="one_tablet_a_number"
            ),
        )

    def __str__(self) -> str:
        return f"tablet-{self.delegation}-{self.number}"


class TabletCode(models.Model):
    """The six digits by which a person acts on the delegation's tablets; only a hash is kept."""

    session = models.CharField(max_length=64)
    member = models.CharField(max_length=64)
    hashed = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    class Meta:
        """One code a person."""

        constraints = (
            models.UniqueConstraint(fields=("session", "member"), name="one_tablet_code_a_person"),
        )

    def __str__(self) -> str:
        return f"tablet code of {self.member} in {self.session}"
