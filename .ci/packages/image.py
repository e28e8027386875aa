"""The container image as one file that needs no daemon to be made.

It is an OCI layout with the manifest that `docker load` reads beside it, so that podman, docker, skopeo
and containerd all take it. Nothing but the program and its contract is inside.
"""

from datetime import datetime, timezone

from archives import File, gz, tar
from release import SUMMARY, digest, document

ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
OCI = "application/vnd.oci.image"


def image(release, program):
    """`program` is linked with all that it needs, for there is no libc in the image."""
    files = [file for file in release.tree() if file.name != "bin/touchstone"]
    files.append(File("bin/touchstone", program.read_bytes(), runs=True))
    layer = tar(sorted(files), release.time, [("tmp", 0o1777)])
    packed = gz(layer)
    created = datetime.fromtimestamp(release.time, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    config = document("config", configuration(release, created, digest(layer))).data
    parts = [(f"{OCI}.config.v1+json", config), (f"{OCI}.layer.v1.tar+gzip", packed)]
    described = [described_as(media, data) for media, data in parts]
    manifest = document(
        "manifest",
        {"schemaVersion": 2, "mediaType": f"{OCI}.manifest.v1+json", "config": described[0], "layers": described[1:]},
    ).data
    name = f"touchstone:{release.version}"
    index = described_as(f"{OCI}.manifest.v1+json", manifest) | {
        "annotations": {
            "io.containerd.image.name": f"docker.io/library/{name}",
            "org.opencontainers.image.ref.name": release.version,
        }
    }
    blobs = [blob(data) for data in (config, packed, manifest)]
    content = [
        document("oci-layout", {"imageLayoutVersion": "1.0.0"}),
        document("index.json", {"schemaVersion": 2, "mediaType": f"{OCI}.index.v1+json", "manifests": [index]}),
        document("manifest.json", [{"Config": blobs[0].name, "RepoTags": [name], "Layers": [blobs[1].name]}]),
        *blobs,
    ]
    return File(f"touchstone-{release.version}-{release.system}-{release.machine}.image.tar", tar(content, release.time))


def configuration(release, created, layer):
    return {
        "architecture": ARCHITECTURES[release.machine],
        "os": "linux",
        "created": created,
        "config": {
            "User": "65534:65534",
            "ExposedPorts": {f"{port}/tcp": {} for port in (4020, 4021, 4022)},
            "Entrypoint": ["/bin/touchstone"],
            "Cmd": ["serve", "--host", "0.0.0.0"],
            "Healthcheck": {
                "Test": ["CMD", "/bin/touchstone", "doctor", "--quiet", "--url", "http://127.0.0.1:4020/v1/models"],
                "Interval": 10_000_000_000,
                "Timeout": 3_000_000_000,
                "StartPeriod": 2_000_000_000,
            },
            "Labels": {
                "org.opencontainers.image.title": "touchstone",
                "org.opencontainers.image.description": SUMMARY,
                "org.opencontainers.image.version": release.version,
            },
        },
        "rootfs": {"type": "layers", "diff_ids": [f"sha256:{layer}"]},
        "history": [{"created": created, "created_by": ".ci/release"}],
    }


def blob(data):
    return File(f"blobs/sha256/{digest(data)}", data)


def described_as(media, data):
    return {"mediaType": media, "digest": f"sha256:{digest(data)}", "size": len(data)}
