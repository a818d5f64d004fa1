"""The tools that are measured beside ours, each in an environment of its own at a pinned version, and what each builds."""

from __future__ import annotations

import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

from benchmarks.final_markdown import ROOT, write_final_markdown
from benchmarks.measuring import Command
from benchmarks.records import records_of, write_sphinx_needs, write_strictdoc

OURS = "this handbook"
PLAIN = "MkDocs + Material"
ZENSICAL = "Zensical"
SPHINX = "Sphinx + Furo + sphinx-needs"
STRICTDOC = "StrictDoc"
PINNED = {
    ZENSICAL: ("zensical==0.0.73",),
    SPHINX: ("sphinx==9.0.4", "furo==2025.12.19", "sphinx-needs==9.1.0"),
    STRICTDOC: ("strictdoc==0.30.4",),
}
"""What is installed for each, from the registry that pip uses."""


def install(name: str, environments: Path) -> Path:
    """Returns the folder of the commands of a tool, which is installed below `environments` if it is not there. Raises CalledProcessError."""
    home = environments / "-".join(PINNED[name]).replace("==", "-")
    commands = home / "bin"
    if not (home / "whole").exists():
        venv.EnvBuilder(with_pip=True, clear=True).create(home)
        subprocess.run([str(commands / "python"), "-m", "pip", "install", "-q", *PINNED[name]], check=True)
        (home / "whole").touch()
    return commands


def commands_for(product: Path, folder: Path, environments: Path, peers: Sequence[str]) -> list[Command]:
    """Returns what builds a product with our tool and with each of the peers, all from the same records; what they read is written to `folder`."""
    pages = write_final_markdown(product, folder)
    mkdocs = (sys.executable, "-m", "mkdocs", "-q", "build")
    commands = [
        Command(OURS, (*mkdocs, "-d", str(folder / "site-ours")), ROOT, folder / "site-ours", (("WORKED_EXAMPLE", str(product)),), pages),
        Command(PLAIN, (*mkdocs, "-f", "plain.yml", "-d", str(folder / "site-plain")), folder, folder / "site-plain", (), pages),
    ]
    if ZENSICAL in peers:
        zensical = (str(install(ZENSICAL, environments) / "zensical"), "build", "--clean", "-f", "zensical.yml")
        commands.append(Command(ZENSICAL, zensical, folder, folder / "site", (), pages))
    records = records_of(product) if {SPHINX, STRICTDOC} & set(peers) else []
    if SPHINX in peers:
        source, site = folder / "sphinx", folder / "site-sphinx"
        write_sphinx_needs(records, source)
        sphinx = (str(install(SPHINX, environments) / "sphinx-build"), "-q", "-E", "-b", "html", ".", str(site))
        commands.append(Command(SPHINX, sphinx, source, site, (), len(records)))
    if STRICTDOC in peers:
        source, site = folder / "strictdoc", folder / "site-strictdoc"
        write_strictdoc(records, source)
        strictdoc = (str(install(STRICTDOC, environments) / "strictdoc"), "export", ".", "--output-dir", str(site))
        commands.append(Command(STRICTDOC, strictdoc, source, site, (), len({record.kind for record in records})))
    return commands
