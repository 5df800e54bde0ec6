"""What was read in a press report, as lines for a terminal and as JSON for programs.

It is no output of a record; it stands here because outputs and it are told in the same sentences.
"""

from collections.abc import Iterator, Sequence

from hemicycle.journal.names import NO_NAMES
from hemicycle.phrases import load_phrases
from hemicycle.press import Compared, Line, Proposal, Reading, told

VERDICTS = ("contradicts", "not_in_record", "agrees")
LONGEST_SHOWN = 160  # characters of a proposal on a terminal


def told_json(
    reading: Reading, lines: Sequence[Line], record: Compared | None
) -> dict[str, object]:
    """The reading with its refusal, and each line of the comparison where there is a record."""
    content = told(reading)
    if reading.refusal:
        content["refusal"] = {"key": reading.refusal, "words": refusal_words(reading)}
    if record is not None:
        places = {id(one): number for number, one in enumerate(reading.proposals)}
        content["against"] = [
            {
                "proposal": places[id(line.proposal)],
                "verdict": line.verdict,
                "position": line.position,
                "note": note_words(line, record),
            }
            for line in lines
        ]
    return content


def told_lines(reading: Reading, lines: Sequence[Line], record: Compared | None) -> Iterator[str]:
    """The reading as a clerk reads it on a terminal, in English."""
    if reading.refusal:
        yield refusal_words(reading)
        return
    yield say("press.coverage", read=reading.read_sentences, n=reading.sentences)
    if record is None:
        for proposal in reading.proposals:
            yield from proposal_lines(proposal)
    for verdict in VERDICTS if record is not None else ():
        found = [line for line in lines if line.verdict == verdict]
        yield ""
        yield f"{say(f'press.verdict.{verdict}')} ({len(found)})"
        for line in found:
            yield from proposal_lines(line.proposal)
            beside = f"{entry_words(line)}{note_words(line, record)}"
            yield from [f"      {beside}"] if beside else []
    if reading.unread:
        yield ""
        yield say("press.unread")
        for span in reading.unread:
            yield f"  {span.start}-{span.end}  {shown(span.text)}"


def proposal_lines(proposal: Proposal) -> Iterator[str]:
    """One proposal: where, what, of whom, how sure, and by which pattern."""
    kind = say(f"press.line.{proposal.kind}", **proposal.facts)
    yield f"  {proposal.start}-{proposal.end}  {kind}: {shown(proposal.text)}"
    who = ", ".join(filter(None, (proposal.person, proposal.capacity)))
    via = say("press.via", via=proposal.via) if proposal.via else ""
    status = say(f"press.status.{proposal.status}")
    yield "      " + " · ".join(filter(None, (who, via, status, proposal.pattern)))


def entry_words(line: Line) -> str:
    """The entry that decides, if one does."""
    return f"{say('press.show_entry', position=line.position)}. " if line.position else ""


def note_words(line: Line, record: Compared | None) -> str:
    """What is to be said about a line of the comparison."""
    if not line.note or record is None:
        return ""
    names = record.names
    return load_phrases().say(f"press.note.{line.note}", "en", names, **line.facts)


def refusal_words(reading: Reading) -> str:
    """Why nothing was read."""
    return say(f"press.{reading.refusal}", **reading.refusal_facts)


def say(key: str, **facts: object) -> str:
    """A sentence in English, without names."""
    return load_phrases().say(key, "en", NO_NAMES, **facts)


def shown(text: str) -> str:
    """A text in one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_SHOWN else f"{line[: LONGEST_SHOWN - 1]}…"
