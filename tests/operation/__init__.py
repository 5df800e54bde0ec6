"""What the technician of a house does."""
