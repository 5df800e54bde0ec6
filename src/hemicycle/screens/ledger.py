"""Who was heard and for how long, in sums that name nobody; and what of it the chair may weigh.

The sums are taken from the same entries as the minutes, so both agree to the second.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from hemicycle.journal.speeches import Speech, speeches_in
from hemicycle.procedure.assembly import Delegation
from hemicycle.procedure.kernel import MemberId
from hemicycle.screens.act_subjects import body_of
from hemicycle.screens.on_file import OnFile
from hemicycle.screens.sums import Sum, last_step, rough_sums, sums
from hemicycle.screens.view import View

SMALL_VOTES = 11  # of a parliament with fewer votes than that, the delegation is a small one
WEIGHED = "speaking.weighed"
NOT_KNOWN = ""
DELEGATIONS, PERSONS = "delegations", "persons"
SEEN = {True: "first", False: "again", None: NOT_KNOWN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """The sums by one fact; `base` names of what their second share is, `of` how many that are.

    What is `is_declared` moves in steps, and tells of the first `heard` persons only.
    """

    name: str
    sums: tuple[Sum, ...]
    is_weighed: bool
    is_known: bool = True
    is_declared: bool = False
    base: str = ""
    of: int = 0
    heard: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Who was heard, in sums. Units: seconds, delegations.

    `is_verified`: it was read in a rule what the chair may weigh.
    """

    speeches: int
    spoke_s: int
    over_s: int
    cut: int
    heard: int
    delegations: int
    breakdowns: tuple[Breakdown, ...]
    weighed: tuple[str, ...]
    is_verified: bool

    def by(self, name: str) -> Breakdown:
        """The sums by one fact."""
        return next(one for one in self.breakdowns if one.name == name)


def ledger(view: View) -> Ledger:
    """The sums of the body in view."""
    body = body_of(view).id
    found = [one for one in speeches_in(view.history) if one.is_measured and one.body == body]
    people, delegations = view.assembly.people, view.assembly.delegations
    heard = {people[one.speaker].delegation for one in found if one.is_speech}
    return Ledger(
        speeches=len(found),
        spoke_s=sum(one.spoke_s for one in found),
        over_s=sum(one.over_s for one in found),
        cut=sum(one.is_cut for one in found),
        heard=len({one for one in heard if one in delegations}),
        delegations=len(delegations),
        breakdowns=tuple(Sums(view, found).all()),
        weighed=view.rules.choices(WEIGHED),
        is_verified=view.rules.is_verified(WEIGHED),
    )


@dataclass(frozen=True, slots=True)
class Sums:
    """The sums of some speeches, by whatever is known of those who spoke."""

    view: View
    found: Sequence[Speech]

    def all(self) -> Iterator[Breakdown]:
        """Each breakdown: what the record knows, what is on file, what persons declare."""
        yield Breakdown(
            name="purpose",
            sums=sums(self.found, lambda one: (one.purpose,), base={}, hides=False),
            is_weighed=False,
        )
        is_of_delegations = not self.view.names.roll_of  # a member has neither status nor size
        if is_of_delegations:
            yield self.by_delegation("status", lambda one: (one.status,), nobody=("guest",))
        yield self.by_delegation("group", self.groups)
        if is_of_delegations:
            yield self.by_delegation("size", lambda one: (size(one),))
            yield self.by_delegation("new_delegation", self.new)
        yield self.by_attendance()
        yield self.by_declaration("sex", lambda one: one.sex)
        yield self.by_declaration("young", lambda one: "young" if one.is_young else NOT_KNOWN)

    def by_delegation(
        self,
        name: str,
        groups_of: Callable[[Delegation], Collection[str]],
        *,
        nobody: Collection[str] = (),
    ) -> Breakdown:
        """Sums by a fact of the delegation, `nobody` for who speaks for none."""
        delegations = self.view.assembly.delegations
        known = {one.id: groups_of(one) for one in delegations.values()}
        people = self.view.assembly.people
        base = Counter(group for groups in known.values() for group in groups)
        return Breakdown(
            name=name,
            sums=sums(
                self.found,
                lambda one: known.get(people[one.speaker].delegation, nobody),
                base=dict(sorted(base.items(), key=lambda one: (not one[0], one[0]))),
                of=len(delegations),
            ),
            is_known=set(base) != {NOT_KNOWN},
            is_weighed=self.is_weighed(name),
            base=DELEGATIONS,
            of=len(delegations),
        )

    def by_attendance(self) -> Breakdown:
        """Sums by whether a person was at an earlier session, as anybody reads in its lists."""
        known = {one: (SEEN[self.view.files.of(one).is_first],) for one in self.seated}
        base = Counter(group for groups in known.values() for group in groups)
        return Breakdown(
            name="first_time",
            sums=sums(
                self.found,
                lambda one: known.get(one.speaker, ()),
                base=dict(sorted(base.items(), key=lambda one: (not one[0], one[0]))),
                of=len(known),
            ),
            is_known=set(base) != {NOT_KNOWN},
            is_weighed=self.is_weighed("first_time"),
            base=PERSONS,
            of=len(known),
        )

    def by_declaration(self, name: str, fact: Callable[[OnFile], str]) -> Breakdown:
        """Sums by what members declare of themselves: as they were at the last step, and rough.

        Note: officers and guests declare nothing, as everybody knows; they would hide nobody.
        """
        seated, files = self.seated, self.view.files
        own = [(one.speaker, one.spoke_s) for one in self.found if one.speaker in seated]
        declared = {one: fact(files.of(one)) for one in seated}
        told = own[: last_step(own, declared.__getitem__)]
        base = [*seated][: last_step([(one, 0) for one in seated], declared.__getitem__)]
        return Breakdown(
            name=name,
            sums=rough_sums(told, declared.__getitem__, base=base) if told else (),
            is_known=any(declared.values()),
            is_weighed=self.is_weighed(name),
            is_declared=True,
            base=PERSONS,
            of=len(seated),
            heard=len({member for member, _ in told}),
        )

    @property
    def seated(self) -> Mapping[MemberId, None]:
        """The members of delegations, in the order in which they were accredited."""
        people = self.view.assembly.people.values()
        return {one.id: None for one in people if one.delegation}

    def groups(self, delegation: Delegation) -> Collection[str]:
        """The geopolitical groups that a parliament sits in: one, several or none."""
        on_file = map(self.view.files.of, delegation.members)
        return next((one.groups for one in on_file if one.groups), (NOT_KNOWN,))

    def new(self, delegation: Delegation) -> Collection[str]:
        """Whether a delegation was at an earlier session."""
        on_file = map(self.view.files.of, delegation.members)
        return (next((SEEN[one.is_new] for one in on_file if one.is_new is not None), NOT_KNOWN),)

    def is_weighed(self, name: str) -> bool:
        """Whether the rules let the chair weigh a fact."""
        return name in self.view.rules.choices(WEIGHED)


def size(delegation: Delegation) -> str:
    """Whether a delegation is a small one."""
    return "small" if 0 < delegation.votes < SMALL_VOTES else "other"
