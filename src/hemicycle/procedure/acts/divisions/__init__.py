"""Questions are put and decided, with or without a vote."""
