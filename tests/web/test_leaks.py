"""While a vote runs nobody learns how anyone votes; between close and declaration, only the desk.

Two runs differ in the choices alone: the same persons place the same numbers of votes at the same
moment. Every byte that anyone but the voter gets must then be the same in both.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import pytest
from acting import Actor, actor
from demo_house import CLERK, PRESIDENT, REHEARSAL, TELLER, DemoHouse, demo_house, wait_until
from listening import Listener, listening

from hemicycle.journal.words import root_words
from hemicycle.procedure.assembly import Division, Row
from hemicycle.procedure.rules.ballots import count
from hemicycle.screens import visibility
from hemicycle.screens.view import View

BEFORE_ANY_BALLOT = "09:09:31"
DIVISION = 1
# In the same order for each voter: yes, no, abstain. Every sum is the same in both.
ONE_RUN = ((7, 2, 1), (10, 0, 0), (3, 3, 4), (0, 1, 9))
OTHER_RUN = ((1, 7, 2), (0, 10, 0), (9, 1, 0), (5, 5, 0))
SUMS = [sum(votes) for votes in zip(*ONE_RUN, strict=True)]
TALLY = dict(zip(("for_votes", "against_votes", "abstention_votes"), SUMS, strict=True))
OPEN_PAGES = (
    *("", "hall", "minutes", "decisions", "speakers", "verify", "divisions/1", "time"),
    *("record", "entries/100", "press-room", "press-room/1", "items/plenary-1", "bodies/plenary"),
)
OUTPUTS = (
    "journal.ndjson",
    "minutes.html",
    "news.txt",
    "roll-call.csv",
    "names.json",
    "checkpoint.txt",
    *("akoma-ntoso.xml", "debate/plenary-1.xml", "popolo.json", "session.jsonld"),
    *("calendar.ics", "decisions.atom", "news.ninjs.json", "decisions.json"),
    *("delegations.csv", "sittings.csv", "speakers.csv", "decisions.csv"),
    *("elections.csv", "reports.csv"),
    "summary-record/plenary-1.html",
    "daily-journal/2026-03-02.html",
    "decisions-list.html",
    "results-book.html",
)
SEATED = ("chair", "vote", "floor", "today", "questions")
FRAGMENTS = ("fragment/chair", "fragment/vote", "fragment/floor", "fragment/hall")
PATHS = (*OPEN_PAGES, *OUTPUTS, *SEATED, *FRAGMENTS)
LANGUAGES = ("en", "ar")
DESK = ("chair", "clerk", "teller")
OWN = ("vote", "fragment/vote")

Collected = Mapping[tuple[str, str, str], str]  # who, language, path -> what was answered


@dataclass
class Watched:
    """A house with everybody who may look, and the voters whose choices are to stay secret."""

    house: DemoHouse
    voters: list[Actor]
    lookers: Mapping[str, Actor]

    def vote(self, choices: Sequence[tuple[int, int, int]]) -> None:
        """Each voter casts, or casts again."""
        for voter, (yes, no, abstain) in zip(self.voters, choices, strict=True):
            assert voter.vote(DIVISION, yes=yes, no=no, abstain=abstain).status_code == 303

    def collect(self) -> Collected:
        """Every answer that everybody may get, with what is drawn by lot taken out."""
        return {
            (name, language, path): self.told(looker, f"/{language}/a/{REHEARSAL}/{path}")
            for name, looker in self.lookers.items()
            for language in LANGUAGES
            for path in PATHS
        } | self.refusals()

    def told(self, looker: Actor, address: str) -> str:
        """One answer: status, size, tag and body."""
        answer = looker.client.get(address.rstrip("/"), headers={"accept-encoding": "identity"})
        heads = f"{answer.status_code} {answer.headers.get('etag', '') if self.is_alone else ''}"
        return f"{heads} {self.plain(answer.text)}"

    def refusals(self) -> Collected:
        """What is said to those who ask for more than they may."""
        told = {}
        for name in ("colleague", "other"):
            asked = {"accept": "application/json"}
            answer = self.lookers[name].vote(DIVISION, headers=asked, yes=99, no=0, abstain=0)
            told[name, "json", "refused"] = self.plain(answer.text)
        return told

    is_alone: bool = True

    def plain(self, text: str) -> str:
        """A text without what is drawn by lot in each house and each page."""
        clerk = self.house.server.application.house.clerk
        root = clerk.root(REHEARSAL)
        words = root_words(root)
        for secret in (words, " ".join(words.split()[:4]), root.hex()):
            text = text.replace(secret, "ROOT")
        text = re.sub(r'(name="(?:act_id|key|csrf)" value=)"[\w-]*"', r'\1""', text)
        text = re.sub(r"[0-9a-f]{32,}", "HEX", text)
        text = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID", text)
        text = re.sub(r"[A-Za-z0-9+/]{40,}=*", "BASE64", text)
        text = re.sub(r'"charcount": [0-9]+', "", text)  # with the words of the root
        for offset in range(6):  # a port as a whole number: its digits also stand in instants
            port = self.house.server.port + offset
            text = re.sub(rf"(?<![0-9]){port}(?![0-9])", "PORT", text)
        return text


@contextmanager
def watched(folder) -> Iterator[Watched]:
    """The rehearsal just after its first vote was opened."""
    with demo_house(folder) as house:
        house.forward(BEFORE_ANY_BALLOT)
        first, second, third, fourth, fifth, *_ = house.present_delegations()
        present = house.assembly.bodies["plenary"].present
        colleague = [m for m in house.assembly.delegations[first].members if m in present][1]
        voters = [
            actor(house, house.head_of(one), "vote") for one in (first, second, third, fourth)
        ]
        lookers = {
            "public": Actor(house.visitor(), "", ""),
            "chair": actor(house, PRESIDENT, "chair"),
            "clerk": actor(house, CLERK, "chair"),
            "teller": actor(house, TELLER, "chair"),
            "voter": voters[0],
            "colleague": actor(house, colleague, "vote"),
            "other": actor(house, house.head_of(fifth), "vote"),
            "guest": Actor(house.visitor("g-guest-1"), "", ""),
        }
        yield Watched(house, voters, lookers)


def differences(one: Collected, other: Collected) -> set[tuple[str, str]]:
    """Who sees another answer at which address."""
    assert one.keys() == other.keys()
    return {
        (who, path) for (who, lang, path), said in one.items() if said != other[who, lang, path]
    }


# -- while the vote is open ----------------------------------------------------------------------


@pytest.fixture
def open_vote(tmp_path) -> Iterator[Watched]:
    """A vote that is open, nothing placed."""
    with watched(tmp_path) as watching:
        yield watching


def test_while_a_vote_is_open_no_answer_depends_on_the_choices(open_vote):
    open_vote.vote(ONE_RUN)
    one = open_vote.collect()
    open_vote.vote(OTHER_RUN)
    other = open_vote.collect()
    assert differences(one, other) == {("voter", path) for path in OWN}


def test_the_answers_are_there_to_be_compared(open_vote):
    """Control: turnout is seen by everyone, so a vote more makes another answer."""
    open_vote.vote(ONE_RUN)
    one = open_vote.collect()
    assert open_vote.lookers["other"].vote(DIVISION, yes=1, no=1, abstain=8).status_code == 303
    seen = differences(one, open_vote.collect())
    assert {("public", "hall"), ("public", "divisions/1"), ("chair", "chair")} <= seen
    served = {(who, path) for (who, _, path), said in one.items() if said.startswith("200")}
    assert {("public", path) for path in (*OPEN_PAGES, *OUTPUTS)} <= served
    assert {("chair", "chair"), ("teller", "chair"), ("colleague", "vote")} <= served


def leaking_rows(view: View, division: Division) -> tuple[Row, ...]:
    """A screen that shows what the box holds, to anyone, at any time."""
    return count(division, view.box(division.number), root="").rows


def test_a_screen_that_shows_the_tally_of_an_open_vote_is_found(open_vote, monkeypatch):
    monkeypatch.setattr(visibility, "visible_rows", leaking_rows)
    open_vote.vote(ONE_RUN)
    one = open_vote.collect()
    open_vote.vote(OTHER_RUN)
    found = differences(one, open_vote.collect())
    assert found > {("voter", path) for path in OWN}
    assert {who for who, _ in found} >= {"public", "other", "colleague", "guest"}


# -- on the live wire ----------------------------------------------------------------------------

VIEWS = {
    "public": ("", "hall"),
    "chair": ("chair", "hall"),
    "clerk": ("chair",),
    "teller": ("chair",),
    "voter": ("vote", "floor"),
    "colleague": ("vote",),
    "other": ("vote", "hall"),
}


def frames_of(watching: Watched) -> tuple[list[Listener], list[Listener]]:
    """What all streams say while only the choices change: the shared ones, the personal ones."""
    with ExitStack() as stack:
        since = f"since={watching.house.position}&lang=en"
        heard = {
            (who, view): stack.enter_context(
                listening(watching.lookers[who].client, f"view={view}&{since}")
            )
            for who, views in VIEWS.items()
            for view in views
        }
        watching.vote(ONE_RUN)
        hall = heard["public", "hall"]
        wait_until(lambda: any("hx-partial" in frame for frame in hall.frames[2:]), within_s=3)
        hall.quiet()
        for one in heard.values():
            one.forget()
        watching.vote(OTHER_RUN)
        wait_until(lambda: heard["voter", "vote"].events("personal"), within_s=3)
        hall.quiet(0.8)
    shared = [one for (_, view), one in heard.items() if view in ("", "hall")]
    personal = [one for (_, view), one in heard.items() if view not in ("", "hall")]
    return shared, personal


def test_no_frame_depends_on_the_choices(open_vote):
    shared, personal = frames_of(open_vote)
    assert [one.text for one in shared if one.text] == []
    assert {frame for one in personal for frame in one.new} <= {"event: personal\ndata:"}


def test_a_frame_that_shows_the_tally_is_found(open_vote, monkeypatch):
    monkeypatch.setattr(visibility, "visible_rows", leaking_rows)
    shared, _ = frames_of(open_vote)
    assert [one.text for one in shared if "hx-partial" in one.text] != []


# -- between close and declaration ---------------------------------------------------------------


def closed_run(folder, choices: Sequence[tuple[int, int, int]]) -> Collected:
    """A vote with these choices, closed and not yet declared: every answer."""
    with watched(folder) as watching:
        watching.is_alone = False
        watching.vote(choices)
        closing = watching.lookers["chair"].press("close_division", division=DIVISION)
        assert closing.status_code == 303
        return watching.collect()


def test_before_the_declaration_only_the_desk_sees_figures(tmp_path_factory):
    one = closed_run(tmp_path_factory.mktemp("one"), ONE_RUN)
    other = closed_run(tmp_path_factory.mktemp("other"), OTHER_RUN)
    found = differences(one, other)
    assert {(who, path) for who, path in found if who not in DESK} == {
        ("voter", path) for path in OWN
    }
    assert {("chair", "chair"), ("clerk", "chair"), ("teller", "chair")} <= found


def test_a_run_with_the_same_choices_makes_the_same_answers(tmp_path_factory):
    """Control: what two houses draw by lot is taken out before they are compared."""
    one = closed_run(tmp_path_factory.mktemp("one"), ONE_RUN)
    other = closed_run(tmp_path_factory.mktemp("other"), ONE_RUN)
    assert differences(one, other) <= {("voter", path) for path in OWN}


def test_a_screen_that_shows_figures_before_the_declaration_is_found(tmp_path_factory, monkeypatch):
    monkeypatch.setattr(visibility, "sees_count", lambda *_: True)
    one = closed_run(tmp_path_factory.mktemp("one"), ONE_RUN)
    other = closed_run(tmp_path_factory.mktemp("other"), OTHER_RUN)
    assert {who for who, _ in differences(one, other)} >= {"public", "other", "colleague"}


def test_after_the_declaration_everyone_sees_the_figures(open_vote):
    open_vote.vote(ONE_RUN)
    chair = open_vote.lookers["chair"]
    assert chair.press("close_division", division=DIVISION).status_code == 303
    before = open_vote.collect()
    for name in ("teller", "chair"):
        looker = open_vote.lookers[name]
        act = {"teller": "report_tally", "chair": "declare_result"}[name]
        fields = {**looker.shown(act), **(TALLY if name == "teller" else {})}
        assert looker.press(act, **fields).status_code == 303
    after = open_vote.collect()
    for path in ("hall", "divisions/1", "roll-call.csv", "minutes", "journal.ndjson"):
        assert ("public", path) in differences(before, after), path
    said = re.sub(r"<[^>]+>", " ", after["public", "en", "divisions/1"])
    assert all(re.search(rf"\b{votes}\b", said) for votes in SUMS)
