"""Pages as a browser gets them, and what they say to whom."""

from html.parser import HTMLParser

from hemicycle.journal.words import root_words
from hemicycle.phrases import load_phrases
from hemicycle.screens.sum_before import sum_before
from hemicycle.web import render
from hemicycle.web.context import words

from .little_house import SESSION


def words_of(view, language):
    """The words a page is given: phrases and names in its language."""
    return {**words(load_phrases(), language, view=view), "act_id": lambda: "id"}


def context_of(view, screen, language, **more):
    """Everything a page of a session is given."""
    session = view.assembly.session
    return {
        **words_of(view, language),
        "s": screen,
        "view": view,
        "sum_before": lambda: sum_before(view),
        "session": session,
        "body": view.body,
        "page_name": "",
        "position": view.assembly.position,
        "words": root_words(bytes(32)),
        "verification_key": "hemicycle/s-1+00000000+key",
        "band": "" if session.basis == "acted" else session.basis,
        "now": view.at,
        "rate": 1,
        "time_url": f"/a/{SESSION}/time",
        "live_url": f"/a/{SESSION}/live?view=now&since=1",
        "prefix": f"/{language}",
        "base": f"/{language}/a/{SESSION}",
        "path": f"/a/{SESSION}",
        "back": f"/a/{SESSION}",
        "user": "",
        "operates": False,
        "csrf": "",
        "refusal": None,
        "demo": None,
        **more,
    }


def drawn(template, view, screen, *, language="en", **more):
    """A whole page."""
    return render.page(template, context_of(view, screen, language, **more))


class _Texts(HTMLParser):
    """The words of a page, each with whether it stands in an isolated part."""

    VOID = frozenset({"meta", "link", "input", "br", "img"})

    def __init__(self):
        super().__init__()
        self.open = []
        self.texts = []

    def handle_starttag(self, tag, _attrs):
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data):
        if not {"title", "desc"} & set(self.open):
            self.texts.append((data, "bdi" in self.open))


def texts(html):
    """What a page says outside its attributes and titles: (words, whether isolated)."""
    parser = _Texts()
    parser.feed(html)
    parser.close()
    return parser.texts


def said(html):
    """All words of a page in a row."""
    return " ".join(" ".join(words for words, _ in texts(html)).split())


def not_isolated(html, names):
    """Names that stand on the page outside an isolated part."""
    return [
        (name, words)
        for words, is_isolated in texts(html)
        for name in names
        if name in words and not is_isolated
    ]
