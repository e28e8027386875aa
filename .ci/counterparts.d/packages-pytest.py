"""The fixtures as a stranger's tests use them, with OpenAI's own client."""

import base64
import os
import subprocess
import sys

import openai
import pytest
from openai import OpenAI
from touchstone.testing import Gateway


@pytest.fixture
def client(touchstone_gateway):
    return OpenAI(base_url=touchstone_gateway.url, api_key=touchstone_gateway.key, max_retries=0)


def test_a_picture_is_drawn_and_noted(client, touchstone_gateway):
    answer = client.images.generate(model="flux.2-max", prompt="a lighthouse", size="1183x887", n=2)
    (call,) = touchstone_gateway.calls
    assert (call.method, call.status) == ("POST", 200)
    assert call.input == {"model": "flux.2-max", "prompt": "a lighthouse", "size": "1183x887", "n": 2}
    assert call.headers["user-agent"].startswith("OpenAI/Python")
    assert [each.input["image_size"]["width"] for each in call.calls if each.method == "POST"] == [1183, 1183]
    pictures = touchstone_gateway.pictures
    assert [picture.url for picture in pictures] == [image.url for image in answer.data]
    measured = pictures[0].measure()


    assert (measured["verdict"], measured["width"], measured["height"]) == ("sound", 1183, 887)


def test_the_ledger_is_of_this_test_alone(client, touchstone_gateway):
    assert touchstone_gateway.calls == [] and touchstone_gateway.ledger["asked"] == 0
    client.images.generate(model="flux.2-max", prompt="a tree", response_format="b64_json", n=2)
    ledger = touchstone_gateway.ledger
    assert (ledger["asked"], ledger["paid"], ledger["delivered"]) == (2, 2, 2)
    assert touchstone_gateway.pictures == []
    touchstone_gateway.reset()
    assert touchstone_gateway.calls == [] and set(touchstone_gateway.ledger.values()) == {0}
    client.images.generate(model="flux.2-max", prompt="another")
    assert [call.input["prompt"] for call in touchstone_gateway.calls] == ["another"]
    assert touchstone_gateway.ledger["asked"] == 1


def test_an_edit_is_noted_part_by_part(client, touchstone_gateway, tmp_path):
    source = tmp_path / "source.png"
    subprocess.run(["touchstone", "image", "--draw", "640x480", "-o", source], check=True)
    client.images.edit(model="flux.2-max", image=source.open("rb"), prompt="a hat")
    (call,) = touchstone_gateway.calls
    assert call.input["prompt"] == "a hat" and "image/png" in call.input["image"]


def test_a_refusal_reaches_the_client(client, touchstone_gateway):
    with pytest.raises(openai.RateLimitError):
        client.images.generate(model="flux.2-max", prompt="x [fault: gateway=RATE_LIMITED]")
    assert touchstone_gateway.calls[0].status == 429


def test_providers_are_led_to_by_the_environment(touchstone_providers):
    client = OpenAI(
        base_url=touchstone_providers.environment["OPENAI_BASE_URL"],
        api_key=touchstone_providers.environment["OPENAI_API_KEY"],
        max_retries=0,
    )
    answer = client.images.generate(model="gpt-image-1.5", prompt="a tree", size="1024x1024")
    assert base64.b64decode(answer.data[0].b64_json)[:4] == b"\x89PNG"
    (call,) = touchstone_providers.calls
    assert call.url == f"{touchstone_providers.url}/openai/v1/images/generations"
    assert call.headers["authorization"] == "…"
    touchstone_providers.fail("status=429 times=1")
    with pytest.raises(openai.RateLimitError):
        client.images.generate(model="gpt-image-1.5", prompt="another")
    touchstone_providers.fail("status=429 times=1")
    touchstone_providers.reset()
    client.images.generate(model="gpt-image-1.5", prompt="a third")
    assert [call.status for call in touchstone_providers.calls] == [200]
    assert touchstone_providers.ledger["paid"] == 1
    with pytest.raises(openai.NotFoundError):
        client.models.list()
    assert [request.method for request in touchstone_providers.requests] == ["POST", "GET"]


@pytest.fixture
def my_gateway(touchstone_providers, monkeypatch):
    """A gateway of a stranger's own, led to the providers by its environment; the reference plays it."""
    for name, value in touchstone_providers.environment.items():
        monkeypatch.setenv(name, value)
    with Gateway("--upstream-for", f"fal={touchstone_providers.url}/fal") as gateway:
        yield gateway


# As README has it.
def test_tries_again(touchstone_providers, my_gateway):
    touchstone_providers.fail("status=429 times=2")
    OpenAI(base_url=my_gateway.url, api_key="any").images.generate(model="fal/flux.2-max", prompt="a lighthouse")
    assert [call.status for call in touchstone_providers.calls] == [429, 429, 200]
    assert touchstone_providers.ledger["paid"] == 1


SESSION = """
import pytest, urllib.request
from touchstone.testing import Gateway

@pytest.fixture(scope="session")
def led(touchstone_providers):
    return touchstone_providers.url

def test_one(led, touchstone_providers):
    assert led == touchstone_providers.url

def test_another(led, touchstone_providers):
    assert led == touchstone_providers.url

def test_options(touchstone_gateway):
    request = urllib.request.Request(f"{touchstone_gateway.url}/models", headers={"Authorization": "Bearer other"})
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(request)

def test_a_server_that_does_not_start_says_why():
    with pytest.raises(RuntimeError, match="unknown option"):
        Gateway("--nonsense")
"""


def test_a_session_may_have_one_server(tmp_path):
    (tmp_path / "test_session.py").write_text(SESSION)
    (tmp_path / "pytest.ini").write_text(
        "[pytest]\ntouchstone_scope = session\ntouchstone_gateway_options = --key only-this\n"
    )
    run = subprocess.run([sys.executable, "-m", "pytest", "-q", tmp_path], capture_output=True, text=True)
    assert run.returncode == 0, run.stdout
