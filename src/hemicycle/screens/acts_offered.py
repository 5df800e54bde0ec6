"""What a person may do now in a body, and what not and why: candidates, each tried dry.

No rule is held here; `view.may` asks the procedure. The first act in order takes the primary
button, so a pending point of order comes before everything else.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from hemicycle.procedure.kernel import Act, OutOfOrder, Phrase
from hemicycle.procedure.rules.guards import SECRETARIAT
from hemicycle.screens.candidate import Candidate, Fields
from hemicycle.screens.candidates import LISTS
from hemicycle.screens.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An act in order now, with the fields that its form posts."""

    name: str
    label: Phrase
    fields: Mapping[str, str]
    rule_key: str
    article: str
    is_verified: bool
    form: str = ""
    key: str = ""
    place: str = "centre"
    confirm: Phrase | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked:
    """An act that is not in order now, and why; `is_quiet` where the reason is plain to see."""

    name: str
    label: Phrase
    reason: Phrase
    rule_key: str
    article: str
    is_verified: bool
    key: str = ""
    is_quiet: bool = False


def roles(view: View) -> tuple[str, ...]:
    """In which parts the viewer may act here: presiding, secretariat, teller, delegate."""
    body = view.assembly.bodies.get(view.body)
    person = view.assembly.people.get(view.viewer.member)
    if person is None or person.is_withdrawn or body is None:
        return ()
    found = {
        "presiding": body.presiding == person.id,
        "secretariat": person.office in SECRETARIAT,
        "teller": person.office == "teller",
        "delegate": bool(person.delegation),
    }
    return tuple(role for role, holds in found.items() if holds)


def acts_offered(view: View, *of_roles: str) -> tuple[tuple[Offer, ...], tuple[Locked, ...]]:
    """What the viewer may do now in these parts, and what not, in the order of the lists."""
    held = [role for role in roles(view) if role in of_roles]
    judged = [judge(view, candidate) for role in held for candidate in LISTS[role]]
    return (
        tuple(one for one in judged if isinstance(one, Offer)),
        tuple(one for one in judged if isinstance(one, Locked)),
    )


def offered(view: View, role: str, *, of: Collection[str]) -> tuple[Offer, ...]:
    """Those of a few acts, by their names, that the viewer may do now in one part.

    Note: only these are tried; a thousand telephones fetch their ballot at once.
    """
    if role not in roles(view):
        return ()
    judged = (judge(view, one) for one in LISTS[role] if act_name(one.act) in of)
    return tuple(one for one in judged if isinstance(one, Offer))


def judge(view: View, candidate: Candidate) -> Offer | Locked | None:
    """One candidate tried dry; None where there is nothing that it could be done to."""
    found = candidate.of(view)
    if found is None:
        return None
    refusal = view.may(view.act(candidate.act, **found))
    name = act_name(candidate.act)
    label = candidate.label(view) if candidate.label else Phrase(f"act.{name}")
    if refusal is not None:
        return locked(view, candidate, label=label, refusal=refusal)
    return Offer(
        name=name,
        label=label,
        fields=kept(candidate, found) if candidate.form else posted(found),
        rule_key=candidate.rule_key,
        article=article(view, candidate.rule_key),
        is_verified=is_verified(view, candidate.rule_key),
        form=candidate.form,
        key=candidate.key,
        place=candidate.place,
        confirm=candidate.confirm(view) if candidate.confirm else None,
    )


def kept(candidate: Candidate, found: Fields) -> dict[str, str]:
    """The fields that a form posts besides those that are filled in."""
    return posted({name: found[name] for name in candidate.keeps if name in found})


def locked(view: View, candidate: Candidate, *, label: Phrase, refusal: OutOfOrder) -> Locked:
    """A candidate that the procedure refuses, with its reason and its rule."""
    return Locked(
        name=act_name(candidate.act),
        label=label,
        reason=Phrase(f"reason.{refusal.reason_key}", **refusal.facts),
        rule_key=refusal.rule_key,
        article=article(view, refusal.rule_key),
        is_verified=is_verified(view, refusal.rule_key),
        key=candidate.key,
        is_quiet=refusal.reason_key in candidate.quiet,
    )


def act_name(act: type[Act]) -> str:
    """The name of an act in addresses and phrases: its type's name in snake case."""
    return snake_case(act.__name__)


@cache
def snake_case(name: str) -> str:
    """A name in capitals as it stands in addresses."""
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name)[1:]


def posted(found: Fields) -> dict[str, str]:
    """The fields as a form posts them."""
    return {name: str(value) for name, value in found.items()}


def article(view: View, rule_key: str) -> str:
    """Where the rules in force say so, or nothing where they do not speak of it."""
    return view.rules.article(rule_key) if view.rules.has(rule_key) else ""


def is_verified(view: View, rule_key: str) -> bool:
    """Whether that rule was read in the institution's present text."""
    return view.rules.has(rule_key) and view.rules.is_verified(rule_key)
