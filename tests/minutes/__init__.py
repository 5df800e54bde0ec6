"""Scenarios that read like minutes, and what is proved about all of them together."""
