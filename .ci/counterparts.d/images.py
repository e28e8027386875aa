"""write DIR: pictures by other encoders with their pixels; read DIR: hold ours against others."""
import math
import os
import shutil
import subprocess
import sys

from PIL import Image

MAGICK = next(filter(shutil.which, ["convert-im6.q16", "magick", "convert"]))


def pattern(width, height, mode):
    """Slopes, an edge and a little alpha, alike for all modes."""
    picture = Image.new("RGBA", (width, height))
    for y in range(height):
        for x in range(width):
            edge = 200 if x * 3 < width and y * 4 < height else 40
            picture.putpixel((x, y), ((x * 5 + edge) % 256 // 2, y * 200 // height, edge, 255 - (x * y) % 90))
    return picture.convert(mode) if mode != "RGBA" else picture


def save(folder, name, picture, **options):
    path = os.path.join(folder, name)
    picture.save(path, **options)
    keep(path)


def keep(path):
    """The pixels as Pillow reads them: width, height, then red, green, blue, alpha."""
    with Image.open(path) as read:
        if read.mode in ("I;16", "I"):
            read = read.point(lambda value: value * 255 / 65535 + 0.5).convert("L")
        pixels = read.convert("RGBA")
    with open(path + ".rgba", "wb") as out:
        out.write(pixels.width.to_bytes(4, "big") + pixels.height.to_bytes(4, "big") + pixels.tobytes())


def run(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def write(folder):
    folder = os.path.join(folder, "theirs")
    os.makedirs(folder)
    sizes = [(1, 1), (7, 3), (16, 16), (17, 33), (64, 48), (130, 97)]
    for width, height in sizes:
        size = f"{width}x{height}"
        for mode in ("1", "L", "LA", "P", "RGB", "RGBA"):
            save(folder, f"{mode}-{size}.png", pattern(width, height, mode), optimize=width % 2 == 0)
        for colors in (2, 4, 16):
            picture = pattern(width, height, "RGB").quantize(colors)
            save(folder, f"{colors}-colors-{size}.png", picture, bits=int(math.log2(colors)))
        for sampling in ("4:4:4", "4:2:2", "4:2:0"):
            for progressive in (False, True):
                for quality in (25, 75, 95):
                    kind = "progressive" if progressive else "baseline"
                    name = f"{kind}-{quality}-{sampling.replace(':', '')}-{size}.jpg"
                    picture = pattern(width, height, "RGB")
                    save(folder, name, picture, quality=quality, subsampling=sampling, progressive=progressive)
        save(folder, f"gray-{size}.jpg", pattern(width, height, "L"))
        save(folder, f"restart-{size}.jpg", pattern(width, height, "RGB"), restart_marker_blocks=2)
        source = os.path.join(folder, f"RGBA-{size}.png")
        for name, options in {
            "interlaced": ["-interlace", "PNG"],
            "interlaced-gray4": ["-alpha", "off", "-colorspace", "Gray", "-depth", "4", "-interlace", "PNG"],
            "deep": ["-alpha", "off", "-depth", "16", "-define", "png:color-type=2", "-define", "png:bit-depth=16"],
        }.items():
            path = os.path.join(folder, f"magick-{name}-{size}.png")
            run(MAGICK, source, *options, path)
            keep(path)
        flat = os.path.join(folder, f"RGB-{size}.png")
        for options in ("interlace,Q=60", "Q=90,no-subsample"):
            path = os.path.join(folder, f"vips-{options.replace(',', '-').replace('=', '')}-{size}.jpg")
            run("vips", "jpegsave", flat, path, *[f"--{option}" for option in options.split(",")])
            keep(path)
        for sampling in ("4:1:1", "4:4:0"):
            path = os.path.join(folder, f"magick-{sampling.replace(':', '')}-{size}.jpg")
            run(MAGICK, flat, "-sampling-factor", sampling, "-quality", "80", path)
            keep(path)
    print(f"{len(os.listdir(folder)) // 2} pictures by Pillow, libvips and ImageMagick")


def pixels(path):
    with open(path, "rb") as file:
        data = file.read()
    size = (int.from_bytes(data[:4], "big"), int.from_bytes(data[4:8], "big"))
    return Image.frombytes("RGBA", size, data[8:])


def largest_difference(one, other):
    assert one.size == other.size, f"{one.size} instead of {other.size}"
    return max(abs(a - b) for a, b in zip(one.tobytes(), other.tobytes()))


def readers(path, folder):
    """The picture as each of the three sees it."""
    with Image.open(path) as read:
        read.load()
        yield "Pillow", read.convert("RGBA")
    through = os.path.join(folder, "through.png")
    run("vips", "copy", path, through)
    yield "libvips", Image.open(through).convert("RGBA")
    run(MAGICK, path, "PNG32:" + through)
    yield "ImageMagick", Image.open(through).convert("RGBA")


def read(folder):
    count = 0
    ours = os.path.join(folder, "ours")
    for name in sorted(os.listdir(ours)):
        if name.endswith(".rgba"):
            continue
        path = os.path.join(ours, name)
        # Decoders of JPEG may round differently, above all where they enlarge the colors.
        limit = 0 if name.endswith(".png") else 6
        for reader, seen in readers(path, folder):
            difference = largest_difference(seen, pixels(path + ".rgba"))
            assert difference <= limit, f"{name}: {reader} differs by {difference}"
        count += 1
    print(f"{count} pictures of ours read alike by Pillow, libvips and ImageMagick")


{"write": write, "read": read}[sys.argv[1]](sys.argv[2])
