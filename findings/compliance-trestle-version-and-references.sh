#!/bin/sh
# compliance-trestle 5.2.0: any word passes as the version of OSCAL, references to nothing pass, and a resource that is used counts as unused.
#
# trestle imports a document and validates it by "all registered validation tests", which an author takes for a check by its version of OSCAL, 1.2.1.
# What a document says of its version is not looked at; a responsible party and the source of requirements may name what is not there. In turn a resource
# to which such a source does lead is reported as not referenced. Guessed: another version than its own is refused, and references are
# followed. Seen on 2026-11-29:
#
#   1.2.1: VALID   1.1.3: VALID   9.9.9: VALID   nobody as party: VALID   source of nothing: VALID   source of a resource: "1 are not referenced"
#
# Exits with 0 while trestle does so, and with 1 once it does something else. Needs Python 3.11 or later and a package index.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check compliance-trestle==5.2.0
cat > "$folder/show.py" <<'PYTHON'
import copy
import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

folder, trestle = Path(sys.argv[1]), sys.argv[2]
RESOURCE, NOTHING = "11111111-1111-4111-8111-111111111111", "99999999-9999-4999-8999-999999999999"
PARTY = "22222222-2222-4222-8222-222222222222"
SMALL = {"component-definition": {
    "uuid": "33333333-3333-4333-8333-333333333333",
    "metadata": {
        "title": "Small", "last-modified": "2026-01-01T00:00:00Z", "version": "1", "oscal-version": "1.2.1",
        "roles": [{"id": "maker", "title": "Maker"}],
        "parties": [{"uuid": PARTY, "type": "organization", "name": "Maker"}],
        "responsible-parties": [{"role-id": "maker", "party-uuids": [PARTY]}],
    },
    "components": [{
        "uuid": "44444444-4444-4444-8444-444444444444", "type": "hardware", "title": "Hub", "description": "A hub.",
        "control-implementations": [{
            "uuid": "55555555-5555-4555-8555-555555555555", "source": f"#{RESOURCE}", "description": "Answers.",
            "implemented-requirements": [{"uuid": "66666666-6666-4666-8666-666666666666", "control-id": "a-1", "description": "Done."}],
        }],
    }],
    "back-matter": {"resources": [{"uuid": RESOURCE, "title": "Catalogue", "rlinks": [{"href": "https://maker.example/catalogue.json"}]}]},
}}


def told(name, change):
    document = copy.deepcopy(SMALL)
    change(document["component-definition"])
    home = folder / name.replace(" ", "-")
    home.mkdir()
    (home / "small.json").write_text(json.dumps(document), encoding="utf-8")
    (home / "work").mkdir()
    lines = []
    for words in (["init"], ["import", "-f", str(home / "small.json"), "-o", "ours"], ["validate", "-t", "component-definition", "-n", "ours"]):
        done = subprocess.run([trestle, *words], cwd=home / "work", capture_output=True, text=True, check=False)
        lines += (done.stdout + done.stderr).splitlines()
    return done.returncode, "VALID" if any(line.startswith("VALID") for line in lines) else "refused", any("1 are not referenced" in line for line in lines)


def to_version(word):
    return lambda found: found["metadata"].update({"oscal-version": word})


cases = {
    "1.2.1": to_version("1.2.1"),
    "1.1.3": to_version("1.1.3"),
    "9.9.9": to_version("9.9.9"),
    "nobody as party": lambda found: found["metadata"]["responsible-parties"][0].update({"party-uuids": [NOTHING]}),
    "source of nothing": lambda found: found["components"][0]["control-implementations"][0].update({"source": f"#{NOTHING}"}),
}
seen = {name: told(name, change) for name, change in cases.items()}
print(f"compliance-trestle {version('compliance-trestle')}:", "   ".join(f"{name}: {found[1]}" for name, found in seen.items()))
print("source of a resource:", "1 are not referenced" if seen["1.2.1"][2] else "nothing said")
sys.exit({found[:2] for found in seen.values()} != {(0, "VALID")} or not seen["1.2.1"][2])
PYTHON
"$folder/venv/bin/python" "$folder/show.py" "$folder" "$folder/venv/bin/trestle"
