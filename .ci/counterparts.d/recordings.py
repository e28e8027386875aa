"""fal's and Replicate's own clients, the same whether a recorder, its upstream or a recording answers."""

import io
import sys

import fal_client
import httpx
import replicate
from PIL import Image
from replicate.exceptions import ReplicateError


def size_of(data):
    return Image.open(io.BytesIO(data)).size


def picture(*color):
    file = io.BytesIO()
    Image.new("RGB", (64, 48), color).save(file, "PNG")
    file.seek(0)
    file.name = "picture.png"
    return file


def status_of(call, *arguments, **named):
    try:
        call(*arguments, **named)
    except (fal_client.FalClientHTTPError, ReplicateError) as error:
        return getattr(error, "status_code", None) or error.status
    except httpx.HTTPStatusError as error:
        return error.response.status_code
    return 200


MODEL = "fal-ai/flux-2-max"
answer = fal_client.run(MODEL, {"prompt": "a lighthouse", "seed": 7})
assert answer["seed"] == 7 and size_of(httpx.get(answer["images"][0]["url"]).content), answer
handle = fal_client.submit(MODEL, {"prompt": "a lighthouse [fault: polls=3]"})
states = [type(handle.status()).__name__ for _ in range(4)]
assert states[-1] == "Completed" and states[0] != "Completed", states
assert len(handle.get()["images"]) == 1
assert status_of(fal_client.run, MODEL, {"seed": 7}) == 422
answer = fal_client.run(MODEL, {"prompt": "a lighthouse", "sync_mode": True})
assert answer["images"][0]["url"].startswith("data:image/"), answer
print(sys.argv[1], "fal: holds")

url = fal_client.SyncClient().upload(picture(1, 2, 3).read(), "image/png", "picture.png")
answer = fal_client.run(MODEL + "/edit", {"prompt": "at night", "image_urls": [url]})
assert len(answer["images"]) == 1, answer
print(sys.argv[1], "fal, upload: holds")

PRO = "black-forest-labs/flux-1.1-pro"
output = replicate.run(PRO, input={"prompt": "a lighthouse", "aspect_ratio": "1:1"})
assert size_of(output.read()) == (1024, 1024), output.url
prediction = replicate.predictions.create(model=PRO, input={"prompt": "x [fault: polls=2]"})
for _ in range(3):
    prediction.reload()
assert prediction.status == "succeeded", prediction
assert status_of(replicate.run, PRO, input={"prompt": "x", "aspect_ratio": "7:5"}) == 422
print(sys.argv[1], "Replicate: holds")

# The boundary of the form is another each time; the picture in it must be the same.
file = replicate.files.create(picture(1, 2, 3))
assert (file.name, file.content_type) == ("picture.png", "image/png"), file
if sys.argv[1] == "replay":
    assert status_of(replicate.files.create, picture(3, 2, 1)) == 599
print(sys.argv[1], "Replicate, files: holds")
