"""Whom geopolitical groups nominated for which seats, and whether they had them as members."""

from collections.abc import Iterator

from hemicycle.procedure.assembly import Candidature, Election
from hemicycle.procedure.rules.groups import body_named, was_member
from hemicycle.publish.data import table
from hemicycle.publish.data.sittings_table import when
from hemicycle.publish.data.table import Table, figure, flag, instant, key, outputs_of, text
from hemicycle.publish.output import Published


def rows(published: Published) -> Iterator[table.Row]:
    """One row for each nomination through a group, election by election."""
    for election in published.assembly.elections.values():
        for one in election.candidatures.values():
            if one.group:
                yield row(published, election, one=one)


def row(published: Published, election: Election, *, one: Candidature) -> table.Row:
    """One nomination; whether its delegation was a member then is empty where none is known."""
    assembly, at = published.assembly, one.nominated_at
    is_known = bool(body_named(assembly, one.group))
    own = [share.seats for share in election.shares if share.group == one.group]
    return (
        election.number,
        election.body,
        published.text(election.title),
        election.post,
        one.group,
        sum(own) if election.shares else None,
        one.member,
        published.names.label(one.member, published.language),
        one.delegation,
        when(at),
        HERE[was_member(assembly, one.delegation, group=one.group, at=at)] if is_known else None,
        one.is_accepted,
        one.is_withdrawn,
        one.replaced_by or None,
        published.names.label(one.replaced_by, published.language) if one.replaced_by else None,
        one.member in election.elected,
    )


HERE = {True: "member", False: "no_member"}
TABLE = Table(
    name="nominations",
    own=(
        key("election", "nonNegativeInteger"),
        text("body"),
        text("election_title"),
        text("post"),
        text("group"),
        figure("group_seats"),
        key("candidate"),
        text("name"),
        text("delegation"),
        instant("nominated_at"),
        text("member_then"),
        flag("is_accepted"),
        flag("is_withdrawn"),
        text("successor"),
        text("successor_name"),
        flag("is_elected"),
    ),
    rows=rows,
)
OUTPUTS = outputs_of(TABLE)
