"""The programme while it is drafted, and the secret addresses of personal calendars."""

from typing import ClassVar

from django.db import models


class ProgrammeRoom(models.Model):
    """A room that the desk may give to a sitting."""

    session = models.CharField(max_length=64)
    room = models.CharField(max_length=20)
    title = models.JSONField(default=dict)

    class Meta:
        """In the order in which they were added."""

        ordering: ClassVar = ["pk"]
        constraints = (models.UniqueConstraint(fields=("session", "room"), name="one_room_an_id"),)

    def __str__(self) -> str:
        return f"{self.session}: room {self.room}"


class ProgrammeSlot(models.Model):
    """A slot of the draft. Units: milliseconds since 1970."""

    session = models.CharField(max_length=64)
    slot = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    title = models.JSONField(default=dict)
    body = models.CharField(max_length=64, blank=True)
    room = models.CharField(max_length=20, blank=True)
    begins_ms = models.BigIntegerField()
    ends_ms = models.BigIntegerField()
    is_closed = models.BooleanField(default=False)
    languages = models.CharField(max_length=60, blank=True)
    team = models.CharField(max_length=40, blank=True)
    chair = models.CharField(max_length=64, blank=True)

    class Meta:
        """In the order of the hours."""

        ordering: ClassVar = ["begins_ms", "slot"]
        constraints = (models.UniqueConstraint(fields=("session", "slot"), name="one_slot_an_id"),)

    def __str__(self) -> str:
        return f"{self.session}: slot {self.slot}"


class ProgrammeStep(models.Model):
    """What was written in the draft since the last release, so that it can be taken back."""

    session = models.CharField(max_length=64)
    table = models.CharField(max_length=8)
    row = models.CharField(max_length=20)
    before = models.JSONField(null=True)
    by = models.CharField(max_length=200)
    at_ms = models.BigIntegerField()

    class Meta:
        """The oldest first."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.session}: {self.table} {self.row}"


class CalendarAddress(models.Model):
    """The secret address of one person's calendar; only its fingerprint is kept."""

    session = models.CharField(max_length=64)
    member = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64, unique=True)
    made_at_ms = models.BigIntegerField()

    class Meta:
        """A person has one at a time."""

        constraints = (
            models.UniqueConstraint(fields=("session", "member"), name="one_calendar_a_person"),
        )

    def __str__(self) -> str:
        return f"calendar of {self.member} in {self.session}"
