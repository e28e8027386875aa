"""Archives that are the same bytes for the same files: names in order, one time, nobody's ids."""

import gzip
import io
import lzma
import tarfile
import zipfile
from datetime import datetime, timezone
from typing import NamedTuple


class File(NamedTuple):
    """A file of an archive: its name there, its bytes, and whether it is a program."""

    name: str
    data: bytes
    runs: bool = False

    @property
    def mode(self):
        return 0o755 if self.runs else 0o644


def text(name, content, runs=False):
    return File(name, content.encode(), runs)


def below(folder, prefix=""):
    """Every file below a folder, under names that begin with a prefix; a program stays one."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return [
        File(
            prefix + path.relative_to(folder).as_posix(),
            path.read_bytes(),
            path.stat().st_mode & 0o100 != 0,
        )
        for path in sorted(paths)
    ]


def tar(files, time, empty_folders=(), beginning=""):
    """A tar with a member for each folder, too; `beginning` stands before all names, as dpkg wants `./`."""
    folders = {name: 0o755 for file in files for name in parents(file.name)} | dict(empty_folders)
    members = [(name and name + "/", None, mode) for name, mode in folders.items()]
    members += [(file.name, file.data, file.mode) for file in files]
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for name, data, mode in sorted(members, key=lambda member: member[0]):
            member = tarfile.TarInfo(beginning + name)
            member.mode, member.mtime = mode, time
            if data is None:
                member.type = tarfile.DIRTYPE
                archive.addfile(member)
            else:
                member.size = len(data)
                archive.addfile(member, io.BytesIO(data))
    return out.getvalue()


def parents(name):
    steps = name.split("/")[:-1]
    return ["/".join(steps[: count + 1]) for count in range(len(steps))]


def gz(data, level=6):
    return gzip.compress(data, level, mtime=0)


def xz(data):
    return lzma.compress(data, preset=6)


def zipped(files, time):
    """A zip in the order given, for a wheel's records come last; no zip knows a time before 1980."""
    out = io.BytesIO()
    date = datetime.fromtimestamp(max(time, 315_532_800), timezone.utc).timetuple()[:6]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for file in files:
            member = zipfile.ZipInfo(file.name, date)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3
            member.external_attr = (0o100000 | file.mode) << 16
            archive.writestr(member, file.data)
    return out.getvalue()


def ar(files, time):
    """An archive of ar's, as a Debian package is one."""
    out = bytearray(b"!<arch>\n")
    for file in files:
        out += f"{file.name:<16}{time:<12}{0:<6}{0:<6}{0o100644:<8o}{len(file.data):<10}`\n".encode()
        out += file.data + b"\n" * (len(file.data) % 2)
    return bytes(out)
