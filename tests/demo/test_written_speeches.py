"""The words of the rehearsal's speeches in writing are those that its script hands in."""

from hemicycle.demo.reading import read_scenario
from hemicycle.demo.scenario import Line
from hemicycle.demo.sessions import REHEARSAL
from hemicycle.demo.speeches import written_speeches
from hemicycle.demo.staging import script
from hemicycle.handed_in.length import word_count
from hemicycle.procedure.acts.floor.hand_in_speech import HandInSpeech


def test_every_fingerprint_has_its_words_and_every_text_is_handed_in():
    lines = [one for one in script(read_scenario(REHEARSAL)) if isinstance(one, Line)]
    handed_in = [one for one in lines if one.spoken.act is HandInSpeech]
    known = written_speeches()
    assert {one.spoken.values["sha256"] for one in handed_in} == set(known)
    for one in handed_in:
        text = known[one.spoken.values["sha256"]]
        assert text.about["member"] == one.actor
        assert word_count(text.paragraphs) == one.spoken.values["word_count"]
        assert b"(rehearsal)" in text.content
