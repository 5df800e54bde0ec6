"""From the register and the record to what papers are made of; the one place where they meet."""

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hemicycle.journal.checkpoint import signing_key
from hemicycle.procedure.assembly import Session
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import MemberId
from hemicycle.publish.papers.badge_code import Badge, written
from hemicycle.publish.papers.badges import BadgeHolder, category_of, subject_of
from hemicycle.publish.papers.occasion import Occasion
from hemicycle.secretariat.consents import badge_pictures
from hemicycle.secretariat.delegations import person_number
from hemicycle.secretariat.issued import CERTIFICATE, INVITATION, Addressed
from hemicycle.secretariat.paper_texts import LANGUAGES, LETTERHEAD, in_language, load_texts, plain
from hemicycle.secretariat.participants import PROVISIONAL, Row, full_name, rows_now
from hemicycle.web.attendance import Days, attendance
from hemicycle.web.installation import secret
from hemicycle.web.shell import shell

BADGE_KEY = "badges.key"
DEFAULT_ORDER = "alphabetical_en"
ROLL_ORDER = "division.roll_call_order"


def badge_key() -> Ed25519PrivateKey:
    """The key of this installation that signs badges, and nothing else."""
    return signing_key(secret(shell[0].installation.folder, BADGE_KEY))


@dataclass(slots=True)
class Record:
    """One session as papers look at it, read once for a request."""

    session: SessionId
    texts: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @staticmethod
    def of(session: str) -> "Record":
        """A session with the texts of its papers."""
        return Record(SessionId(session), load_texts(session))

    @property
    def opened(self) -> Session:
        """The session as it was opened."""
        opened = shell[0].installation.house.clerk.state(self.session).assembly.session
        assert opened is not None
        return opened

    @property
    def is_printable(self) -> bool:
        """Whether anything may be printed: nothing is of a session that is only reported."""
        return not self.opened.is_reported

    @property
    def order(self) -> str:
        """By whose language delegations are put in order: the session's, or the rulebook's."""
        own = plain(self.texts, "order_language")
        return own if own in LANGUAGES else self.order_by_rules

    @property
    def order_by_rules(self) -> str:
        """The language of the order that the rulebook names."""
        rules = shell[0].installation.house.clerk.state(self.session).rules
        has = rules is not None and rules.has(ROLL_ORDER)
        language = (rules.choice(ROLL_ORDER) if rules and has else DEFAULT_ORDER).rpartition("_")[2]
        return language if language in LANGUAGES else "en"

    def occasion(self, language: str) -> Occasion:
        """The session as its papers tell it in a language, now."""
        return Occasion(
            session=self.opened,
            language=language,
            phrases=shell[0].installation.house.phrases,
            texts=in_language(self.texts, language),
            made_s=int(time.time()),
        )

    def lacks_letterhead(self, language: str) -> bool:
        """Whether somebody has yet to write who signs letters, and for whom."""
        texts = in_language(self.texts, language)
        return not all(texts[name] for name in LETTERHEAD)

    def rows(self, standing: str = PROVISIONAL) -> list[Row]:
        """The delegations and their people, in order."""
        return rows_now(self.session, standing, order=self.order)

    def days(self) -> dict[MemberId, Days]:
        """Who the record shows present, with the first and the last day."""
        history = shell[0].installation.house.clerk.history[self.session]
        return attendance(history, self.opened.zone)

    @property
    def badges_until(self) -> str:
        """The last day on which badges hold."""
        return plain(self.texts, "badges_until") or self.opened.ends_on

    def badge(self, row: Row, person: Mapping[str, str]) -> Badge:
        """What the badge of a person says."""
        after = date.fromisoformat(self.badges_until) + timedelta(days=1)
        end = datetime(after.year, after.month, after.day, tzinfo=ZoneInfo(self.opened.zone))
        return Badge(
            session=self.session,
            member=subject_of(person),
            category=category_of(row["status"], person["capacity"]),
            until_min=int(end.timestamp()) // 60,
        )

    def holders(self, rows: Sequence[Row]) -> list[BadgeHolder]:
        """Everybody of these delegations with a badge: those that are accepted."""
        key = badge_key()
        sitting = [(row, one) for row in rows if row["is_accepted"] for one in row["people"]]
        pictures = badge_pictures({person_number(one["id"]) for _, one in sitting})
        return [
            BadgeHolder(
                person=person,
                delegation=row,
                code=written(self.badge(row, person), key),
                picture=pictures.get(person_number(person["id"]), b""),
            )
            for row, person in sitting
        ]


def chosen(rows: Sequence[Row], delegation: str, *, people: Collection[str] = ()) -> list[Row]:
    """Some of all: one delegation, or all of them; some people of it, or everybody."""
    found = [row for row in rows if not delegation or row["id"] == delegation]
    if not people:
        return found
    kept = [
        {**row, "people": [one for one in row["people"] if one["id"] in people]} for row in found
    ]
    return [row for row in kept if row["people"]]


def said_in(record: Record, addressed: Addressed) -> dict[str, str] | None:
    """What a paper says, from what is known now; None where that person is not there any more.

    Note: said again later, it is the same unless somebody corrected a name or the record grew.
    """
    every = said_to_all(record, addressed.kind, language=addressed.language)
    wanted = (addressed.parliament, addressed.person)
    return next((said for one, said in every if (one.parliament, one.person) == wanted), None)


def said_to_all(
    record: Record, kind: str, *, language: str, rows: Sequence[Row] | None = None
) -> list[tuple[Addressed, dict[str, str]]]:
    """Every paper of a kind that could be issued, with what it says."""
    days = record.days() if kind == CERTIFICATE else {}
    found = []
    for row in record.rows() if rows is None else rows:
        whole = Addressed(
            session=record.session, kind=kind, language=language, parliament=row["id"]
        )
        said = {"session": record.session, "kind": kind, "language": language}
        said |= {"parliament_name": row["names"][language]["name"]}
        if kind == INVITATION:
            found.append((whole, said))
            continue
        for person in row["people"]:
            personal = said_of(person, kind, days=days)
            if personal is not None:
                number = int(person["id"].removeprefix("n-"))
                found.append((replace(whole, person=number), said | personal))
    return found


def said_of(
    person: Mapping[str, Any], kind: str, *, days: Mapping[MemberId, Days]
) -> dict[str, str] | None:
    """What a paper says of a person; no certificate of whom the record does not show present."""
    told = {"name": full_name(person), "capacity": person["capacity"]}
    if kind != CERTIFICATE:
        return told
    present = days.get(MemberId(person["member"])) if person["member"] else None
    return told | {"first": present[0], "last": present[1]} if present else None
