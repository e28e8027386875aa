"""The parts of the attack that need more than a shell: attack.py PART PROGRAM [ARGUMENT...]"""
import base64
import gzip
import http.client
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path


def serving(program, *arguments, **options):
    """A verb that serves, and its port."""
    command = [program, *arguments, "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **options)
    for line in process.stdout:
        found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
        if found:
            # Whoever fills a pipe that nobody reads would stop the server.
            threading.Thread(target=process.stdout.read, daemon=True).start()
            return process, int(found.group(1))
    sys.exit(f"{arguments} does not start")


def ask(port, method, path, body=None, **fields):
    wire = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    fields = {"Authorization": "Bearer any", "Content-Type": "application/json", **fields}
    wire.request(method, path, body, fields)
    answer = wire.getresponse()
    content = answer.read()
    wire.close()
    return answer.status, content


def drip(program, folder):
    """A client that sends a byte a second holds no server up that was told to end."""
    for arguments in (["serve"], ["stub"], ["record", "--proxy", "--upstream", "stubs", "--recordings", folder]):
        process, port = serving(program, *arguments)
        wire = socket.create_connection(("127.0.0.1", port))
        wire.sendall(b"POST /openai/v1/images/edits HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000\r\n\r\n")
        stop = threading.Event()

        def send():
            while not stop.wait(0.5):
                try:
                    wire.sendall(b"x")
                except OSError:
                    return

        threading.Thread(target=send, daemon=True).start()
        time.sleep(1)
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        try:
            code = process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            sys.exit(f"{arguments[0]} does not end beside a client that drips")
        finally:
            stop.set()
        print(f"{arguments[0]} beside a client that drips: ended with {code} after {time.monotonic() - began:.1f} s")


def descriptors(program):
    """With 64 descriptors, a server refuses what is too much and lives on."""
    process, port = serving(program, "serve", "--quiet")
    wires = []
    for _ in range(50):
        try:
            wires.append(socket.create_connection(("127.0.0.1", port), timeout=2))
        except OSError:
            break
    opened = len(wires)
    for wire in wires:
        wire.close()
    time.sleep(0.5)
    status, _ = ask(port, "GET", "/openai/v1/models")
    process.terminate()
    if status != 200 or process.wait(timeout=15) != 0:
        sys.exit("a server with 64 descriptors does not live on")
    print(f"64 descriptors, {opened} connections: holds")


def keys(number):
    """Keys of ten kinds that nobody issued; each is put together here, so that no file holds one whole."""
    draw = random.Random(number)
    letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
    word = lambda count: "".join(draw.choice(letters) for _ in range(count))
    hexadecimal = lambda count: "".join(draw.choice("0123456789abcdef") for _ in range(count))
    return {
        "plain": word(24) + "7",
        "openai": "sk-" + "proj-" + word(40),
        "replicate": "r8" + "_" + word(37),
        "fireworks": "fw" + "_" + word(24),
        "fal": "-".join(hexadecimal(n) for n in (8, 4, 4, 4, 12)) + ":" + hexadecimal(32),
        "github": "gh" + "p_" + word(36),
        "huggingface": "hf" + "_" + word(34),
        "aws": "AK" + "IA" + "".join(draw.choice("ABCDEFGHJKLMNPQRSTUVWXYZ234567") for _ in range(16)),
        "slack": "xo" + "xb-" + hexadecimal(12) + "-" + word(24),
        "token": ".".join(
            base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
            for text in ('{"alg":"HS256","typ":"JWT"}', '{"sub":"%s"}' % word(9), word(32))
        ),
    }


def places(key):
    """Exchanges with one key each, in 27 places."""
    entry = lambda url="https://api.example.com/v1/x", fields=(), body=None, type="application/json", answer="{}", back=(): {
        "startedDateTime": "2026-01-01T00:00:00Z", "time": 1,
        "request": {
            "method": "POST", "url": url, "httpVersion": "HTTP/1.1", "queryString": [],
            "headers": [{"name": name, "value": value} for name, value in fields],
            **({"postData": {"mimeType": type, "text": body}} if body is not None else {}),
        },
        "response": {
            "status": 200, "headers": [{"name": name, "value": value} for name, value in back],
            "content": {"mimeType": "application/json", "text": answer},
        },
    }
    packed = base64.b64encode(json.dumps({"api_key": key}).encode()).decode()
    escaped = "".join("\\u%04x" % ord(letter) for letter in key)
    quoted = "".join("%%%02x" % ord(letter) for letter in key)
    zipped = entry()
    zipped["response"]["content"] = {
        "mimeType": "application/json", "encoding": "base64",
        "text": base64.b64encode(gzip.compress(json.dumps({"secret": key}).encode())).decode(),
    }
    zipped["response"]["headers"] = [{"name": "Content-Encoding", "value": "gzip"}]
    form = f'--x\r\nContent-Disposition: form-data; name="api_key"\r\n\r\n{key}\r\n--x--\r\n'
    return {
        "bearer": entry(fields=[("Authorization", f"Bearer {key}")]),
        "bare": entry(fields=[("authorization", key)]),
        "x-api-key": entry(fields=[("X-Api-Key", key)]),
        "proxy": entry(fields=[("Proxy-Authorization", f"Basic {key}")]),
        "cookie": entry(fields=[("Cookie", f"session={key}; theme=dark")]),
        "set-cookie": entry(back=[("Set-Cookie", f"sid={key}; HttpOnly")]),
        "query": entry(url=f"https://api.example.com/x?api_key={key}"),
        "token-query": entry(url=f"https://api.example.com/x?access_token={key}&n=1"),
        "userinfo": entry(url=f"https://user:{key}@api.example.com/x"),
        "location": entry(back=[("Location", f"https://b.example.com/?signature={key}")]),
        "member": entry(body=json.dumps({"api_key": key})),
        "nested": entry(body=json.dumps({"input": {"webhook_secret": key}})),
        "camel": entry(body=json.dumps({"clientSecret": key})),
        "password": entry(body=json.dumps({"password": key})),
        "list": entry(body=json.dumps({"api_keys": [key]})),
        "pairs": entry(body=json.dumps([{"name": "api_key", "value": key}])),
        "headers": entry(body=json.dumps({"headers": {"Authorization": f"Bearer {key}"}})),
        "answer": entry(answer=json.dumps({"token": {"value": key}})),
        "inner": entry(body=json.dumps({"text": json.dumps({"private_key": key})})),
        "base64": entry(body=json.dumps({"data": packed})),
        "escaped": entry(body='{"api_key": "%s"}' % escaped),
        "percent": entry(type="application/x-www-form-urlencoded", body=f"api_key={quoted}"),
        "form": entry(type="multipart/form-data; boundary=x", body=form),
        "yaml": entry(type="text/plain", body=f"api_key: {key}\nn: 1\n"),
        "shell": entry(type="text/plain", body=f"export API_KEY='{key}'\n"),
        "curl": entry(type="text/plain", body=f"curl -H 'Authorization: Bearer {key}' https://a.example.com"),
        "gzip": zipped,
    }


def secrets(program, folder):
    """Ten kinds of keys in 27 places: none of them reaches the disk."""
    os.makedirs(folder)
    planted, entries = {}, []
    for number, name in enumerate(places("x")):
        for kind, key in keys(number).items():
            planted[key] = f"{kind} in {name}"
            entries.append(places(key)[name])
    har = Path(folder, "in.har")
    har.write_text(json.dumps({"log": {"version": "1.2", "entries": entries}}))
    store = Path(folder, "kept")
    command = [program, "recordings", "import", str(har), "--as", "a/b", "--recordings", str(store)]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode not in (0, 4):
        sys.exit(f"the import exits {run.returncode}: {run.stderr[:500]}")
    texts = [gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data for data in (path.read_bytes() for path in store.rglob("*") if path.is_file())]
    texts += [(run.stdout + run.stderr).encode()]
    for text in list(texts):
        for word in re.findall(rb"[A-Za-z0-9+/]{40,}=*", text):
            try:
                texts.append(base64.b64decode(word))
            except ValueError:
                pass
    found = [place for key, place in planted.items() if any(key.encode() in text for text in texts)]
    print(f"{len(planted)} planted secrets: {len(found)} on the disk or the screen; {run.stdout.strip()}")
    if found:
        sys.exit("\n".join(found))


def kills(program, folder, count):
    """A recorder that is killed at any moment has on the disk what it answered two seconds before, and more."""
    draw, lost, answered = random.Random(4), 0, 0
    late = 0
    for number in range(int(count)):
        store = Path(folder, str(number))
        process, port = serving(program, "record", "--proxy", "--upstream", "stubs", "--quiet", "--recordings", str(store))
        times, stop = {}, threading.Event()

        def client(name):
            wire = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            for turn in range(10 ** 9):
                mark = f"p{name}x{turn}y"
                try:
                    wire.request("GET", f"/replicate/v1/predictions/{mark}", headers={"Authorization": "Bearer r8_any"})
                    wire.getresponse().read()
                except (OSError, http.client.HTTPException):
                    return
                times[mark] = time.monotonic()
                if stop.wait(0.01):
                    return

        clients = [threading.Thread(target=client, args=(name,)) for name in range(4)]
        for thread in clients:
            thread.start()
        time.sleep(2.2 + draw.random() * 2)
        process.kill()
        end = time.monotonic()
        stop.set()
        for thread in clients:
            thread.join()
        process.wait()
        text = b"".join(path.read_bytes() for path in store.rglob("*.har"))
        missing = [mark for mark in times if mark.encode() not in text]
        late += sum(end - times[mark] > 2 for mark in missing)
        lost += len(missing)
        answered += len(times)
        if list(store.rglob("*.har")) and not subprocess.run([program, "recordings", "list", "--recordings", str(store)], stdout=subprocess.DEVNULL).returncode == 0:
            sys.exit("a killed recorder left what can't be read")
    print(f"{count} kills: {answered} answers, {lost} lost, {late} of them older than two seconds")
    if late:
        sys.exit("a recorder loses what it answered long before")


def soak(program, count):
    """Mixed requests in two rounds: the second adds nothing but the pictures that are kept to be fetched."""
    process, port = serving(program, "serve", "--quiet")
    picture = base64.b64encode(os.urandom(300_000)).decode()
    generation = lambda **more: json.dumps({"model": "fal/flux.2-max", "prompt": "a lighthouse", "size": "256x256", "response_format": "b64_json", **more})
    path = "/openai/v1/images/generations"
    requests = [
        ("GET", "/openai/v1/models", None), ("POST", path, generation()), ("POST", path, generation(n=2)),
        ("POST", path, generation(output_format="webp")),
        ("POST", path, "{not json"), ("POST", path, json.dumps({"model": "fal/flux.2-max", "prompt": picture})),
        ("POST", "/openai/v1/images/edits", "--x\r\n"), ("GET", "/nowhere", None),
        ("POST", path, generation(model="nobody")), ("GET", "/__touchstone/exchanges", None),
    ]

    def measure():
        status = Path(f"/proc/{process.pid}/status").read_text()
        resident = int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) // 1024
        return resident, len(os.listdir(f"/proc/{process.pid}/fd"))

    # What pools, journals and kept pictures take at most is there after a first round.
    measures = [measure()]
    for _ in range(2):
        kept = 0
        for number in range(int(count)):
            method, target, body = requests[number % len(requests)]
            _, answer = ask(port, method, target, body)
            if target == path and b"b64_json" in answer:
                kept += sum(len(item["b64_json"]) * 3 // 4 for item in json.loads(answer)["data"])
        time.sleep(1)
        measures.append(measure())
    process.terminate()
    process.wait(timeout=30)
    (_, first, second) = measures
    print(f"{count} mixed requests twice: " + ", then ".join(f"{r} MiB and {d} descriptors" for r, d in measures))
    kept //= 1 << 20
    print(f"the stubs keep {kept} MiB of pictures of each round for their clients")
    if second[0] > first[0] + kept * 1.5 + 8 or second[1] > first[1] + 4:
        sys.exit("the second round grows")


if __name__ == "__main__":
    parts = {part.__name__: part for part in (drip, descriptors, secrets, kills, soak)}
    parts[sys.argv[1]](*sys.argv[2:])
