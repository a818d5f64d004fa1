"""Finds files of a product whose name is misspelt, so that nothing would read them."""

from __future__ import annotations

from handbook.findings.diagnostics import Diagnostic, Place, make
from handbook.findings.messages import say
from handbook.findings.nearest import nearest
from handbook.languages.language import FOLDER as LANGUAGES
from handbook.languages.language import is_translation
from handbook.reading.folder import ATTACHMENTS, PAGES, Listing
from handbook.schema.assessment import ASSESSMENTS_FILE
from handbook.schema.exemption import RULES_FILE
from handbook.schema.kinds import FILES


def misnamed(listed: Listing) -> list[Diagnostic]:
    """Returns a diagnostic for every file that looks like one of YAML, by its ending or by the whole of its name, and whose name no kind has.

    Of a file with several names, one that is read under another name is not lost.
    """
    names = listed.names
    found: list[Diagnostic] = []
    elsewhere = frozenset(name for group in listed.same if any(map(_is_read, group)) for name in group)
    for name in sorted(names - elsewhere):
        if _is_read(name):
            continue
        if name.startswith(f"{LANGUAGES}/"):
            right = say("unread-file.translation.right", folder=f"{LANGUAGES}/<code>/")
            found.append(make("unread-file", Place(name), say("unread-file", file=name), right, found=name))
            continue
        free = [file for file in (*FILES, RULES_FILE, ASSESSMENTS_FILE) if file not in names]
        if not name.lower().endswith((".yaml", ".yml")) and not nearest(name, free):
            found += _misspelt_folder(name, names, found)
            continue
        base = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        by_base = [file for file in FILES if file.rsplit("/", 1)[-1].rsplit(".", 1)[0].casefold() == base.casefold()]
        close = nearest(name, free) or tuple(by_base) or nearest(name, FILES)
        if not close:
            bases = {file.rsplit("/", 1)[-1].rsplit(".", 1)[0]: file for file in FILES}
            close = tuple(bases[match] for match in nearest(base, bases))
        expected = "" if close else say("unread-file.right")
        found.append(make("unread-file", Place(name), say("unread-file", file=name), expected, suggestions=close, found=name))
    return found


def _is_read(name: str) -> bool:
    return name in FILES or name in (RULES_FILE, ASSESSMENTS_FILE) or name.split("/")[0] in (ATTACHMENTS, PAGES) or is_translation(name)


def _misspelt_folder(name: str, names: frozenset[str], told: list[Diagnostic]) -> list[Diagnostic]:
    """Returns a diagnostic where a file stands in what was meant to be the folder of attachments or pages; one for all its files."""
    folder, slash, rest = name.partition("/")
    missing = [known for known in (ATTACHMENTS, PAGES) if folder.casefold() == known or not any(other.startswith(f"{known}/") for other in names)]
    close = nearest(folder, missing) if slash else ()
    if not close or any(finding.place.file.startswith(f"{folder}/") for finding in told):
        return []
    return [make("unread-file", Place(name), say("unread-file", file=name), suggestions=tuple(f"{known}/{rest}" for known in close), found=name)]
