"""Who keeps the file of a delegation, and what is wished after it was closed."""

from typing import ClassVar

from django.db import models

from hemicycle.secretariat.tables.accounts import Account
from hemicycle.secretariat.tables.delegations import DelegationFile, Person
from hemicycle.secretariat.tables.register import LONGEST_NAME

LONGEST_WISH = 8000


class FileKeeper(models.Model):
    """A delegation's secretary: an account that keeps the file of one delegation in a session."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="files_kept")
    file = models.ForeignKey(DelegationFile, on_delete=models.CASCADE, related_name="keepers")
    session = models.CharField(max_length=64)

    class Meta:
        """An account keeps one file in a session."""

        constraints = (
            models.UniqueConstraint(fields=("account", "session"), name="one_file_an_account"),
        )

    def __str__(self) -> str:
        return f"{self.account} keeps {self.file}"


class FileWish(models.Model):
    """A change that a delegation asks for after its file was closed; a clerk decides on it.

    `values` is the row of the person as it would be, empty where the person is to leave.
    """

    file = models.ForeignKey(DelegationFile, on_delete=models.CASCADE, related_name="wishes")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="wishes")
    values = models.JSONField(default=dict)
    at_ms = models.BigIntegerField()
    by = models.CharField(max_length=200)
    state = models.CharField(max_length=12, default="open")  # then done, declined or taken_back
    reason = models.CharField(max_length=LONGEST_NAME, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at_ms = models.BigIntegerField(null=True)

    class Meta:
        """In the order in which they were asked for."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"wish {self.pk} of {self.file}: {self.state}"
