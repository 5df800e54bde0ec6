"""Data folders as earlier states of the program left them."""
