"""What is told of a ballot to whoever asks with its receipt: written once, for page and program."""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Division

BY_PERSON = "by_person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What may be told now of one ballot.

    `state` is counting, replaced or on_paper while the vote is open, then counted, replaced or
    on_paper; the proof and the choice come with the declaration. `why_no_choice` is open, secret
    or not_held.
    """

    state: str
    is_declared: bool
    is_annulled: bool
    shows_choice: bool
    why_no_choice: str


def told(division: Division, *, publish: str, fate: str = "", is_held: bool) -> Told:
    """What may be told of a ballot of a division.

    Article: division.publish
    Note: `fate` is replaced or on_paper where something else counts in its place; `is_held` where
    the receipt's own address is asked for, and not only its short code.
    """
    is_declared = division.stage == "declared"
    why_not = why_no_choice(division, is_public=publish == BY_PERSON or is_held)
    counts = "counting" if division.stage == "open" else "counted"
    return Told(
        state=fate or counts,
        is_declared=is_declared,
        is_annulled=bool(division.annulled_by),
        shows_choice=not why_not,
        why_no_choice=why_not,
    )


def why_no_choice(division: Division, *, is_public: bool) -> str:
    """Why the choice of a ballot is not told; empty where it is."""
    if division.question.method == "secret_ballot":
        return "secret"
    if division.stage != "declared":
        return "open"
    return "" if is_public else "not_held"
