"""The faulty proxy and the photographer of .ci/pictures."""
import http.client
import http.server
import io
import pathlib
import sys


def proxy(port, gateway):
    class Faulty(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def forward(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            body = body.replace(b'"1183x887"', b'"1365x768"')
            fields = {name: value for name, value in self.headers.items()
                      if name.lower() not in ("host", "content-length", "connection")}
            wire = http.client.HTTPConnection("127.0.0.1", gateway)
            wire.request(self.command, self.path, body or None,
                         {**fields, "Host": self.headers["Host"]})
            answer = wire.getresponse()
            content = answer.read()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in ("content-length", "connection", "transfer-encoding"):
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = forward

        def log_message(self, *_):
            pass

    http.server.ThreadingHTTPServer(("127.0.0.1", port), Faulty).serve_forever()


def shoot(console, report, folder):
    import time

    from PIL import Image
    from selenium import webdriver
    from selenium.webdriver.common.by import By

    options = webdriver.ChromeOptions()
    for word in ("--headless=new", "--no-sandbox", "--hide-scrollbars"):
        options.add_argument(word)
    driver = webdriver.Chrome(options=options)

    def keep(name):
        picture = Image.open(io.BytesIO(driver.get_screenshot_as_png())).convert("RGB")
        picture = picture.resize((picture.width * 3 // 4, picture.height * 3 // 4), Image.LANCZOS)
        picture.quantize(128).save(pathlib.Path(folder) / f"{name}.png", optimize=True)

    driver.set_window_size(1280, 1000)
    driver.get(console)
    time.sleep(1)
    prompt = driver.find_element(By.ID, "prompt")
    prompt.clear()
    prompt.send_keys("a lighthouse at dusk, seen from the sea")
    driver.find_element(By.CSS_SELECTOR, "button[type=submit]").click()
    time.sleep(3)
    keep("console")
    driver.get(report)
    time.sleep(1)
    keep("report")
    driver.quit()


if sys.argv[1] == "proxy":
    proxy(int(sys.argv[2]), int(sys.argv[3]))
else:
    shoot(*sys.argv[2:5])
