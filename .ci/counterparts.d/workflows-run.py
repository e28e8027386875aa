"""What the workflows and recipes come to, run as their runners would: workflows-run.py HOME SCRATCH [PART...]"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from workflows import Buildkite, Pipeline, Workflow

home, scratch = Path(sys.argv[1]), Path(sys.argv[2])
# What a release has, recipes with its own address and checksum among it, and its program.
packages, program = scratch / "packages", os.environ["TOUCHSTONE_PROGRAM"]
# One model, so that this takes a minute and not ten; every option may stand in the environment.
few = {"TOUCHSTONE_MODEL": "flux.1-dev"}


def holds(name, condition, shown=""):
    print(f"{name}: {'holds' if condition else 'does not hold'}", flush=True)
    if not condition:
        sys.exit(str(shown))


def nights():
    """The stubs in the providers' place: calm, a change seen, seen again, mended."""
    desk = scratch / "gh"
    desk.mkdir()
    environment = {"TOUCHSTONE_UPSTREAM": "stubs", "GH_FOLDER": str(desk)}
    night = Workflow(
        home / ".github/workflows/drift.yml",
        home,
        scratch / "drift",
        environment,
        {"inputs": {"budget": "5"}, "github": {"token": "none", "run_id": "night"}},
    )

    def issues():
        kept = desk / "issues.json"
        return json.loads(kept.read_text()) if kept.exists() else []

    holds("a calm night", night.run() == {"drift": "success"} and issues() == [], issues())
    holds("its summary", "**nothing broken in " in night.summary.read_text(), night.summary.read_text())

    touchstone = night.workspace / ".build/release/touchstone"
    subprocess.run(
        [touchstone, "drift", "learn", "fal/flux.2-max", "--live", "--budget", "5", "--upstream", "stubs"],
        cwd=night.workspace, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    baseline = night.workspace / "golden/drift/fal_flux.2-max.json"
    learned = baseline.read_text()
    # As if one value more had been allowed when it was learned.
    baseline.write_text(re.sub(r'"5"\n', '"5",\n"6"\n', learned))
    holds("a night that breaks", night.run() == {"drift": "failure"} and len(issues()) == 1, issues())
    holds("its issue", "safety_tolerance" in issues()[0]["body"], issues())
    holds("the next night", night.run() == {"drift": "failure"} and len(issues()) == 1, issues())
    holds("keeps the issue", "issue edit" not in (desk / "log").read_text(), issues())
    baseline.write_text(learned)
    holds("a night when all is well", night.run() == {"drift": "success"}, issues())
    holds("closes the issue", [issue["open"] for issue in issues()] == [False], issues())


def own_gateway(folder):
    """A repository of a gateway that starts by a script; here the reference plays the gateway."""
    folder.mkdir(parents=True)
    script = folder / "start-your-gateway"
    script.write_text(
        "#!/usr/bin/env bash\n"
        'export FAL_KEY=a:b REPLICATE_API_TOKEN=r8_any FIREWORKS_API_KEY=fw_any\n'
        # As slow as gateways are.
        "sleep 2\n"
        f'exec {program} serve "$@" --key test-key --upstream-for "fal=$FAL_BASE_URL" \\\n'
        '  --upstream-for "replicate=$REPLICATE_BASE_URL" \\\n'
        '  --upstream-for "fireworks=$FIREWORKS_BASE_URL" > gateway.log\n'
    )
    script.chmod(0o755)
    subprocess.run(["git", "init", "-q", folder], check=True)
    return folder


def recipe_of_github():
    place = scratch / "github"
    own_gateway(place / "workspace")
    run = Workflow(packages / "gateway.github.yml", home, place, few)
    results = run.run()
    summary = run.summary.read_text()
    holds("GitHub's recipe", set(results.values()) == {"success"}, summary)
    holds("its report", "passed" in summary and (run.workspace / "report.html").exists(), summary)
    holds("its bill", "| ledger | asked" in summary, summary)


def recipe_of_gitlab():
    place = own_gateway(scratch / "gitlab")
    run = Pipeline(packages / "gateway.gitlab.yml", place, few)
    holds("GitLab's recipe", set(run.run().values()) == {"success"})
    holds("its report", (place / "report.html").exists())


def recipe_of_buildkite():
    place = own_gateway(scratch / "buildkite/checkout")
    (place / ".buildkite").mkdir()
    for name in ("gateway.sh", "gateway.buildkite.yml"):
        shutil.copy(packages / name, place / ".buildkite")
    run = Buildkite(place / ".buildkite/gateway.buildkite.yml", place, few)
    holds("Buildkite's recipe", run.run() == {"touchstone": "success", "touchstone report": "success"})
    holds("its report", "| ledger | asked" in run.annotation.read_text() and (run.artifacts / "report.html").exists())


def recipe_of_a_shell():
    place = own_gateway(scratch / "shell")
    code = subprocess.run([packages / "gateway.sh"], cwd=place, env={**os.environ, **few}).returncode
    holds("the recipe of a shell", code == 0 and (place / "report-1.xml").exists())
    again = subprocess.run([packages / "gateway.sh", "merge"], cwd=place).returncode
    holds("its report", again == 0 and (place / "report.html").exists())


def laws():
    place = scratch / "laws"
    own_gateway(place / "workspace")
    run = Workflow(packages / "laws.github.yml", home, place, few)
    results = run.run()
    holds("GitHub's recipe of laws", set(results.values()) == {"success"}, run.summary.read_text())
    holds("its report", "passed" in run.summary.read_text(), run.summary.read_text())
    folder = own_gateway(scratch / "laws-gitlab")
    pipeline = Pipeline(packages / "laws.gitlab.yml", folder, few)
    holds("GitLab's recipe of laws", set(pipeline.run().values()) == {"success"})


def workflow_of_init():
    """What `touchstone init` writes, with a profile that starts the gateway itself."""
    place = scratch / "init"
    folder = own_gateway(place / "workspace")
    started_by_profile(folder, "github")
    run = Workflow(folder / ".github/workflows/touchstone.yml", home, place, {**few, "GATEWAY_KEY": "test-key"})
    results = run.run()
    holds("the workflow of init", set(results.values()) == {"success"}, run.summary.read_text())
    holds("its report", "passed" in run.summary.read_text(), run.summary.read_text())
    holds("its bill", "| ledger | asked" in run.summary.read_text(), run.summary.read_text())


def jobs_of_init():
    """The same for GitLab."""
    folder = own_gateway(scratch / "init-gitlab")
    started_by_profile(folder, "gitlab")
    run = Pipeline(folder / "touchstone/gitlab-ci.yml", folder, {**few, "GATEWAY_KEY": "test-key"})
    holds("the jobs of init", set(run.run().values()) == {"success"})
    holds("its report", "| ledger | asked" in (folder / "touchstone.md").read_text())


def started_by_profile(folder, service):
    subprocess.run([program, "init", "--ci", service], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    (folder / "touchstone/gateway.json").write_text(
        json.dumps(
            {
                "base": "http://127.0.0.1:{port}/v1",
                "key_variable": "GATEWAY_KEY",
                "upstream": {"listen": "127.0.0.1:4021"},
                "start": "exec ../start-your-gateway --port {port}",
                "environment": {
                    "FAL_BASE_URL": "{upstream.fal}",
                    "REPLICATE_BASE_URL": "{upstream.replicate}",
                    "FIREWORKS_BASE_URL": "{upstream.fireworks}",
                },
                "ready": "http://127.0.0.1:{port}/",
            }
        )
    )


def releases():
    (scratch / "releases").mkdir()
    run = Workflow(
        home / ".github/workflows/release.yml", home, scratch / "release", {"GH_FOLDER": str(scratch / "releases")}
    )
    holds("a release", set(run.run().values()) == {"success"}, run.results)
    made = {path.name for path in (run.workspace / "release").iterdir()}
    holds("its packages", {Path(name).suffix for name in made} >= {".gz", ".whl", ".tgz", ".deb", ".tar"}, made)


parts = [
    recipe_of_github,
    recipe_of_gitlab,
    recipe_of_buildkite,
    recipe_of_a_shell,
    laws,
    workflow_of_init,
    jobs_of_init,
    nights,
    releases,
]
for part in parts:
    if not sys.argv[3:] or part.__name__ in sys.argv[3:]:
        part()
