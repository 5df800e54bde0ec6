"""The record as a format."""
