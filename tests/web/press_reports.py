"""A report for the press page, and what is found in it, set down by hand: the page is asked."""

from dataclasses import dataclass, field

from hemicycle.press import Line, Proposal, Reading, Register, Span

REPORT = """The Assembly met again on Monday. "We count every vote," said Hesper Quillane-Ode, \
Secretary General. Over 140 countries took part, said Ann Unknown.

The emergency item was adopted by consensus. Nobody understood this sentence <b>at all</b>.
Ann Unknowne left."""


def proposal(words: str, kind: str, *, end: str = "", **more: object) -> Proposal:
    """A proposal at the place of some words of the report, or from them to others."""
    start = REPORT.index(words)
    stop = REPORT.index(end or words, start) + len(end or words)
    given = {"pattern": "by-hand", "status": "stated", **more}
    return Proposal(start=start, end=stop, text=REPORT[start:stop], kind=kind, **given)


def reading(text: str = REPORT) -> Reading:
    """What is understood of the report: marks that lie in and across each other."""
    quoted = proposal(
        '"We count every vote,"',
        "quotation",
        person="Hesper Quillane-Ode",
        capacity="Secretary General",
        via="a news agency",
    )
    across = proposal("Secretary General.", "figure", end="140 countries")
    said = proposal("140 countries took part", "statement", person="Ann Unknown", status="inferred")
    adopted = proposal("The emergency item was adopted by consensus", "decision")
    inside = proposal("emergency item", "title", status="unresolved")
    day = proposal("Monday", "date")
    name = proposal("Ann Unknowne", "name", facts={"other": "Ann Unknown"})
    strange = "Nobody understood this sentence <b>at all</b>."
    start = text.index(strange)
    return Reading(
        text=text,
        proposals=(day, quoted, across, said, adopted, inside, name),
        unread=(Span(start, start + len(strange), strange),),
        sentences=6,
    )


@dataclass
class Engine:
    """Stands where the reading engine stands; `verdicts` go round the proposals."""

    verdicts: tuple[str, ...] = ("agrees", "not_in_record", "contradicts")
    asked: list[bytes | str] = field(default_factory=list)
    refusal: Reading | None = None

    def read(self, report: bytes | str, _register: Register) -> Reading:
        """What was prepared, for the one report; anything else is not about an assembly."""
        self.asked.append(report)
        text = report.decode() if isinstance(report, bytes) else report
        if self.refusal:
            return self.refusal
        return reading() if text == REPORT else Reading(text=text, refusal="not_about_an_assembly")

    def compare(self, told: Reading, _record: object) -> tuple[Line, ...]:
        """A verdict for everything but dates and names."""
        judged = [one for one in told.proposals if one.kind not in ("date", "name")]
        verdicts = self.verdicts * len(judged)
        return tuple(
            Line(proposal=one, verdict=verdict, position=3 if verdict == "agrees" else 0)
            for one, verdict in zip(judged, verdicts, strict=False)
        )
