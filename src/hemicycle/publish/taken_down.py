"""What record clerks wrote of the speeches, once the takes of their sitting are merged."""

from collections.abc import Mapping

from hemicycle.procedure.assembly import Assembly, TakenDown, Words

SPEECH = int  # the position of the entry that gave the floor


def merged_texts(assembly: Assembly) -> Mapping[SPEECH, TakenDown]:
    """What was written of each speech, of the sittings whose takes are merged."""
    merged = {key for key, record in assembly.records.items() if record.merged}
    known = assembly.taken_down.items()
    return {speech: one for speech, one in known if (one.body, one.sitting) in merged}


def paragraphs(words: Words) -> list[Words]:
    """A text paragraph by paragraph, in each language in which it has as many."""
    parts = {code: [p.strip() for p in text.split("\n\n")] for code, text in words.items()}
    return [
        {code: own[place] for code, own in parts.items() if place < len(own) and own[place]}
        for place in range(max(map(len, parts.values()), default=0))
    ]


def anchor_of_paragraph(taken: TakenDown, place: int) -> str:
    """Where a paragraph of a text is found in every format, counted from 1: `e412`, `e412-2`."""
    return f"e{taken.position}" if place == 1 else f"e{taken.position}-{place}"
