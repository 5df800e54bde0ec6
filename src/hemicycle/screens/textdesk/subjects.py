"""What acts on a text would be done to from the console, and how their buttons name it."""

from hemicycle.procedure.assembly import Text, Words
from hemicycle.procedure.assembly.body import NO_ITEM
from hemicycle.procedure.kernel import Phrase
from hemicycle.procedure.rules.amendments import (
    OPEN_STAGES,
    as_it_stands,
    carried_since,
    falls_by,
    stage_of,
    voting_order,
)
from hemicycle.procedure.rules.lodged_texts import text_outcome
from hemicycle.screens.act_subjects import Fields, body_of
from hemicycle.screens.textdesk.script import Step, languages_behind, step, yes_to_text
from hemicycle.screens.textdesk.seen import Consequence
from hemicycle.screens.view import View

SOME_WORDS: Words = {"en": "-"}


def text_before(view: View) -> Text | None:
    """The text that the body works on: of the item before it, not decided, the first lodged."""
    item = body_of(view).item
    found = (
        text
        for text in view.assembly.texts.values()
        if text.body == view.body and not text.withdrawn_at and text.item in (NO_ITEM, item)
    )
    return next((one for one in found if not text_outcome(view.assembly, one)), None)


def waiting(view: View, text: Text) -> list[int]:
    """The amendments that are still to be decided, in the order of the vote."""
    order = voting_order(view.rules, text)
    amendments = text.amendments
    return [n for n in order if stage_of(view.assembly, text, amendments[n]) in OPEN_STAGES]


def next_step(view: View) -> Step | None:
    """The amendment whose turn it is."""
    text = text_before(view)
    open_ones = waiting(view, text) if text else []
    if text is None or not open_ones or is_before(view, text):
        return None
    return step(view, text, number=open_ones[0], first=open_ones[0])


def is_before(view: View, text: Text) -> bool:
    """Whether one of the amendments, or the text, is the question before the body."""
    question = body_of(view).question
    amendments = text.amendments.values()
    questions = (*text.questions, *(n for one in amendments for n in one.questions))
    return question is not None and question.number in questions


def next_amendment(view: View) -> Fields | None:
    """The amendment that is put next."""
    text, found = text_before(view), next_step(view)
    if text is None or found is None:
        return None
    return {"text": text.id, "amendment": found.seen.amendment.number, "yes_means": SOME_WORDS}


def put_amendment(view: View) -> Phrase:
    """The name of the act that puts it, with the facts of what Yes means."""
    text, found = text_before(view), next_step(view)
    assert text is not None
    assert found is not None
    return Phrase("textdesk.put", symbol=text.symbol, **found.yes.facts)


def consequence(view: View) -> tuple[int, Consequence] | None:
    """The first amendment that seems to fall with one that is decided, and why."""
    text = text_before(view)
    for number in waiting(view, text) if text else ():
        assert text is not None
        other, why = falls_by(view.assembly, text, text.amendments[number])
        if other:
            return number, Consequence(other, why)
    return None


def fallen(view: View) -> Fields | None:
    """The finding that it falls."""
    text, found = text_before(view), consequence(view)
    if text is None or found is None or body_of(view).question is not None:
        return None
    number, after = found
    return {
        "text": text.id,
        "amendment": number,
        "consequence": "falls",
        "other": after.amendment,
    }


def say_fallen(view: View) -> Phrase:
    """The name of the act that says so, with the computed reason."""
    found = consequence(view)
    assert found is not None
    number, after = found
    return Phrase(f"textdesk.falls_{after.why}", amendment=number, other=after.amendment)


def to_publish(view: View) -> Fields | None:
    """The text of which something was carried that is in no version yet."""
    text = text_before(view)
    if text is None or not carried_since(view.assembly, text):
        return None
    return {"text": text.id}


def publish(view: View) -> Phrase:
    """The name of the act that publishes the next version."""
    text = text_before(view)
    assert text is not None
    return Phrase("textdesk.publish", symbol=text.symbol, version=text.latest.number + 1)


def whole(view: View) -> Fields | None:
    """The text as a whole, once nothing in it waits for a vote."""
    text = text_before(view)
    if text is None or waiting(view, text) or is_before(view, text):
        return None
    return {"text": text.id, "yes_means": SOME_WORDS}


def put_whole(view: View) -> Phrase:
    """The name of the act that puts it."""
    text = text_before(view)
    assert text is not None
    return Phrase("textdesk.put_whole", **yes_to_text(text).facts, version=text.latest.number)


def late_language(view: View) -> Fields | None:
    """The first language for which the text as a whole would have to wait."""
    text = text_before(view)
    if text is None or waiting(view, text) or carried_since(view.assembly, text):
        return None
    late = (one.language for one in languages_behind(view, text) if not one.is_waived)
    language = next(late, "")
    return {"text": text.id, "language": language, "because": SOME_WORDS} if language else None


def waive(view: View) -> Phrase:
    """The name of the act that waives it."""
    found = late_language(view)
    assert found is not None
    return Phrase("textdesk.waive", language_code=found["language"])


def meetings(view: View) -> list[int]:
    """The amendments of which a person has to settle what a paragraph reads."""
    text = text_before(view)
    found = as_it_stands(view.assembly, text).meetings if text else ()
    return [one.amendment for one in found]
