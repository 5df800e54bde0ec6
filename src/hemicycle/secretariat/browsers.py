"""The browsers that are signed in, as Django's table keeps them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.contrib.sessions.models import Session

SINCE, AGENT = "since", "agent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Browser:
    """What was noted when a browser signed in. Units: `since_s` in seconds since 1970."""

    since_s: float = 0
    agent: str = ""


def browsers_of(keys: Collection[str]) -> Mapping[str, Browser]:
    """What is known of some signed-in browsers, by their keys."""
    found = {}
    for row in Session.objects.filter(session_key__in=keys):
        kept = row.get_decoded()
        found[row.session_key] = Browser(since_s=kept.get(SINCE, 0), agent=kept.get(AGENT, ""))
    return found


def end_browsers(keys: Collection[str]) -> None:
    """These browsers are signed in no more, after a start-up too."""
    Session.objects.filter(session_key__in=keys).delete()
