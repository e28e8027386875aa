"""Drives the console in headless Chromium: console-browse.py OPEN LOCKED SCRATCH SHOTS"""

import http.server
import json
import sys
import threading
import time
import urllib.request
from pathlib import Path

from PIL import Image, ImageDraw
from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from chromium import browser

gateway, locked, scratch, shots = sys.argv[1:]
# The published table of each model, as it was written by hand.
published = [json.loads(file.read_text())["sizes"] for file in sorted(Path("golden/published").glob("*.json"))]


def until(condition, what):
    deadline = time.monotonic() + 20
    while True:
        value = condition()
        if value:
            return value
        assert time.monotonic() < deadline, what
        time.sleep(0.05)


def opened(driver, url=gateway):
    driver.get(url + "/")
    until(lambda: driver.execute_script("return document.documentElement.dataset.ready"), "ready")
    return driver


def all_of(driver, query):
    return driver.find_elements(By.CSS_SELECTOR, query)


def keys(driver, *texts):
    ActionChains(driver).send_keys(*texts).perform()


def tab_to(driver, name):
    for _ in range(60):
        active = driver.switch_to.active_element
        if name in (active.get_attribute("id"), active.get_attribute("name"), active.get_attribute("type")):
            return active
        keys(driver, Keys.TAB)
    raise AssertionError(f"the keyboard never reaches {name}")


def pictures(driver):
    return driver.execute_script(
        "return [...document.querySelectorAll('#result img')]"
        ".map((image) => `${image.naturalWidth}x${image.naturalHeight}`)")


def by_keyboard(driver):
    opened(driver)
    tab_to(driver, "model")
    keys(driver, "FLUX.2 [max]")
    until(lambda: all_of(driver, "[data-offer='fal/flux.2-max']"), "the plan follows the model")
    prompt = tab_to(driver, "prompt")
    prompt.send_keys(Keys.CONTROL + "a")
    keys(driver, "a tin boat")
    assert prompt.get_attribute("value") == "a tin boat"
    tab_to(driver, "shape")
    keys(driver, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT)
    size = driver.find_element(By.ID, "size").get_attribute("value")
    assert size == "1183x887", f"arrows choose a size, not {size}"
    tab_to(driver, "n")
    keys(driver, Keys.ARROW_UP)
    tab_to(driver, "submit")
    keys(driver, Keys.ENTER)
    until(lambda: pictures(driver) == ["1183x887"] * 2, "two pictures come")
    assert all_of(driver, "#result img")[0].get_attribute("alt") == "Picture 1: a tin boat"
    until(lambda: len(all_of(driver, "#calls .call")) >= 2, "the calls upstream are shown")
    assert "/fal/fal-ai/flux-2-max" in driver.find_element(By.ID, "calls").text
    visit = until(lambda: all_of(driver, ".visit"), "the exchange is listed")[0]
    visit.find_element(By.TAG_NAME, "summary").send_keys(Keys.ENTER)
    until(lambda: "a tin boat" in visit.text, "an exchange opens")
    assert "Bearer any" not in visit.text
    before = len(all_of(driver, ".visit"))
    request = urllib.request.Request(
        gateway + "/v1/images/generations", b'{"model": "flux.2-max", "prompt": "x"}',
        {"Authorization": "Bearer any", "Content-Type": "application/json"})
    urllib.request.urlopen(request).read()
    until(lambda: len(all_of(driver, ".visit")) > before, "another client's request is listed")
    held = visit.find_element(By.TAG_NAME, "summary")
    assert driver.switch_to.active_element == held, "whoever reads a line keeps it"
    assert visit.get_attribute("open")
    print("the form by keyboard: holds")


def shows_both_offers(driver):
    opened(driver)
    plan = driver.find_element(By.ID, "plan")
    driver.execute_script("one('model').value = 'flux.2-max'; showModel()")
    driver.find_element(By.ID, "size").send_keys("1000x600")
    until(lambda: "delivers 1000×600" in plan.text, "fal gives the pixels")
    all_of(driver, ".offer summary")[1].click()
    assert '"width": 1008' in plan.text and '"height": 608' in plan.text
    driver.find_element(By.ID, "size").clear()
    driver.find_element(By.ID, "size").send_keys("banana")
    until(lambda: "INVALID_REQUEST" in plan.text, "a malformed size is told before it is sent")
    driver.find_element(By.CSS_SELECTOR, "[type=submit]").click()
    until(lambda: "400 INVALID_REQUEST" in driver.find_element(By.ID, "result").text, "and after")
    driver.get_log("browser")
    print("what each offer would get: holds")


def edits(driver):
    picture = Image.new("RGB", (600, 400), "#445566")
    ImageDraw.Draw(picture).ellipse((100, 50, 400, 350), fill="#ddccaa")
    picture.save(f"{scratch}/in.png")
    opened(driver)
    driver.execute_script("one('model').value = 'flux.2-max'; showModel()")
    driver.find_element(By.CSS_SELECTOR, "[value=edit]").click()
    driver.find_element(By.ID, "picture").send_keys(f"{scratch}/in.png")
    until(lambda: "600×400" in driver.find_element(By.ID, "thumbs").text, "the pixels are read")
    plan = driver.find_element(By.ID, "plan")
    until(lambda: "delivers 1248×832" in plan.text, "the edit keeps the picture's shape")
    driver.find_element(By.CSS_SELECTOR, "[type=submit]").click()
    until(lambda: pictures(driver) == ["1248x832"], "the edited picture comes")
    driver.find_element(By.ID, "last").click()
    until(lambda: "1248×832" in driver.find_element(By.ID, "thumbs").text, "results can be edited on")
    print("an edit: holds")


def streams_and_fails_over(driver):
    opened(driver)
    driver.execute_script("one('model').value = 'flux.2-max'; showModel(); one('more').closest('details').open = true")
    driver.find_element(By.ID, "more").send_keys('{"stream": true, "size": "1:1"}')
    driver.find_element(By.CSS_SELECTOR, "[type=submit]").click()
    until(lambda: pictures(driver) == ["1024x1024"], "a streamed picture comes")
    driver.find_element(By.ID, "more").clear()
    prompt = driver.find_element(By.ID, "prompt")
    prompt.clear()
    prompt.send_keys("x [fault: status=503 provider=fal]")
    driver.find_element(By.CSS_SELECTOR, "[type=submit]").click()
    calls = driver.find_element(By.ID, "calls")
    until(lambda: "503" in calls.text and "/replicate/" in calls.text, "both providers are shown")
    print("a stream, and a failover: hold")


def takes_a_size_from_the_tables(driver):
    opened(driver)
    shown = len(all_of(driver, ".model")), len(all_of(driver, ".model .shape"))
    assert shown == (len(published), sum(map(len, published))), shown
    button = driver.find_element(By.CSS_SELECTOR, "[aria-label^='FLUX.1 Kontext [max], 21:9']")
    box = button.find_element(By.TAG_NAME, "rect")
    drawn = float(box.get_attribute("width")) / float(box.get_attribute("height"))
    assert abs(drawn - 1563 / 670) < 0.01, f"drawn {drawn}"
    button.click()
    assert driver.find_element(By.ID, "model").get_attribute("value") == "flux.1-kontext-max"
    assert driver.find_element(By.ID, "size").get_attribute("value") == "1563x670"
    print("the tables: hold")


def asks_for_the_key(driver):
    driver.get(locked + "/")
    notice = driver.find_element(By.ID, "notice")
    until(lambda: "wants its key" in notice.text, "a locked gateway says so")
    key = driver.find_element(By.ID, "key")
    key.clear()
    key.send_keys("test-key", Keys.TAB)
    until(lambda: len(all_of(driver, ".model")) == len(published), "the key opens it")
    assert not notice.is_displayed()
    driver.get_log("browser")
    print("a locked gateway: holds")


def names_everything(driver):
    """Every control has a name that assistive technology can say."""
    opened(driver)
    tree = driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    roles = ("button", "textbox", "combobox", "radio", "spinbutton", "link", "image")
    for node in tree:
        role = node.get("role", {}).get("value")
        if role in roles and not node.get("ignored"):
            assert node.get("name", {}).get("value"), f"a {role} without a name"
    print("names of controls: hold")


PAGE = """<!DOCTYPE html><meta charset="utf-8"><script>
const headers = { Authorization: "Bearer any", "Content-Type": "application/json" };
async function ask() {
  const models = await (await fetch(`${gateway}/v1/models`, { headers })).json();
  const answer = await fetch(`${gateway}/v1/images/generations`, {
    method: "POST", headers, credentials: "include",
    body: JSON.stringify({ model: "flux.2-max", prompt: "x", size: "16:9" }) });
  const { data } = await answer.json();
  const picture = new Image();
  picture.src = data[0].url;
  await picture.decode();
  const console = await fetch(`${gateway}/__touchstone/exchanges`, { headers })
    .then(() => "read", () => "closed");
  return [models.data.length, answer.headers.get("X-Lumenfall-Provider"),
    picture.naturalWidth, picture.naturalHeight, console].join(" ");
}
const gateway = new URLSearchParams(location.search).get("gateway");
ask().then((text) => { document.title = text; }, (error) => { document.title = `failed: ${error}`; });
</script>"""


class OtherOrigin(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(PAGE.encode())

    def log_message(self, *_):
        pass


def serves_other_origins(driver):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), OtherOrigin)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    driver.get(f"http://localhost:{server.server_port}/?gateway={gateway}")
    title = until(lambda: driver.title, "the other page ends")
    assert title == f"{len(published)} fal 1365 768 closed", title
    server.shutdown()
    driver.get_log("browser")
    print("a page of another origin: holds")


def looks(width, scheme):
    driver = opened(browser(width, scheme))
    driver.execute_script("one('model').value = 'flux.2-max'; showModel(); one('n').value = 2")
    driver.find_element(By.ID, "size").send_keys("4:3")
    driver.find_element(By.CSS_SELECTOR, "[type=submit]").click()
    until(lambda: pictures(driver) == ["1183x887"] * 2, "pictures come")
    until(lambda: all_of(driver, "#calls .call"), "calls come")
    for summary in all_of(driver, "#calls .call:first-child > summary, .visit:first-child > summary"):
        summary.click()
    until(lambda: all_of(driver, ".visit .sides"), "an exchange opens")
    overflow = driver.execute_script("return document.documentElement.scrollWidth")
    assert overflow <= width, f"the page is {overflow} wide at {width}"
    height = driver.execute_script("return document.documentElement.scrollHeight")
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    driver.save_screenshot(f"{shots}/console-{width}-{scheme}.png")
    assert driver.get_log("browser") == [], driver.get_log("browser")
    driver.quit()
    print(f"at {width} in {scheme}: holds")


driver = browser()
for check in (by_keyboard, shows_both_offers, edits, streams_and_fails_over,
              takes_a_size_from_the_tables, asks_for_the_key, names_everything,
              serves_other_origins):
    check(driver)
assert driver.get_log("browser") == [], driver.get_log("browser")
driver.quit()
for width in (400, 1280):
    for scheme in ("light", "dark"):
        looks(width, scheme)
