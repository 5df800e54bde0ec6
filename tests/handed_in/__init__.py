"""Texts as people hand them in: read, or refused in a sentence."""
