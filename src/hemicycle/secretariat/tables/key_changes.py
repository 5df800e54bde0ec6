"""What happened to the keys of an account, for the person whose account it is."""

from django.db import models

from hemicycle.secretariat.tables.accounts import Account


class KeyChange(models.Model):
    """A key came or went, or a code of the desk opened an account that had one."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="key_changes")
    what = models.CharField(max_length=30)
    at = models.DateTimeField()
    device = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=60, blank=True)  # of a passkey
    is_known = models.BooleanField(default=False)  # the person has said so

    class Meta:
        """Read by account, the newest first."""

        indexes = (models.Index(fields=("account", "at"), name="changes_of_account"),)

    def __str__(self) -> str:
        return f"{self.what} of {self.account_id}"
