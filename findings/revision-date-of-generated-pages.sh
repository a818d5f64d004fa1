#!/usr/bin/env bash
# mkdocs-git-revision-date-localized-plugin 1.6.3 shows the time of the build as the last revision of a page that another plugin or a hook
# generated (MkDocs 1.6, File.generated), although `fallback_to_build_date` is off, its default, and although SOURCE_DATE_EPOCH names another
# day. So two builds of one commit differ. `exclude` keeps such pages out.
#
# Exit code 0: it does. 1: it no longer does. 2: it could not be tried.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
{
  python3 -m venv venv
  venv/bin/pip install --quiet --disable-pip-version-check mkdocs==1.6.1 mkdocs-git-revision-date-localized-plugin==1.6.3
} >/dev/null 2>&1 || { echo "could not be installed"; exit 2; }
venv/bin/python -c 'from importlib.metadata import version as v; print(*(f"{n} {v(n)}" for n in ("mkdocs", "mkdocs-git-revision-date-localized-plugin")), sep=", ")'

mkdir docs theme
cat >mkdocs.yml <<'YAML'
site_name: Try
hooks: [hook.py]
theme: {name: null, custom_dir: theme}
plugins:
  - git-revision-date-localized: {type: iso_date}
YAML
cat >hook.py <<'PY'
from mkdocs.structure.files import File


def on_files(files, config):
    files.append(File.generated(config, "generated.md", content="# Generated\n"))
    return files
PY
echo '<p>{{ page.title }}: {{ page.meta.git_revision_date_localized }}</p>' >theme/main.html
echo '# Written' >docs/index.md
git init --quiet .
git add docs
GIT_AUTHOR_DATE=2020-01-02T12:00:00Z GIT_COMMITTER_DATE=2020-01-02T12:00:00Z git -c user.name=A -c user.email=a@maker.example commit --quiet --message=One

SOURCE_DATE_EPOCH=1577966400 venv/bin/python -m mkdocs --quiet build >log 2>&1 || { cat log; exit 2; }
written=$(grep -o '>20[0-9-]*<' site/index.html | tr -d '<>')
generated=$(grep -o '>20[0-9-]*<' site/generated/index.html | tr -d '<>')
echo "page in git:    $written (committed 2020-01-02)"
echo "generated page: $generated (today is $(date -u +%F), SOURCE_DATE_EPOCH is 2020-01-02)"
[ "$written" = 2020-01-02 ] || exit 2
[ "$generated" = "$(date -u +%F)" ]
