"""The list of what is inside, as CycloneDX: what is linked in, and what the system must bring."""

import re
import subprocess
import uuid
from datetime import datetime, timezone

from release import NAME, SUMMARY, digest, document

SWIFT = [
    ("swift", "the Swift standard library", "https://github.com/swiftlang/swift"),
    ("swift-corelibs-libdispatch", "Dispatch", "https://github.com/swiftlang/swift-corelibs-libdispatch"),
    ("swift-foundation", "FoundationEssentials", "https://github.com/swiftlang/swift-foundation"),
]
LICENCE = [{"license": {"id": "Apache-2.0"}}]


def bill(release, linkage, made):
    """`made` are the files that the list is published with."""
    main = f"pkg:generic/{NAME}@{release.version}"
    parts = [*linked(compiler()), *system(linkage)]
    value = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(release.time, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                "type": "application",
                "bom-ref": main,
                "name": "touchstone",
                "version": release.version,
                "description": SUMMARY,
                "purl": main,
                "hashes": [hashed(release.program.read_bytes())],
                "components": [
                    {"type": "file", "name": file.name, "hashes": [hashed(file.data)]} for file in made
                ],
            },
        },
        "components": parts,
        "dependencies": [{"ref": main, "dependsOn": [part["bom-ref"] for part in parts]}],
    }
    # The same content has the same number.
    number = uuid.uuid5(uuid.NAMESPACE_URL, digest(document("", value).data))
    return document(
        f"touchstone-{release.version}-{release.system}-{release.machine}.cdx.json",
        {"bomFormat": "CycloneDX", "serialNumber": f"urn:uuid:{number}", **value},
    )


def compiler():
    shown = subprocess.run(["swift", "--version"], check=True, capture_output=True, text=True).stdout
    return re.search(r"Swift version (\d+(?:\.\d+)*)", shown)[1]


def linked(version):
    return [
        {
            "type": "library",
            "bom-ref": f"pkg:generic/{name}@{version}",
            "name": name,
            "version": version,
            "description": f"{what}, linked into the program",
            "licenses": LICENCE,
            "purl": f"pkg:generic/{name}@{version}",
            "externalReferences": [{"type": "vcs", "url": source}],
        }
        for name, what, source in SWIFT
    ]


def system(linkage):
    """What the program loads; no version, for it is the system's."""
    return [
        {
            "type": "library",
            "bom-ref": f"system:{library}",
            "name": library,
            "description": "of the system, loaded when the program starts",
        }
        for library in linkage.libraries
    ] + [
        {
            "type": "library",
            "bom-ref": "system:libssl.so.3",
            "name": "libssl.so.3",
            "description": "of the system, loaded when https is first needed",
            "scope": "optional",
        }
    ]


def hashed(data):
    return {"alg": "SHA-256", "content": digest(data)}
