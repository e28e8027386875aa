"""The fenced code blocks of a Markdown file; run as blocks.py LANGUAGE FILE..., prints those of a language."""

import re
import sys
from pathlib import Path


def blocks(file):
    """Each block's language and text, in order."""
    found = re.findall(r"^```(\w+)\n(.*?)^```$", Path(file).read_text(), re.M | re.S)
    assert found, f"{file} holds no code block"
    return found


if __name__ == "__main__":
    language, *files = sys.argv[1:]
    for file in files:
        for written, text in blocks(file):
            if written == language:
                print(text)
