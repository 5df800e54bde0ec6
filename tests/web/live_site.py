"""A small site for the browser side alone: real macros, real static files, a server that hangs up.

It speaks the frames that the head of macros.html describes, under the policy of the product.
"""

import http.server
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

import jinja2

from hemicycle.screens.speaking_time import LAST_S
from hemicycle.web.static_files import FOLDER, shipped, static_url

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'; manifest-src 'self'; worker-src 'self'; "
    "require-trusted-types-for 'script'; trusted-types hemi"
)
FAR = "x-far"
NOON = 1_740_891_600_000
PAGES = {
    "head": """{% from "macros.html" import live_head, live_body_attrs, clock_attrs, live_regions,
      symbols, pill, part, act_button, stepper, countdown, countdown_words, act_fields
      with context %}<!doctype html>
      <html lang="en"><head><meta charset="utf-8"><title>t</title>{{ live_head() }}
      <link rel="icon" href="{{ static_url('img/icon.svg') }}">
      <link rel="stylesheet" href="{{ static_url('css/page.' ~ sheet ~ '.css') }}">
      <script src="{{ live }}" defer></script>
      <script type="module" src="{{ static_url('js/page.js') }}"></script></head>""",
    "live": """<body {{ live_body_attrs("/stream?view=test&since=0") }}
      {{ clock_attrs(now, 0, "/time") }}>{{ symbols() }}{{ live_regions() }}
      {{ pill("Live", "Reconnecting", "Offline", "as of 10:07") }}<p id="turnout">-</p>
      <ul id="log"></ul><main id="live"><p id="n">0</p><label>in <input id="f"></label></main>
      {{ countdown(now + 42000, "?") }}{% call part("own", "/part/vote") %}0{% endcall %}</body>""",
    "speech": """<body {{ live_body_attrs("/stream?view=test&since=0") }}
      {{ clock_attrs(now, rate, "/time") }}>{{ live_regions() }}<main id="live">
      {{ countdown(ends_at, "?", overrun=true, until="until noon") }}
      {{ countdown_words("Last seconds", "Over time") }}</main></body>""",
    "vote": """<body class="phone" {{ clock_attrs(now, 0, "/time") }}>{{ symbols() }}
      {{ live_regions() }}<header data-seat="{{ seat }}" data-session="s-1"
      data-csrf="of-page" data-words="{}"></header><main><p data-vote-state></p><section data-kept
      hidden><b data-kept-words></b><p data-kept-ends hidden>{{ countdown(0, "?") }}</p>
      <button data-try>Try</button><button data-change>Change</button></section>{% if form %}
      <form data-vote data-division="7" data-person="{{ seat }}" data-castable="10" method="post"
       data-closes="{{ now + 42000 }}" action="/a/s-1/divisions/7/ballots"
       data-words='{{ words|tojson }}'{{ " data-secret" if secret }}>
      <input type="hidden" name="csrf" value="token"><input type="hidden" name="key" value="k">
      <section class="errs" data-errors tabindex="-1" hidden><a href="#" data-error-words></a>
      </section>{% for c in ["for", "against", "abstain"] %}
      <button class="qb" type="button" data-all="{{ c }}">{{ c }}</button>
      {{ stepper(c, c, 0, 10, c ~ " less", c ~ " more") }}{% endfor %}
      <p data-sum><span data-sum-words></span></p><p data-unused hidden><input type="checkbox"
       id="vote-unused" name="unused" value="0"><label for="vote-unused" data-unused-words></label>
      </p><button class="btn big" data-cast><span data-cast-words>Cast</span></button></form>
      {% endif %}</main></body>""",
    "chair": """<body class="chair" data-keys='{"title":"Shortcuts","off":"On","close":"Close"}'>
      {{ symbols() }}{{ live_regions() }}<main>
      {{ act_button("/acts/close_vote", "Close", "t", "", key="K", confirm="Press again") }}
      {{ act_button("/acts/next", "Next", "t", "one", key="N") }}<input id="note"></main></body>""",
}
WORDS: dict[str, Any] = {
    "cast": "Cast {choice}",
    "for": "{n} yes",
    "against": "{n} no",
    "abstain": "{n} abstain",
    "sum": "{n} of {of} votes placed",
    "short": {"one": "Place 1 more vote", "other": "Place {n} more votes"},
    "over": "{n} too many",
    "unused": {"one": "Leave 1 vote unused", "other": "Leave {n} votes unused"},
    "kept": "Kept on this phone",
    "sending": "Sending",
    "received": "Received {at}, receipt {receipt}",
    "replaced": "Replaced from elsewhere",
    "late": "Too late",
    "refused": "Refused",
    "error": "Error: ",
}

ANSWERS = {
    200: {"at": "11:42:17", "receipt": "K7QF-2M5X"},
    401: {"words": "Sign in"},
    403: {"words": "Somebody else is signed in"},
    409: {"words": "The division closed", "rule": "division.ballots"},
    422: {"words": "Not a number"},
}


@dataclass
class LiveSite:
    """What the site was asked, and how it shall answer."""

    url: str = ""
    streams: list[str | None] = field(default_factory=list)
    parts: int = 0
    posts: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    posted_at: list[float] = field(default_factory=list)
    ballot_status: int = 200
    ballot_takes_s: float = 0
    seat: str = "p-0001-1"
    has_form: bool = True
    answers: dict[int, Any] = field(default_factory=lambda: dict(ANSWERS))
    rate: int = 0
    since: float = field(default_factory=time.monotonic)
    hang_up_after: int = 3
    pings: bool = False
    live_js: str = ""
    ends_at: int = NOON + 60_000
    heartbeats: int = 0
    asked_for_the_time: int = 0
    is_cut: bool = False
    up_s: float = 0  # how long the way here and back takes those who say that they are far away
    down_s: float = 0

    @property
    def now(self) -> int:
        """Its clock, which stands at noon or runs at its rate: no page is set back by a new ask."""
        return NOON + int(1000 * self.rate * (time.monotonic() - self.since))

    def page(self, name: str, **values: object) -> bytes:
        """One page of the site."""
        loader = jinja2.ChoiceLoader(
            [jinja2.FileSystemLoader(FOLDER.parent / "templates"), jinja2.DictLoader(PAGES)]
        )
        made = jinja2.Environment(loader=loader, autoescape=True)
        sheet = {"vote": "phone", "speech": "phone", "chair": "chair"}.get(name, "site")
        source = made.from_string(PAGES["head"] + PAGES[name])
        live = self.live_js or static_url("js/live.js")
        known = {"static_url": static_url, "live": live, "words": WORDS, "sheet": sheet}
        known |= {"seat": self.seat, "form": self.has_form}
        known |= {"now": self.now, "rate": self.rate, "ends_at": self.ends_at, "last_s": LAST_S}
        return source.render(**known, **values).encode()

    def frames(self, after: int) -> Iterator[tuple[str, float]]:
        """One connection's frames, with the pause before each."""
        yield f'event: clock\ndata: {{"now":{self.now},"rate":{self.rate}}}\n\n', 0
        yield (
            'data: <hx-partial hx-target="#turnout" hx-swap="innerMorph">placed</hx-partial>\n\n',
            0,
        )
        for _ in range(self.heartbeats):
            yield f'event: clock\ndata: {{"now":{self.now},"rate":{self.rate}}}\n\n', 0.5
        if self.pings:
            yield "event: personal\ndata: vote\n\n", 0.05
        for n in range(after + 1, after + 1 + self.hang_up_after):
            yield (
                (
                    f"id: {n}\n"
                    f'data: <hx-partial hx-target="#live" hx-swap="innerMorph"><p id="n">{n}</p>\n'
                    'data: <label>in <input id="f"></label></hx-partial>\n'
                    'data: <hx-partial hx-target="#log" hx-swap="beforeend">'
                    f"<li>{n}</li></hx-partial>\n"
                    'data: <hx-partial hx-target="#none" hx-swap="innerMorph">x</hx-partial>\n\n'
                ),
                0.08,
            )


class Answer(http.server.BaseHTTPRequestHandler):
    """One request of the browser."""

    protocol_version = "HTTP/1.1"
    site: LiveSite

    def log_message(self, *_: object) -> None:
        """Say nothing on the terminal."""

    def travel(self, way_s: float) -> None:
        """Let the time pass that the network takes to those who are far away."""
        if FAR in self.headers:
            time.sleep(way_s)

    def send(self, body: bytes, media_type: str = "text/html", status: int = 200) -> None:
        """A whole answer under the product's policy."""
        self.travel(self.site.down_s)
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(ConnectionError):
            self.wfile.write(body)

    def do_GET(self) -> None:
        """Static files, pages, the clock, the personal part, the stream."""
        if self.site.is_cut:
            self.close_connection = True  # without a word, as a cut does
            return None
        path = self.path.partition("?")[0]
        static = shipped().by_path.get(path)
        if static is not None:
            return self.send(static.identity, static.media_type)
        self.travel(self.site.up_s)
        if path == "/stream":
            return self.stream()
        if path == "/time":
            self.site.asked_for_the_time += 1
            body = json.dumps({"now": self.site.now, "rate": self.site.rate}).encode()
            return self.send(body, "application/json")
        if path == "/part/vote":
            self.site.parts += 1
            return self.send(f"<b>{self.site.parts}</b>".encode())
        if path == "/core-only.js":
            names = ("htmx.min.js", "ext/hx-sse.min.js")
            parts = [(FOLDER / "vendor/htmx" / name).read_bytes() for name in names]
            return self.send(b"\n".join(parts), "text/javascript")
        name = path.strip("/")
        if name in PAGES:
            return self.send(self.site.page(name, secret="secret" in self.path))
        return self.send(b"", status=404)

    def do_POST(self) -> None:
        """An act or a ballot, noted and answered as the test wishes."""
        text = self.rfile.read(int(self.headers["Content-Length"])).decode()
        fields = {name: values[0] for name, values in parse_qs(text).items()}
        self.site.posts.append((self.path, fields))
        self.site.posted_at.append(time.monotonic())
        if not self.path.endswith("/ballots"):
            return self.send(b'<link rel="icon" href="data:,"><title>done</title>')
        status = self.site.ballot_status
        time.sleep(self.site.ballot_takes_s)
        answer = self.site.answers.get(status, {"words": "No"})
        body = json.dumps(answer) if isinstance(answer, dict) else answer
        return self.send(body.encode(), "application/json", status)

    def stream(self) -> None:
        """Frames until the site hangs up."""
        last = self.headers.get("Last-Event-ID")
        self.site.streams.append(last)
        self.send_response(200)
        for name, value in {"Content-Type": "text/event-stream", "Connection": "close"}.items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(ConnectionError):
            for frame, pause in self.site.frames(int(last or 0)):
                time.sleep(pause)
                self.travel(self.site.down_s)
                self.wfile.write(frame.encode())
                self.wfile.flush()
        self.close_connection = True


@contextmanager
def served() -> Iterator[LiveSite]:
    """The site on a port of its own, as long as the test lasts."""
    site = LiveSite()
    answer = type("AnswerOfThisSite", (Answer,), {"site": site})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), answer)
    server.daemon_threads = True
    site.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
