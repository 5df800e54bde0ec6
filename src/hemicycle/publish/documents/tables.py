"""The tables of documents: roll calls, decisions, delegations, ballots."""

from collections.abc import Iterable, Sequence

from hemicycle.procedure.assembly import (
    Decision,
    Delegation,
    Division,
    Election,
    Report,
    Round,
    Row,
)
from hemicycle.publish.documents.document import (
    NOTHING,
    Block,
    Paragraph,
    Table,
    Text,
    begun,
    joined,
    strongly,
)
from hemicycle.publish.documents.wording import Wording
from hemicycle.publish.minutes_html import ROLL_RULES, reported_when

VOTES = frozenset({1, 2, 3, 4})
SPACE, DASH = " ", " – "


def roll_call(wording: Wording, division: Division) -> list[Block]:
    """A roll call in the published layout: who voted how, who was absent, and the sums."""
    rows = division.count.rows
    table = Table(
        caption=wording.say("votes_by_delegation"),
        head=tuple(wording.say(one) for one in ("delegation", "yes", "no", "abst", "not_cast")),
        rows=tuple(row_of(wording, one) for one in rows),
        foot=(wording.say("total"), *(wording.number(one) for one in division.sums)),
        numeric=VOTES,
        abreast=2,
        anchor=f"division-{division.number}",
    )
    return [*arithmetic(wording, division), table]


def row_of(wording: Wording, row: Row) -> tuple[Text, ...]:
    """How one delegation voted; one that was not there has no votes to tell."""
    name = wording.name(row.delegation)
    if row.absent and row.absent == row.entitled:
        return (name, NOTHING, NOTHING, NOTHING, wording.say("absent"))
    votes = (row.for_votes, row.against_votes, row.abstention_votes, row.not_cast_votes)
    return (name, *(wording.number(one) for one in votes))


def arithmetic(wording: Wording, division: Division) -> list[Block]:
    """Above a roll call: the sum that decided, and who was not on the roll for want of a vote."""
    tally, question = division.tally, division.question
    sentence = wording.say(
        "arithmetic",
        for_votes=tally.for_votes,
        against_votes=tally.against_votes,
        cast_votes=tally.cast_votes,
        abstention_votes=tally.abstention_votes,
        required_votes=division.required_votes,
    )
    told: list[Block] = [Paragraph(text=sentence)]
    off = tuple(
        one.id
        for _, one in sorted(wording.published.assembly.delegations.items())
        if one.status == "member" and one.id not in division.roll
    )
    if off and question.method == "roll_call":
        text = wording.say("not_on_the_roll", delegations=off, n=len(off))
        told.append(Paragraph(text=text))
    return told


def roll_call_rules(wording: Wording) -> list[Block]:
    """The rules from which votes and sums of all roll calls come."""
    rules = wording.published.rules
    return [
        note
        for key in ROLL_RULES
        for note in wording.rule_named(key, is_verified=rules.is_verified(key))
    ]


def figures_of(wording: Wording, division: Division | None) -> Text:
    """The figures of a division, where there are any."""
    if division is None:
        return NOTHING
    if division.found:
        return wording.say("not_counted")
    tally = division.tally
    return wording.say(
        "figures",
        for_votes=tally.for_votes,
        against_votes=tally.against_votes,
        abstention_votes=tally.abstention_votes,
        not_cast_votes=division.not_cast_votes,
    )


def decisions_table(wording: Wording, decisions: Sequence[Decision], *, caption: Text) -> Table:
    """Decisions in their order: number, text, how, outcome with figures, and the rule."""
    divisions = wording.published.declared
    return Table(
        caption=caption,
        head=tuple(
            wording.say(one) for one in ("number_of", "text", "how", "outcome", "rule_head")
        ),
        rows=tuple(
            decided(wording, one, number=number, division=divisions.get(one.division))
            for number, one in enumerate(decisions, 1)
        ),
        numeric=frozenset({0}),
        named_by=1,
        wide={1: 13, 2: 6, 3: 10, 4: 9},
        anchors=tuple(f"e{one.position}" for one in decisions),
    )


def decided(
    wording: Wording, one: Decision, *, number: int, division: Division | None
) -> tuple[Text, ...]:
    """One decision."""
    title = strongly(wording.given(one.question.title))
    about = [title]
    if one.reservations:
        about.append(wording.say("reservations", delegations=one.reservations))
    about += [note.text for note in wording.corrigenda(one.position)]
    outcome = [begun(wording.word("outcome", one.outcome)), figures_of(wording, division)]
    if one.annulled_by:
        outcome.append(wording.say("annulled"))
    how = begun(wording.word("method", one.method))
    return (
        wording.number(number),
        joined(about, DASH),
        how,
        joined(outcome, DASH),
        rule_of_decision(wording, one),
    )


def rule_of_decision(wording: Wording, one: Decision) -> Text:
    """The rule that decided; without a vote none did."""
    if not one.division:
        return wording.say("without_a_vote")
    question = one.question
    key = "rule_cell" if question.is_verified else "rule_cell_not_verified"
    article = wording.published.rules.article(question.rule_key)
    return wording.say(key, rule_key=question.rule_key, article=article)


def delegations_table(wording: Wording, delegations: Iterable[Delegation]) -> Table:
    """Who took part, with votes, and why some have none."""
    return Table(
        caption=wording.say("delegations"),
        head=tuple(wording.say(one) for one in ("delegation", "status", "members", "votes")),
        rows=tuple(
            (
                wording.full_name(one.id),
                status_of(wording, one),
                wording.number(len(one.members)),
                wording.number(one.votes),
            )
            for one in delegations
        ),
        numeric=frozenset({2, 3}),
        wide={0: 3, 1: 2},
    )


def status_of(wording: Wording, one: Delegation) -> Text:
    """What a delegation is, and why it has no vote."""
    status = begun(wording.word("status", one.status))
    if one.has_vote or one.cause in ("", one.status):
        return status
    return joined([status, wording.say("no_vote", cause=one.cause)], DASH)


def ballot_table(wording: Wording, election: Election, *, ballot: Round) -> Table:
    """One declared ballot of an election."""
    count = ballot.count
    assert count is not None
    outcomes = {
        **dict.fromkeys(ballot.elected, "elected"),
        **dict.fromkeys(ballot.dropped, "not_on_the_next"),
    }
    return Table(
        caption=wording.say("ballot", title=election.title, round=ballot.number),
        head=tuple(wording.say(one) for one in ("candidate", "votes", "outcome")),
        rows=tuple(
            (
                wording.say("person", member=one.member, office={}),
                wording.number(one.votes),
                wording.say(outcomes[one.member]) if one.member in outcomes else NOTHING,
            )
            for one in count.votes
        ),
        numeric=frozenset({1}),
        wide={0: 3, 2: 2},
    )


def results_table(wording: Wording, elections: Sequence[Election]) -> Table:
    """Elections with those elected, and how."""
    return Table(
        caption=wording.say("elections"),
        head=tuple(wording.say(one) for one in ("election", "elected_head", "how")),
        rows=tuple(
            (
                wording.given(one.title),
                elected(wording, one),
                wording.say("by_acclamation" if one.is_acclaimed else "by_secret_ballot"),
            )
            for one in elections
        ),
        wide={0: 3, 1: 4, 2: 2},
    )


def elected(wording: Wording, election: Election) -> Text:
    """Those elected, one after the other."""
    return wording.in_a_row(
        wording.say("person", member=one, office={}) for one in election.elected
    )


def reports_table(wording: Wording, reports: Sequence[Report], *, caption: Text) -> Table:
    """What sources report, each with its source and what that is worth."""
    return Table(
        caption=caption,
        head=tuple(wording.say(one) for one in ("when", "reported", "source", "worth")),
        rows=tuple(
            (
                when_of(wording, one),
                joined([reported(wording, one), *corrected(wording, one)], SPACE),
                wording.say("source_given", source=one.source),
                wording.word("mark", one.mark),
            )
            for one in reports
        ),
        wide={0: 9, 1: 21, 2: 19, 3: 12},
        anchors=tuple(f"e{one.position}" for one in reports),
    )


def reported(wording: Wording, report: Report) -> Text:
    """What is reported, after the person or the paper that it is about."""
    words, about = wording.given(report.words), report.about
    if wording.published.names.has(about):
        return joined([strongly(wording.name(about)), words], DASH)
    return (
        joined([wording.say("source_given", source=about), words], DASH) if "/" in about else words
    )


def when_of(wording: Wording, report: Report) -> Text:
    """The day of a report, as far as its source gives one."""
    when = reported_when(wording.published, report)
    if when["day_on"]:
        return wording.say("day", **when)
    return wording.said("word.not_reported", {})


def corrected(wording: Wording, report: Report) -> list[Text]:
    """The corrigenda to a report."""
    return [note.text for note in wording.corrigenda(report.position)]
