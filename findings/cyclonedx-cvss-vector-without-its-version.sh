#!/bin/sh
# cyclonedx-python-lib 11.12.0: a CVSS vector loses the version at its head, when it is read as well as when it is made.
#
# A vector of CVSS 3.1 or 4.0 begins with its version (CVSS:4.0/AV:N/...), and FIRST asks for that. The library, which validators and generators of
# CycloneDX in Python rest on, takes it off, so that a bill of materials that passes through it holds a vector that readers of CVSS refuse, as the
# package cvss does below. Guessed: the vector comes back as it was given. Seen on 2026-11-29:
#
#   given: CVSS:4.0/AV:N/AC:H/...   read: AV:N/AC:H/...   written: AV:N/AC:H/...   read as CVSS 4.0: refused
#
# Exits with 0 while the library does so, and with 1 once it does something else. Needs Python 3.11 or later and a package index.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'cyclonedx-python-lib[json-validation]==11.12.0' cvss==3.6
cat > "$folder/show.py" <<'PYTHON'
import json
import sys
from importlib.metadata import version

from cvss import CVSS4
from cvss.exceptions import CVSS4Error
from cyclonedx.model.bom import Bom
from cyclonedx.model.vulnerability import VulnerabilityRating, VulnerabilityScoreSource
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

TAIL = "AV:N/AC:H/AT:P/PR:N/UI:N/VC:L/VI:N/VA:L/SC:N/SI:N/SA:N"
GIVEN = f"CVSS:4.0/{TAIL}"
document = {
    "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
    "components": [{"type": "library", "name": "small", "bom-ref": "small"}],
    "vulnerabilities": [{"id": "X-1", "ratings": [{"method": "CVSSv4", "score": 6.3, "vector": GIVEN}], "affects": [{"ref": "small"}]}],
}
assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(document)) is None, "the input is valid"
read = Bom.from_json(document)
seen = {
    "read": next(iter(next(iter(read.vulnerabilities)).ratings)).vector,
    "written": json.loads(JsonV1Dot6(read).output_as_string())["vulnerabilities"][0]["ratings"][0]["vector"],
    "made": VulnerabilityRating(method=VulnerabilityScoreSource.CVSS_V4, vector=GIVEN).vector,
}
try:
    CVSS4(seen["written"])
    refused = False
except CVSS4Error:
    refused = True
print(f"cyclonedx-python-lib {version('cyclonedx-python-lib')}: given: {GIVEN}  ", "  ".join(f"{name}: {value}" for name, value in seen.items()))
print("as a vector of CVSS 4.0:", "refused" if refused else "taken")
sys.exit(set(seen.values()) != {TAIL} or not refused)
PYTHON
"$folder/venv/bin/python" "$folder/show.py"
