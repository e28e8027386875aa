"""Watches serve, stub and replay as Prometheus would: metrics.py TOUCHSTONE SCRATCH"""

import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

from prometheus_client.parser import text_string_to_metric_families

touchstone, scratch = sys.argv[1], pathlib.Path(sys.argv[2])
project = scratch / "project"
(project / "touchstone/catalog").mkdir(parents=True)
(project / "touchstone/gateway.json").write_text('{"base": "http://127.0.0.1:1/v1"}')


class Service:
    def __init__(self, *arguments):
        self.log = ""
        self.process = subprocess.Popen(
            [touchstone, *arguments, "--port", "0"], cwd=project, text=True, start_new_session=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        threading.Thread(target=self.read, daemon=True).start()
        self.until(lambda: "Ctrl-C" in self.log, "it starts")
        self.url = re.search(r"http://127\.0\.0\.1:\d+", self.log)[0]

    def read(self):
        for line in self.process.stdout:
            self.log += line

    def until(self, condition, what):
        deadline = time.monotonic() + 20
        while not condition():
            assert time.monotonic() < deadline, f"{what}: {self.log}"
            time.sleep(0.02)

    def ask(self, path, body=None, **fields):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, {"Content-Type": "application/json", **fields})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.read(), answer.headers
        except urllib.error.HTTPError as error:
            return error.code, error.read(), error.headers

    def samples(self, **fields):
        """The value of each sample by name and labels; the parser and these rules refuse what is malformed."""
        status, text, headers = self.ask("/__touchstone/metrics", **fields)
        assert status == 200 and headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
        assert text.endswith(b"\n")
        found = {}
        names = set()
        for family in text_string_to_metric_families(text.decode()):
            assert family.name not in names, f"{family.name} stands twice"
            names.add(family.name)
            assert family.documentation and family.type in ("counter", "gauge", "histogram"), family
            for sample in family.samples:
                assert sample.name.startswith(family.name) and re.fullmatch(r"[a-z_]+", sample.name)
                key = (sample.name, *sorted(sample.labels.items()))
                assert key not in found, f"{key} stands twice"
                found[key] = sample.value
            if family.type == "histogram":
                buckets = [s for s in family.samples if s.name.endswith("_bucket")]
                bounds = [float(s.labels["le"]) for s in buckets]
                values = [s.value for s in buckets]
                assert bounds == sorted(bounds) and bounds[-1] == float("inf")
                assert values == sorted(values) and values[-1] == found[(family.name + "_count",)]
        return found

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(20) == 0, self.log


def value(samples, name, **labels):
    return samples.get((name, *sorted(labels.items())), 0)


def fal(**extra):
    return {"prompt": "a lighthouse", "image_size": {"width": 64, "height": 64}, **extra}


def stub():
    service = Service("stub")
    key = {"Authorization": "Key any:key"}
    for _ in range(5):
        assert service.ask("/fal/fal-ai/flux/dev", fal(), **key)[0] == 200
    assert service.ask("/fal/fal-ai/flux/dev", fal(prompt="x [fault: status=503]"), **key)[0] == 503
    found = service.samples()
    assert value(found, "touchstone_requests_total", method="POST", code="200") == 5
    assert value(found, "touchstone_requests_total", method="POST", code="503") == 1
    assert value(found, "touchstone_faults_total") == 1
    assert value(found, "touchstone_orders_total") == 6
    assert value(found, "touchstone_pictures_bought") == 5
    assert abs(value(found, "touchstone_spent_dollars") - 5 * 0.025) < 1e-9
    assert value(found, "process_resident_memory_bytes") > 1 << 20
    assert value(found, "touchstone_requests_in_flight") == 0
    print("the stubs' figures: hold")
    reloads(service, key)
    service.stop()


def reloads(service, key):
    """A model comes while others are asked for; what can't be read changes nothing."""
    own = project / "touchstone/catalog/own.json"
    answers, stopping = [], threading.Event()

    def load():
        while not stopping.is_set():
            answers.append(service.ask("/fal/fal-ai/flux/dev", fal(), **key)[0])

    threads = [threading.Thread(target=load) for _ in range(4)]
    for thread in threads:
        thread.start()
    kept = json.loads(service.ask("/fal/fal-ai/flux/dev", fal(), **key)[1])["images"][0]["url"]
    price = {"extends": "flux.1-dev", "offers": {"fal/flux.1-dev": {"price": {"image": 1}}}}
    own.write_text(json.dumps(price))
    service.process.send_signal(signal.SIGHUP)
    service.until(lambda: "; model flux.1-dev changed" in service.log, "it says what changed")
    before = value(service.samples(), "touchstone_spent_dollars")
    assert service.ask("/fal/fal-ai/flux/dev", fal(), **key)[0] == 200
    assert value(service.samples(), "touchstone_spent_dollars") >= before + 1, "the new price holds"
    own.write_text("{")
    service.process.send_signal(signal.SIGHUP)
    service.until(lambda: "catalog kept as it was: " in service.log, "it says why nothing changed")
    stopping.set()
    for thread in threads:
        thread.join()
    assert set(answers) == {200} and len(answers) > 20, answers
    with urllib.request.urlopen(kept) as picture:
        assert picture.status == 200, "a picture of before is there"
    found = service.samples()
    assert value(found, "touchstone_catalog_reloads_total", result="ok") == 1
    assert value(found, "touchstone_catalog_reloads_total", result="failed") == 1
    own.unlink()
    print(f"a catalog reloaded under {len(answers)} requests: holds")


def gateway():
    service = Service("serve", "--key", "secret")
    assert service.ask("/__touchstone/metrics")[0] == 401
    key = {"Authorization": "Bearer secret"}
    ask = {"model": "flux.1-dev", "prompt": "a lighthouse", "n": 2, "size": "1:1"}
    assert service.ask("/openai/v1/images/generations", ask, **key)[0] == 200
    assert service.ask("/openai/v1/images/generations", {**ask, "size": "banana"}, **key)[0] == 400
    found = service.samples(**key)
    assert value(found, "touchstone_requests_total", method="POST", code="200") == 1
    assert value(found, "touchstone_requests_total", method="POST", code="400") == 1
    assert value(found, "touchstone_pictures_bought") == 2
    assert value(found, "touchstone_request_duration_seconds_count") == 2
    service.process.send_signal(signal.SIGHUP)
    service.until(lambda: "; nothing changed" in service.log, "it reads anew")
    assert service.ask("/openai/v1/images/generations", ask, **key)[0] == 200
    service.stop()
    print("the gateway's figures: hold")


def replay():
    service = Service("replay")
    assert service.ask("/fal/never/recorded", {"prompt": "x"})[0] == 599
    found = service.samples()
    assert value(found, "touchstone_misses_total") == 1
    assert value(found, "touchstone_requests_total", method="POST", code="599") == 1
    service.stop()
    print("the replayer's figures: hold")


contract = pathlib.Path.cwd()
os.environ["TOUCHSTONE_CONTRACT"] = str(contract)
stub()
gateway()
replay()
