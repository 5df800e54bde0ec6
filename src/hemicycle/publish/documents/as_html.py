"""A document as one page that needs nothing else: to read, to print, to keep."""

from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from hemicycle.publish.documents.document import Block, Document, Run, Text
from hemicycle.publish.output import policy_of
from hemicycle.publish.papers.occasion import is_right_to_left

HERE = Path(__file__).parent
STYLE = (HERE / "document.css").read_text(encoding="utf-8")
POLICY = policy_of(STYLE)
MEDIA_TYPE = "text/html; charset=utf-8"
TAGS = {"strong": "strong", "emphasis": "em", "added": "ins", "struck": "del"}

_pages = Environment(
    loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)


def as_html(document: Document) -> bytes:
    """The whole page."""
    anchors = document.anchors
    page = _pages.get_template("document.html").render(
        document=document,
        direction="rtl" if document.is_right_to_left else "ltr",
        style=Markup(STYLE),  # noqa: S704 (it is ours)
        policy=POLICY,
        words=lambda text: words(text, anchors),
        sentence=lambda text: words(text, anchors, whole=text.language),
        own=own_language,
        kind=kind,
    )
    return page.encode()


def kind(block: Block) -> str:
    """Which sort of block it is."""
    return type(block).__name__


def words(text: Text, anchors: frozenset[str], *, whole: str = "") -> Markup:
    """A text with its marks, links and languages, in a block of a language of its own or not."""
    said = Markup("")  # it grows by escaped parts alone
    for language, runs in groupby(text.runs, key=lambda run: run.language):
        foreign = language if language != whole else ""
        if foreign:
            together = Markup("").join(manner(run, anchors) for run in runs)
            said += Markup('<bdi lang="{}">{}</bdi>').format(foreign, together)
            continue
        for run in runs:
            one = manner(run, anchors)
            said += Markup("<bdi>{}</bdi>").format(one) if run.is_apart and not whole else one
    return said


def manner(run: Run, anchors: frozenset[str]) -> Markup:
    """Some words with their mark and their link."""
    one = escape(run.text)
    if run.mark:
        tag = TAGS[run.mark]
        one = Markup(f"<{tag}>{{}}</{tag}>").format(one)  # noqa: S704 (the tags are ours)
    if run.link in anchors:
        one = Markup('<a href="#{}">{}</a>').format(run.link, one)
    return one


def own_language(text: Text) -> Markup:
    """The attributes of a block whose text is wholly in another language."""
    if not text.language:
        return Markup("")
    way = "rtl" if is_right_to_left(text.plain) else "ltr"
    return Markup(' lang="{}" dir="{}"').format(text.language, way)
