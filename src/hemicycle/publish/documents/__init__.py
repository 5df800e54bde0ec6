"""Documents for people: one neutral model, three formats, one file for each document."""
