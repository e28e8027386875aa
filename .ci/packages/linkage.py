"""What a program of Linux wants of the system that runs it, read from the program."""

import re
import subprocess
from typing import NamedTuple

# The libraries of the system, the packages of Debian's that hold them, and the versions of symbols that
# follow a package's own version.
PACKAGES = {
    "libc.so.6": ("libc6", "GLIBC"),
    "libm.so.6": ("libc6", "GLIBC"),
    "ld-linux-x86-64.so.2": ("libc6", "GLIBC"),
    "ld-linux-aarch64.so.1": ("libc6", "GLIBC"),
    "libstdc++.so.6": ("libstdc++6", None),
    "libgcc_s.so.1": ("libgcc-s1", "GCC"),
}

# Debian's package that first had a version of libstdc++'s symbols.
STANDARD_LIBRARY = {
    "GLIBCXX_3.4.26": "9",
    "GLIBCXX_3.4.28": "9.3",
    "GLIBCXX_3.4.29": "11",
    "GLIBCXX_3.4.30": "12",
    "GLIBCXX_3.4.31": "13.1",
    "GLIBCXX_3.4.32": "13.1",
    "GLIBCXX_3.4.33": "14",
}


class Linkage(NamedTuple):
    """The libraries that a program loads, and the newest version of symbols that it takes of each family."""

    libraries: list
    newest: dict

    @staticmethod
    def of(program):
        text = subprocess.run(
            ["objdump", "-p", program], check=True, capture_output=True, text=True, env={"LC_ALL": "C"}
        ).stdout
        newest = {}
        for family, version in re.findall(r"\b([A-Z]+)_(\d+(?:\.\d+)+)$", text, re.M):
            newest[family] = max(newest.get(family, (0,)), tuple(map(int, version.split("."))))
        return Linkage(re.findall(r"NEEDED\s+(\S+)", text), newest)

    def version(self, family):
        return ".".join(map(str, self.newest[family]))

    def manylinux(self, machine):
        """The wheel tag of systems whose C library is new enough (PEP 600)."""
        major, minor = self.newest["GLIBC"][:2]
        return f"manylinux_{major}_{minor}_{machine}"

    def depends(self):
        """What a Debian package of the program depends on."""
        wanted = {}
        for library in self.libraries:
            if library not in PACKAGES:
                raise SystemExit(f"no Debian package is known for {library}: name it in linkage.py")
            package, family = PACKAGES[library]
            wanted[package] = self.version(family) if family in self.newest else self.since(library)
        return ", ".join(f"{name} (>= {version})" for name, version in sorted(wanted.items()))

    def since(self, library):
        name = f"GLIBCXX_{self.version('GLIBCXX')}"
        if library != "libstdc++.so.6" or name not in STANDARD_LIBRARY:
            raise SystemExit(f"no version of {library} is known that has {name}: name it in linkage.py")
        return STANDARD_LIBRARY[name]
