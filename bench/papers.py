"""Papers: the list of participants of 193 delegations, and 1,400 badges."""

import time
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from figures import Figure
from hemicycle.phrases import load_phrases
from hemicycle.procedure.assembly import Session
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Instant, MemberId
from hemicycle.publish.papers.badge_code import Badge, written
from hemicycle.publish.papers.badges import SHEET, BadgeHolder, badges
from hemicycle.publish.papers.occasion import Occasion
from hemicycle.publish.papers.participants import Row, list_of_participants
from hemicycle.publish.papers.typesetting import Paper, typeset

DELEGATIONS, PEOPLE = 193, 1400


def papers(_folder: Path) -> list[Figure]:
    """Each beside the same template with one delegation: what setting anything costs here."""
    occasion, rows = bench_occasion(), bench_rows()
    holders = bench_holders(rows)
    few = rows[:1]
    alone = took(list_of_participants(occasion, few, standing="final", revision=0))
    return [
        Figure(
            what=f"list of participants, {DELEGATIONS} delegations, {PEOPLE:,} people, PDF/UA",
            value=took(list_of_participants(occasion, rows, standing="final", revision=1)),
            unit="s",
            aim=10,
            limit=alone,
            limit_is="s, one delegation",
        ),
        Figure(
            what=f"{PEOPLE:,} badges on sheets, PDF/UA",
            value=took(badges(occasion, holders, layout=SHEET)),
            unit="s",
            aim=10,
            limit=took(badges(occasion, holders[:1], layout=SHEET)),
            limit_is="s, one badge",
        ),
    ]


def took(paper: Paper) -> float:
    """How long setting takes, in seconds."""
    began = time.perf_counter()
    typeset(paper)
    return time.perf_counter() - began


def bench_occasion() -> Occasion:
    """A session to print for."""
    session = Session(
        id=SessionId("bench"),
        title={"en": "Bench"},
        theme={},
        place={"en": "Lakeside"},
        zone="UTC",
        starts_on="2026-03-02",
        ends_on="2026-03-05",
        rulebook="plain",
        edition="1",
        basis="rehearsal",
        opened_at=Instant(0),
        opened_by=MemberId("o-sg"),
    )
    return Occasion(session=session, language="en", phrases=load_phrases(), texts={}, made_s=0)


def bench_rows() -> list[Row]:
    """Delegations of seven or eight; each name in Cyrillic or Arabic as well."""
    rows: list[Row] = []
    for number in range(DELEGATIONS):
        size = PEOPLE // DELEGATIONS + (number < PEOPLE % DELEGATIONS)
        people = [
            {
                "id": f"n-{number:03}{n:02}",
                "member": "",
                "capacity": "delegate" if n else "head",
                "honorific": "Ms",
                "given": f"Turgunbek {n}",
                "family": f"Koshanev-{number}",
                "own": "Қошанев Ерлан" if n % 3 else "عمر الفاروقي",
                "own_language": "",
            }
            for n in range(size)
        ]
        name = {"short": f"Land {number}", "name": f"National Assembly of Land {number}"}
        row = {"id": f"p-{number:04}", "status": "member", "is_accepted": True}
        rows.append({**row, "names": {"en": name, "fr": name}, "people": people})
    return rows


def bench_holders(rows: list[Row]) -> list[BadgeHolder]:
    """Everybody with a signed code."""
    key = Ed25519PrivateKey.from_private_bytes(bytes(32))

    def code(member: str) -> str:
        badge = Badge(session="bench", member=member, category="delegate", until_min=30_000_000)
        return written(badge, key)

    return [
        BadgeHolder(person=one, delegation=row, code=code(one["id"]))
        for row in rows
        for one in row["people"]
    ]
