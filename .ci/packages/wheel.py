"""The Python wheel: the program and its contract in a package, a launcher, and fixtures for pytest."""

import base64
import hashlib

from archives import File, below, text, zipped
from release import NAME, SUMMARY


def wheel(release, platform, sources):
    """The wheel's name and bytes; `sources` is the folder of the Python package."""
    name = NAME.replace("-", "_")
    about = f"{name}-{release.version}.dist-info"
    tag = f"py3-none-{platform}"
    files = [
        *(file for file in below(sources, "touchstone/") if "__pycache__" not in file.name),
        *release.tree("touchstone/"),
        text(
            f"{about}/METADATA",
            f"Metadata-Version: 2.1\nName: {NAME}\nVersion: {release.version}\nSummary: {SUMMARY}\n"
            "Requires-Python: >=3.9\nClassifier: Framework :: Pytest\n"
            "Classifier: Topic :: Software Development :: Testing\n"
            "Description-Content-Type: text/markdown\n\n" + (release.folder / "README.md").read_text(),
        ),
        text(
            f"{about}/WHEEL",
            f"Wheel-Version: 1.0\nGenerator: touchstone\nRoot-Is-Purelib: false\nTag: {tag}\n",
        ),
        text(
            f"{about}/entry_points.txt",
            "[console_scripts]\ntouchstone = touchstone:main\n\n"
            "[pytest11]\ntouchstone = touchstone.fixtures\n",
        ),
    ]
    files.sort(key=lambda file: (file.name.startswith(about), file.name))
    lines = [f"{file.name},sha256={record(file.data)},{len(file.data)}\n" for file in files]
    files.append(text(f"{about}/RECORD", "".join(lines) + f"{about}/RECORD,,\n"))
    return File(f"{name}-{release.version}-{tag}.whl", zipped(files, release.time))


def record(data):
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
