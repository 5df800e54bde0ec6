"""The session in Popolo: organizations, persons, memberships, events, motions, votes, speeches.

Popolo (2013) is what parliamentary monitors read. A delegation votes as an organization, with its
votes as the weight, and in several rows where it split them; how a person voted is nowhere. Of
persons it tells the name and the office alone. Ids are those of the record. Beside the fields of
Popolo stand a few of ours: what became of the text apart from the question, what annulled it, the
votes that were counted and needed, and the casting vote, which is in no figure.
"""

import json
from collections.abc import Iterator
from typing import Any

from hemicycle.journal import instants
from hemicycle.procedure.acts.credentials.accredit_person import OFFICES
from hemicycle.procedure.assembly import Decision, Division, Row, TakenDown, Words
from hemicycle.procedure.kernel import Instant, MemberId
from hemicycle.publish.data.identity import urn_of
from hemicycle.publish.data.marking import joined
from hemicycle.publish.data.reports_table import when_reported
from hemicycle.publish.data.speakers_table import where_text
from hemicycle.publish.output import Output, Published
from hemicycle.publish.sittings import SittingHeld, capacity_of, sittings_of
from hemicycle.publish.taken_down import merged_texts

Json = dict[str, Any]
# Offices that are held before the public; who is of the press or the staff is nobody's concern.
PUBLIC_OFFICES = frozenset(OFFICES) - {
    *("press", "staff", "interpreter", "record_clerk", "protocol_officer", "guest")
}
NOBODY = MemberId("")
RESULTS = {"adopted": "pass", "rejected": "fail"}
OPTIONS = ("yes", "no", "abstain", "not voting")


def write(published: Published) -> bytes:
    """Everything, in lists by class, below what the session is."""
    data = Popolo(published).everything()
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


class Popolo:
    """The lists while they are being made."""

    def __init__(self, published: Published) -> None:
        self.published, self.assembly = published, published.assembly
        self.held = sittings_of(published)
        self.session = f"session-{published.session.id}"
        self.root = f"assembly-{published.session.id}"

    def everything(self) -> Json:
        """All lists."""
        session = self.published.session
        return {
            "basis": session.basis,
            "notice": self.published.band,
            "session": session.id,
            "journal": urn_of(self.published),
            "journal_positions": self.assembly.position,
            "organizations": list(self.organizations()),
            "persons": [self.person(one) for one in self.public_persons()],
            "memberships": list(self.memberships()),
            "posts": list(self.posts()),
            "events": list(self.events()),
            "motions": [self.motion(one) for one in self.published.decisions],
            "vote_events": [self.vote_event(one) for one in self.published.declared.values()],
            "speeches": list(self.speeches()),
            "reports": list(self.reports()),
        }

    def text(self, words: Words) -> str:
        """A text of the record in the language asked for."""
        return self.published.text(words)

    def label(self, identity: str) -> str:
        """What somebody is called."""
        return self.published.names.label(identity, self.published.language)

    def source(self, thing: str, position: int) -> list[Json]:
        """Where it stands in the record."""
        return [{"url": urn_of(self.published, thing), "note": f"entry {position}"}]

    def organizations(self) -> Iterator[Json]:
        """The assembly, its bodies, the delegations of parliaments, and groups."""
        yield {
            "id": self.root,
            "name": self.text(self.published.session.title),
            "classification": "assembly",
            "abstract": self.published.band or None,
        }
        for body in self.assembly.bodies.values():
            yield {
                "id": f"body-{body.id}",
                "name": self.text(body.title),
                "classification": body.organ,
                "parent_id": self.root,
            }
        for identity in sorted(self.assembly.delegations):
            yield {
                "id": identity,
                "name": self.label(identity),
                "classification": "delegation",
                "parent_id": self.root,
            }
        for group in sorted({one for one in self.assembly.groups.values() if one}):
            yield {"id": f"group-{group}", "name": group, "classification": "group"}

    def public_persons(self) -> list[str]:
        """Members of delegations, holders of offices, and whoever was heard or presided."""
        members = {one for row in self.assembly.delegations.values() for one in row.members}
        officers = {one.id for one in self.officers()}
        heard = {one.speaker for held in self.held for one in held.speeches}
        presided = {one for held in self.held for one in held.presided}
        presiding = {one.presiding for one in self.assembly.bodies.values()}
        everybody = members | officers | heard | presided | presiding
        return sorted(everybody - set(self.assembly.delegations) - {NOBODY})

    def officers(self) -> list[Any]:
        """Who holds an office before the public."""
        people = self.assembly.people.values()
        return [one for one in people if one.office in PUBLIC_OFFICES and not one.is_withdrawn]

    def person(self, identity: str) -> Json:
        """A person: the name, and how it is written at home."""
        names = self.published.names
        language, own = names.in_own_script(identity)
        honorific = names.honorific(identity, self.published.language)
        name = self.label(identity)
        return {
            "id": identity,
            "name": name,
            **({"honorific_prefix": honorific} if honorific else {}),
            **({"other_names": [{"name": own, "note": language}]} if own and own != name else {}),
        }

    def memberships(self) -> Iterator[Json]:
        """Who sits for whom, which delegation stands how, and who holds which office."""
        for identity, delegation in sorted(self.assembly.delegations.items()):
            yield self.membership(identity, self.root, role=delegation.status, kind="organization")
            for member in delegation.members:
                role = "head" if member == delegation.head else "member"
                yield self.membership(member, identity, role=role, kind="person")
        for identity, group in sorted(self.assembly.groups.items()):
            if group:
                yield self.membership(
                    identity, f"group-{group}", role="member", kind="organization"
                )
        for one in self.officers():
            office = self.membership(one.id, self.root, role=one.office, kind="person")
            yield {**office, "post_id": f"office-{one.office}"}
        for body in self.assembly.bodies.values():
            if not body.presiding:  # of a session that is only reported it may not be known
                continue
            where = f"body-{body.id}"
            presiding = self.membership(
                body.presiding, where, role="presiding_officer", kind="person"
            )
            yield {**presiding, "post_id": f"{where}-presiding_officer"}

    def membership(self, identity: str, organization: str, *, role: str, kind: str) -> Json:
        """One membership of a person or of an organization."""
        member = {"@type": kind, "id": identity}
        whose = {"person_id": identity} if kind == "person" else {"member": member}
        return {
            "id": f"{identity}-in-{organization}-as-{role}",
            **whose,
            "organization_id": organization,
            "role": role,
        }

    def posts(self) -> Iterator[Json]:
        """The offices that somebody holds, and the chair of each body."""
        for office in sorted({one.office for one in self.officers()}):
            yield {
                "id": f"office-{office}",
                "label": self.word("office", office),
                "role": office,
                "organization_id": self.root,
            }
        for body in self.assembly.bodies.values():
            yield {
                "id": f"body-{body.id}-presiding_officer",
                "label": self.word("capacity", "presiding_officer"),
                "role": "presiding_officer",
                "organization_id": f"body-{body.id}",
            }

    def word(self, sort: str, value: str) -> str:
        """The word for a value, or the value itself."""
        phrases, key = self.published.phrases, f"word.{sort}.{value}"
        if not phrases.has(key, "en"):
            return value
        return self.published.say(key)

    def events(self) -> Iterator[Json]:
        """The session and its sittings."""
        session = self.published.session
        addresses = [one for one in self.assembly.reports if is_address(one.source)]
        yield {
            "id": self.session,
            "name": self.text(session.title),
            "description": self.published.band or None,
            "classification": "session",
            "start_date": session.starts_on,
            "end_date": session.ends_on,
            "location": self.text(session.place) or None,
            "organization_id": self.root,
            "sources": [{"url": one.source, "note": one.mark} for one in addresses],
        }
        for held in self.held:
            yield self.sitting(held)

    def sitting(self, held: SittingHeld) -> Json:
        """One sitting."""
        title = self.text(self.assembly.bodies[held.body].title)
        return {
            "id": held.name,
            "name": joined(self.published, title, then=str(held.number)),
            "description": self.published.band or None,
            "classification": "sitting",
            "start_date": to_the_second(held.opened_at),
            "end_date": to_the_second(held.ended_at),
            "status": held.stage,
            "organization_id": f"body-{held.body}",
            "parent_id": self.session,
        }

    def motion(self, decision: Decision) -> Json:
        """What was put and decided."""
        question = decision.question
        return {
            "id": f"question-{question.number}",
            "organization_id": f"body-{question.body}",
            "legislative_session_id": self.session,
            "text": self.text(question.title),
            "identifier": str(question.number),
            "classification": decision.method,
            "date": to_the_second(decision.at),
            "requirement": question.majority if decision.division else None,
            "result": decision.outcome,
            "text_fate": decision.fate or None,
            "annulled_by": f"question-{decision.annulled_by}" if decision.annulled_by else None,
            "sources": self.source(f"decision/{decision.position}", decision.position),
        }

    def vote_event(self, division: Division) -> Json:
        """One declared division; without figures where nobody counted."""
        question = division.question
        counted = [] if division.found else list(zip(OPTIONS, division.sums, strict=True))
        return {
            "id": f"division-{division.number}",
            "organization_id": f"body-{question.body}",
            "legislative_session_id": self.session,
            "identifier": str(division.number),
            "motion_id": f"question-{question.number}",
            "classification": question.method,
            "start_date": to_the_second(division.opened_at),
            "end_date": to_the_second(division.closed_at),
            "result": RESULTS.get(division.outcome, division.outcome),
            "base_votes": None if division.found else division.base_votes,
            "required_votes": None if division.found else division.required_votes,
            "casting_vote": division.casting_vote or None,
            "counts": [{"option": option, "value": value} for option, value in counted],
            "votes": [vote for row in division.count.rows for vote in self.votes(division, row)],
            "sources": self.source(f"division/{division.number}", division.opened_position),
        }

    def votes(self, division: Division, row: Row) -> Iterator[Json]:
        """What a delegation placed: a row for each option that has some of its votes."""
        group = self.assembly.groups.get(row.delegation, "")
        placed = (row.for_votes, row.against_votes, row.abstention_votes, row.not_cast_votes)
        for option, weight in zip(OPTIONS, placed, strict=True):
            if weight:
                yield {
                    "id": f"division-{division.number}-{row.delegation}-{option.split()[0]}",
                    "vote_event_id": f"division-{division.number}",
                    "voter_id": row.delegation,
                    "voter": {"@type": "organization", "id": row.delegation},
                    "option": option,
                    "weight": weight,
                    "group_id": f"group-{group}" if group else None,
                }

    def speeches(self) -> Iterator[Json]:
        """Who had the floor, and where the text is that record clerks wrote, once it is merged.

        Note: the text is no copy here, so that a corrigendum stands beside it wherever it is read.
        """
        taken = merged_texts(self.assembly)
        for held in self.held:
            for place, one in enumerate(held.speeches, 1):
                yield {
                    "id": f"speech-{one.position}",
                    "creator_id": one.speaker,
                    "role": capacity_of(self.published, one) or None,
                    "attribution_text": self.label(one.speaker),
                    "date": to_the_second(one.began_at),
                    "type": one.purpose,
                    "position": place,
                    "event_id": held.name,
                    "sources": [
                        *self.source(f"speech/{one.position}", one.position),
                        *self.text_of(taken.get(one.position), held),
                    ],
                }

    def text_of(self, taken: TakenDown | None, held: SittingHeld) -> Iterator[Json]:
        """Where the text of a speech begins, in which form and languages."""
        url = where_text(held, taken)
        if taken is not None and url:
            languages = ", ".join(sorted(taken.words))
            yield {"url": url, "note": f"text, {taken.form}: {languages}"}

    def reports(self) -> Iterator[Json]:
        """What others report, each fact with its source; Popolo has no class for it."""
        for one in self.assembly.reports:
            yield {
                "id": f"report-{one.position}",
                "fact": one.fact,
                "about": one.about,
                "words": self.text(one.words),
                "when": when_reported(self.published, one) or None,
                "precision": one.precision,
                "source": one.source,
                "mark": one.mark,
            }


def is_address(source: str) -> bool:
    """Whether a source is an address and nothing else."""
    return source.startswith(("https://", "http://")) and len(source.split()) == 1


def to_the_second(at: Instant) -> str | None:
    """An instant without its fractions, which Popolo does not allow; none where there is none."""
    return f"{instants.written(at)[:19]}Z" if at else None


OUTPUT = Output(name="popolo", extension="json", media_type="application/json", write=write)
