"""Schemas against files and readers: schemas.py PROGRAM FOLDER"""
import copy
import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema

program, scratch = sys.argv[1], Path(sys.argv[2])
home = Path.cwd()
schemas = {file.stem: json.loads(file.read_text()) for file in Path("golden/schemas").glob("*.json")}
validators = {name: jsonschema.Draft7Validator(schema) for name, schema in schemas.items()}
failures = []


def run(*arguments, folder=None):
    return subprocess.run([program, *arguments], cwd=folder or home, capture_output=True, text=True)


def accepts(schema, value):
    return validators[schema].is_valid(value)


def holds(schema, what, value):
    """Notes a file that its schema refuses."""
    error = next(validators[schema].iter_errors(value), None)
    if error:
        failures.append(f"{schema}: refuses {what}: {error.message[:200]} at {list(error.path)}")


def texts(pattern):
    """The JSON that stands in Swift files, as the shipped models and providers do."""
    for file in sorted(home.glob(pattern)):
        for text in re.findall(r'"""\n(.*?)\n *"""', file.read_text(), re.S):
            try:
                yield file.name, json.loads(text)
            except ValueError:
                continue


def lines(pattern):
    for file in sorted(home.glob(pattern)):
        for number, line in enumerate(file.read_text().splitlines(), 1):
            yield f"{file.name}:{number}", json.loads(line)


# Every file of the repository.
count = 0
for pattern in ["Sources/2-Contract/Catalog/Models/*.swift", "Sources/2-Contract/Catalog/*/*.swift"]:
    for name, value in texts(pattern):
        if not isinstance(value, dict):
            continue
        kind = "provider" if "key_variable" in value else "model" if "offers" in value else None
        if kind:
            holds(kind, name, value)
            count += 1
for name, value in lines("golden/expected/*.jsonl"):
    holds("expectation", name, value)
    count += 1
for name, value in lines("golden/gateways/*.expected.jsonl"):
    holds("expected", name, value)
    count += 1
for name in ["litellm", "openai-forward"]:
    holds("gateway", name, json.loads(Path(f"golden/gateways/{name}.json").read_text()))
    count += 1
holds("rulings", "rulings.json", json.loads(Path("golden/rulings.json").read_text()))
holds("report", "sample.json", json.loads(Path("golden/reports/sample.json").read_text()))

# What the program writes.
project = scratch / "project"
project.mkdir()
run("init", folder=project)
profile = json.loads((project / "touchstone/gateway.json").read_text())
beside = (project / "touchstone" / profile["$schema"]).read_text()
if json.loads(beside) != schemas["gateway"]:
    failures.append("gateway: init writes another schema than there is")
holds("gateway", "what init writes", profile)
# The comments of the profile, switched on.
whole = {name.removeprefix("//"): value for name, value in profile.items() if not name.startswith("// ")}
holds("gateway", "what init writes, switched on", whole)
run("map", "flux1.1-pro", "--gateway", "reference", "--maps", str(scratch / "maps"), "--quiet")
for file in (scratch / "maps").glob("*.json"):
    holds("map", file.name, json.loads(file.read_text()))
    count += 1
report = run("check", "law", "n/flux.2-max/fal", "--gateway", "reference", "--json").stdout
holds("report", "a run", json.loads(report))
shard = run("check", "law", "--shard", "1/2", "--gateway", "reference", "--json").stdout
holds("report", "a shard", json.loads(shard))
run("drift", "learn", "fal/flux.2-max", "--upstream", "stubs", "--live", "--against", str(scratch / "base"))
for file in (scratch / "base").glob("*.json"):
    file.write_text(file.read_text().replace('"default": "jpeg"', '"default": "png"'))
state = scratch / "state.json"
run("drift", "fal/flux.2-max", "--upstream", "stubs", "--live", "--against", str(scratch / "base"), "--state", str(state))
remembered = json.loads(state.read_text())
holds("drift-state", "what drift remembers", remembered)
if not remembered["sightings"]:
    failures.append("drift-state: nothing was seen to change")
fingerprint = next(iter(remembered["sightings"]), "")
run("drift", "suppress", fingerprint, "--until", "2999-01-01", "--reason", "known", "--state", str(state),
    folder=project)
suppressions = project / "touchstone/suppressions.json"
holds("suppressions", "what drift writes", json.loads(suppressions.read_text()))
suppressions.unlink()
print(f"files: {count} hold")


def spoilt(value, path=()):
    """Copies of a value with one thing wrong: a member misspelt, missing, or of another kind."""
    if isinstance(value, dict):
        for name in value:
            if name.startswith("//") or name == "$schema":
                continue
            for wrong in [{f"{name}x": value[name]}, {}, {name: 7.5}, {name: [[]]}, {name: {"a": []}}]:
                rest = {key: item for key, item in value.items() if key != name}
                yield "/".join([*path, name]), {**rest, **wrong}
            for where, inner in spoilt(value[name], (*path, name)):
                yield where, {**value, name: inner}
    if isinstance(value, list):
        for index, item in enumerate(value[:2]):
            for where, inner in spoilt(item, (*path, str(index))):
                yield where, [*value[:index], inner, *value[index + 1:]]


def compare(schema, value, write, arguments):
    """Holds the schema's verdict on each spoilt copy against the program's; returns how many there were."""
    seen, refused = set(), 0
    write(value)
    whole = run(*arguments, folder=project)
    if whole.returncode == 2 or not accepts(schema, value):
        sys.exit(f"{schema}: the whole file is refused: {whole.stderr}")
    for where, copied in spoilt(copy.deepcopy(value)):
        key = json.dumps(copied, sort_keys=True)
        if key in seen:
            continue
        seen.add(key)
        write(copied)
        result = run(*arguments, folder=project)
        reader = result.returncode != 2
        says = accepts(schema, copied)
        refused += not reader
        # A reader also knows what no schema can say: names of offers, of rulings, of fields.
        if reader and not says:
            error = next(validators[schema].iter_errors(copied)).message
            failures.append(f"{schema}: refuses what is read, {where}: {error[:160]}")
        structural = re.search(r"unknown key|is missing|must be (a|an|true)\b", result.stderr)
        if says and not reader and structural and "/statuses/" not in result.stderr:
            failures.append(f"{schema}: takes what is refused, {where}: {result.stderr.strip()[:200]}")
    write(value)
    print(f"{schema}: {len(seen)} spoilt copies, {refused} of them refused by the program")


def writer(name):
    def write(value):
        file = project / "touchstone" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(value) + "\n")
    return write


small = {
    "base": "http://127.0.0.1:9/v1", "name": "g", "start": "run", "ready": "http://127.0.0.1:9/", "stop": "end",
    "ready_within": 3, "environment": {"A": "b"}, "upstream": {"listen": "127.0.0.1:0"}, "correlate": "prompt",
    "claims": {"edits": True}, "policies": [], "rulings": {}, "unclaimed": {"n.seed": "no"}, "watch": ["src"],
}
compare("gateway", small, writer("gateway.json"), ["check", "--list", "wire/n"])
writer("gateway.json")({"base": "http://127.0.0.1:9/v1"})


def jsonl(value):
    text = json.dumps({"contract": 1, "gateway": "g"}) + "\n" + json.dumps(value) + "\n"
    (project / "touchstone/expected.jsonl").write_text(text)


compare("expected", {"requirement": "n.count", "offer": "fal/flux.2-max", "case": "n/x", "reason": "r",
                     "until": "2999-01-01"}, jsonl, ["review", "--list"])
(project / "touchstone/expected.jsonl").unlink()
model = {
    "id": "mine", "modes": ["t2i", "edit"], "aliases": ["m"], "max_resolution": "2048x2048", "page": "cut",
    "sizes": {"auto": True, "custom": {"min": 1, "max": 64}, "rows": [{"aspect_ratio": "1:1", "resolution": "1K"}]},
    "parameters": ["prompt", {"name": "style", "type": "string", "modes": ["t2i"], "words": {"a": "b"}}],
    "offers": [{"key": "fal/mine", "price": {"image": 0.1}, "operations": {"t2i": {
        "endpoint": "fal-ai/mine", "fields": [{"name": "prompt", "type": "string"}, {"name": "s", "type": "image_size"},
                                              {"name": "n", "type": "integer", "min": 1, "max": 4}],
        "size": {"form": "pixels", "field": "s", "min": 64, "max": 2048}, "batch": {"field": "n", "max": 4},
        "delivery": {"rule": "step", "step": 8}, "formats": {"png": "png"}}}}],
}
compare("model", model, writer("catalog/mine.json"), ["catalog", "check"])
(project / "touchstone/catalog/mine.json").unlink()
provider = next(value for name, value in texts("Sources/2-Contract/Catalog/Providers/*.swift")
                if name == "BlackForestLabs.swift") | {"name": "acme"}
# What a model's file holds is held to the model's schema above.
del provider["models"]
compare("provider", provider, writer("providers/mine.json"), ["catalog", "check"])
print("\n".join(failures[:40]))
sys.exit(f"{len(failures)} differ" if failures else 0)
