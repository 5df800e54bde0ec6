"""Statements of States: read from archives, kept, searched."""
