"""The register of parliaments: who they are, what they are called, where they belong, since when.

Days are texts, 2026-03-02, or only 2026-03 or 2026 where no more is known. Nothing here enters a
journal but the id, which becomes the id of the delegation.
"""

from django.db import models

LONGEST_NAME = 500


class RegisterState(models.Model):
    """How often the register and the delegations have been written: one row."""

    revision = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"revision {self.revision}"


class Parliament(models.Model):
    """A parliament, an assembly of parliaments, an observer; the ISO code is a note and no key."""

    id = models.CharField(primary_key=True, max_length=12)
    iso = models.CharField(max_length=2, blank=True)
    is_invented = models.BooleanField(default=False)  # made up at the desk of a rehearsal

    def __str__(self) -> str:
        return self.id


class ParliamentName(models.Model):
    """What a parliament is called in one language, by whose word and of which day."""

    parliament = models.ForeignKey(Parliament, on_delete=models.CASCADE, related_name="names")
    language = models.CharField(max_length=10)
    official = models.CharField(max_length=LONGEST_NAME, blank=True)
    short = models.CharField(max_length=LONGEST_NAME, blank=True)
    complement = models.CharField(max_length=LONGEST_NAME, blank=True)  # "of Arvenia"
    sorting = models.CharField(max_length=LONGEST_NAME, blank=True)
    source = models.CharField(max_length=LONGEST_NAME, blank=True)
    dated = models.CharField(max_length=10, blank=True)
    is_reviewed = models.BooleanField(default=False)

    class Meta:
        """One name in a language."""

        constraints = (
            models.UniqueConstraint(fields=("parliament", "language"), name="one_name_a_language"),
        )

    def __str__(self) -> str:
        return self.short or self.official


class Membership(models.Model):
    """A status, since when and until when; the last one is what a parliament is now."""

    parliament = models.ForeignKey(Parliament, on_delete=models.CASCADE, related_name="memberships")
    status = models.CharField(max_length=20)
    since = models.CharField(max_length=10, blank=True)
    until = models.CharField(max_length=10, blank=True)

    def __str__(self) -> str:
        return f"{self.parliament_id}: {self.status}"


class GroupSeat(models.Model):
    """A geopolitical group that a parliament sits in; it stands for office through one of them."""

    parliament = models.ForeignKey(Parliament, on_delete=models.CASCADE, related_name="group_seats")
    group = models.CharField(max_length=LONGEST_NAME)
    since = models.CharField(max_length=10, blank=True)
    until = models.CharField(max_length=10, blank=True)
    stands_through = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.parliament_id} in {self.group}"


class Chamber(models.Model):
    """One house of a parliament."""

    parliament = models.ForeignKey(Parliament, on_delete=models.CASCADE, related_name="chambers")
    name = models.CharField(max_length=LONGEST_NAME)

    def __str__(self) -> str:
        return self.name


class FormerName(models.Model):
    """What a parliament was called before."""

    parliament = models.ForeignKey(Parliament, on_delete=models.CASCADE, related_name="former")
    name = models.CharField(max_length=LONGEST_NAME)
    since = models.CharField(max_length=10, blank=True)
    until = models.CharField(max_length=10, blank=True)

    def __str__(self) -> str:
        return self.name


class Arrears(models.Model):
    """Years of contributions that are owed, and why the vote is kept all the same, if it is."""

    parliament = models.OneToOneField(Parliament, on_delete=models.CASCADE, related_name="arrears")
    years = models.PositiveIntegerField(default=0)
    waiver = models.CharField(max_length=LONGEST_NAME, blank=True)

    def __str__(self) -> str:
        return f"{self.parliament_id}: {self.years} years"
