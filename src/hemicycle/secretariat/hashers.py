"""How first passwords are kept: they are drawn, not chosen, so guessing them is hopeless."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class DrawnCode(PBKDF2PasswordHasher):
    """Eighty drawn bits need no slow hash; what people choose does, and gets Django's own."""

    algorithm = "drawn_code"
    iterations = 1000

    def must_update(self, encoded: str) -> bool:  # noqa: ARG002 (Django asks of every hasher)
        """Never: a million rounds for each of six hundred delegates would stop the morning."""
        return False

    def harden_runtime(self, password: str, encoded: str) -> None:
        """Nothing: for the same reason."""
