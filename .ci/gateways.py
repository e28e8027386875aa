"""What .ci/gateways asks of reports: same REFERENCE OTHER, or lists LITELLM."""

import json
import sys

NEWS = {"failed", "differs", "errored", "flaky"}


def findings(path):
    with open(path) as file:
        return json.load(file)["findings"]


def same(reference, other):
    """Whoever stands before the reference may have no finding that the reference hasn't.

    What it is known to lose on the way stands in its expectations, each with a reason.
    """
    def held(path):
        return {(f["case"], f["requirement"]) for f in findings(path) if f["verdict"] in NEWS}

    extra = sorted(held(other) - held(reference))
    for case, requirement in extra:
        print(f"more than the reference: {case} {requirement}")
    print(f"{len(extra)} findings more than the reference, of {len(findings(other))}")
    return not extra


# Faults that LiteLLM is known for, by requirement and a word of the case.
FAULTS = {
    "a response_format is ignored": ("format.exclusive", "t2i/b64"),
    "16:9 becomes landscape_4_3": ("size.ratio-is-aspect", "flux1.1-pro"),
    "n is not checked": ("n.range", "eleven"),
    "n beyond the provider's batch is refused": ("n.native", "flux.1-dev"),
    "a default size is left to the provider": ("size.default", "flux.1-dev"),
}


def lists(path):
    held = [f for f in findings(path) if f["verdict"] in NEWS | {"known"}]
    missing = [
        name for name, (requirement, word) in FAULTS.items()
        if not any(f["requirement"] == requirement and word in f["case"] for f in held)
    ]
    for name in missing:
        print(f"not found: {name}")
    print(f"{len(FAULTS) - len(missing)} of {len(FAULTS)} known faults found")
    return not missing


if __name__ == "__main__":
    act = {"same": same, "lists": lists}[sys.argv[1]]
    sys.exit(0 if act(*sys.argv[2:]) else 1)
