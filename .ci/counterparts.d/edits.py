"""Sends 200 edits of 4 MB at once and looks at the gateway's memory: edits.py BASE PID."""

import http.client
import json
import os
import struct
import sys
import threading
import time
import urllib.parse
import zlib

base, process = sys.argv[1], sys.argv[2]
place = urllib.parse.urlsplit(base)


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def picture(width, height):
    rows = b"".join(b"\0" + os.urandom(width * 3) for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(rows, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def form(fields, image):
    parts = b""
    for name, value in fields.items():
        parts += f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
    head = '--b\r\nContent-Disposition: form-data; name="image"; filename="a.png"\r\n\r\n'
    return parts + head.encode() + image + b"\r\n--b--\r\n"


image = picture(1200, 1165)
bodies = [
    form({"model": f"{provider}/flux.2-max", "prompt": "x [fault: slow=200ms]"}, image)
    for provider in ("fal", "replicate")
]
statuses = []


def edit(number):
    connection = http.client.HTTPConnection(place.hostname, place.port, timeout=300)
    headers = {
        "Authorization": "Bearer test-key",
        "Content-Type": "multipart/form-data; boundary=b",
    }
    connection.request("POST", place.path + "/images/edits", bodies[number % 2], headers)
    answer = connection.getresponse()
    json.loads(answer.read())
    statuses.append(answer.status)


def peak():
    for line in open(f"/proc/{process}/status"):
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024


start = time.perf_counter()
threads = [threading.Thread(target=edit, args=[number]) for number in range(200)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(
    f"200 edits of {len(image) / 1e6:.1f} MB in {time.perf_counter() - start:.1f} s,"
    f" at most {peak():.0f} MiB resident"
)
if statuses != [200] * 200:
    sys.exit(f"not all were answered with 200: {sorted(set(statuses))}, {len(statuses)} answers")
if peak() > 1536:
    sys.exit("more than 1.5 GiB")
