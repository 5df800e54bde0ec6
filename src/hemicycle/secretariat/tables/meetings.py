"""Meetings of delegations, each sealed as a whole: without the installation's key nothing shows."""

from django.db import models


class SealedMeeting(models.Model):
    """One meeting; all of it, its sides too, lies in `content`."""

    session = models.CharField(max_length=64)
    meeting = models.CharField(max_length=32, unique=True)
    content = models.TextField()

    def __str__(self) -> str:
        return f"meeting {self.meeting}"
