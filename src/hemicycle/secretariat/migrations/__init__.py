"""The history of the secretariat's tables."""
