"""Making papers: what is asked for is checked, then set beside the requests, then kept."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from asgiref.sync import sync_to_async

from hemicycle.phrases.formats import moment
from hemicycle.procedure.kernel import Instant
from hemicycle.publish.papers import badges, ballots, letters, plates
from hemicycle.publish.papers.paper_pack import paper_pack
from hemicycle.publish.papers.participants import list_of_participants
from hemicycle.publish.papers.typesetting import Paper, typeset
from hemicycle.secretariat.delegations import Hand
from hemicycle.secretariat.issued import (
    CERTIFICATE,
    INVITATION,
    VISA,
    Addressed,
    issue_all,
    new_code,
    shown_code,
)
from hemicycle.secretariat.models import ListEdition
from hemicycle.secretariat.paper_texts import LANGUAGES
from hemicycle.secretariat.participants import ListChanged, Row, next_edition, publish_list
from hemicycle.web.acts import Refusal
from hemicycle.web.paper_jobs import Job, Owner, workshop
from hemicycle.web.paper_pack import body_voting, pack_lines, pack_state, pack_texts
from hemicycle.web.paper_values import Record, chosen, said_to_all
from hemicycle.web.shell import shell

Said = tuple[Addressed, dict[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants made: the kind, the language, for whom; nobody named means everybody."""

    kind: str
    language: str
    standing: str
    delegation: str
    people: frozenset[str]
    hand: Hand


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be done for a wish: how it is made, and how many it is for."""

    made: Callable[[], Awaitable[bytes]]
    count: int


async def make(record: Record, wish: Wish, *, owner: Owner) -> Job | Refusal:
    """Begin to make a paper; or the reason why it is not made."""
    if not wish.kind:
        return Refusal(422, "paper_unknown", {}, at_field="kind")
    work = await sync_to_async(MAKINGS[wish.kind])(record, wish)
    if isinstance(work, Refusal):
        return work
    title = record.occasion(wish.language).say(f"title.{wish.kind}")
    name = f"{record.session}-{wish.kind.replace('_', '-')}-{wish.language}.pdf"
    return await workshop.begin(owner, work.made(), file_name=name, title=title, count=work.count)


def setting(paper: Callable[[], Paper], count: int) -> Work:
    """A paper that nothing is kept of: put together and set in a thread of its own."""
    return Work(lambda: asyncio.to_thread(lambda: typeset(paper())), count)


def rows_for(record: Record, wish: Wish) -> list[Row]:
    """The delegations and people that a wish is about."""
    return chosen(record.rows(), wish.delegation, people=wish.people)


def draft(record: Record, wish: Wish) -> Work | Refusal:
    """The list of participants as it would be published now."""
    rows = record.rows(wish.standing)
    if not rows:
        return Refusal(409, "list_empty", {})
    occasion = record.occasion(wish.language)
    edition = next_edition(record.session, wish.standing)
    return setting(
        lambda: list_of_participants(
            occasion, rows, standing=wish.standing, revision=edition.revision, is_draft=True
        ),
        sum(len(row["people"]) for row in rows),
    )


def badges_of(layout: str) -> Callable[[Record, Wish], Work | Refusal]:
    """How badges are made in a layout."""

    def badges_made(record: Record, wish: Wish) -> Work | Refusal:
        rows, occasion = rows_for(record, wish), record.occasion(wish.language)
        count = sum(len(row["people"]) for row in rows if row["is_accepted"])
        if not count:
            return Refusal(409, "paper_nobody_accepted", {}, at_field="delegation")
        return setting(lambda: badges.badges(occasion, record.holders(rows), layout=layout), count)

    return badges_made


def delegation_plates(record: Record, wish: Wish) -> Work | Refusal:
    """Name plates of delegations."""
    rows, occasion = chosen(record.rows(), wish.delegation), record.occasion(wish.language)
    if not rows:
        return Refusal(409, "list_empty", {}, at_field="delegation")
    return setting(lambda: plates.delegation_plates(occasion, rows), len(rows))


def person_plates(record: Record, wish: Wish) -> Work | Refusal:
    """Name plates of persons."""
    rows, occasion = rows_for(record, wish), record.occasion(wish.language)
    if not rows:
        return Refusal(409, "list_empty", {}, at_field="delegation")
    count = sum(len(row["people"]) for row in rows)
    return setting(lambda: plates.person_plates(occasion, rows), count)


def ballot_papers(record: Record, wish: Wish) -> Work | Refusal:
    """Ballot papers of the elections that are called, one sheet for each; nothing is kept."""
    house, occasion = shell[0].installation.house, record.occasion(wish.language)
    elections = ballots.waiting(house.clerk.state(record.session).assembly)
    if not elections:
        return Refusal(409, "no_ballot_to_print", {}, at_field="kind")
    names = house.names_of(record.session)
    paper = ballots.ballot_papers(occasion, elections, names=names)
    return setting(lambda: paper, len(elections))


# -- papers with a code --------------------------------------------------------------------------


def pack(record: Record, wish: Wish) -> Work | Refusal:
    """The paper pack: what a vote needs when screens fail."""
    house, session = shell[0].installation.house, record.session
    body = body_voting(house, session)
    lines = pack_lines(house, session, body, language=wish.language) if body else []
    if body is None or not lines:
        return Refusal(409, "list_empty", {}, at_field="delegation")
    state = pack_state(house, session, body, language=wish.language)
    occasion = record.occasion(wish.language)
    texts = pack_texts(house, session, body, language=wish.language)
    return setting(lambda: paper_pack(occasion, state, roll=lines, texts=texts), len(lines))


def letters_of(kind: str) -> Callable[[Record, Wish], Work | Refusal]:
    """How papers of a kind are made and issued."""

    def letters_made(record: Record, wish: Wish) -> Work | Refusal:
        if record.lacks_letterhead(wish.language):
            return Refusal(409, "paper_without_signatory", {}, at_field="texts")
        said = said_to_all(record, kind, language=wish.language, rows=rows_for(record, wish))
        if not said:
            key = "paper_nobody_present" if kind == CERTIFICATE else "list_empty"
            return Refusal(409, key, {}, at_field="delegation")
        return Work(lambda: issued(record, wish, said=said), len(said))

    return letters_made


async def issued(record: Record, wish: Wish, *, said: Sequence[Said]) -> bytes:
    """Set papers with their codes, and keep that they were issued; nothing is kept of a failure."""
    codes = [new_code() for _ in said]
    base = shell[0].installation.house.base_url.rstrip("/")
    coded = [
        letters.Coded(said=one, code=shown_code(code), address=f"{base}/genuine/{code}")
        for (_, one), code in zip(said, codes, strict=True)
    ]
    day = moment(Instant(wish.hand.at_ms), record.opened.zone).date().isoformat()
    occasion = record.occasion(wish.language)
    content = await asyncio.to_thread(
        lambda: typeset(letters.letters(occasion, wish.kind, coded=coded, day=day))
    )
    await sync_to_async(issue_all)(list(zip(codes, said, strict=True)), hand=wish.hand)
    return content


MAKINGS: Mapping[str, Callable[[Record, Wish], Work | Refusal]] = {
    "participants": draft,
    "badges": badges_of(badges.SHEET),
    "single_badges": badges_of(badges.SINGLE),
    "delegation_plates": delegation_plates,
    "person_plates": person_plates,
    "ballot_papers": ballot_papers,
    "paper_pack": pack,
    **{kind: letters_of(kind) for kind in (CERTIFICATE, INVITATION, VISA)},
}


# -- the list, published -------------------------------------------------------------------------


async def publish_edition(
    record: Record, edition: ListEdition, *, rows: Sequence[Row], hand: Hand
) -> Refusal | None:
    """Set a list in every language and freeze it; the reason why not, if there is one."""

    def in_language(language: str) -> bytes:
        occasion = record.occasion(language)
        return typeset(
            list_of_participants(
                occasion, rows, standing=edition.standing, revision=edition.revision
            )
        )

    documents = {one: await asyncio.to_thread(in_language, one) for one in LANGUAGES}
    try:
        await sync_to_async(publish_list)(edition, rows, documents=documents, hand=hand)
    except ListChanged:
        return Refusal(409, "list_changed", {})
    return None
