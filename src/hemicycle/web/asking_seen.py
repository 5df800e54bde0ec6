"""Public questions as everybody sees them: the record, and the words where they still stand."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, DelegationId, PublicQuestion, Words
from hemicycle.procedure.assembly.public_questions import PUBLIC_KINDS
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.screens.asked import Asked, Leaf, leaf_of
from hemicycle.screens.view import View
from hemicycle.secretariat.models import PublicWords
from hemicycle.secretariat.public_questions import (
    count_refused,
    count_waiting,
    is_open,
    numbered,
)

STEPS = ("asked", "taken_up", "raised", "answered")
ON_A_LEAF = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """An item or a text that can be asked about; `key` names it in a form and in an address."""

    key: str
    title: Words
    body: str
    symbol: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSeen:
    """One of them: `words` are gone where the asker has taken them back."""

    question: PublicQuestion
    matter: Matter
    words: PublicWords | None

    @property
    def has_words(self) -> bool:
        """Whether there is something to read."""
        return self.words is not None and bool(self.words.words) and not self.question.ground


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingSeen:
    """The list as it is narrowed, the counts, and what the form needs."""

    found: Sequence[QuestionSeen]
    leaf: Leaf
    matters: Sequence[Matter]
    delegations: Sequence[DelegationId]
    grounds: Sequence[str]
    counts: Mapping[str, int]
    kinds: Mapping[str, int]
    n_waiting: int
    refused: Mapping[str, int]
    is_open: bool
    about: str
    of: str
    step: str

    @property
    def is_narrowed(self) -> bool:
        """Whether not everything is looked for."""
        return bool(self.about or self.of or self.step)


def matters(assembly: Assembly) -> Iterator[Matter]:
    """All that can be asked about: the items of each body, and the texts that stand."""
    for body in assembly.bodies.values():
        for item in body.items.values():
            yield Matter(key=f"item/{body.id}/{item.id}", title=item.title, body=body.id)
    for text in assembly.texts.values():
        if not text.withdrawn_at:
            yield Matter(
                key=f"text/{text.body}/{text.id}",
                title=text.title,
                body=text.body,
                symbol=text.symbol,
            )


def key_of(question: PublicQuestion) -> str:
    """What a question is about, as a form names it."""
    kind, thing = ("item", question.item) if question.item else ("text", question.text)
    return f"{kind}/{question.body}/{thing}"


def standing(assembly: Assembly) -> frozenset[int]:
    """The numbers that stand in the record, shown now or once."""
    return frozenset(assembly.public_questions)


def asking_seen(view: View, session: SessionId, asked: Asked) -> AskingSeen:
    """The page of all questions, narrowed as its address asks."""
    assembly = view.assembly
    known = {one.key: one for one in matters(assembly)}
    about = asked.text("about") if asked.text("about") in known else ""
    of = asked.text("of") if asked.text("of") in assembly.delegations else ""
    step = asked.text("step") if asked.text("step") in STEPS else ""
    shown = [one for one in assembly.public_questions.values() if not one.ground]
    wanted = [
        one
        for one in reversed(shown)
        if about in ("", key_of(one))
        and (not of or of == one.to or of in one.pursuits)
        and step in ("", one.step)
    ]
    here, leaf = leaf_of(wanted, asked, on_each=ON_A_LEAF)
    steps, kinds = Counter(one.step for one in shown), Counter(one.kind for one in shown)
    return AskingSeen(
        found=list(seen(view, session, here)),
        leaf=leaf,
        matters=list(known.values()),
        delegations=list(assembly.delegations),
        grounds=view.rules.choices("citizens.grounds"),
        counts={one: steps[one] for one in STEPS},
        kinds={one: kinds[one] for one in PUBLIC_KINDS},
        n_waiting=count_waiting(session, standing=standing(assembly)),
        refused=count_refused(session),
        is_open=not view.is_reported and is_open(session),
        about=about,
        of=of,
        step=step,
    )


def seen(
    view: View, session: SessionId, questions: Sequence[PublicQuestion]
) -> Iterator[QuestionSeen]:
    """Questions with their words, as far as these stand."""
    kept = numbered(session, [one.number for one in questions])
    known = {one.key: one for one in matters(view.assembly)}
    for one in questions:
        gone = Matter(key=key_of(one), title={}, body=one.body)
        yield QuestionSeen(
            question=one,
            matter=known.get(key_of(one), gone),
            words=kept.get(one.number),
        )
