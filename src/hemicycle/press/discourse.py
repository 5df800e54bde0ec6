"""Who is meant by "he", by "the Uzbek leader" and by a quotation without a speaker."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from hemicycle.press.gazetteer import gazetteer, listed
from hemicycle.press.people import People, Person
from hemicycle.press.skeleton import Skeleton, Speaker
from hemicycle.press.words import office_at, plain, singular

OBJECT_PRONOUNS = {"him": "m", "her": "f"}
FIRST_FEW = 3
GENDERS = {"he": "m", "she": "f"}
# What may stand before somebody who acts in the sentence and is not only spoken of.
BEFORE_SUBJECT = listed("before_subject")


@dataclass(slots=True)
class Discourse:
    """What a reader remembers from the sentences before.

    `speaker` is who spoke or acted last, nobody where that was left open; `also` are others of
    the same sentence whom a pronoun could mean as well.
    """

    people: People
    speaker: Person | None = None
    also: tuple[Person, ...] = ()
    index: int = -2
    object_gender: str = ""  # of a pronoun to whom the last speaker spoke: "reminded her"
    recent: list[Person] = field(default_factory=list)

    def resolve(self, skeleton: Skeleton) -> None:
        """Find out whom the pronouns and descriptions of a sentence mean."""
        for number, symbol in enumerate(skeleton.symbols):
            speaker = skeleton.speakers.get(symbol)
            if speaker is None or speaker.person is not None:
                continue
            person = None
            place = skeleton.line.words[skeleton.firsts[number]].start
            if symbol.startswith("HE"):
                person = self.meant_by(speaker.text, skeleton, number)
            elif symbol.startswith("DESC"):
                person = self.described(speaker.text, place)
            if person is not None:
                capacity = person.capacity_at(place)
                skeleton.speakers[symbol] = Speaker(person, speaker.text, "inferred", capacity)
            elif symbol.startswith("DESC"):
                told = speaker.text.removeprefix("the ").removeprefix("The ")
                skeleton.speakers[symbol] = replace(speaker, capacity=told)

    def meant_by(self, pronoun: str, skeleton: Skeleton, number: int) -> Person | None:
        """Whom "he" or "she" means: somebody acting before in the sentence, or who spoke last."""
        gender = GENDERS[pronoun.casefold()]
        if any(n < skeleton.firsts[number] for n in skeleton.strangers):
            return None
        for before in range(said_from(skeleton, number) - 1, -1, -1):
            symbol = skeleton.symbols[before]
            speaker = skeleton.speakers.get(symbol)
            if speaker and speaker.person and is_subject(skeleton, before):
                return speaker.person if speaker.person.gender in ("", gender) else None
        if self.speaker is None or self.speaker is according_to(skeleton):
            return None
        if not self.speaker.gender and gender == self.object_gender:
            return None
        fitting = [p for p in (self.speaker, *self.also) if p.gender in ("", gender)]
        certain = [p for p in fitting if p.gender == gender]
        if len(certain) == 1:
            return certain[0]
        return fitting[0] if len(fitting) == 1 else None

    def described(self, text: str, at: int) -> Person | None:
        """Whom a description at a place of the report means, by its office and adjective."""
        words = text.casefold().split()
        while words and words[0] in ("the", "this", "that", "our", "its", "their", "his", "her"):
            words = words[1:]
        for n in range(len(words)):
            length = office_at(tuple(words[n : n + 3]))
            if length:
                office = singular(" ".join(words[n : n + length]))
                rest = [w for w in words[:n] if w not in gazetteer().before_office]
                place = plain(rest[0]) if rest else ""
                if n + length < len(words):
                    place = plain(words[-1])
                return self.people.described(office, place, at=at, recent=self.recent)
        return None

    def remember(
        self,
        index: int,
        speaker: Person | None,
        *,
        also: Sequence[Person] = (),
        object_gender: str = "",
    ) -> None:
        """Keep who spoke in a sentence."""
        self.object_gender = object_gender
        self.index, self.speaker = index, speaker
        self.also = tuple(p for p in also if p is not speaker)
        if speaker is not None:
            self.recent = [speaker, *(p for p in self.recent if p is not speaker)][:FIRST_FEW]


def object_gender(skeleton: Skeleton) -> str:
    """The gender of a pronoun right behind a verb of saying: "told her", "reminded him"."""
    for verb, following in pairwise(skeleton.symbols):
        if verb in ("SAID", "SAIDH", "HAIL") and following in OBJECT_PRONOUNS:
            return OBJECT_PRONOUNS[following]
    return ""


def according_to(skeleton: Skeleton) -> Person | None:
    """Who is named as the source of a whole sentence: somebody else acts in it."""
    if skeleton.symbols[:2] != ["according", "to"] or len(skeleton.symbols) < FIRST_FEW:
        return None
    speaker = skeleton.speakers.get(skeleton.symbols[2])
    return speaker.person if speaker else None


def said_from(skeleton: Skeleton, number: int) -> int:
    """Where what a pronoun's bearer says begins: who is named in it does not say it.

    Note: "The senator, he insisted, had left": he is somebody else. What stands before a colon
    is not part of it.
    """
    symbols = skeleton.symbols
    after = symbols[number + 1 : number + 3]
    is_aside = (
        number > 0
        and symbols[number - 1] == ","
        and after[:1] in (["SAID"], ["SAIDH"])
        and after[1:] in ([","], ["."], [])
    )
    if not is_aside:
        return number
    return max((n for n in range(number) if symbols[n] in (":", ";")), default=0)


def is_subject(skeleton: Skeleton, number: int) -> bool:
    """Whether a person acts in the sentence, by what stands before and behind the name."""
    before = skeleton.symbols[number - 1] if number else ","
    after = skeleton.symbols[number + 1] if number + 1 < len(skeleton.symbols) else ""
    begins = number == 1 and before in ("the", "his", "her", "its", "their", "our", "for")
    return (begins or before in BEFORE_SUBJECT) and after != "'s"


def subject_of(skeleton: Skeleton) -> Speaker | None:
    """Who acts in a sentence: the first person in it that is not only spoken of."""
    for number, symbol in enumerate(skeleton.symbols):
        if symbol in skeleton.speakers and is_subject(skeleton, number):
            return skeleton.speakers[symbol]
    return None


def actors_of(skeleton: Skeleton) -> list[Person]:
    """The persons named in a sentence, outside possessives, from left to right."""
    found = []
    for number, symbol in enumerate(skeleton.symbols):
        speaker = skeleton.speakers.get(symbol)
        after = skeleton.symbols[number + 1] if number + 1 < len(skeleton.symbols) else ""
        if speaker and speaker.person and after != "'s" and speaker.person not in found:
            found.append(speaker.person)
    return found
