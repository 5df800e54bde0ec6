"""The real server killed at random moments, and reached over a bad network: nothing may be lost."""
