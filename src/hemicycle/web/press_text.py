"""An item of the press room as plain text, to be copied into a newsroom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hemicycle.journal.words import root_words
from hemicycle.phrases.telling import text_of
from hemicycle.procedure.assembly.session import Session
from hemicycle.screens.reported import day_of
from hemicycle.screens.view import View
from hemicycle.secretariat.press_item import ItemPicture
from hemicycle.web.house import House
from hemicycle.web.press_cards import Card
from hemicycle.web.press_seen import ItemSeen


def text_of_item(house: House, view: View, seen: ItemSeen, *, language: str) -> str:
    """The whole item: what it is, its facts, whose words stand in it and where they are proved."""
    session = view.assembly.session
    assert session is not None
    told = Telling(house, view, session, language)
    blocks = (
        "\n".join(told.head(seen)),
        "\n".join(f"- {told.words(one)}" for one in seen.item.facts),
        *("\n".join(told.card(one)) for one in seen.cards if one.is_held),
        "\n".join(told.picture(one) for one in seen.item.pictures),
        f"{told.base}/press-room/{seen.item.number}",
    )
    return "\n\n".join(block for block in blocks if block) + "\n"


@dataclass(frozen=True, slots=True)
class Telling:
    """What is told of a session in one language."""

    house: House
    view: View
    session: Session
    language: str

    @property
    def base(self) -> str:
        """The address of the session."""
        return f"{self.house.base_url}/a/{self.session.id}"

    def say(self, key: str, **facts: object) -> str:
        """A phrase as plain text."""
        told = {"zone": self.session.zone, **facts}
        return self.house.phrases.say(key, self.language, self.view.names, **told)

    def words(self, words: Mapping[str, str]) -> str:
        """Words in the language, or in one in which they are there."""
        return text_of(words, self.language)[1]

    def head(self, seen: ItemSeen) -> Iterator[str]:
        """The headline, the session with what kind it is, and who published it when."""
        item = seen.item
        band = f"word.basis_band.{self.session.basis}"
        if self.house.phrases.has(band, "en"):
            yield self.say(band)
        yield self.words(item.headline)
        yield self.words(self.session.title)
        yield (
            self.say("pressroom.as_reported_by", publisher=item.publisher)
            if (item.publisher)
            else self.say("pressroom.by_secretariat")
        )
        day = item.day or day_of(item.out_at, self.session.zone)
        yield self.say("pressroom.on_day", day_on=day)

    def picture(self, one: ItemPicture) -> str:
        """Whose picture is on the page, or would be."""
        return self.say("pressroom.frame" if one.is_frame else "pressroom.credit", text=one.credit)

    def card(self, card: Card) -> Iterator[str]:
        """A quotation with where it is from."""
        said = self.say(card.said.key, **card.said.facts) if card.said else card.text
        yield f"“{said}”"
        who = self.view.names.label(card.member, self.language) if card.member else ""
        if who or card.quotation.speaker:
            yield f"— {who or card.quotation.speaker}"
        yield from self.proof(card) if card.quotation.is_record else self.report(card)

    def proof(self, card: Card) -> Iterator[str]:
        """Where the record has the words, and the record in eight words."""
        yield self.say("pressroom.from_record")
        yield f"{self.say('public.entry', position=card.position)} – {self.base}/{card.path}"
        yield root_words(self.house.clerk.root(self.session.id))

    def report(self, card: Card) -> Iterator[str]:
        """Who reported the words; there is no proof of them."""
        quotation = card.quotation
        yield self.say("pressroom.as_reported_by", publisher=quotation.publisher)
        if quotation.day:
            yield self.say("pressroom.on_day", day_on=quotation.day)
        if quotation.link:
            yield quotation.link
