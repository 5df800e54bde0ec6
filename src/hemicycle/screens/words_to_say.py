"""The words that the presiding officer reads aloud now: which formulae, with which facts.

Each step of the proceedings has its formula; the first that applies is said. A rule that nobody
has verified is named beside the words, never inside them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from hemicycle.procedure.assembly import Body, Division, Question
from hemicycle.procedure.assembly.agenda import GENERAL_DEBATE
from hemicycle.procedure.kernel import MemberId, Phrase
from hemicycle.procedure.rules.emergency import leading, on_ballot, undecided
from hemicycle.procedure.rules.majorities import base_votes, electorate_of, required_votes
from hemicycle.procedure.rules.quorum_checks import (
    counts_members,
    effect_without,
    is_by_vote,
    present_and_needed,
)
from hemicycle.procedure.rules.ways import VOTED, is_by_hands
from hemicycle.screens.act_subjects import (
    body_of,
    division_of,
    latest_decision,
    next_placed,
    outcome_of,
    waits_for_casting_vote,
)
from hemicycle.screens.election_words import at_the_ballot, to_open
from hemicycle.screens.emergency_subjects import choice, equal_requests, next_request
from hemicycle.screens.hands_words import hands_said
from hemicycle.screens.in_the_room import MEMBERS, in_the_room
from hemicycle.screens.textdesk.words import said_on_text
from hemicycle.screens.view import View

MINUTE_S = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """Sentences read one after another; `when` says for which case, where there are several."""

    sentences: tuple[Phrase, ...]
    when: Phrase | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsToSay:
    """What is said now, what may be wanted besides, and the rules in it that nobody verified."""

    now: tuple[Saying, ...]
    besides: tuple[Saying, ...] = ()
    unverified: tuple[str, ...] = ()


def words_to_say(view: View) -> WordsToSay:
    """The formulae for this moment, whoever looks."""
    for step in STEPS:
        found = step(view, body_of(view))
        if found:
            now, rules = found
            unverified = tuple(r for r in rules if view.rules.has(r) and not verified(view, r))
            return WordsToSay(now=now, besides=besides(view), unverified=unverified)
    return WordsToSay(now=())


Found = tuple[tuple[Saying, ...], tuple[str, ...]] | None


def verified(view: View, rule_key: str) -> bool:
    """Whether the rule was read in the institution's present text."""
    return view.rules.is_verified(rule_key)


def say(*sentences: Phrase | None, when: str = "") -> Saying:
    """Sentences in their order; those that do not apply are left out."""
    kept = tuple(sentence for sentence in sentences if sentence)
    return Saying(sentences=kept, when=Phrase(when) if when else None)


def time_allowed(limit_s: int) -> Phrase | None:
    """How long the speaker may speak, in whole minutes where they are whole."""
    if not limit_s:
        return None
    if limit_s % MINUTE_S == 0:
        return Phrase("say.time_minutes", n=limit_s // MINUTE_S)
    return Phrase("say.time_limit", limit_s=limit_s)


def opening(view: View, body: Body) -> Found:
    """Before a sitting, and while it is suspended."""
    if body.sitting is None:
        there = in_the_room(view, body)
        key = "say.quorum_members" if there.unit == MEMBERS else "say.quorum"
        quorum = Phrase(key, n=there.present) if body.has_roll else None
        number = body.sittings + 1
        opened = Phrase("say.open_sitting", title=body.title, number=number)
        return (say(opened, quorum),), ("quorum.to_open",)
    if body.sitting.is_suspended:
        return (say(Phrase("say.resume_sitting", number=body.sitting.number)),), ()
    return None


def point_of_order(view: View, body: Body) -> Found:
    """A pending point: it is heard, then ruled upon."""
    floor = body.floor
    point = floor.point
    if point is None:
        return None
    left_s = floor.interrupted_left_s
    if floor.holder != point.member:
        limit_s = view.rules.speaking_time_s(view.assembly, point.member, "point_of_order")
        return (
            say(
                Phrase("say.point_raised", speaker=point.member),
                Phrase("say.point_rule", rule_key=point.rule),
                Phrase("say.point_floor"),
                time_allowed(limit_s),
                resumption("say.will_resume", floor.interrupted, left_s=left_s),
            ),
        ), ("speaking.time_motion",)
    resumes = resumption("say.resumes", floor.interrupted, left_s=left_s)
    return tuple(
        say(Phrase(f"say.ruling_{ruling}"), resumes, when=f"chair.ruling_{ruling}")
        for ruling in ("upheld", "not_upheld", "noted")
    ), ("motions.ruling",)


def resumption(key: str, interrupted: MemberId, *, left_s: int) -> Phrase | None:
    """The interrupted speaker has the floor again, with the time that was left."""
    if not interrupted:
        return None
    return Phrase(key, speaker=interrupted, left_s=left_s or "")


def motion(view: View, body: Body) -> Found:
    """A motion waits: who speaks on it is heard, then it is put."""
    pending = body.motion
    if pending is None or body.floor.holder:
        return None
    moved = Phrase("say.motion_moved", member=pending.member, motion=pending.kind)
    unheard = (one for one in (pending.member, *pending.speakers) if one not in pending.heard)
    following = next(unheard, None)
    put = (
        say(Phrase("say.put_motion", motion=pending.kind), when="chair.when_put"),
        say(Phrase("say.motion_carried", motion=pending.kind), when="chair.if_carried"),
        say(Phrase("say.motion_not_carried", motion=pending.kind), when="chair.if_not"),
    )
    if following is None:
        return put, ("motions.precedence",)
    limit_s = view.rules.speaking_time_s(view.assembly, following, "motion")
    given = Phrase("say.floor_on_motion", speaker=following)
    return (say(moved, given, time_allowed(limit_s)), *put), (
        "motions.precedence",
        "speaking.time_motion",
    )


def answers(view: View, body: Body) -> Found:
    """Replies, explanations of vote, questions to the last speaker and the answers are called."""
    if body.floor.holder:
        return None
    found = body.interventions
    for purpose, waiting in (
        ("reply", body.replies.waiting),
        ("explanation", body.explanations.waiting),
        ("answer", (found.speaker,) if found.may_answer else ()),
        ("intervention", found.waiting),
    ):
        if waiting:
            limit_s = view.rules.speaking_time_s(view.assembly, waiting[0], purpose)
            given = Phrase(f"say.give_{purpose}", speaker=waiting[0])
            return (say(given, time_allowed(limit_s)),), (f"speaking.time_{purpose}",)
    return None


def voting(view: View, _body: Body) -> Found:
    """From the opening of a division to its declaration."""
    division = division_of(view)
    if division is None:
        return None
    number = division.number
    if division.counts and division.stage in ("open", "found"):
        said = hands_said(view, division)
        return tuple(say(*one, when=when) for one, when in said), ("division.two_tellers",)
    if division.stage == "open":
        return (
            say(Phrase("say.have_all_voted"), when="chair.when_before_close"),
            say(Phrase("say.vote_closed", division=number), when="chair.when_close"),
        ), ("division.period",)
    if division.reported is None and view.rules.number("division.tellers"):
        return (say(Phrase("say.ask_tellers", division=number)),), ("division.tellers",)
    if division.reported is not None and division.reported != division.tally:
        return (say(Phrase("say.tally_differs", division=number)),), ("division.tellers",)
    if waits_for_casting_vote(view, division):
        equal = Phrase("say.votes_are_equal")
        return (
            say(equal, Phrase("say.cast_for"), when="chair.when_cast_for"),
            say(equal, Phrase("say.cast_against"), when="chair.when_cast_against"),
        ), ("division.tie",)
    return (declaration(view, division),), majority_rules(division.question)


def declaration(view: View, division: Division) -> Saying:
    """The result with its figures and arithmetic, as it is declared."""
    question, counted = division.question, division.tally
    base = base_votes(question, counted, among=electorate_of(division))
    outcome = outcome_of(view, division)
    return say(
        Phrase("say.result_of", division=division.number, title=question.title),
        Phrase("say.result_for", n=counted.for_votes),
        Phrase("say.result_against", n=counted.against_votes),
        Phrase("say.result_abstentions", n=counted.abstention_votes),
        Phrase("say.result_not_cast", n=division.entitled_votes - counted.placed_votes),
        Phrase(f"say.needs_{question.majority}"),
        Phrase(f"say.base_{question.base}"),
        Phrase("say.result_base", n=base),
        Phrase("say.result_required", n=required_votes(question, base)),
        Phrase(f"say.result_{outcome}", title=question.title),
    )


def majority_rules(question: Question) -> tuple[str, ...]:
    """The rules that a question's majority was taken from."""
    if question.base == "all_entitled":
        return (question.rule_key,)
    return (question.rule_key, "division.denominator")


def question_put(view: View, body: Body) -> Found:
    """A question stands: what Yes means, what decides it, and how."""
    question = body.question
    if question is None or body.floor.holder:
        return None
    put = Phrase("say.question_put", title=question.title)
    if body.is_quorum_due:
        return quorum_asked(view, body), ("quorum.to_decide", "quorum.effect")
    if question.method in VOTED:
        is_hands = is_by_hands(question.method)
        return (
            say(
                put,
                Phrase("say.yes_means", yes_means=question.yes_means),
                Phrase(f"say.by_{question.method}"),
                Phrase(f"say.needs_{question.majority}"),
                Phrase(f"say.base_{question.base}"),
                Phrase(f"say.in_favour_{question.method}" if is_hands else "say.vote_open"),
            ),
        ), majority_rules(question)
    method = question.method
    meaning = Phrase("say.adopting_means", yes_means=question.yes_means)
    return (
        say(put, meaning, Phrase(f"say.ask_{method}"), when="chair.when_ask"),
        say(Phrase(f"say.{method}_adopted"), when="chair.when_no_objection"),
    ), ("division.without_vote",)


def quorum_asked(view: View, body: Body) -> tuple[Saying, ...]:
    """The quorum is established first; what is said where it is there, and where it is not."""
    if is_by_vote(view.rules) and not body.checking.is_granted:
        return (say(Phrase("say.quorum_request_vote")),)
    present, needed = present_and_needed(view.rules, view.assembly, body)
    unit = "_members" if counts_members(view.rules) else ""
    counted = Phrase(f"say.quorum_counted{unit}", n=present, needed=needed)
    if present >= needed:
        return (say(Phrase("say.quorum_asked"), counted, Phrase("say.quorum_met")),)
    effect = effect_without(view.rules, body)
    return (say(Phrase("say.quorum_asked"), counted, Phrase(f"say.quorum_{effect}")),)


def debate(view: View, body: Body) -> Found:
    """Somebody speaks, or the next on the list is called."""
    floor = body.floor
    if floor.holder:
        time_over = say(Phrase("say.time_over", speaker=floor.holder), when="chair.when_time_over")
        thanks = say(Phrase("say.thank_speaker", speaker=floor.holder), when="chair.when_end")
        return (thanks, time_over) if floor.limit_s else (thanks,), ()
    waiting = body.speakers_list.waiting
    if not waiting:
        return None
    limit_s = view.rules.speaking_time_s(view.assembly, waiting[0], "speech")
    given = Phrase("say.give_floor", speaker=waiting[0])
    return (say(given, time_allowed(limit_s)),), (time_rule(view, waiting[0]),)


def time_rule(view: View, member: MemberId) -> str:
    """The rule that limits a person's speech."""
    delegation = view.assembly.delegation_of(member)
    status = delegation.status if delegation else "guest"
    return f"speaking.time_{'delegate' if status == 'member' else status}"


def requests(view: View, body: Body) -> Found:
    """Requests for an emergency item wait for their vote, or for the choice between them."""
    is_debate = bool(body.item) and body.items[body.item].kind == GENERAL_DEBATE
    if body.floor.holder or is_debate:
        return None
    if next_request(view):
        majority = view.rules.majority("emergency")
        waiting = undecided(view.assembly, body)[0]
        title, authors = waiting.text.title, waiting.authors
        put = Phrase("say.request_waits", request=waiting.number, title=title, authors=authors)
        needs = Phrase(f"say.needs_{majority.policy}")
        return (say(put, needs),), ("division.majority_emergency",)
    equal = equal_requests(view)
    if equal:
        two = Phrase("say.requests_equal", request=equal["request"], over=equal["over"])
        return (say(two),), ("emergency_item.choice_tie",)
    if choice(view) is None or undecided(view.assembly, body) or not on_ballot(body):
        return None
    best = leading(view.assembly, body)
    if not best:
        return (say(Phrase("say.no_item")),), ("emergency_item.choice",)
    chosen = Phrase("say.item_chosen", request=best[0].number, title=best[0].text.title)
    return (say(chosen),), ("emergency_item.choice",)


def agenda(_view: View, body: Body) -> Found:
    """Nobody waits: the item is concluded, the next one taken up, or the sitting ends."""
    if body.item:
        title = body.items[body.item].title
        return (
            say(Phrase("say.no_more_speakers"), when="chair.when_debate_over"),
            say(Phrase("say.conclude_item", title=title), when="chair.when_conclude"),
        ), ()
    following = next_placed(body)
    if following:
        taken_up = Phrase("say.take_up_item", item=following.id, title=following.title)
        return (say(taken_up),), ()
    if not body.items:
        return (say(Phrase("say.nothing_before_us")),), ()
    assert body.sitting is not None
    return (say(Phrase("say.adjourn_sitting", number=body.sitting.number)),), ()


def election(view: View, body: Body) -> Found:
    """From the opening of a ballot on paper to its declaration."""
    found = at_the_ballot(view, body)
    return ((say(*found[0]),), found[1]) if found else None


def on_text(view: View, body: Body) -> Found:
    """A text is before the body: what falls, the next amendment, or the text as a whole."""
    found = said_on_text(view, body)
    return ((say(*found[0]),), found[1]) if found else None


STEPS: tuple[Callable[[View, Body], Found], ...] = (
    opening,
    point_of_order,
    motion,
    voting,
    election,
    question_put,
    debate,
    answers,
    requests,
    on_text,
    agenda,
)


def besides(view: View) -> tuple[Saying, ...]:
    """Formulae that may be wanted at any moment of a sitting."""
    body = body_of(view)
    if body.sitting is None:
        return ()
    decision = latest_decision(view)
    title = decision.question.title if decision else {}
    reservations = [
        say(Phrase("say.reservation", delegation=d, title=title), when="act.record_reservation")
        for d in (decision.reservations[-1:] if decision else ())
    ]
    if body.question and body.question.method not in VOTED:
        reservations.append(say(Phrase("say.objection"), when="chair.when_objection"))
    listed = body.speakers_list.waiting
    waiting = len(listed)
    number = body.sitting.number
    holder = body.floor.holder
    speaking = [
        say(Phrase("say.call_to_order", speaker=holder), when="act.call_to_order"),
        say(Phrase("say.cut_microphone", speaker=holder), when="act.cut_microphone"),
    ]
    absent = [
        say(Phrase("say.not_there", speaker=one), when="act.note_no_show") for one in listed[:1]
    ]
    opened = to_open(view)
    return (
        *reservations,
        *((say(*opened, when="act.open_ballot"),) if opened else ()),
        *(speaking if holder else absent),
        say(Phrase("say.close_list", n=waiting), when="act.close_list"),
        say(Phrase("say.suspend_sitting", number=number), when="act.suspend_sitting"),
        say(Phrase("say.hand_chair"), when="act.hand_chair"),
        say(Phrase("say.adjourn_sitting", number=number), when="act.adjourn_sitting"),
    )
