"""The programme is published, in numbered releases."""
