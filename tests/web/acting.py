"""Acting as a browser does: the token of the page, a number of one's own, the headers of a post."""

import itertools
from dataclasses import dataclass

import httpx
from demo_house import REHEARSAL, DemoHouse
from page_reader import forms_of, text_of

_numbers = itertools.count(1)


def fresh_id() -> str:
    """A number for one press."""
    return f"press-{next(_numbers)}"


def tokens_of(client: httpx.Client, page: str, session: str = REHEARSAL) -> set[str]:
    """The tokens that the forms of a page carry: one, or none where nothing may be pressed."""
    html = client.get(f"/en/a/{session}/{page}").text
    tokens = {value for form in forms_of(html) for name, value in form.fields if name == "csrf"}
    return tokens - {""}


@dataclass
class Actor:
    """One person at a page, who may press buttons."""

    client: httpx.Client
    page: str
    csrf: str
    session: str = REHEARSAL

    def press(self, act: str, *, headers: dict[str, str] | None = None, **fields: object):
        """Post an act as the form of the page would."""
        form = {
            "csrf": self.csrf,
            "act_id": fresh_id(),
            "body": "plenary",
            "back": f"/en/a/{self.session}/{self.page}",
            **{name: str(value) for name, value in fields.items()},
        }
        address = f"/a/{self.session}/acts/{act}"
        return self.client.post(address, data=form, headers=headers)

    def shown(self, act: str) -> dict[str, str]:
        """The fields of the form of the page, as they would be sent untouched."""
        html = self.client.get(f"/en/a/{self.session}/{self.page}").text
        forms = [one for one in forms_of(html) if one.action.endswith(f"/acts/{act}")]
        assert forms, f"{act} is not on the page"
        return dict(forms[0].fields)

    def vote(self, division: int, *, headers: dict[str, str] | None = None, **votes: object):
        """Post a ballot: yes, no, abstain, unused become the fields of the form."""
        names = {"yes": "for", "no": "against"}
        form = {
            "csrf": self.csrf,
            "key": fresh_id(),
            "back": f"/en/a/{self.session}/{self.page}",
            **{names.get(name, name): str(value) for name, value in votes.items()},
        }
        address = f"/a/{self.session}/divisions/{division}/ballots"
        return self.client.post(address, data=form, headers=headers)

    def text(self) -> str:
        """What the page says now."""
        return text_of(self.client.get(f"/en/a/{self.session}/{self.page}").text)


def actor(house: DemoHouse, member: str, page: str) -> Actor:
    """A person of the rehearsal at one page."""
    client = house.visitor(member)
    tokens = tokens_of(client, page) or tokens_of(client, "floor")
    assert len(tokens) <= 1
    return Actor(client, page, next(iter(tokens), house.token_of(client)))
