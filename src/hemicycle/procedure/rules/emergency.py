"""The emergency item: who may ask, what stands, what was carried, and which request is chosen.

Article: emergency_item.max_items, emergency_item.choice, emergency_item.choice_tie,
emergency_item.admissibility, emergency_item.subject_in_title, emergency_item.needs,
emergency_item.closing, emergency_item.merge_same_subject
"""

import re
import unicodedata

from hemicycle.procedure.assembly import (
    Assembly,
    Body,
    Choice,
    Decision,
    DelegationId,
    EmergencyRequest,
    RequestText,
    Words,
)
from hemicycle.procedure.kernel import Act, OutOfOrder
from hemicycle.procedure.rules.decisions import valid_decision
from hemicycle.procedure.rules.guards import require_body
from hemicycle.procedure.rules.rights import require_right
from hemicycle.procedure.rules.rulebook import Rulebook

NEEDED = {"memorandum": "memorandum", "draft_resolution": "draft"}


def takes_requests(rules: Rulebook, body: Body) -> bool:
    """Whether the rules have requests stand against each other, and this body chooses."""
    if not rules.has("emergency_item.choice") or body.organ != "assembly":
        return False
    return bool(rules.number("emergency_item.max_items"))


def require_requests(rules: Rulebook, assembly: Assembly, act: Act) -> Body:
    """The body, where its rules know an emergency item.

    Out of order: the body is unknown; it takes no requests.
    """
    body = require_body(assembly, act.body)
    if not takes_requests(rules, body):
        raise OutOfOrder("emergency_item.max_items", "no_emergency_items", title=body.title)
    return body


def require_author(rules: Rulebook, assembly: Assembly, act: Act) -> DelegationId:
    """The delegation for which somebody acts who may move in the body.

    Out of order: no delegation; no right to move.
    """
    delegation = assembly.delegation_of(act.by)
    if delegation is None:
        raise OutOfOrder("emergency_item.needs", "request_without_delegation", member=act.by)
    require_right(rules, assembly, act, right="move")
    return delegation.id


def require_request(body: Body, number: int) -> EmergencyRequest:
    """A request that is still asked.

    Out of order: there is none of that number; it was withdrawn, merged or found inadmissible.
    """
    request = body.emergency.requests.get(number)
    if request is None:
        raise OutOfOrder("emergency_item.needs", "no_such_request", request=number)
    if request.withdrawn_at:
        raise OutOfOrder("emergency_item.closing", "request_withdrawn", request=number)
    if request.merged_into:
        raise OutOfOrder(
            "emergency_item.merge_same_subject",
            "request_merged",
            request=number,
            into=request.merged_into,
        )
    if request.finding == "inadmissible":
        raise OutOfOrder("emergency_item.admissibility", "request_inadmissible", request=number)
    return request


def require_complete(rules: Rulebook, assembly: Assembly, body: Body, text: RequestText) -> None:
    """A text has all that the rules ask for, and carries no subject in unnamed.

    Out of order: the title or the subject is missing; so is the memorandum or the draft
    resolution; a rejected or withdrawn subject is in the text and not in the title.
    """
    for part in ("title", "subject"):
        if not "".join(getattr(text, part).values()).strip():
            raise OutOfOrder("emergency_item.needs", f"request_without_{part}")
    for need in rules.choices("emergency_item.needs"):
        if not "".join(getattr(text, NEEDED[need]).values()).strip():
            raise OutOfOrder("emergency_item.needs", f"request_without_{need}")
    require_subjects_named(rules, assembly, body, title=text.title, text=text.draft)


def require_subjects_named(
    rules: Rulebook, assembly: Assembly, body: Body, *, title: Words, text: Words
) -> None:
    """No text carries in what was rejected or withdrawn, unless its title names it.

    Out of order: it does.
    """
    if not rules.is_on("emergency_item.subject_in_title"):
        return
    for request in body.emergency.requests.values():
        is_rejected = outcome_of(assembly, request) == "rejected"
        if is_rejected or request.withdrawn_at:
            subject = request.text.subject
            if names(text, subject) and not names(title, subject):
                raise OutOfOrder(
                    "emergency_item.subject_in_title",
                    "subject_carried_in",
                    subject=subject,
                    request=request.number,
                )


def names(text: Words, subject: Words) -> bool:
    """Whether a text names a subject in a language that both have, whatever accents and case."""
    return any(
        f" {folded(subject[one])} " in f" {folded(text[one])} " for one in subject if one in text
    )


def folded(text: str) -> str:
    """Words alone, in lower case, without accents, with one space between them."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(one for one in plain if not unicodedata.combining(one))
    return " ".join(re.findall(r"\w+", kept))


def decision_on(assembly: Assembly, request: EmergencyRequest) -> Decision | None:
    """The decision on a request as it was last put, unless it was annulled."""
    return valid_decision(assembly, request.questions[-1]) if request.questions else None


def outcome_of(assembly: Assembly, request: EmergencyRequest) -> str:
    """What the body decided on a request: adopted, rejected, or nothing yet."""
    decision = decision_on(assembly, request)
    return decision.outcome if decision else ""


def affirmative_votes(assembly: Assembly, request: EmergencyRequest) -> int:
    """The votes in favour of a request on which the body has decided. Units: votes."""
    decision = decision_on(assembly, request)
    assert decision is not None
    return assembly.divisions[decision.division].tally.for_votes


def is_put(assembly: Assembly, body: Body, request: EmergencyRequest) -> bool:
    """Whether the request is before the body, or was decided on."""
    standing = body.question.number if body.question else 0
    return bool(request.questions) and (
        request.questions[-1] == standing or bool(outcome_of(assembly, request))
    )


def on_ballot(body: Body) -> list[EmergencyRequest]:
    """The requests that are put to the vote, in the order of the ballot."""
    standing = (one for one in body.emergency.requests.values() if one.is_standing and one.place)
    return sorted(standing, key=lambda one: one.place)


def undecided(assembly: Assembly, body: Body) -> list[EmergencyRequest]:
    """The requests on the ballot that wait for their vote."""
    return [one for one in on_ballot(body) if not outcome_of(assembly, one)]


def leading(assembly: Assembly, body: Body) -> list[EmergencyRequest]:
    """The carried requests with the most affirmative votes: one, none, or several that are equal.

    Note: which majority carried them by how much counts for nothing; a vote between two that are
    equal leaves out the one that lost it.
    """
    carried = [one for one in on_ballot(body) if outcome_of(assembly, one) == "adopted"]
    most = max((affirmative_votes(assembly, one) for one in carried), default=0)
    lost = losers(assembly, body)
    equal = [one for one in carried if affirmative_votes(assembly, one) == most]
    return [one for one in equal if one.number not in lost]


def losers(assembly: Assembly, body: Body) -> set[int]:
    """The requests that lost a vote between two; an equal vote decides nothing."""
    lost = set()
    for question, by_yes, by_no in body.emergency.between:
        decision = valid_decision(assembly, question)
        if decision:
            tally = assembly.divisions[decision.division].tally
            if tally.for_votes != tally.against_votes:
                lost.add(by_no if tally.for_votes > tally.against_votes else by_yes)
    return lost


def stage_of(assembly: Assembly, body: Body, request: EmergencyRequest) -> str:
    """How far a request has come, from filed to chosen."""
    choice = body.emergency.choice
    outcome = outcome_of(assembly, request)
    stages = {
        "merged": request.merged_into,
        "withdrawn": request.withdrawn_at,
        "inadmissible": request.finding == "inadmissible",
        "chosen": choice is not None and choice.request == request.number,
        "failed": outcome == "rejected",
        "passed_not_chosen": outcome and choice is not None,
        "passed": outcome,
        "being_voted": is_put(assembly, body, request),
        "on_ballot": request.place,
        "admissible": request.finding,
        "filed": True,
    }
    return next(stage for stage, holds in stages.items() if holds)


def item_stage(assembly: Assembly, body: Body, choice: Choice) -> str:
    """How far the emergency item has come, from chosen to adopted or rejected."""
    decided = outcome_of_item(assembly, body, choice)
    stages = {
        "in_drafting": choice.drafting and not choice.reported_at,
        decided: decided,
        "before_the_assembly": choice.reported_at,
        "debated": body.items[choice.item].stage != "placed",
        "chosen": True,
    }
    return next(stage for stage, holds in stages.items() if holds)


def outcome_of_item(assembly: Assembly, body: Body, choice: Choice) -> str:
    """What the body decided on the text of the emergency item; nothing before."""
    since = choice.reported_at or choice.chosen_at
    found = [
        decision.outcome
        for decision in assembly.decisions.values()
        if decision.question.body == body.id and decision.question.item == choice.item
        if decision.at >= since and not decision.annulled_by
    ]
    return found[-1] if found else ""
