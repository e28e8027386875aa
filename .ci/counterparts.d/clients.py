"""The official OpenAI client against the reference gateway: what it sends, reads and raises."""

import asyncio
import base64
import io
import tempfile
import urllib.error
import urllib.request

import openai
from PIL import Image

client = openai.OpenAI(max_retries=0)
print(f"openai {openai.__version__}")


def holds(what):
    print(f"{what}: holds")


def size_of(data):
    return Image.open(io.BytesIO(data)).size


def fetched(url):
    with urllib.request.urlopen(url) as answer:
        return answer.read(), answer.headers


answer = client.images.generate(model="flux.2-max", prompt="", size="1024x1024")
data, headers = fetched(answer.data[0].url)
assert size_of(data) == (1024, 1024)
assert headers["Content-Type"] == Image.open(io.BytesIO(data)).get_format_mimetype()
assert answer.created > 1_700_000_000
holds("generate, url fetched without a key")

answer = client.images.generate(
    model="flux.2-max",
    prompt="a lighthouse",
    size="4:3",
    n=3,
    response_format="b64_json",
    extra_body={"seed": 7, "mystery": {"nested": [1.50, None]}},
)
pictures = [base64.b64decode(item.b64_json) for item in answer.data]
assert [size_of(picture) for picture in pictures] == [(1183, 887)] * 3
assert len(set(pictures)) == 3
assert answer.size == "1183x887"
assert answer.data[0].revised_prompt == "a lighthouse"
holds("generate, three as base64")

source = io.BytesIO()
Image.new("RGB", (640, 480), (10, 120, 200)).save(source, "PNG")
source = source.getvalue()
with tempfile.NamedTemporaryFile(suffix=".png") as file:
    file.write(source)
    file.flush()
    kinds = {
        "bytes": source,
        "a named tuple": ("source.png", source, "image/png"),
        "an open file": open(file.name, "rb"),
        "a list": [("a.png", source), ("b.png", source)],
    }
    for kind, image in kinds.items():
        answer = client.images.edit(model="fal/flux.2-max", image=image, prompt="at night", n=2)
        assert len(answer.data) == 2
        data, headers = fetched(answer.data[0].url)
        width, height = size_of(data)
        assert abs(width / height - 4 / 3) < 0.05, (width, height)
        holds(f"edit of {kind}")
answer = client.images.edit(
    model="flux.1-kontext-max",
    image=source,
    mask=source,
    prompt="x",
    size="1:1",
    response_format="b64_json",
    output_format="webp",
)
assert Image.open(io.BytesIO(base64.b64decode(answer.data[0].b64_json))).format == "WEBP"
assert answer.metadata["dropped"][0]["parameter"] == "mask"
holds("edit with a mask, as base64 of another format")

names = [model.id for model in client.models.list()]
assert {"flux.1-dev", "flux.1-kontext-max", "flux.2-max", "flux1.1-pro"} <= set(names)
assert client.models.retrieve("flux.2-max").object == "model"
assert client.models.retrieve("fal/flux.2-max").id == "flux.2-max"
holds("models, by slug and by prefix")

raw = client.images.with_raw_response.generate(model="fal/flux.2-max", prompt="x")
assert raw.headers["x-lumenfall-provider"] == "fal"
assert raw.headers["x-lumenfall-model"] == "flux.2-max"
assert raw.headers["x-request-id"].startswith("req_")
assert raw.parse()._request_id == raw.headers["x-request-id"]
holds("raw headers and the request's id")

events = list(client.images.generate(model="flux.2-max", prompt="x", size="64x48", stream=True))
assert [event.type for event in events] == ["image_generation.completed"]
assert size_of(base64.b64decode(events[0].b64_json)) == (64, 48)
assert events[0].usage.total_tokens == 0
events = list(
    client.images.edit(model="flux.2-max", image=source, prompt="x", stream=True, partial_images=2)
)
assert [event.type for event in events] == ["image_edit.completed"]
holds("streams of both kinds")


def refused(kind, code, status, call=client.images.generate, **arguments):
    try:
        call(**arguments)
    except openai.APIStatusError as error:
        assert type(error) is kind, (type(error), error)
        assert (error.code, error.status_code) == (code, status), error
        assert error.request_id.startswith("req_")
        assert isinstance(error.body["message"], str) and "param" in error.body
        return
    raise AssertionError(f"{arguments} was not refused as {kind}")


def fault(text, model="fal/flux.2-max"):
    return {"model": model, "prompt": f"x [fault: {text}]"}


bad = openai.BadRequestError
refused(bad, "INVALID_REQUEST", 400, model="flux.2-max", prompt="x", size="banana")
refused(bad, "INVALID_REQUEST", 400, model="flux.2-max", prompt="x", n=11)
refused(bad, "INVALID_REQUEST", 400, call=client.images.edit, model="flux.2-max", prompt="x", image=b"x")
refused(bad, "CONTENT_POLICY_VIOLATION", 400, **fault("moderated"))
refused(openai.NotFoundError, "MODEL_NOT_FOUND", 404, model="no-such-model", prompt="x")
refused(openai.NotFoundError, "MODEL_DISABLED", 404, **fault("gateway=MODEL_DISABLED"))
refused(openai.APIStatusError, "INSUFFICIENT_BALANCE", 402, **fault("gateway=INSUFFICIENT_BALANCE"))
refused(openai.UnprocessableEntityError, "UPSTREAM_ERROR", 422, **fault("status=422"))
refused(openai.RateLimitError, "UPSTREAM_ERROR", 429, **fault("status=429"))
refused(openai.RateLimitError, "RATE_LIMITED", 429, **fault("status=429", "flux.2-max"))
refused(openai.InternalServerError, "ALL_PROVIDERS_EXHAUSTED", 502, **fault("status=500", "flux.2-max"))
refused(openai.InternalServerError, "UPSTREAM_ERROR", 503, **fault("status=503"))
refused(openai.InternalServerError, "INTERNAL_ERROR", 500, **fault("gateway=INTERNAL_ERROR"))
stranger = client.with_options(api_key="wrong").images.generate
refused(openai.AuthenticationError, "AUTHENTICATION_FAILED", 401, call=stranger, model="a", prompt="x")
try:
    client.with_options(timeout=0.3).images.generate(**fault("slow=5s"))
    raise AssertionError("no timeout")
except openai.APITimeoutError:
    pass
holds("each class of error")

patient = client.with_options(max_retries=2)
prompt = f"[ts:{id(patient):x}] x [fault: status=503 times=2]"
raw = patient.images.with_raw_response.generate(model="fal/flux.2-max", prompt=prompt)
assert raw.retries_taken == 2, raw.retries_taken
prompt = f"[ts:{id(patient) + 1:x}] x [fault: status=429 retry-after=1 times=1]"
raw = patient.images.with_raw_response.generate(model="fal/flux.2-max", prompt=prompt)
assert raw.retries_taken == 1, raw.retries_taken
holds("retries, until they are answered")


async def several():
    async with openai.AsyncOpenAI() as client:
        calls = (
            client.images.generate(model="flux.2-max", prompt="x", size=f"{number}x64")
            for number in range(100, 120)
        )
        return await asyncio.gather(*calls)


sizes = [answer.size for answer in asyncio.run(several())]
assert sizes == [f"{number}x64" for number in range(100, 120)]
holds("twenty at once")
