"""Enrolment codes that the desk makes, and what was tried with them."""

from django.db import models

from hemicycle.secretariat.tables.accounts import Account

SEAT, FILE, TABLET = "seat", "file", "tablet"


class EnrolmentCode(models.Model):
    """A single-use code by which one person signs in; only its hash is kept.

    `opens` says what: the seat of `member` in the session, or the file or a tablet of the
    delegation `member`.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    session = models.CharField(max_length=64)
    member = models.CharField(max_length=64)
    opens = models.CharField(max_length=10, default=SEAT)
    made_by = models.ForeignKey(
        Account, null=True, on_delete=models.SET_NULL, related_name="codes_made"
    )
    made_by_member = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        Account, null=True, on_delete=models.SET_NULL, related_name="codes_confirmed"
    )
    confirmed_at = models.DateTimeField(null=True)  # by a second person, where the code needs one
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    used_from = models.CharField(max_length=200, blank=True)
    voided_at = models.DateTimeField(null=True)

    class Meta:
        """For one thing there is at most one code that may still be used."""

        indexes = (models.Index(fields=("session", "made_at"), name="codes_of_session"),)
        constraints = (
            models.UniqueConstraint(
                fields=("session", "member", "opens"),
                condition=models.Q(used_at=None, voided_at=None),
                name="one_open_code_a_person",
            ),
        )

    def __str__(self) -> str:
        return f"code for {self.member} in {self.session}"


class EnrolmentAttempt(models.Model):
    """Somebody tried a code that is known and was refused: the desk is told."""

    code = models.ForeignKey(EnrolmentCode, on_delete=models.CASCADE, related_name="attempts")
    at = models.DateTimeField()
    reason = models.CharField(max_length=40)
    tried_from = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.code}, refused: {self.reason}"
