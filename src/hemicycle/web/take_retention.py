"""Drafts of takes go once the record has what was made of them and is certified."""

from hemicycle.procedure.assembly.record import FINAL
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.secretariat.takes import erase_drafts
from hemicycle.web.house import House


def forget_drafts(house: House, *, session: SessionId) -> int:
    """The drafts of every sitting of a session whose merged record is final; how many they were.

    Note: until then they are what a correction is weighed by. That of a sitting that is never
    certified stays, because nothing else tells what was said.
    """
    records = house.clerk.states[session].assembly.records.values()
    done = (one for one in records if one.merged and one.stage == FINAL)
    return sum(erase_drafts(session, one.body, sitting=one.sitting) for one in done)
