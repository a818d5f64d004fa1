#!/bin/sh
# MkDocs 1.6.1 (pyyaml-env-tag 1.1): a variable that is set and empty gives null, not the default that stands behind it.
#
# In `!ENV [NAME, standard]` the last word reads like a default for "nothing given". A variable that is set to nothing, as a build service sets
# what nobody filled in, counts as given: its value is taken through YAML's own resolution, in which an empty text is null. So the setting is
# null, and neither a text nor the default. Seen on 2026-11-29:
#
#   unset: 'standard'   empty: None   digits: 7 (a number)   yes: True
#
# Exits with 0 while MkDocs does so, and with 1 once it does something else. Needs Python 3.11 or later and a package index.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check mkdocs==1.6.1 pyyaml-env-tag==1.1
mkdir "$folder/docs"
echo '# Home' > "$folder/docs/index.md"
printf 'site_name: Small\nextra:\n  place: !ENV [SMALL_PLACE, standard]\n' > "$folder/mkdocs.yml"
cat > "$folder/show.py" <<'PYTHON'
import os
import sys

from mkdocs import __version__
from mkdocs.config import load_config

seen = {}
for name, value in {"unset": None, "empty": "", "digits": "7", "yes": "yes"}.items():
    os.environ.pop("SMALL_PLACE", None)
    if value is not None:
        os.environ["SMALL_PLACE"] = value
    seen[name] = load_config(sys.argv[1]).extra["place"]
print(f"mkdocs {__version__}:", "   ".join(f"{name}: {value!r}" for name, value in seen.items()))
sys.exit(seen != {"unset": "standard", "empty": None, "digits": 7, "yes": True})
PYTHON
"$folder/venv/bin/python" "$folder/show.py" "$folder/mkdocs.yml"
