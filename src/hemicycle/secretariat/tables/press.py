"""The press room of a session: items, what they quote, their pictures, and whom to ask."""

from typing import ClassVar

from django.db import models


class PressItem(models.Model):
    """One item for the press; it is seen once it is released and its embargo is over."""

    session = models.CharField(max_length=64)
    number = models.PositiveIntegerField()
    headline = models.JSONField(default=dict)
    facts = models.JSONField(default=list)
    publisher = models.CharField(max_length=200, blank=True)
    day = models.CharField(max_length=10, blank=True)
    language = models.CharField(max_length=20, blank=True)
    link = models.CharField(max_length=500, blank=True)
    earlier = models.JSONField(default=list)
    stage = models.CharField(max_length=20, default="draft")
    out_ms = models.BigIntegerField(default=0)
    changed_ms = models.BigIntegerField(default=0)
    changed_by = models.CharField(max_length=200, blank=True)
    withdrawn_ms = models.BigIntegerField(default=0)
    reason = models.JSONField(default=dict)
    full_text = models.TextField(blank=True)
    rights = models.CharField(max_length=300, blank=True)
    rights_by = models.CharField(max_length=200, blank=True)
    rights_ms = models.BigIntegerField(default=0)

    class Meta:
        """Each number of a session is given once."""

        ordering: ClassVar = ["session", "number"]
        constraints = (
            models.UniqueConstraint(fields=("session", "number"), name="one_item_a_number"),
        )

    def __str__(self) -> str:
        return f"{self.session}: press item {self.number}"


class PressQuotation(models.Model):
    """Short words in an item: found in the record, or as somebody reported them.

    Words of the record are not kept here: where they stand is, and the fingerprint of a speech.
    """

    item = models.ForeignKey(PressItem, on_delete=models.CASCADE, related_name="quotations")
    kind = models.CharField(max_length=20)
    entry = models.PositiveIntegerField(default=0)
    speech = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    paragraph = models.PositiveIntegerField(default=0)
    sentence = models.PositiveIntegerField(default=0)
    words = models.CharField(max_length=400, blank=True)
    language = models.CharField(max_length=20, blank=True)
    member = models.CharField(max_length=64, blank=True)
    speaker = models.CharField(max_length=200, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    day = models.CharField(max_length=10, blank=True)
    link = models.CharField(max_length=500, blank=True)

    class Meta:
        """In the order in which they were added."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} quotation of {self.item_id}"


class PressPicture(models.Model):
    """A picture of an item, written anew by us; or an empty frame with the reason for it."""

    item = models.ForeignKey(PressItem, on_delete=models.CASCADE, related_name="pictures")
    content = models.BinaryField(default=bytes)
    sha256 = models.CharField(max_length=64, blank=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    credit = models.CharField(max_length=200)
    licence = models.CharField(max_length=200, blank=True)
    alt = models.JSONField(default=dict)
    consent = models.CharField(max_length=20, blank=True)
    consent_note = models.CharField(max_length=300, blank=True)
    reason = models.JSONField(default=dict)
    at_ms = models.BigIntegerField(default=0)
    by = models.CharField(max_length=200, blank=True)

    class Meta:
        """In the order in which they were added."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"picture of {self.item_id}"


class PressOffice(models.Model):
    """Whom the press may ask: shown because the person agreed to it."""

    session = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    email = models.CharField(max_length=200, blank=True)
    telephone = models.CharField(max_length=60, blank=True)
    consent_note = models.CharField(max_length=300)
    at_ms = models.BigIntegerField(default=0)
    by = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"press office of {self.session}"
