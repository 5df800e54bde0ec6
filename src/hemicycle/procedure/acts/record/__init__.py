"""The record is corrected, and reports of others are noted."""
