"""Three days of a general debate: list, minutes, ledger and every screen agree to the second."""

import re
from collections import Counter

import pytest

from hemicycle.journal.speeches import speeches_in
from hemicycle.phrases import load_phrases
from hemicycle.procedure.acts.floor.decide_motion import DebateClosed
from hemicycle.procedure.acts.floor.note_no_show import SpeakerMissed
from hemicycle.screens.chair import chair
from hemicycle.screens.hall import hall
from hemicycle.screens.ledger import ledger
from hemicycle.screens.minutes import minutes
from hemicycle.screens.now import now
from hemicycle.screens.speakers import speakers

from .debate import AFTER, ITEM, REPLIES, Debate
from .little_house import CHAIR, SECRETARY, set_up

SPOKE = re.compile(r"after (?:(\d+)\s+min\s+)?(\d+)\s+s")


def look_at_every_screen(debate: Debate, moment: str) -> None:
    """What the record says is what each screen says."""
    if moment != AFTER:
        return
    for member in (CHAIR, SECRETARY, "p-0001-1", ""):
        view = debate.house.view(member)
        floor = debate.house.assembly.bodies["plenary"].floor
        assert chair(view).floor.holder == floor.holder
        assert [one.member for one in chair(view).floor.waiting] == list(debate.waiting)
        assert now(view).here.waiting == debate.waiting
        hall(view)


@pytest.fixture(scope="module")
def debate() -> Debate:
    """The whole debate, played once."""
    played = Debate(set_up(rulebook="ipu_assembly"), look_at_every_screen)
    played.list_and_draw()
    played.run()
    return played


def test_everything_that_happens_in_a_debate_has_happened(debate):
    assert set(debate.happened) == {"swap", "no_show", "cut", "extended", "point"}
    assert not debate.waiting


def test_list_minutes_and_ledger_agree_to_the_second(debate):
    view = debate.house.view(CHAIR)
    found = [one for one in speeches_in(view.history) if one.body == "plenary"]
    by_member: Counter[str] = Counter()
    for one in found:
        by_member[one.speaker] += one.spoke_s
    assert by_member == debate.spoke
    assert ledger(view).spoke_s == sum(debate.spoke.values())
    phrases, said = load_phrases(), 0
    shown = minutes(view).sections
    for line in (one for section in shown for part in section.parts for one in part.lines):
        if line.phrase.key in ("minute.floor_yielded", "minute.microphone_cut"):
            words = phrases.say(line.phrase.key, "en", view.names, **line.phrase.facts)
            minute, second = (int(part or 0) for part in SPOKE.search(words).groups())
            said += 60 * minute + second
    assert said == sum(debate.spoke.values())


def test_everybody_on_the_list_was_heard_or_is_told_why_not(debate):
    entries = [written.entry for written in debate.house.view(CHAIR).history]
    struck = {one.speaker for one in entries if isinstance(one, SpeakerMissed) and not one.place}
    [closed] = [one for one in entries if isinstance(one, DebateClosed)]
    [seen] = [one for one in speakers(debate.house.view("")).lists if one.item.id == ITEM]
    heard = {one.speaker for one in seen.heard}
    assert heard == set(debate.spoke) - {REPLIES}
    assert len(heard) + len(struck) + closed.waiting == debate.listed


def test_sums_of_few_persons_are_not_told(debate):
    told = ledger(debate.house.view(CHAIR))
    by_size, by_status = told.by("size").sums, told.by("status").sums
    assert all(one.persons == 0 or one.persons >= 3 for one in (*by_size, *by_status))
    assert any(one.persons for one in by_size)  # the control
    assert sum(one.speeches for one in told.by("purpose").sums) == told.speeches
