"""Reads and looks at an atlas, all of its pages: atlas-browse.py FOLDER SHOTS"""

import functools
import http.server
import json
import pathlib
import sys
import threading
import time
import xml.etree.ElementTree
from urllib.parse import unquote, urldefrag, urljoin

import html5lib
from axe_selenium_python import Axe
from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select

from chromium import browser

folder, shots = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
pages = sorted(str(page.relative_to(folder)) for page in folder.rglob("*.html"))
looked_at = ["index.html", "compare.html"]
looked_at += [page for page in pages if page.startswith("gateways/")]
looked_at += [page for page in pages if page.startswith("requirements/")][::9]
# Accessibility takes its time: of each kind of page one or two.
examined = looked_at[:4] + looked_at[-2:]


def until(condition, what):
    deadline = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.02)


def address(page):
    return (folder / page).as_uri()


def reads():
    """What needs no browser: markup, links, badges."""
    for page in pages:
        text = (folder / page).read_text()
        html5lib.HTMLParser(strict=True).parse(text)
        document = html5lib.parse(text, namespaceHTMLElements=False)
        for element in document.iter():
            link = element.get("href") or element.get("src")
            if link is None or link.startswith("https://"):
                continue
            target, fragment = urldefrag(urljoin(page, link))
            assert (folder / unquote(target)).is_file(), f"{page} leads to {link}"
            assert not fragment or f'id="{fragment}"' in (folder / target).read_text(), link
        assert len(text) < 500_000, f"{page} has {len(text)} bytes"
    for badge in folder.rglob("badges/*/*.svg"):
        assert xml.etree.ElementTree.parse(badge).getroot().get("role") == "img"
        data = json.loads(badge.with_suffix(".json").read_text())
        assert data["schemaVersion"] == 1 and {"label", "message", "color"} <= data.keys()
    print(f"{len(pages)} pages, their links and badges: hold")


def asked(driver):
    """The addresses that were fetched since this was last asked."""
    messages = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    return [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]


def looks(width, scheme):
    driver = browser(width, scheme, listens=True)
    driver.set_script_timeout(180)
    for page in looked_at:
        driver.get(address(page))
        for url in asked(driver):
            assert url.startswith((folder.as_uri(), "data:")), f"{page} asks for {url}"
        if width == 1280 and scheme == "light":
            levels = [int(h.tag_name[1]) for h in driver.find_elements(By.CSS_SELECTOR, "h1,h2,h3")]
            assert levels[0] == 1 and all(b <= a + 1 for a, b in zip(levels, levels[1:])), page
        for details in driver.find_elements(By.CSS_SELECTOR, "summary"):
            details.click()
        wide = driver.execute_script("return document.documentElement.scrollWidth")
        assert wide <= width, f"{page} is {wide} wide at {width}"
        errors = driver.get_log("browser")
        assert errors == [], errors
        height = driver.execute_script("return document.documentElement.scrollHeight")
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        driver.save_screenshot(f"{shots}/atlas-{page.replace('/', '-')[:-5]}-{width}-{scheme}.png")
        size["height"] = 900
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        if page not in examined:
            continue
        axe = Axe(driver)
        axe.inject()
        faults = axe.run()["violations"]
        assert not faults, f"{page} at {width}, {scheme}: {axe.report(faults)}"
        driver.get_log("browser")
    driver.quit()
    print(f"{len(looked_at)} pages at {width} in {scheme}: hold; axe has nothing to say of {len(examined)}")


def shown(driver):
    return len(driver.find_elements(By.CSS_SELECTOR, "#requirements tbody tr:not(.group):not([hidden])"))


def filters(driver):
    driver.get(address("index.html"))
    everything = shown(driver)
    assert everything > 100
    driver.find_element(By.ID, "text").send_keys("Size.")
    until(lambda: 10 < shown(driver) < 30, "a name narrows the matrix")
    Select(driver.find_element(By.ID, "level")).select_by_visible_text("policy")
    until(lambda: 0 < shown(driver) < 15, "a level narrows it further")
    driver.find_element(By.ID, "text").send_keys("nothing")
    until(lambda: driver.find_element(By.ID, "none").is_displayed(), "an empty matrix says so")
    driver.refresh()
    driver.find_element(By.ID, "unlike").click()
    until(lambda: 0 < shown(driver) < everything, "what is alike can be left out")
    print("the matrix's filter: holds")


def compares(driver):
    driver.get(address("compare.html"))
    rows = lambda: len(driver.find_elements(By.CSS_SELECTOR, "#rows tr"))
    until(lambda: driver.find_element(By.ID, "sum").text, "two are compared at once")
    select = Select(driver.find_element(By.ID, "one"))
    for number in (0, 1):
        select.select_by_index(number)
        until(lambda: driver.find_element(By.ID, "sum").text.startswith(f"{rows()} of "),
              "the sum is that of the rows")
    other = driver.find_element(By.ID, "other")
    Select(other).select_by_index(1)
    until(lambda: rows() == 0, "a version is like itself")
    driver.find_element(By.ID, "alike").click()
    until(lambda: rows() > 100, "alike ones are shown where asked for")
    kept = driver.current_url
    driver.get("about:blank")
    driver.get(kept)
    until(lambda: Select(driver.find_element(By.ID, "one")).first_selected_option.get_attribute("value") == "1",
          "the address keeps the pair")
    print("two versions side by side: hold")


def by_keyboard(driver):
    driver.get(address("index.html"))
    press = lambda key: ActionChains(driver).send_keys(key).perform()
    press(Keys.TAB)
    assert "skip" in driver.switch_to.active_element.get_attribute("class"), "first comes the way to the content"
    press(Keys.ENTER)
    reached = set()
    for _ in range(60):
        press(Keys.TAB)
        element = driver.switch_to.active_element
        reached.add(element.get_attribute("id") or element.get_attribute("class") or element.tag_name)
    assert {"text", "group", "level", "unlike", "scroll"} <= reached, reached
    print("by keyboard: holds")


def prints(driver):
    for page in ("index.html", looked_at[2]):
        driver.get(address(page))
        sheet = driver.execute_cdp_cmd("Page.printToPDF", {"landscape": True, "printBackground": True})
        assert len(sheet["data"]) > 10_000
    print("on paper: holds")


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def serves(driver):
    handler = functools.partial(Quiet, directory=folder)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    driver.get(f"http://127.0.0.1:{server.server_port}/{looked_at[2]}")
    pictures = driver.find_elements(By.CSS_SELECTOR, ".badges img")
    assert len(pictures) == 7
    for picture in pictures:
        assert driver.execute_script("return arguments[0].naturalHeight", picture) == 20
    colour = driver.execute_script("return getComputedStyle(document.querySelector('nav')).display")
    assert colour == "flex", "the style is taken from the server, too"
    errors = [entry for entry in driver.get_log("browser") if "favicon" not in entry["message"]]
    assert errors == [], errors
    server.shutdown()
    print("from a server: holds")


reads()
for width in (400, 1280):
    for scheme in ("light", "dark"):
        looks(width, scheme)
driver = browser(1280)
for check in (filters, compares, by_keyboard, prints):
    check(driver)
assert driver.get_log("browser") == [], driver.get_log("browser")
serves(driver)
driver.quit()
