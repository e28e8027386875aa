"""Drift held against oasdiff's own fixtures: pairs of documents that its tests label.

drift-documents.py CHECKOUT COUNTERPARTS DECISION: a pair is taken where a test compares two files as they are.
A test names the rules that it expects, and rules.go how bad each is. Each pair is judged apart for what
is sent and for what is answered: what oasdiff calls an error, drift must call breaking, and what
it does not, drift must not, but for the exceptions below, which decision 011 gives reasons for. An
exception that is not needed is a mistake, too. Every rule of oasdiff's must stand in the decision's table.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml

# What drift calls breaking on purpose though oasdiff does not, by drift's rule.
STRICTER = {
    "request-property-removed": "what is sent in it is lost",
    "request-required-property-removed": "what is sent in it is lost",
    "response-choice-added": "a reader meets a form that it was never told of",
}
# Pairs that are judged otherwise on purpose, by what their names begin with.
OTHERWISE = {
    "prefix_items": "the first element was a text and is a number: breaking both ways, and oasdiff has one",
    "content_schema_body": "the content's type changes as well, which that test does not look at",
    "request_body_any_of_media_type": "the form that goes and the one that comes are alike to the letter",
    "request_property_any_of_ref_inline_enum": "a list moved behind a reference, and is the same",
    "request_property_all_of_added": "the part that comes says nothing that was not said",
    "request_property_all_of_inline_added": "the part that comes allows one optional field, which is told as that",
    "request_property_extensible_enum": "x-extensible-enum is written by no provider",
    "request_body_default_value_changed": "JSON is gone from the body, which that test does not look at",
    "request_body_media_type_updated": "only JSON and forms are read: a body of text is one of anything before",
    "webhook": "no provider is watched for what it sends by itself",
}

BODIES = {"AreaSchema", "AreaRequestBody", "AreaResponses"}
WAYS = {"DirectionRequest": "request", "DirectionResponse": "response"}


def rules(checkout):
    """Each rule's level and way, by the name that tests use; None where it is not about bodies."""
    text = (checkout / "checker/rules.go").read_text()
    entry = re.compile(
        r"newBackwardCompatibilityRule\((\w+), (\w+), [^,]*(?:\([^)]*\))?, ?(Direction\w+), (Area\w+)"
    )
    found = {}
    for name, level, way, area in entry.findall(text):
        found[name] = (level, WAYS.get(way)) if area in BODIES and way in WAYS else None
    return found


def labelled(checkout, table):
    """The ids that tests expect of each pair of files."""
    pairs = {}
    for file in sorted((checkout / "checker").glob("*_test.go")):
        for body in re.split(r"\nfunc Test", file.read_text())[1:]:
            loads = dict(re.findall(r'(\w+), err :?= open\("([^"]+)"', body))
            is_plain = set(loads) == {"s1", "s2"} and loads["s1"] != loads["s2"]
            if not is_plain or re.search(r"\bs[12]\.Spec|for _, err := range", body):
                continue
            ids = set(re.findall(r"checker\.(\w+Id)\b", body))
            if re.search(r"NotContains|NotEqual|BreakingChanges\(", body):
                continue
            key = (loads["s1"], loads["s2"])
            if not all((checkout / "checker" / name).is_file() for name in key):
                continue
            pairs.setdefault(key, set()).update(i for i in ids if table.get(i))
    return pairs


def as_json(checkout, name, folder):
    """One document as JSON; times and dates are text in JSON."""
    place = folder / (name.replace("/", "_") + ".json")
    document = yaml.safe_load((checkout / "checker" / name).read_text())
    place.write_text(json.dumps(document, default=str))
    return place


def untold(checkout, decision):
    """The rules that the decision's table does not name."""
    text = decision.read_text()
    named = set()
    for name in re.findall(r"`([^`]+)`", text):
        for part in ("body", "property"):
            named.add(name.replace("{body,property}", part))
    ids = {}
    for file in (checkout / "checker").glob("*.go"):
        ids.update(re.findall(r'(\w+Id)\s*=\s*"([^"]+)"', file.read_text()))
    listed = re.findall(r"newBackwardCompatibilityRule\((\w+Id),", (checkout / "checker/rules.go").read_text())
    return sorted({ids[name] for name in listed} - named)


def main():
    checkout, counterparts, decision = pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3])
    missing = untold(checkout, decision)
    assert not missing, f"{decision} does not name {missing}"
    table = rules(checkout)
    pairs = labelled(checkout, table)
    folder = pathlib.Path(tempfile.mkdtemp())
    lines, keys = [], sorted(pairs)
    for before, after in keys:
        lines.append(f"{as_json(checkout, before, folder)} {as_json(checkout, after, folder)}")
    said = subprocess.run(
        [counterparts, "drift"], input="\n".join(lines) + "\n", text=True, capture_output=True, check=True
    ).stdout.splitlines()
    assert len(said) == len(keys), "not every pair is answered"
    counts = {"breaking": 0, "harmless": 0, "stricter": 0, "otherwise": 0}
    wrong, needed = [], set()
    for key, answer in zip(keys, said):
        assert answer != "unreadable", key
        ours = [part.split(":", 1) for part in answer.split("\t") if part]
        for way in ("request", "response"):
            theirs = {i for i in pairs[key] if table[i][1] == way}
            if not theirs:
                continue
            named = [name for name in OTHERWISE if pathlib.Path(key[0]).name.startswith(name)]
            errors = {i for i in theirs if table[i][0] == "ERR"}
            breaking = {r.split(" ")[0] for s, r in ours if s == "breaking" and r.startswith(way)}
            unseen, alarms = errors and not breaking, not errors and breaking - set(STRICTER)
            if (unseen or alarms) and named:
                counts["otherwise"] += 1
                needed.update(named)
                continue
            counts["breaking" if errors else "harmless"] += 1
            if unseen:
                wrong.append((key, way, "unseen", sorted(errors), [f"{s}:{r}" for s, r in ours]))
            elif alarms:
                wrong.append((key, way, "alarm", sorted(theirs), sorted(breaking)))
            elif not errors and breaking:
                counts["stricter"] += 1
    wrong += [(name, "is an exception that no pair needs") for name in sorted(set(OTHERWISE) - needed)]
    for entry in wrong:
        print(*entry)
    print(f"{len(keys)} pairs of oasdiff's: {counts['breaking']} breaking, {counts['harmless']} harmless, "
          f"stricter on purpose with {counts['stricter']}, {counts['otherwise']} set apart by name; {len(wrong)} wrong")
    sys.exit(1 if wrong or counts["breaking"] < 50 or counts["harmless"] < 50 else 0)


main()
