"""Outputs: what they show, and what they must not."""
