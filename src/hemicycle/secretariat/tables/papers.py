"""Papers of a session: their texts, published lists and issued papers.

What a paper says of a person is kept as a hash only; the name stays with the person.
"""

from typing import ClassVar

from django.db import models

from hemicycle.secretariat.tables.delegations import Person
from hemicycle.secretariat.tables.register import LONGEST_NAME, Parliament

LONGEST_TEXT = 4000


class PaperText(models.Model):
    """One text that the papers of a session bear, such as its disclaimer, in one language."""

    session = models.CharField(max_length=64)
    name = models.CharField(max_length=40)
    language = models.CharField(max_length=10, blank=True)
    text = models.TextField(max_length=LONGEST_TEXT)

    class Meta:
        """One text of a name in a language."""

        constraints = (
            models.UniqueConstraint(
                fields=("session", "name", "language"), name="one_text_a_language"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} of {self.session}"


class ListEdition(models.Model):
    """A published list of participants, with the rows it was made from; none is ever changed."""

    session = models.CharField(max_length=64)
    number = models.PositiveIntegerField()
    standing = models.CharField(max_length=12)  # provisional or final
    revision = models.PositiveIntegerField(default=0)
    at_ms = models.BigIntegerField()
    by = models.CharField(max_length=200, blank=True)
    rows = models.BinaryField()

    class Meta:
        """Editions are numbered in the order in which they were published."""

        ordering: ClassVar = ["-number"]
        constraints = (
            models.UniqueConstraint(fields=("session", "number"), name="one_list_a_number"),
        )

    def __str__(self) -> str:
        return f"list {self.number} of {self.session}"


class ListDocument(models.Model):
    """The bytes of a published list in one language, and their hash."""

    edition = models.ForeignKey(ListEdition, on_delete=models.CASCADE, related_name="documents")
    language = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        """One document in a language."""

        constraints = (
            models.UniqueConstraint(fields=("edition", "language"), name="one_document_a_language"),
        )

    def __str__(self) -> str:
        return f"{self.edition} in {self.language}"


class IssuedPaper(models.Model):
    """A paper with a verification code; what it says is kept as a hash, and the name elsewhere."""

    code = models.CharField(primary_key=True, max_length=16)
    session = models.CharField(max_length=64)
    kind = models.CharField(max_length=20)
    language = models.CharField(max_length=10)
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="issued_papers"
    )
    parliament = models.ForeignKey(
        Parliament, on_delete=models.PROTECT, null=True, related_name="issued_papers"
    )
    said_sha256 = models.CharField(max_length=64)
    at_ms = models.BigIntegerField()
    by = models.CharField(max_length=200, blank=True)
    withdrawn_ms = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=LONGEST_NAME, blank=True)

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-at_ms", "code"]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"
