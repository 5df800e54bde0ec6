"""What a person agreed to, and the picture and recording that are kept because of it."""

from typing import ClassVar

from django.db import models

from hemicycle.secretariat.tables.delegations import Person


class Consent(models.Model):
    """A consent given or withdrawn; nothing is changed, and the latest of a purpose counts."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=40)
    is_given = models.BooleanField()
    at_ms = models.BigIntegerField()
    by = models.CharField(max_length=200)

    class Meta:
        """In the order in which they were noted."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.purpose} of {self.person_id}: {self.is_given}"


class Picture(models.Model):
    """The picture of a person for the badge: written anew by us, without what cameras add."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="picture")
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    at_ms = models.BigIntegerField()

    def __str__(self) -> str:
        return f"picture of {self.person_id}"


class Recording(models.Model):
    """How a person's name is spoken, in the person's own voice; kept as it came."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="recording")
    content = models.BinaryField()
    media_type = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    at_ms = models.BigIntegerField()

    def __str__(self) -> str:
        return f"recording of {self.person_id}"
