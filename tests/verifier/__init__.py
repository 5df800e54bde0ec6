"""The independent verifier: what it finds, what it says, and that it stands alone."""
