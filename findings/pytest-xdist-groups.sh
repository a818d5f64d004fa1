#!/bin/sh
# pytest 9.2.0 with pytest-xdist 3.8.0 (both the newest on the package index): `--dist loadgroup` keeps no group together, and says nothing. With pytest 9.1.1
# and the same pytest-xdist it does.
#
# pytest-xdist writes the name of a group behind the id of a test, in the attribute `_nodeid` of the collected item (remote.py), and hands out tests by what
# follows the `@` in their ids (scheduler/loadgroup.py). pytest 9.2 returns as `nodeid` what it keeps elsewhere, so that no id has an `@`, and each test is
# handed out alone. What the tests of a group share, such as a fixture of a session, is then made in several processes; no test fails for it.
# Guessed: all tests of a group run in one process, as the documentation of `xdist_group` says. Seen on 2026-12-01, with the processes of 40 tests of one group:
#
#   pytest 9.1.1: 1   pytest 9.2.0: 2
#
# `--dist loadfile` reads the id up to `::` instead, and keeps the tests of a file together with both.
#
# Exits with 0 while it is so, and with 1 once it is not. Needs Python 3.11 or later, and a package index.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/tests"
cat > "$folder/tests/test_group.py" <<'PYTHON'
import time

import pytest


@pytest.mark.xdist_group("one")
@pytest.mark.parametrize("number", range(40))
def test_of_the_group(number, worker_id):
    time.sleep(0.02)
PYTHON

# Prints in how many processes the tests ran that are handed out as `$2` says, under pytest `$1`.
processes() {
    [ -d "$folder/$1" ] || { python3 -m venv "$folder/$1" && "$folder/$1/bin/python" -m pip install --quiet --disable-pip-version-check "pytest==$1" pytest-xdist==3.8.0; }
    (cd "$folder" && "$folder/$1/bin/python" -m pytest -p no:cacheprovider -n 2 --dist "$2" -v tests | grep -o '^\[gw[0-9]*\]' | sort -u | wc -l | tr -d ' ')
}

older=$(processes 9.1.1 loadgroup)
newer=$(processes 9.2.0 loadgroup)
by_file=$(processes 9.2.0 loadfile)
echo "loadgroup, pytest 9.1.1: $older   loadgroup, pytest 9.2.0: $newer   loadfile, pytest 9.2.0: $by_file"
[ "$older" = 1 ] && [ "$newer" = 2 ] && [ "$by_file" = 1 ]
