"""Tries what the README and the guides show, block by block: documentation.py HOME SCRATCH

Calls run in a folder of a stranger's own, with the stubs in the place of live providers. A block that
nobody here tries is an error.
"""

import http.server
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

from blocks import blocks

home, scratch = Path(sys.argv[1]), Path(sys.argv[2])
project = scratch / "project"
project.mkdir()
documents = [home / "README.md", *sorted((home / ".github/guides").glob("*.md"))]
# What two of them show is tried once.
shown_blocks = list(dict.fromkeys(block for file in documents if "\n```" in file.read_text() for block in blocks(file)))

# One model is enough to see that a call does what it says; live providers are played by the stubs.
environment = {
    **os.environ,
    "KEY": "test-key",
    "TOUCHSTONE_GATEWAY_KEY": "test-key",
    "TOUCHSTONE_MODEL": "flux.2-max",
}
keys = {"FAL_KEY": "any:key", "REPLICATE_API_TOKEN": "r8_any", "FIREWORKS_API_KEY": "fw_any"}
stubs = {"TOUCHSTONE_UPSTREAM": "stubs"}


def holds(name, condition, shown=""):
    print(f"{name}: {'holds' if condition else 'does not hold'}", flush=True)
    if not condition:
        sys.exit(str(shown))


def run(command, code=0, folder=project, **variables):
    """Runs a command as a shell would, and gives what it printed."""
    ended = subprocess.run(
        ["bash", "-c", command], cwd=folder, env={**environment, **variables},
        capture_output=True, text=True, timeout=900,
    )
    output = ended.stdout + ended.stderr
    holds(command.splitlines()[0], ended.returncode == code, f"ends with {ended.returncode}: {output}")
    return ended.stdout


class Server:
    """A command that runs until it is interrupted."""

    def __init__(self, command, **variables):
        self.command = command
        self.process = subprocess.Popen(
            ["bash", "-c", f"exec {command}"], cwd=project, env={**environment, **variables},
            stdout=subprocess.PIPE, text=True,
        )
        self.lines = []
        self.isReady = threading.Event()
        threading.Thread(target=self.read, daemon=True).start()
        if not self.isReady.wait(20):
            sys.exit(f"{command} doesn't start")

    def read(self):
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))
            if "Ctrl-C" in line:
                self.isReady.set()
        self.isReady.set()

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(20)
        holds(f"{self.command}, interrupted", code in (0, 130), f"ends with {code}")


def meddler(port, to, change):
    """Stands before the server at `to`, and changes the bodies that go there."""

    class Meddler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = change(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
            headers = {name: self.headers[name] for name in self.headers if name.lower() not in ("content-length", "host")}
            request = urllib.request.Request(to + self.path, body or None, headers, method=self.command)
            try:
                answer = urllib.request.urlopen(request)
            except urllib.error.HTTPError as refusal:
                answer = refusal
            content = answer.read()
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                if name.lower() not in ("connection", "content-length", "date", "server", "transfer-encoding"):
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST

        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Meddler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def gateway(fal="http://127.0.0.1:4021/fal"):
    """The gateway that the README speaks of, its providers led to where check plays them."""
    return Server(
        f"touchstone serve --port 8080 --key test-key --upstream-for fal={fal}"
        " --upstream-for replicate=http://127.0.0.1:4021/replicate/v1"
        " --upstream-for fireworks=http://127.0.0.1:4021/fireworks/inference/v1",
        **keys,
    )


def alike(shown, printed):
    """Whether a line is as shown, where an ellipsis stands for anything, and times and what races buy differ."""
    pattern = re.escape(shown.strip()).replace("…", ".*")
    pattern = re.sub(r"\d+(\\\.\d+)?\\ (ms|s)\b", r"[0-9.]+\\ (ms|s)", pattern)
    if shown.strip().startswith(("ledger", "delivered")):
        pattern = re.sub(r"\d+(\\\.\d+)?", r"[0-9.]+", pattern)
    return re.fullmatch(pattern, printed.strip()) is not None


def printed_in_order(shown, printed):
    """Whether every line that is shown was printed, one after the other."""
    rest = iter(printed)
    return all(any(alike(line, other) for other in rest) for line in shown)


# The blocks, each by how it begins.


def two_commands(text):
    check = (scratch / "check.txt").read_text().splitlines()
    shown = next(text for _, text in shown_blocks if text.startswith("by group")).splitlines()
    holds("what the first command prints", printed_in_order(shown, check), check)


def own_tests(text):
    output = run(text, folder=home)
    holds("the tests", re.search(r"Test run with \d+ tests in \d+ suites passed", output), output[-2000:])


def with_gateway(text, **variables):
    served = gateway()
    output = [run(line, **variables) for line in text.splitlines()]
    served.stop()
    return output


def own_gateway(text):
    output = with_gateway(text)
    holds("a check of one's own gateway", re.search(r"\d+ cases .* passed", output[-1]), output[-1])


def own_map(text):
    output = with_gateway(text)
    holds("a map of one's own gateway", re.search(r"\d+ asks", output[0]), output[0])


def explored(text):
    output = with_gateway(text)
    holds("the laws at one's own gateway", re.search(r"\d+ cases .* passed", output[-1]), output[-1])


def reproduced(text):
    (project / "call.txt").write_text(
        "curl http://127.0.0.1:8080/v1/images/generations \\\n  -H 'Content-Type: application/json' \\\n"
        "  -d '{\"model\": \"flux.2-max\", \"prompt\": \"a fox\", \"size\": \"4:3\"}'\n"
    )
    output = with_gateway(text)
    holds("a call that was pasted", "serves it at" in output[-1] and "0 are broken" in output[-1], output[-1])


def convicted(text):
    """What a pasted call says at a gateway that forgets how many pictures were asked for."""
    ask = re.search(r"asked .* (\{.*\})", text).group(1)
    body = json.loads(ask)
    (project / "call.txt").write_text(
        "curl http://127.0.0.1:8079/v1/images/generations \\\n  -H 'Content-Type: application/json' \\\n"
        f"  -d '{json.dumps(body)}'\n"
    )
    served = gateway()
    forgetful = meddler(8079, "http://127.0.0.1:8080", lambda body: re.sub(rb'"n": *\d+,?|, *"n": *\d+', b"", body))
    output = run("env -u TOUCHSTONE_MODEL touchstone reproduce call.txt --gateway http://127.0.0.1:8079/v1", code=1)
    forgetful.shutdown()
    served.stop()
    holds("what a pasted call breaks", printed_in_order(text.splitlines(), output.splitlines()), output)


def atlas(text):
    check, *joins = text.splitlines()
    run(check.replace("--gateway litellm", "--gateway reference size.law"))
    for other in ("litellm-1.105.0.json", "tonight.json"):
        report = json.loads((project / "litellm-1.106.2.json").read_text())
        report["gateway"]["version"] = other
        (project / other).write_text(json.dumps(report))
    for line in joins:
        run(line)
    holds("the atlas", (project / "site/index.html").exists())


def learned(text):
    model = text[: text.index(" ")].split("/")[1]
    printed = run(f"touchstone map {model} --gateway reference", COLUMNS="400").splitlines()
    shown = [line for line in text.splitlines() if line.strip() and not line.endswith("  …")]
    holds("what a map says", printed_in_order(map(spaced, shown), map(spaced, printed)), printed)


def spaced(line):
    """A line of a table whose columns are as wide as they like."""
    return re.sub(r" {2,}", " ", line.strip())


def failure(text):
    narrow = meddler(4030, "http://127.0.0.1:4021", lambda body: body.replace(b'"width":1183', b'"width":1024'))
    served = gateway(fal="http://127.0.0.1:4030/fal")
    again = text[text.index("touchstone check") :].strip() + " --upstream-listen 127.0.0.1:4021"
    output = run(again, code=1)
    served.stop()
    narrow.shutdown()
    shown = [line for line in text.splitlines() if "again" not in line]
    holds("what a failure says", printed_in_order(shown, output.splitlines()), output)


def recordings(text):
    for line in text.splitlines():
        command = line.split("#")[0].strip()
        if "--proxy" in command or "touchstone replay" in command:
            Server(command, **stubs).stop()
        elif "--upstream replay" in command:
            with_gateway(command)
        else:
            run(command, **stubs)


def drift(text):
    pages()
    for line in text.splitlines():
        run(re.split(r"\s{2,}", line)[0], **stubs)


def pages():
    """A model's page, as a gateway has it, and traffic of one's own, with an offer that was learned."""
    served = Server("touchstone serve --port 8082")
    url = "http://127.0.0.1:8082/openai/v1/models/flux.2-max?schema=true"
    page = urllib.request.urlopen(urllib.request.Request(url, headers={"Authorization": "Bearer any"})).read()
    served.stop()
    (project / "pages").mkdir(exist_ok=True)
    (project / "pages/flux.2-max.json").write_bytes(page)
    run("touchstone record fal/flux.2-max --budget 5 --recordings traffic", **stubs)


def log_line(text):
    served = Server("touchstone serve --port 8081")
    body = {"model": "flux.2-max", "prompt": "a lighthouse", "size": "16:9", "n": 3}
    request = urllib.request.Request(
        "http://127.0.0.1:8081/openai/v1/images/generations", json.dumps(body).encode(),
        {"Content-Type": "application/json", "Authorization": "Bearer any"},
    )
    urllib.request.urlopen(request).read()
    for _ in range(100):
        logged = [line for line in served.lines if line.startswith("POST")]
        if logged:
            break
        time.sleep(0.05)
    served.stop()
    holds("the log of serve", logged and alike(text, logged[0]), served.lines)


def library_test(text):
    tutorial = home / "Sources/8-Face/TouchstoneTesting/TouchstoneTesting.docc/Code/PainterTests-2.swift"
    lines = [line.strip() for line in tutorial.read_text().splitlines()]
    holds("the library's test is the tutorial's", all(line.strip() in lines for line in text.splitlines()))


def catalog_file(text):
    place = "providers/acme.json" if '"bases"' in text else "catalog/own.json"
    file = project / "touchstone" / place
    file.parent.mkdir(exist_ok=True)
    file.write_text(text)
    run("touchstone catalog check")
    file.unlink()


def held_by_tests(text):
    print("the house's drawing: held by the project's own tests")


def held_by_gateways(text):
    print("laws at LiteLLM: .ci/gateways installs it")


def held_by_packages(text):
    print("what packages hold: installed and run by the section packages")


TRIES = {
    "swift run": two_commands,
    "by group": lambda text: None,
    "swift test": own_tests,
    "touchstone init": own_gateway,
    "touchstone check --gateway": own_gateway,
    "touchstone check --level": own_gateway,
    "touchstone check --gateway litellm": atlas,
    "touchstone map": own_map,
    "touchstone explore": explored,
    "touchstone explore --gateway litellm": held_by_gateways,
    "touchstone reproduce": reproduced,
    "  asked ": convicted,
    "replicate/": learned,
    "failed: ": failure,
    "touchstone record": recordings,
    "touchstone drift": drift,
    "POST ": log_line,
    "@Test": library_test,
    "{": catalog_file,
    "8-Face": held_by_tests,
    "pip install": held_by_packages,
    "def test_": held_by_packages,
    "import {": held_by_packages,
}

for _, text in shown_blocks:
    tries = [act for beginning, act in TRIES.items() if text.startswith(beginning)]
    holds(f"a try of the block '{text.splitlines()[0]}'", len(tries) >= 1)
    tries[-1](text)

# The calls in tables that end by themselves.
waits = (
    "init", "serve", "stub", "record", "replay", "drift", "check", "map", "explore", "reproduce",
    "merge", "show", "catalog", "image", "review", "atlas",
)
calls = re.findall(r"^\| `touchstone ([^`]+)`", "".join(file.read_text() for file in documents), re.M)
for call in calls:
    if call.split()[0] not in waits:
        run(f"touchstone {call}", folder=home)
