"""What people outside the house ask and say: their words, which anyone of them may take back."""

from django.db import models

from hemicycle.secretariat.public_words import LONGEST_NAME, LONGEST_WORDS


class PublicWords(models.Model):
    """A question or comment as it was sent in; the record holds its number and a fingerprint.

    Whether it is shown stands in the record alone. `key_sha256` is that of the address which only
    the asker has; `same_sha256` finds identical words. Both, the words, the name and the salt are
    empty once the words are erased. Units: milliseconds.
    """

    session = models.CharField(max_length=64)
    number = models.PositiveIntegerField()
    body = models.CharField(max_length=64)
    item = models.CharField(max_length=64, blank=True)
    text = models.CharField(max_length=64, blank=True)
    to = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=10)
    language = models.CharField(max_length=3)
    words = models.CharField(max_length=LONGEST_WORDS, blank=True)
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    salt = models.CharField(max_length=64, blank=True)
    key_sha256 = models.CharField(max_length=64, db_index=True)
    same_sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    state = models.CharField(max_length=12, default="waiting")
    ground = models.CharField(max_length=40, blank=True)
    sent_ms = models.BigIntegerField()
    decided_ms = models.BigIntegerField(default=0)
    decided_by = models.CharField(max_length=200, blank=True)

    class Meta:
        """Each number of a session is given once."""

        constraints = (
            models.UniqueConstraint(fields=("session", "number"), name="one_asking_a_number"),
        )

    def __str__(self) -> str:
        return f"{self.session}: public question {self.number}"


class PublicAsking(models.Model):
    """A session in which the secretariat takes questions and comments now."""

    session = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"{self.session} takes public questions"
