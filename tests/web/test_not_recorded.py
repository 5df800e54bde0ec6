"""What a page says of an act that the store did not take, in the language of the page."""

from acting import actor
from demo_house import PRESIDENT, REHEARSAL, demo_house
from page_reader import text_of

from hemicycle.store import WriteFailed

SAID = {
    "en": "it was not done: the disk is full.",
    "fr": "le disque est plein.",
    "ar": "القرص ممتلئ.",
}


def full() -> None:
    """Answer as a disk on which there is no room."""
    raise WriteFailed("disk_full")


def test_what_could_not_be_recorded_is_told_in_the_language_of_the_page(tmp_path, monkeypatch):
    with demo_house(tmp_path) as house:
        house.forward("09:09:45")
        chair, before = actor(house, PRESIDENT, "chair"), house.position
        with monkeypatch.context() as planted:
            planted.setattr(house.server.application.house.clerk.store, "commit", full)
            for language, said in SAID.items():
                answer = chair.press("close_list", back=f"/{language}/a/{REHEARSAL}/chair")
                assert answer.status_code == 503
                assert said in text_of(answer.text)
                assert "nothing of this was recorded" not in answer.text
        assert house.position == before
        assert chair.press("close_list").status_code == 303
