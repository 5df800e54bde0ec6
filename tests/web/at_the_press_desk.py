"""At the press desk: handing a report in, reading the form of the page, confirming from it."""

import re

import httpx
from demo_house import REHEARSAL, DemoHouse
from page_reader import frame_faults, policy_faults, read
from press_reports import REPORT

ADDRESS = f"/en/a/{REHEARSAL}/press"
CONFIRM = f"{ADDRESS}/confirm"
SOURCE = "https://news.example/150"


def hand_in(
    client: httpx.Client, text: str = REPORT, *, session: str = REHEARSAL, **fields: str
) -> httpx.Response:
    """Paste a report and press the button."""
    address = f"/en/a/{session}/press"
    return client.post(address, data={"report": text, **fields}, files={"file": ("", b"")})


def fields_of(page: httpx.Response) -> dict[str, str]:
    """What the form would send as it stands, its text areas too."""
    html = page.text
    [form] = [one for one in read(html).forms if one.action.endswith("/press")]
    areas = re.findall(r'<textarea[^>]*? name="([^"]+)"[^>]*>\n(.*?)</textarea>', html, re.DOTALL)
    return dict(form.fields) | {name: unescaped(text) for name, text in areas}


def unescaped(text: str) -> str:
    """Text as a browser reads it."""
    return read(f"<p>{text}</p>").texts[0] if text else ""


def rows_of(fields: dict[str, str]) -> dict[str, str]:
    """The name of the one row of each kind."""
    keys = [name.removeprefix("about.") for name in fields if name.startswith("about.")]
    return {key.partition("-")[0]: key for key in keys}


def confirm(client: httpx.Client, fields: dict[str, str], *keys: str, **more: str):
    """Tick some rows and press the other button."""
    given = {**fields, **{f"tick.{key}": "1" for key in keys}, "source": SOURCE, **more}
    given = {name: text for name, text in given.items() if name != "file"}
    return client.post(CONFIRM, data=given, files={"file": ("", b"")})


def written(house: DemoHouse):
    """The record of the rehearsal."""
    return house.server.application.house.clerk.history[REHEARSAL]


def page_faults(answer: httpx.Response, language: str) -> list[str]:
    """What is wrong with a page as such."""
    return [*frame_faults(answer.text, language), *policy_faults(answer.text)]
