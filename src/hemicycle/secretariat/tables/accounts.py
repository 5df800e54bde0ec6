"""Accounts, seats and names."""

from typing import Any, ClassVar

from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class Accounts(BaseUserManager["Account"]):
    """How Django makes accounts."""

    def create_user(self, username: str, password: str | None = None, **facts: Any) -> "Account":
        """Make an account; without a password it cannot sign in by one."""
        account = self.model(username=username, **facts)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """One who signs in; which person that is in a session is a matter of seats."""

    username = models.CharField(max_length=150, unique=True)
    label = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=10, blank=True)
    is_operator = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[Accounts] = Accounts()
    USERNAME_FIELD = "username"

    def check_password(self, raw_password: str | None) -> bool:
        """Whether this is the password; it is kept as it was hashed, drawn or chosen."""
        return check_password(raw_password, self.password)

    def __str__(self) -> str:
        return self.label or self.username


class Seat(models.Model):
    """Which accredited person an account is in one session."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="seats")
    session = models.CharField(max_length=64)
    member = models.CharField(max_length=64)

    class Meta:
        """One account is one person in a session."""

        constraints = (
            models.UniqueConstraint(fields=("account", "session"), name="one_seat_a_session"),
        )

    def __str__(self) -> str:
        return f"{self.member} in {self.session}"


class SessionNames(models.Model):
    """All names of one session, as the document that travels with its journal."""

    session = models.CharField(max_length=64, primary_key=True)
    revision = models.IntegerField(default=1)
    document = models.BinaryField()

    def __str__(self) -> str:
        return f"names of {self.session}, revision {self.revision}"
