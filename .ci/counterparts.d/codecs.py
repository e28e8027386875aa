"""write DIR: GIF and WebP by other encoders with their pixels; read DIR: hold ours against others."""
import os
import subprocess
import sys

import numpy
from PIL import Image


def picture(width, height, seed, alpha):
    """Slopes, waves and mild noise with a marked corner, or noise alone for odd seeds."""
    noise = numpy.random.default_rng(seed)
    y, x = numpy.mgrid[0:height, 0:width].astype(float)
    red = 128 + 100 * numpy.sin(x / 37 + y / 91)
    pixels = numpy.stack([red, x * 255 / width, y * 255 / height, 255 + 0 * x], -1)
    pixels[..., :3] += noise.normal(0, 3, (height, width, 1))
    pixels[: height // 4, : width // 3, :3] = [250, 20, 30]
    if seed % 2:
        pixels[..., :3] = noise.integers(0, 256, (height, width, 3))
    if alpha:
        pixels[..., 3] = x * 400 / width - 50
    pixels = pixels.clip(0, 255).astype(numpy.uint8)
    return Image.fromarray(pixels if alpha else pixels[..., :3])


def keep(path):
    """The pixels as Pillow reads them: width, height, then red, green, blue, alpha."""
    with Image.open(path) as read:
        pixels = read.convert("RGBA")
    # What is fully transparent in a GIF has no colour.
    if path.endswith(".gif"):
        data = numpy.array(pixels)
        data[data[..., 3] == 0] = 0
        pixels = Image.fromarray(data)
    with open(path + ".rgba", "wb") as out:
        out.write(pixels.width.to_bytes(4, "big") + pixels.height.to_bytes(4, "big") + pixels.tobytes())


def save(folder, name, image, **options):
    path = os.path.join(folder, name)
    image.save(path, **options)
    keep(path)


def write(folder):
    folder = os.path.join(folder, "theirs")
    os.makedirs(folder)
    for width, height in [(1, 1), (2, 3), (16, 16), (17, 5), (100, 70), (33, 129), (300, 220)]:
        for seed in (2, 3):
            size = f"{width}x{height}-{seed}"
            plain, clear = picture(width, height, seed, False), picture(width, height, seed, True)
            for quality in (1, 30, 75, 100):
                for method in (0, 4, 6):
                    save(folder, f"lossy{quality}-{method}-{size}.webp", plain, quality=quality, method=method)
                save(folder, f"alpha{quality}-{size}.webp", clear, quality=quality)
            for method in (0, 4, 6):
                save(folder, f"lossless{method}-{size}.webp", clear, lossless=True, exact=True, method=method)
            for colors in (2, 4, 16, 200):
                few = plain.quantize(colors)
                save(folder, f"palette{colors}-{size}.webp", few.convert("RGB"), lossless=True)
                for interlace in (0, 1):
                    save(folder, f"{colors}-{interlace}-{size}.gif", few, interlace=interlace)
            frames = [picture(width, height, seed + 2 * step, True) for step in range(3)]
            for disposal in (1, 2):
                save(
                    folder, f"frames{disposal}-{size}.gif", frames[0],
                    save_all=True, append_images=frames[1:], disposal=disposal, duration=70,
                )
            save(folder, f"frames-{size}.webp", frames[0], save_all=True, append_images=frames[1:], duration=70)
    source = os.path.join(folder, "..", "source.png")
    picture(300, 220, 2, True).save(source)
    tools = [
        "-segments 1", "-segments 4", "-f 60 -sharpness 5", "-f 100 -strong", "-nostrong -f 40", "-f 0",
        "-sns 100", "-alpha_filter none", "-alpha_filter fast", "-alpha_filter best", "-alpha_method 0",
        "-near_lossless 40", "-lossless -z 9",
    ]
    for number, options in enumerate(tools):
        path = os.path.join(folder, f"cwebp-{number}.webp")
        subprocess.run(["cwebp", "-quiet", "-q", "40", *options.split(), source, "-o", path], check=True)
        keep(path)
    print(f"{len(os.listdir(folder)) // 2} pictures by libwebp and Pillow")


def pixels(path):
    data = numpy.fromfile(path, numpy.uint8)
    width, height = (int.from_bytes(data[at : at + 4].tobytes(), "big") for at in (0, 4))
    return data[8:].reshape(height, width, 4).astype(int)


def hold(name, ours, theirs, limit):
    assert ours.shape == theirs.shape, f"{name}: {theirs.shape} instead of {ours.shape}"
    seen = theirs[..., 3] > 0 if name.endswith(".gif") else slice(None)
    difference = abs(ours - theirs)[seen].max(initial=0)
    assert difference <= limit, f"{name} differs by {difference}"


def read(folder):
    ours = os.path.join(folder, "ours")
    names = sorted(name for name in os.listdir(ours) if name.endswith((".gif", ".webp", ".avif")))
    for number, name in enumerate(names):
        path = os.path.join(ours, name)
        # libavif turns YCbCr into RGB with other rounding; its planes are compared below.
        limit = 1 if name.endswith(".avif") else 0
        with Image.open(path) as image:
            hold(name, pixels(path + ".rgba"), numpy.array(image.convert("RGBA")).astype(int), limit)
        if name.endswith(".avif"):
            planes = path + ".dav1d.yuv"
            subprocess.run(["dav1d", "-q", "-i", path + ".obu", "-o", planes], check=True)
            with open(planes, "rb") as theirs, open(path + ".yuv", "rb") as mine:
                assert theirs.read() == mine.read(), f"{name}: dav1d shows other samples"
            os.remove(planes)
        if number % 50 == 0:
            through = os.path.join(folder, "through.png")
            subprocess.run(["vips", "copy", path, through], check=True, capture_output=True)
            with Image.open(through) as image:
                hold(name, pixels(path + ".rgba"), numpy.array(image.convert("RGBA")).astype(int), 4)
    print(f"{len(names)} pictures of ours read alike by libwebp, libavif, dav1d and libvips")


{"write": write, "read": read}[sys.argv[1]](sys.argv[2])
