"""The amendments for which a committee was unanimous: who objects, and what stands adopted."""

from collections.abc import Sequence
from dataclasses import dataclass

from hemicycle.procedure.acts.texts.adopt_amendment import AdoptAmendment
from hemicycle.procedure.acts.texts.object_to_amendment import ObjectToAmendment
from hemicycle.procedure.assembly import Text, Words
from hemicycle.procedure.rules.amendments import OPEN_STAGES, stage_of
from hemicycle.procedure.rules.unanimous import objectors_needed, stands_adopted
from hemicycle.screens.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanimous:
    """One such amendment; `needed` objections bring it to the vote."""

    number: int
    committee: Words
    objectors: int
    needed: int
    stands: bool
    may_adopt: bool
    may_object: bool
    article: str


def unanimous(view: View, text: Text) -> Sequence[Unanimous]:
    """Those that are still to be decided, in the order of their numbers."""
    rules, assembly = view.rules, view.assembly
    found = [
        one
        for one in text.amendments.values()
        if one.unanimous_in and stage_of(assembly, text, one) in OPEN_STAGES
    ]
    return [
        Unanimous(
            number=one.number,
            committee=assembly.bodies[one.unanimous_in].title,
            objectors=len(one.objectors),
            needed=objectors_needed(rules),
            stands=stands_adopted(rules, one),
            may_adopt=allowed(view, text, AdoptAmendment, number=one.number),
            may_object=allowed(view, text, ObjectToAmendment, number=one.number),
            article=rules.article("amendments.committee_unanimous"),
        )
        for one in found
    ]


def allowed(
    view: View,
    text: Text,
    act: type[AdoptAmendment] | type[ObjectToAmendment],
    *,
    number: int,
) -> bool:
    """Whether an act on an amendment is in order for the viewer now."""
    return view.may(view.act(act, text=text.id, amendment=number)) is None
