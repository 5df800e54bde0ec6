"""Texts and amendments as data, in every language: versions, clauses, what became of each.

A clause has the same id in all versions and languages. `reads` is the text as it stands, with all
that was carried; `to_settle` names the amendments that are in no words yet.
"""

import json
from typing import Any

from hemicycle.journal import instants
from hemicycle.procedure.assembly import Amendment, Clause, Memorandum, Text, Version
from hemicycle.procedure.rules.amendments import as_it_stands, stage_of, voting_order
from hemicycle.procedure.rules.clause_languages import in_language, languages_of
from hemicycle.procedure.rules.clauses import numbers
from hemicycle.procedure.rules.lodged_texts import text_stage
from hemicycle.publish.data.amendments_table import paragraph_of
from hemicycle.publish.data.identity import urn_of
from hemicycle.publish.output import Output, Published

Json = dict[str, Any]


def write(published: Published) -> bytes:
    """All texts of the session."""
    data = {
        "session": published.session.id,
        "basis": published.session.basis,
        "notice": published.band,
        "position": published.assembly.position,
        "texts": [text(published, one) for one in published.assembly.texts.values()],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def text(published: Published, one: Text) -> Json:
    """One text with its versions, what it reads now, and the amendments to it."""
    standing = as_it_stands(published.assembly, one)
    return {
        "id": one.id,
        "urn": urn_of(published, f"text/{one.id}"),
        "symbol": one.symbol,
        "body": one.body,
        "item": one.item,
        "stage": text_stage(published.assembly, one),
        "authentic_language": one.language,
        "languages": list(languages_of(one)),
        "movers": list(one.movers),
        "sponsors": list(one.sponsors),
        "rapporteurs": list(one.rapporteurs),
        "lodged_at": instants.written(one.lodged_at),
        "closes_at": instants.written(one.closes_at) if one.closes_at else None,
        "versions": [version(each) for each in one.versions],
        "memoranda": [memorandum(each) for each in one.memoranda],
        "reads": [
            {**clause(each, mark), "words": in_step(one, each)}
            for each, mark in zip(standing.seen, numbers(standing.seen), strict=True)
        ],
        "to_settle": [meeting.amendment for meeting in standing.meetings],
        "voting_order": list(voting_order(published.rules, one)),
        "amendments": [amendment(published, one, one=each) for each in one.amendments.values()],
        "questions": list(one.questions),
    }


def in_step(one: Text, each: Clause) -> Json:
    """A clause as it stands, in the languages that follow the authentic one."""
    said = {code: in_language(one, each, language=code) for code in languages_of(one)}
    return {code: words for code, words in said.items() if words is not None}


def version(one: Version) -> Json:
    """One version; `line` is that of the authentic language."""
    marks = zip(one.clauses, numbers(one.clauses), one.lines, strict=True)
    return {
        "number": one.number,
        "published_at": instants.written(one.published_at),
        "amendments": list(one.amendments),
        "clauses": [
            {**clause(each, mark), "line": line, "words": dict(each.words)}
            for each, mark, line in marks
        ],
    }


def memorandum(one: Memorandum) -> Json:
    """One version of what explains a text, in paragraphs."""
    return {
        "number": one.number,
        "symbol": one.symbol,
        "lodged_at": instants.written(one.lodged_at),
        "lodged_by": one.lodged_by,
        "words": {code: said.split("\n") for code, said in one.words.items()},
    }


def clause(one: Clause, mark: str) -> Json:
    """What a clause is, and what is printed before it."""
    return {"id": one.id, "kind": one.kind, "level": one.level, "mark": mark}


def amendment(published: Published, of: Text, *, one: Amendment) -> Json:
    """One amendment, with how far it has come."""
    kind, paragraph = paragraph_of(of, one)
    return {
        "number": one.number,
        "urn": urn_of(published, f"text/{of.id}/amendment/{one.number}"),
        "version": one.version,
        "does": one.does,
        "clause": one.clause,
        "clause_kind": kind,
        "paragraph": paragraph,
        "level": one.level,
        "after": one.after or None,
        "to": one.to or None,
        "words": dict(one.words),
        "mover": one.mover or None,
        "for_body": one.for_body or None,
        "sponsors": list(one.sponsors),
        "lodged_at": instants.written(one.lodged_at),
        "is_oral": one.is_oral,
        "stage": stage_of(published.assembly, of, one),
        "because": dict(one.because),
        "recommendation": one.recommendation or None,
        "advice": dict(one.advice),
        "fell_by": one.fell_by or None,
        "questions": list(one.questions),
        "settled": dict(one.settled) if one.settled is not None else None,
    }


OUTPUT = Output(name="texts", extension="json", media_type="application/json", write=write)
