"""The official OpenAI client against the reference gateway: what it sends, reads and raises."""

import base64
import io
import urllib.request

import openai
from PIL import Image

client = openai.OpenAI(max_retries=0)


def size_of(data):
    return Image.open(io.BytesIO(data)).size


answer = client.images.generate(model="flux.2-max", prompt="", size="1024x1024")
with urllib.request.urlopen(answer.data[0].url) as fetched:
    assert size_of(fetched.read()) == (1024, 1024)
    assert fetched.headers["Content-Type"].startswith("image/")
print("generate, url: holds")

answer = client.images.generate(
    model="flux.2-max",
    prompt="a lighthouse",
    size="4:3",
    n=3,
    response_format="b64_json",
    extra_body={"seed": 7},
)
pictures = [base64.b64decode(item.b64_json) for item in answer.data]
assert [size_of(picture) for picture in pictures] == [(1183, 887)] * 3
assert len(set(pictures)) == 3
assert answer.size == "1183x887"
print("generate, three as base64: holds")

names = [model.id for model in client.models.list()]
assert {"flux.1-dev", "flux.1-kontext-max", "flux.2-max", "flux1.1-pro"} <= set(names)
assert client.models.retrieve("flux.2-max").object == "model"
print("models: holds")

raw = client.images.with_raw_response.generate(model="fal/flux.2-max", prompt="x")
assert raw.headers["x-lumenfall-provider"] == "fal"
assert raw.headers["x-request-id"].startswith("req_")
print("raw headers: holds")


def refused(kind, code, **arguments):
    try:
        client.images.generate(**arguments)
    except kind as error:
        assert error.code == code, error
        return
    raise AssertionError(f"{arguments} was not refused as {kind}")


refused(openai.BadRequestError, "INVALID_REQUEST", model="flux.2-max", prompt="x", size="banana")
refused(openai.BadRequestError, "INVALID_REQUEST", model="flux.2-max", prompt="x", n=11)
refused(openai.NotFoundError, "MODEL_NOT_FOUND", model="no-such-model", prompt="x")
client.api_key = "wrong"
refused(openai.AuthenticationError, "AUTHENTICATION_FAILED", model="flux.2-max", prompt="x")
print("errors: holds")
