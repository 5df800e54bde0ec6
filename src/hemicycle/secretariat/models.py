"""The tables of the secretariat, found here by Django; each subject has a file in `tables/`."""

from hemicycle.secretariat.tables.accounts import Account, Accounts, Seat, SessionNames
from hemicycle.secretariat.tables.enrolment import EnrolmentAttempt, EnrolmentCode

__all__ = ["Account", "Accounts", "EnrolmentAttempt", "EnrolmentCode", "Seat", "SessionNames"]
