"""Drift held against the history of replicate-python's cassettes: what Replicate answered over a year.

drift-history.py CHECKOUT TOUCHSTONE: a commit that recorded its cassettes anew is a day of Replicate's. Each day is
learned and the next one held against it: predictions got a member `model` in November 2023, and that must be
found. Nothing else changed, and nothing else may be told.
"""

import base64
import json
import pathlib
import subprocess
import sys
import tempfile

import yaml

# The commits that recorded predictions anew: October and November 2023, May 2024.
DAYS = ["b822285", "9d190ea", "eb3cebf"]
# One endpoint alone, so that polls of any prediction are its.
OFFER = "replicate/flux.1-dev"


def git(checkout, *words):
    return subprocess.run(["git", "-C", checkout, *words], capture_output=True, check=True).stdout


def cassettes(checkout, commit):
    """The cassettes that a commit added or changed; what the copy does not hold is passed over."""
    names = git(checkout, "diff-tree", "--no-commit-id", "--diff-filter=AM", "-r", "--name-only", "-z", commit,
                "--", "tests/cassettes").decode().split("\0")
    for name in filter(None, names):
        try:
            found = yaml.safe_load(git(checkout, "show", f"{commit}:{name}"))
        except subprocess.CalledProcessError:
            continue
        if found:
            yield pathlib.Path(name).stem, found["interactions"]


def fields(headers):
    return [{"name": name, "value": value} for name, values in headers.items() for value in values]


def entry(interaction):
    """One interaction as HAR has it; VCR writes bodies as text or as bytes, in two places."""
    request, response = interaction["request"], interaction["response"]
    body = response.get("content", (response.get("body") or {}).get("string", ""))
    content = {"mimeType": "application/json", "size": len(body or "")}
    if isinstance(body, bytes):
        content |= {"text": base64.b64encode(body).decode(), "encoding": "base64"}
    else:
        content["text"] = body or ""
    sent = request.get("body") or ""
    sent = sent.decode(errors="replace") if isinstance(sent, bytes) else sent
    return {
        "startedDateTime": "2024-01-01T00:00:00.000Z", "time": 1,
        "request": {"method": request["method"], "url": request["uri"], "headers": fields(request["headers"]),
                    "postData": {"mimeType": "application/json", "text": sent}},
        "response": {"status": response.get("status_code") or response["status"]["code"],
                     "headers": fields(response["headers"]), "content": content},
        "timings": {"send": 0, "wait": 1, "receive": 0},
    }


def record(checkout, commit, folder):
    """Writes a commit's predictions of pictures as recordings; how many there are."""
    count = 0
    for name, interactions in cassettes(checkout, commit):
        entries = [entry(i) for i in interactions if "/v1/predictions/" in i["request"]["uri"]]
        entries = [e for e in entries if e["request"]["method"] == "GET"]
        if entries:
            har = {"log": {"version": "1.2", "creator": {"name": "vcrpy", "version": "1"}, "entries": entries}}
            (folder / f"{name}.har").write_text(json.dumps(har))
            count += len(entries)
    return count


def drift(touchstone, *words):
    run = subprocess.run([touchstone, "drift", *words, OFFER], capture_output=True, text=True)
    assert run.returncode in (0, 3, 5), run.stderr
    return run


def main():
    checkout, touchstone = sys.argv[1:3]
    scratch = pathlib.Path(tempfile.mkdtemp())
    told = set()
    for commit in DAYS:
        (scratch / commit).mkdir()
        count = record(checkout, commit, scratch / commit)
        assert count >= 10, f"{commit} holds {count} answers"
    for before, after in zip(DAYS, DAYS[1:]):
        base = str(scratch / f"base-{before}")
        drift(touchstone, "learn", "--from", str(scratch / before), "--against", base)
        night = drift(touchstone, "--from", str(scratch / after), "--against", base, "--json")
        for finding in json.loads(night.stdout)["findings"]:
            if finding["requirement"] not in ("drift.unchanged", "drift.trend"):
                told.add((after, finding["requirement"], finding["pointer"], finding["verdict"]))
    true = {
        ("9d190ea", "drift.response-optional-property-added", f"/{kind}/body/model", "passed")
        for kind in ("status", "result")
    }
    for finding in sorted(told ^ true):
        print("told falsely:" if finding in told else "not told:", *finding)
    print(f"replicate-python's history: {len(told & true)} of {len(true)} places of its one change found, "
          f"{len(told - true)} told falsely")
    sys.exit(0 if told == true else 1)


main()
