"""The papers of a session beside its outputs: draft resolutions, open speeches, and requests."""

from collections.abc import Sequence
from dataclasses import dataclass

from hemicycle.procedure.assembly import EmergencyRequest, WrittenSpeech
from hemicycle.screens.text_list import TextLine, text_list
from hemicycle.screens.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """Draft resolutions, speeches that everyone may read, the requests for an emergency item."""

    texts: Sequence[TextLine]
    speeches: Sequence[WrittenSpeech]
    requests: Sequence[EmergencyRequest]
    is_reported: bool


def documents(view: View) -> Documents:
    """The papers, the same for everybody."""
    bodies = view.assembly.bodies.values()
    return Documents(
        texts=[line for of_body in text_list(view) for line in of_body.lines],
        speeches=[one for body in bodies for one in body.written.values() if one.is_open],
        requests=[one for body in bodies for one in body.emergency.requests.values()],
        is_reported=view.is_reported,
    )
