"""fal's and Replicate's own clients, and requests for Fireworks, against the stub providers."""

import base64
import hashlib
import hmac
import http.server
import io
import json
import queue
import threading
from concurrent import futures

import fal_client
import httpx
import replicate
import requests
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from PIL import Image
from replicate.exceptions import ModelError, ReplicateError


def size_of(data):
    return Image.open(io.BytesIO(data)).size


def picture(width, height, noise=False):
    file = io.BytesIO()
    image = Image.effect_noise((width, height), 90) if noise else Image.new("RGB", (width, height))
    image.save(file, "PNG")
    file.seek(0)
    file.name = "picture.png"
    return file


def raised(kind, call, *arguments, **named):
    try:
        call(*arguments, **named)
    except kind as error:
        return error
    raise AssertionError(f"{arguments} {named} raised no {kind.__name__}")


told = queue.Queue()


class Receiver(http.server.BaseHTTPRequestHandler):
    """Takes webhooks, and refuses the first that comes to /late."""

    refused = set()

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        is_refused = self.path == "/late" and "late" not in self.refused
        self.refused.add("late" if is_refused else "")
        # Noted before it is answered: the next comes only after.
        if not is_refused:
            told.put((self.path, dict(self.headers), body))
        self.send_response(503 if is_refused else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        pass


receiver = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
threading.Thread(target=receiver.serve_forever, daemon=True).start()
RECEIVER = f"http://127.0.0.1:{receiver.server_port}"

# fal

MODEL = "fal-ai/flux-2-max"
LARGE = {"width": 1184, "height": 880}

answer = fal_client.run(MODEL, {"prompt": "a lighthouse", "image_size": LARGE, "seed": 7})
assert answer["seed"] == 7, answer
(image,) = answer["images"]
assert image["url"].startswith("https://"), image
assert size_of(httpx.get(image["url"]).content) == (1184, 880)
print("fal, run: holds")

handle = fal_client.submit(MODEL, {"prompt": "a lighthouse [fault: polls=2]", "seed": 7})
waiting = handle.status(with_logs=True)
assert isinstance(waiting, (fal_client.Queued, fal_client.InProgress)), waiting
assert len(handle.get(interval=0.02)["images"]) == 1
assert isinstance(handle.status(), fal_client.Completed)
assert isinstance(fal_client.status(MODEL, handle.request_id), fal_client.Completed)
assert fal_client.result(MODEL, handle.request_id)["seed"] == 7
print("fal, queue: holds")

events = []
answer = fal_client.subscribe(
    MODEL, {"prompt": "a lighthouse [fault: polls=1]"}, on_queue_update=events.append
)
assert isinstance(events[-1], fal_client.Completed) and answer["images"], events
print("fal, subscribe: holds")

handle = fal_client.submit(MODEL, {"prompt": "a lighthouse [fault: never-ready]"})
handle.cancel()
error = raised(fal_client.FalClientHTTPError, handle.get, interval=0.02)
assert (error.status_code, error.error_type) == (499, "client_cancelled"), error
print("fal, cancel: holds")

error = raised(
    fal_client.FalClientTimeoutError,
    fal_client.subscribe,
    MODEL,
    {"prompt": "a lighthouse [fault: never-ready]"},
    client_timeout=2,
)
assert error.request_id, error
error = raised(
    fal_client.FalClientHTTPError, fal_client.result, MODEL, error.request_id
)
assert error.error_type == "client_cancelled", error
print("fal, deadline with a cancel: holds")


def seeded(seed):
    call = fal_client.run if seed % 2 else fal_client.subscribe
    return call(MODEL, {"prompt": "x", "seed": seed})["seed"]


with futures.ThreadPoolExecutor(16) as pool:
    assert list(pool.map(seeded, range(1, 33))) == list(range(1, 33))
print("fal, 16 at once: holds")

handle = fal_client.submit(
    MODEL, {"prompt": "a lighthouse"}, webhook_url=RECEIVER + "/late"
)
path, _, body = told.get(timeout=20)
notice = json.loads(body)
assert (path, notice["status"]) == ("/late", "OK"), notice
assert notice["request_id"] == handle.request_id, notice
assert notice["payload"] == handle.get(interval=0.02), notice
fal_client.submit(
    MODEL, {"prompt": "a lighthouse [fault: moderated]"}, webhook_url=RECEIVER + "/fal"
)
notice = json.loads(told.get(timeout=20)[2])
assert notice["status"] == "ERROR" and notice["error"].endswith("422"), notice
keys = requests.get("https://rest.fal.ai/.well-known/jwks.json").json()["keys"]
proofs = [
    Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(key["x"] + "=="))
    for key in keys
]
fal_client.submit(MODEL, {"prompt": "a lighthouse"}, webhook_url=RECEIVER + "/signed")
_, headers, body = told.get(timeout=20)
names = ("Request-Id", "User-Id", "Timestamp")
said = [headers["X-Fal-Webhook-" + name] for name in names]
said.append(hashlib.sha256(body).hexdigest())
signature = bytes.fromhex(headers["X-Fal-Webhook-Signature"])
proofs[0].verify(signature, "\n".join(said).encode())
said[1] = "somebody else"
raised(InvalidSignature, proofs[0].verify, signature, "\n".join(said).encode())
print("fal, webhooks and their signatures: holds")

handle = fal_client.submit(MODEL, {"prompt": "a lighthouse [fault: polls=2]"})
lines = httpx.get(
    f"https://queue.fal.run/{MODEL}/requests/{handle.request_id}/status/stream",
    headers={"Authorization": "Key test:key"},
).text.splitlines()
states = [json.loads(line[6:])["status"] for line in lines if line.startswith("data: ")]
assert states == ["IN_PROGRESS", "IN_PROGRESS", "COMPLETED"], states
print("fal, status stream: holds")

error = raised(fal_client.FalClientHTTPError, fal_client.run, MODEL, {"seed": 7})
assert error.status_code == 422 and error.message[0]["loc"] == ["body", "prompt"], error
handle = fal_client.submit(MODEL, {"prompt": "a lighthouse [fault: moderated]"})
error = raised(fal_client.FalClientHTTPError, handle.get, interval=0.02)
assert error.status_code == 422, error
assert error.message[0]["type"] == "content_policy_violation", error
error = raised(fal_client.FalClientHTTPError, fal_client.run, "fal-ai/no-such", {"prompt": "x"})
assert error.status_code == 404, error
stranger = fal_client.SyncClient(key="malformed")
error = raised(fal_client.FalClientHTTPError, stranger.run, MODEL, {"prompt": "x"})
assert error.status_code == 401, error
print("fal, errors: holds")

for repository in ["fal_v3", "fal"]:
    url = fal_client.SyncClient().upload(
        picture(640, 480).read(),
        "image/png",
        "picture.png",
        repository=repository,
        fallback_repository=[],
    )
    assert size_of(httpx.get(url).content) == (640, 480), url
    answer = fal_client.run(MODEL + "/edit", {"prompt": "at night", "image_urls": [url]})
    assert len(answer["images"]) == 1, answer
    print(f"fal, upload to {repository}: holds")

# Replicate

PRO = "black-forest-labs/flux-1.1-pro"
DEV = "black-forest-labs/flux-dev"

output = replicate.run(PRO, input={"prompt": "a lighthouse", "aspect_ratio": "1:1"})
assert size_of(output.read()) == (1024, 1024), output.url
outputs = replicate.run(DEV, input={"prompt": "a lighthouse", "num_outputs": 3})
assert len({output.read() for output in outputs}) == 3
print("Replicate, run: holds")

prediction = replicate.predictions.create(
    model=PRO, input={"prompt": "a lighthouse [fault: polls=2]"}
)
assert prediction.status == "starting", prediction
prediction.wait()
assert prediction.status == "succeeded" and prediction.output.startswith("https://"), prediction
assert replicate.predictions.get(prediction.id).output == prediction.output
print("Replicate, predictions: holds")

prediction = replicate.predictions.create(
    model=PRO, input={"prompt": "a lighthouse [fault: never-ready]"}
)
prediction.reload()
assert prediction.status == "processing", prediction
prediction.cancel()
prediction.reload()
assert prediction.status == "canceled", prediction
print("Replicate, cancel: holds")

error = raised(ModelError, replicate.run, PRO, input={"prompt": "x [fault: moderated]"})
assert "flagged as sensitive" in error.prediction.error, error.prediction
error = raised(ReplicateError, replicate.run, PRO, input={"prompt": "x", "aspect_ratio": "7:5"})
assert error.status == 422 and error.title == "Input validation failed", error
assert "input.aspect_ratio" in error.detail, error
error = raised(ReplicateError, replicate.run, "nobody/no-such", input={"prompt": "x"})
assert error.status == 404, error
error = raised(ReplicateError, replicate.run, PRO, input={"prompt": "x [fault: status=429]"})
assert error.status == 429 and "throttled" in error.detail, error
error = raised(ReplicateError, replicate.run, PRO, input={"prompt": "x [fault: status=402]"})
assert error.status == 402 and error.title == "Insufficient credit", error
print("Replicate, errors: holds")

replicate.predictions.create(
    model=DEV,
    input={"prompt": "a lighthouse"},
    webhook=RECEIVER + "/replicate",
    webhook_events_filter=["start", "output", "completed"],
)
secret = replicate.webhooks.default.secret()
states = []
while not states or states[-1] != "succeeded":
    _, headers, body = told.get(timeout=20)
    # The client's own verification of the signature, its age included.
    replicate.webhooks.validate(
        headers={name.lower(): value for name, value in headers.items()},
        body=body.decode(),
        secret=secret,
        tolerance=60,
    )
    states.append(json.loads(body)["status"])
assert states == ["starting", "processing", "succeeded"], states
print("Replicate, webhooks: holds")

prediction = replicate.predictions.create(
    model=PRO, input={"prompt": "a lighthouse [fault: expired]"}
)
prediction.reload()
assert (prediction.status, prediction.output) == ("succeeded", None), prediction
print("Replicate, removed data: holds")


def predicted(seed):
    return replicate.run(PRO, input={"prompt": "x", "seed": seed}).read()


with futures.ThreadPoolExecutor(8) as pool:
    assert len(set(pool.map(predicted, range(1, 9)))) == 8
print("Replicate, 8 at once: holds")

upload = picture(640, 480, noise=True)
assert len(upload.getvalue()) > 256 << 10
file = replicate.files.create(upload)
assert (file.name, file.content_type, file.size) == ("picture.png", "image/png", upload.tell()), file
assert size_of(httpx.get(file.urls["get"]).content) == (640, 480)
output = replicate.run(
    "black-forest-labs/flux-kontext-max", input={"prompt": "at night", "input_image": upload}
)
# A megapixel in the shape of the input, each side to a multiple of 32.
assert size_of(output.read()) == (1184, 896), output.url
assert replicate.files.get(file.id).name == "picture.png"
assert file.id in [known.id for known in replicate.files.list()]
replicate.files.delete(file.id)
raised(ReplicateError, replicate.files.get, file.id)
print("Replicate, files: holds")

# Fireworks

KONTEXT = (
    "https://api.fireworks.ai/inference/v1/workflows/accounts/fireworks/models/flux-kontext-max"
)
session = requests.Session()
session.headers["Authorization"] = "Bearer test-key"


def followed(prompt):
    submitted = session.post(KONTEXT, json={"prompt": prompt})
    assert submitted.status_code == 200, submitted.text
    work = {"id": submitted.json()["request_id"]}
    states = []
    while not states or states[-1] == "Pending":
        answer = session.post(KONTEXT + "/get_result", json=work).json()
        assert answer["id"] == work["id"], answer
        states.append(answer["status"])
    return states, answer["result"]


states, result = followed("a lighthouse [fault: polls=2]")
assert states == ["Pending", "Pending", "Ready"], states
assert size_of(session.get(result["sample"]).content) == (1024, 1024), result
states, result = followed("a lighthouse [fault: moderated]")
assert states == ["Request Moderated"] and result is None, (states, result)
answer = session.post(KONTEXT + "/get_result", json={"id": "no-such"})
assert (answer.status_code, answer.json()["status"]) == (200, "Task not found"), answer.text
print("Fireworks, Kontext: holds")

DEV = "https://api.fireworks.ai/inference/v1/workflows/accounts/fireworks/models/flux-1-dev-fp8"
sent = {"prompt": "a lighthouse", "aspect_ratio": "16:9", "seed": 7}
for accept, kind in [("image/png", "PNG"), ("image/jpeg", "JPEG")]:
    drawn = session.post(DEV + "/text_to_image", json=sent, headers={"Accept": accept})
    image = Image.open(io.BytesIO(drawn.content))
    assert (image.format, drawn.headers["Content-Type"]) == (kind, accept), drawn.headers
    assert (drawn.headers["Seed"], drawn.headers["Finish-Reason"]) == ("7", "SUCCESS")
answer = session.post(DEV + "/text_to_image", json=sent, headers={"Accept": "application/json"})
parts = answer.json()
assert (parts["finishReason"], parts["seed"], len(parts["base64"])) == ("SUCCESS", 7, 1), parts
assert size_of(base64.b64decode(parts["base64"][0])) == image.size
sent["prompt"] = "a lighthouse [fault: moderated]"
filtered = session.post(DEV + "/text_to_image", json=sent, headers={"Accept": "image/png"})
assert filtered.headers["Finish-Reason"] == "CONTENT_FILTERED", filtered.headers
print("Fireworks, text_to_image: holds")

session.post(
    KONTEXT,
    json={
        "prompt": "x",
        "webhook_url": RECEIVER + "/fireworks",
        "webhook_secret": "not-so-secret",
    },
)
_, headers, body = told.get(timeout=20)
code = hmac.new(b"not-so-secret", body, "sha256").hexdigest()
assert headers["X-BFL-Signature"] == "sha256=" + code, headers
assert json.loads(body)["status"] == "Ready", body
print("Fireworks, webhooks: holds")

refused = session.post(KONTEXT, json={})
assert refused.status_code == 400 and refused.json()["error"]["code"] == "INVALID_ARGUMENT"
refused = requests.post(KONTEXT, json={"prompt": "x"})
assert refused.status_code == 401 and refused.json()["error"]["code"] == "UNAUTHORIZED"
print("Fireworks, errors: holds")
