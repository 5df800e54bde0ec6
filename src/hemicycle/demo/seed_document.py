"""docs/seed.md: the seed as a document, written from the same data as the page.

Run as a program it prints the document.
"""

import sys
from collections.abc import Iterator

from hemicycle.demo.seed import Link, Seed, Sentence, read_seed
from hemicycle.journal.names import NO_NAMES
from hemicycle.phrases import load_phrases

LANGUAGE = "en"
SESSIONS = {"reported": "as-reported-150", "rehearsal": "rehearsal-150"}


def said(key: str, **facts: object) -> str:
    """The words of a phrase as the document writes them, without marks of direction."""
    words = load_phrases().say(f"seed.{key}", LANGUAGE, NO_NAMES, **facts)
    return words.replace("\u2068", "").replace("\u2069", "")


def document(seed: Seed) -> str:
    """The whole document."""
    lines = [
        f"# {said('title')}",
        said("lead"),
        f"**{said('summary', **seed.counts)}** {said('facts_why')}",
        said("doc_how"),
        *(line for number, one in enumerate(seed.sentences, 1) for line in part(number, one)),
    ]
    return "\n\n".join(lines) + "\n"


def part(number: int, one: Sentence) -> Iterator[str]:
    """What the document says of one sentence."""
    yield f"## {number}. “{one.citation} …”"
    marks = [f"**{said(f'state_{one.state}')}**", *one.facts]
    if one.same_as:
        yield f"{' · '.join(marks)} · {said('same', number=one.same_as)}"
        return
    yield " · ".join(marks)
    yield one.does[LANGUAGE]
    for session, key in (("reported", "reported"), ("rehearsal", "rehearsed")):
        links = [link for link in one.links if link.session == session]
        if links:
            note = f" ({said('invented')})" if session == "rehearsal" else ""
            yield listed(f"{said(key)}{note}", [place(link) for link in links])
    if one.proofs:
        yield listed(said("proofs"), [proof(path) for path in one.proofs])
    if one.missing:
        yield listed(said("lacking"), [words[LANGUAGE] for words in one.missing])


def listed(title: str, items: list[str]) -> str:
    """A list under a title."""
    return "\n".join([f"{title}:\n", *(f"- {item}" for item in items)])


def place(link: Link) -> str:
    """A link in words: no position stands here, because only the record knows it."""
    path = f"/demo/sit/{link.seat}" if link.seat else f"/a/{SESSIONS[link.session]}"
    path += f"/{link.page}" if link.page else ""
    path += f"#{link.anchor}" if link.anchor else ""
    named = [one for one in (link.fact or link.entry, link.about, link.body) if one]
    entry = f" ({', '.join(f'`{one}`' for one in named)})" if named else ""
    return f"{link.words[LANGUAGE]}: `{path}`{entry}"


def proof(path: str) -> str:
    """A file that proves something, as a link of the repository."""
    file, _, test = path.partition("::")
    return f"[{file}](../{file})" + (f", `{test}`" if test else "")


if __name__ == "__main__":
    sys.stdout.write(document(read_seed()))
