"""A long text with many amendments: its page, the order, the collisions, and one text of all.

A hundred paragraphs, five amendments to each. The limit beside each figure is the bare comparison
of the words that it cannot do without, in the same run. All of it in the time of the processor, so
that it matters less what else is at work.
"""

import random
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from figures import Figure, median
from hemicycle import rulebooks
from hemicycle.clerk import Asked, Clerk, Done
from hemicycle.journal.names import NO_NAMES
from hemicycle.procedure.acts.credentials.accept_credentials import AcceptCredentials
from hemicycle.procedure.acts.session.constitute_body import ConstituteBody
from hemicycle.procedure.acts.session.open_session import OpenSession
from hemicycle.procedure.acts.texts.lodge_amendment import LodgeAmendment
from hemicycle.procedure.acts.texts.lodge_text import LodgeText
from hemicycle.procedure.assembly import Assembly, Decision, Question, Text
from hemicycle.procedure.assembly.body import NO_ITEM
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Act
from hemicycle.procedure.rules.amendments import as_it_stands, stages, voting_order
from hemicycle.procedure.rules.ballot_box import BallotBox
from hemicycle.procedure.rules.falling import falling
from hemicycle.screens.asked import Asked as Query
from hemicycle.screens.text_page import text_page
from hemicycle.screens.text_words import line_starts
from hemicycle.screens.view import View, Viewer
from hemicycle.store.memory import MemoryStore
from hemicycle.wording import changes, compared, tokens
from hemicycle.wording.merging import met

SESSION = SessionId("s-1")
PARAGRAPHS, ON_EACH = 100, 5
WORDS_EACH, CHANGED = 60, 4  # words of a paragraph, and how many of them an amendment changes
PAGE_AIM_MS, ORDER_AIM_MS, TEXT_AIM_MS, LODGING_AIM_MS = 100, 200, 100, 10
LONG_TEXT, DIFFERENCE_AIM_MS = 20_000, 200
TIMES = 5
MOVER = "p-0001-1"
LEXICON = tuple(
    first + middle + last
    for first in ("ra", "do", "mi", "lu", "ser", "ta", "vo", "pin")
    for middle in ("be", "co", "fi", "ju", "na", "pel", "so", "ti")
    for last in ("mel", "nor", "tis", "gar", "lo", "ven", "dun", "kas")
)


def texts(_folder: Path) -> list[Figure]:
    """The figures of one text."""
    clerk, lodging_s = lodged()
    view = view_of(clerk)
    text = next(iter(view.assembly.texts.values()))
    bare_s = bare_comparison(text)
    assembly, carried = all_carried(view.assembly, text)
    measured = (
        ("the page of the text, changes in place", page_of(view), PAGE_AIM_MS),
        ("the order of the vote and who falls by whom", order_of(view, text), ORDER_AIM_MS),
        ("one text of all carried", lambda: as_it_stands(assembly, carried), TEXT_AIM_MS),
    )
    scale = f"{PARAGRAPHS} paragraphs, {PARAGRAPHS * ON_EACH} amendments"
    return [
        *(
            Figure(
                what=f"{what}: {scale}",
                value=first_time_ms(work),
                unit="ms",
                aim=aim,
                limit=bare_s * 1000,
                limit_is="ms, their words compared",
            )
            for what, work, aim in measured
        ),
        Figure(
            what="an amendment lodged, beside those that are there",
            value=median(lodging_s[-50:]) * 1000,
            unit="ms",
            aim=LODGING_AIM_MS,
            limit=median(lodging_s[:50]) * 1000,
            limit_is="ms, the first fifty",
        ),
        two_versions(),
    ]


def two_versions() -> Figure:
    """Two versions of a long text, word by word: every fortieth word is another, gone or new."""
    drawn = random.Random(2)  # noqa: S311 - a seed makes it repeatable
    old = [some_word(drawn) for _ in range(LONG_TEXT)]
    new = list(old)
    for _ in range(LONG_TEXT // 40):
        place = drawn.randrange(len(new))
        new[place : place + drawn.choice((0, 1))] = drawn.choice(([], ["novum"], ["res", "nova"]))
    before, after = " ".join(old), " ".join(new)
    began = time.process_time()
    tokens(before), tokens(after)
    limit_s = time.process_time() - began
    assert len(compared(before, after)) > LONG_TEXT // 80  # they were not taken for another text
    return Figure(
        what=f"two versions of {LONG_TEXT:,} words compared word by word",
        value=first_time_ms(lambda: compared(before, after)),
        unit="ms",
        aim=DIFFERENCE_AIM_MS,
        limit=limit_s * 1000,
        limit_is="ms, cut into words alone",
    )


def some_word(drawn: random.Random) -> str:
    """A word as texts have them: a few of them again and again, most hardly ever."""
    rank = int(drawn.paretovariate(0.7)) % (len(LEXICON) ** 2)
    return LEXICON[rank % len(LEXICON)] + LEXICON[rank // len(LEXICON)]


def lodged() -> tuple[Clerk, list[float]]:
    """A clerk with the text and its amendments, and how long each took to be lodged."""
    drawn = random.Random(1)  # noqa: S311 - a seed makes it repeatable
    clerk = opened()
    paragraphs = [" ".join(drawn.choices(LEXICON, k=WORDS_EACH)) for _ in range(PARAGRAPHS)]
    lines = "\n".join(f"{n}. {one};" for n, one in enumerate(paragraphs, 1))
    done(clerk, LodgeText, by=MOVER, draft={"en": f"A long text\n{lines}"})
    [text] = clerk.state(SESSION).assembly.texts.values()
    took = []
    for number in range(PARAGRAPHS * ON_EACH):
        place = number % PARAGRAPHS
        words = f"{paragraphs[place]};".split(" ")
        for at in drawn.sample(range(WORDS_EACH - 1), CHANGED):
            words[at] = drawn.choice(LEXICON) + "us"
        change = {"clause": f"o{place + 1}", "words": {"en": " ".join(words)}}
        began = time.process_time()
        done(clerk, LodgeAmendment, by=MOVER, text=text.id, does="reword", **change)
        took.append(time.process_time() - began)
    return clerk, took


def opened() -> Clerk:
    """A session with one delegation, in memory."""
    clerk = Clerk(
        MemoryStore(),
        seed=b"1" * 32,
        load_rules=rulebooks.load,
        now=lambda _session: 1_772_427_600_000,
        salt=lambda: b"1" * 16,
    )
    title = {"en": "A long day"}
    done(
        clerk,
        OpenSession,
        by="o-sg",
        session=SESSION,
        rulebook="ipu_assembly",
        title=title,
        theme=title,
        place=title,
        zone="UTC",
        starts_on="2026-03-02",
        ends_on="2026-03-02",
        basis="rehearsal",
    )
    done(
        clerk,
        ConstituteBody,
        by="o-sg",
        constituted="plenary",
        title=title,
        presiding="o-sg",
        organ="assembly",
    )
    people = {"members": (MOVER,), "votes": 10, "sorted_as": title}
    done(clerk, AcceptCredentials, by="o-sg", delegation="p-0001", **people)
    return clerk


def done(clerk: Clerk, kind: type[Act], *, by: str, **fields: object) -> None:
    """One act, which is in order."""
    number = len(clerk.history.get(SESSION, ()))
    act = kind(act_id=f"a-{number}", body="plenary", by=by, capacity="", through="", at=0, **fields)
    [outcome] = clerk.take([Asked(SESSION, act)])
    assert isinstance(outcome, Done), outcome


def view_of(clerk: Clerk) -> View:
    """The session as anybody sees it."""
    state = clerk.state(SESSION)
    assert state.rules is not None
    return View(
        assembly=state.assembly,
        rules=state.rules,
        names=NO_NAMES,
        history=clerk.history[SESSION],
        box=lambda _number: BallotBox(),
        may=lambda act: clerk.may(Asked(SESSION, act)),
        viewer=Viewer(),
        at=state.assembly.at,
    )


def page_of(view: View) -> Callable[[], object]:
    """The work of the page of the text."""
    [text] = view.assembly.texts
    return lambda: text_page(view, text, Query(fields={"view": "changes"}))


def order_of(view: View, text: Text) -> Callable[[], object]:
    """The work of an order of the vote with what falls."""

    def work() -> object:
        held = stages(view.assembly, text)
        return voting_order(view.rules, text), falling(text, held)

    return work


def all_carried(assembly: Assembly, text: Text) -> tuple[Assembly, Text]:
    """The same, every amendment carried one after the other."""
    amendments, decisions = {}, {}
    for number, one in text.amendments.items():
        amendments[number] = replace(one, questions=(number,))
        decisions[number] = decision(assembly, number)
    carried = replace(text, amendments=amendments)
    return replace(assembly, texts={text.id: carried}, decisions=decisions), carried


def decision(assembly: Assembly, number: int) -> Decision:
    """That the body carried an amendment."""
    [body] = assembly.bodies
    question = Question(
        number=number,
        body=body,
        item=NO_ITEM,
        title={},
        yes_means={},
        method="consensus",
        majority="",
        numerator=1,
        denominator=2,
        is_strict=True,
        base="",
        rule_key="",
        is_verified=False,
    )
    return Decision(
        question=question,
        method="consensus",
        outcome="adopted",
        at=assembly.at,
        position=number,
    )


def bare_comparison(text: Text) -> float:
    """How long the words of all amendments take to be compared with theirs, in seconds."""
    clauses = {one.id: tokens(one.words["en"]) for one in text.latest.clauses}
    amended = [(clauses[one.clause], one.words["en"]) for one in text.amendments.values()]
    began = time.process_time()
    for before, after in amended:
        changes(before, tokens(after))
    return time.process_time() - began


def first_time_ms(work: Callable[[], object]) -> float:
    """How long it takes where no two wordings were compared before."""
    took = []
    for _ in range(TIMES):
        for kept in (compared, met, line_starts):
            kept.cache_clear()
        began = time.process_time()
        work()
        took.append(time.process_time() - began)
    return median(took) * 1000
