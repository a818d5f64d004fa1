"""`handbook release`: freezes the handbook as it is, verifies earlier releases, withdraws or redacts one."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from handbook.audience.levels import NAMES, UnknownAudienceError, audience_asked, audience_named, sees
from handbook.findings.diagnostics import counts
from handbook.languages.language import UnknownLanguageError
from handbook.languages.said import UNTOLD, n, t, told, word
from handbook.methods.release import Gate, UnknownDayError, gate_asked, given_day, judged, refusals
from handbook.model.loaded import Loaded
from handbook.outputs.release import about, complete, pack
from handbook.pipeline import for_audience, load
from handbook.reading import releases as store_
from handbook.reading.configuration import FILES as CONFIGURATIONS
from handbook.reading.environment import AUDIENCE_VARIABLE, DAY_VARIABLE, ENGINES, FROZEN_DAY_VARIABLE, FROZEN_VARIABLE, PRODUCT_VARIABLE, RELEASE_VARIABLE
from handbook.reading.releases import Frozen, ReleaseError
from handbook.reading.source_revision import last_changes, revision
from handbook.reading.speaking import language_of
from handbook.schema.record import Visibility
from handbook.source.disk import write_back

Say: TypeAlias = Callable[[object], str]
"""Returns words in the language in which the command answers."""
UNCOMMITTED = "not committed"
"""Stands in a revision whose folder differs from the commit."""


def run(options: argparse.Namespace) -> int:
    """Does what is asked; returns 1 where a product is not ready or a release is not what was released, and 2 for a wrong call."""
    product = Path(options.product)
    store = store_.store_of(product, os.environ)
    try:
        tell = partial(told, language=language_of(os.environ, product, options.language))
        asked = [name for name in ("verify", "list", "withdraw", "redact") if getattr(options, name)] + (["NAME"] if options.name else [])
        if len(asked) != 1:
            found = f"{' and '.join(asked)} are asked for at once" if asked else "nothing is asked for"
            raise ReleaseError(f"{found}; expected the name of a new release, or one of --list, --verify, --withdraw NAME and --redact NAME")
        if options.verify:
            return _verify(store, tell)
        if options.list:
            return _list(store, tell)
        if options.withdraw or options.redact:
            return _changed(product, store, options, tell)
        return _freeze(product, store, options, tell)
    except (ReleaseError, UnknownDayError, UnknownAudienceError, UnknownLanguageError) as error:
        print(f"handbook release: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"handbook release: '{error.filename or store.as_posix()}' cannot be written: {(error.strerror or 'unknown reason').lower()}", file=sys.stderr)
        return 2


def _verify(store: Path, tell: Say) -> int:
    wrong = list(store_.problems(store))
    for one in wrong:
        print(tell(one))
    number, folder = len(store_.read_list(store)) if not wrong else 0, store.as_posix()
    if number:
        whole = n(
            "{number} release in {folder}: every file is as it was released",
            "{number} releases in {folder}: every file is as it was released",
            number,
            folder=folder,
        )
        print(tell(whole))
    elif not wrong:
        print(tell(t("no release in {folder}", folder=folder)))
    return 1 if wrong else 0


def _list(store: Path, tell: Say) -> int:
    for one in store_.read_list(store):
        state = "" if one.status == "released" else "  " + tell(t("{status} on {day}: {reason}", status=word(one.status), day=one.on, reason=one.reason))
        print(f"{one.name}  {tell(t('{day}', UNTOLD, day=one.day))}  {tell(t('for {readers}', readers=NAMES[one.audience]))}{state}")
    return 0


def _changed(product: Path, store: Path, options: argparse.Namespace, tell: Say) -> int:
    """Withdraws or redacts a release."""
    name, status = (options.withdraw, "withdrawn") if options.withdraw else (options.redact, "redacted")
    before = store_.read_list(store)
    store_.find(before, name)
    after = store_.changed(before, name, status, _day(product, options), options.reason or "")
    _write_list(store, before, after)
    if status == "redacted":
        for file in (store_.ARCHIVE, *store_.BESIDE):
            (store / name / file).unlink(missing_ok=True)
    if options.redact:
        print(tell(t("{name} is redacted. The next build of the site says so on the list of releases, and at each of its addresses", name=name)))
        print(tell(t("Git still has what was committed, and so has whoever copied it. What must go for good has to be taken out of the history too.")))
        following = next((one.name for one, last in zip(after[1:], after, strict=False) if last.name == name), "")
        if following:
            quoting = t(
                "Release {following} and the current handbook tell what changed since {name}, and so may quote it: look at the page 'What changed'.",
                following=following,
                name=name,
            )
        else:
            quoting = t("The current handbook may tell what changed since {name}, and so may quote it: look at the page 'What changed'.", name=name)
        print(tell(quoting))
    else:
        print(tell(t("{name} is withdrawn. The next build of the site says so on the list of releases and, by their script, on its pages", name=name)))
    return 0


def _freeze(product: Path, store: Path, options: argparse.Namespace, tell: Say) -> int:
    """Makes a release."""
    if not any(Path(name).exists() for name in CONFIGURATIONS):
        raise ReleaseError(f"there is no {CONFIGURATIONS[0]} here; a release holds its site, so expected to be called where the site is built")
    before = store_.read_list(store)
    problem = store_.name_problem(options.name, before)
    if problem:
        raise ReleaseError(problem)
    wrong = list(store_.problems(store))
    if wrong:
        raise ReleaseError(f"{wrong[0]}; an earlier release must be whole before another one is made")
    if options.draft and options.strict_release:
        raise ReleaseError("--draft and --strict-release contradict each other; expected one of them")
    loaded = load(product, today=given_day(os.environ, options.today))
    gate = Gate.DRAFT if options.draft else gate_asked(os.environ, release=True, strict=options.strict_release)
    stopping = refusals(loaded.diagnostics, gate)
    if stopping:
        command = "handbook check" + ("" if gate is Gate.DRAFT else " --strict-release" if gate is Gate.STRICT else " --release")
        can_be_a_draft = gate is not Gate.DRAFT and not refusals(loaded.diagnostics, Gate.DRAFT)
        places = {
            "gate": word(gate.value),
            "findings": n("{number} finding", "{number} findings", len(stopping)),
            "folder": product.as_posix(),
            "command": command,
        }
        refused = t("not ready for {gate}: {findings} in {folder}; '{command}' lists them", **places)
        if can_be_a_draft:
            refused = t("not ready for {gate}: {findings} in {folder}; '{command}' lists them, and --draft releases it all the same, and says so", **places)
        print(f"handbook release: {tell(refused)}", file=sys.stderr)
        return 1
    audience = audience_named(options.audience, "--audience") if options.audience else audience_asked(os.environ, loaded.handbook.site)
    commit = revision(product)
    if UNCOMMITTED in commit and not options.draft:
        raise ReleaseError(
            f"files differ from commit {commit.split()[0]}; expected them to be committed first, so that the release can be made again from its revision"
        )
    day = _day(product, options, loaded)
    if before and day < before[-1].day:
        raise ReleaseError(f"it would be of {day}, before {before[-1].name} of {before[-1].day}; expected a later day, by --today or by as_of in product.yaml")
    seen = for_audience(loaded, audience, product)
    judgement = judged(seen, Gate.RELEASE if gate is Gate.DRAFT else gate).verdict
    verdict = tell(t("Draft. {judgement}", judgement=judgement) if gate is Gate.DRAFT else judgement)
    made = _made(product, store, options, seen, Frozen(options.name, day, audience, "", commit, verdict), tell)
    if made is None:
        return 1
    _write_list(store, before, (*before, made))
    size = (store / made.name / store_.ARCHIVE).stat().st_size
    packed = t("release {name} of {day}, for {readers}, {size:,} bytes packed.", name=made.name, day=day, readers=NAMES[audience], size=size)
    print(f"{(store / made.name).as_posix()}: {tell(packed)} {made.verdict}")
    _tell_neighbour(before, audience, tell)
    print(tell(t("Commit the folder. The next build of the site publishes it.")))
    return 0


def _made(product: Path, store: Path, options: argparse.Namespace, seen: Loaded, one: Frozen, tell: Say) -> Frozen | None:
    """Builds the site of a release and packs it into the store; returns the release with its hash, or None where the site cannot be built."""
    with TemporaryDirectory(prefix="handbook-release-") as scratch:
        site = Path(scratch) / "site"
        words = [sys.executable, "-m", ENGINES[options.engine], "build", "--strict", "--quiet", "--site-dir", str(site)]
        done = subprocess.run(words, env=_environment(product, options, one), check=False)
        if done.returncode:
            print(f"handbook release: {tell(t('the site cannot be built, as is said above; {name} is not made', name=one.name))}", file=sys.stderr)
            return None
        complete(
            site, seen, about(seen, one.name, one.day, one.revision, one.verdict, {level.value: number for level, number in counts(seen.diagnostics).items()})
        )
        part = store / f".{one.name}.new"
        shutil.rmtree(part, ignore_errors=True)
        try:
            digest = pack(site, part)
            part.replace(store / one.name)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    return Frozen(one.name, one.day, one.audience, digest, one.revision, one.verdict)


def _environment(product: Path, options: argparse.Namespace, one: Frozen) -> Mapping[str, str]:
    """Returns the environment in which the site of a release is built: what it is made of and for whom is said, whatever was set before."""
    found = {**os.environ, PRODUCT_VARIABLE: product.as_posix(), AUDIENCE_VARIABLE: one.audience, RELEASE_VARIABLE: "", "HANDBOOK_OFFLINE": "false"}
    found |= {FROZEN_VARIABLE: one.name, FROZEN_DAY_VARIABLE: one.day, "NO_MKDOCS_2_WARNING": "1"}
    if options.today:
        found[DAY_VARIABLE] = options.today
    if options.pdf:
        found["HANDBOOK_PDF"] = "true"
    return found


def _day(product: Path, options: argparse.Namespace, loaded: Loaded | None = None) -> str:
    """Returns the day that is named, else that for which the product speaks, else that of the last commit that changed it. Raises ReleaseError."""
    day: date | None = given_day(os.environ, options.today)
    if day is None:
        handbook = (loaded or load(product)).handbook
        day = handbook.product.as_of if handbook.product else None
    found = day.isoformat() if day else max(last_changes(product).values(), default="") if product.is_dir() else ""
    if not found:
        raise ReleaseError("no day is known; expected --today, or as_of in product.yaml")
    return found


def _tell_neighbour(before: tuple[Frozen, ...], audience: Visibility, tell: Say) -> None:
    """Says where the page of what changed has nothing to compare with."""
    earlier = [one for one in before if not one.is_redacted]
    if not earlier:
        print(tell(t("There is no earlier release, so it has no page of what changed.")))
    elif not sees(audience, earlier[-1].audience):
        last = earlier[-1]
        print(tell(t("{name} was made for {readers}, so that this one does not say what changed since.", name=last.name, readers=NAMES[last.audience])))


def _write_list(store: Path, before: tuple[Frozen, ...], after: tuple[Frozen, ...]) -> None:
    store.mkdir(parents=True, exist_ok=True)
    file = store / store_.LIST
    write_back(store, {file.name: file.read_text(encoding="utf-8")} if before else {}, {file.name: store_.list_text(after)})
