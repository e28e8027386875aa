"""Has a page in Chromium ask the stubs, and Playwright keep the HAR: recordings-browse.py PORT HAR CONTENT"""

import sys

from playwright.sync_api import sync_playwright

port, har, content = sys.argv[1:]
ASK = """async (url) => {
  const answer = await fetch(url + "/fal/fal-ai/flux/dev", {
    method: "POST",
    headers: {"Authorization": "Key any:key", "Content-Type": "application/json"},
    body: '{"prompt":"a lighthouse","num_images":2,"seed":3}',
  })
  const json = await answer.json()
  const picture = await fetch(json.images[0].url)
  return [answer.status, (await picture.arrayBuffer()).byteLength]
}"""

with sync_playwright() as playwright:
    browser = playwright.chromium.launch(
        executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
    )
    context = browser.new_context(record_har_path=har, record_har_content=content)
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{port}/__touchstone/journal")
    status, count = page.evaluate(ASK, f"http://127.0.0.1:{port}")
    assert status == 200 and count > 1000, (status, count)
    context.close()
    browser.close()
