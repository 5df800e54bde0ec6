"""Which delegations were present while each item was before a body, as far as the record tells.

Presence is known from the calls of the roll and the doors; a cell is empty where neither tells.
"""

from collections.abc import Iterator

from hemicycle.journal.presence import Door, ItemPresence, delegations_in, presence
from hemicycle.procedure.assembly import DelegationId
from hemicycle.publish.data import table
from hemicycle.publish.data.identity import plain_id
from hemicycle.publish.data.sittings_table import when
from hemicycle.publish.data.table import Table, figure, instant, key, number, outputs_of, text
from hemicycle.publish.output import Published

HERE = {True: "present", False: "absent"}


def rows(published: Published) -> Iterator[table.Row]:
    """One row for each delegation and each time that an item was before a body."""
    if published.session.basis == "reported":
        return
    assembly, names = published.assembly, published.names
    for one in presence(published.public_entries):
        at_roll = delegations_in(assembly, one.before.present if one.before else ())
        at_start = delegations_in(assembly, one.at_the_start)
        within = [delegations_in(assembly, roll.present) for roll in one.rolls]
        for delegation in sorted(assembly.delegations):
            yield (
                one.position,
                f"{plain_id(one.body)}-{one.sitting}",
                one.body,
                one.item,
                when(one.began_at),
                when(one.ended_at),
                delegation,
                names.label(delegation, published.language),
                when(one.before.at) if one.before and one.is_known else None,
                HERE[delegation in at_roll] if one.is_known else None,
                HERE[delegation in at_start] if one.is_known else None,
                len(within),
                sum(delegation in found for found in within) if within else None,
                noted(published, one, delegation=delegation, is_arrival=True),
                noted(published, one, delegation=delegation, is_arrival=False),
            )


def noted(
    published: Published, one: ItemPresence, *, delegation: DelegationId, is_arrival: bool
) -> str | None:
    """When somebody of a delegation was first noted to come, or last to go, meanwhile."""
    people = published.assembly.people

    def is_own(door: Door) -> bool:
        person = people.get(door.member)
        return person is not None and person.delegation == delegation

    found = [door.at for door in one.doors if door.is_arrival == is_arrival and is_own(door)]
    return when(found[0] if is_arrival else found[-1]) if found else None


TABLE = Table(
    name="attendance",
    own=(
        key("position", "nonNegativeInteger"),
        text("sitting"),
        text("body"),
        text("item"),
        instant("item_began_at"),
        instant("item_ended_at"),
        key("delegation"),
        text("name"),
        instant("roll_before_at"),
        text("at_roll_before"),
        text("at_the_start"),
        number("rolls_within"),
        figure("present_within"),
        instant("arrived_at"),
        instant("left_at"),
    ),
    rows=rows,
)
OUTPUTS = outputs_of(TABLE)
