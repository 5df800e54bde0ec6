"""What a house of two machines needs: one that writes, another that follows, and both know it."""

from hemicycle.operation.doctor.findings import BAD, LOOK, WELL, Finding, Patient
from hemicycle.operation.other_machine import standing_of
from hemicycle.operation.shown_keys import ASKS_WRITER
from hemicycle.store import StoreRefused
from hemicycle.store.sqlite import open_reader
from hemicycle.store.writer import FOLLOWS, SECOND, Fence, Link, fence_of, link_in


def second(patient: Patient) -> Finding:
    """Whether the machines of the house know which of them writes."""
    try:
        fence = fence_of(patient.folder)
        follows = link_in(patient.folder, FOLLOWS)
        link = link_in(patient.folder, SECOND)
    except StoreRefused as fault:
        return Finding("second", BAD, str(fault), "Restore the latest backup beside it.")
    if fence is not None:
        return overtaken(fence.address, only_here(patient, fence))
    if follows is not None:
        return following(follows)
    if link is None or not link.is_met:
        return Finding("second", WELL, "No second machine follows this house.")
    told = standing_of(link)
    if told is None:
        says = f"The second machine at {link.address} does not answer."
        return Finding("second", LOOK, says, "Look at it; until it answers, there is only one.")
    if told.writes:
        return overtaken(link.address)
    return known_by_key(link, f"The second machine at {link.address} follows.")


def known_by_key(link: Link, says: str) -> Finding:
    """All is well between two machines that show each other the key, and do not send it."""
    if not link.was_sent:
        return Finding("second", WELL, says)
    says += " It runs a program of before, which is still sent the key of the house itself."
    do = "Upgrade it soon; or make a new key with `hemicycle second`, which is sent to nobody."
    return Finding("second", LOOK, says, do)


def overtaken(address: str, more: str = "") -> Finding:
    """The house goes on elsewhere."""
    says = f"Another machine took over: the house goes on at {address}, and not here.{more}"
    do = "Keep this folder aside as it is. This machine may follow that one into a new folder."
    return Finding("second", BAD, says, do)


def only_here(patient: Patient, fence: Fence) -> str:
    """What was recorded here and the other machine never had, which is to be entered anew there."""
    try:
        reader = open_reader(patient.folder)
    except StoreRefused:
        return ""
    try:
        more = {s: reader.head(s) - after for s, after in fence.after.items() if after}
    finally:
        reader.close()
    told = [f"{n} entries of {session}" for session, n in more.items() if n > 0]
    return f" Only here stand the last {', '.join(told)}." if told else ""


def following(link: Link) -> Finding:
    """This is the second machine."""
    told = standing_of(link, asks=ASKS_WRITER)
    if told is not None and told.writes:
        return known_by_key(link, f"This machine follows {link.address}, which writes.")
    says = f"This machine follows {link.address}, which does not answer as the writer."
    return Finding("second", LOOK, says, "Look at it; `hemicycle take-over` lets this one write.")
