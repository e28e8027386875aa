"""Touchstone's program in a package: `touchstone` on the command line, and fixtures for pytest."""

import os
import sys
from pathlib import Path

PROGRAM = Path(__file__).parent / "bin" / "touchstone"


def main():
    """Becomes the program, so that its signals and its exit code are its own."""
    os.execv(PROGRAM, ["touchstone", *sys.argv[1:]])
