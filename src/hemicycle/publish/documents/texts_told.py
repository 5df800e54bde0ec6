"""What every paper of a draft resolution says of it: which text, whose, and its paragraphs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hemicycle.procedure.assembly import Amendment, Clause, Text
from hemicycle.procedure.rules.amendments import (
    OPEN_STAGES,
    as_it_stands,
    stage_of,
    voting_order,
)
from hemicycle.procedure.rules.clauses import numbers, place_of
from hemicycle.procedure.rules.consent import ADOPTED, ready
from hemicycle.procedure.rules.consolidation import INSERT, MOVE
from hemicycle.procedure.rules.lodged_texts import is_from_gender_perspective, text_stage
from hemicycle.publish.data.identity import plain_id
from hemicycle.publish.documents.document import NOTHING, joined
from hemicycle.publish.documents.document import Text as Said
from hemicycle.publish.documents.wording import Wording
from hemicycle.publish.output import Published
from hemicycle.wording import NO_BREAKS

UNFINISHED = "".join((" ;.,", *NO_BREAKS))  # with which a paragraph ends that goes on, or not
Fact = tuple[Said, Said]


def parts(published: Published) -> Sequence[str]:
    """The texts of the session, each by the name that it has in addresses."""
    return [plain_id(one) for one in published.assembly.texts]


def adopted_parts(published: Published) -> Sequence[str]:
    """The texts that were adopted."""
    return [plain_id(one.id) for one in adopted_in(published)]


def adopted_in(published: Published) -> list[Text]:
    """The texts that were adopted for good, not by a committee alone, in the order of lodging."""
    assembly = published.assembly
    return [one for one in assembly.texts.values() if text_stage(assembly, one) == "adopted"]


def text_in(published: Published) -> Text:
    """The text that a part is about.

    Errors: KeyError, where the session has none of that name
    """
    for one in published.assembly.texts.values():
        if plain_id(one.id) == published.part:
            return one
    raise KeyError(published.part)


@dataclass(frozen=True, slots=True)
class Telling:
    """One text, as the documents of a language say it."""

    wording: Wording
    text: Text

    def say(self, key: str, **facts: object) -> Said:
        """A phrase of the chapter on the papers of texts."""
        return self.wording.said(f"textpaper.{key}", facts)

    def words(self, key: str, **facts: object) -> str:
        """The same as words alone."""
        return self.say(key, **facts).plain

    @property
    def title(self) -> Said:
        """What the text is called."""
        return self.wording.given(self.text.title)

    def facts(self) -> tuple[Fact, ...]:
        """Body, item, movers and sponsors, version."""
        text, wording = self.text, self.wording
        item = wording.published.assembly.bodies[text.body].items.get(text.item)
        told = [
            (self.say("body_head"), wording.body(text.body)),
            (self.say("item_head"), wording.given(item.title) if item else NOTHING),
            (self.say("movers_head"), self.delegations(text.movers)),
            (self.say("sponsors_head"), self.delegations(text.sponsors)),
            (self.say("rapporteurs_head"), wording.in_a_row(map(wording.name, text.rapporteurs))),
            (self.say("version_head"), self.version()),
        ]
        return tuple((label, said) for label, said in told if said)

    def version(self) -> Said:
        """Which version is in force, of which day."""
        latest = self.text.latest
        day_on = self.wording.day(latest.published_at)
        return self.say("version", n=latest.number, day_on=day_on)

    def delegations(self, found: Sequence[str]) -> Said:
        """Several delegations by their names."""
        return self.wording.in_a_row(map(self.wording.name, found))

    def place(self, clause: Clause | None, clauses: Sequence[Clause]) -> Said:
        """What people call a clause: operative paragraph 3(a)."""
        kind, paragraph = place_of(clauses, clause.id) if clause else ("", "")
        return self.say("place", clause_kind=kind or "opening", paragraph=paragraph)

    def place_of(self, amendment: Amendment) -> Said:
        """The paragraph that an amendment is about, or after which it would stand."""
        version = self.text.versions[amendment.version - 1]
        is_new = amendment.does == INSERT
        clause = version.clause(amendment.clause)
        if is_new:
            return self.say("after_place", where=self.after(amendment).plain)
        if clause is None:
            return self.say("new_paragraph")
        where = self.place(clause, version.clauses)
        line = version.lines[version.clauses.index(clause)]
        return self.say("place_line", where=where.plain, line=line)

    def after(self, amendment: Amendment) -> Said:
        """The paragraph after which a moved or new one would stand; nothing where there is none."""
        if amendment.does not in (MOVE, INSERT):
            return NOTHING
        if not amendment.after:
            return self.say("the_head")
        clauses = self.text.versions[amendment.version - 1].clauses
        found = next((clause for clause in clauses if clause.id == amendment.after), None)
        return self.place(found, clauses) if found else self.say("new_paragraph")

    def stands_after(self, amendment: Amendment, clauses: Sequence[Clause]) -> str:
        """The clause, of those given, after which an inserted one would stand; empty for none.

        Note: it may be put after one that was carried or deleted since; then the nearest before it.
        """
        known = {one.id for one in clauses}
        standing = as_it_stands(self.wording.published.assembly, self.text)
        nearest = ""
        for one in standing.clauses if amendment.after else ():
            nearest = one.id if one.id in known else nearest
            if one.id == amendment.after:
                break
        return nearest

    def mover(self, amendment: Amendment) -> Said:
        """Who moves an amendment: a delegation, or a body."""
        if amendment.for_body:
            return self.wording.body(amendment.for_body)
        return self.wording.name(amendment.mover)

    def on_list(self) -> Mapping[int, str]:
        """What is proposed to be decided without a vote, in the order of the vote."""
        published = self.wording.published
        return ready(published.rules, published.assembly, self.text)

    def proposed(self, outcome: str) -> Said:
        """What a list says of an amendment; nothing where it is put to the vote."""
        if not outcome:
            return NOTHING
        key = "consent.paper_adopt" if outcome == ADOPTED else "consent.paper_reject"
        return self.wording.said(key, {})

    def moved_by(self, amendment: Amendment) -> Said:
        """Who moves an amendment, and whether it is one from a gender perspective."""
        mover = self.mover(amendment)
        if not is_from_gender_perspective(self.wording.published.rules, amendment):
            return mover
        return joined([mover, self.wording.said("groups.gender_perspective", {})], " · ")

    def stage(self, amendment: Amendment) -> str:
        """How far an amendment has come."""
        return stage_of(self.wording.published.assembly, self.text, amendment)

    def is_open(self, amendment: Amendment) -> bool:
        """Whether an amendment is still to be decided."""
        return self.stage(amendment) in (*OPEN_STAGES, "being_voted")

    def in_order(self) -> list[Amendment]:
        """All amendments as they are put on the floor."""
        rules = self.wording.published.rules
        return [self.text.amendments[n] for n in voting_order(rules, self.text)]

    def still_open(self) -> list[Amendment]:
        """Those that are still to be decided, as they are put on the floor."""
        return [one for one in self.in_order() if self.is_open(one)]

    def marked(self, clauses: Sequence[Clause]) -> Iterator[tuple[Clause, str]]:
        """Each clause with what is printed before it."""
        yield from zip(clauses, numbers(clauses), strict=True)


def telling(published: Published) -> Telling:
    """The text of a part, in the language of the document."""
    return Telling(Wording(published), text_in(published))
