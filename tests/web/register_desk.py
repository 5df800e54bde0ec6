"""A clerk at the desk, who hands lists in and reads what the pages say."""

import re
from dataclasses import dataclass

import httpx
from demo_house import CLERK, REHEARSAL, DemoHouse
from page_reader import forms_of, text_of

DESK = f"/a/{REHEARSAL}/desk"
# All invented: nobody real is accepted in a rehearsal, nor votes or speaks there.
PARLIAMENTS = (
    "ISO code;short name (English);short name (French)\n"
    "XA;Zadristan;Sadristan\n"
    "XB;Kelmeria;Kelmérie\n"
    ";Lestovia;Lestovie\n"
    ";Andravia;Andravie\n"
    ";Green Coast;Côte-Verte\n"
)
PEOPLE = (
    "parliament;capacity;family name;given names;family name in own script;"
    "given names in own script;language of own script\n"
    "Zadristan;head;Nurbayeva;Tamila;;;\n"
    "Sadristan;delegate;Turgunbek uulu;Sadyk;;;\n"
    "Kelmeria;head;Koshanev;Yerlan;Қошанев;Ерлан;kk\n"
    "Lestovia;chef de délégation;Ts'ita-Mosane;Mamello;;;\n"
)
FILE_ID = re.compile(r'name="file_id" value="(\w+)"')
MARK = re.compile(r'name="mark" value="(\w+)"')


@dataclass
class Clerk:
    """One clerk in a browser without scripts."""

    client: httpx.Client
    csrf: str
    language: str = "en"
    desk: str = DESK

    def get(self, page: str) -> httpx.Response:
        """A page of the desk."""
        return self.client.get(f"/{self.language}{self.desk}/{page}")

    def text(self, page: str) -> str:
        """What a page of the desk says."""
        return text_of(self.get(page).text)

    def post(self, page: str, **fields: str) -> httpx.Response:
        """Press a button of a page."""
        return self.client.post(
            f"/{self.language}{self.desk}/{page}", data={"csrf": self.csrf} | fields
        )

    def look(self, name: str, raw: str | bytes, **fields: str) -> httpx.Response:
        """Hand a list in, to see what it would change."""
        content = raw.encode() if isinstance(raw, str) else raw
        data = {"csrf": self.csrf, "list": name, "do": "look"} | fields
        files = {"file": ("list.csv", content, "text/csv")}
        return self.client.post(f"/{self.language}{self.desk}/import", data=data, files=files)

    def again(self, name: str, seen: httpx.Response, **fields: str) -> httpx.Response:
        """Press a button of the page that shows what a list would change."""
        hidden = {"file_id": FILE_ID.findall(seen.text)[0], "mark": MARK.findall(seen.text)[0]}
        return self.post("import", **{"list": name, "do": "look"} | hidden | fields)

    def write(self, name: str, raw: str | bytes) -> httpx.Response:
        """Hand a list in, look at it, and write it."""
        answer = self.again(name, self.look(name, raw), do="write")
        assert answer.status_code == 303, text_of(answer.text)
        return answer

    def ids(self) -> dict[str, str]:
        """The ids of the parliaments by their short names in English."""
        told = self.client.get(f"{self.desk}/export/parliaments.csv").content.decode("utf-8-sig")
        cells = [line.split(",") for line in told.splitlines()]
        short = cells[0].index("short name (English)")
        return {line[short]: line[0] for line in cells[1:]}

    def version(self, parliament: str) -> str:
        """The version that the page of a file was drawn from."""
        forms = forms_of(self.get(f"delegations/{parliament}").text)
        return next(dict(one.fields)["version"] for one in forms if "version" in dict(one.fields))


def clerk_of(house: DemoHouse, language: str = "en") -> Clerk:
    """The clerk of the rehearsal."""
    client = house.visitor(CLERK)
    return Clerk(client, house.token_of(client), language)


def made_members(clerk: Clerk, *names: str) -> str:
    """A list that makes parliaments members."""
    ids = clerk.ids()
    return "id;status\n" + "".join(f"{ids[name]};member\n" for name in names)


def cells_of(html: str) -> str:
    """What a page says, with a space between the cells of its tables."""
    return text_of(re.sub(r"</(td|th|dt)>", r" </\1>", html))
