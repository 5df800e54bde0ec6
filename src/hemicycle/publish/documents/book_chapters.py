"""The chapters of the results book, each a list of blocks; an empty one has nothing to tell."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from hemicycle.phrases.formats import format_date
from hemicycle.procedure.acts.session.open_session import SessionOpened
from hemicycle.procedure.assembly import (
    Body,
    Delegation,
    Election,
    EmergencyRequest,
    ItemId,
    PaperCount,
    Round,
)
from hemicycle.procedure.kernel import BodyId, MemberId
from hemicycle.procedure.rules.emergency import decision_on, stage_of
from hemicycle.publish.data.identity import plain_id
from hemicycle.publish.documents.adopted_text import below_the_title
from hemicycle.publish.documents.daily_journal import bodies
from hemicycle.publish.documents.document import (
    Block,
    Heading,
    Listing,
    Note,
    Paragraph,
    Table,
    Text,
    begun,
)
from hemicycle.publish.documents.tables import ballot_table, delegations_table
from hemicycle.publish.documents.texts_told import Telling, adopted_in
from hemicycle.publish.documents.wording import Wording, anchor_of
from hemicycle.publish.output import root_of
from hemicycle.publish.sittings import SittingHeld, offices_of, own_entries, sittings_of

OFFICERS = (
    "president",
    "vice_president",
    "secretary_general",
    "clerk",
    "chair",
    "rapporteur",
    "teller",
)
MONTH = len("2026-03")
COMMAND = "hemicycle-verify journal.ndjson"


def lower(block: Block) -> Block:
    """A heading one level lower; anything else as it is."""
    return replace(block, level=block.level + 1) if isinstance(block, Heading) else block


def dates(wording: Wording) -> Text:
    """From which day to which."""
    session = wording.published.session
    if session.starts_on == session.ends_on:
        return wording.say("day", day_on=session.starts_on)
    if session.starts_on[:MONTH] == session.ends_on[:MONTH]:
        first = format_date(session.starts_on, wording.language).partition(" ")[0]
        return wording.say("days_of_month", first=first, ends_on=session.ends_on)
    return wording.say("from_day_to_day", starts_on=session.starts_on, ends_on=session.ends_on)


def rules(wording: Wording) -> Text:
    """Under which rules, in which edition."""
    session = wording.published.session
    return wording.say("rulebook", rulebook=session.rulebook, edition=session.edition)


def opening(wording: Wording) -> Iterator[Block]:
    """How the session was opened, and when its bodies first sat."""
    for written in own_entries(wording.published):
        if isinstance(written.entry, SessionOpened):
            yield Paragraph(text=wording.minute(written.entry), anchor=anchor_of(written))
    for told in sittings_of(wording.published):
        yield Paragraph(
            text=wording.say(
                "sitting_held",
                title=wording.published.assembly.bodies[told.body].title,
                sitting=told.number,
                day_on=wording.day(told.opened_at),
                since=wording.clock(told.opened_at).plain,
                until=wording.clock(told.ended_at).plain if told.ended_at else "",
            )
        )


def participation(wording: Wording) -> Iterator[Block]:
    """How many delegations of each status took part, and which."""
    delegations = in_order(wording)
    if not delegations:
        return
    statuses = dict.fromkeys(one.status for one in sorted(delegations, key=lambda one: one.status))
    ordered = sorted(statuses, key=lambda one: (one != "member", one))
    rows = [counted(wording, status, delegations=delegations) for status in ordered]
    yield Table(
        caption=wording.say("participation_figures"),
        head=tuple(
            wording.say(one) for one in ("status", "delegations_counted", "persons_counted")
        ),
        rows=tuple(rows),
        foot=(
            wording.say("total"),
            wording.number(len(delegations)),
            wording.number(sum(len(one.members) for one in delegations)),
        ),
        numeric=frozenset({1, 2}),
    )
    yield Note(text=wording.say("participation_note"))
    yield delegations_table(wording, delegations)


def in_order(wording: Wording) -> list[Delegation]:
    """All delegations, in the order of their names."""
    found = wording.published.assembly.delegations.values()
    return sorted(found, key=lambda one: wording.sorted_as(wording.full_name(one.id), one.id))


def counted(wording: Wording, status: str, *, delegations: list[Delegation]) -> tuple[Text, ...]:
    """One status with its figures."""
    own = [one for one in delegations if one.status == status]
    persons = sum(len(one.members) for one in own)
    return (
        begun(wording.word("status", status)),
        wording.number(len(own)),
        wording.number(persons),
    )


def officers(wording: Wording) -> Iterator[Block]:
    """Who held an office, and who presided over which sitting."""
    offices = offices_of(own_entries(wording.published))
    held = [
        (member, office)
        for wanted in OFFICERS
        for member, office in offices.items()
        if office == wanted
    ]
    if held:
        yield Table(
            caption=wording.say("offices_held"),
            head=(wording.say("office_head"), wording.say("name_head")),
            rows=tuple(
                (wording.given(wording.office(offices, member)), wording.name(member))
                for member, _ in held
            ),
            named_by=1,
        )
    sat = sittings_of(wording.published)
    if sat:
        yield Table(
            caption=wording.say("presiding_caption"),
            head=tuple(wording.say(one) for one in ("body", "sitting_head", "chair_head")),
            rows=tuple(
                (
                    wording.body(one.body),
                    wording.number(one.number),
                    wording.in_a_row(wording.name(member) for member in one.presided),
                )
                for one in sat
            ),
            numeric=frozenset({1}),
            wide={0: 2, 2: 3},
        )


def emergency(wording: Wording) -> Iterator[Block]:
    """The requests for an emergency item, how each fared, and what was chosen."""
    for body in wording.published.assembly.bodies.values():
        for _, request in sorted(body.emergency.requests.items()):
            yield from request_told(wording, body, request=request)
        choice = body.emergency.choice
        if choice is not None and choice.request:
            title = body.emergency.requests[choice.request].text.title
            yield Paragraph(
                text=wording.say("chosen", request=choice.request, title=title, item=choice.item)
            )
        elif choice is not None:
            yield Paragraph(text=wording.say("none_chosen"))


def request_told(wording: Wording, body: Body, *, request: EmergencyRequest) -> Iterator[Block]:
    """One request: who asked, what it says, and what became of it."""
    text = wording.say("request", request=request.number, title=request.text.title)
    yield Heading(level=2, text=text, anchor=f"request-{request.number}")
    yield Paragraph(text=wording.say("requested_by", delegations=request.authors))
    if memorandum := wording.lines(request.text.memorandum):
        yield Paragraph(text=wording.say("memorandum"))
        yield from (Paragraph(text=line) for line in memorandum)
    yield Paragraph(text=fate_of(wording, body, request=request))


def fate_of(wording: Wording, body: Body, *, request: EmergencyRequest) -> Text:
    """What became of a request; a vote that was annulled decided nothing."""
    assembly = wording.published.assembly
    match stage_of(assembly, body, request):
        case "merged":
            return wording.say("merged", request=request.merged_into)
        case "withdrawn":
            key = "withdrawn_for" if request.supports else "withdrawn"
            return wording.say(key, request=request.supports)
        case "inadmissible":
            return wording.say("inadmissible", because=request.because)
        case _:
            return voted(wording, request)


def voted(wording: Wording, request: EmergencyRequest) -> Text:
    """How the body decided on a request, the last time that it was put."""
    decision = decision_on(wording.published.assembly, request)
    if decision is None:
        return wording.say("not_decided")
    division = wording.published.declared.get(decision.division)
    if division is None:
        return wording.say("request_decided", outcome=decision.outcome)
    tally = division.tally
    return wording.say(
        "request_voted",
        for_votes=tally.for_votes,
        against_votes=tally.against_votes,
        abstention_votes=tally.abstention_votes,
        required_votes=division.required_votes,
        outcome=decision.outcome,
    )


def debates(wording: Wording) -> Iterator[Block]:
    """Who was heard on which item, body by body."""
    offices = offices_of(own_entries(wording.published))
    sat = sittings_of(wording.published)
    for body, title in bodies(wording):
        heard = [one for one in sat if one.body == body]
        lists = [block for one in heard for block in heard_in(wording, one, offices=offices)]
        if lists:
            yield Heading(level=2, text=title, anchor=f"debates-{body}")
            yield from lists


def heard_in(
    wording: Wording, told: SittingHeld, *, offices: Mapping[MemberId, str]
) -> Iterator[Block]:
    """The speakers of one sitting, item by item, in the order of speaking."""
    by_item: dict[ItemId, dict[MemberId, None]] = {}
    for speech in told.speeches:
        if speech.is_speech:
            by_item.setdefault(speech.item, {})[speech.speaker] = None
    items = wording.published.assembly.bodies[told.body].items
    for number, (item, speakers) in enumerate(by_item.items(), 1):
        text = (
            wording.say("item", item=item, title=items[item].title)
            if item in items
            else wording.say("outside_the_items")
        )
        yield Heading(level=3, text=text, anchor=f"heard-{told.name}-{number}")
        yield Listing(items=tuple(wording.person(offices, one) for one in speakers))


def elections(wording: Wording) -> Iterator[Block]:
    """Each election with its candidates, its ballots and those elected."""
    for _, one in sorted(wording.published.assembly.elections.items()):
        yield Heading(level=2, text=wording.given(one.title), anchor=f"election-{one.number}")
        standing = tuple(name for name, found in one.candidatures.items() if found.is_standing)
        if standing:
            yield Paragraph(text=wording.say("candidates", members=standing, n=len(standing)))
        for ballot in one.rounds:
            if ballot.stage == "declared" and ballot.count is not None:
                yield ballot_table(wording, one, ballot=ballot)
                yield Note(text=papers_of(wording, ballot, count=ballot.count))
            elif ballot.stage == "void":
                yield Paragraph(text=wording.say("ballot_void", round=ballot.number))
        yield Paragraph(text=came_of(wording, one))


def papers_of(wording: Wording, ballot: Round, *, count: PaperCount) -> Text:
    """The papers of a ballot: how many, how many of them blank and invalid, and what was needed."""
    return wording.say(
        "papers_counted",
        papers=count.papers,
        blank=count.blank,
        invalid=count.invalid,
        valid=count.valid,
        required=ballot.required,
    )


def came_of(wording: Wording, one: Election) -> Text:
    """Who is elected."""
    if not one.elected:
        return wording.say("nobody_elected_yet")
    key = "elected_by_acclamation" if one.is_acclaimed else "elected_by_ballot"
    return wording.say(key, members=one.elected, n=len(one.elected))


def resolutions(wording: Wording) -> Iterator[Block]:
    """The texts of which the record holds the words; of the others it holds the titles."""
    has_text = False
    for body in wording.published.assembly.bodies.values():
        choice = body.emergency.choice
        if choice is None or not choice.request:
            continue
        has_text = True
        text = body.emergency.requests[choice.request].text
        title, draft = choice.title or text.title, choice.draft or text.draft
        yield Heading(level=2, text=wording.given(title), anchor=f"text-{body.id}")
        yield Note(text=wording.say("draft_reported" if choice.draft else "draft_as_filed"))
        yield from (Paragraph(text=line) for line in wording.lines(draft))
    for adopted in adopted_in(wording.published):
        has_text = True
        told = Telling(wording, adopted)
        yield Heading(level=2, text=told.title, anchor=f"text-{plain_id(adopted.id)}")
        yield from below_the_title(told)
    if has_text:
        yield Paragraph(text=wording.say("texts_come_later"))


def explanations(wording: Wording) -> Iterator[Block]:
    """Who spoke in explanation of vote, and who recorded reservations."""
    offices = offices_of(own_entries(wording.published))
    for told in sittings_of(wording.published):
        for speech in told.speeches:
            if speech.purpose == "explanation":
                office = wording.office(offices, speech.speaker)
                text = wording.say(
                    "explanation", speaker=speech.speaker, office=office, spoke_s=speech.spoke_s
                )
                yield Paragraph(text=text)
    for _, one in sorted(wording.published.assembly.decisions.items()):
        if one.reservations:
            text = wording.say(
                "reserved",
                title=one.question.title,
                delegations=one.reservations,
                n=len(one.reservations),
            )
            yield Paragraph(text=text)


def cited(wording: Wording) -> Iterator[Block]:
    """The decisions that bodies cited, of this session and of others."""
    for one in wording.published.assembly.citations:
        key = "cited_own" if one.decided_at else "cited_other"
        yield Paragraph(text=wording.say(key, words=one.words, link=one.link, entry=one.decided_at))


def corrigenda(wording: Wording) -> Iterator[Block]:
    """Every corrigendum to the record."""
    reported = {one.position for one in wording.published.assembly.reports}
    for one in wording.published.assembly.corrections:
        if one.corrects not in reported:
            text = wording.say("corrigendum_to", entry=one.corrects, words=one.words)
            yield Paragraph(text=text, anchor=f"e{one.position}")


def future(wording: Wording) -> Iterator[Block]:
    """What was left to the next session: the items carried over, where there are any."""
    for body, title in bodies(wording):
        left = carried(wording, body)
        if left:
            yield Heading(level=2, text=title, anchor=f"future-{body}")
            yield Listing(items=tuple(left))


def carried(wording: Wording, body: BodyId) -> list[Text]:
    """The items of a body that were carried over to the next session."""
    items = wording.published.assembly.bodies[body].items.values()
    return [
        wording.say("item", item=one.id, title=one.title)
        for one in items
        if one.stage == "carried_over"
    ]


def checking(wording: Wording) -> Iterator[Block]:
    """How anybody checks that this is what the record says."""
    published = wording.published
    root = root_of(published)
    yield Paragraph(text=wording.say("checking", n=published.assembly.position))
    if root is not None:
        size, digest, spoken = root
        yield Paragraph(text=wording.say("root_words", n=size, root_words=spoken))
        yield Paragraph(text=wording.say("root_digest", root=digest))
    yield Paragraph(text=wording.say("verify_command", command=COMMAND))
