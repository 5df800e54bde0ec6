"""The texts of speeches that were handed in in writing; the journal has their fingerprints."""

from django.db import models


class WrittenText(models.Model):
    """A sealed file of text; it goes when its speaker takes it back or hands in another."""

    session = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    doubts = models.JSONField(default=dict)

    class Meta:
        """A text is kept once."""

        constraints = (
            models.UniqueConstraint(fields=("session", "sha256"), name="one_text_a_fingerprint"),
        )

    def __str__(self) -> str:
        return f"{self.session}: {self.sha256[:12]}"
