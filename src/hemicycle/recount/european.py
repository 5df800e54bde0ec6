"""The XML of the European Parliament: roll-call votes by name, and voting lists with figures."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from hemicycle.procedure.assembly import Tally
from hemicycle.recount.votes import Found, Official, RecountFault, Vote

PARTS = {
    "Result.For": "for_votes",
    "Result.Against": "against_votes",
    "Result.Abstention": "abstention_votes",
}
OUTCOMES = {"ADOPTED": "adopted", "REJECTED": "rejected"}
# In the order in which a list gives them again in words: for, against, abstaining.
FIGURES = {
    "for_votes": "numberFavor",
    "against_votes": "numberAgainst",
    "abstention_votes": "numberAbstention",
}
IN_WORDS = re.compile(r"\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*", re.ASCII)
Element = Any  # lxml ships no types


class EuropeanFile:
    """One XML file, read division by division; `done` is how many bytes have been read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.done = 0

    def __iter__(self) -> Iterator[Found]:
        """What was published of each division, then its votes by name where it has them.

        Errors: RecountFault, OSError
        Note: entities are not followed, and a declared type of document is refused.
        """
        wanted = ("RollCallVote.Result", "voting")
        with self._path.open("rb") as file:
            safe = {"resolve_entities": False, "no_network": True, "load_dtd": False}
            try:
                for _, node in etree.iterparse(file, tag=wanted, huge_tree=False, **safe):
                    if node.getroottree().docinfo.doctype:
                        raise RecountFault("recount_doctype", line=1)
                    self.done = file.tell()
                    yield from by_name(node) if node.tag == wanted[0] else listed(node)
                    node.clear()
            except etree.XMLSyntaxError as fault:
                raise RecountFault(
                    "recount_bad_xml", line=fault.lineno or 0, column=fault.offset or 0
                ) from fault


def by_name(node: Element) -> Iterator[Found]:
    """A roll-call: the totals it gives, and every name with how it voted.

    Note: a part that nobody took is often left out.
    """
    division = node.get("Identifier", "")
    description = node.find("RollCallVote.Description.Text")
    title = "" if description is None else " ".join("".join(description.itertext()).split())
    lists = {kind: node.find(tag) for tag, kind in PARTS.items()}
    totals = {
        kind: (number_of(one, "Number") or 0) if one is not None else 0
        for kind, one in lists.items()
    }
    line = int(node.sourceline)
    yield Official(line=line, division=division, title=title, tally=Tally(**totals))
    for kind, one in lists.items():
        for name in one.iterfind(".//PoliticalGroup.Member.Name") if one is not None else ():
            said = "".join(name.itertext()).strip()
            voter = name.get("MepId") or name.get("PersId") or said
            yield Vote(
                line=int(name.sourceline),
                division=division,
                voter=voter,
                name=said,
                tally=Tally(**{kind: 1}),
            )


def listed(node: Element) -> Iterator[Found]:
    """A vote of a voting list: its figures where it has any, and what became of it."""
    outcome = node.get("result", "")
    named = (node.findtext(one) or "" for one in ("title", "label"))
    title = next((one for one in named if one.strip()), "")
    line, division = int(node.sourceline), node.get("votingId", "")
    figures = {kind: number_of(node, name) for kind, name in FIGURES.items()}
    known = {kind: number for kind, number in figures.items() if number is not None}
    yield Official(
        line=line,
        division=division,
        title=" ".join(title.split()),
        tally=Tally(**known) if len(known) == len(FIGURES) else None,
        voters=number_of(node, "votersCount"),
        outcome=OUTCOMES.get(outcome, outcome.lower()),
    )
    again = IN_WORDS.fullmatch(node.findtext("observations") or "")
    if again:
        said = dict(zip(FIGURES, map(int, again.groups()), strict=True))
        yield Official(line=line, division=division, tally=Tally(**said))


def number_of(node: Element, name: str) -> int | None:
    """A number in an attribute; None where there is none.

    Errors: RecountFault, where it is no number
    """
    text = node.get(name)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit()):
        raise RecountFault("recount_no_number", line=node.sourceline, said=text[:40])
    return int(text)
