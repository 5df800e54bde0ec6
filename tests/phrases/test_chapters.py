"""Every key that the code can say has a sentence in English and French, and it can be said."""

import ast
from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from hemicycle.journal.names import NO_NAMES
from hemicycle.phrases import Phrases, load_phrases
from hemicycle.phrases.catalogues import HERE, read_chapter
from hemicycle.phrases.sentences import Sentence, parse, places
from hemicycle.procedure.acts import KINDS
from hemicycle.procedure.rules.majorities import BASES as VOTE_BASES
from hemicycle.procedure.rules.majorities import SHARES
from hemicycle.rulebooks import load, names
from phrases.known_values import ALONE, VALUES, WORDS
from phrases.samples import SAMPLES

SOURCE = HERE.parent
OFFICIAL = ("en", "fr")
OURS = (
    *("reasons", "minutes", "words", "publish", "news", "site"),
    "register",
    "papers",
    *("genuine", "floor", "speeches", "interventions"),
    *("carried_over", "documents"),
    *("tables", "emergency", "elections", "hands", "call", "quorum", "parts", "receipt", "record"),
    *("texts", "textdesk", "textpage", "textpaper"),
    *("zip", "outputs", "webhooks", "pressroom", "takes", "lodging", "compared"),
    *("programme", "meetings", "followup", "citizens", "sponsors", "inserted"),
    *("memo", "consent", "merging"),
    *("chamber", "hall"),
    "clocks",
    *("groups", "rules", "closed", "participation"),
    *("pace", "pace_rules", "seats"),
    *("timetable", "turns", "contests", "debates"),
    "operation",
    "second",
    "asfiles",
)
NARROW = "\u202f"


@pytest.fixture(scope="module")
def phrases() -> Phrases:
    return load_phrases()


def called(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    """Every call of that name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name:
            yield node


def keys_of(argument: ast.expr) -> list[str]:
    """The keys an argument can be: a text, either of two, or a text with known values in it."""
    if isinstance(argument, ast.Constant):
        return [str(argument.value)]
    if isinstance(argument, ast.IfExp):
        return keys_of(argument.body) + keys_of(argument.orelse)
    if isinstance(argument, ast.JoinedStr):
        template = ast.unparse(argument)[2:-1]
        head = template.partition("{")[0]
        return [f"{head}{value}" for value in VALUES[template]]
    return []


def facts_of(call: ast.Call) -> frozenset[str]:
    return frozenset(keyword.arg for keyword in call.keywords if keyword.arg)


def keys_in(argument: ast.expr) -> frozenset[str]:
    """The facts of a refusal that hands them over as a mapping."""
    keys = argument.keys if isinstance(argument, ast.Dict) else ()
    return frozenset(str(key.value) for key in keys if isinstance(key, ast.Constant))


def reasons_in(source: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Every reason with the facts that come with it: of the engine, and of a form."""
    tree = ast.parse(source)
    for name in ("OutOfOrder", "NotUnderstood", "Refusal"):
        for call in called(tree, name):
            for key in keys_of(call.args[1]) if len(call.args) > 1 else ():
                yield f"reason.{key}", facts_of(call) | keys_in(call.args[-1])


def minutes_in(source: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Every sentence of the minutes with its facts."""
    for call in called(ast.parse(source), "Phrase"):
        for key in keys_of(call.args[0]):
            yield key, facts_of(call)


def said_by_code() -> dict[str, list[frozenset[str]]]:
    """All keys the code can say, each with the facts of every place that says it."""
    said: dict[str, list[frozenset[str]]] = {}
    for path in SOURCE.rglob("*.py"):
        found = list(reasons_in(path.read_text(encoding="utf-8")))
        if "procedure" in path.parts:
            found += minutes_in(path.read_text(encoding="utf-8"))
        for key, facts in found:
            said.setdefault(key, []).append(facts)
    return said


def needed_words() -> set[str]:
    words = {f"word.{fact}.{value}" for fact, values in WORDS.items() for value in values}
    words |= {f"word.majority.{share}.share" for share in SHARES}
    words |= {f"word.base.{base}.counted{none}" for base in VOTE_BASES for none in ("", ".none")}
    rules = {f"rule.{key}" for name in names() for key in load(name).leaves}
    acts = {kind.act.__name__ for kind in KINDS} | {"CastBallot"}
    return words | rules | {f"act.{snake(name)}" for name in acts} | set(ALONE)


def snake(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).removeprefix("_")


def told(sentence: Sentence) -> set[str]:
    """The facts a sentence tells; what stands in brackets may be empty but must be there too."""
    return {place.fact for text in sentence.variants.values() for place in places(parse(text))}


def missing(keys: set[str], phrases: Phrases, language: str) -> set[str]:
    return {key for key in keys if not phrases.has(key, language)}


SAID = said_by_code()


def test_the_code_is_read():
    assert len([key for key in SAID if key.startswith("reason.")]) > 100
    assert len([key for key in SAID if key.startswith("minute.")]) > 40
    assert {"reason.already_on_list", "reason.majority_reached", "reason.field_missing"} <= set(
        SAID
    )
    assert {"minute.result_rejected", "minute.credentials_without_vote"} <= set(SAID)


@pytest.mark.parametrize("language", OFFICIAL)
def test_all_that_the_code_says_has_a_sentence(phrases, language):
    assert missing(set(SAID) | needed_words(), phrases, language) == set()


def test_a_new_reason_or_minute_without_a_sentence_is_found(phrases):
    planted = 'raise OutOfOrder("speaking.order", "planted_reason", member=1)'
    assert dict(reasons_in(planted)) == {"reason.planted_reason": {"member"}}
    assert missing({"reason.planted_reason"}, phrases, "fr") == {"reason.planted_reason"}
    planted = 'Phrase("minute.planted" if x else "minute.other", title=1)'
    assert dict(minutes_in(planted)) == {"minute.planted": {"title"}, "minute.other": {"title"}}
    with pytest.raises(KeyError):
        list(minutes_in('Phrase(f"minute.new_{entry.kind}")'))


@pytest.mark.parametrize("language", [*OFFICIAL, "ar"])
def test_every_sentence_tells_only_facts_that_the_code_gives(phrases, language):
    for key, places_said in SAID.items():
        if phrases.has(key, language):
            for facts in places_said:
                assert told(phrases.sentences[language][key]) <= facts | {"zone"}, key


@pytest.mark.parametrize("language", OFFICIAL)
def test_both_official_languages_tell_the_same_facts(phrases, language):
    for chapter in OURS:
        for key, sentence in read_chapter(HERE / language / f"{chapter}.po"):
            assert told(sentence) == told(phrases.sentences["en"][key]), key


@pytest.mark.parametrize("chapter", OURS)
def test_official_languages_hold_the_same_keys(chapter):
    english, french = ({k for k, _ in read_chapter(HERE / x / f"{chapter}.po")} for x in OFFICIAL)
    assert english == french


def test_arabic_says_no_more_than_english_and_is_marked_unreviewed(phrases):
    for chapter in ("reasons", "words"):
        path = HERE / "ar" / f"{chapter}.po"
        assert {key for key, _ in read_chapter(path)} <= set(phrases.sentences["en"])
        assert "not reviewed" in path.read_text(encoding="utf-8").splitlines()[0]


def test_arabic_has_every_reason_a_delegate_can_meet():
    names_of_them = (
        *("reasons", "floor", "speeches", "interventions", "carried_over"),
        *("emergency", "elections", "hands", "call", "contests", "debates"),
    )
    chapters = [HERE / "ar" / f"{name}.po" for name in names_of_them]
    arabic = {key for path in chapters for key, _ in read_chapter(path)}
    met = [SOURCE / "procedure" / "rules" / f"{name}.py" for name in ("ballots", "guards")]
    met += (SOURCE / "procedure" / "acts" / "floor").glob("*.py")
    met += [SOURCE / "procedure" / "rules" / "emergency.py"]
    own = ("file", "join", "withdraw", "propose", "consent", "drop")
    met += (
        path
        for path in (SOURCE / "procedure" / "acts" / "emergency").glob("*.py")
        if path.stem.startswith(own)
    )
    for path in met:
        assert {key for key, _ in reasons_in(path.read_text(encoding="utf-8"))} <= arabic


@pytest.mark.parametrize("language", [*OFFICIAL, "ar"])
def test_no_key_has_two_sentences(language):
    keys = [key for path in (HERE / language).glob("*.po") for key, _ in read_chapter(path)]
    assert [key for key, times in Counter(keys).items() if times > 1] == []


@pytest.mark.parametrize("path", sorted(HERE.glob("*/*.po")), ids=lambda path: str(path)[-20:])
def test_no_sentence_ends_with_what_parts_columns(path):
    ends = [line for line in path.read_text(encoding="utf-8").splitlines() if line.endswith('|"')]
    assert ends == []


def test_a_record_read_in_arabic_is_in_arabic_from_end_to_end(phrases):
    minutes = {key for key in phrases.sentences["en"] if key.startswith("minute.")}
    assert len(minutes) > 200
    assert missing(minutes, phrases, "ar") == set()


@pytest.mark.parametrize(("language", "size"), [*product([*OFFICIAL, "ar"], [0, 1, 2, 1234])])
def test_every_reason_and_minute_can_be_said(phrases, language, size):
    for key, places_said in SAID.items():
        for facts in places_said:
            given = {fact: SAMPLES.get(fact, size) for fact in facts}
            said = phrases.say(key, language, NO_NAMES, **given)
            page = phrases.html(key, language, NO_NAMES, **given)
            assert said.strip()
            assert "{" not in said
            assert "[" not in said
            assert page.count("<bdi") == page.count("</bdi>")


@pytest.mark.parametrize(
    ("key", "one", "more"),
    [
        ("programme.published_over", "1 clash that was known", "2 clashes that were known"),
        ("programme.acknowledge", "in spite of this clash", "in spite of these 2 clashes"),
        ("programme.first_release", "first release: 1 entry.", "first release: 2 entries."),
        ("file.places_left", "1 place left", "2 places left"),
        ("polling.confirm_close", "1 paper was not issued", "2 papers were not issued"),
    ],
)
def test_one_of_something_is_not_told_as_several(phrases, key, one, more):
    assert one in phrases.say(key, "en", NO_NAMES, n=1)
    assert more in phrases.say(key, "en", NO_NAMES, n=2)


def test_the_words_of_the_contract(phrases):
    def say(key: str, language: str = "en", **facts: object) -> str:
        return phrases.say(key, language, NO_NAMES, **facts)

    assert say("word.rehearsal_band") == "REHEARSAL - invented parliaments"
    assert say("act.give_floor") == "Give the floor"
    assert say("reason.votes_left_over", n=2, available=10).startswith(
        "Place 2 more votes, or choose to leave them unused."
    )
    assert say("reason.votes_left_over", n=0, available=10).startswith("Votes placed and votes")
    assert "Place 1 more vote, or choose to leave it unused." in say(
        "reason.votes_left_over", n=1, available=10
    )


RESULT = {
    "title": {"en": "Emergency item", "fr": "Point d’urgence"},
    "division": 7,
    "for_votes": 310,
    "against_votes": 155,
    "abstention_votes": 40,
    "not_cast_votes": 61,
    "majority": "two_thirds_of_votes_cast",
    "base": "votes_cast",
    "base_votes": 465,
    "required_votes": 310,
}


def test_a_result_is_told_with_its_whole_arithmetic(phrases):
    assert phrases.say("minute.result_adopted", "en", NO_NAMES, **RESULT) == (
        "Result of division 7 on “Emergency item”. In favour 310, against 155, abstentions 40, "
        "not cast 61. Required: 310, two thirds of 465 votes cast (for and against; abstentions "
        "do not count). The question was adopted."
    )
    assert phrases.say("minute.result_adopted", "fr", NO_NAMES, **RESULT) == (
        f"Résultat du scrutin 7 sur «{NARROW}Point d’urgence{NARROW}». Pour 310, contre 155, "
        f"abstentions 40, voix non exprimées 61. Requis{NARROW}: 310, soit les deux tiers des "
        f"465 suffrages exprimés (pour et contre{NARROW}; les abstentions ne comptent pas). "
        "La question a été adoptée."
    )


def test_another_majority_and_base_change_the_words(phrases):
    other = {**RESULT, "majority": "absolute_majority_of_all_votes", "base": "all_entitled"}
    said = phrases.say("minute.result_rejected", "en", NO_NAMES, **other)
    assert "310, more than half of 465 votes on the roll (all who may vote" in said
    none = {**RESULT, "base_votes": 0, "required_votes": 0}
    said = phrases.say("minute.result_rejected", "en", NO_NAMES, **none)
    assert "no votes cast" in said
    assert "A division in which no vote is cast is lost." in said


def french_faults(text: str) -> list[str]:
    """Ordinary spaces before high punctuation or inside guillemets, and straight apostrophes."""
    wrong = (" ;", " :", " !", " ?", "« ", " »", "'", "\u00a0»", "«\u00a0")
    bare = [f"{mark} without a space" for mark in "!?;" if f"e{mark}" in text or f"s{mark}" in text]
    return [fault for fault in wrong if fault in text] + bare


@pytest.mark.parametrize("path", sorted((HERE / "fr").glob("*.po")), ids=lambda p: p.stem)
def test_french_is_set_as_french(path: Path):
    for key, sentence in read_chapter(path):
        if path.stem in OURS:
            for written in sentence.variants.values():
                text = "".join(getattr(part, "text", "") for part in parse(written))
                assert french_faults(text) == [], key


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_every_sentence_can_be_taken_apart(phrases, language):
    for key, sentence in phrases.sentences[language].items():
        assert all(map(parse, sentence.variants.values())), key


def test_french_set_badly_is_found():
    assert french_faults("Ouvert ; l'heure")
    assert french_faults("« Titre »")
    assert french_faults("Ouverte; fermée")
    assert french_faults(f"Ouverte{NARROW}; «{NARROW}l’heure{NARROW}»") == []
