"""Holds written reports to other people's schemas: reports-validate.py GOLDEN LARGE XSD"""

import json
import pathlib
import re
import sys

import html5lib
import jsonschema
import sarif_pydantic
import xmlschema

golden, large, xsd = map(pathlib.Path, sys.argv[1:])
schema = json.loads((golden.parent / "schemas/report.json").read_text())
jsonschema.Draft202012Validator.check_schema(schema)
junit = xmlschema.XMLSchema(str(xsd))


def held_to_schema(path):
    jsonschema.Draft202012Validator(schema).validate(json.loads(path.read_text()))


def held_to_junit(path):
    junit.validate(str(path))


def held_to_sarif(path):
    log = sarif_pydantic.Sarif.model_validate_json(path.read_text())
    rules = log.runs[0].tool.driver.rules
    for result in log.runs[0].results:
        assert rules[result.rule_index].id == result.rule_id, result.rule_id


def held_to_html(path):
    html5lib.HTMLParser(strict=True).parse(path.read_text())
    text = path.read_text()
    ids = re.findall(r'\sid="([^"]*)"', text)
    assert len(ids) == len(set(ids)), "an id stands twice"
    missing = {link for link in re.findall(r'href="#([^"]*)"', text)} - set(ids)
    assert not missing, f"links to nothing: {sorted(missing)[:3]}"
    # A link that a reader may follow is not fetched.
    outside = re.findall(r'(?:src|href)="(?!#|data:image/)([^"]*)"(?! rel="noreferrer")', text)
    assert not outside, f"fetched from elsewhere: {outside[:3]}"
    assert path.stat().st_size <= 500_000


def held_to_summary(path):
    assert path.stat().st_size < 1 << 20


for check, sample, big in [
    (held_to_schema, "sample.json", "large.json"),
    (held_to_junit, "sample.junit.xml", "large.junit"),
    (held_to_sarif, "sample.sarif.json", "large.sarif"),
    (held_to_html, "sample.html", "large.html"),
    (held_to_summary, "sample.md", "large.markdown"),
]:
    for path in (golden / sample, large / big):
        check(path)
        print(f"{check.__name__.replace('_', ' ')}: {path.name}")
