"""The delegations of a session: their standing, votes and members, and who is in the room."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from hemicycle.procedure.assembly import Delegation, DelegationId, Words
from hemicycle.procedure.kernel import MemberId
from hemicycle.procedure.rules.roll_order import bare
from hemicycle.screens.act_subjects import body_of
from hemicycle.screens.asked import Asked
from hemicycle.screens.by_group import NO_GROUP, groups_of
from hemicycle.screens.view import View
from hemicycle.screens.visibility import as_public

LABELS = ("en", "fr", "ar")


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationSeen:
    """One line. Units: `votes`, `members` accredited; `is_present` None where no roll was called.

    `name` is its short name in the language of the page, `cause` why it has no vote.
    """

    id: DelegationId
    name: str
    status: str
    votes: int
    cause: str
    members: int
    is_present: bool | None
    groups: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiles:
    """The delegations of one group as equal tiles; no map, for a border would take a position."""

    name: str
    rows: Sequence[DelegationSeen]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegations:
    """The lines that were asked for; `all` counts those there are. `body_title` is where they are.

    `votes` is their sum; `is_reported` where others reported the session, and no votes are shown.
    """

    rows: Sequence[DelegationSeen]
    all: int
    present: int
    votes: int
    groups: Sequence[str]
    tiles: Sequence[Tiles]
    body_title: Words
    has_roll: bool
    sort: str
    group: str
    sought: str
    is_reported: bool


# By a number, a word, and the name among those who are equal.
ORDERS: dict[str, Callable[[DelegationSeen], tuple[int, str, str]]] = {
    "name": lambda one: (0, "", bare(one.name)),
    "votes": lambda one: (-one.votes, "", bare(one.name)),
    "members": lambda one: (-one.members, "", bare(one.name)),
    "status": lambda one: (0, one.status, bare(one.name)),
}


def delegations(view: View, asked: Asked) -> Delegations:
    """The delegations that were asked for, the same for everybody."""
    view = as_public(view)
    body = body_of(view)
    people = by_delegation(view)
    known = [
        line(view, one, people=people[one.id], language=asked.language)
        for one in view.assembly.delegations.values()
    ]
    groups = sorted({name for one in known for name in one.groups if name != NO_GROUP})
    group = asked.text("group") if asked.text("group") in groups else ""
    sort = asked.text("sort") if asked.text("sort") in ORDERS else "name"
    found = [
        one for one in known if (not group or group in one.groups) and is_sought(view, one, asked)
    ]
    found.sort(key=ORDERS[sort])
    return Delegations(
        rows=found,
        all=len(known),
        present=sum(one.is_present is True for one in found),
        votes=sum(one.votes for one in found),
        groups=groups,
        tiles=[
            Tiles(name=name, rows=[one for one in found if name in one.groups])
            for name in (*groups, NO_GROUP)
            if groups and any(name in one.groups for one in found)
        ],
        body_title=body.title,
        has_roll=body.has_roll,
        sort=sort,
        group=group,
        sought=asked.text("name"),
        is_reported=view.is_reported,
    )


def by_delegation(view: View) -> Mapping[DelegationId, Sequence[MemberId]]:
    """Those whose credentials stand, by delegation."""
    found: dict[DelegationId, list[MemberId]] = defaultdict(list)
    for person in view.assembly.people.values():
        if not person.is_withdrawn:
            found[person.delegation].append(person.id)
    return found


def line(
    view: View, one: Delegation, *, people: Sequence[MemberId], language: str
) -> DelegationSeen:
    """One delegation as anybody may see it; a roll that was called is in the public record."""
    body = body_of(view)
    is_present = any(person in body.present for person in people) if body.has_roll else None
    return DelegationSeen(
        id=one.id,
        name=view.names.short(one.id, language),
        status=one.status,
        votes=one.votes if one.has_vote else 0,
        cause="" if one.has_vote else one.cause,
        members=len(people),
        is_present=is_present,
        groups=tuple(groups_of(view, one.id)) if one.members else (NO_GROUP,),
    )


def is_sought(view: View, one: DelegationSeen, asked: Asked) -> bool:
    """Whether the name of a delegation, in any language, begins as somebody typed."""
    if not asked.text("name"):
        return True
    names = view.names
    labels = [
        text for lang in LABELS for text in (names.label(one.id, lang), names.short(one.id, lang))
    ]
    return asked.finds(asked.text("name"), labels)
