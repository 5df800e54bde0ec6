"""Items are placed, taken up and concluded."""
