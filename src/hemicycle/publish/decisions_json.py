"""Every decision of a session as data: by consensus, by acclamation and by division.

JSON (RFC 8259) in UTF-8. Words are given in every language they have in the record, names of
delegations in the language asked for; instants are in UTC, positions are those of the journal.
Votes are named as in the table of roll-calls. A division that is not declared does not occur.
"""

import json
from typing import Any

from hemicycle.journal import instants
from hemicycle.procedure.assembly import Decision, Division, Question, Row
from hemicycle.publish.output import Output, Published

Json = dict[str, Any]


def write(published: Published) -> bytes:
    """The decisions in their order, below what the session is and on what basis it is kept."""
    session, assembly = published.session, published.assembly
    taken = published.decisions
    data = {
        "basis": session.basis,
        "notice": published.band,
        "session": session.id,
        "title": session.title,
        "rulebook": session.rulebook,
        "edition": session.edition,
        "journal_positions": assembly.position,
        "decisions": [decision_of(published, one) for one in taken],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def decision_of(published: Published, decision: Decision) -> Json:
    """One decision; `division` is null where it was taken without a vote."""
    number = decision.division
    division = published.declared.get(number)
    return {
        "question": question_of(decision.question),
        "method": decision.method,
        "outcome": decision.outcome,
        "at": instants.written(decision.at),
        "position": decision.position,
        "reservations": list(decision.reservations),
        "annulled_by_question": decision.annulled_by or None,
        **({"text": decision.fate, "parts": list(decision.parts)} if decision.fate else {}),
        "corrigenda": corrigenda_of(published, decision),
        "division": division_of(published, division) if division else None,
    }


def question_of(question: Question) -> Json:
    """What was put, and which words of the rulebook decide it."""
    return {
        "number": question.number,
        "body": question.body,
        "item": question.item or None,
        "title": question.title,
        "yes_means": question.yes_means,
        "rule": question.rule_key,
        "rule_is_verified": question.is_verified,
    }


def division_of(published: Published, division: Division) -> Json:
    """One declared division: the sum that decided it, and each delegation's votes.

    Note: of hands there are no delegations, and of a plain result no figures; nothing is made up.
    """
    question, tally = division.question, division.tally
    rows = division.count.rows
    if division.found:
        return {
            "number": division.number,
            "opened_at": instants.written(division.opened_at),
            "declared_at": instants.written(division.declared_at),
            "is_counted": False,
        }
    return {
        "number": division.number,
        "opened_at": instants.written(division.opened_at),
        "closed_at": instants.written(division.closed_at),
        "declared_at": instants.written(division.declared_at),
        "majority": {
            "policy": question.majority,
            "share": [question.numerator, question.denominator],
            "more_than_the_share": question.is_strict,
            "base": question.base,
            "base_votes": division.base_votes,
            "required_votes": division.required_votes,
        },
        "entitled": division.entitled_votes,
        "yes": tally.for_votes,
        "no": tally.against_votes,
        "abstain": tally.abstention_votes,
        "not_cast": division.not_cast_votes,
        "casting_vote": division.casting_vote or None,
        "repeats_division": division.repeats or None,
        "ballots_root": division.count.root,
        "delegations": [
            votes_of(published, row, is_on_paper=row.delegation in division.paper) for row in rows
        ],
    }


def votes_of(published: Published, row: Row, *, is_on_paper: bool) -> Json:
    """How one delegation voted; entitled = yes + no + abstain + not cast.

    Note: that it voted on a sheet of paper is said only where it did.
    """
    return {
        "delegation": row.delegation,
        "name": published.names.label(row.delegation, published.language),
        "entitled": row.entitled,
        "yes": row.for_votes,
        "no": row.against_votes,
        "abstain": row.abstention_votes,
        "not_cast": row.not_cast_votes,
        **({"on_paper": True} if is_on_paper else {}),
    }


def corrigenda_of(published: Published, decision: Decision) -> list[Json]:
    """The corrigenda beside the entries of a decision; they change no figure of it."""
    positions = {decision.position}
    if decision.division:
        positions |= {
            one.position
            for one in published.written
            if getattr(one.entry, "division", 0) == decision.division
        }
    return [
        {"corrects": one.corrects, "words": one.words, "at": instants.written(one.at)}
        for one in published.assembly.corrections
        if one.corrects in positions
    ]


OUTPUT = Output(name="decisions", extension="json", media_type="application/json", write=write)
