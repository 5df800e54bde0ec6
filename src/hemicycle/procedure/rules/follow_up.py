"""Commitments: whether one stands, whom it asks, and how a parliament stands to it.

Article: follow_up.lifting, follow_up.answers, follow_up.answer_days
"""

import re
from collections.abc import Mapping
from datetime import date

from hemicycle.procedure.assembly import (
    Assembly,
    ClauseId,
    Commitment,
    Delegation,
    DelegationId,
    Text,
    Words,
)
from hemicycle.procedure.assembly.follow_up import Answer
from hemicycle.procedure.kernel import Act, Instant, OutOfOrder
from hemicycle.procedure.rules.amendments import as_it_stands
from hemicycle.procedure.rules.guards import is_of_secretariat, require_person
from hemicycle.procedure.rules.lodged_texts import text_stage

PARLIAMENTS, SPEAKER = "parliaments", "speaker"
ADDRESSEES = (
    *(PARLIAMENTS, SPEAKER),
    *("governments", "secretary_general", "committees", "others"),
)
NOTHING_YET = "nothing_yet"
ANSWERS = ("debated", "committee", "law", "budget", NOTHING_YET)
STANDS = "stands"
# What a commitment can be besides standing: only one that stands is answered.
STATES = (STANDS, "withdrawn", "replaced", "outdated", "waiting", "fallen")
GONE = ("withdrawn", "rejected")  # stages of a text that asks nobody for anything
# How a parliament stands to a commitment while it has not answered.
NOT_ASKED, ASKED, NO_ANSWER = "not_asked", "asked", "no_answer"
GOALS = range(1, 18)
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
# A name of a host in full, then a path; no user name, no marks that markup is made of.
LABEL, LAST = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", "[a-z][a-z0-9-]{0,30}[a-z0-9]"
LINK = re.compile(
    rf"https://(?:{LABEL}\.)+{LAST}(?::[0-9]{{1,5}})?"
    r"(?:[/?#][A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]{0,400})?",
    re.ASCII | re.IGNORECASE,
)


def require_day(text: str) -> None:
    """A day as it is written, 2027-03-01.

    Out of order: it is none.
    """
    try:
        date.fromisoformat(text if ISO_DAY.fullmatch(text) else "")
    except ValueError:
        raise OutOfOrder("follow_up.lifting", "not_a_day", text=text[:20]) from None


def require_to_come(day: str, *, after: str) -> None:
    """A day that comes after this one, or none at all.

    Out of order: it is no day; it is over, or that day itself.
    """
    if not day:
        return
    require_day(day)
    if day <= after:
        raise OutOfOrder("follow_up.lifting", "day_is_over", day_on=day)


def require_addressee(addressee: str, *, is_of_text: bool) -> None:
    """The addressee is of a known kind.

    Out of order: it is not; a text asks the parliament of its speaker, which it does not have.
    """
    if addressee not in ADDRESSEES or (is_of_text and addressee == SPEAKER):
        raise OutOfOrder("follow_up.lifting", "unknown_addressee", text=addressee)


def require_goals(goals: tuple[int, ...]) -> None:
    """Each is one of the goals for sustainable development.

    Out of order: one is not.
    """
    for goal in goals:
        if goal not in GOALS:
            raise OutOfOrder("follow_up.lifting", "no_such_goal", number=goal)


def require_verb(verb: Words, *, words: Words) -> None:
    """The verb stands in the words, in each language in which it is given.

    Out of order: it does not, or is given in none.
    """
    if not verb:
        raise OutOfOrder("follow_up.lifting", "verb_missing")
    for language, word in verb.items():
        if plain(word) not in plain(words.get(language, "")):
            raise OutOfOrder("follow_up.lifting", "verb_not_there", text=word)


def plain(text: str) -> str:
    """A text for comparing: one space between words, and no capitals."""
    return " ".join(text.split()).casefold()


def require_commitment(assembly: Assembly, number: int) -> Commitment:
    """A commitment that was neither withdrawn nor lifted again.

    Out of order: there is none of that number; it is; it was.
    """
    found = assembly.commitments.get(number)
    if found is None:
        raise OutOfOrder("follow_up.lifting", "no_such_commitment", number=number)
    if found.withdrawn_at:
        raise OutOfOrder("follow_up.lifting", "commitment_withdrawn", number=number)
    if found.replaced_by:
        raise OutOfOrder(
            "follow_up.lifting", "commitment_replaced", number=number, other=found.replaced_by
        )
    return found


def require_standing(assembly: Assembly, number: int) -> Commitment:
    """A commitment that may be answered.

    Out of order: as `require_commitment` says; its paragraph was amended since; its text is not
    adopted yet, or never will be.
    """
    found = require_commitment(assembly, number)
    state = state_of(assembly, found)
    if state != STANDS:
        raise OutOfOrder("follow_up.lifting", f"commitment_{state}", number=number)
    return found


def state_of(assembly: Assembly, commitment: Commitment) -> str:
    """Whether a commitment stands, or what keeps it from that."""
    if commitment.withdrawn_at:
        return "withdrawn"
    if commitment.replaced_by:
        return "replaced"
    text = assembly.texts.get(commitment.text)
    if text is None:
        return STANDS
    stage = text_stage(assembly, text)
    if stage in GONE:
        return "fallen"
    if not says_the_same(assembly, text, commitment):
        return "outdated"
    return STANDS if stage == "adopted" else "waiting"


def lifted_from(assembly: Assembly, text: Text) -> Mapping[ClauseId, Commitment]:
    """The commitment of each clause of a text that was neither withdrawn nor lifted again."""
    return {
        one.clause: one
        for one in assembly.commitments.values()
        if one.text == text.id and not one.withdrawn_at and not one.replaced_by
    }


def says_the_same(assembly: Assembly, text: Text, commitment: Commitment) -> bool:
    """Whether the paragraph reads as it did when the commitment was lifted from it."""
    clauses = as_it_stands(assembly, text).seen
    now = next((one for one in clauses if one.id == commitment.clause), None)
    language = text.language
    return now is not None and now.words[language] == commitment.words.get(language)


def is_addressed(assembly: Assembly, commitment: Commitment, delegation: Delegation) -> bool:
    """Whether a commitment asks this parliament for something."""
    if commitment.addressee == PARLIAMENTS:
        return delegation.status == "member"
    speaker = assembly.people.get(commitment.speaker)
    is_own = speaker is not None and speaker.delegation == delegation.id
    return commitment.addressee == SPEAKER and is_own


def addressed(assembly: Assembly, commitment: Commitment) -> tuple[DelegationId, ...]:
    """The parliaments that a commitment asks for something."""
    known = assembly.delegations.values()
    return tuple(one.id for one in known if is_addressed(assembly, commitment, one))


def latest_answer(commitment: Commitment, delegation: DelegationId) -> Answer | None:
    """The answer that counts of a parliament: its latest."""
    answers = commitment.answers_of(delegation)
    return answers[-1] if answers else None


def answer_state(commitment: Commitment, delegation: DelegationId, *, at: Instant) -> str:
    """What a parliament answered last; or that it was not asked, may still answer, or did not.

    Note: nobody is told to owe an answer who was not asked for it, and had the time of the rules.
    """
    latest = latest_answer(commitment, delegation)
    if latest is not None:
        return latest.kind
    asked = commitment.asked.get(delegation)
    if asked is None:
        return NOT_ASKED
    return ASKED if at < asked.until else NO_ANSWER


def whose_answer(assembly: Assembly, act: Act, wanted: DelegationId) -> Delegation:
    """The parliament for which somebody answers: its head, its secretary, or the desk for it.

    Out of order: the desk names none; somebody else names another, has none, or is neither of both.
    """
    if is_of_secretariat(assembly, act.by):
        found = assembly.delegations.get(wanted)
        if found is None:
            raise OutOfOrder("follow_up.answers", "answer_of_nobody")
        return found
    person, own = require_person(assembly, act.by), assembly.delegation_of(act.by)
    if own is None or (wanted and wanted != own.id):
        raise OutOfOrder("follow_up.answers", "answer_of_another", member=act.by)
    if act.by != own.head and person.accredited_as != "delegation_secretary":
        raise OutOfOrder("follow_up.answers", "not_who_answers", member=act.by)
    return own
