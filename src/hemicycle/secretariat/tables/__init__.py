"""The tables of the secretariat, a file a subject; `models.py` tells Django of each."""
