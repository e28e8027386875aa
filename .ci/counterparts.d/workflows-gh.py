#!/usr/bin/env python3
"""A `gh` that keeps issues in a folder: GH_FOLDER. What it is called with must suit the real one, GH_REAL."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

folder = Path(os.environ["GH_FOLDER"])
group, act, *words = sys.argv[1:]
options, operands = {}, []
while words:
    word = words.pop(0)
    if not word.startswith("--"):
        operands.append(word)
    elif word in ("--force", "--verify-tag"):
        options[word] = True
    else:
        options[word] = words.pop(0)

manual = subprocess.run([os.environ["GH_REAL"], group, act, "--help"], capture_output=True, text=True)
for option in options:
    # Flags that no version of this system knows yet are named by the manual of a newer one.
    if not re.search(rf"{option}\b", manual.stdout):
        sys.exit(f"gh {group} {act} has no {option}")

kept = folder / "issues.json"
issues = json.loads(kept.read_text()) if kept.exists() else []
with (folder / "log").open("a") as log:
    log.write(f"{group} {act}\n")


def shown(value):
    subprocess.run(["jq", "-r", options["--jq"]], input=json.dumps(value), text=True, check=True)


match f"{group} {act}":
    case "issue list":
        found = [issue for issue in issues if issue["open"]]
        shown([{"number": issue["number"]} for issue in found][: int(options["--limit"])])
    case "issue view":
        shown({"body": issues[int(operands[0]) - 1]["body"]})
    case "issue create":
        issues.append(
            {
                "number": len(issues) + 1,
                "open": True,
                "title": options["--title"],
                "body": Path(options["--body-file"]).read_text(),
            }
        )
    case "issue edit":
        issues[int(operands[0]) - 1]["body"] = Path(options["--body-file"]).read_text()
    case "issue close":
        issues[int(operands[0]) - 1]["open"] = False
    case "label create" | "release create":
        pass
    case unknown:
        sys.exit(f"gh {unknown} is not played here")
kept.write_text(json.dumps(issues))
