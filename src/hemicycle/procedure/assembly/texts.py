"""Draft resolutions: their versions, the amendments to them, and who stands behind each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NewType

from hemicycle.procedure.kernel import BodyId, Instant, MemberId
from hemicycle.procedure.replacing import replace

from .agenda import ItemId
from .credentials import NO_DELEGATION, DelegationId
from .session import Words

TextId = NewType("TextId", str)  # the symbol with hyphens for its slashes: C-I-150-DR
ClauseId = NewType("ClauseId", str)  # never printed, never used again
NO_CLAUSE = ClauseId("")
NO_TEXT = TextId("")
NO_BODY = BodyId("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One paragraph of a text, or its title, in the languages that it has.

    `kind` is title, opening, preambular or operative; `level` 1, or 2 and 3 where it is nested.
    """

    id: ClauseId
    kind: str
    words: Words
    level: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The text as it was published once, and will stay. `lines` is the first line of each clause.

    `amendments` are those that made it of the version before it.
    Units: lines of 88 characters in the authentic language, counted from 1.
    """

    number: int
    clauses: tuple[Clause, ...]
    lines: tuple[int, ...]
    published_at: Instant
    amendments: tuple[int, ...] = ()

    def clause(self, wanted: ClauseId) -> Clause | None:
        """The clause of that id, or None where this version has none."""
        return next((one for one in self.clauses if one.id == wanted), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One person who signed as a sponsor, where the rules count persons."""

    member: MemberId
    delegation: DelegationId


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """One change proposed to one clause of one version, in the `body` that had the text then.

    `does` is reword, insert, delete or move. An insertion brings a clause of its own, under
    `clause`, which stands `after` another (at the head of the text where that is empty). `to` is
    the amendment that it amends, 0 where it amends the text. `mover` or `for_body` proposes it.
    `finding` is receivable, irreceivable or not given yet; `fell_by` the amendment whose decision
    left it nothing to change, `stands_despite` those that were found to leave it enough. Of
    `questions`, put to the body on it, the last one counts. `settled` is what a person decided the
    clause to read where it met another change, None where nobody had to. A compromise `merges`
    others; it `is_proposed` until all their movers are among its `consents`. `unanimous_in` is the
    committee that was unanimous for it, `objectors` are those who object to its standing so.
    """

    number: int
    version: int
    does: str
    clause: ClauseId
    words: Words
    lodged_by: MemberId
    lodged_at: Instant
    body: BodyId = NO_BODY
    kind: str = ""
    level: int = 1
    after: ClauseId = NO_CLAUSE
    to: int = 0
    mover: DelegationId = NO_DELEGATION
    for_body: BodyId = NO_BODY
    is_oral: bool = False
    sponsors: tuple[DelegationId, ...] = ()
    signatures: tuple[Signature, ...] = ()
    finding: str = ""
    because: Words = field(default_factory=dict)
    recommendation: str = ""
    advice: Words = field(default_factory=dict)
    withdrawn_at: Instant = Instant(0)
    fell_by: int = 0
    stands_despite: tuple[int, ...] = ()
    questions: tuple[int, ...] = ()
    settled: Words | None = None
    merges: tuple[int, ...] = ()
    consents: tuple[DelegationId, ...] = ()
    is_proposed: bool = False
    unanimous_in: BodyId = NO_BODY
    objectors: tuple[MemberId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """A clause in a language that is not authentic: its words, and of which words they are."""

    of: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Memorandum:
    """One version of the explanatory memorandum of a text, for ever: its paragraphs by language."""

    number: int
    symbol: str
    words: Words
    lodged_by: MemberId
    lodged_at: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentList:
    """The amendments that are proposed to be adopted or rejected together, without a vote.

    `objections` are the delegations that want one decided by itself; once they are enough it is
    among those `taken_out`.
    """

    adopt: tuple[int, ...]
    reject: tuple[int, ...]
    proposed_by: MemberId
    proposed_at: Instant
    objections: Mapping[int, tuple[DelegationId, ...]] = field(default_factory=dict)
    taken_out: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A draft resolution from its lodging on; `language` is the authentic one.

    Amendments are received until `closes_at`, 0 for as long as the text is open. `questions` are
    those on the text as a whole in this body, the last one counts; `adopted_in` are the bodies
    that adopted it before and reported it, each with its question. `waived` are the languages that
    need not be in step for the vote, by a decision of the presiding officer. `memoranda` are the
    versions of what explains it, the last one is in force; `consent` the list of amendments that is
    proposed to be decided without a vote, None where none is.
    """

    id: TextId
    symbol: str
    body: BodyId
    item: ItemId
    language: str
    lodged_by: MemberId
    lodged_at: Instant
    closes_at: Instant
    movers: tuple[DelegationId, ...] = ()
    sponsors: tuple[DelegationId, ...] = ()
    signatures: tuple[Signature, ...] = ()
    rapporteurs: tuple[MemberId, ...] = ()
    versions: tuple[Version, ...] = ()
    amendments: Mapping[int, Amendment] = field(default_factory=dict)
    renderings: Mapping[tuple[ClauseId, str], Rendering] = field(default_factory=dict)
    waived: tuple[str, ...] = ()
    withdrawn_at: Instant = Instant(0)
    questions: tuple[int, ...] = ()
    adopted_in: tuple[tuple[BodyId, int], ...] = ()
    memoranda: tuple[Memorandum, ...] = ()
    consent: ConsentList | None = None

    @property
    def latest(self) -> Version:
        """The version that is in force."""
        return self.versions[-1]

    @property
    def title(self) -> Words:
        """What it is called now."""
        return self.latest.clauses[0].words

    def with_amendment(self, amendment: Amendment) -> "Text":
        """The same text with one amendment in a new condition."""
        return replace(self, amendments={**self.amendments, amendment.number: amendment})
