"""Addresses that are told of what is recorded, and how far each has been told."""

from typing import ClassVar

from django.db import models


class Webhook(models.Model):
    """One address that gets the entries of a session, one after the other, each once answered."""

    session = models.CharField(max_length=64)
    address = models.CharField(max_length=500)
    secret = models.CharField(max_length=80)
    kinds = models.TextField(blank=True)
    language = models.CharField(max_length=10)
    made_by = models.CharField(max_length=200)
    made_at_ms = models.BigIntegerField()
    position = models.PositiveIntegerField()
    failures = models.PositiveIntegerField(default=0)
    failing_since_ms = models.BigIntegerField(default=0)
    next_at_ms = models.BigIntegerField(default=0)
    last_at_ms = models.BigIntegerField(default=0)
    last_answer = models.CharField(max_length=60, blank=True)
    is_paused = models.BooleanField(default=False)

    class Meta:
        """In the order in which they were made; an address once a session."""

        ordering: ClassVar = ["pk"]
        constraints = (
            models.UniqueConstraint(fields=("session", "address"), name="one_webhook_an_address"),
        )

    def __str__(self) -> str:
        return f"{self.address} of {self.session}"
