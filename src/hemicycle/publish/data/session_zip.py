"""A session in one file: every output in both official languages, pages that open from a stick.

The zip holds one folder. `index.html` leads to everything by relative links and needs no network,
no server and no script; `SHA256SUMS` lists every file; `verify/` holds the independent verifier,
where it was put beside. The same record gives the same bytes.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from hemicycle import publish as every
from hemicycle.journal.names import write_names
from hemicycle.phrases.formats import is_right_to_left
from hemicycle.publish.data.identity import plain_id
from hemicycle.publish.data.marking import joined
from hemicycle.publish.output import Output, Published, phrase_key, policy_of, root_of
from hemicycle.publish.sittings import sittings_of
from hemicycle.publish.zips import zipped
from hemicycle.wording import colon, comma

NAME = "session.zip"
OFFICIAL = ("en", "fr")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
DESCRIBED = ".csv-metadata.json"
SUMS, READ_ME, INDEX = "SHA256SUMS", "README.txt", "index.html"
VERIFIER = "verify/"
HERE = Path(__file__).parent
STYLE = (HERE.parent / "minutes.css").read_text(encoding="utf-8")
POLICY = policy_of(STYLE)
README_LINES = (
    *("what", "basis", "no_network", "files", "ids"),
    *("verify", "verify_sums", "names", "rights", "licence"),
)

_pages = Environment(
    loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One file as the index lists it: where it lies from there, and what describes its columns.

    `title` is empty where it is called by its name alone. Units: size in kB.
    """

    place: str
    title: str
    name: str
    size: int
    sort: str
    told: str
    columns: str


def write(published: Published) -> bytes:
    """The zip of the session, with whatever was put beside it."""
    files = {**dict(outputs(published)), **dict(records(published)), **published.beside}
    pages = {
        f"{language}/{INDEX}": index(replace(published, language=language), files)
        for language in OFFICIAL
    }
    files |= {**pages, INDEX: welcome(published), READ_ME: read_me(published)}
    files[SUMS] = sums(files)
    folder = f"hemicycle-{plain_id(published.session.id)}"
    return zipped((f"{folder}/{place}", content) for place, content in sorted(files.items()))


def outputs(published: Published) -> Iterator[tuple[str, bytes]]:
    """Every output in every format and part, in both languages where it has words."""
    for language, output, part in wanted(published):
        place = output.place_of(part)
        own = place if output.is_in_no_language else f"{language}/{place}"
        content = published.ready.get((output.file_name, part, language))
        yield own, content or output.write(replace(published, language=language, part=part))


def number_of_outputs(published: Published) -> int:
    """How many files that makes."""
    return sum(1 for _ in wanted(published))


def wanted(published: Published) -> Iterator[tuple[str, Output, str]]:
    """Which output in which language, and which part of it."""
    for language in OFFICIAL:
        for output, part in every.files_of(replace(published, language=language)):
            is_own = not output.is_in_no_language or language == OFFICIAL[0]
            if output.file_name != NAME and is_own:
                yield language, output, part


def records(published: Published) -> Iterator[tuple[str, bytes]]:
    """What goes with the journal: the names, and the newest checkpoint if there is one."""
    yield "names.json", write_names(published.names)
    newest = max(published.checkpoints, key=lambda one: one.read().size, default=None)
    if newest is not None:
        yield "checkpoint.txt", newest.checkpoint.encode()


def sums(files: Mapping[str, bytes]) -> bytes:
    """The checksums of all files, as `sha256sum --check` reads them."""
    lines = (
        f"{sha256(content).hexdigest()}  {place}\n" for place, content in sorted(files.items())
    )
    return "".join(lines).encode()


def html_in(published: Published) -> Callable[..., Markup]:
    """What says a sentence on a page, in its language."""

    def html(key: str, **facts: object) -> Markup:
        return published.phrases.html(key, published.language, published.names, **facts)

    return html


def index(published: Published, files: Mapping[str, bytes]) -> bytes:
    """The page of one language, which leads to every file there is for it."""
    language = published.language
    title = titles(published)
    listed = [
        listing(published, place, files=files, title=title)
        for place in sorted(files)
        if is_for(place, language) and not place.endswith(DESCRIBED)
    ]
    page = _pages.get_template("session_index.html").render(
        t=html_in(published),
        language=language,
        colon=colon(language),
        comma=comma(language),
        direction="rtl" if is_right_to_left(language) else "ltr",
        style=Markup(STYLE),  # noqa: S704 (it is ours)
        policy=POLICY,
        session=published.session,
        band=published.band,
        documents=[one for one in listed if one.sort == "document"],
        data=[one for one in listed if one.sort == "data"],
        record=[one for one in listed if one.sort == "record"],
        root=root_of(published),
        has_verifier=has_verifier(published),
        others=[one for one in OFFICIAL if one != language],
    )
    return page.encode()


def is_for(place: str, language: str) -> bool:
    """Whether a file is listed on the page of a language: its own, and those that have none."""
    folder = place.partition("/")[0]
    return folder == language or "/" not in place


def titles(published: Published) -> Callable[[Output, str], str]:
    """What calls a file of an output, and the part that it is, as readers of the session do."""
    sittings = {held.name: held for held in sittings_of(published)}

    def title(output: Output, part: str) -> str:
        is_of_reports = published.session.is_reported and output.name == "minutes"
        key = "public.nav_reports" if is_of_reports else phrase_key(output.name)
        named = published.say(key) if published.phrases.has(key, "en") else ""
        if not named or not part:
            return named
        if DAY.fullmatch(part):
            return joined(published, named, then=published.say("public.on_day", day_on=part))
        if part not in sittings:
            return joined(published, named, then=part)
        held = sittings[part]
        body = published.assembly.bodies[held.body].title
        return joined(
            published,
            named,
            then=published.say("documents.sitting_of", title=body, sitting=held.number),
        )

    return title


def listing(
    published: Published,
    place: str,
    *,
    files: Mapping[str, bytes],
    title: Callable[[Output, str], str],
) -> Listed:
    """One file as the page of its language lists it; the page lies in the folder of the language.

    Note: what has no words of its own for it is listed by its name alone.
    """
    language = published.language
    own = place.removeprefix(f"{language}/")
    is_own = own != place
    name, _, extension = own.rpartition(".")
    family, _, part = name.partition("/")
    output = every.OUTPUTS.get(own) or every.OUTPUTS.get(f"{family}.{extension}")
    key = f"output.{output.file_name if output else own}"
    of_basis = f"{key}.{published.session.basis}"
    key = of_basis if published.phrases.has(of_basis, language) else key
    has_words = published.phrases.has(key, language)
    columns = f"{own}{DESCRIBED.removeprefix('.csv')}"
    sort = output.sort if output is not None and is_own else "record"
    return Listed(
        place=own if is_own else f"../{own}",
        title=title(output, part) if output is not None else "",
        name=own,
        size=-(-len(files[place]) // 1024),
        sort=sort,
        told=published.say(key) if has_words else "",
        columns=columns if f"{language}/{columns}" in files else "",
    )


def has_verifier(published: Published) -> bool:
    """Whether the verifier was put beside the session."""
    return any(place.startswith(VERIFIER) for place in published.beside)


def welcome(published: Published) -> bytes:
    """The first page: the title and the notice in both languages, and where each goes on."""
    spoken = [replace(published, language=language) for language in OFFICIAL]
    page = _pages.get_template("session_welcome.html").render(
        style=Markup(STYLE),  # noqa: S704 (it is ours)
        policy=POLICY,
        languages=[
            {"code": one.language, "band": one.band, "title": one.session.title, "t": html_in(one)}
            for one in spoken
        ],
    )
    return page.encode()


def read_me(published: Published) -> bytes:
    """What the zip is, how to check it in one command, and what may be done with it."""
    chapters = (chapter(replace(published, language=language)) for language in OFFICIAL)
    return ("\n\n".join(chapters) + "\n").encode()


def chapter(published: Published) -> str:
    """The file to be read first, in one language."""
    session = published.session
    left_out = {
        *(() if has_verifier(published) else ("verify", "licence")),
        *(() if published.assembly.reports else ("rights",)),
    }
    said = [
        published.say(f"zip.read_{line}", basis=session.basis, title=session.title)
        for line in README_LINES
        if line not in left_out
    ]
    root = root_of(published)
    if root is not None:
        entries, _, words = root
        said.append(published.say("zip.read_root", n=entries, words={"en": words}))
    return "\n\n".join(part for part in (published.band, *said) if part)


OUTPUT = Output(
    name="session",
    extension="zip",
    media_type="application/zip",
    write=write,
    takes_long=True,
    is_in_no_language=True,
)
