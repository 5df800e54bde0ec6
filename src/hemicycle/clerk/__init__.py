"""The one writer: takes acts, decides them in order, appends what follows, answers, announces.

Answered means durable: nobody hears "received" before the commit.
It must not know pages, templates, accounts or names of people.
"""

from hemicycle.clerk.clerk import Clerk, system_now
from hemicycle.clerk.outcomes import Change, Done, Failed, Outcome, Refused
from hemicycle.clerk.queue import ClerkQueue
from hemicycle.clerk.state import Asked, Receipt, SessionState

__all__ = [
    "Asked",
    "Change",
    "Clerk",
    "ClerkQueue",
    "Done",
    "Failed",
    "Outcome",
    "Receipt",
    "Refused",
    "SessionState",
    "system_now",
]
