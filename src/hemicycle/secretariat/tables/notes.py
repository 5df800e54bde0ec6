"""Notes of the secretariat to whoever presides: short, of one sitting, erased when it ends."""

from django.db import models

from hemicycle.secretariat.chair_note import LONGEST_NOTE


class ChairNote(models.Model):
    """One note; `sitting` is the number of the sitting it was written for.

    Units: milliseconds since 1970; `seen_at_ms` is 0 while it lies before the Chair.
    """

    note_id = models.CharField(max_length=64, unique=True)
    session = models.CharField(max_length=64)
    body = models.CharField(max_length=64)
    sitting = models.IntegerField()
    about = models.CharField(max_length=16)
    text = models.CharField(max_length=LONGEST_NOTE)
    sent_by = models.CharField(max_length=64)
    sent_at_ms = models.BigIntegerField()
    seen_at_ms = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.note_id} to {self.body}"
