"""What others report of a session of our own: in the record with its basis, in no minutes."""

import re

from hemicycle.procedure.acts.record.correct_record import CorrectRecord
from hemicycle.publish import publish

from .small_session import SESSION, SmallSession, whole_session


def minutes_of(session: SmallSession) -> str:
    """The published minutes."""
    return publish("minutes.html", session.published()).decode()


def entries_in(page: str) -> list[str]:
    """The anchors of all entries that the minutes hold."""
    return re.findall(r'<li id="(e\d+)"', page)


def test_reports_of_others_enter_no_minutes_and_no_roll_call():
    session = whole_session()
    before, roll = minutes_of(session), publish("roll-call.csv", session.published())
    session.report()
    after = minutes_of(session)
    assert entries_in(after) == entries_in(before) != []
    assert "reports.example" not in after
    assert "as told" not in after
    assert publish("roll-call.csv", session.published()) == roll
    session.act(CorrectRecord, corrects=1, words={"en": "Read: opened."})  # the control
    assert len(entries_in(minutes_of(session))) == len(entries_in(before)) + 1


def test_a_report_has_its_own_basis_under_the_band_of_the_rehearsal():
    session = whole_session()
    session.report()
    headers = [written.header for written in session.clerk.history[SESSION]]
    assert [one.basis for one in headers[-2:]] == ["reported", "reported"]
    assert [one.mark for one in headers[-2:]] == ["P", "S"]
    assert {one.basis for one in headers[:-2]} == {"rehearsal"}
    assert "REHEARSAL - invented parliaments" in minutes_of(session)
    assert session.clerk.state(SESSION).assembly.bodies["plenary"].sitting is None
