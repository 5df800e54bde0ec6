"""Who presides."""
