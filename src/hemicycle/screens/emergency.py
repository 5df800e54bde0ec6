"""Requests for an emergency item as everybody reads them, and as an author works on them."""

from collections.abc import Sequence
from dataclasses import dataclass

from hemicycle.procedure.acts.emergency.consent_to_merger import ConsentToMerger, authors_of
from hemicycle.procedure.acts.emergency.drop_merger import DropMerger
from hemicycle.procedure.acts.emergency.file_emergency_request import FileEmergencyRequest
from hemicycle.procedure.acts.emergency.join_emergency_request import JoinEmergencyRequest
from hemicycle.procedure.acts.emergency.propose_merger import ProposeMerger
from hemicycle.procedure.acts.emergency.withdraw_emergency_request import WithdrawEmergencyRequest
from hemicycle.procedure.assembly import (
    Body,
    Choice,
    DelegationId,
    EmergencyRequest,
    Item,
    Merger,
    Words,
)
from hemicycle.procedure.kernel import Act, BodyId, OutOfOrder, Phrase
from hemicycle.procedure.rules.emergency import (
    item_stage,
    outcome_of,
    stage_of,
    takes_requests,
)
from hemicycle.screens.act_subjects import body_of
from hemicycle.screens.decisions import Result, result_of
from hemicycle.screens.emergency_subjects import SOME_WORDS
from hemicycle.screens.seat import Seat, seat
from hemicycle.screens.view import View

PAPERS = dict.fromkeys(("title", "subject", "memorandum", "draft"), SOME_WORDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestSeen:
    """One request, how far it has come, and how the body voted on it.

    `results` are all its votes, the annulled ones too, the last one last.
    """

    request: EmergencyRequest
    stage: str
    outcome: str
    results: Sequence[Result]
    is_own: bool
    may_join: bool
    may_withdraw: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MergerSeen:
    """A joint text, whose consent it has and whose it waits for."""

    merger: Merger
    waits_for: Sequence[DelegationId]
    may_consent: bool
    may_drop: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyPage:
    """The requests of a body, in the order of their numbers, and what came of them.

    `is_known` where the rules know an emergency item; `struck` are places on the ballot that a
    withdrawal or a merger left empty.
    """

    body: BodyId
    title: Words
    is_known: bool
    requests: Sequence[RequestSeen]
    mergers: Sequence[MergerSeen]
    ballot: Sequence[RequestSeen]
    between: Sequence[tuple[int, int, Result]]
    choice: Choice | None
    item: Item | None
    stage: str
    results: Sequence[Result]
    drafting: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRequests:
    """The page of a delegation: what it asks for and may still do; `refused` says why not."""

    seat: Seat
    page: EmergencyPage
    refused: Phrase | None
    may_merge: bool


def emergency(view: View) -> EmergencyPage:
    """The requests of the body in view."""
    body = body_of(view)
    requests = [request_seen(view, body, one) for one in body.emergency.requests.values()]
    choice = body.emergency.choice
    chosen = choice if choice and choice.request else None
    return EmergencyPage(
        body=body.id,
        title=body.title,
        is_known=takes_requests(view.rules, body),
        requests=requests,
        mergers=[merger_seen(view, body, one) for one in body.emergency.mergers.values()],
        ballot=sorted(
            (one for one in requests if one.request.place), key=lambda one: one.request.place
        ),
        between=between(view, body),
        choice=choice,
        item=body.items[chosen.item] if chosen else None,
        stage=item_stage(view.assembly, body, chosen) if chosen else "",
        results=results_of_item(view, body, chosen) if chosen else (),
        drafting=view.assembly.bodies[chosen.drafting].title if chosen and chosen.drafting else {},
    )


def request_seen(view: View, body: Body, request: EmergencyRequest) -> RequestSeen:
    """One request as the viewer may see and treat it."""
    delegation = view.assembly.delegation_of(view.viewer.member)
    return RequestSeen(
        request=request,
        stage=stage_of(view.assembly, body, request),
        outcome=outcome_of(view.assembly, request),
        results=results(view, request.questions),
        is_own=delegation is not None and delegation.id in request.authors,
        may_join=may(view, view.act(JoinEmergencyRequest, request=request.number)),
        may_withdraw=may(view, view.act(WithdrawEmergencyRequest, request=request.number)),
    )


def results(view: View, questions: Sequence[int]) -> Sequence[Result]:
    """The decisions on these questions, in their order."""
    taken = (view.assembly.decisions.get(one) for one in questions)
    return [result_of(view, decision) for decision in taken if decision]


def between(view: View, body: Body) -> Sequence[tuple[int, int, Result]]:
    """The votes between two requests that were equal: which Yes chose, which No, and the result."""
    return [
        (by_yes, by_no, result)
        for question, by_yes, by_no in body.emergency.between
        for result in results(view, [question])
    ]


def results_of_item(view: View, body: Body, choice: Choice) -> Sequence[Result]:
    """What the body decided under the emergency item."""
    decisions = view.assembly.decisions.values()
    own = (one.question.number for one in decisions if one.question.body == body.id)
    questions = [n for n in own if view.assembly.decisions[n].question.item == choice.item]
    return results(view, questions)


def merger_seen(view: View, body: Body, merger: Merger) -> MergerSeen:
    """One joint text as the viewer may see and treat it."""
    authors = authors_of(body, merger)
    waits = [one for one in authors if one not in merger.consents]
    return MergerSeen(
        merger=merger,
        waits_for=waits if merger.stage == "proposed" else (),
        may_consent=may(view, view.act(ConsentToMerger, merger=merger.number)),
        may_drop=may(view, view.act(DropMerger, merger=merger.number)),
    )


def may(view: View, act: Act) -> bool:
    """Whether the viewer may do this now; nobody in particular may nothing."""
    return bool(view.viewer.member) and view.may(act) is None


def own_requests(view: View) -> OwnRequests:
    """The page on which a delegation files, joins, merges and withdraws."""
    refusal = view.may(view.act(FileEmergencyRequest, **PAPERS))
    return OwnRequests(
        seat=seat(view),
        page=emergency(view),
        refused=phrase_of(refusal) if refusal else None,
        may_merge=may_merge(view),
    )


def may_merge(view: View) -> bool:
    """Whether the viewer could propose a joint text of an own request and another."""
    body, delegation = body_of(view), view.assembly.delegation_of(view.viewer.member)
    standing = [one for one in body.emergency.requests.values() if one.is_standing]
    own_first = sorted(standing, key=lambda one: not delegation or delegation.id not in one.authors)
    merges = tuple(one.number for one in own_first[:2])
    return may(view, view.act(ProposeMerger, merges=merges, **PAPERS))


def phrase_of(refusal: OutOfOrder) -> Phrase:
    """Why something is not in order, to be said."""
    return Phrase(f"reason.{refusal.reason_key}", **refusal.facts)
