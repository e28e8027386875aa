"""What all packages are made of: the program, its contract, and what they are called."""

import hashlib
import json
import subprocess
from pathlib import Path
from typing import NamedTuple

from archives import below, text

SUMMARY = "A conformance and parity test harness for OpenAI-compatible image gateways"
# Plain `touchstone` is somebody else's on PyPI.
NAME = "touchstone-gateways"


class Release(NamedTuple):
    """The folder that the archive is made of, as .ci/release lays it out, and the time that all files get."""

    folder: Path
    system: str
    machine: str
    time: int
    pin: object = None

    @property
    def program(self):
        return self.folder / "bin/touchstone"

    @property
    def version(self):
        return self.versions["version"]

    @property
    def versions(self):
        command = [self.program.resolve(), "version", "--json"]
        return json.loads(subprocess.run(command, check=True, capture_output=True, cwd="/").stdout)

    def tree(self, prefix=""):
        """The program and the contract that it finds beside itself."""
        return [
            *below(self.folder / "bin", f"{prefix}bin/"),
            *below(self.folder / "share/touchstone", f"{prefix}share/touchstone/"),
            *self.pinned(f"{prefix}share/touchstone/release.json"),
        ]

    def pinned(self, name):
        """The archive that `touchstone init` lets jobs take; no archive can name its own checksum."""
        return [document(name, {"sha256": self.pin.sha256, "url": self.pin.url})] if self.pin else []


def document(name, value):
    return text(name, json.dumps(value, indent=2, ensure_ascii=False) + "\n")


def digest(data):
    return hashlib.sha256(data).hexdigest()
