"""A terminal and its hands: terminal.py PROGRAM ZSH-SCRIPT"""
import json
import os
import pty
import select
import signal
import sys
import tempfile
import termios
import time
from pathlib import Path

program, script = sys.argv[1:]


class Terminal:
    """A program at a terminal of its own."""

    def __init__(self, arguments, folder, environment=None):
        self.master, self.slave = pty.openpty()
        self.before = termios.tcgetattr(self.slave)
        self.text = ""
        self.child = os.fork()
        if self.child == 0:
            os.setsid()
            os.chdir(folder)
            for number in range(3):
                os.dup2(self.slave, number)
            os.execve(arguments[0], arguments, {**os.environ, "TERM": "xterm", **(environment or {})})

    def await_text(self, text, seconds=20):
        end = time.monotonic() + seconds
        while text not in self.text:
            if time.monotonic() > end:
                sys.exit(f"{text!r} does not come; there was {self.text[-800:]!r}")
            if select.select([self.master], [], [], 0.1)[0]:
                self.text += os.read(self.master, 65536).decode(errors="replace")
        self.text = self.text.split(text, 1)[1]

    def type(self, keys):
        os.write(self.master, keys.encode())

    def end(self):
        """The exit code; the terminal's settings must be as they were."""
        end = time.monotonic() + 20
        while time.monotonic() < end:
            done, status = os.waitpid(self.child, os.WNOHANG)
            if done:
                after = termios.tcgetattr(self.slave)
                if after != self.before:
                    sys.exit(f"the terminal is not as it was: {self.before} {after}")
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.02)
        sys.exit("it does not end")


def project():
    folder = Path(tempfile.mkdtemp())
    files = {
        "gateway.json": '{"base": "http://127.0.0.1:9/v1"}', "golden/a.txt": "one\n", "golden/a.txt.new": "two\n",
        "map/m.json": "old\n", "map/m.json.new": "new\n",
        "expected.jsonl": '{"contract":1}\n{"requirement":"n.count","reason":"r","until":"2001-01-01"}\n',
    }
    for name, text in files.items():
        file = folder / "touchstone" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return folder


folder = project()
terminal = Terminal([program, "review"], folder)
terminal.await_text("a accept · r reject · n next")
terminal.type("?")
terminal.await_text("accept: it is right as it is now")
terminal.type("a")
terminal.await_text("accepted golden/a.txt")
terminal.type("r")
terminal.await_text("rejected map/m.json")
terminal.type("s2999-01-01\nstill open\n")
terminal.await_text("nothing needs review")
assert terminal.end() == 0
assert (folder / "touchstone/golden/a.txt").read_text() == "two\n"
assert '"until":"2999-01-01"' in (folder / "touchstone/expected.jsonl").read_text()
print("review by keys: holds")

for name, act, code in [
    ("q", lambda t: t.type("q"), 6), ("Ctrl-C", lambda t: t.type("\x03"), 130),
    ("SIGINT", lambda t: os.kill(t.child, signal.SIGINT), 130),
    ("SIGTERM", lambda t: os.kill(t.child, signal.SIGTERM), 130),
    ("SIGHUP", lambda t: os.kill(t.child, signal.SIGHUP), 130),
]:
    terminal = Terminal([program, "review"], project())
    terminal.await_text("q quit")
    assert termios.tcgetattr(terminal.slave) != terminal.before, "keys are not taken one by one"
    act(terminal)
    assert terminal.end() == code, name
print("review, ended by q, Ctrl-C, SIGINT, SIGTERM, SIGHUP: the terminal is as it was")

zsh = Terminal(["/usr/bin/zsh", "-f", "-i"], folder, {"PS1": "ready> "})
zsh.await_text("ready> ")
zsh.type(f"autoload -U compinit && compinit -u; source {script}\n")
zsh.await_text("ready> ")
zsh.type("touchstone check --model flux.2-ma\t")
zsh.await_text("flux.2-max")
zsh.type("\x15touchstone check sizes/flux.2-max/repl\t")
zsh.await_text("icate/")
zsh.type("\x15exit\n")
print("zsh, a model and the next step of a case: holds")

folder = project()
(folder / "src").mkdir()
(folder / "src/app.py").write_text("1\n")
profile = {"base": "http://127.0.0.1:9/v1", "watch": ["src/**/*.py"]}
(folder / "touchstone/gateway.json").write_text(json.dumps(profile))
terminal = Terminal([program, "check", "law/flux.2-max", "--watch", "--gateway", "reference"], folder)
terminal.await_text("waiting for files to change")
(folder / "touchstone/gateway.json").write_text(json.dumps({**profile, "name": "g"}))
terminal.await_text("changed: ")
terminal.await_text("passed")
terminal.await_text("waiting for files to change")
os.kill(terminal.child, signal.SIGINT)
assert terminal.end() == 130
terminal = Terminal([program, "check", "law/flux.2-max", "--watch"], folder)
terminal.await_text("waiting for files to change")
(folder / "src/app.py").write_text("22\n")
terminal.await_text("changed: ")
terminal.await_text("waiting for files to change")
os.kill(terminal.child, signal.SIGINT)
assert terminal.end() == 130
print("check --watch: holds")
