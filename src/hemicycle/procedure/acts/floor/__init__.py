"""Members ask for the floor, speak and yield; points of order come first."""
