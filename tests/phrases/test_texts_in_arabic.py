"""What a reader of Arabic meets on the screens of texts is said in Arabic, doubts of files too.

So are what happens now, decisions and divisions, where a sentence half in English reads as nothing.
"""

import re
from collections.abc import Iterator
from importlib.resources import files

from hemicycle.handed_in.drafts.found import DOUBTS
from hemicycle.phrases import load_phrases
from hemicycle.phrases.catalogues import HERE, read_chapter

CHAPTERS = (
    "textpage",
    "textpaper",
    "textdesk",
    "lodging",
    "memo",
    "consent",
    "merging",
    "sponsors",
)
READ_MOST = ("now.html", "division.html", "decisions.html", "item.html", "parts/decision.html")
NEWS = "news."  # press releases come in English and French


def test_every_sentence_of_these_chapters_is_there():
    phrases = load_phrases()
    english = {key for one in CHAPTERS for key, _ in read_chapter(HERE / "en" / f"{one}.po")}
    lacking = {key for key in english if not phrases.has(key, "ar") and not key.startswith(NEWS)}
    assert lacking == set()


def test_every_doubt_about_a_file_is_there():
    phrases = load_phrases()
    assert [one for one in DOUBTS if not phrases.has(f"textpaper.doubt.{one}", "ar")] == []
    assert phrases.has("textpaper.doubt.comments", "ar")
    assert not phrases.has("textpaper.doubt.planted", "ar")


def said_on(template: str) -> Iterator[str]:
    """The sentences that a template names whole."""
    yield from re.findall(r'"([a-z_]+\.[a-z_]+[a-z])"[,) ]', template)


def test_every_sentence_of_the_pages_that_are_read_most_is_there():
    phrases = load_phrases()
    templates = files("hemicycle.web") / "templates"
    parts = [one for of in ("now", "division") for one in (templates / "parts" / of).iterdir()]
    pages = [*(templates / name for name in READ_MOST), *parts]
    named = {key for page in pages for key in said_on(page.read_text(encoding="utf-8"))}
    known = {key for key in named if phrases.has(key, "en")}
    assert {"public.left_of", "public.threshold", "public.nothing_decided"} <= known
    assert {key for key in known if not phrases.has(key, "ar")} == set()
