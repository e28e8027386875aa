"""The README's picture of an atlas: pictures-atlas.py SITE FOLDER"""
import io
import pathlib
import sys

from PIL import Image
from selenium import webdriver

site, folder = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
options = webdriver.ChromeOptions()
for word in ("--headless=new", "--no-sandbox", "--hide-scrollbars"):
    options.add_argument(word)
driver = webdriver.Chrome(options=options)
driver.set_window_size(1280, 1000)
driver.get((site / "index.html").as_uri())
picture = Image.open(io.BytesIO(driver.get_screenshot_as_png())).convert("RGB")
picture = picture.resize((picture.width * 3 // 4, picture.height * 3 // 4), Image.LANCZOS)
picture.quantize(128).save(folder / "atlas.png", optimize=True)
driver.quit()
