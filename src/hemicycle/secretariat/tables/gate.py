"""What was scanned at the doors of a session: rows that are added and, with a person, erased."""

from django.db import models

LONGEST_DOOR, LONGEST_DEVICE = 60, 40


class GateScan(models.Model):
    """One scan; `told` is what the device answered there, `found` what we found when it came here.

    `member` is the id that the badge or the hand named, empty where the code was none of ours.
    `at_ms` is the time that counts: the device's, or ours where its clock is wrong.
    Units: milliseconds since 1970; `clock_off_ms` is how far the device's clock goes ahead.
    """

    scan_id = models.CharField(max_length=64, unique=True)
    session = models.CharField(max_length=64)
    door = models.CharField(max_length=LONGEST_DOOR)
    direction = models.CharField(max_length=3)
    member = models.CharField(max_length=64, blank=True)
    how = models.CharField(max_length=8)
    told = models.CharField(max_length=16)
    found = models.CharField(max_length=16)
    scanned_at_ms = models.BigIntegerField()
    received_at_ms = models.BigIntegerField()
    at_ms = models.BigIntegerField()
    clock_off_ms = models.BigIntegerField(default=0)
    device = models.CharField(max_length=LONGEST_DEVICE)
    account = models.BigIntegerField()

    class Meta:
        """Asked for by time, and by person."""

        indexes = (
            models.Index(fields=("session", "at_ms"), name="scans_by_time"),
            models.Index(fields=("session", "member"), name="scans_by_member"),
        )

    def __str__(self) -> str:
        return f"{self.scan_id} at {self.door}"
