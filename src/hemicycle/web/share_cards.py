"""What stands on the picture of a page that is no result: a session, a delegation, a quotation."""

from collections.abc import Sequence
from functools import partial
from itertools import dropwhile
from typing import NamedTuple

from hemicycle.phrases.formats import format_date, format_time, moment
from hemicycle.phrases.telling import text_of
from hemicycle.procedure.acts.record.report_fact import FactReported
from hemicycle.procedure.assembly.session import Session
from hemicycle.procedure.kernel import Instant
from hemicycle.publish.papers.share_card import ShareCard, share_card
from hemicycle.screens.delegation import delegation
from hemicycle.screens.record import entry
from hemicycle.screens.view import View
from hemicycle.screens.visibility import as_public
from hemicycle.screens.written import one_speech
from hemicycle.web.house import House
from hemicycle.web.pages import numbered
from hemicycle.web.pictures import Wanted, record_in_words

NAME = "card.png"
CALLING = (",", "،", ":", "!")  # how the words end with which a speaker calls on the house
MARKS = {"ar": ("«", "»"), "fr": ("«\u00a0", "\u00a0»"), "ru": ("«", "»"), "es": ("«", "»")}
MARKS_ELSEWHERE = ("“", "”")
LONGEST_QUOTED = 300  # of a speech in writing, in letters; then it breaks off between two words


def card_wanted(house: House, view: View, page: Sequence[str], *, language: str) -> Wanted | None:
    """The picture of a page; None for a page that has none, or where there is no such thing."""
    if view.assembly.session is None:
        return None
    card = _Card(house, as_public(view), language=language).of(page)
    return None if card is None else Wanted(shows=card, draw=partial(share_card, card))


class _Said(NamedTuple):
    """What a card says of its own: of what it is, its title, and what stands below that."""

    above: str
    title: str
    told: str


class _Card:
    """One card in the making: whose session it is of, and in which language."""

    def __init__(self, house: House, view: View, *, language: str) -> None:
        self.house, self.view, self.language = house, view, language

    @property
    def session(self) -> Session:
        """The session; there are no pictures before it is opened."""
        assert self.view.assembly.session is not None
        return self.view.assembly.session

    @property
    def title(self) -> str:
        """What the session is called."""
        return text_of(self.session.title, self.language)[1]

    def of(self, page: Sequence[str]) -> ShareCard | None:
        """The card of a page by its address below the session."""
        match page:
            case []:
                return self.of_session()
            case ["delegations", identity]:
                return self.of_delegation(identity)
            case ["entries", number]:
                return self.of_entry(numbered(number))
            case ["speech", number]:
                return self.of_speech(numbered(number))
            case _:
                return None

    def say(self, key: str, **facts: object) -> str:
        """A sentence in the language of the card."""
        given = {"zone": self.session.zone, **facts}
        return self.house.phrases.say(key, self.language, self.view.names, **given)

    def card(self, place: str, *, said: _Said, words: str, at: Instant | None = None) -> ShareCard:
        """A card with what all of them bear: the band, the address, and since when it is so."""
        band = f"word.basis_band.{self.session.basis}"
        address = "/".join(filter(None, (self.house.base_url, "a", self.session.id, place)))
        day = "" if at is None else f"{self.moment(at)} · "
        return ShareCard(
            language=self.language,
            band=self.say(band) if self.house.phrases.has(band, "en") else "",
            above=said.above,
            title=said.title,
            told=said.told,
            source=f"{day}{address}",
            words=words,
        )

    def moment(self, at: Instant) -> str:
        """A day and a time of day."""
        day = moment(at, self.session.zone).date().isoformat()
        clock = format_time(at, self.session.zone, self.language)
        return f"{format_date(day, self.language)}, {clock}"

    def words(self, since: int | None = None) -> str:
        """The record in eight words; what others reported is not proved by them."""
        if self.session.basis == "reported":
            return ""
        return record_in_words(self.house, self.session.id, language=self.language, since=since)

    def of_session(self) -> ShareCard:
        """The session: where, when, its theme, and what was decided last."""
        session, language = self.session, self.language
        days = dict.fromkeys((session.starts_on, session.ends_on))
        when = " – ".join(format_date(one, language) for one in days if one)
        decided = list(self.view.assembly.decisions.values())
        last = decided[-1] if decided else None
        lines = [text_of(session.theme, language)[1]]
        if last is not None:
            title = text_of(last.question.title, language)[1]
            lines.append(f"{self.say(f'hall.{last.outcome}')} – {title}")
        return self.card(
            "",
            said=_Said(
                above=" · ".join(filter(None, (text_of(session.place, language)[1], when))),
                title=self.title,
                told="\n".join(filter(None, lines)),
            ),
            words=self.words(last.position if last else None),
        )

    def of_delegation(self, identity: str) -> ShareCard | None:
        """A delegation: what it said and how often it voted, in one sentence."""
        page = delegation(self.view, identity)
        if page is None:
            return None
        own, n = page.delegation.id, len(page.votes)
        spoke = "site.sum_spoke" if page.spoke else "site.sum_silent"
        voted = "site.sum_voted" if n else "site.sum_no_votes"
        did = (
            self.say(spoke, n=page.spoke, delegation=own),
            self.say(voted, n=n, voted=page.voted),
        )
        told = "" if page.is_reported else " ".join(did)
        return self.card(
            f"delegations/{own}",
            said=_Said(
                above=self.title, title=self.view.names.label(own, self.language), told=told
            ),
            words=self.words(),
        )

    def of_entry(self, number: int) -> ShareCard | None:
        """A quotation from the record: an entry in the words of the minutes."""
        page = entry(self.view, number)
        if page is None:
            return None
        line, is_reported = page.line, isinstance(page.written.entry, FactReported)
        corrected = [text_of(one.words, self.language)[1] for one in line.corrections]
        told = [f"{self.say('public.corrigendum')} {one}" for one in corrected]
        return self.card(
            f"entries/{number}",
            said=_Said(
                above=f"{self.title} · {self.say('public.entry', position=number)}",
                title=self.say(line.phrase.key, **line.phrase.facts),
                told="\n".join(told),
            ),
            words=self.words(max((number, *(one.position for one in line.corrections)))),
            at=None if is_reported else line.at,
        )

    def of_speech(self, number: int) -> ShareCard | None:
        """A statement in writing: who made it, and how it begins; None while it is sealed."""
        page = one_speech(self.view, number)
        if page is None or not page.written.is_open:
            return None
        names, written = self.view.names, page.written
        sealed = self.house.written_texts.of(self.session.id, written)
        from_whom = names.delegation(written.member)
        who = [names.label(written.member, self.language)]
        who += [names.short(from_whom, self.language)] if from_whom else []
        return self.card(
            f"speech/{number}",
            said=_Said(
                above=" · ".join(
                    (
                        self.title,
                        *([text_of(page.item.title, self.language)[1]] if page.item else []),
                    )
                ),
                title=" · ".join(who),
                told=begun(sealed.paragraphs, written.language) if sealed else "",
            ),
            words=self.words(),
            at=written.opened_at,
        )


def begun(paragraphs: Sequence[str], language: str) -> str:
    """How a speech begins after its address, in the quotation marks of its language.

    Note: whole words, and a sign where it goes on.
    """
    words = " ".join(dropwhile(lambda one: one.endswith(CALLING), paragraphs))
    if len(words) > LONGEST_QUOTED:
        words = f"{words[:LONGEST_QUOTED].rpartition(' ')[0]} …"
    opening, closing = MARKS.get(language, MARKS_ELSEWHERE)
    return f"{opening}{words}{closing}"
