"""Lodge an amendment to a clause of a draft resolution, or to another amendment.

Article: amendments.lodging, amendments.deadline_by, amendments.deadline_days,
amendments.late_bodies, amendments.sub_amendments
"""

from dataclasses import dataclass, field

from hemicycle.procedure.assembly import (
    Amendment,
    Assembly,
    ClauseId,
    DelegationId,
    Text,
    TextId,
    Words,
)
from hemicycle.procedure.assembly.credentials import NO_DELEGATION
from hemicycle.procedure.assembly.session import FROM_CLERK
from hemicycle.procedure.assembly.texts import NO_BODY, NO_CLAUSE
from hemicycle.procedure.kernel import (
    Act,
    BodyId,
    Entry,
    Instant,
    Kind,
    MemberId,
    OutOfOrder,
    Phrase,
)
from hemicycle.procedure.rules.amending import amending_amendment, amending_text
from hemicycle.procedure.rules.amendment_deadlines import (
    HOURS_BEFORE_SITTING,
    deadline_of,
    require_before,
)
from hemicycle.procedure.rules.clauses import place_of
from hemicycle.procedure.rules.consolidation import (
    CHANGES,
)
from hemicycle.procedure.rules.guards import is_of_secretariat, require_body
from hemicycle.procedure.rules.lodged_texts import require_mover, require_receiving, require_text
from hemicycle.procedure.rules.rulebook import Rulebook

IN_SITTING = "in_writing_during_sitting"


@dataclass(frozen=True, slots=True, kw_only=True)
class LodgeAmendment(Act):
    """A delegation proposes to change one clause: `does` is reword, insert, delete or move.

    `words` is what the clause would read, in the authentic language and others. An insertion or a
    move names the clause `after` which it stands, nothing for the head of the text; `kind` and
    `level` say what an inserted paragraph is. `to` is the amendment that it amends. The
    secretariat enters what it received of a `mover`; a chair of a body may propose `for_body`.
    `first_day` is when the first day of the session begins where it meets.
    """

    text: TextId
    does: str
    clause: ClauseId = NO_CLAUSE
    words: Words = field(default_factory=dict)
    after: ClauseId = NO_CLAUSE
    kind: str = ""
    level: int = 1
    to: int = 0
    mover: DelegationId = NO_DELEGATION
    for_body: BodyId = NO_BODY
    first_day: Instant = field(default=Instant(0), metadata=FROM_CLERK)


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentLodged(Entry):
    """The amendment stands under its number, made to this version of the text.

    `paragraph` is the number by which people call the clause, `follows` that of the one it would
    follow; `proposer` is the title of the body that proposes, where a body does.
    """

    text: TextId
    symbol: str
    amendment: int
    version: int
    does: str
    clause: ClauseId
    words: Words
    after: ClauseId
    kind: str
    level: int
    to: int
    mover: DelegationId
    for_body: BodyId
    lodged_by: MemberId
    is_oral: bool
    clause_kind: str
    paragraph: str
    follows: str
    proposer: Words


def decide(rules: Rulebook, assembly: Assembly, act: LodgeAmendment) -> list[Entry]:
    """Record the amendment.

    Out of order: no such text or it is decided; the actor may not move; amendments are closed; the
    change is none that is known; the clause is not there or is gone; words are missing or are
    those it has already; the amendment to be amended is gone or itself a sub-amendment.
    """
    body = require_body(assembly, act.body)
    text = require_text(assembly, body, act.text)
    mover = mover_of(rules, assembly, act)
    if act.does not in CHANGES:
        raise OutOfOrder("amendments.lodging", "unknown_change", text=act.does)
    is_oral = require_time(rules, assembly, text, act=act)
    wished = Amendment(
        number=len(text.amendments) + 1,
        version=text.latest.number,
        does=act.does,
        clause=act.clause,
        words=act.words,
        lodged_by=act.by,
        lodged_at=act.at,
        kind=act.kind,
        level=act.level,
        after=act.after,
        to=act.to,
        mover=mover,
        for_body=act.for_body,
        is_oral=is_oral,
    )
    amending = amending_amendment if act.to else amending_text
    proposer = assembly.bodies[act.for_body].title if act.for_body else {}
    return [entry_of(text, amending(assembly, text, wished=wished), proposer=proposer)]


def entry_of(text: Text, made: Amendment, *, proposer: Words) -> AmendmentLodged:
    """What the record says of an amendment."""
    clauses = text.latest.clauses
    kind, paragraph = place_of(clauses, made.clause)
    return AmendmentLodged(
        body=text.body,
        at=made.lodged_at,
        text=text.id,
        symbol=text.symbol,
        amendment=made.number,
        version=made.version,
        does=made.does,
        clause=made.clause,
        words=made.words,
        after=made.after,
        kind=made.kind,
        level=made.level,
        to=made.to,
        mover=made.mover,
        for_body=made.for_body,
        lodged_by=made.lodged_by,
        is_oral=made.is_oral,
        clause_kind=made.kind or kind,
        paragraph=paragraph,
        follows=place_of(clauses, made.after)[1],
        proposer=proposer,
    )


def mover_of(rules: Rulebook, assembly: Assembly, act: LodgeAmendment) -> DelegationId:
    """The delegation that proposes; none where a body does.

    Out of order: the actor is neither of the secretariat, nor presides over that body, nor may
    move; the delegation or the body is unknown.
    """
    is_secretariat = is_of_secretariat(assembly, act.by)
    if act.for_body:
        proposing = require_body(assembly, act.for_body)
        if not is_secretariat and proposing.constituted_presiding != act.by:
            raise OutOfOrder("amendments.lodging", "not_for_body", title=proposing.title)
        return NO_DELEGATION
    if not is_secretariat:
        return require_mover(rules, assembly, act)
    if act.mover not in assembly.delegations:
        raise OutOfOrder("amendments.lodging", "amendment_without_mover")
    return act.mover


def require_time(rules: Rulebook, assembly: Assembly, text: Text, *, act: LodgeAmendment) -> bool:
    """Amendments are received still; whether this one comes in the sitting, as some may.

    Out of order: their time is over, and it is neither a sub-amendment in the sitting nor of a
    body that may come later.
    """
    if rules.choice("amendments.deadline_by") == HOURS_BEFORE_SITTING:
        deadline = deadline_of(rules, assembly, text, first_day=act.first_day, is_sub=bool(act.to))
        require_before(deadline, at=act.at)
        return False
    body = assembly.bodies[act.body]
    is_late = bool(text.closes_at) and act.at >= text.closes_at
    if not is_late or act.for_body in rules.choices("amendments.late_bodies"):
        return False
    in_sitting = rules.choice("amendments.sub_amendments") == IN_SITTING and body.is_sitting
    if act.to and in_sitting:
        return True
    if not act.to:
        require_receiving(text, act)
    raise OutOfOrder("amendments.sub_amendments", "sub_amendments_in_sitting")


def apply(assembly: Assembly, entry: AmendmentLodged) -> Assembly:
    amendment = Amendment(
        number=entry.amendment,
        version=entry.version,
        does=entry.does,
        clause=entry.clause,
        words=entry.words,
        lodged_by=entry.lodged_by,
        lodged_at=entry.at,
        body=entry.body,
        kind=entry.kind,
        level=entry.level,
        after=entry.after,
        to=entry.to,
        mover=entry.mover,
        for_body=entry.for_body,
        is_oral=entry.is_oral,
    )
    return assembly.with_text(assembly.texts[entry.text].with_amendment(amendment))


def minute(entry: AmendmentLodged) -> Phrase:
    return Phrase(
        "minute.sub_amendment_lodged" if entry.to else f"minute.amendment_lodged_{entry.does}",
        amendment=entry.amendment,
        symbol=entry.symbol,
        clause_kind=entry.clause_kind,
        clause_place=entry.clause_kind,
        paragraph=entry.paragraph,
        follows=entry.follows,
        words=entry.words,
        to=entry.to,
        mover=entry.mover,
        proposer=entry.proposer,
    )


KIND = Kind(
    LodgeAmendment,
    decide,
    {AmendmentLodged: apply},
    {AmendmentLodged: minute},
    "lodges an amendment to {text}: {does}[ {clause}][ to read {words}][ after {after}]"
    "[ as {kind}][ at level {level}][ amending amendment {to}][ of {mover}][ for {for_body}]",
)
