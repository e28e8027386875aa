"""deepdiff on the two answers that the benchmark left in a folder: drift must be 20 times as fast."""

import json
import statistics
import sys
import time

from deepdiff import DeepDiff

folder = sys.argv[1]
with open(f"{folder}/before.json") as file:
    before = json.load(file)
with open(f"{folder}/after.json") as file:
    after = json.load(file)
ours = float(open(f"{folder}/milliseconds").read())

times = []
for _ in range(3):
    start = time.perf_counter()
    difference = DeepDiff(before, after)
    times.append((time.perf_counter() - start) * 1000)
theirs = statistics.median(times)

assert "type_changes" in difference, "deepdiff misses the seed that is text"
assert len(difference["dictionary_item_added"]) == len(after["images"]), "deepdiff misses the model"
print(f"drift {ours:.1f} ms, deepdiff {theirs:.0f} ms: {theirs / ours:.0f} times as fast")
sys.exit(0 if theirs >= 20 * ours else 1)
