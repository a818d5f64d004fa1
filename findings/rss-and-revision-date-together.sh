#!/usr/bin/env bash
# mkdocs-rss-plugin 1.19.0 and mkdocs-git-revision-date-localized-plugin 1.6.3, two plugins for MkDocs that many sites use together, cannot be
# installed together: one asks for GitPython below 3.2, the other for 3.2.1 or later. Each alone installs.
#
# Exit code 0: it is so. 1: it no longer is. 2: it could not be tried.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
asked() { venv/bin/pip install --disable-pip-version-check --dry-run "$@" >"$work/log" 2>&1; }

for one in mkdocs-rss-plugin==1.19.0 mkdocs-git-revision-date-localized-plugin==1.6.3; do
  asked "$one" || { echo "$one: could not be had"; exit 2; }
  echo "$one: alone, installs"
done
if asked mkdocs-rss-plugin==1.19.0 mkdocs-git-revision-date-localized-plugin==1.6.3; then
  echo "together: installs"
  exit 1
fi
grep -i 'depends on gitpython' "$work/log" || exit 2
echo "together: refused"
