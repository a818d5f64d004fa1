"""The fingerprints of the published examples, by which their text is found in a product that started as a copy of one.

`python -m handbook.authoring.fingerprints` writes them anew; a test holds the file against the examples of the repository.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from handbook.catalogs.catalogue import Catalogues, load_catalogues
from handbook.checks.residue import FINGERPRINTS, every_fact, fingerprint, titles_of
from handbook.pipeline import resolved
from handbook.reading.product import read_product

ROOT = Path(__file__).parents[2]
FILE = ROOT / "handbook" / "catalogs" / FINGERPRINTS
UNRELATED = (ROOT / "tests" / "products" / "honest", ROOT / "tests" / "products" / "minimal")
"""Products that have nothing to do with the examples: what an example said once and one of them says too is a phrase of everybody's."""


def example_folders() -> tuple[str, ...]:
    """Returns the folders of the published examples, relative to the repository."""
    return ("worked_example", *sorted(path.parent.relative_to(ROOT).as_posix() for path in ROOT.glob("examples/*/product.yaml")))


def fingerprints() -> str:
    """Returns the text of the file: for each example the fingerprints of its titles, its names, its facts, and of what it said in earlier states.

    A product that started as a copy of an earlier state is known by what was said then. So nothing goes from the file but phrases of
    everybody's, which a product says that never was a copy.
    """
    catalogues = load_catalogues()
    earlier = {one["folder"]: one for one in json.loads(FILE.read_text(encoding="utf-8"))["examples"]}
    found = []
    others = {fact.fingerprint for folder in UNRELATED for fact in every_fact(resolved(read_product(folder), catalogues).handbook, folder)}
    for folder in example_folders():
        entry, before = fingerprints_of(folder, catalogues), earlier.get(folder, {})
        said = {*before.get("facts", "").split(), *before.get("former", "").split()} - others
        found.append({**entry, "former": " ".join(sorted(said - {*str(entry["facts"]).split()}))})
    return json.dumps({"examples": found}, indent=1) + "\n"


def fingerprints_of(folder: str, catalogues: Catalogues) -> dict[str, object]:
    """Returns the entry of the file for the example in a folder of the repository."""
    handbook = resolved(read_product(ROOT / folder), catalogues).handbook
    product, maker = titles_of(handbook)
    facts = sorted({fact.fingerprint for fact in every_fact(handbook, ROOT / folder) if fact.fingerprint})
    names = sorted({fingerprint(title.split()[0].casefold()) for title in (product, maker)})
    return {"folder": folder, "product": fingerprint(product), "maker": fingerprint(maker), "names": names, "facts": " ".join(facts)}


if __name__ == "__main__":
    text = fingerprints()
    FILE.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(f"{len(text)} characters written for {', '.join(example_folders())}\n")
