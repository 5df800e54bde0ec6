"""What became of commitments: each with its words and answers, on tiles by group, never a score."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from hemicycle.procedure.assembly import Answer, AskedToAnswer, Commitment, DelegationId
from hemicycle.procedure.kernel import Instant
from hemicycle.procedure.rules.follow_up import (
    ANSWERS,
    ASKED,
    NO_ANSWER,
    NOT_ASKED,
    STANDS,
    addressed,
    answer_state,
    state_of,
)
from hemicycle.procedure.rules.reminders import Turn, turns
from hemicycle.screens.asked import Asked, whole_number
from hemicycle.screens.by_group import in_groups
from hemicycle.screens.reported import day_of
from hemicycle.screens.view import View

IN_ORDER = (*ANSWERS, ASKED, NO_ANSWER, NOT_ASKED)
YEARS_AHEAD = 4
YEAR = 4  # letters


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSeen:
    """One answer; `host` is where its link leads."""

    answer: Answer
    host: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one parliament stands to one commitment, with every answer it gave, the latest first.

    `asked_again` is until when it may answer who has answered before and was asked once more.
    """

    delegation: DelegationId
    state: str
    answers: Sequence[AnswerSeen]
    asked: AskedToAnswer | None
    asked_again: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class TileGroup:
    """The parliaments of one group, as equal tiles; the name is empty where none is on file."""

    name: str
    tiles: Sequence[Standing]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentSeen:
    """One commitment; `counts` say how many parliaments stand to it in which way."""

    commitment: Commitment
    state: str
    counts: Mapping[str, int]

    @property
    def stands(self) -> bool:
        """Whether it may be answered."""
        return self.state == STANDS


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentPage:
    """One commitment with the answer of each parliament, as tiles and in words."""

    seen: CommitmentSeen
    groups: Sequence[TileGroup]
    answered: Sequence[Standing]


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """All commitments of the session, the tiles of the one chosen, and whose turn it is."""

    lines: Sequence[CommitmentSeen]
    chosen: CommitmentPage | None
    turns: Sequence[Turn]
    is_rotation_verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCommitment:
    """A commitment that asks one parliament for something, and how that stands to it."""

    commitment: Commitment
    standing: Standing


def follow_up(view: View, asked: Asked) -> FollowUp:
    """The overview; its tiles are those of the commitment that the address names."""
    lines = [seen_of(view, one) for one in view.assembly.commitments.values()]
    wanted = [one for one in lines if str(one.commitment.number) == asked.text("of")]
    standing = [one for one in lines if one.stands]
    chosen = next(iter([*wanted, *standing]), None)
    return FollowUp(
        lines=lines,
        chosen=page_of(view, chosen) if chosen else None,
        turns=turns(view.rules, first=int(day_of(view.at, view.zone)[:YEAR]), years=YEARS_AHEAD),
        is_rotation_verified=view.rules.has("follow_up.rotation")
        and view.rules.is_verified("follow_up.rotation"),
    )


def commitment(view: View, number: str) -> CommitmentPage | None:
    """The page of one commitment; None where there is none of that number."""
    found = view.assembly.commitments.get(whole_number(number, most_digits=6))
    return page_of(view, seen_of(view, found)) if found else None


def seen_of(view: View, one: Commitment) -> CommitmentSeen:
    """A commitment with the sums of its answers."""
    able = addressed(view.assembly, one)
    counted = Counter(answer_state(one, delegation, at=view.at) for delegation in able)
    return CommitmentSeen(
        commitment=one,
        state=state_of(view.assembly, one),
        counts={state: counted[state] for state in IN_ORDER if counted[state]},
    )


def page_of(view: View, seen: CommitmentSeen) -> CommitmentPage:
    """A commitment with its tiles."""
    one = seen.commitment
    standings = [standing(view, one, delegation) for delegation in addressed(view.assembly, one)]
    return CommitmentPage(
        seen=seen,
        groups=[
            TileGroup(name=name, tiles=own) for name, own in in_groups(view, standings).items()
        ],
        answered=[found for found in standings if found.answers],
    )


def standing(view: View, one: Commitment, delegation: DelegationId) -> Standing:
    """How a parliament stands to a commitment."""
    answers = one.answers_of(delegation)
    asked = one.asked.get(delegation)
    is_again = asked is not None and bool(answers) and asked.at > answers[-1].at
    return Standing(
        delegation=delegation,
        state=answer_state(one, delegation, at=view.at),
        answers=[answer_seen(answer) for answer in reversed(answers)],
        asked=asked,
        asked_again=asked.until if asked is not None and is_again else Instant(0),
    )


def answer_seen(answer: Answer) -> AnswerSeen:
    """An answer with the name of the host to which its link leads."""
    return AnswerSeen(answer=answer, host=urlsplit(answer.link).hostname or "")


def commitments_of(view: View, delegation: DelegationId) -> Iterator[OwnCommitment]:
    """The commitments that ask a parliament for something, and stand or were answered by it."""
    for one in view.assembly.commitments.values():
        if delegation not in addressed(view.assembly, one):
            continue
        found = standing(view, one, delegation)
        if found.answers or state_of(view.assembly, one) == STANDS:
            yield OwnCommitment(commitment=one, standing=found)
