"""The demo: its two sessions, and the player."""
