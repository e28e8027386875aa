"""LiteLLM's client of Black Forest Labs against the declared provider."""

import io
import urllib.request

import litellm
from PIL import Image

model = "black_forest_labs/flux-kontext-max"


def picture(url):
    """The picture behind a URL that an answer gave."""
    return Image.open(io.BytesIO(urllib.request.urlopen(url).read()))


made = litellm.image_generation(model=model, prompt="a red cube", aspect_ratio="4:3", seed=7)
assert picture(made.data[0].url).size == (1184, 896), picture(made.data[0].url).size
print("a generation, polled where the answer says: holds")

source = io.BytesIO()
Image.new("RGB", (1200, 800), "orange").save(source, "PNG")
source.name = "source.png"
source.seek(0)
edited = litellm.image_edit(model=model, image=source, prompt="make it blue")
assert edited.data[0].url or edited.data[0].b64_json
print("an edit, its picture as bare base64: holds")

# LiteLLM makes 500 of any refusal and names the real status in its words only.
for fault, words in [("moderated", "Moderated"), ("status=429", "429"), ("status=402", "402")]:
    try:
        litellm.image_generation(model=model, prompt=f"a fox [fault: {fault}]", num_retries=0)
    except Exception as error:  # noqa: BLE001
        assert words in str(error), error
        print(f"{fault} is an error that says {words}: holds")
    else:
        raise SystemExit(f"{fault} was no error")
