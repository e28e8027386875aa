"""A gateway, or the providers behind one, on this machine: no key, no bill.

    with Gateway() as gateway:
        OpenAI(base_url=gateway.url, api_key=gateway.key).images.generate(model="flux.2-max", prompt="a tree")
        assert gateway.calls[0].input["prompt"] == "a tree"
"""

import json
import re
import signal
import subprocess
import tempfile
import urllib.request
from dataclasses import dataclass, field

from touchstone import PROGRAM

# What runs here is reached directly, whatever proxy the environment names.
_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True)
class Call:
    """A request with its answer, as the journal has them; bodies of JSON and forms are dictionaries."""

    method: str
    url: str
    headers: dict = field(repr=False)
    input: object
    status: "int | None"
    """None where the connection was cut instead of an answer."""
    output: object = field(repr=False)
    calls: "list[Call]" = field(default_factory=list, repr=False)
    """What a gateway asked of its providers for this."""


@dataclass(frozen=True)
class Picture:
    """A picture that was handed out by its address."""

    url: str

    def read(self):
        with _opener.open(self.url) as answer:
            return answer.read()

    def measure(self):
        """What it really is, as `touchstone image --json` says: format, width, height, verdict …"""
        with tempfile.NamedTemporaryFile() as file:
            file.write(self.read())
            file.flush()
            shown = subprocess.run([PROGRAM, "image", file.name, "--json"], capture_output=True)
        return json.loads(shown.stdout)[0]


class Server:
    """A touchstone that listens on a free port of this machine until it is stopped."""

    verb: str
    banner: "re.Pattern"

    def __init__(self, *options):
        self._process = subprocess.Popen(
            [PROGRAM, self.verb, "--port", "0", "--quiet", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        said = ""
        while not (found := self.banner.search(said)):
            line = self._process.stdout.readline()
            if not line:
                self.stop()
                raise RuntimeError(f"touchstone {self.verb} does not start:\n{said}")
            said += line
        self.origin = found[1]
        self._seen, self._spent = 0, {}

    def stop(self):
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._process.stdout.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    @property
    def calls(self):
        """The requests for pictures since the last reset, in order of arrival."""
        return [_call(exchange) for exchange in self._exchanges() if self._is_order(exchange)]

    @property
    def pictures(self):
        """The pictures whose addresses were handed out since the last reset; those in base64 are in answers alone."""
        answers = [(exchange.get("response") or {}).get("body") for exchange in self._exchanges()]
        addresses = (text for answer in answers for text in _texts(answer))
        ours = (f"{self.origin}/files/", f"{self.origin}/media/")
        return [Picture(url) for url in dict.fromkeys(text for text in addresses if text.startswith(ours))]

    @property
    def ledger(self):
        """The bill since the last reset: asked, submitted, paid, delivered, wasted, usd …"""
        return {name: round(value - self._spent.get(name, 0), 6) for name, value in self._ask("ledger").items()}

    def reset(self):
        """Begins a new journal and a new ledger."""
        self._seen = max((exchange["number"] for exchange in self._exchanges()), default=self._seen)
        self._spent = self._ask("ledger")

    def _ask(self, path, method="GET", body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.origin}/__touchstone/{path}", data, method=method)
        with _opener.open(request) as answer:
            return json.load(answer)


class Gateway(Server):
    """The reference gateway with stub providers behind it; its journal holds the latest fifty requests."""

    verb = "serve"
    banner = re.compile(r"OPENAI_BASE_URL=(http://[^/\s]+)/openai/v1\n")
    key = "any-key"

    @property
    def url(self):
        """What SDKs call the base URL."""
        return f"{self.origin}/openai/v1"

    def _exchanges(self):
        numbers = [visit["number"] for visit in self._ask("exchanges")["exchanges"]]
        return [self._ask(f"exchanges/{number}") for number in reversed(numbers) if number > self._seen]

    @staticmethod
    def _is_order(exchange):
        return exchange["method"] == "POST" and exchange["url"].endswith(("/images/generations", "/images/edits"))


class Providers(Server):
    """The stub providers: each has a path of its own below `url`, and takes any key of its own form."""

    verb = "stub"
    banner = re.compile(r"Stub providers at (http://\S+): set")

    @property
    def url(self):
        return self.origin

    @property
    def environment(self):
        """The variables that lead most clients here, keys included: for `os.environ | providers.environment`."""
        port = self.origin.rsplit(":", 1)[1]
        shown = subprocess.run(
            [PROGRAM, "stub", "--print", "env", "--port", port], check=True, capture_output=True, text=True
        ).stdout
        return dict(re.findall(r"^export (\w+)=(.*)$", shown, re.M))

    @property
    def requests(self):
        """Every request since the last reset: polls, uploads and downloads, too."""
        return [_call(exchange) for exchange in self._exchanges()]

    def fail(self, directives):
        """Hits the next calls with a fault, in the words of `touchstone help faults`: "status=429 times=2"."""
        self._ask("faults", "POST", {"fault": directives})

    def reset(self):
        super().reset()
        self._ask("faults", "DELETE")

    def _exchanges(self):
        return [
            exchange
            for exchange in self._ask("journal")["exchanges"]
            if exchange["direction"] == "incoming" and exchange["number"] > self._seen
        ]

    @staticmethod
    def _is_order(exchange):
        return exchange["order"]


def _call(exchange):
    request, response = exchange.get("request") or {}, exchange.get("response") or {}
    return Call(
        method=exchange.get("method") or request["method"],
        url=exchange.get("url") or request["url"],
        headers={each["name"].lower(): each["value"] for each in request.get("headers", [])},
        input=request.get("body"),
        status=exchange.get("status", response.get("status")),
        output=response.get("body"),
        calls=[_call(call) for call in exchange.get("calls", [])],
    )


def _texts(value):
    """Every text in a value of JSON."""
    if isinstance(value, str):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _texts(part)
