"""What a reader of Arabic meets on the screens of texts is said in Arabic, doubts of files too."""

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
