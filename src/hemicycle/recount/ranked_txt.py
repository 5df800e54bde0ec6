"""What a count of ranked papers says, stage by stage, in plain sentences."""

from collections.abc import Iterator, Sequence

from hemicycle.journal.names import NO_NAMES
from hemicycle.phrases import Phrases
from hemicycle.recount.ranked import Counted, Stage, Tie
from hemicycle.recount.stv import UNIT

LANGUAGE = "en"  # of the command line


def ranked_lines(phrases: Phrases, counted: Counted) -> Iterator[str]:
    """The papers, the quota, every stage, and who is elected."""
    papers = counted.papers

    def say(key: str, **facts: object) -> str:
        return phrases.say(f"ranked.{key}", LANGUAGE, NO_NAMES, **facts)

    def named(candidates: Sequence[int]) -> list[str]:
        return [papers.name(one) for one in candidates]

    def tie_line(tie: Tie) -> str:
        facts = {"among": named(tie.among), "taken": papers.name(tie.taken), "number": tie.stage}
        return f"  {say(f'tie_{tie.by}', **facts)}"

    def stage_lines(stage: Stage) -> Iterator[str]:
        about = "".join(named(stage.about)[:1]) if stage.what in ("surplus", "excluded") else ""
        yield say(f"stage_{stage.what}", number=stage.number, candidate=about)
        if stage.tie:
            yield tie_line(stage.tie)
        for one, votes in stage.votes.items():
            mark = f"  {say('is_elected')}" if one in stage.elected else ""
            yield f"  {decimal(votes):>14}  {papers.name(one)}{mark}"
        if stage.stopped:
            yield f"  {decimal(stage.stopped):>14}  {say('stopped')}"

    yield papers.title
    yield say("quota", n=counted.valid, seats=papers.seats, quota_of=counted.quota)
    for stage in counted.stages:
        yield from stage_lines(stage)
    yield say("elected", names=named(counted.elected))


def decimal(votes: int) -> str:
    """Votes with five decimals, or none where there are none."""
    whole, part = divmod(votes, UNIT)
    return f"{whole:,}.{part:05}" if part else f"{whole:,}"
