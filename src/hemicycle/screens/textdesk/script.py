"""The voting script: what is put one after another, the words to say, what Yes means, what follows.

Nothing in it is decided beforehand: it is drawn anew from the record after every act.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hemicycle.procedure.acts.texts.find_fallen import FindFallen
from hemicycle.procedure.acts.texts.find_receivable import FindReceivable
from hemicycle.procedure.acts.texts.put_amendment import PutAmendment
from hemicycle.procedure.acts.texts.put_text import PutText
from hemicycle.procedure.acts.texts.waive_language import WaiveLanguage
from hemicycle.procedure.assembly import Amendment, Question, Text, Words
from hemicycle.procedure.kernel import Phrase
from hemicycle.procedure.rules.amendments import (
    OPEN_STAGES,
    as_it_stands,
    in_order_of_decision,
    is_same_change,
    stage_of,
    subs_by_amendment,
    voting_order,
)
from hemicycle.procedure.rules.clause_languages import behind, languages_of
from hemicycle.procedure.rules.consolidation import Standing, amended, with_sub_amendments
from hemicycle.procedure.rules.lodged_texts import is_from_gender_perspective, text_outcome
from hemicycle.screens.asked import Asked
from hemicycle.screens.text_consent import Deciding, deciding
from hemicycle.screens.textdesk.seen import (
    AmendmentSeen,
    Consequence,
    amendment_seen,
    called,
    fallen,
    in_body_of,
    may,
    presides,
    text_at,
    why_not,
)
from hemicycle.screens.textdesk.unanimous import Unanimous, unanimous
from hemicycle.screens.view import View
from hemicycle.wording import Piece, marked

SOME_WORDS: Words = {"en": "-"}
SHOWN = "show_of_hands"
IN_FULL = 12  # amendments, unless every sheet is asked for
EVERY = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One amendment of which the script only says where it stands, and with what it fell."""

    amendment: Amendment
    stage: str
    clause_kind: str
    paragraph: str
    fell: Consequence | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One amendment of the script.

    `say` are the sentences that the presiding officer reads; `yes` what Yes means; `result` what
    its paragraph would read, against what it reads now. `may_fall` where a decision seems to have
    left it nothing to change, which has to be said before it can be put.
    """

    seen: AmendmentSeen
    say: Sequence[Phrase]
    yes: Phrase
    result: Sequence[Piece]
    meets: bool
    is_next: bool
    may_put: bool
    may_find: bool
    may_fall: bool
    refused: Phrase | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """A language in which so many paragraphs do not follow; `may_waive` it now."""

    language: str
    paragraphs: int
    is_waived: bool
    may_waive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """The script of one text, from the amendments still open to the text as a whole.

    `steps` are the next ones in full, `later` those that follow, in the order of the vote;
    `consent` are those that could be taken together by consensus, `deciding` the list that is
    proposed, `unanimous` those for which a committee was unanimous.
    """

    text: Text
    body: str
    outcome: str
    question: Question | None
    steps: Sequence[Step]
    later: Sequence[Line]
    consent: Sequence[Step]
    deciding: Deciding | None
    ended: Sequence[Line]
    behind: Sequence[Behind]
    whole: Phrase
    may_put_whole: bool
    not_whole: Phrase | None
    methods: Sequence[str]
    is_presiding: bool
    unanimous: Sequence[Unanimous] = ()


def asked_script(view: View, wanted: str, asked: Asked) -> Script | None:
    """The script with the next amendments in full, or with all of them, as for paper."""
    return script(view, wanted, most=None if asked.text("view") == EVERY else IN_FULL)


def script(view: View, wanted: str, *, most: int | None = IN_FULL) -> Script | None:
    """The script of the text that is asked for; the next amendments in full, the rest in a line.

    Note: of 150 amendments in full the page is half a megabyte, and comes anew after every press.
    """
    text = text_at(view, wanted)
    if text is None:
        return None
    view = in_body_of(view, text)
    order = voting_order(view.rules, text)
    waiting = [n for n in order if stage_of(view.assembly, text, text.amendments[n]) in OPEN_STAGES]
    steps = [step(view, text, number=n, first=waiting[0]) for n in waiting[:most]]
    later = waiting[len(steps) :]
    put = view.act(PutText, text=text.id, yes_means=SOME_WORDS)
    open_ones = frozenset(waiting)
    return Script(
        text=text,
        body=text.body,
        outcome="withdrawn" if text.withdrawn_at else text_outcome(view.assembly, text),
        question=view.assembly.bodies[text.body].question,
        steps=steps,
        later=[line(view, text, number=n) for n in later],
        consent=() if text.consent else consent(view, text, waiting=waiting, steps=steps),
        deciding=deciding(view, text),
        ended=[line(view, text, number=n) for n in order if n not in open_ones],
        behind=languages_behind(view, text),
        whole=yes_to_text(text),
        may_put_whole=may(view, put),
        not_whole=why_not(view, put),
        methods=methods(view),
        is_presiding=presides(view),
        unanimous=unanimous(view, text),
    )


def methods(view: View) -> Sequence[str]:
    """How an amendment may be put, the usual way first."""
    known = view.rules.choices("division.methods")
    return sorted(known, key=lambda one: (one != SHOWN, known.index(one)))


def step(view: View, text: Text, *, number: int, first: int) -> Step:
    """One amendment as it would be put now; `first` is the one whose turn it is."""
    amendment = text.amendments[number]
    seen = amendment_seen(view, text, number=number)
    before = as_it_stands(view.assembly, text)
    after = carried_too(view, text, amendment, standing=before)
    find = view.act(FindReceivable, text=text.id, amendment=number, finding="receivable")
    yes = yes_to(text, amendment, before=before, after=after)
    refused = why_not_put(view, text, seen=seen, first=first)
    return Step(
        seen=seen,
        say=(*sentences(view, text, seen=seen), Phrase("textdesk.say_yes", yes=(yes,))),
        yes=yes,
        result=result(text, amendment, before=before, after=after),
        meets=len(after.meetings) > len(before.meetings),
        is_next=number == first,
        may_put=presides(view) and refused is None,
        may_find=presides(view) and may(view, find),
        may_fall=seen.fell is not None and may(view, falls(view, text, seen=seen)),
        refused=refused,
    )


def why_not_put(view: View, text: Text, *, seen: AmendmentSeen, first: int) -> Phrase | None:
    """Why an amendment cannot be put now; of those whose turn it is not, nobody is asked."""
    number = seen.amendment.number
    if number != first:
        return Phrase("reason.amendment_comes_first", amendment=first)
    put = view.act(PutAmendment, text=text.id, amendment=number, yes_means=SOME_WORDS)
    return why_not(view, put)


def falls(view: View, text: Text, *, seen: AmendmentSeen) -> FindFallen:
    """The finding that an amendment falls as it seems to."""
    assert seen.fell is not None
    return view.act(
        FindFallen,
        text=text.id,
        amendment=seen.amendment.number,
        consequence="falls",
        other=seen.fell.amendment,
    )


def carried_too(view: View, text: Text, amendment: Amendment, *, standing: Standing) -> Standing:
    """The text as it would stand with one more amendment, as its sub-amendments have made it."""
    if amendment.to:
        return standing
    under = subs_by_amendment(text).get(amendment.number, ())
    subs = in_order_of_decision(view.assembly, under)
    effective = with_sub_amendments(text, amendment, carried=subs)
    return amended(standing, effective.amendment, text=text)


def result(
    text: Text, amendment: Amendment, *, before: Standing, after: Standing
) -> Sequence[Piece]:
    """What the paragraph would read, against what it reads now; of a sub-amendment nothing."""
    if amendment.to:
        return ()
    was = next((one for one in before.seen if one.id == amendment.clause), None)
    becomes = next((one for one in after.seen if one.id == amendment.clause), None)
    language = text.language
    old, new = (one.words[language] if one else "" for one in (was, becomes))
    return marked(old, new)


def yes_to(text: Text, amendment: Amendment, *, before: Standing, after: Standing) -> Phrase:
    """What a Yes means, in one sentence, as the text stands now."""
    kind, paragraph = called(text, amendment)
    facts: dict[str, object] = {
        "amendment": amendment.number,
        "clause_kind": kind,
        "paragraph": paragraph,
    }
    if amendment.to:
        words = amendment.words
        return Phrase("textdesk.yes_sub", **facts, to=amendment.to, words=words, does="sub")
    if len(after.meetings) > len(before.meetings):
        return Phrase("textdesk.yes_meets", **facts, words={}, does="meets")
    clause = after.clause(amendment.clause)
    words = clause.words if clause else {}
    return Phrase(f"textdesk.yes_{amendment.does}", **facts, words=words, does=amendment.does)


def yes_to_text(text: Text) -> Phrase:
    """What a Yes to the text as a whole means."""
    return Phrase("textdesk.yes_whole", symbol=text.symbol, title=text.title, does="whole")


def sentences(view: View, text: Text, *, seen: AmendmentSeen) -> Sequence[Phrase]:
    """What is said before the vote: what it is, what would fall, what is advised."""
    amendment = seen.amendment
    body = view.assembly.bodies.get(amendment.for_body)
    proposer = body.title if body else {}
    kind = "sub" if amendment.to else amendment.does
    said = [
        Phrase(
            f"textdesk.say_{kind}",
            amendment=amendment.number,
            symbol=text.symbol,
            mover=amendment.mover,
            proposer=proposer,
            clause_kind=seen.clause_kind,
            paragraph=seen.paragraph,
            to=amendment.to,
        )
    ]
    if is_from_gender_perspective(view.rules, amendment):
        said.append(Phrase("groups.say_gender_perspective"))
    if amendment.recommendation:
        said.append(Phrase(f"textdesk.say_advice_{amendment.recommendation}"))
    twins = [one.amendment for one in seen.if_carried if one.why == "same_change"]
    if twins:
        said.append(Phrase("textdesk.say_together", n=len(twins), numbers=tuple(map(str, twins))))
    for key, found in (("if_carried", seen.if_carried), ("if_not", seen.if_not)):
        numbers = tuple(str(one.amendment) for one in found if one.why != "same_change")
        if numbers:
            said.append(Phrase(f"textdesk.say_falls_{key}", n=len(numbers), numbers=numbers))
    return said


def line(view: View, text: Text, *, number: int) -> Line:
    """One amendment in a line."""
    amendment = text.amendments[number]
    kind, paragraph = called(text, amendment)
    return Line(
        amendment=amendment,
        stage=stage_of(view.assembly, text, amendment),
        clause_kind=kind,
        paragraph=paragraph,
        fell=fallen(view, text, amendment=amendment),
    )


def consent(
    view: View, text: Text, *, waiting: Sequence[int], steps: Sequence[Step]
) -> Sequence[Step]:
    """The amendments that could be taken by consensus, in the order of the vote."""
    if not text.rapporteurs:
        return ()
    known = {one.seen.amendment.number: one for one in steps}
    found = []
    for number in waiting:
        if is_alone(text, text.amendments[number], waiting=waiting):
            one = known.get(number) or step(view, text, number=number, first=waiting[0])
            found += [one] if one.seen.fell is None and not one.meets else []
    return found


def is_alone(text: Text, amendment: Amendment, *, waiting: Sequence[int]) -> bool:
    """Whether an amendment is advised for, and no other of those that wait stands against it.

    Note: only the house says whether anybody objects; the presiding officer asks.
    """
    if amendment.recommendation != "for" or amendment.to:
        return False
    others = (text.amendments[number] for number in waiting if number != amendment.number)
    return not any(
        other.to == amendment.number
        or (
            other.clause == amendment.clause
            and not is_same_change(amendment, other, language=text.language)
        )
        for other in others
    )


def languages_behind(view: View, text: Text) -> Sequence[Behind]:
    """The languages that do not follow the authentic one."""
    standing = as_it_stands(view.assembly, text)
    found = []
    for language in languages_of(text):
        late = behind(text, standing, language=language)
        waive = view.act(WaiveLanguage, text=text.id, language=language, because=SOME_WORDS)
        if late:
            found.append(
                Behind(
                    language=language,
                    paragraphs=len(late),
                    is_waived=language in text.waived,
                    may_waive=language not in text.waived and may(view, waive),
                )
            )
    return found
