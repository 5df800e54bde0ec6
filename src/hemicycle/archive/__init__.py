"""Statements that were made elsewhere or here, kept with their sources, and searched."""
