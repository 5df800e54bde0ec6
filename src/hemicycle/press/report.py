"""Reading a report from its bytes to its proposals."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hemicycle.press.anchors import Pattern, patterns
from hemicycle.press.attribution import Said, said_in
from hemicycle.press.decisions import with_titles
from hemicycle.press.discourse import Discourse, actors_of, object_gender, subject_of
from hemicycle.press.gate import refused, text_of
from hemicycle.press.introducing import acting_names, genders_in, is_about_somebody
from hemicycle.press.lines import Seen, inner_capitals, line_of, place_words
from hemicycle.press.matters import matters_in
from hemicycle.press.names import Mention, mentions_in
from hemicycle.press.people import People, Person
from hemicycle.press.reading import Kind, Proposal, Reading, Span, Status
from hemicycle.press.register import Register
from hemicycle.press.sentences import Sentence, sentences_in
from hemicycle.press.sifting import near_names, unlike, unread_of, without_headlines
from hemicycle.press.sittings import body_near
from hemicycle.press.skeleton import Skeleton, Speaker, skeleton_of
from hemicycle.press.titles import titles_of
from hemicycle.press.words import plain, words_of

NOBODY = Register()
FEW_WORDS = 3


def read(report: bytes | str, register: Register = NOBODY) -> Reading:
    """Read one press report: everything it says that a clerk may want to confirm.

    Note: what cannot be read is refused with a reason, never with an exception.
    """
    text, refusal = text_of(report)
    if refusal is None:
        refusal = refused(text, register)
    if refusal is not None:
        return refusal
    return _Report(text, register).reading()


class _Report:
    """A report while it is being read."""

    def __init__(self, text: str, register: Register) -> None:
        self.text = text
        self.sentences = sentences_in(text)
        self.titles = [{} if s.is_too_long else titles_of(text, s) for s in self.sentences]
        words = [[] if s.is_too_long else words_of(s) for s in self.sentences]
        seen = Seen(names=inner_capitals(words))
        first = [line_of(text, w, seen=seen, register=register) for w in words]
        seen = replace(seen, places=place_words(first, register))
        self.lines = [line_of(text, w, seen=seen, register=register) for w in words]
        self.mentions = [
            [] if s.is_credit else mentions_in(line, register)
            for s, line in zip(self.sentences, self.lines, strict=True)
        ]
        self.people = People(register)
        self.people.hints = self.gender_hints()
        self.people.introduce_all(self.introduced())
        self.discourse = Discourse(self.people)
        self.proposals: list[Proposal] = []
        self.body = (-1, "")  # the paragraph that last named a body, and the body
        self.waiting: list[tuple[Sentence, int]] = []  # quotations whose speaker comes later

    def gender_hints(self) -> dict[tuple[str, ...], str]:
        """What pronouns tell of those who are the only ones named near them.

        Note: a pronoun in the sentence after counts only where that names nobody.
        """
        told: dict[tuple[str, ...], set[str]] = {}
        for number, (sentence, mentions) in enumerate(
            zip(self.sentences, self.mentions, strict=True)
        ):
            full = [one.name for one in mentions if len(one.name) > 1]
            if len(full) != 1 or len(mentions) != 1:
                continue
            near = genders_in(self.text, sentence)
            following = self.sentences[number + 1 : number + 2]
            if following and not self.mentions[number + 1]:
                near |= genders_in(self.text, following[0]) if not near else set()
            if len(near) == 1:
                told.setdefault(full[0], set()).update(near)
        return {name: genders.pop() for name, genders in told.items() if len(genders) == 1}

    def introduced(self) -> Iterator[Mention]:
        """Everybody whom the report introduces, with those who only speak under a full name."""
        both = list(zip(self.lines, self.mentions, strict=True))
        acting = {one.start: one for line, named in both for one in acting_names(line, named)}
        surnames = {plain(one.name[-1]) for one in acting.values()}
        for one in (one for _, named in both for one in named):
            is_full = len(one.name) > 1
            acts = one.start in acting or plain(one.name[-1]) in surnames
            yield replace(one, is_introduced=True) if is_full and acts else one

    def reading(self) -> Reading:
        """Read every sentence in turn."""
        for number in range(len(self.sentences)):
            self.read_sentence(number)
        self.proposals += near_names(self.text, self.people)
        self.proposals += matters_in(
            self.text, self.sentences, titles=self.titles, register=self.people.register
        )
        self.proposals = without_headlines(self.proposals)
        in_order = sorted(unlike(self.proposals), key=lambda p: (p.start, p.end, p.kind))
        ordered = tuple(with_titles(in_order))
        unread = tuple(Span(s.start, s.end, s.text) for s in unread_of(self.sentences, ordered))
        return Reading(
            text=self.text,
            proposals=ordered,
            unread=unread,
            sentences=len(self.sentences),
        )

    def read_sentence(self, number: int) -> None:
        """Read who says and does what in one sentence."""
        sentence, line = self.sentences[number], self.lines[number]
        if sentence.is_credit or not line.words:
            return
        mentions = self.mentions[number]
        persons = {
            n: person for n, one in enumerate(mentions) if (person := self.meant(one, sentence))
        }
        titles = frozenset(self.titles[number])
        skeleton = skeleton_of(line, mentions, persons=persons, titles=titles)
        for n, person in persons.items():
            if mentions[n].capacity:
                self.propose_office(mentions[n], person, skeleton)
        self.discourse.resolve(skeleton)
        if self.is_only_quoted(skeleton):
            self.continue_quotation(number, sentence)
            return
        self.take_said(number, sentence, skeleton)
        self.body_of(sentence, skeleton, Span(sentence.start, sentence.start, ""))
        self.take_done(sentence, skeleton)

    def meant(self, mention: Mention, sentence: Sentence) -> Person | None:
        """Whom a name means; "his" or "her" in the sentence tells two of one surname apart."""
        gender = mention.gender
        if not gender:
            told = genders_in(self.text, sentence)
            gender = told.pop() if len(told) == 1 else ""
        return self.people.fitting(mention.name, mention.start, gender=gender, strict=True)

    def is_only_quoted(self, skeleton: Skeleton) -> bool:
        """Whether a sentence is nothing but quotations."""
        return all(s.startswith("Q") or not s[0].isalnum() for s in skeleton.symbols)

    def continue_quotation(self, number: int, sentence: Sentence) -> None:
        """Give a quotation that names nobody to whoever spoke before, or let it wait.

        Note: one that is not closed goes on in the next paragraph, where its speaker may stand.
        """
        person = self.discourse.speaker
        before = self.sentences[self.discourse.index] if self.discourse.index >= 0 else None
        is_next = before is not None and all(
            s.is_credit for s in self.sentences[self.discourse.index + 1 : number]
        )
        if before is not None and before.paragraph != sentence.paragraph and before.ends_quoted:
            person = None  # in a dialogue it is the other one's turn
        if not all(q.is_whole for q in sentence.quotes):
            self.waiting += [(sentence, n) for n in range(len(sentence.quotes))]
            if is_next and person is not None:
                self.discourse.remember(number, person)
            return
        for n in range(len(sentence.quotes)):
            self.propose_quote(sentence, n, person if is_next else None, pattern="continued")
        if is_next:
            self.discourse.remember(number, person)

    def take_said(self, number: int, sentence: Sentence, skeleton: Skeleton) -> None:
        """Propose what a sentence gives to somebody, and remember who spoke."""
        found = said_in(skeleton)
        for said in found:
            self.propose_said(sentence, skeleton, said)
        given = {said.quote for said in found}
        for n in range(len(sentence.quotes)):
            if n not in given and n not in self.titles[number]:
                self.propose_quote(sentence, n, None, pattern="nobody_named")
        self.settle_waiting(skeleton, found)
        outer = [one for one in found if one.via is None]
        actor = subject_of(skeleton)
        if outer:
            last = max(outer, key=lambda one: one.first)
            self.discourse.remember(
                number,
                last.speaker.person,
                also=self.others(skeleton, found),
                object_gender=object_gender(skeleton),
            )
        elif skeleton.line.words[0].low in ("his", "her") or is_about_somebody(skeleton.line):
            # "Her rival, Evander Pryce, lost", "A delegate was angry": "she" is open.
            self.discourse.remember(number, None)
        elif actor is not None:
            self.discourse.remember(number, actor.person, also=actors_of(skeleton))
        elif actors := actors_of(skeleton):
            self.discourse.remember(number, actors[0] if len(actors) == 1 else None)
        elif self.names_a_stranger(number):
            self.discourse.remember(number, None)

    def names_a_stranger(self, number: int) -> bool:
        """Whether a sentence begins with a full name that the report tells nothing of."""
        return any(
            len(one.name) > 1 and one.first <= FEW_WORDS
            for one in self.mentions[number]
            if self.people.fitting(one.name, one.start) is None
        )

    def others(self, skeleton: Skeleton, found: Sequence[Said]) -> list[Person]:
        """Who else acts in a sentence, outside of what is said in it."""
        inside = [(s.first, s.last) for s in found]
        return [
            speaker.person
            for number, symbol in enumerate(skeleton.symbols)
            if (speaker := skeleton.speakers.get(symbol))
            and speaker.person
            and not any(first <= number < last for first, last in inside)
            and skeleton.symbols[number + 1 : number + 2] != ["'s"]
        ]

    def settle_waiting(self, skeleton: Skeleton, found: Sequence[Said]) -> None:
        """Give quotations that waited to the speaker of the one that goes on with them."""
        begins_quoted = bool(skeleton.symbols) and skeleton.symbols[0].startswith("Q")
        speaker = next((s.speaker.person for s in found if s.quote == 0), None)
        person = speaker if begins_quoted else self.discourse.speaker
        for waiting, n in self.waiting:
            self.propose_quote(waiting, n, person, pattern="goes_on")
        self.waiting.clear()

    # -- proposals -----------------------------------------------------------------------

    def propose_said(self, sentence: Sentence, skeleton: Skeleton, said: Said) -> None:
        """Propose a quotation or a statement with whoever it is given to."""
        if said.quote >= 0:
            quote = sentence.quotes[said.quote]
            start, end = quote.inner_start, quote.inner_end
        else:
            start, end = skeleton.span(said.first, said.last)
        speaker = said.speaker
        self.proposals.append(
            Proposal(
                start=start,
                end=end,
                text=self.text[start:end],
                kind="quotation" if said.quote >= 0 else "statement",
                person=speaker.person.full_name if speaker.person else "",
                capacity=speaker.capacity,
                via=said.via.person.full_name if said.via and said.via.person else "",
                pattern=f"said.{said.pattern}",
                status=status_of(speaker),
            )
        )

    def propose_quote(
        self, sentence: Sentence, number: int, person: Person | None, *, pattern: str
    ) -> None:
        """Propose a quotation that its own sentence gives to nobody."""
        quote = sentence.quotes[number]
        self.proposals.append(
            Proposal(
                start=quote.inner_start,
                end=quote.inner_end,
                text=self.text[quote.inner_start : quote.inner_end],
                kind="quotation",
                person=person.full_name if person else "",
                capacity=person.capacity_at(quote.start) if person else "",
                pattern=f"quote.{pattern}",
                status="inferred" if person else "unresolved",
            )
        )

    def propose_office(self, mention: Mention, person: Person, skeleton: Skeleton) -> None:
        """Propose the capacity in which the report introduces somebody."""
        words = skeleton.line.words
        start, end = words[mention.first].start, words[mention.last - 1].end
        text = self.text[start:end].strip(" ,–—")
        self.proposals.append(
            Proposal(
                start=start,
                end=start + len(text),
                text=text,
                kind="office",
                person=person.full_name,
                capacity=mention.capacity,
                pattern="name.introduced",
                status="stated",
            )
        )

    def body_of(self, sentence: Sentence, skeleton: Skeleton, place: Span) -> str:
        """The body in which something was done: the nearest that the sentence names, or the last.

        Note: a body that only tells somebody's capacity is none of them.
        """
        words = skeleton.line.words
        named = [
            Span(words[first].start, words[last - 1].end, "")
            for symbol, first, last in zip(
                skeleton.symbols, skeleton.firsts, skeleton.lasts, strict=True
            )
            if symbol.startswith("WHO")
        ]
        register = self.people.register
        body = body_near(sentence, place, register, without=named)
        if body:
            self.body = (sentence.paragraph, body)
        paragraph, last = self.body
        return body or (last if paragraph == sentence.paragraph else "")

    def take_done(self, sentence: Sentence, skeleton: Skeleton) -> None:
        """Propose who spoke to a body, presided over one, or met somebody."""
        taken: set[tuple[str, str]] = set()
        for pattern in patterns("done"):
            for symbol, start, end in done_by(skeleton, pattern):
                speaker = skeleton.speakers[symbol]
                kind: Kind = pattern.side  # type: ignore[assignment]
                if speaker.person is None or (kind, symbol) in taken:
                    continue
                taken.add((kind, symbol))
                body = self.body_of(sentence, skeleton, Span(start, end, ""))
                self.proposals.append(
                    Proposal(
                        start=start,
                        end=end,
                        text=self.text[start:end],
                        kind=kind,
                        person=speaker.person.full_name,
                        capacity=speaker.capacity,
                        pattern=f"done.{pattern.name}",
                        status=status_of(speaker),
                        facts={"body": body} if body and kind != "meeting" else {},
                    )
                )


def done_by(skeleton: Skeleton, pattern: Pattern) -> Iterator[tuple[str, int, int]]:
    """Who did what a pattern tells, each with the characters of the report that tell it."""
    for match in pattern.expression.finditer(skeleton.text):
        groups = match.groupdict()
        if groups.get("each"):
            for one in re.finditer(r"WHO\d+", groups["each"]):
                number = skeleton.symbol_at(match.start("each") + one.start())
                yield (one[0], *skeleton.span(number, number + 1))
            continue
        first = skeleton.symbol_at(match.start())
        last = skeleton.symbol_at(match.end() - 1) + 1
        yield (groups["who"], *skeleton.span(first, last))


def status_of(speaker: Speaker) -> Status:
    """How sure it is who is meant."""
    if speaker.person is None:
        return "stated" if speaker.status == "stated" else "unresolved"
    return "inferred" if speaker.status == "inferred" else "stated"
