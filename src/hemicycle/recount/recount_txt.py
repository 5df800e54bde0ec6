"""What a recount says, in plain sentences: what was counted, what it needs, what disagrees."""

from collections.abc import Iterable, Iterator, Sequence

from hemicycle.journal.names import NO_NAMES
from hemicycle.phrases import Phrases
from hemicycle.recount.counting import Measure, Recounted

LANGUAGE = "en"  # of the command line


def recount_lines(
    phrases: Phrases, divisions: Sequence[Recounted], *, measure: Measure
) -> Iterator[str]:
    """All divisions one after another, and how many of them agree."""
    for one in divisions:
        yield from division_lines(phrases, one, measure=measure)
    counted = [one for one in divisions if one.counts]
    differing = sum(bool(one.differences) for one in divisions)
    yield say(phrases, "recount.summary", n=len(counted), differing=differing)


def division_lines(phrases: Phrases, one: Recounted, *, measure: Measure) -> Iterator[str]:
    """One division."""
    heading = " · ".join(filter(None, (one.division, one.title)))
    if heading:
        yield say(phrases, "recount.division", heading=heading)
    if one.counts:
        yield from sums(phrases, one, measure=measure)
    else:
        yield f"  {say(phrases, 'recount.no_figures', outcome=outcome_said(one))}"
    for found in sorted(one.differences, key=lambda found: found.line):
        key = "recount.line" if found.line else "recount.given"
        place = say(phrases, key, number=found.line)
        yield f"  {place}: {say(phrases, f'reason.{found.key}', **found.facts)}"


def sums(phrases: Phrases, one: Recounted, *, measure: Measure) -> Iterable[str]:
    """Totals, base, what is needed, and what follows."""
    figures, base = one.figures, one.base_votes(measure)
    yield "  " + say(
        phrases,
        "recount.totals",
        for_votes=figures.for_votes,
        against_votes=figures.against_votes,
        abstention_votes=figures.abstention_votes,
        not_cast_votes=one.not_cast_votes,
    )
    share = measure.share
    yield "  " + say(
        phrases,
        "recount.needed_more" if share.is_strict else "recount.needed",
        share=f"{share.numerator}/{share.denominator}",
        base=measure.base,
        base_votes=base,
        required_votes=share.required(base),
    )
    key = "recount.tied" if one.is_tied(measure) else f"recount.{one.outcome(measure)}"
    yield "  " + say(phrases, key, outcome=one.outcome(measure))


def outcome_said(one: Recounted) -> str:
    """What became of a division without figures, in the words of whoever published it."""
    return one.official.outcome if one.official else ""


def say(phrases: Phrases, key: str, **facts: object) -> str:
    """A sentence of the command line."""
    return phrases.say(key, LANGUAGE, NO_NAMES, **facts)
