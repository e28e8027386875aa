"""Runs the jobs of a workflow as their runner would, as far as the project's own workflows go.

Steps run in bash with the runner's files and variables; the few actions that are used are played here
with folders of this machine. An action or an expression that is not known is an error, never skipped.
"""

import itertools
import os
import re
import shutil
import signal
import subprocess
from pathlib import Path

import yaml


class Failed(Exception):
    """A step ended with another code than 0."""


class Processes:
    """Runs scripts in a group of their own, and ends what a job left in the background with the job."""

    def __init__(self):
        self.groups = []

    def run(self, script, folder, variables, shell=("bash", "-e")):
        process = subprocess.Popen(
            [*shell, "-c", script], cwd=folder, env=variables, start_new_session=True
        )
        self.groups.append(process.pid)
        return process.wait()

    def end(self):
        for group in self.groups:
            try:
                os.killpg(group, signal.SIGTERM)
            except ProcessLookupError:
                pass
        self.groups = []


class Workflow:
    """A workflow of GitHub's in a workspace of its own; artifacts and caches outlive a run."""

    def __init__(self, file, home, scratch, variables=None, context=None):
        self.document = yaml.safe_load(Path(file).read_text())
        self.home, self.scratch = Path(home), Path(scratch)
        self.workspace = self.scratch / "workspace"
        self.variables = variables or {}
        self.context = {"github": {"token": "none", "repository": "painters/gateway"}, **(context or {})}
        self.summary = self.scratch / "summary.md"
        self.results = {}
        self.scratch.mkdir(parents=True, exist_ok=True)

    def run(self):
        """Runs every job once for each member of its matrix; a job's name gives success or failure."""
        self.summary.write_text("")
        shutil.rmtree(self.scratch / "artifacts", ignore_errors=True)
        for name, job in self.document["jobs"].items():
            needed = [job["needs"]] if isinstance(job.get("needs"), str) else job.get("needs", [])
            if "failure" in [self.results[need] for need in needed] and job.get("if") != "always()":
                self.results[name] = "skipped"
                continue
            ended = [self.job(name, job, member) for member in members(job)]
            self.results[name] = "success" if all(ended) else "failure"
        return self.results

    def job(self, name, job, matrix):
        print(f"-- {name} {' '.join(str(value) for value in matrix.values())}".rstrip(), flush=True)
        context = {**self.context, "matrix": matrix, "steps": {}}
        environment = {
            **os.environ,
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_REPOSITORY": "painters/gateway",
            "GITHUB_REF_NAME": "v0.1.0",
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "RUNNER_TEMP": str(self.scratch / f"temp-{len(os.listdir(self.scratch))}"),
            **self.texts(self.document.get("env", {}), context),
            **self.texts(job.get("env", {}), context),
            **self.variables,
        }
        Path(environment["RUNNER_TEMP"]).mkdir()
        context["env"] = environment
        work = Job(self, context, environment)
        try:
            return work.run(job["steps"])
        finally:
            work.processes.end()

    def texts(self, mapping, context):
        return {key: evaluate(value, context) for key, value in mapping.items()}


class Job:
    """The steps of one job, or of the composite action that one of them uses."""

    def __init__(self, workflow, context, environment, processes=None):
        self.workflow, self.context, self.environment = workflow, context, environment
        self.processes = processes or Processes()

    def run(self, steps):
        isWell = True
        for step in steps:
            if not isWell and step.get("if") != "always()":
                continue
            try:
                self.step(step)
            except Failed as failure:
                print(f"   failed: {failure}", flush=True)
                isWell = False
        return isWell

    def step(self, step):
        given = self.workflow.texts(step.get("with", {}), self.context)
        if "uses" in step:
            action = step["uses"].split("@")[0]
            played = ACTIONS.get(action.split("/.github/actions/")[-1])
            if played is None:
                raise KeyError(f"the action {action} is not played here")
            played(self, given)
            return
        outputs = self.workflow.scratch / "outputs"
        outputs.write_text("")
        paths = self.workflow.scratch / "paths"
        paths.write_text("")
        variables = {
            **self.environment,
            **self.workflow.texts(step.get("env", {}), self.context),
            "GITHUB_OUTPUT": str(outputs),
            "GITHUB_PATH": str(paths),
        }
        shell = ("bash", "--noprofile", "--norc", "-eo", "pipefail") if "shell" in step else ("bash", "-e")
        self.workflow.workspace.mkdir(exist_ok=True)
        code = self.processes.run(
            evaluate(step["run"], self.context), self.workflow.workspace, variables, shell
        )
        for folder in paths.read_text().split():
            self.environment["PATH"] = folder + ":" + self.environment["PATH"]
        lines = outputs.read_text().splitlines()
        if "id" in step:
            self.context["steps"][step["id"]] = {"outputs": dict(line.split("=", 1) for line in lines)}
        if code != 0:
            raise Failed(f"{step.get('name', step['run'].splitlines()[0])} ends with {code}")

    # The actions.

    def checkout(self, given):
        workspace = self.workflow.workspace
        if not (workspace / ".git").exists():
            subprocess.run(["git", "clone", "-q", self.workflow.home, workspace], check=True)

    def upload(self, given):
        folder = self.workflow.scratch / "artifacts" / given["name"]
        folder.mkdir(parents=True)
        for pattern in given["path"].split():
            found = list(self.workflow.workspace.glob(pattern))
            if not found:
                raise Failed(f"no file {pattern} to upload")
            for file in found:
                shutil.copy(file, folder)

    def download(self, given):
        target = self.workflow.workspace / given.get("path", ".")
        for artifact in sorted((self.workflow.scratch / "artifacts").iterdir()):
            into = target if given.get("merge-multiple") else target / artifact.name
            shutil.copytree(artifact, into, dirs_exist_ok=True)

    def caches(self, key):
        """What was saved under keys that begin so, the oldest first."""
        caches = self.workflow.scratch / "cache"
        caches.mkdir(exist_ok=True)
        return sorted(caches.glob(key + "*"), key=lambda path: path.stat().st_mtime)

    def restore(self, given):
        kept = self.caches(given["restore-keys"])
        if kept:
            shutil.copy(kept[-1], self.workflow.workspace / given["path"])

    def save(self, given):
        file = self.workflow.workspace / given["path"]
        name = f"{given['key']}{len(self.caches(''))}"
        if file.exists():
            shutil.copy(file, self.workflow.scratch / "cache" / name)

    def composite(self, given):
        folder = self.workflow.home / ".github/actions/check"
        action = yaml.safe_load((folder / "action.yml").read_text())
        inputs = {name: value.get("default", "") for name, value in action["inputs"].items()}
        context = {**self.context, "inputs": {**inputs, **given}, "steps": {}}
        environment = {**self.environment, "GITHUB_ACTION_PATH": str(folder)}
        if not Job(self.workflow, context, environment, self.processes).run(action["runs"]["steps"]):
            raise Failed("the action check")


ACTIONS = {
    "actions/checkout": Job.checkout,
    "actions/upload-artifact": Job.upload,
    "actions/download-artifact": Job.download,
    "actions/cache/restore": Job.restore,
    "actions/cache/save": Job.save,
    "check": Job.composite,
}


def members(job):
    """What a matrix spans, without the systems that this machine is not."""
    matrix = job.get("strategy", {}).get("matrix", {})
    included = matrix.get("include")
    if included:
        return [member for member in included if not re.search("macos|-arm", member.get("runner", ""))]
    return [dict(zip(matrix, values)) for values in itertools.product(*matrix.values())]


def evaluate(text, context):
    """A text with its expressions replaced: alternatives of names and quoted words."""

    def value(word):
        if word.startswith("'"):
            return word.strip("'")
        found = context
        for step in word.split("."):
            found = found.get(step, "") if isinstance(found, dict) else ""
        return found

    def replaced(match):
        words = [word.strip() for word in match[1].split("||")]
        if not all(re.fullmatch(r"'[^']*'|[\w.-]+", word) for word in words):
            raise ValueError(f"the expression {match[1]} is not understood here")
        return str(next((found for found in map(value, words) if found not in ("", None)), ""))

    return re.sub(r"\$\{\{\s*(.*?)\s*\}\}", replaced, str(text))


class Pipeline:
    """A pipeline of GitLab's: jobs stage by stage, `extends`, `parallel`, and files handed on."""

    def __init__(self, file, workspace, variables):
        self.document = yaml.safe_load(Path(file).read_text())
        self.workspace, self.variables = Path(workspace), variables

    def run(self):
        results = {}
        stages = ["build", "test", "deploy", ".post"]
        jobs = {
            name: {**self.document[job["extends"]], **job} if "extends" in job else job
            for name, job in self.document.items()
            if name != "variables" and not name.startswith(".")
        }
        for name, job in sorted(jobs.items(), key=lambda pair: stages.index(pair[1]["stage"])):
            count = job.get("parallel", 1)
            codes = [self.job(name, job, index, count) for index in range(1, count + 1)]
            results[name] = "failure" if any(codes) else "success"
        return results

    def job(self, name, job, index, count):
        print(f"-- {name} {index}/{count}", flush=True)
        variables = {
            **os.environ,
            "CI": "true",
            "GITLAB_CI": "true",
            **self.document.get("variables", {}),
            **job.get("variables", {}),
            "CI_NODE_INDEX": str(index),
            "CI_NODE_TOTAL": str(count),
            **self.variables,
        }
        processes = Processes()
        script = "\n".join(job.get("before_script", []) + job["script"])
        try:
            code = processes.run(script, self.workspace, variables, ("bash", "-eo", "pipefail"))
        finally:
            processes.end()
        for pattern in job["artifacts"]["paths"]:
            assert list(self.workspace.glob(pattern)), f"{name} leaves no {pattern}"
        return code


class Buildkite:
    """A pipeline of Buildkite's: steps in their order, each job in a checkout of its own."""

    AGENT = """#!/usr/bin/env bash
case "$1 $2" in
  "artifact download") cp "$BUILDKITE_ARTIFACTS"/$3 "$4" ;;
  "annotate --context") cat > "$BUILDKITE_ANNOTATION" ;;
  *) echo "buildkite-agent $* is not played here"; exit 1 ;;
esac
"""

    def __init__(self, file, checkout, variables):
        self.document, self.checkout = yaml.safe_load(Path(file).read_text()), Path(checkout)
        scratch = self.checkout.parent
        self.artifacts, self.annotation, self.jobs = scratch / "artifacts", scratch / "annotation.md", scratch / "jobs"
        agent = scratch / "bin/buildkite-agent"
        for folder in (self.artifacts, agent.parent):
            folder.mkdir()
        agent.write_text(self.AGENT)
        agent.chmod(0o755)
        self.variables = {
            **os.environ,
            "CI": "true",
            "BUILDKITE": "true",
            "PATH": f"{agent.parent}:{os.environ['PATH']}",
            "BUILDKITE_ARTIFACTS": str(self.artifacts),
            "BUILDKITE_ANNOTATION": str(self.annotation),
            **variables,
        }

    def run(self):
        results = {}
        for step in self.document["steps"]:
            count = step.get("parallelism", 1)
            codes = [self.job(step, index, count) for index in range(count)]
            results[step["label"]] = "failure" if any(codes) else "success"
        return results

    def job(self, step, index, count):
        print(f"-- {step['label']} {index + 1}/{count}", flush=True)
        place = self.jobs / f"{step['label']}-{index}"
        shutil.copytree(self.checkout, place)
        counted = {"BUILDKITE_PARALLEL_JOB": str(index), "BUILDKITE_PARALLEL_JOB_COUNT": str(count)} if count > 1 else {}
        processes = Processes()
        commands = step.get("commands", [step.get("command")])
        try:
            code = processes.run("\n".join(commands), place, {**self.variables, **counted})
        finally:
            processes.end()
        for file in place.glob(step["artifact_paths"]):
            shutil.copy(file, self.artifacts)
        return code
