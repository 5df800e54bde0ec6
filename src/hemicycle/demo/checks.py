"""What is checked of a rehearsal beside its refusals: facts, replay, encoding, sentences."""

import re
import warnings
from dataclasses import replace

from hemicycle.clerk import Asked, Clerk, Refused
from hemicycle.clerk.state import SessionState
from hemicycle.demo.facts_check import unmet
from hemicycle.demo.rehearsed import SALT_BYTES, Rehearsed
from hemicycle.demo.scenario import FactLine
from hemicycle.journal import forms
from hemicycle.phrases import PhraseMissing
from hemicycle.procedure.acts import KINDS
from hemicycle.procedure.kernel import Instant, Phrase
from hemicycle.screens.facts import facts
from hemicycle.screens.view import View, Viewer

MINUTES = {entry: minute for kind in KINDS for entry, minute in kind.minutes.items()}
LANGUAGES = ("en", "fr")
CODE = re.compile(r"[a-z]+(?:_[a-z]+)+")  # a word of the program, not of a language


def check_facts(rehearsed: Rehearsed, line: FactLine) -> None:
    """Compare what a line claims with what the screens say."""
    if line.body not in rehearsed.state.assembly.bodies:
        rehearsed.complain(line, f"the body {line.body} does not exist yet")
        return
    rehearsed.facts += len(line.facts)
    for problem in unmet(line, facts(view_of(rehearsed, line)), cast=rehearsed.scenario.cast):
        rehearsed.complain(line, problem)


def view_of(rehearsed: Rehearsed, line: FactLine) -> View:
    """What the secretariat sees of the body a fact is about."""
    clerk, session, state = rehearsed.clerk, rehearsed.session, rehearsed.state
    opened = state.assembly.session
    assert opened is not None
    assert state.rules is not None

    return View(
        assembly=state.assembly,
        rules=state.rules,
        names=rehearsed.names,
        history=clerk.history[session],
        box=state.box,
        may=lambda act: clerk.may(Asked(session, act)),
        viewer=Viewer(member=opened.opened_by),
        at=line.at,
        body=line.body,
    )


def check_record(rehearsed: Rehearsed) -> None:
    """Replay equals the live state, entries survive encoding, all of it can be said."""
    check_replay(rehearsed)
    for written in rehearsed.clerk.history.get(rehearsed.session, ()):
        if forms.decode(written.header, forms.encode(written.entry)) != written.entry:
            rehearsed.problems.append(f"entry {written.position} does not survive encoding")
    check_sentences(rehearsed)


def check_replay(rehearsed: Rehearsed) -> None:
    """What the store holds, read by another clerk, gives the same state."""
    again = Clerk(
        rehearsed.clerk.store,
        seed=rehearsed.setting.seed,
        load_rules=rehearsed.setting.load_rules,
        now=lambda _session: Instant(0),
        salt=lambda: bytes(SALT_BYTES),
    )
    if settled(again.state(rehearsed.session)) != settled(rehearsed.state):
        rehearsed.problems.append("the record, read again, does not give the same state")


def settled(state: SessionState) -> SessionState:
    """A state without the boxes in which no ballot lies: those are made when one comes."""
    boxes = {number: opened for number, opened in state.boxes.items() if opened.hashes}
    return replace(state, boxes=boxes)


def check_sentences(rehearsed: Rehearsed) -> None:
    """Every minute and every reason for a refusal can be said in both languages."""
    zone = rehearsed.scenario.header.zone
    for written in rehearsed.clerk.history.get(rehearsed.session, ()):
        phrase = MINUTES[type(written.entry)](written.entry)
        check_sentence(rehearsed, phrase, place=f"entry {written.position}")
    for one in rehearsed.happened:
        if isinstance(one.outcome, Refused):
            refusal = one.outcome.refusal
            facts_told = {"zone": zone, **refusal.facts}
            phrase = Phrase(f"reason.{refusal.reason_key}", **facts_told)
            check_sentence(rehearsed, phrase, place=f"line {one.line.number}")


def check_sentence(rehearsed: Rehearsed, phrase: Phrase, *, place: str) -> None:
    """One phrase has a sentence in both languages, and a word for each of its facts."""
    setting, facts_told = rehearsed.setting, phrase.facts
    for language in LANGUAGES:
        where = f"{place}: {phrase.key} in {language}"
        if not setting.phrases.has(phrase.key, language):
            rehearsed.problems.append(f"{where}: there is no sentence")
            continue
        with warnings.catch_warnings(record=True) as missing:
            warnings.simplefilter("always", PhraseMissing)
            said = setting.phrases.say(phrase.key, language, rehearsed.names, **facts_told)
        rehearsed.problems += [f"{where}: {one.message}" for one in missing]
        codes = [v for v in facts_told.values() if isinstance(v, str) and CODE.fullmatch(v)]
        rehearsed.problems += [f"{where}: there is no word for {c}" for c in codes if c in said]
