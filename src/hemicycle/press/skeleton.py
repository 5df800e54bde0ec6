"""A sentence as the patterns see it: one symbol a word, with persons, quotations and verbs marked.

`Koshanov said that the call was of ‘high relevance’` becomes
`WHO1 SAID that the call was of Q0`.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from hemicycle.press.gazetteer import gazetteer, listed
from hemicycle.press.lines import WordLine
from hemicycle.press.names import Mention, capacity_text
from hemicycle.press.people import Person
from hemicycle.press.words import is_adverb, singular

BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "got", "gets"})
NOT_SAID = listed("not_said")
AFTER_TO = frozenset({"went", "goes", "rose", "wanted", "wants", "hastened", "took", "had"})
ARTICLES = frozenset({"the", "a", "an", "his", "her", "its", "their", "this", "these", "any", "no"})
TAKING = frozenset({"took", "takes", "take", "taking", "in", "from", "leaves", "left", "vacated"})
LITTLE = frozenset({"the", "of", "and", "on"})
LONGEST_COMPLEMENT = 6  # words
DESCRIBING = 5  # words that may stand between "the" and an office


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whom a symbol stands for. `status` is "stated" or "inferred"; nobody if `person` is None."""

    person: Person | None
    text: str
    status: str
    capacity: str = ""


@dataclass(slots=True)
class Skeleton:
    """The symbols of a sentence, with the way back to the report."""

    line: WordLine
    symbols: list[str] = field(default_factory=list)
    firsts: list[int] = field(default_factory=list)  # word of the sentence at which a symbol begins
    lasts: list[int] = field(default_factory=list)
    speakers: dict[str, Speaker] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)
    text: str = ""
    named: frozenset[int] = frozenset()  # words at which a person's name begins
    strangers: frozenset[int] = frozenset()  # words at which full names of unknown people begin
    titles: frozenset[int] = frozenset()  # quotations that only name a text

    def add(self, symbol: str, first: int, *, last: int) -> None:
        """Append a symbol for some words."""
        self.symbols.append(symbol)
        self.firsts.append(first)
        self.lasts.append(last)

    def without_description(self, first: int) -> int:
        """Take back a description before a comma and a name: "its sponsor, Petra Vandolo"."""
        if (
            len(self.symbols) > 1
            and self.symbols[-1] == ","
            and self.symbols[-2].startswith("DESC")
        ):
            self.symbols[-2:], self.lasts[-2:] = [], []
            first = self.firsts[-2]
            self.firsts[-2:] = []
        return first

    def finish(self) -> "Skeleton":
        """Write the symbols as one text."""
        place = 1
        for symbol in self.symbols:
            self.starts.append(place)
            place += len(symbol) + 1
        self.text = f" {' '.join(self.symbols)} "
        return self

    def symbol_at(self, place: int) -> int:
        """Which symbol stands at a place of `text`."""
        return max(0, bisect_right(self.starts, place) - 1)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The characters of the report that symbols from `first` to before `last` stand for."""
        words = self.line.words
        return words[self.firsts[first]].start, words[self.lasts[last - 1] - 1].end


def skeleton_of(
    line: WordLine,
    mentions: Sequence[Mention],
    *,
    persons: Mapping[int, Person],
    titles: frozenset[int] = frozenset(),
) -> Skeleton:
    """The skeleton of a sentence; `persons` are known by the number of their mention.

    `titles` are the quotations of the sentence that only name a theme or a text.
    """
    by_first = {one.first: number for number, one in enumerate(mentions) if number in persons}
    strangers = frozenset(
        one.first for n, one in enumerate(mentions) if n not in persons and len(one.name) > 1
    )
    made = Skeleton(line, named=frozenset(by_first), titles=titles, strangers=strangers)
    n, size = 0, len(line.words)
    while n < size:
        if n in by_first:
            number = by_first[n]
            mention, person = mentions[number], persons[number]
            symbol = f"WHO{len(made.speakers)}"
            capacity = mention.capacity or person.capacity_at(mention.start)
            made.speakers[symbol] = Speaker(person, person.full_name, "stated", capacity)
            n = made.without_description(n)
            made.add(symbol, n, last=mention.last)
            n = mention.last
            continue
        n = add_other(made, n)
    return made.finish()


def add_other(made: Skeleton, n: int) -> int:
    """Add whatever begins at a word that is no person's name; the word after it."""
    word = made.line.words[n]
    if word.kind == "quote":
        letter = "T" if word.quote in made.titles else "Q"
        made.add(f"{letter}{word.quote}", n, last=n + 1)
        return n + 1
    if word.kind == "possessive":
        made.add("'s", n, last=n + 1)
        return n + 1
    for find in (pronoun_at, somebody_at, verb_at):
        symbol, last, speaker = find(made, n)
        if last > n:
            if speaker is not None:
                symbol = f"{symbol}{len(made.speakers)}"
                made.speakers[symbol] = speaker
            made.add(symbol, n, last=last)
            return last
    made.add(word.low if word.kind != "sign" else word.text, n, last=n + 1)
    return n + 1


Found = tuple[str, int, Speaker | None]


def pronoun_at(made: Skeleton, n: int) -> Found:
    """He or she; who that is turns out later."""
    word = made.line.words[n]
    if word.low in ("he", "she"):
        return "HE", n + 1, Speaker(None, word.low, "unresolved")
    return "", n, None


def somebody_at(made: Skeleton, n: int) -> Found:
    """Somebody without a name: "the Uzbek leader", "the delegation of Arvenia", "one delegate"."""
    line, known = made.line, gazetteer()
    low = line.words[n].low
    first = n + 1 if low == "the" else n
    if first in line.bodies:
        last = line.bodies[first][0]
        told = line.between(first, last)
        return "ORG", last, Speaker(None, told, "unresolved", told)
    if low in ("the", "our", "its", "their", "his", "her"):
        return described_at(made, n)
    if low in known.nobody:
        last = nobody_end(made, n)
        if last > n:
            return "ANON", last, Speaker(None, line.between(n, last), "unresolved")
    if line.classes[n] in ("place", "organ", "name", "office"):
        last = n
        while last < len(line.words) and line.classes[last] in ("place", "organ", "name"):
            last += 1
        while last < len(line.words) and singular(line.words[last].low) in known.organs:
            last += 1
        if last < len(line.words) and singular(line.words[last].low) in known.offices and last > n:
            last += 1
            return "DESC", last, Speaker(None, line.between(n, last), "unresolved")
        if last > n:
            told = capacity_text(line, n, last)
            return "ORG", last, Speaker(None, told, "unresolved", told)
    return "", n, None


def described_at(made: Skeleton, n: int) -> Found:
    """A description with an article: a person's by an office, else an organ's."""
    line, known = made.line, gazetteer()
    for last in range(n + 1, min(len(line.words), n + 1 + DESCRIBING)):
        word = line.words[last]
        if last in made.named:
            break
        if line.classes[last] == "office" and not (
            last + 1 < len(line.words) and line.classes[last + 1] == "office"
        ):
            if word.low == "chair" and n and line.words[n - 1].low in TAKING:
                return "", n, None
            end = with_complement(line, last + 1)
            is_many = word.low.endswith("s") and singular(word.low) != word.low
            symbol = "ANON" if is_many else "DESC"
            return symbol, end, Speaker(None, line.between(n, end), "unresolved")
        if word.low in known.organs or word.low in known.texts:
            following = line.words[last + 1] if last + 1 < len(line.words) else None
            if following is not None and (
                line.classes[last + 1] in ("office", "organ", "place", "name")
                or following.low in known.organs
                or following.kind == "possessive"
            ):
                continue
            end = with_complement(line, last + 1)
            told = capacity_text(line, n, end)
            return "ORG", end, Speaker(None, told, "unresolved", told)
        if word.kind in ("sign", "quote") or word.low in known.nobody | {"of", "and", "to", "in"}:
            break
    return "", n, None


def with_complement(line: WordLine, last: int) -> int:
    """The end of what is described, with "of the Arvenian Senate", "on peace and security"."""
    words = line.words
    if last >= len(words) or words[last].low not in ("of", "for", "on", "from"):
        return last
    is_topic = words[last].low == "on"
    end = last + 1
    while end < min(len(words), last + LONGEST_COMPLEMENT):
        is_small = is_topic and line.classes[end] == "low" and words[end].low not in BE
        is_part = line.classes[end] in ("place", "organ", "name") or is_small
        if not (is_part or words[end].low in LITTLE or words[end].low in gazetteer().organs):
            break
        end += 1
    while end > last + 1 and words[end - 1].low in LITTLE:
        end -= 1
    return end if end > last + 1 else last


def nobody_end(made: Skeleton, n: int) -> int:
    """The end of somebody unnamed who speaks: "one delegate from the south", "critics"."""
    line, known = made.line, gazetteer()
    if line.words[n].low in known.alone:
        return n + 1
    is_told = bool(made.symbols) and made.symbols[-1] in ("SAID", "SAIDH", "HAIL", "by", "to")
    for last in range(n + 1, min(len(line.words), n + DESCRIBING + 3)):
        word = line.words[last]
        if verb_length(line, last)[1] and word.low not in known.organs:
            return last
        if word.kind in ("sign", "quote", "possessive") or last in made.named:
            return last if is_told or word.kind == "quote" else n
        if word.low in BE or word.low in ("and", "but", "or", "who", "that", "which"):
            break
    return n


@cache
def verbs() -> Mapping[str, str]:
    """Every form of a verb of saying, with its symbol."""
    known = gazetteer()
    both = set(known.said) & set(known.hailed)
    return {
        **dict.fromkeys(known.saying, "SAYING"),
        **dict.fromkeys(known.hailed, "HAIL"),
        **dict.fromkeys(known.said, "SAID"),
        **dict.fromkeys(both, "SAIDH"),
    }


def verb_length(line: WordLine, n: int) -> tuple[str, int]:
    """The symbol of a verb at a word, and how many words it takes; 0 where there is none."""
    forms = verbs()
    for length in (5, 4, 3, 2, 1):
        if n + length > len(line.words):
            continue
        told = " ".join(w.low for w in line.words[n : n + length])
        if told in forms and all(w.kind == "small" for w in line.words[n : n + length]):
            return forms[told], length
    return "", 0


def verb_at(made: Skeleton, n: int) -> Found:
    """A verb of saying with the adverbs before it, unless it is denied, passive or to come."""
    line, known = made.line, gazetteer()
    first = n
    while n < len(line.words):
        length = adverb_length(line, n, known.adverbs)
        if not length:
            break
        n += length
    symbol, length = verb_length(line, n)
    if not length:
        return "", first, None
    before = before_adverbs(line, first)
    two_before = line.words[first - 2].low if first > 1 else ""
    is_rising = before == "to" and two_before in AFTER_TO
    if before in BE or line.words[n - 1].low in BE or (before in NOT_SAID and not is_rising):
        return "", first, None
    is_noun = before in ARTICLES or (first > 0 and line.words[first - 1].kind == "possessive")
    if is_noun or before in ("did", "does", "do") or before.endswith("n't"):
        return "", first, None
    return symbol, n + length, None


def before_adverbs(line: WordLine, first: int) -> str:
    """The word before a verb and the adverbs that a wrong start has left behind."""
    n = first
    while n and (
        line.words[n - 1].low in gazetteer().adverbs or line.words[n - 1].low.endswith("ly")
    ):
        n -= 1
    return line.words[n - 1].low if n else ""


def adverb_length(line: WordLine, n: int, adverbs: tuple[str, ...]) -> int:
    """How many words an adverb at a word takes."""
    for length in (3, 2, 1):
        if " ".join(w.low for w in line.words[n : n + length]) in adverbs:
            return length if n + length < len(line.words) else 0
    return 1 if is_adverb(line.words[n]) and n + 1 < len(line.words) else 0


@cache
def macros() -> Mapping[str, str]:
    """What the capital words of a pattern stand for."""
    known = gazetteer()
    aside = r"(?: , [^,]{1,120} ,| \( [^)]{1,60} \)| – [^–]{1,90} –| — [^—]{1,90} —)?"
    return {
        "ASIDE": r"(?: , [^,]{1,120} ,| \( [^)]{1,60} \))",
        "WHO": rf"(?P<who>(?:WHO|HE|ORG|ANON|DESC)\d+){aside}",
        "START": r"(?<=^ )",
        "PERSON": r"(?P<who>(?:WHO|HE|ANON|DESC)\d+)",
        "ANY": r"(?:WHO|HE|ORG|ANON|DESC)\d+",
        "SECOND": r"(?P<second>(?:WHO|HE|ORG|ANON|DESC)\d+)",
        "QUOTES": r"(?P<quotes>Q\d+(?: (?:, |, and |and |or )Q\d+)*)",
        "QUOTE": r"Q\d+",
        "COMMA": r"(?:,|[QT]\d+)",
        "SAID": r"SAIDH?",
        "HAIL": r"(?:HAIL|SAIDH)",
        "SAYING": r"SAYING",
        "WORDS": f"(?:{'|'.join(known.words)})",
        "EACH": r"(?P<each>(?:WHO|ORG)\d+(?: (?:, and|,|and) (?:WHO|ORG)\d+)*)",
        "FEW": r"(?:(?!(?:WHO|HE|Q)\d|(?:never|not|nearly|almost|hardly) )[^ ,;:.]+ ){0,6}?",
        "SOME": r"(?:(?!Q\d)[^ ;:]+ ){0,12}?",
    }


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of patterns.toml as a regular expression over a skeleton."""
    known = macros()
    names = "|".join(sorted(known, key=len, reverse=True))
    told = re.sub(names, lambda found: known[found[0]], pattern)
    return re.compile(rf"(?<= ){told}(?:(?= )|(?<= ))")
