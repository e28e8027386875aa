"""Makes every package of a release: pack.py STAGE OUT SYSTEM MACHINE [STATIC-PROGRAM]

STAGE is the folder that the archive holds. The time of all files is SOURCE_DATE_EPOCH's. RELEASE_URL is
where OUT will be published; the packages pin the archive there for `touchstone init --ci`.
"""

import os
import sys
from pathlib import Path

import bill
import debian
import image
import npm
import recipes
import wheel
from archives import File, below, gz, tar
from linkage import Linkage
from release import Release, digest

HERE = Path(__file__).parent


def archive(release):
    name = release.folder.name
    return File(f"{name}.tar.gz", gz(tar(below(release.folder, f"{name}/"), release.time)))


def linux(release, static_program):
    linkage = Linkage.of(release.program)
    yield wheel.wheel(release, linkage.manylinux(release.machine), HERE / "python/touchstone")
    yield npm.platform_package(release)
    yield debian.package(release, linkage.depends(), HERE / "debian")
    yield image.image(release, static_program)


def macos(release):
    """The least system that Package.swift names."""
    yield wheel.wheel(release, f"macosx_26_0_{release.machine}", HERE / "python/touchstone")
    yield npm.platform_package(release)


def portable(release):
    """What is the same for every system, and is made on one of them alone."""
    yield npm.main_package(release, HERE / "node")
    yield from recipes.filled(HERE.parents[1] / ".github/recipes", release.pin)


def main(stage, out, system, machine, static_program=None):
    out = Path(out)
    release = Release(Path(stage), system, machine, int(os.environ["SOURCE_DATE_EPOCH"]))
    made = [archive(release)]
    # Jobs of CI run where most of them do.
    if (system, machine) == ("linux", "x86_64"):
        pin = recipes.Pin(made[0].name, os.environ["RELEASE_URL"], digest(made[0].data))
        release = release._replace(pin=pin)
        made += portable(release)
    made += linux(release, Path(static_program)) if system == "linux" else macos(release)
    if system == "linux":
        made.append(bill.bill(release, Linkage.of(release.program), made))
    made.sort()
    sums = {file.name: f"{digest(file.data)}  {file.name}\n" for file in made}
    for file in made:
        (out / file.name).write_bytes(file.data)
        (out / file.name).chmod(file.mode)
        print(f"{len(file.data) / 1e6:8.2f} MB  {file.name}")
    (out / "SHA256SUMS").write_text("".join(sums.values()))
    name = f"{release.folder.name}.tar.gz"
    (out / f"{name}.sha256").write_text(sums[name])


if __name__ == "__main__":
    main(*sys.argv[1:])
