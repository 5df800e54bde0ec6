"""Search over everything public of a session, in the words of the reader's language.

The sentences of the minutes only ever grow, so they are read once for each language; the rest is
small and read again when something has happened. Nothing that can be typed is an error. It is
searched beside the requests, one search at a time: whoever searches waits for others who do.
"""

import asyncio
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from threading import Lock

from hemicycle.archive.folding import fold, words_of
from hemicycle.archive.questions import LONGEST, Question, Term, asked
from hemicycle.archive.snippets import Snippet, marked_places, snippet
from hemicycle.journal.names import Names
from hemicycle.phrases import Phrases
from hemicycle.phrases.telling import text_of
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.screens.asked import Asked
from hemicycle.screens.passages import KINDS, Passage, passages, sentences
from hemicycle.screens.view import View
from hemicycle.web.house import House

ON_EACH, ON_A_LEAF = 5, 20
MOST_KEPT = 8  # indexes of sentences, each for one session and language
MOST_ENDINGS = 400  # words that one beginning may stand for
MOST_FOUND = 200  # answers that are kept
MOST_WAITING = 100

Sought = tuple[SessionId, str, str, str, int]
# Two states of a session tell the same as long as these are the same: its entries, its names.
Standing = tuple[int, int]
SEARCHER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="session-search")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One answer, with the words that were found marked."""

    passage: Passage
    snippet: Snippet
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfKind:
    """The answers of one kind: how many there are, and those that are shown."""

    kind: str
    total: int
    hits: Sequence[Hit]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search has found; `kind` is the one that is shown alone, leaf by leaf."""

    typed: str
    question: Question
    kinds: Sequence[OfKind]
    kind: str = ""
    leaf: int = 1
    last_leaf: int = 1

    @property
    def total(self) -> int:
        """All answers of the kinds that are shown."""
        return sum(one.total for one in self.kinds)


@dataclass(slots=True)
class Index:
    """Texts by their words, folded; `upto` is the last entry of the record that was read."""

    passages: list[tuple[Passage, str, str]] = field(default_factory=list)
    places: dict[str, list[int]] = field(default_factory=dict)
    upto: int = 0
    vocabulary: list[str] = field(default_factory=list)

    def read(self, told: Iterable[tuple[Passage, str, str]]) -> None:
        """Take in more texts, each with its language."""
        for passage, language, text in told:
            number = len(self.passages)
            self.passages.append((passage, language, text))
            for word in set(fold(text)):
                self.places.setdefault(word, []).append(number)
        self.vocabulary = sorted(self.places)

    def found(self, question: Question) -> Iterator[int]:
        """The numbers of the texts that answer, in their order."""
        if not question.wanted:
            return
        candidates = set.intersection(*(self.of_term(term) for term in question.wanted))
        for term in question.unwanted:
            candidates -= {one for one in self.of_term(term) if self.stands_in(one, term)}
        for one in sorted(candidates):
            if all(self.stands_in(one, term) for term in question.wanted):
                yield one

    def of_term(self, term: Term) -> set[int]:
        """Where all words of a term stand, in whatever order."""
        *whole, last = term.words
        endings = self.beginning(last) if term.is_beginning else (last,)
        with_last = {place for word in endings for place in self.places.get(word, ())}
        return with_last.intersection(*(self.places.get(word, ()) for word in whole))

    def beginning(self, start: str) -> Sequence[str]:
        """The words that begin so, as many as are worth looking for."""
        first = bisect_left(self.vocabulary, start)
        known = self.vocabulary[first : first + MOST_ENDINGS]
        return [word for word in known if word.startswith(start)]

    def stands_in(self, number: int, term: Term) -> bool:
        """Whether the words of a term stand one after the other."""
        if len(term.words) == 1:
            return True
        _, _, text = self.passages[number]
        return bool(marked_places(list(words_of(text)), (term,)))


class SessionSearch:
    """The indexes of an installation; made in any thread, one at a time."""

    def __init__(self, house: House) -> None:
        self.house = house
        self._lock = Lock()
        self._waiting = 0
        self._found: dict[Sought, tuple[Standing, Found]] = {}
        self._sentences: dict[tuple[object, ...], Index] = {}
        self._state: dict[tuple[object, ...], Index] = {}

    async def ahead(self, session: SessionId, language: str, *, query: Mapping[str, str]) -> bool:
        """Search before a page is drawn, while others are served; False where too many wait."""
        sought = sought_by(session, language, query=query)
        view = self.snapshot(session)
        known = self._found.get(sought)
        if (known and known[0] == standing_of(view)) or not asked(sought[2]).wanted:
            return True
        if self._waiting >= MOST_WAITING:
            return False
        self._waiting += 1
        try:
            loop = asyncio.get_running_loop()
            found = await loop.run_in_executor(SEARCHER, self.found_in, view, sought)
        finally:
            self._waiting -= 1
        self._found.pop(sought, None)
        while len(self._found) >= MOST_FOUND:
            del self._found[next(iter(self._found))]
        self._found[sought] = (standing_of(view), found)
        return True

    def search(self, session: SessionId, language: str, *, query: Mapping[str, str]) -> Found:
        """What answers a query: as it was found ahead, or found now."""
        sought = sought_by(session, language, query=query)
        known = self._found.get(sought)
        return known[1] if known else self.found_in(self.snapshot(session), sought)

    def snapshot(self, session: SessionId) -> View:
        """The session as it is now, which stays so while it is searched."""
        view = self.house.view(session, None)
        return replace(view, history=tuple(view.history))

    def found_in(self, view: View, sought: Sought) -> Found:
        """What answers a query in a snapshot."""
        session, language, typed, kind, leaf = sought
        question = asked(typed)
        if not question.wanted:
            return Found(typed=typed, question=question, kinds=())
        answers: dict[str, list[tuple[Index, int]]] = {}
        for index in self.ready(session, language, view=view):
            for number in index.found(question):
                answers.setdefault(index.passages[number][0].kind, []).append((index, number))
        if kind:
            own = answers.get(kind, [])
            return of_one_kind(own, question, kind=kind, typed=typed, leaf=leaf)
        kinds = [shown(one, answers[one], question=question) for one in KINDS if one in answers]
        return Found(typed=typed, question=question, kinds=kinds)

    def ready(self, session: SessionId, language: str, *, view: View) -> tuple[Index, Index]:
        """The index of what stands in a snapshot, and that of the sentences, read up to it."""
        with self._lock:
            key = (session, language, view.names.revision)
            position = len(view.history)
            lines = kept(self._sentences, key)
            if lines.upto < position:
                later = sentences(view, after=lines.upto)
                lines.read(told(self.house.phrases, view, language=language, what=later))
                lines.upto = position
            state = kept(self._state, (*key, position))
            if not state.passages:
                state.read(told(self.house.phrases, view, language=language, what=passages(view)))
                state.read(self.speeches(session, view))
            return state, lines

    def speeches(self, session: SessionId, view: View) -> Iterator[tuple[Passage, str, str]]:
        """The paragraphs of speeches in writing that everyone may read."""
        for body in view.assembly.bodies.values():
            for written in body.written.values():
                words = self.house.written_texts.of(session, written) if written.is_open else None
                for place, text in enumerate(words.paragraphs if words else (), 1):
                    link = f"speech/{written.number}#p{place}"
                    passage = Passage(kind="speech", link=link, names=(written.member,))
                    yield passage, written.language, text


def standing_of(view: View) -> Standing:
    """What answers depend on."""
    return len(view.history), view.names.revision


def sought_by(session: SessionId, language: str, *, query: Mapping[str, str]) -> Sought:
    """What tells one search from another; of what is too long, only that it is."""
    typed, kind = query.get("q", "").strip()[: LONGEST + 1], query.get("kind", "")
    if kind not in KINDS:
        return session, language, typed, "", 1
    return session, language, typed, kind, Asked(fields=query).leaf


def of_one_kind(
    answers: Sequence[tuple[Index, int]], question: Question, *, kind: str, typed: str, leaf: int
) -> Found:
    """One leaf of the answers of one kind."""
    last = max(1, -(-len(answers) // ON_A_LEAF))
    number = min(leaf, last)
    some = answers[(number - 1) * ON_A_LEAF : number * ON_A_LEAF]
    hits = [hit(index, at, question=question) for index, at in some]
    of_kind = OfKind(kind=kind, total=len(answers), hits=hits)
    return Found(
        typed=typed,
        question=question,
        kinds=[of_kind] if answers else (),
        kind=kind,
        leaf=number,
        last_leaf=last,
    )


def kept(indexes: dict[tuple[object, ...], Index], key: tuple[object, ...]) -> Index:
    """An index by its key, a new one where there is none; the oldest goes when there are many."""
    if key not in indexes:
        while len(indexes) >= MOST_KEPT:
            del indexes[next(iter(indexes))]
        indexes[key] = Index()
    return indexes[key]


def told(
    phrases: Phrases, view: View, *, language: str, what: Iterable[Passage]
) -> Iterator[tuple[Passage, str, str]]:
    """Each passage in the words of a language, or of the one in which it is known."""
    session = view.assembly.session
    zone = session.zone if session else "UTC"
    for passage in what:
        if passage.phrase is not None:
            facts = {**passage.phrase.facts, "zone": zone}
            text = phrases.say(passage.phrase.key, language, view.names, **facts)
            yield passage, language, text.translate(NO_ISOLATES)
        elif passage.names:
            yield passage, language, " · ".join(named(view.names, passage.names, language=language))
        else:
            yield passage, *text_of(passage.words, language)


NO_ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))


def named(names: Names, ids: Sequence[str], *, language: str) -> Iterator[str]:
    """What is known of names: how they are written, and the office held."""
    for one in ids:
        yield names.label(one, language)
        if names.title(one, language):
            yield names.title(one, language)


def shown(kind: str, answers: Sequence[tuple[Index, int]], *, question: Question) -> OfKind:
    """The first answers of a kind."""
    hits = [hit(index, number, question=question) for index, number in answers[:ON_EACH]]
    return OfKind(kind=kind, total=len(answers), hits=hits)


def hit(index: Index, number: int, *, question: Question) -> Hit:
    """An answer as it is shown."""
    passage, language, text = index.passages[number]
    marked = snippet(text, question.wanted)
    return Hit(passage=passage, snippet=marked, language=language)
