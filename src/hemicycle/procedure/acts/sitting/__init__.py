"""A sitting is opened, suspended, resumed and adjourned."""
