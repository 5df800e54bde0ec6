"""People, the files of a session's delegations, and the table of votes.

A person stays the same from session to session. Nothing of a person ever enters a journal: there
a member is an id, and the name travels beside it.
"""

from typing import ClassVar

from django.db import models

from hemicycle.secretariat.tables.register import LONGEST_NAME, Parliament

STAGES = ("invited", "registered", "credentials_submitted", "checked", "accepted", "returned")


class Person(models.Model):
    """Somebody, as their parliament writes the name; what is left empty is not known."""

    honorific = models.CharField(max_length=LONGEST_NAME, blank=True)
    family = models.CharField(max_length=LONGEST_NAME, blank=True)
    given = models.CharField(max_length=LONGEST_NAME, blank=True)
    family_own = models.CharField(max_length=LONGEST_NAME, blank=True)
    given_own = models.CharField(max_length=LONGEST_NAME, blank=True)
    own_language = models.CharField(max_length=20, blank=True)
    languages = models.CharField(max_length=LONGEST_NAME, blank=True)
    pronunciation = models.CharField(max_length=LONGEST_NAME, blank=True)
    sex = models.CharField(max_length=1, blank=True)  # only as the person declares it
    is_young = models.BooleanField(default=False)
    is_forgotten = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.given} {self.family}".strip()


class DelegationFile(models.Model):
    """The file of one parliament in one session; `version` grows with every change of it."""

    session = models.CharField(max_length=64)
    parliament = models.ForeignKey(Parliament, on_delete=models.PROTECT, related_name="files")
    stage = models.CharField(max_length=24, default="registered")
    reason = models.CharField(max_length=LONGEST_NAME, blank=True)
    version = models.PositiveIntegerField(default=1)
    is_third_single_sex = models.BooleanField(default=False)
    signed_by = models.CharField(max_length=LONGEST_NAME, blank=True)  # the credentials
    signed_on = models.CharField(max_length=10, blank=True)

    class Meta:
        """One file for a parliament in a session."""

        constraints = (
            models.UniqueConstraint(fields=("session", "parliament"), name="one_file_a_session"),
        )

    def __str__(self) -> str:
        return f"{self.parliament_id} in {self.session}"


class FileChange(models.Model):
    """What was done to a file, by whom: told to whoever works on an older version of it."""

    file = models.ForeignKey(DelegationFile, on_delete=models.CASCADE, related_name="changes")
    version = models.PositiveIntegerField()
    at_ms = models.BigIntegerField()
    by = models.CharField(max_length=200)
    what = models.CharField(max_length=40)
    detail = models.CharField(max_length=LONGEST_NAME, blank=True)

    class Meta:
        """In the order in which it happened."""

        ordering: ClassVar = ["version", "pk"]

    def __str__(self) -> str:
        return f"version {self.version}: {self.what}"


class Place(models.Model):
    """A person in a delegation; `member` is the id in the journal, once the person is admitted.

    Who `has_left` sat before, and is on no list any more.
    """

    file = models.ForeignKey(DelegationFile, on_delete=models.CASCADE, related_name="places")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="places")
    capacity = models.CharField(max_length=24)
    order = models.PositiveIntegerField(default=1)
    member = models.CharField(max_length=64, blank=True)
    has_left = models.BooleanField(default=False)

    class Meta:
        """A person is in a delegation once; in the order of the list."""

        ordering: ClassVar = ["order", "pk"]
        constraints = (
            models.UniqueConstraint(fields=("file", "person"), name="one_place_a_person"),
        )

    def __str__(self) -> str:
        return f"{self.person_id}, {self.capacity}"


class VoteTable(models.Model):
    """One edition of a session's table of votes: a document with a date and a source."""

    session = models.CharField(max_length=64)
    edition = models.PositiveIntegerField()
    dated = models.CharField(max_length=10)
    source = models.CharField(max_length=LONGEST_NAME)
    by = models.CharField(max_length=200, blank=True)

    class Meta:
        """Editions are numbered; none is ever changed."""

        constraints = (
            models.UniqueConstraint(fields=("session", "edition"), name="one_table_an_edition"),
        )

    def __str__(self) -> str:
        return f"{self.session}, edition {self.edition}"


class VoteRow(models.Model):
    """The votes of one parliament; the population, where it is given, only proposed them."""

    table = models.ForeignKey(VoteTable, on_delete=models.CASCADE, related_name="rows")
    parliament = models.ForeignKey(Parliament, on_delete=models.PROTECT, related_name="vote_rows")
    population = models.BigIntegerField(null=True)
    votes = models.PositiveIntegerField()

    class Meta:
        """One row a parliament."""

        constraints = (
            models.UniqueConstraint(fields=("table", "parliament"), name="one_row_a_parliament"),
        )

    def __str__(self) -> str:
        return f"{self.parliament_id}: {self.votes}"


class KeptFile(models.Model):
    """A list that somebody has looked at and not written yet; for one account, for an hour."""

    sha256 = models.CharField(max_length=64)
    account = models.BigIntegerField()
    member = models.CharField(max_length=64)
    session = models.CharField(max_length=64)
    list = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    until_s = models.FloatField()

    class Meta:
        """A file is kept once for each who looks at it."""

        constraints = (
            models.UniqueConstraint(
                fields=("sha256", "account", "member", "session", "list"), name="one_kept_file"
            ),
        )

    def __str__(self) -> str:
        return self.name
