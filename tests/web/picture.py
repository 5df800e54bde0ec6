"""Takes the picture of the README: the screen of the hall while the rehearsal's first vote is open.

make picture
"""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from demo_house import REHEARSAL, demo_house
from playwright.sync_api import sync_playwright

PICTURE = Path(__file__).resolve().parents[2] / "docs" / "img" / "hall.png"
VOTE_IS_OPEN = "09:12:20"
SIZE = {"width": 1600, "height": 900}


def main() -> None:
    """Play the rehearsal up to the vote and write what the hall sees."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium refuses root its sandbox
    with (
        TemporaryDirectory() as folder,
        demo_house(Path(folder)) as house,
        sync_playwright() as playwright,
    ):
        house.forward(VOTE_IS_OPEN)
        chromium = os.environ["HEMICYCLE_CHROMIUM"]
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        page = browser.new_page(viewport=SIZE, locale="en-GB", reduced_motion="reduce")
        page.goto(f"{house.url}/en/a/{REHEARSAL}/hall", wait_until="load")
        page.evaluate("document.fonts.ready.then(() => true)")
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
