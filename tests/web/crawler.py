"""Follows every link of the public site, as a search engine would, and says what is broken."""

import re
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx
from page_reader import Reader, frame_faults, policy_faults, read

LANGUAGES = ("en", "fr", "ar")
# Whoever follows these signs in, plays the rehearsal or draws something; they are no public pages.
NOT_FOLLOWED = re.compile(
    r"(/(en|fr|ar))?/(login|account|enrol|new|demo|csp-reports|a/[^/]+/"
    r"(vote|floor|today|texts|chair|desk|gate|booth|tablet|requests|hand-in|polling|corrections"
    r"|live|fragment|acts)\b)"
)
OF_A_THING = re.compile(r"/(delegations|entries|speech|divisions|bodies)/[^/?]+")
# What is drawn for whoever takes it away: all formats of one kind are made alike.
TO_TAKE_AWAY = re.compile(r"/[^/?]+(\.(?:pdf|docx|xlsx|zip|ics|png))\Z")


@dataclass
class Page:
    """One page that was read: its links, and the places in it that a link may name."""

    address: str
    links: list[str]
    ids: frozenset[str]


@dataclass
class Crawl:
    """A walk through the site in one language; `of_each` bounds how many things of a kind."""

    client: httpx.Client
    language: str
    origin: str = ""
    of_each: int = 100_000
    pages: dict[str, Page] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)

    def walk(self, start: str) -> "Crawl":
        """Read all there is from one address on."""
        waiting, known = deque([start]), {start}
        while waiting:
            address = waiting.popleft()
            for link in self.read(address):
                if link not in known and self.is_followed(link):
                    known.add(link)
                    waiting.append(link)
        self.check_places()
        return self

    def is_followed(self, address: str) -> bool:
        """Whether an address is a public one, in our language or in none, and not one too many."""
        path = urlsplit(address).path
        first = path.split("/")[1]
        if (first in LANGUAGES and first != self.language) or NOT_FOLLOWED.match(path):
            return False
        kind = TO_TAKE_AWAY.sub(r"/*\1", OF_A_THING.sub(r"/\1/*", path))
        self.asked[kind] += 1
        return kind == path or self.asked[kind] <= self.of_each

    def read(self, address: str) -> Iterator[str]:
        """One answer: whether it is whole, and where it leads within the site."""
        answer = self.client.get(address)
        if answer.status_code != httpx.codes.OK:
            self.faults.append(f"{address}: {answer.status_code}")
            return
        if "text/html" not in answer.headers["content-type"] or address.endswith(".html"):
            return
        reader = read(answer.text)
        self.faults += [f"{address}: {one}" for one in frame_faults(answer.text, self.language)]
        self.faults += [f"{address}: {one}" for one in policy_faults(answer.text)]
        self.faults += [f"{address}: {one}" for one in self.address_faults(address, reader)]
        links = [
            one.attrs["href"] for one in reader.elements if "href" in one.attrs and one.tag == "a"
        ]
        ids = frozenset(one.attrs["id"] for one in reader.elements if "id" in one.attrs)
        self.pages[address] = Page(address, links, ids)
        for link in links:
            whole = urldefrag(urljoin(str(self.client.base_url.join(address)), link)).url
            if urlsplit(whole).netloc == self.client.base_url.netloc.decode():
                yield whole.removeprefix(str(self.client.base_url).rstrip("/")) or "/"

    def address_faults(self, address: str, reader: Reader) -> Iterator[str]:
        """Whether a page names itself, and itself in each language, and the one without."""
        path = urlsplit(address).path.removeprefix(f"/{self.language}") or "/"
        origin = self.origin
        links = [one.attrs for one in reader.elements if one.tag == "link"]
        found = [one["href"] for one in links if one.get("rel") == "canonical"]
        if [urlsplit(one)._replace(query="").geturl() for one in found] != [
            f"{origin}/{self.language}{path}"
        ]:
            yield f"its canonical address is {found}"
        others = {
            one["hreflang"]: one["href"].partition("?")[0] for one in links if "hreflang" in one
        }
        if others != wanted(origin, path):
            yield f"its other addresses are {others}"

    def check_places(self) -> None:
        """A link to a place in a page leads to one that is there."""
        for page in self.pages.values():
            for link in page.links:
                whole, place = urldefrag(urljoin(page.address, link))
                target = self.pages.get(whole)
                if place and target is not None and place not in target.ids:
                    self.faults.append(f"{page.address}: no place {place!r} in {whole}")


def wanted(origin: str, path: str) -> Mapping[str, str]:
    """The addresses of a page in every language, by the code of each."""
    own = {code: f"{origin}/{code}{path}" for code in LANGUAGES}
    return {**own, "x-default": f"{origin}{path}"}
