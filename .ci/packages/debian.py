"""The Debian package: the program, its contract, and completions and a manual page where they are looked for."""

import hashlib
from email.utils import formatdate

from archives import File, ar, below, gz, tar, text, xz
from release import SUMMARY

MAINTAINER = "Touchstone <touchstone@touchstone.invalid>"
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
COMPLETIONS = {
    "bash": "usr/share/bash-completion/completions/touchstone",
    "zsh": "usr/share/zsh/vendor-completions/_touchstone",
    "fish": "usr/share/fish/vendor_completions.d/touchstone.fish",
}


def package(release, depends, sources):
    architecture = ARCHITECTURES[release.machine]
    files = [
        *release.tree("usr/"),
        *(
            File(place, (release.folder / f"share/completions/touchstone.{shell}").read_bytes())
            for shell, place in COMPLETIONS.items()
        ),
        *below(sources, "usr/share/doc/touchstone/"),
        File(
            "usr/share/man/man1/touchstone.1.gz",
            gz((release.folder / "share/man/man1/touchstone.1").read_bytes(), 9),
        ),
        File("usr/share/doc/touchstone/NEWS.gz", gz((release.folder / "CHANGELOG.md").read_bytes(), 9)),
        File("usr/share/doc/touchstone/changelog.gz", gz(changelog(release).encode(), 9)),
    ]
    files.sort()
    control = (
        f"Package: touchstone\nVersion: {release.version}\nArchitecture: {architecture}\n"
        f"Maintainer: {MAINTAINER}\n"
        f"Installed-Size: {-(-sum(len(file.data) for file in files) // 1024)}\n"
        f"Depends: {depends}\n"
        # https upstreams load OpenSSL when they are first called; AVIF of other encoders is decoded by vips.
        "Recommends: libssl3 | libssl3t64\nSuggests: libvips-tools\n"
        f"Section: devel\nPriority: optional\nDescription: {SUMMARY.removeprefix('A ')}\n"
        " Stands on both sides of a gateway: sends what clients send, plays the\n"
        " providers behind it, and holds what it sees on either side to a published\n"
        " contract.\n"
    )
    sums = "".join(f"{hashlib.md5(file.data).hexdigest()}  {file.name}\n" for file in files)
    about = [text("control", control), text("md5sums", sums)]
    members = [
        File("debian-binary", b"2.0\n"),
        File("control.tar.xz", xz(tar(about, release.time, [("", 0o755)], beginning="./"))),
        File("data.tar.xz", xz(tar(files, release.time, [("", 0o755)], beginning="./"))),
    ]
    return File(f"touchstone_{release.version}_{architecture}.deb", ar(members, release.time))


def changelog(release):
    """What Debian's tools read; what changed stands in NEWS."""
    return (
        f"touchstone ({release.version}) unstable; urgency=medium\n\n  * As NEWS.gz says.\n\n"
        f" -- {MAINTAINER}  {formatdate(release.time)}\n"
    )
