"""What a scenario may ask: a closed list of facts, as plain text with ids for names.

The figures are those that an officer of the counting may see, so that a scenario can follow a
division before its result is declared.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from hemicycle.procedure.assembly import Body, ItemId
from hemicycle.procedure.rules.emergency import item_stage, stage_of
from hemicycle.screens.contest_facts import CONTEST_FACTS
from hemicycle.screens.election_facts import ELECTION_FACTS
from hemicycle.screens.follow_up_facts import FOLLOW_UP_FACTS, answered
from hemicycle.screens.group_facts import GROUP_FACTS
from hemicycle.screens.in_the_room import in_the_room
from hemicycle.screens.programme_facts import PROGRAMME_FACTS
from hemicycle.screens.text_facts import TEXT_FACTS, readings
from hemicycle.screens.timetable_facts import TIMETABLE_FACTS, lists
from hemicycle.screens.view import View
from hemicycle.screens.visibility import VisibleDivision, visible_division

NOBODY, NOTHING = "nobody", "none"
STAGE = re.compile(r"stage of item ([a-z0-9][a-z0-9.-]*)")


def body_of(view: View) -> Body:
    """The body that is asked about."""
    return view.assembly.bodies[view.body]


def division_of(view: View) -> VisibleDivision | None:
    """The division before the body, or else the body's last one."""
    own = [d.number for d in view.assembly.divisions.values() if d.question.body == view.body]
    return visible_division(view, max(own, default=0))


def floor(view: View) -> str:
    """Who speaks."""
    return body_of(view).floor.holder or NOBODY


def waiting(view: View) -> str:
    """Who waits to speak, in order."""
    return ", ".join(body_of(view).speakers_list.waiting) or NOBODY


def speakers_list(view: View) -> str:
    """Whether the list of speakers is open."""
    return "open" if body_of(view).speakers_list.is_open else "closed"


def presiding(view: View) -> str:
    """Who presides."""
    return body_of(view).presiding or NOBODY


def sitting(view: View) -> str:
    """Whether a sitting is open, suspended or closed."""
    found = body_of(view).sitting
    if found is None:
        return "closed"
    return "suspended" if found.is_suspended else "open"


def question(view: View) -> str:
    """The title of the question before the body, in quotes, for it may hold commas."""
    put = body_of(view).question
    if put is None:
        return NOTHING
    title = put.title.get("en") or next(iter(put.title.values()), "")
    return f'"{title}"'


def division(view: View) -> str:
    """How far the body's latest division has come."""
    found = division_of(view)
    return found.stage if found else NOTHING


def turnout(view: View) -> str:
    """Votes placed of the votes that can be."""
    found = division_of(view)
    if found is None or found.turnout is None:
        return NOTHING
    return f"{found.turnout.placed_votes} of {found.castable_votes}"


def tally(view: View) -> str:
    """The votes counted, as far as the viewer may see them."""
    found = division_of(view)
    if found is None or found.tally is None:
        return NOTHING
    votes = found.tally
    return f"{votes.for_votes} yes, {votes.against_votes} no, {votes.abstention_votes} abstain"


def outcome(view: View) -> str:
    """What the body decided last."""
    taken = [d for d in view.assembly.decisions.values() if d.question.body == view.body]
    return max(taken, key=lambda d: d.position).outcome if taken else NOTHING


def required(view: View) -> str:
    """The votes that the latest division needed."""
    found = division_of(view)
    return str(found.required_votes) if found and found.stage == "declared" else NOTHING


def quorum(view: View) -> str:
    """How many must be there to decide: delegations or members, as the rulebook counts."""
    return str(in_the_room(view, body_of(view)).needed)


def present(view: View) -> str:
    """How many are there: delegations with a vote, or members that may vote."""
    return str(in_the_room(view, body_of(view)).present)


def written(view: View) -> str:
    """The speeches handed in in writing: the number of each and how far it has come."""
    return ", ".join(f"{one.number} {one.stage}" for one in body_of(view).written.values())


def requests(view: View) -> str:
    """The requests for an emergency item: the number of each and how far it has come."""
    body = body_of(view)
    found = body.emergency.requests.values()
    return in_short((one.number, stage_of(view.assembly, body, one)) for one in found)


def mergers(view: View) -> str:
    """The joint texts of requests: the number of each and what became of it."""
    return in_short((one.number, one.stage) for one in body_of(view).emergency.mergers.values())


def emergency_item(view: View) -> str:
    """The number of the emergency item and how far it has come."""
    body = body_of(view)
    choice = body.emergency.choice
    if choice is None or not choice.request:
        return NOTHING
    return in_short([(choice.item, item_stage(view.assembly, body, choice))])


def in_short(stages: Iterable[tuple[object, str]]) -> str:
    """Numbers with their stages in plain words."""
    return ", ".join(f"{number} {stage.replace('_', ' ')}" for number, stage in stages) or NOTHING


FACTS: Mapping[str, Callable[[View], str]] = {
    "floor": floor,
    "waiting": waiting,
    "list": speakers_list,
    "presiding": presiding,
    "sitting": sitting,
    "question": question,
    "division": division,
    "turnout": turnout,
    "tally": tally,
    "outcome": outcome,
    "required": required,
    "quorum": quorum,
    "present": present,
    "written": written,
    "requests": requests,
    "mergers": mergers,
    "emergency item": emergency_item,
    **ELECTION_FACTS,
    **TEXT_FACTS,
    **PROGRAMME_FACTS,
    **TIMETABLE_FACTS,
    **CONTEST_FACTS,
    **FOLLOW_UP_FACTS,
    **GROUP_FACTS,
}


def fact(view: View, name: str) -> str:
    """One fact of the body in view.

    Errors: KeyError where the list holds no such fact, or the body no such item
    """
    found = STAGE.fullmatch(name)
    if found:
        return body_of(view).items[ItemId(found[1])].stage
    return FACTS[name](view)


def facts(view: View) -> Mapping[str, str]:
    """Every fact of the body in view."""
    items = body_of(view).items
    named = {f"stage of item {item}": found.stage for item, found in items.items()}
    return {
        **{name: tell(view) for name, tell in FACTS.items()},
        **named,
        **readings(view),
        **answered(view),
        **lists(view),
    }
