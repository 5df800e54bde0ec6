"""The papers of a session beside its outputs: speeches that are open, and requests."""

from collections.abc import Sequence
from dataclasses import dataclass

from hemicycle.procedure.assembly import EmergencyRequest, WrittenSpeech
from hemicycle.screens.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """Speeches in writing that everyone may read, and the requests for an emergency item."""

    speeches: Sequence[WrittenSpeech]
    requests: Sequence[EmergencyRequest]
    is_reported: bool


def documents(view: View) -> Documents:
    """The papers, the same for everybody."""
    bodies = view.assembly.bodies.values()
    return Documents(
        speeches=[one for body in bodies for one in body.written.values() if one.is_open],
        requests=[one for body in bodies for one in body.emergency.requests.values()],
        is_reported=view.is_reported,
    )
