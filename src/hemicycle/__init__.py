"""Hemicycle runs an assembly of parliaments, from the gavel to the record.

This module holds the version and imports nothing, so that every layer may import it.
"""

__version__ = "0.1.0"
