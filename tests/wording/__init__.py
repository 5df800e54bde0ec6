"""The words of texts: what differs, and what changes make together."""
