"""The words of a report home: short sentences that a Speaker reads to the own chamber."""

from collections.abc import Iterator
from dataclasses import replace

from hemicycle.journal.header import leaf_hash
from hemicycle.journal.tree import MerkleTree
from hemicycle.journal.words import root_words
from hemicycle.procedure.assembly import Words
from hemicycle.procedure.rules.follow_up import latest_answer
from hemicycle.publish.documents.adopted_text import decided
from hemicycle.publish.documents.document import Text
from hemicycle.publish.documents.report_back import delegation_in
from hemicycle.publish.documents.report_back_asked import Pack, asked_whole
from hemicycle.publish.documents.report_back_told import is_of, is_own, speeches_of
from hemicycle.publish.documents.texts_told import UNFINISHED, Telling, adopted_in
from hemicycle.publish.documents.wording import Wording
from hemicycle.publish.output import Published
from hemicycle.publish.taken_down import merged_texts

LANGUAGES = ("en", "fr")


def words_home(published: Published) -> Words:
    """The whole report of the delegation of a part in each language, a paragraph a line."""
    said = {}
    for language in LANGUAGES:
        wording = Wording(replace(published, language=language))
        pack = Pack(wording, delegation_in(published))
        said[language] = "\n".join(text.plain for text in to_be_read(pack))
    return said


def record_root(published: Published) -> tuple[int, str]:
    """How many entries the record has, and the root of their tree."""
    tree = MerkleTree(leaf_hash(one.header_bytes) for one in published.records)
    return len(tree), tree.root().hex()


def to_be_read(pack: Pack) -> Iterator[Text]:
    """Paragraph by paragraph: where we were, who, what we said and how we voted, what is asked."""
    yield opening(pack)
    yield from went(pack)
    yield from spoke(pack)
    yield from voted(pack)
    yield from asked(pack)
    yield from committed(pack)
    yield pack.wording.say("rh_said_next")
    size, root = record_root(pack.wording.published)
    in_words = root_words(bytes.fromhex(root))
    yield pack.wording.say("rh_said_check", size=size, root_words=in_words)


def opening(pack: Pack) -> Text:
    """On what is reported: the Assembly, its place, its days and its theme."""
    session = pack.wording.published.session
    is_one_day = session.starts_on == session.ends_on
    return pack.wording.say(
        "rh_said_opening",
        title=session.title,
        place=session.place,
        day_on=session.starts_on if is_one_day else "",
        starts_on="" if is_one_day else session.starts_on,
        ends_on="" if is_one_day else session.ends_on,
        theme=session.theme,
    )


def went(pack: Pack) -> Iterator[Text]:
    """Who went."""
    people = pack.wording.published.assembly.people
    members = tuple(one for one in pack.own.members if not people[one].is_withdrawn)
    if members:
        yield pack.wording.say("rh_said_went", members=members)


def spoke(pack: Pack) -> Iterator[Text]:
    """Each speech of the delegation, with what record clerks wrote of it."""
    wording, published = pack.wording, pack.wording.published
    texts = merged_texts(published.assembly)
    own = [one for one in speeches_of(published) if is_own(pack, one.speaker)]
    for one in own:
        item = published.assembly.bodies[one.body].items.get(one.item)
        taken = texts.get(one.position)
        yield wording.say(
            "rh_said_spoke",
            member=one.speaker,
            day_on=wording.day(one.began_at),
            item_title=item.title if item else {},
            words=taken.words if taken else {},
        )
    if not own:
        yield wording.say("rh_said_silent")


def voted(pack: Pack) -> Iterator[Text]:
    """How the delegation voted in each declared division that still counts."""
    wording = pack.wording
    for one in wording.published.declared.values():
        for row in one.count.rows:
            if is_of(pack, row) and not one.annulled_by:
                yield wording.say(
                    "rh_said_voted",
                    title=one.question.title,
                    for_votes=row.for_votes,
                    against_votes=row.against_votes,
                    abstention_votes=row.abstention_votes,
                    not_cast=row.not_cast_votes or "",
                    outcome=one.outcome,
                )


def asked(pack: Pack) -> Iterator[Text]:
    """What was adopted, and each paragraph of it that asks parliaments for something."""
    wording = pack.wording
    texts = adopted_in(wording.published)
    for text in texts:
        told = Telling(wording, text)
        decision = decided(told)
        yield wording.say(
            "rh_said_adopted",
            title={told.title.language or wording.language: told.title.plain},
            symbol=text.symbol,
            day_on=wording.day(decision.at),
            method=decision.method,
        )
        for paragraph, said in asked_whole(pack, text):
            words = {said.language or wording.language: said.plain.rstrip(UNFINISHED)}
            yield wording.say("rh_said_asks", paragraph=paragraph, words=words)
    if not texts:
        yield wording.say("rh_said_nothing_adopted")


def committed(pack: Pack) -> Iterator[Text]:
    """The commitments that ask something of this parliament: those open, and those answered."""
    wording = pack.wording
    for one in pack.standing():
        answer = latest_answer(one, pack.own.id)
        yield wording.say(
            "rh_said_answered" if answer else "rh_said_open",
            number=one.number,
            words={tongue: text.rstrip(UNFINISHED) for tongue, text in one.words.items()},
            due_on=one.due_on,
            answer_kind=answer.kind if answer else "",
        )
