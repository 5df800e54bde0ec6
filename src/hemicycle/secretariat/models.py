"""The tables of the secretariat, found here by Django; each subject has a file in `tables/`."""

from hemicycle.secretariat.tables.accounts import Account, Accounts, Seat, SessionNames

__all__ = ["Account", "Accounts", "Seat", "SessionNames"]
