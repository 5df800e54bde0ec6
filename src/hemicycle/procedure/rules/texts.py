"""What becomes of a text, apart from what becomes of the question about it.

A proposal to delete that is carried leaves no paragraph; one that is lost leaves it as it was.
Article: division.en_bloc, division.in_parts
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Body, Words
from hemicycle.procedure.kernel import Act, Entry, Phrase
from hemicycle.procedure.replacing import replace

DELETE, INSERT, REPLACE = "delete", "insert", "replace"
PROPOSALS = (DELETE, INSERT, REPLACE)
FATES = {
    (DELETE, "adopted"): "deleted",
    (DELETE, "rejected"): "stands",
    (INSERT, "adopted"): "inserted",
    (INSERT, "rejected"): "not_inserted",
    (REPLACE, "adopted"): "replaced",
    (REPLACE, "rejected"): "stands",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TextDecided(Entry):
    """What became of these parts of the text, by the decision on a question."""

    question: int
    title: Words
    parts: tuple[str, ...]
    fate: str


def text_decided(body: Body, act: Act, *, outcome: str) -> list[Entry]:
    """The fate of the text that the question before the body is about; nothing where it is none."""
    proposal = body.proposal
    if not proposal.does or body.question is None:
        return []
    return [
        TextDecided(
            body=act.body,
            at=act.at,
            question=body.question.number,
            title=body.question.title,
            parts=proposal.parts,
            fate=FATES[proposal.does, outcome],
        )
    ]


def apply(assembly: Assembly, entry: TextDecided) -> Assembly:
    """The decision says it beside its outcome."""
    decision = assembly.decisions[entry.question]
    told = replace(decision, fate=entry.fate, parts=entry.parts)
    return replace(assembly, decisions={**assembly.decisions, entry.question: told})


def minute(entry: TextDecided) -> Phrase:
    """What became of the text."""
    return Phrase(f"minute.text_{entry.fate}", title=entry.title, parts=", ".join(entry.parts))
