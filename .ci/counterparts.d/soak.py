"""Mixed requests at each verb that serves, and the memory it holds: soak.py PROGRAM SCRATCH REQUESTS

What pools, journals and kept pictures take at most is there after a quarter; the rest must add next to nothing.
"""
import re
import subprocess
import sys
from pathlib import Path

program, scratch, count = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])

# Each is drawn from in turn: a method, a path, a body in which SEED is another number each time, and a key.
generation = "/openai/v1/images/generations"
model = '"model":"fal/flux.2-max","prompt":"a lighthouse","seed":SEED'
at_gateway = [
    ("POST", generation, "{%s,\"size\":\"256x256\"}" % model, "Bearer any"),
    ("POST", generation, "{%s,\"size\":\"256x256\",\"n\":2}" % model, "Bearer any"),
    ("POST", generation, "{%s,\"size\":\"256x256\",\"response_format\":\"b64_json\"}" % model, "Bearer any"),
    ("POST", generation, "{%s,\"size\":\"256x256\",\"output_format\":\"png\"}" % model, "Bearer any"),
    ("POST", generation, '{"model":"nobody","prompt":"a lighthouse"}', "Bearer any"),
    ("POST", generation, "{not json", "Bearer any"),
    ("GET", "/openai/v1/models", "", "Bearer any"),
]
at_stubs = [
    ("POST", "/fal/fal-ai/flux-2-max", '{"prompt":"a lighthouse","seed":SEED,"image_size":"square"}', "Key any:key"),
    ("POST", "/replicate/v1/models/black-forest-labs/flux-2-max/predictions", '{"input":{"prompt":"a lighthouse"}}', "Bearer r8_any"),
    ("POST", "/fal/fal-ai/flux-2-max", '{"prompt":"a lighthouse","num_images":99}', "Key any:key"),
    ("GET", "/fal/nowhere", "", "Key any:key"),
]
verbs = [
    ("serve", ["serve"], at_gateway),
    ("stub", ["stub"], at_stubs),
    ("replay", ["replay", "--reuse"], [("GET", "/__touchstone/health", "", ""), *at_stubs]),
    ("record --proxy", ["record", "--proxy", "--upstream", "stubs", "--recordings", str(scratch / "kept")], at_stubs),
]


def script(requests):
    rows = ",\n".join("{%r, %r, [==[%s]==], %r}" % row for row in requests)
    return f"""
local rows = {{{rows}}}
local number = 0
wrk.headers["Content-Type"] = "application/json"
function request()
  number = number + 1
  local row = rows[number % #rows + 1]
  wrk.headers["Authorization"] = row[4]
  local body = row[1] == "POST" and string.gsub(row[3], "SEED", tostring(number)) or nil
  return wrk.format(row[1], row[2], nil, body)
end
"""


def resident(process):
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) // 1024


def soak(name, arguments, requests):
    log = open(scratch / "log", "w")
    process = subprocess.Popen([program, *arguments, "--quiet", "--port", "0"], stdout=subprocess.PIPE, stderr=log, text=True)
    port = next(found.group(1) for line in process.stdout if (found := re.search(r"http://127\.0\.0\.1:(\d+)", line)))
    lua = scratch / "mix.lua"
    lua.write_text(script(requests))
    total, quarter = 0, None
    while total < count:
        text = subprocess.run(
            ["wrk", "-t1", "-c32", "-d5s", "-s", lua, f"http://127.0.0.1:{port}/"], capture_output=True, text=True, check=True
        ).stdout
        total += int(re.search(r"(\d+) requests in", text).group(1))
        if quarter is None and total >= count / 4:
            quarter = resident(process)
    end = resident(process)
    descriptors = len(list(Path(f"/proc/{process.pid}/fd").iterdir()))
    process.terminate()
    process.wait(timeout=30)
    print(f"{name}: {total} requests, {quarter} MiB after a quarter, {end} MiB at the end, {descriptors} descriptors", flush=True)
    if end > quarter * 1.15 + 16:
        sys.exit(f"{name}: memory grows")


for verb in verbs:
    soak(*verb)
