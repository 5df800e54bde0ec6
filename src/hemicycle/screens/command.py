"""The command line of the console: what a typed phrase may become, what it means, what it would do.

What is offered comes from the same candidates as the buttons, in their order, and every phrase that
is whole is tried dry. No rule is held here.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from hemicycle.procedure.acts import KINDS
from hemicycle.procedure.acts.floor.decide_motion import DecideMotion
from hemicycle.procedure.acts.floor.give_floor import FloorGiven
from hemicycle.procedure.acts.floor.give_ruling import GiveRuling
from hemicycle.procedure.kernel import Act, Phrase
from hemicycle.said.parts import Place, Reached, forms, reach
from hemicycle.said.verbs import NotSaid, Verb
from hemicycle.screens.acts_offered import act_name, roles
from hemicycle.screens.candidates import LISTS
from hemicycle.screens.command_starts import (
    LONGEST_SHOWN,
    ROLES,
    SAID,
    SAYS,
    Desk,
    Refused,
    Row,
    because,
    desk_of,
    told,
    tried,
)
from hemicycle.screens.command_values import hint, values
from hemicycle.screens.said_here import LONGEST_LINE, Understood, line_of, understand
from hemicycle.screens.view import View

MOST_ROWS = 40
MOST_REFUSED = 6  # of the values of one place
FEWEST_LETTERS = 4  # with fewer, whose act it is cannot be told
MINUTES = {entry: minute for kind in KINDS for entry, minute in kind.minutes.items()}

Say = Callable[[Phrase], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What the typed phrase would do: the minutes it would leave, or why not.

    Units: seconds of the floor, 0 without a limit. `confirm` is asked before a grave act.
    """

    would: tuple[Phrase, ...] = ()
    limit_s: int = 0
    refused: Refused | None = None
    confirm: Phrase | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Everything the command line shows for what is typed so far."""

    typed: str
    rows: tuple[Row, ...] = ()
    more: int = 0
    meant: Meant | None = None
    hint: Phrase | None = None
    fault: Phrase | None = None


def may_command(view: View) -> bool:
    """Whether the viewer acts here otherwise than for a delegation."""
    return bool(set(roles(view)) & set(ROLES))


def command(view: View, typed: str, *, language: str, say: Say) -> Command:
    """The command line of the body that the view is about, as it stands with this text."""
    if not may_command(view):
        return Command(typed=typed)
    line = line_of(typed[: LONGEST_LINE + 1])
    line += " " if line and typed[-1:].isspace() else ""
    desk = desk_of(view, language)
    rows = tuple(unique(offered(desk, line) if line else (one.row for one in desk.starts)))
    if line and not rows:
        rows = tuple(unique(holding(desk, line, say)))
    rows = (*(one for one in rows if not one.refused), *(one for one in rows if one.refused))
    meant, fault = meaning(desk, line)
    return Command(
        typed=typed,
        rows=rows[:MOST_ROWS],
        more=max(0, len(rows) - MOST_ROWS),
        meant=meant,
        hint=asked_for(desk, line) if not meant else None,
        fault=None if rows else elsewhere(desk, line) or fault,
    )


# -- what may be typed next -----------------------------------------------------------


def unique(rows: Iterator[Row]) -> Iterator[Row]:
    """Each phrase once, the first that says it."""
    seen = set()
    for row in rows:
        if (row.text, row.goes_on) not in seen:
            seen.add((row.text, row.goes_on))
            yield row


def offered(desk: Desk, line: str) -> Iterator[Row]:
    """What the line may become: whole acts first, then what stands in its next place."""
    low = line.casefold()
    for start in desk.starts:
        is_more = not start.row.goes_on or start.row.text.rstrip() != line.rstrip()
        if start.row.text.casefold().startswith(low) and is_more:
            yield start.row
    filled_in = set()
    for verb in in_play(desk):
        for form in forms(verb.says):
            for reached in reach(form, line):
                first = reached.left[0] if reached.left else ""
                if isinstance(first, Place):
                    if (reached.head, first.name) in filled_in:
                        continue
                    filled_in.add((reached.head, first.name))
                yield from after(desk, verb, reached=reached)


def in_play(desk: Desk) -> tuple[Verb, ...]:
    """Every way to say an act of the viewer's lists, those tried already first."""
    held = [role for role in roles(desk.view) if role in ROLES]
    listed = (act_name(candidate.act) for role in held for candidate in LISTS[role])
    tried_already = (start.verb for start in desk.starts)
    others = (verb for name in listed for verb in SAYS[name])
    seen = {verb.says: verb for verb in (*tried_already, *others)}
    return tuple(seen.values())


def after(desk: Desk, verb: Verb, *, reached: Reached) -> Iterator[Row]:
    """The phrases that go on from what is reached."""
    if not reached.left:
        yield tried(desk.view, Row(text=reached.head, label=label_of(desk, verb)))
        return
    first, rest = reached.left[0], reached.left[1:]
    if isinstance(first, str):
        row = Row(text=reached.head + first, goes_on=bool(rest), label=label_of(desk, verb))
        yield judged(desk, verb, row=row)
        return
    refused = 0
    found = values(desk.view, verb, first.name, typed=reached.typed, language=desk.language)
    for value in found:
        text = reached.head + value.text + "".join(one for one in rest[:1] if isinstance(one, str))
        row = judged(desk, verb, row=Row(text=text, goes_on=len(rest) > 1, value=value))
        refused += row.refused is not None
        if refused <= MOST_REFUSED or row.refused is None:
            yield row


def judged(desk: Desk, verb: Verb, *, row: Row) -> Row:
    """A whole phrase tried dry; one that goes on as its act was judged."""
    if not row.goes_on:
        return tried(desk.view, row)
    own = [start.row for start in desk.starts if start.verb.act is verb.act]
    if own and all(one.refused for one in own):
        return replace(row, refused=own[0].refused)
    return row


def label_of(desk: Desk, verb: Verb) -> Phrase:
    """The act as its button names it, where it needs no name in it."""
    own = (start.row.label for start in desk.starts if start.verb is verb and start.row.goes_on)
    return next(own, None) or Phrase(f"act.{act_name(verb.act)}")


def holding(desk: Desk, line: str, say: Say) -> Iterator[Row]:
    """The phrases in which every typed word stands, or on whose buttons it does."""
    words = line.casefold().split()
    for start in desk.starts:
        named = say(start.row.label) if start.row.label else ""
        there = f"{start.row.text} {named}".casefold()
        if all(word in there for word in words):
            yield start.row


def asked_for(desk: Desk, line: str) -> Phrase | None:
    """What is to be written next, where nothing can be offered for it."""
    for verb in in_play(desk) if line else ():
        for form in forms(verb.says):
            for reached in reach(form, line):
                if reached.left and isinstance(reached.left[0], Place):
                    return hint(verb, reached.left[0].name)
    return None


def elsewhere(desk: Desk, line: str) -> Phrase | None:
    """That the line is an act of somebody else in this body, where it is one."""
    own = {verb.says for verb in in_play(desk)}
    others = (verb for verb in SAID if verb.says not in own)
    begun = any(
        reached.head or len(line) >= FEWEST_LETTERS
        for verb in others
        for form in forms(verb.says)
        for reached in reach(form, line)
    )
    return Phrase("command.not_yours", text=line[:LONGEST_SHOWN]) if begun else None


# -- what it would do -----------------------------------------------------------------


def meaning(desk: Desk, line: str) -> tuple[Meant | None, Phrase | None]:
    """What the line says and would do; or why it is not understood."""
    if not line:
        return None, None
    try:
        understood = understand(desk.view, line)
    except NotSaid as fault:
        return None, told(fault, line)
    return foreseen(desk, understood), None


def foreseen(desk: Desk, understood: Understood) -> Meant:
    """The act tried dry: the minutes that it would leave, or why it is refused."""
    view, act = desk.view, understood.act(desk.view)
    refusal = view.may(act)
    if refusal:
        return Meant(refused=because(view, refusal))
    entries = view.would(act)
    limits = [entry.limit_s for entry in entries if isinstance(entry, FloorGiven)]
    return Meant(
        would=tuple(MINUTES[type(entry)](entry) for entry in entries),
        limit_s=sum(limits),
        confirm=confirm_of(desk, act),
    )


def confirm_of(desk: Desk, act: Act) -> Phrase | None:
    """What is asked before a grave act, as its button asks it."""
    if isinstance(act, GiveRuling):
        return Phrase(f"chair.confirm_ruling_{act.ruling}")
    if isinstance(act, DecideMotion):
        return Phrase(f"chair.confirm_motion_{act.outcome}")
    return desk.confirms.get(type(act))
