"""A text as it stands, in three views: clean, with every change since its lodging, in brackets."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from hemicycle.procedure.assembly import Amendment
from hemicycle.procedure.assembly import Clause as Paragraph
from hemicycle.procedure.rules.amendments import as_it_stands
from hemicycle.procedure.rules.clause_languages import languages_of
from hemicycle.procedure.rules.consolidation import DELETE, INSERT, MOVE, REWORD, Standing
from hemicycle.publish.documents.changes_told import (
    Contested,
    Wordings,
    contested,
    instead,
    marked,
    run,
    whole,
)
from hemicycle.publish.documents.document import Block, Clause, Document, Note, Run
from hemicycle.publish.documents.document import Text as Said
from hemicycle.publish.documents.draft_resolution import words_of
from hemicycle.publish.documents.formats import outputs
from hemicycle.publish.documents.frame import framed
from hemicycle.publish.documents.texts_told import Telling, parts, telling
from hemicycle.publish.output import Published
from hemicycle.wording import colon, joined, tokens

CLEAN, MARKED, BRACKETED = "text-as-it-stands", "text-with-changes", "text-in-brackets"
View = Callable[[Telling, Standing], Iterator[Block]]


def written(title: str, view: View) -> Callable[[Published], Document]:
    """What writes one view of the text of a part."""

    def document(published: Published) -> Document:
        told = telling(published)
        standing = as_it_stands(published.assembly, told.text)
        bare = framed(
            told.wording,
            title=told.words(title),
            subtitle=told.title,
            symbol=told.text.symbol,
            blocks=(*unsettled(told, standing), *view(told, standing)),
        )
        return replace(bare, facts=told.facts())

    return document


def unsettled(told: Telling, standing: Standing) -> Iterator[Block]:
    """What somebody has to settle before these are the words."""
    for one in standing.meetings:
        clause = standing.clause(one.clause)
        where = told.place(clause, standing.seen) if clause in standing.seen else told.say("gone")
        yield Note(
            text=told.say("unsettled", number=one.amendment, where=where.plain), sort="unverified"
        )


def clause_of(paragraph: Paragraph, text: Said, *, mark: str) -> Clause:
    """One paragraph of the text."""
    return Clause(
        text=text,
        sort=paragraph.kind,
        mark=mark,
        level=paragraph.level,
        anchor=f"clause-{paragraph.id}",
    )


def clean(told: Telling, standing: Standing) -> Iterator[Block]:
    """The words as they are now."""
    language = told.wording.language
    is_foreign = language not in languages_of(told.text)
    if is_foreign:
        yield Note(text=told.say("not_in_language", language_code=language))
    for paragraph, mark in told.marked(standing.seen):
        text, is_behind = words_of(told, paragraph)
        yield clause_of(paragraph, text, mark=mark)
        if is_behind and not is_foreign:
            yield Note(text=told.say("behind", language_code=language))


def with_changes(told: Telling, standing: Standing) -> Iterator[Block]:
    """The words as they were lodged, with all that was changed since; in the authentic language."""
    language = told.text.language
    yield Note(text=told.say("since_lodging", day_on=told.wording.day(told.text.lodged_at)))
    yield Note(text=told.say("marks_note"))
    first = told.text.versions[0]
    marks = dict(zip((one.id for one in standing.seen), marks_of(told, standing), strict=True))
    for paragraph in every_paragraph(told, standing):
        before = first.clause(paragraph.id)
        is_there = paragraph.id in marks
        found = Wordings(
            before.words[language] if before else "",
            paragraph.words[language] if is_there else "",
            language,
        )
        yield clause_of(paragraph, marked(told, found), mark=marks.get(paragraph.id, ""))
        by = standing.changed_by.get(paragraph.id, ())
        if by:
            yield Note(text=told.say("changed_by", numbers=", ".join(map(str, by))))


def marks_of(told: Telling, standing: Standing) -> list[str]:
    """What is printed before each paragraph that is read."""
    return [mark for _, mark in told.marked(standing.seen)]


def every_paragraph(told: Telling, standing: Standing) -> list[Paragraph]:
    """The paragraphs that are there, and each that is gone after the one it stood after."""
    found = list(standing.clauses)
    known = {one.id for one in found}
    before = ""
    for one in told.text.versions[0].clauses:
        if one.id not in known:
            at = next((n for n, other in enumerate(found, 1) if other.id == before), 0)
            found.insert(at, one)
        before = one.id
    return found


def in_brackets(told: Telling, standing: Standing) -> Iterator[Block]:
    """The words as they are, with what open amendments would have instead; authentic."""
    blocks = list(bracketed(told, standing))
    brackets = sum(one.text.plain.count("[Am.") for one in blocks if isinstance(one, Clause))
    touched = sum("[Am." in one.text.plain for one in blocks if isinstance(one, Clause))
    key = "brackets_left" if brackets else "no_brackets"
    yield Note(text=told.say(key, n=brackets, number=touched))
    yield from blocks


def bracketed(told: Telling, standing: Standing) -> Iterator[Block]:
    """Each paragraph with its brackets, and new ones after it."""
    amendments = [one for one in told.still_open() if not one.to]
    places = {
        one.number: told.stands_after(one, standing.seen)
        for one in amendments
        if one.does == INSERT
    }
    yield from inserted(told, amendments, places=places, after="")
    for paragraph, mark in told.marked(standing.seen):
        about = [one for one in amendments if one.clause == paragraph.id and one.does != INSERT]
        yield clause_of(paragraph, brackets_in(told, paragraph, about=about), mark=mark)
        yield from inserted(told, amendments, places=places, after=paragraph.id)
    seen = {one.id for one in standing.seen}
    gone = [one for one in amendments if one.does != INSERT and one.clause not in seen]
    if gone:
        yield Note(text=told.say("to_deleted", numbers=", ".join(str(one.number) for one in gone)))


def inserted(
    told: Telling,
    amendments: Sequence[Amendment],
    *,
    places: Mapping[int, str],
    after: str,
) -> Iterator[Block]:
    """The paragraphs that open amendments would put there."""
    language = told.text.language
    for one in amendments:
        if places.get(one.number) == after:
            runs = [
                holder(told, one),
                run(told, one.words[language], language=language),
                bracket("]"),
            ]
            yield Clause(text=whole(told, runs, language=language), sort=one.kind, level=one.level)


def brackets_in(told: Telling, paragraph: Paragraph, *, about: Sequence[Amendment]) -> Said:
    """One paragraph: each contested stretch with its alternatives and who holds them."""
    language = told.text.language
    words = tokens(paragraph.words[language])
    rewording = [one for one in about if one.does == REWORD]
    runs: list[Run] = []
    at = 0
    for stretch in contested(told, paragraph, amendments=rewording):
        runs.append(run(told, joined(words[at : stretch.start]), language=language))
        runs += alternatives(told, stretch, words=words)
        at = stretch.end
    runs.append(run(told, joined(words[at:]), language=language))
    for one in about:
        if one.does in (DELETE, MOVE):
            key = "delete_it" if one.does == DELETE else "move_it"
            wish = told.say(key, after=told.after(one).plain)
            runs += [bracket(" "), holder(told, one), bracket(f"{wish.plain}]")]
    return whole(told, runs, language=language)


def alternatives(told: Telling, stretch: Contested, *, words: Sequence[str]) -> Iterator[Run]:
    """What stands there in brackets, and in brackets what each amendment would have instead."""
    language = told.text.language
    standing = joined(words[stretch.start : stretch.end])
    holders = dict.fromkeys(one.amendment.number for one in stretch.alternatives)
    readings = {
        number: instead(stretch, told.text.amendments[number], words=words) for number in holders
    }
    edge = standing or next(iter(readings.values()))
    yield run(told, edge[: len(edge) - len(edge.lstrip())], language=language)
    before = joined(words[: stretch.start]) + edge[: len(edge) - len(edge.lstrip())]
    if before and before == before.rstrip():
        yield bracket(" ")  # a bracket before a comma does not cling to the word
    if standing.strip():
        yield bracket("[")
        yield run(told, standing.strip(), language=language)
        yield bracket("] ")
    for n, (number, new) in enumerate(readings.items(), 1):
        yield holder(told, told.text.amendments[number])
        yield (
            run(told, new.strip(), language=language)
            if new.strip()
            else bracket(told.words("nothing_instead"))
        )
        yield bracket("]" if n == len(readings) else "] ")
    yield run(told, edge[len(edge.rstrip()) :] if edge.strip() else "", language=language)


def holder(told: Telling, amendment: Amendment) -> Run:
    """The beginning of a bracket: which amendment, and who holds it."""
    who = told.mover(amendment).plain
    after = colon(told.wording.language)
    return Run(text=f"[Am. {amendment.number}, {who}{after} ", mark="strong", is_apart=True)


def bracket(sign: str) -> Run:
    """A bracket, set so that nobody takes it for one of the text."""
    return Run(text=sign, mark="strong")


OUTPUTS = (
    *outputs(CLEAN, written("text_as_it_stands", clean), parts=parts),
    *outputs(MARKED, written("text_with_changes", with_changes), parts=parts),
    *outputs(BRACKETED, written("text_in_brackets", in_brackets), parts=parts),
)
