"""What the technician of a house does: back it up, restore it, look whether it is well, watch it.

The data folder is known here as files and tables, and the record as a chain; no rules, no pages.
"""
