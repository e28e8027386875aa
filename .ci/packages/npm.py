"""Two npm packages: one that people name, and one with the program, which only its own system installs."""

from archives import File, below, gz, tar
from release import NAME, SUMMARY, document

# What Node calls the systems that have a package of their own.
CALLED = {("linux", "x86_64"): "linux-x64", ("linux", "aarch64"): "linux-arm64", ("darwin", "arm64"): "darwin-arm64"}


def platform_package(release):
    called = CALLED[release.system, release.machine]
    system, processor = called.split("-")
    about = {
        "name": f"{NAME}-{called}",
        "version": release.version,
        "description": f"{SUMMARY}: the program for {called}",
        "os": [system],
        "cpu": [processor],
        # Built against glibc; a system with musl takes the container image.
        **({"libc": ["glibc"]} if system == "linux" else {}),
        "files": ["bin", "share"],
    }
    return packed(release, about, release.tree())


def main_package(release, sources):
    about = {
        "name": NAME,
        "version": release.version,
        "description": SUMMARY,
        "type": "module",
        "bin": {"touchstone": "touchstone.js"},
        "exports": {".": "./program.js", "./testing": "./testing.js"},
        "engines": {"node": ">=20"},
        "optionalDependencies": {f"{NAME}-{called}": release.version for called in sorted(CALLED.values())},
    }
    readme = File("README.md", (release.folder / "README.md").read_bytes())
    return packed(release, about, [readme, *below(sources)])


def packed(release, about, files):
    files = [document("package.json", about), *files]
    inside = [file._replace(name=f"package/{file.name}") for file in files]
    return File(f"{about['name']}-{release.version}.tgz", gz(tar(inside, release.time)))
