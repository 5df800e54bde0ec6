"""The corrigenda that stand beside an entry of the record, and never instead of it."""

from hemicycle.procedure.assembly import Correction
from hemicycle.screens.view import View


def corrections_of(view: View, position: int) -> tuple[Correction, ...]:
    """The corrigenda that stand beside an entry."""
    return tuple(c for c in view.assembly.corrections if c.corrects == position)
