"""The page of one text, in any of its views, and of one version as it was published for ever."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hemicycle.procedure.acts.texts.lodge_amendment import LodgeAmendment
from hemicycle.procedure.acts.texts.lodge_memorandum import LodgeMemorandum
from hemicycle.procedure.acts.texts.sponsor_text import SponsorText
from hemicycle.procedure.acts.texts.withdraw_text import WithdrawText
from hemicycle.procedure.assembly import Decision, Item, Text, TextId, Version, Words
from hemicycle.procedure.kernel import Instant, OutOfOrder, Phrase
from hemicycle.procedure.rules.amendments import voting_order
from hemicycle.procedure.rules.clause_languages import behind
from hemicycle.procedure.rules.clauses import OPERATIVE
from hemicycle.procedure.rules.consolidation import DELETE
from hemicycle.procedure.rules.sponsorship import Backing, behind_text
from hemicycle.screens.asked import Asked, whole_number
from hemicycle.screens.text_amendments import (
    AmendmentSeen,
    amendment_seen,
    may,
    phrase_of,
    refusal_of,
)
from hemicycle.screens.text_paragraphs import VIEWS, Paragraph, published
from hemicycle.screens.text_seen import BEFORE_US, CARRIED_STAGES, Seen
from hemicycle.screens.view import View

WITH_EVERY_AMENDMENT = ("amendments", "print")


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageSeen:
    """One language of a text and how many of its paragraphs do not follow the authentic one."""

    code: str
    is_authentic: bool
    behind: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SponsorsSeen:
    """Who stands behind a text, which grows while somebody looks."""

    text: Text
    backing: Backing


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPart:
    """What the viewer's delegation has done here, and may do; `refused` says why not to amend."""

    lodged: Sequence[int]
    sponsored: Sequence[int]
    may_propose: bool
    may_sponsor: bool
    may_leave: bool
    may_withdraw: bool
    refused: Phrase | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPage:
    """One text. `published` is the version that is shown as it was, None on the page of the text.

    `counts` are its amendments by how far they have come: open, carried, ended, to_settle.
    """

    text: Text
    backing: Backing
    body_title: Words
    item: Item | None
    shown: str
    stage: str
    decision: Decision | None
    published: Version | None
    languages: Sequence[LanguageSeen]
    paragraphs: Sequence[Paragraph]
    amendments: Sequence[AmendmentSeen]
    counts: Mapping[str, int]
    is_closed: bool
    closes_at: Instant
    own: OwnPart | None
    may_explain: bool

    @property
    def is_superseded(self) -> bool:
        """Whether a later version is in force."""
        return self.published is not None and self.published != self.text.latest


def found(view: View, argument: str) -> Text | None:
    """The text of an address, the same for everybody; None where there is none."""
    return view.assembly.texts.get(TextId(argument.partition("/")[0]))


def sponsors_seen(view: View, argument: str) -> SponsorsSeen | None:
    """Who stands behind the text of an address, the same for everybody; None without a text."""
    text = found(view, argument)
    return SponsorsSeen(text=text, backing=behind_text(view.rules, text)) if text else None


def text_page(view: View, argument: str, asked: Asked) -> TextPage | None:
    """The page of a text in the view that its address asks for."""
    text = found(view, argument)
    if text is None:
        return None
    seen = Seen(view, text, asked.language)
    shown = asked.text("view") if asked.text("view") in VIEWS else "changes"
    return page_of(seen, shown, paragraphs=list(VIEWS[shown](seen)))


def version_page(view: View, argument: str, asked: Asked) -> TextPage | None:
    """The page of a version, which never changes."""
    text, version = found(view, argument), version_of(view, argument)
    if text is None or version is None:
        return None
    seen = Seen(view, text, asked.language)
    paragraphs = list(published(seen, version, as_it_was=True))
    return page_of(seen, "version", paragraphs=paragraphs, version=version)


def version_of(view: View, argument: str) -> Version | None:
    """The version of an address that ends with rev.2."""
    text = found(view, argument)
    number = whole_number(argument.partition("/rev.")[2], most_digits=4)
    versions = text.versions if text else ()
    return next((one for one in versions if one.number == number), None)


def page_of(
    seen: Seen, shown: str, *, paragraphs: Sequence[Paragraph], version: Version | None = None
) -> TextPage:
    """Everything around the paragraphs."""
    text, body = seen.text, seen.assembly.bodies[seen.text.body]
    return TextPage(
        text=text,
        backing=behind_text(seen.view.rules, text),
        body_title=body.title,
        item=body.items.get(text.item),
        shown=shown,
        stage=seen.stage,
        decision=seen.decision,
        published=version,
        languages=languages_seen(seen),
        paragraphs=paragraphs,
        amendments=in_order(seen) if shown in WITH_EVERY_AMENDMENT else (),
        counts=counts_of(seen),
        is_closed=seen.is_closed,
        closes_at=seen.closes_at,
        own=own_part(seen),
        may_explain=may_explain(seen),
    )


def may_explain(seen: Seen) -> bool:
    """Whether the viewer may lodge a memorandum on the text now."""
    if not seen.view.viewer.member:
        return False
    act = {"memorandum": {seen.text.language: "…"}}
    return refusal_of(seen.view, seen.text, LodgeMemorandum, **act) is None


def in_order(seen: Seen) -> Sequence[AmendmentSeen]:
    """Every amendment to the text in the order in which they are put."""
    amendments = seen.text.amendments
    ordered = (amendments[number] for number in voting_order(seen.view.rules, seen.text))
    return [amendment_seen(seen, one) for one in ordered if not one.to]


def languages_seen(seen: Seen) -> Sequence[LanguageSeen]:
    """The languages of a text, the authentic one first."""
    return [
        LanguageSeen(
            code=code,
            is_authentic=code == seen.text.language,
            behind=len(behind(seen.text, seen.standing, language=code)),
        )
        for code in seen.languages
    ]


def counts_of(seen: Seen) -> Mapping[str, int]:
    """How many amendments are open, carried, decided or gone otherwise, and to be settled."""
    stages = list(seen.stages.values())
    before_us = sum(stage in BEFORE_US for stage in stages)
    carried = sum(stage in CARRIED_STAGES for stage in stages)
    return {
        "open": before_us,
        "carried": carried,
        "ended": len(stages) - before_us - carried,
        "to_settle": len(seen.standing.meetings),
    }


def own_part(seen: Seen) -> OwnPart | None:
    """What the viewer's delegation does here; None for everybody else."""
    view, text = seen.view, seen.text
    delegation = view.assembly.delegation_of(view.viewer.member)
    if delegation is None:
        return None
    refusal = refusal_to_propose(seen)
    amendments = text.amendments.values()
    return OwnPart(
        lodged=[one.number for one in amendments if one.mover == delegation.id],
        sponsored=[one.number for one in amendments if delegation.id in one.sponsors],
        may_propose=refusal is None,
        may_sponsor=may(view, text, SponsorText),
        may_leave=may(view, text, SponsorText, no_longer=1),
        may_withdraw=may(view, text, WithdrawText),
        refused=phrase_of(refusal) if refusal else None,
    )


def refusal_to_propose(seen: Seen) -> OutOfOrder | None:
    """Why nobody of the viewer's delegation may propose to change the text now."""
    clauses = (one.id for one in seen.text.latest.clauses if one.kind == OPERATIVE)
    standing = {one.id for one in seen.standing.seen}
    clause = next((one for one in clauses if one in standing), "")
    return refusal_of(seen.view, seen.text, LodgeAmendment, does=DELETE, clause=clause)
