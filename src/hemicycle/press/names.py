"""Where a sentence names a person, and by which office: before the name, after it, or beside it."""

import re
from dataclasses import dataclass

from hemicycle.press.gazetteer import gazetteer, listed
from hemicycle.press.lines import WordLine
from hemicycle.press.register import Register
from hemicycle.press.words import plain, singular

LONGEST_NAME = 6
SHORTEST_NAME = 2  # words of a full name
LONGEST_POST = 14  # words of an apposition
LINKS = frozenset({"of", "for", "to", "from", "in", "on", "and", "the", "'s", "at"})
INNER_LINKS = frozenset({"and", "'s", "of", "the", "for"})
PREPOSITIONS = listed("prepositions")
POST_BEGINS = frozenset({"the", "a", "an", "its", "their", "his", "her", "who", "then", "now"})
ENDS_POST = frozenset({",", ".", ";", ")", "–", "—", ":"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name with all that stands around it and belongs to it.

    `first` and `last` are words of the sentence, the last one not included.
    """

    name: tuple[str, ...]
    first: int
    last: int
    start: int
    capacity: str = ""
    gender: str = ""
    is_introduced: bool = False


def mentions_in(line: WordLine, register: Register) -> list[Mention]:
    """Every name in a sentence, from left to right."""
    found = []
    place = 0
    while place < len(line.words):
        last = name_end(line, place)
        if last == place:
            place += 1
            continue
        if place in line.known:
            mention = around(line, place, last)
        elif is_part_of_title(line, last):
            mention = None
        else:
            mention = around(line, *trimmed_run(line, place, last, register=register))
        if mention is not None:
            found.append(mention)
            last = max(last, mention.last)
        place = last
    return found


def name_end(line: WordLine, first: int) -> int:
    """Where a run of name words ends that begins at a word; the same word if none begins."""
    known = gazetteer()
    if first in line.known:
        return line.known[first][0]
    if line.classes[first] != "name":
        return first
    last = first + 1
    while last < len(line.words):
        word = line.words[last]
        if last in line.known:
            break
        if line.classes[last] == "name":
            last += 1
        elif (
            word.low in known.particles
            and last + 1 < len(line.words)
            and line.classes[last + 1] == "name"
            and word.low not in ("e", "y")
        ):
            last += 2
        elif word.low in ("uulu", "kyzy", "oglu", "bey"):
            last += 1
        else:
            break
    return last


def is_part_of_title(line: WordLine, last: int) -> bool:
    """Whether what stands before an office is its organ's name: "Volkstag President Dren"."""
    n = last
    while n < len(line.words) and line.classes[n] in ("organ", "place"):
        n += 1
    if n < len(line.words) and line.classes[n] == "office":
        return True
    if n > last:  # "Tolvan Senate", "Open Records Committee"
        return line.classes[last] == "organ" or line.words[n - 1].low in gazetteer().organs
    return False


def trimmed_run(line: WordLine, first: int, last: int, *, register: Register) -> tuple[int, int]:
    """A run of capital words without an organ's or country's name at its beginning.

    Note: "Speaker of Arvenia Oriane Dren" names a country that we may not know.
    """
    before = line.words[first - 1].low if first else ""
    is_behind = before in ("of", "for", "from", "the", "'s") and has_office_before(line, first)
    if is_behind and last - first > SHORTEST_NAME:
        full = " ".join(w.text for w in line.words[first:last])
        if not register.person_named(full):
            return behind_place(line, first, last), last
    return first, last


def behind_place(line: WordLine, first: int, last: int) -> int:
    """Where a name begins behind a country's: the report names the country elsewhere too."""
    for cut in range(last - SHORTEST_NAME, first, -1):
        place = line.between(first, cut)
        if len(re.findall(rf"\b{re.escape(place)}\b(?!\s+[A-Z])", line.text)) > 0:
            return cut
    return last - SHORTEST_NAME


def has_office_before(line: WordLine, first: int) -> bool:
    """Whether an office stands shortly before a word, with only links and organs between."""
    n = first - 1
    while n >= 0 and first - n < LONGEST_POST:
        if line.classes[n] == "office":
            return True
        is_link = line.words[n].low in LINKS or line.classes[n] in ("organ", "place", "name")
        if not is_link:
            return False
        n -= 1
    return False


def around(line: WordLine, first: int, last: int) -> Mention | None:
    """A name with its honorific, its offices before it, and its apposition."""
    known = gazetteer()
    if last - first > LONGEST_NAME and first not in line.known:
        return None
    name = tuple(w.text for w in line.words[first:last])
    if first in line.known:
        name = line.known[first][1]
    begin, told, gender = before_name(line, first)
    is_beside = False
    if not told:
        begin_beside, told = beside_before(line, begin, last)
        is_beside = bool(told)
        begin = begin_beside if told else begin
    end, told_after = after_name(line, first, last=last)
    if first and line.words[first - 1].low in ("in", "at", "near") and first not in line.known:
        end, told_after = last, ""
    is_object = begin > 0 and line.words[begin - 1].low in PREPOSITIONS
    if is_beside and end == last < len(line.words) and line.words[last].text == ",":
        end += 1
    if is_object and end > last and line.words[end - 1].text == ",":
        end -= 1
    capacity = told or told_after
    is_vague = (
        last - first == 1 and not told and line.words[min(last, len(line.words) - 1)].text != ","
    )
    for word in re.split(r"[\s,]+", plain(f"{capacity} ")):
        gender = gender or ("m" if word in known.male else "f" if word in known.female else "")
    return Mention(
        name=name,
        first=begin,
        last=end,
        start=line.words[first].start,
        capacity=capacity,
        gender=gender,
        # One capital word "of" somewhere may be anything: "the Session of the Commonwealth".
        is_introduced=bool(
            (capacity and not is_vague) or gender or begin < first or first in line.known
        ),
    )


def before_name(line: WordLine, first: int) -> tuple[int, str, str]:
    """Where honorifics and offices before a name begin, the offices as text, and the gender."""
    known = gazetteer()
    n, gender = first, ""
    while n and (line.classes[n - 1] == "honorific" or line.words[n - 1].text == "."):
        is_stop = line.words[n - 1].text == "."
        if is_stop and line.classes[max(0, n - 2)] != "honorific":
            break
        low = line.words[n - 1].low
        gender = gender or ("m" if low in known.male else "f" if low in known.female else "")
        n -= 1
    begin, has_office = title_begin(line, n)
    if not has_office or line.words[n - 1].low in LINKS:
        return n, "", gender
    return begin, capacity_text(line, begin, n), gender


def title_begin(line: WordLine, end: int) -> tuple[int, bool]:
    """Where the offices that end before a word begin: "Speaker of the Kazakh Majilis".

    Note: a name before "and" is another person's: "Speaker Oriane Dren and delegate".
    """
    known = gazetteer()
    n, begin, has_office, is_joined = end, end, False, False
    while n and end - n < LONGEST_POST:
        word, kind = line.words[n - 1], line.classes[n - 1]
        is_name = kind == "name" and not is_joined
        is_link = word.low in LINKS if not has_office else word.low in INNER_LINKS
        is_part = kind in ("office", "organ", "place") or (is_name and has_office)
        is_before = word.low in known.before_office
        if not (is_part or is_link or is_before or kind == "possessive" or is_name):
            break
        n -= 1
        has_office = has_office or kind == "office"
        is_joined = is_joined or word.low == "and"
        if has_office and (is_part or is_before):
            begin = n
    return (begin, True) if has_office else (end, False)


def capacity_text(line: WordLine, first: int, last: int) -> str:
    """An office as the report gives it, without the article before it."""
    while first < last and line.words[first].low in ("the", "a", "an", "its", "their", "and", ","):
        first += 1
    return " ".join(line.between(first, last).split()) if first < last else ""


def beside_before(line: WordLine, first: int, last: int) -> tuple[int, str]:
    """An office before the name and a comma: "the Speaker of the Senate, Oriane Dren,"."""
    if not first or line.words[first - 1].text != ",":
        return first, ""
    if last < len(line.words) and line.words[last].text not in (",", ".", ";", ":", ")"):
        return first, ""
    n = first - 1
    while n and first - n <= LONGEST_POST:
        word = line.words[n - 1]
        if word.text in ENDS_POST or word.kind == "quote":
            break
        n -= 1
    offices = [k for k in range(n, first - 1) if is_one_holder(line, k)]
    if not offices or any(is_person_word(line, k) for k in range(offices[0], first - 1)):
        return first, ""
    begin = offices[0]
    while begin > n and (
        line.words[begin - 1].low in POST_BEGINS
        or line.classes[begin - 1] in ("organ", "place", "possessive", "name")
        or line.words[begin - 1].low in gazetteer().organs | gazetteer().before_office
    ):
        begin -= 1
    return begin, capacity_text(line, begin, first - 1)


def is_one_holder(line: WordLine, n: int) -> bool:
    """Whether a word is an office that one person holds: no "parliamentarians"."""
    return line.classes[n] == "office" and singular(line.words[n].low) == line.words[n].low


def is_person_word(line: WordLine, n: int) -> bool:
    """Whether a name stands right behind an office, so that the office is its own."""
    return line.classes[n] == "name" and n > 0 and line.classes[n - 1] in ("office", "honorific")


def after_name(line: WordLine, first: int, *, last: int) -> tuple[int, str]:
    """What stands behind a name and tells who it is; where that ends."""
    words, size = line.words, len(line.words)
    if last >= size:
        return last, ""
    if words[last].text == "(":
        close = next((n for n in range(last, min(size, last + 9)) if words[n].text == ")"), 0)
        kinds = set(line.classes[last + 1 : close]) if close else set()
        if close and kinds & {"organ", "place", "name", "office"}:
            return close + 1, capacity_text(line, last + 1, close)
    if words[last].text in ("of", "from") and last + 1 < size and not is_object(line, first):
        return of_place(line, last)
    if words[last].text in (",", "–", "—"):
        return apposition(line, last)
    if line.classes[last] == "letters":
        return last + 1, words[last].text
    return last, ""


def is_object(line: WordLine, first: int) -> bool:
    """Whether a name belongs to what stands before it: "the Committee on Rural Affairs of"."""
    return bool(first) and line.words[first - 1].low in ("on", "of", "for", "in", "at", "the")


def of_place(line: WordLine, last: int) -> tuple[int, str]:
    """A parliament, country or delegation behind a name: "Oriane Dren of Arvenia"."""
    n = last + 1
    while n < len(line.words) and (
        line.classes[n] in ("organ", "place", "name") or line.words[n].low in ("the", "of")
    ):
        n = line.places[n][0] if n in line.places else n + 1
    while n > last + 1 and line.words[n - 1].low in ("the", "of"):
        n -= 1
    if n < len(line.words) and line.words[n].low in gazetteer().organs:
        n += 1
    kinds = line.classes[last + 1 : n]
    if not {"name", "place", "organ"} & set(kinds):
        return last, ""
    end, told = (
        apposition(line, n) if n < len(line.words) and line.words[n].text == "," else (n, "")
    )
    return (end, told) if told else (n, capacity_text(line, last + 1, n))


def apposition(line: WordLine, last: int) -> tuple[int, str]:
    """An office behind a name and a comma: ", the Speaker of the Senate,"."""
    words, size = line.words, len(line.words)
    end = last + 1
    while end < size and end - last <= LONGEST_POST and words[end].text not in ENDS_POST:
        if words[end].kind == "quote":
            return last, ""
        end = line.bodies[end][0] if end in line.bodies else end + 1
    has_end = end == size or words[end].text in ENDS_POST
    post = range(last + 1, end)
    offices = [n for n in post if line.classes[n] == "office"]
    if not has_end or not post or not offices or any(is_person_word(line, n) for n in post):
        return last, ""
    if not can_begin_post(line, last + 1, offices[0]):
        return last, ""
    if end < size and words[end].text == words[last].text:
        end += 1
    return end, capacity_text(line, last + 1, end - 1 if words[end - 1].text in ENDS_POST else end)


def can_begin_post(line: WordLine, first: int, office: int) -> bool:
    """Whether what follows the comma is an apposition and no new clause."""
    known = gazetteer()
    return all(
        line.classes[n] in ("organ", "place", "possessive", "name", "number")
        or line.words[n].low in POST_BEGINS
        or line.words[n].low in known.before_office | known.organs
        or line.words[n].low
        in (
            "of",
            "is",
            "was",
            "acts",
            "as",
            "serves",
            "serving",
            "speaking",
            "himself",
            "herself",
            "also",
            "year",
            "old",
            "-",
        )
        or "-" in line.words[n].text
        for n in range(first, office)
    )
