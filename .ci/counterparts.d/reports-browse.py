"""Drives the page in headless Chromium: reports-browse.py SAMPLE LARGE SHOTS"""

import base64
import sys
import time

from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from chromium import browser

sample, large, shots = sys.argv[1:]


def shown(driver):
    """How many cases need review that the filter lets through, folded or not."""
    return driver.execute_script(
        "return [...document.querySelectorAll('.case')].filter("
        "(card) => !card.hidden && !card.parentElement.hidden).length"
    )


def until(condition, what):
    deadline = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.02)


def looks(width, scheme):
    driver = browser(width, scheme)
    driver.get("file://" + sample)
    assert driver.execute_script("return document.documentElement.dataset.ready") == "true"
    overflow = driver.execute_script("return document.documentElement.scrollWidth")
    assert overflow <= width, f"the page is {overflow} wide at {width}"
    driver.find_element(By.TAG_NAME, "body").send_keys("x")
    until(lambda: driver.find_elements(By.CSS_SELECTOR, ".case[open] .request"), "x opens all")
    overflow = driver.execute_script("return document.documentElement.scrollWidth")
    assert overflow <= width, f"the open page is {overflow} wide at {width}"
    height = driver.execute_script("return document.documentElement.scrollHeight")
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    driver.save_screenshot(f"{shots}/{width}-{scheme}.png")
    assert driver.get_log("browser") == [], driver.get_log("browser")
    driver.quit()
    print(f"at {width} in {scheme}: holds")


def filters(driver):
    driver.get("file://" + sample)
    everything = shown(driver)
    driver.find_element(By.CSS_SELECTOR, ".verdicts .failed").click()
    assert shown(driver) == 3 and "verdict=failed" in driver.current_url
    driver.find_element(By.ID, "text").send_keys("16:9")
    until(lambda: shown(driver) == 1, "text narrows what is shown")
    driver.refresh()
    until(lambda: shown(driver) == 1, "a filter survives a reload")
    driver.find_element(By.ID, "clear").click()
    assert shown(driver) == everything
    driver.find_element(By.CSS_SELECTOR, "#level option[value=policy]").click()
    assert shown(driver) == 2
    driver.find_element(By.CSS_SELECTOR, "#group option[value=law]").click()
    assert shown(driver) == 1
    driver.find_element(By.TAG_NAME, "body").send_keys(Keys.ESCAPE)
    assert shown(driver) == everything
    cell = driver.find_element(
        By.XPATH, "//tr[th[@data-r='size.delivered']]/td[@data-o='fal/flux.2-max']/button"
    )
    cell.click()
    assert shown(driver) == 1 and cell.get_attribute("aria-pressed") == "true"
    driver.find_element(By.ID, "chosen").click()
    assert shown(driver) == everything
    print("filters: hold")


def pictures(driver):
    target = "c~sizes/flux.2-max/fal/t2i/4x3~size.delivered"
    driver.get("file://" + sample + "#" + target)
    slider = driver.find_element(By.CSS_SELECTOR, ".slide input")
    slider.send_keys(Keys.END)
    stage = driver.find_element(By.CSS_SELECTOR, ".stage")
    until(lambda: "100%" in stage.get_attribute("style"), "the slider uncovers the provider's picture")
    driver.find_element(By.CSS_SELECTOR, ".slide button").click()
    until(lambda: "--at: 0%" in stage.get_attribute("style"), "the button swaps the pictures")
    driver.find_element(By.CSS_SELECTOR, ".trace > summary").click()
    assert len(driver.find_elements(By.CSS_SELECTOR, ".trace .span")) == 3
    print("pictures and trace: hold")


def links_and_keys(driver):
    driver.get("file://" + sample + "#?verdict=passed")
    until(lambda: shown(driver) == 0, "a link carries a filter")
    assert len(driver.find_elements(By.CSS_SELECTOR, "#quiet[open] tbody tr")) == 1
    target = "c~sizes/flux.2-max/fal/t2i/4x3~size.delivered"
    driver.get("file://" + sample + "#" + target)
    until(lambda: driver.find_element(By.ID, target).get_attribute("open"), "a link opens a case")
    driver.find_element(By.CSS_SELECTOR, ".matrix a[href='#r~size.table']").click()
    explained = driver.find_element(By.ID, "r~size.table")
    until(lambda: explained.get_attribute("open"), "a requirement is explained")
    press = lambda key: ActionChains(driver).send_keys(key).perform()
    press("/")
    assert driver.switch_to.active_element.get_attribute("id") == "text"
    press(Keys.ESCAPE)
    driver.get("file://" + sample)
    press("j")
    first = driver.switch_to.active_element
    press("j")
    assert first.tag_name == "summary" and driver.switch_to.active_element != first
    press("k")
    assert driver.switch_to.active_element == first
    hostile = driver.execute_script("return document.querySelectorAll('script').length")
    assert hostile == 2, "only the page's own script and data"
    print("links and keys: hold")


def hides_nothing(driver):
    """Every broken requirement is on the page, and a failed cell of the matrix leads to its own."""
    hidden = "return [...document.querySelectorAll('.trouble')].filter((box) => box.hidden).length"
    assert driver.execute_script(hidden) == 0, "a requirement in trouble is hidden"
    for row in driver.find_elements(By.CSS_SELECTOR, ".matrix tr:has(td.failed)")[::9]:
        cell = row.find_element(By.CSS_SELECTOR, "td.failed button")
        name = row.find_element(By.CSS_SELECTOR, "th").get_attribute("data-r")
        driver.execute_script("arguments[0].click()", cell)
        seen = driver.execute_script(
            "return [...document.querySelectorAll('.trouble')].filter((box) => box.checkVisibility())"
            ".map((box) => box.dataset.r)"
        )
        assert seen == [name], f"a failed cell of {name} shows {seen}"
        driver.execute_script("arguments[0].click()", cell)
    print("nothing broken is hidden: holds")


def is_fast(driver):
    spans = []
    for _ in range(3):
        driver.get("file://" + large)
        spans.append(driver.execute_script(
            "const t = performance.timing; return t.domContentLoadedEventEnd - t.navigationStart"
        ))
    start = time.monotonic()
    driver.find_element(By.ID, "text").send_keys("case-99")
    status = driver.find_element(By.ID, "status")
    until(lambda: status.text.startswith("11 cases"), f"text narrows a large page: {status.text}")
    print(f"large page: interactive in {sorted(spans)[1]} ms ({spans}),"
          f" filtered in {round((time.monotonic() - start) * 1000)} ms")
    assert sorted(spans)[1] <= 1000
    driver.get("file://" + large)
    hides_nothing(driver)
    driver.get("file://" + large)
    height = driver.execute_script("return document.documentElement.scrollHeight")
    assert height <= 3 * 900, f"a large page is {height} high until something is opened"
    pages = base64.b64decode(driver.execute_cdp_cmd("Page.printToPDF", {})["data"]).count(b"/Type /Page\n")
    print(f"large page: {height} pixels high, {pages} printed pages")
    assert 0 < pages <= 6


for width in (400, 1280):
    for scheme in ("light", "dark"):
        looks(width, scheme)
driver = browser(1280, "light")
filters(driver)
links_and_keys(driver)
pictures(driver)
is_fast(driver)
assert driver.get_log("browser") == [], driver.get_log("browser")
driver.quit()
