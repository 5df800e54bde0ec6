"""Changes of keys are told: to the person at their own account, and to the desk of the session."""

from collections.abc import Sequence

from django.utils import timezone

from hemicycle.secretariat.models import Account, KeyChange, Seat

MOST_SHOWN = 20
WHATS = (
    *("passkey_added", "passkey_removed", "codes_on", "codes_off", "recovery_renewed"),
    *("desk_code", "tablet_code"),
)


def note_change(account: Account, what: str, *, device: str, name: str = "") -> None:
    """Keep what happened, until the person says that they know of it, and in the list for good."""
    assert what in WHATS
    KeyChange.objects.create(
        account=account, what=what, at=timezone.now(), device=device[:200], name=name[:60]
    )


def changes_of(account: Account) -> Sequence[KeyChange]:
    """What happened last to the keys of an account; first what the person has not confirmed."""
    return list(KeyChange.objects.filter(account=account).order_by("is_known", "-pk")[:MOST_SHOWN])


def know_changes(account: Account, up_to: int) -> None:
    """The person has seen what happened so far."""
    KeyChange.objects.filter(account=account, pk__lte=up_to).update(is_known=True)


def changes_at(session: str) -> Sequence[tuple[str, KeyChange]]:
    """What happened last to the keys of those who have a seat in a session, by whose seat it is."""
    seats = dict(Seat.objects.filter(session=session).values_list("account", "member"))
    changes = KeyChange.objects.filter(account__seats__session=session).order_by("-pk")
    return [(seats[one.account_id], one) for one in changes[:MOST_SHOWN]]
