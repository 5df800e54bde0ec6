"""Reading press reports."""
