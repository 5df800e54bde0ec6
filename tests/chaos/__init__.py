"""The real server under load, killed at random moments: nothing acknowledged may be lost."""
