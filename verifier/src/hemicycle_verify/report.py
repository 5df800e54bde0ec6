"""What was found, in a few plain lines for people, or as JSON for programs."""

import json
from dataclasses import asdict

from hemicycle_verify import __version__
from hemicycle_verify.check import Verdict
from hemicycle_verify.findings import Exit

WIDTH = 14
# Sentences about what was counted again, by what the recount notes.
RECOUNTED = {
    "recounted": ("1 division by roll-call", "{n} divisions by roll-call"),
    "hands": ("1 division by counted hands", "{n} divisions by counted hands"),
    "ballots": ("1 ballot on paper", "{n} ballots on paper"),
    "emergency": ("1 choice of the emergency item", "{n} choices of the emergency item"),
}
NOT_RECOUNTED = {
    "without_figures": ("1 decision without figures", "{n} decisions without figures"),
    "acclaimed": ("1 election without a ballot", "{n} elections without a ballot"),
    "set_aside": ("1 count set aside for another vote", "{n} counts set aside for another vote"),
    "ballots_annulled": ("1 ballot annulled", "{n} ballots annulled"),
    "fact_reported": ("1 fact that others reported", "{n} facts that others reported"),
}
AS_TOLD = "who was present, which majority the rules ask for, what was on each paper"
OWN_KEY = "the record's own; compare it with the one that the house publishes, or give --key"


def as_text(verdict: Verdict) -> str:
    """The verdict for people."""
    rows = [("session", f"{verdict.session} ({verdict.basis})")] if verdict.session else []
    rows += [("entries", f"{verdict.entries:,}")] if verdict.entries else []
    if verdict.root:
        rows += [("root", verdict.words), ("", verdict.root), ("key", verdict.key)]
    if verdict.root and not verdict.earlier:
        rows.append(("", f"({OWN_KEY})"))
    if verdict.checkpoints:
        rows.append(("checkpoints", checkpoints(verdict)))
    if verdict.code in (Exit.WHOLE, Exit.RECEIPT):
        rows += figures(verdict)
    rows += unknown(verdict)
    rows += [("note", one) for one in verdict.notes]
    rows.append(("verdict", verdict.sentence))
    return "".join(f"{name:<{WIDTH}}{printable(value)}\n" for name, value in rows)


def checkpoints(verdict: Verdict) -> str:
    """How many statements were signed, and kept from before."""
    told = f"{len(verdict.checkpoints)} in the record, of {verdict.checkpoints[-1]:,} entries"
    if verdict.earlier:
        told += f"; {len(verdict.earlier)} kept from before, which it extends"
    return told


def figures(verdict: Verdict) -> list[tuple[str, str]]:
    """What was counted again, what could not be, and what is still withheld."""
    again = sentence_of(verdict.figures, RECOUNTED)
    rows = [("recounted", again or "nothing: there are no tallies")]
    if again:
        rows.append(("taken as told", AS_TOLD))
    if without := sentence_of(verdict.figures, NOT_RECOUNTED):
        rows.append(("no recount of", without))
    if verdict.withheld_bodies:
        bodies, votes = verdict.withheld_bodies, verdict.withheld_votes
        told = f"{plural(bodies, 'count')} of {plural(votes, 'vote')}, not declared or annulled"
        rows.append(("withheld", told))
    return rows


def unknown(verdict: Verdict) -> list[tuple[str, str]]:
    """The kinds of entry that this verifier does not know."""
    told = ", ".join(f"{n} {kind}" for kind, n in sorted(verdict.unknown_kinds.items()))
    return [("unknown", f"{told}: hashes are checked, what they say is not")] if told else []


def plural(n: int, word: str) -> str:
    """So many of something."""
    return f"{n:,} {word}" if n == 1 else f"{n:,} {word}s"


def sentence_of(found: dict[str, int], words: dict[str, tuple[str, str]]) -> str:
    """So many of each sort."""
    return ", ".join(
        one if found[key] == 1 else several.format(n=f"{found[key]:,}")
        for key, (one, several) in words.items()
        if found.get(key)
    )


def as_json(verdict: Verdict) -> str:
    """The verdict for programs."""
    told = {
        "verifier": __version__,
        **asdict(verdict),
        "code": int(verdict.code),
        "verdict": verdict.code.name.lower(),
    }
    return json.dumps(told, ensure_ascii=True, indent=1, sort_keys=True) + "\n"


def printable(text: str) -> str:
    """Text from a file, without what would steer a terminal."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)
