"""Ask for a right of reply: an answer to what was said about one's delegation.

Article: motions.right_of_reply, motions.reply_for_observers, speaking.time_reply
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Answers, Assembly
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_sitting
from hemicycle.procedure.rules.rights import require_speaker, rights_of
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForReply(Act):
    """A person asks to answer a speech of this sitting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyAsked(Entry):
    """`member` waits to reply."""

    member: MemberId


def decide(rules: Rulebook, assembly: Assembly, act: AskForReply) -> list[Entry]:
    """Record the request.

    Out of order: no sitting is open; the person has no right to speak there, or only on
    invitation where the rules give those no reply; the delegation has replied in this sitting, or
    waits to.
    """
    body = require_sitting(assembly, act.body)
    require_speaker(rules, assembly, act)
    held = rights_of(rules, assembly, body, member=act.by, at=act.at)
    if "speak" not in held and not rules.is_on("motions.reply_for_observers"):
        raise OutOfOrder("motions.reply_for_observers", "no_reply_for_observers")
    require_turn_left(rules, assembly, body.replies, act=act, rule_key="motions.right_of_reply")
    return [ReplyAsked(body=act.body, at=act.at, member=act.by)]


def require_turn_left(
    rules: Rulebook, assembly: Assembly, answers: Answers, *, act: Act, rule_key: str
) -> None:
    """The delegation has a turn left, those that somebody of it waits for counted.

    Out of order: it has had, or waits for, as many as the rules give it; the person waits already.
    """
    delegation = assembly.people[act.by].delegation
    if act.by in answers.waiting:
        raise OutOfOrder(rule_key, "asked_already", member=act.by)
    waiting = sum(assembly.people[one].delegation == delegation for one in answers.waiting)
    if delegation and answers.done.get(delegation, 0) + waiting >= rules.number(rule_key):
        raise OutOfOrder(rule_key, "one_for_each_delegation", delegation=delegation)


def apply(assembly: Assembly, entry: ReplyAsked) -> Assembly:
    body = assembly.bodies[entry.body]
    replies = body.replies.with_request(entry.member)
    return assembly.with_body(replace(body, replies=replies))


def minute(entry: ReplyAsked) -> Phrase:
    return Phrase("minute.reply_asked", member=entry.member)


KIND = Kind(
    AskForReply, decide, {ReplyAsked: apply}, {ReplyAsked: minute}, "asks for a right of reply"
)
