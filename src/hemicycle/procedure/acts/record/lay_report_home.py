"""Lay before a chamber the report of its delegation to an assembly elsewhere.

Article: record.reports_home, agenda.items, record.citation
"""

import re
from dataclasses import dataclass

from hemicycle.procedure.acts.record.cite_decision import ADDRESS
from hemicycle.procedure.assembly import Assembly, ItemId, ReportHome, Words
from hemicycle.procedure.assembly.body import NO_ITEM
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_body, require_secretariat
from hemicycle.procedure.rules.rulebook import Rulebook

RULE = "record.reports_home"
ROOT = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class LayReportHome(Act):
    """The secretariat lays the report on an item, the one taken up where none is named.

    `words` were drawn from the record of the assembly `title`, of which `parliament` is one of the
    delegations: from its first `size` entries, whose tree has `root`. `link` is where it is read.
    """

    title: Words
    words: Words
    parliament: str
    size: int
    root: str
    link: str = ""
    item: ItemId = NO_ITEM


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportHomeLaid(Entry):
    """The chamber has the report; `number` counts those of the session."""

    number: int
    item: ItemId
    title: Words
    words: Words
    parliament: str
    size: int
    root: str
    link: str


def decide(rules: Rulebook, assembly: Assembly, act: LayReportHome) -> list[Entry]:
    """Record the report.

    Out of order: the body is unknown; the actor is not of the secretariat; the rules know no
    reports home; no item is taken up or named, or it is not on the agenda; the report has no words
    or no title; no record is named from which it was drawn; the link is no address; the same
    report was laid already.
    """
    body = require_body(assembly, act.body)
    require_secretariat(assembly, act)
    if not rules.is_on(RULE):
        raise OutOfOrder(RULE, "no_reports_home")
    item = act.item or body.item
    if item not in body.items:
        raise OutOfOrder("agenda.items", "no_such_item", item=item)
    if not ("".join(act.words.values()).strip() and "".join(act.title.values()).strip()):
        raise OutOfOrder(RULE, "report_home_without_words")
    if act.size < 1 or not ROOT.fullmatch(act.root):
        raise OutOfOrder(RULE, "report_home_of_no_record")
    if act.link and not ADDRESS.fullmatch(act.link):
        raise OutOfOrder("record.citation", "no_such_address", text=act.link)
    require_new(assembly, act)
    return [
        ReportHomeLaid(
            body=act.body,
            at=act.at,
            number=len(assembly.reports_home) + 1,
            item=item,
            title=act.title,
            words=act.words,
            parliament=act.parliament,
            size=act.size,
            root=act.root,
            link=act.link,
        )
    ]


def require_new(assembly: Assembly, act: LayReportHome) -> None:
    """The same delegation has not been reported on from the same record yet."""
    for one in assembly.reports_home:
        if (one.parliament, one.root) == (act.parliament, act.root):
            raise OutOfOrder(RULE, "report_home_laid_already", number=one.number)


def apply(assembly: Assembly, entry: ReportHomeLaid) -> Assembly:
    laid = ReportHome(
        number=entry.number,
        body=entry.body,
        item=entry.item,
        title=entry.title,
        words=entry.words,
        parliament=entry.parliament,
        size=entry.size,
        root=entry.root,
        link=entry.link,
        at=entry.at,
        position=assembly.position + 1,
    )
    return replace(assembly, reports_home=(*assembly.reports_home, laid))


def minute(entry: ReportHomeLaid) -> Phrase:
    return Phrase(
        "minute.report_home_laid",
        number=entry.number,
        title=entry.title,
        size=entry.size,
        root=entry.root[:16],
        link=entry.link,
    )


KIND = Kind(
    LayReportHome,
    decide,
    {ReportHomeLaid: apply},
    {ReportHomeLaid: minute},
    "lays the report home {words} on {title} by {parliament} from {size} entries under {root}"
    "[ at {link}][ in item {item}]",
)
