"""The takes of a sitting while record clerks write them; what is merged stands in the journal."""

from typing import ClassVar

from django.db import models


class Take(models.Model):
    """One take: how far it is, whose it is, and at which revision its texts are."""

    session = models.CharField(max_length=64)
    body = models.CharField(max_length=64)
    sitting = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    stage = models.CharField(max_length=20, default="free")
    taken_by = models.CharField(max_length=64, blank=True)
    taken_ms = models.BigIntegerField(default=0)
    handed_in_ms = models.BigIntegerField(default=0)
    revised_by = models.CharField(max_length=64, blank=True)
    revised_ms = models.BigIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        """Each stretch of a sitting is one take."""

        ordering: ClassVar = ["session", "body", "sitting", "number"]
        constraints = (
            models.UniqueConstraint(
                fields=("session", "body", "sitting", "number"), name="one_take_a_stretch"
            ),
        )

    def __str__(self) -> str:
        return f"{self.session}: {self.body} {self.sitting}, take {self.number}"


class TakeVersion(models.Model):
    """The texts of a take as somebody saved them; none is changed, and all go by one rule.

    `is_aside` where somebody else had saved meanwhile: it is kept, and not in force.
    """

    take = models.ForeignKey(Take, on_delete=models.CASCADE, related_name="versions")
    revision = models.PositiveIntegerField()
    texts = models.JSONField(default=dict)
    by = models.CharField(max_length=64)
    at_ms = models.BigIntegerField(default=0)
    is_aside = models.BooleanField(default=False)

    class Meta:
        """In the order in which they were saved."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.take}: revision {self.revision}"
