"""What a Rapporteur notes for the own speech; it stands in no record, and nobody else reads it."""

from django.db import models

LONGEST_SPEAKING_NOTE = 2000


class SpeakingNote(models.Model):
    """The note of one person on one amendment to one text."""

    session = models.CharField(max_length=64)
    text = models.CharField(max_length=64)
    amendment = models.PositiveIntegerField()
    member = models.CharField(max_length=64)
    note = models.CharField(max_length=LONGEST_SPEAKING_NOTE)

    class Meta:
        """One note for each."""

        constraints = (
            models.UniqueConstraint(
                fields=("session", "text", "amendment", "member"), name="one_note_an_amendment"
            ),
        )

    def __str__(self) -> str:
        return f"{self.member} on {self.text}, {self.amendment}"
