"""The pages of a session: which screen and template each has, and who may see it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from hemicycle.archive.folding import fold
from hemicycle.screens import (
    bodies,
    booth,
    chair,
    contests,
    decisions,
    delegate,
    delegation,
    delegations,
    division,
    documents,
    edited_page,
    elections,
    emergency,
    follow_up,
    follow_up_answers,
    groups,
    hall,
    item_attendance,
    items,
    minutes,
    now,
    polling,
    press,
    programme,
    record,
    reports_home,
    rights,
    rules_page,
    speakers,
    statements,
    tellers,
    text_compared,
    text_consent,
    text_list,
    text_memorandum,
    text_page,
    text_proposal,
    vote,
    written,
)
from hemicycle.screens.asked import Asked
from hemicycle.screens.text_amendments import amendment_page
from hemicycle.screens.textdesk.merging import merge_page
from hemicycle.screens.textdesk.script import asked_script, script
from hemicycle.screens.view import View

# What pages read from their addresses, besides the body and the language; all else is nothing.
READ_FROM_QUERY = frozenset(
    {
        *("already", "call", "done", "sort"),
        *("q", "kind", "page", "name", "group", "in", "of", "refresh"),  # of lists and of search
        *("view", "at", "do", "to"),  # of a text, and of the form to amend it
        "zone",  # of the programme, the reader's
    }
)

Screen = Callable[[View, str], object]
Query = Callable[[View, Asked], object]
Read = Callable[[View, str, Asked], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: what it shows, how it is drawn, and which of its blocks are live.

    A page that needs a seat fetches its own blocks; the others are drawn once for everyone. One
    that speaks its argument is in the language its address ends with, unless it begins with one.
    A page that lists may be narrowed by the query of its address, and `one` is the page of each
    thing in the list, as in `/delegations/p-0001`; `parts` are those below it, as in
    `/texts/C-I-150-DR/amendments/4`. A page may be `read` with its query, and then `screen` tells
    only whether there is such a thing.
    """

    template: str
    screen: Screen
    blocks: tuple[str, ...] = ()
    needs_seat: bool = False
    needs_argument: bool = False
    speaks_argument: bool = False
    listed: Query | None = None
    one: "Page | None" = None
    parts: Mapping[str, "Page"] = field(default_factory=dict)
    read: Read | None = None

    @property
    def is_live(self) -> bool:
        """Whether anything on it changes by itself."""
        return bool(self.blocks)

    def shows(
        self, view: View, argument: str, *, query: Mapping[str, str], language: str
    ) -> object:
        """What the page is drawn from, as its address asks for it."""
        asked = Asked(fields=query, language=language, fold=fold)
        if self.read is not None:
            return self.read(view, argument, asked)
        return self.screen(view, argument) if self.listed is None else self.listed(view, asked)


def nothing(_view: View, _argument: str) -> None:
    """A page that is made of what every page is given, or of its query alone."""


def listing(template: str, listed: Query, *, one: Page | None = None) -> Page:
    """A page that lists what its query asks for."""
    return Page(template=template, screen=nothing, listed=listed, one=one)


def page_at(name: str, argument: str) -> Page | None:
    """The page of an address: of a list, of one thing in it, or of a part of that thing."""
    page = PAGES.get(name)
    if page is None or page.one is None or not argument:
        return page
    _, is_deep, part = argument.partition("/")
    return page.parts.get(re.split(r"[/.]", part)[0]) if is_deep else page.one


def numbered(argument: str) -> int:
    """The number in an address, 0 where it is none."""
    return int(argument) if re.fullmatch(r"[0-9]{1,9}", argument, re.ASCII) else 0


PAGES: Mapping[str, Page] = {
    "": Page(
        template="now.html",
        screen=lambda view, _: now.now(view),
        blocks=("hero", "agenda", "decided", "bodies", "records"),
    ),
    "hall": Page(
        template="hall.html",
        screen=lambda view, _: hall.hall(view),
        blocks=("header", "main", "footer"),
    ),
    "minutes": Page(
        template="minutes.html",
        screen=lambda view, _: minutes.minutes(view),
        one=Page(template="minutes.html", screen=minutes.minutes_of, needs_argument=True),
    ),
    "record": Page(template="record.html", screen=lambda view, _: record.record(view)),
    "entries": Page(
        template="entry.html",
        screen=lambda view, number: record.entry(view, numbered(number)),
        needs_argument=True,
    ),
    "attendance": Page(
        template="items_present.html",
        screen=lambda view, _: item_attendance.sittings(view),
        one=Page(
            template="sitting_present.html", screen=item_attendance.sitting, needs_argument=True
        ),
    ),
    "corrections": Page(
        template="corrections.html",
        screen=lambda view, _: record.corrections(view),
        needs_seat=True,
    ),
    "divisions": Page(
        template="division.html",
        screen=lambda view, number: division.division(view, numbered(number)),
        needs_argument=True,
    ),
    "decisions": Page(template="decisions.html", screen=lambda view, _: decisions.decisions(view)),
    "emergency": Page(
        template="emergency.html",
        screen=lambda view, _: emergency.emergency(view),
        blocks=("requests",),
    ),
    "requests": Page(
        template="requests.html",
        screen=lambda view, _: emergency.own_requests(view),
        blocks=("standing",),
        needs_seat=True,
    ),
    "elections": Page(
        template="elections.html",
        screen=lambda view, _: elections.elections(view),
        blocks=("elections",),
    ),
    "polling": Page(
        template="polling.html",
        screen=lambda view, _: polling.polling(view),
        needs_seat=True,
    ),
    "speakers": Page(
        template="speakers.html",
        screen=lambda view, _: speakers.speakers(view),
        blocks=("lists",),
    ),
    "speeches": Page(
        template="speeches.html",
        screen=lambda view, _: written.shelf(view),
        blocks=("shelf",),
    ),
    "speech": Page(
        template="speech.html",
        screen=lambda view, number: written.one_speech(view, numbered(number)),
        needs_argument=True,
    ),
    "hand-in": Page(
        template="hand-in.html",
        screen=lambda view, _: written.hand_in(view),
        needs_seat=True,
    ),
    "programme": listing(
        "programme.html",
        programme.programme,
        one=Page(template="programme_release.html", screen=programme.release, needs_argument=True),
    ),
    "delegations": listing(
        "delegations_public.html",
        delegations.delegations,
        one=Page(
            template="delegation_public.html", screen=delegation.delegation, needs_argument=True
        ),
    ),
    "bodies": Page(
        template="bodies.html",
        screen=lambda view, _: bodies.bodies(view),
        one=Page(template="body.html", screen=bodies.body_page, needs_argument=True),
    ),
    "items": Page(template="item.html", screen=items.item_page, needs_argument=True),
    "groups": Page(
        template="groups.html",
        screen=lambda view, _: groups.groups(view),
        one=Page(template="group.html", screen=groups.group_page, needs_argument=True),
    ),
    "follow-up": listing(
        "follow_up.html",
        follow_up.follow_up,
        one=Page(template="commitment.html", screen=follow_up.commitment, needs_argument=True),
    ),
    "reports-home": Page(
        template="reports_home.html",
        screen=lambda view, _: reports_home.reports_home(view),
        one=Page(template="report_home.html", screen=reports_home.report_home, needs_argument=True),
    ),
    "answers": Page(
        template="answers.html",
        screen=lambda view, _: follow_up_answers.answers(view),
        needs_seat=True,
    ),
    "statements": listing("session_statements.html", statements.statements),
    "documents": Page(template="documents.html", screen=lambda view, _: documents.documents(view)),
    "data": Page(template="data.html", screen=nothing),
    "search": Page(template="search.html", screen=nothing),
    "follow": Page(template="follow.html", screen=lambda view, _: now.now(view)),
    "press": Page(template="press.html", screen=lambda view, _: press.press(view)),
    "credentials": Page(
        template="credentials.html", screen=lambda view, _: contests.credentials(view)
    ),
    "rights": Page(template="rights.html", screen=lambda view, _: rights.rights(view)),
    "rules": Page(template="rules.html", screen=lambda view, _: rules_page.rules_page(view)),
    "verify": Page(template="verify.html", screen=lambda _view, _: None),
    "chair": Page(
        template="chair.html",
        screen=lambda view, _: chair.chair(view),
        blocks=("console",),
        needs_seat=True,
    ),
    "merge": Page(
        template="merge.html",
        screen=merge_page,
        blocks=("merge",),
        needs_seat=True,
        needs_argument=True,
    ),
    "script": Page(
        template="voting-script.html",
        screen=script,
        read=asked_script,
        blocks=("script",),
        needs_seat=True,
        needs_argument=True,
    ),
    "tellers": Page(
        template="tellers.html",
        screen=lambda view, _: tellers.tellers(view),
        blocks=("desk",),
        needs_seat=True,
    ),
    "booth": Page(
        template="booth.html",
        screen=booth.booth,
        blocks=("booth",),
        needs_seat=True,
        needs_argument=True,
        speaks_argument=True,
    ),
    "vote": Page(
        template="vote.html",
        screen=lambda view, _: vote.vote(view),
        blocks=("ballot",),
        needs_seat=True,
    ),
    "floor": Page(
        template="floor.html",
        screen=lambda view, _: delegate.floor(view),
        blocks=("floor",),
        needs_seat=True,
    ),
    "today": Page(
        template="today.html",
        screen=lambda view, _: delegate.today(view),
        blocks=("today",),
        needs_seat=True,
    ),
    "questions": Page(
        template="questions.html",
        screen=lambda view, _: delegate.texts(view),
        blocks=("texts",),
        needs_seat=True,
    ),
    "texts": Page(
        template="texts.html",
        screen=lambda view, _: text_list.texts(view),
        blocks=("texts",),
        one=Page(
            template="text.html",
            screen=text_page.sponsors_seen,
            blocks=("sponsors",),
            read=text_page.text_page,
            needs_argument=True,
        ),
        parts={
            "rev": Page(
                template="text.html",
                screen=text_page.version_of,
                read=text_page.version_page,
                needs_argument=True,
            ),
            "diff": Page(
                template="text_compared.html",
                screen=text_compared.compared_at,
                read=text_compared.compared_page,
                needs_argument=True,
            ),
            "memorandum": Page(
                template="memorandum.html",
                screen=text_memorandum.memorandum_at,
                read=text_memorandum.memorandum_page,
                needs_argument=True,
            ),
            "list": Page(
                template="consent_list.html",
                screen=text_consent.consent_page,
                blocks=("standing",),
                read=lambda view, argument, asked: text_consent.consent_page(
                    view, argument, language=asked.language
                ),
                needs_argument=True,
            ),
            "amendments": Page(
                template="amendment.html",
                screen=amendment_page,
                blocks=("stage", "sponsors"),
                read=lambda view, argument, asked: amendment_page(
                    view, argument, language=asked.language
                ),
                needs_argument=True,
            ),
            "edited": Page(
                template="edited_draft.html",
                screen=text_page.found,
                read=edited_page.edited_page,
                needs_argument=True,
                needs_seat=True,
            ),
            "propose": Page(
                template="propose.html",
                screen=text_page.found,
                read=text_proposal.proposal,
                needs_argument=True,
                needs_seat=True,
            ),
        },
    ),
}
