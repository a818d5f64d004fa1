"""The README of a new product folder: an order in which to write, how a record is written, the baseline, what has no file yet."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.authoring.selection import Wanted, is_written
from handbook.authoring.shapes import sentence
from handbook.catalogs.catalogue import Catalogues
from handbook.schema.format import DataFormat
from handbook.schema.kinds import KINDS

HANDS_ON = (
    "product", "role", "entity", "component", "external-system", "customer", "user", "use-case", "interface", "data-asset", "data-flow",
    "trust-zone", "threat", "risk", "need", "means", "capability", "verification", "information-item", "activity-log",
)  # fmt: skip
"""An order in which the first afternoon goes well: what the product is, whom it is for, what can go wrong, what is done about it.
Roles come early, since every record names its owner."""
FLOW = (
    "- id: NEED-01",
    "  title: Nobody reads along",
    "  status: draft",
    "  owner: ROL-02",
    "  answers: [Q2-05]",
    "  customers: [CUS-01, CUS-02]",
    '  references: [{entry: PR.DS-02, who: customer, strength: primary, rationale: "Why the link holds, in one sentence."}]',
)
"""A record in flow style."""


def readme(wanted: Wanted, form: DataFormat, catalogues: Catalogues) -> str:
    """Returns the text of the README of a new product folder."""
    order = [KINDS[name] for name in HANDS_ON if name not in wanted.inherited]
    lines = [
        f"# {wanted.name or 'The product'}",
        "",
        "This folder is the product: one YAML file for each kind of record. `python run.py check` lists what is wrong or missing,",
        "with file, line and a fix; `python run.py serve` shows the handbook as it stands, and its page *Progress* what is missing.",
        "",
        "An order in which to begin:",
        "",
        *(f"{position}. `{kind.file}`: {kind.about}" for position, kind in enumerate(order, 1)),
        "",
        "The other files fit in between: each says at its top what it is for. `docs/guides/afternoon.md` has an order for all.",
        "",
        *_inherited(wanted),
        *_left_out(wanted, catalogues),
        "`files/` holds attachments, `pages/` Markdown pages of your own. A file that you do not need may go.",
        "",
        "Guidance for each activity stands on the site and in `docs/activities/`. Before publishing for good,",
        "`python run.py check --release` must find nothing.",
        "",
        *_legend(form),
        *_baseline(catalogues),
    ]
    return "\n".join(lines) + "\n"


def _legend(form: DataFormat) -> Iterator[str]:
    """Yields what is the same in every file, once for the folder: how a record is written, and the fields that every record may have."""
    yield "## How a record is written"
    yield ""
    yield "Each file holds the shape of one record as comments. Take one `# ` off each line, copy it as often as needed, fill in, and delete what you"
    yield "do not need; comments may go. *Needed* is a gap until it is filled in. Where lines of an entry then still start with `#`, take the `#` off all"
    yield "lines of that entry at once, so that they stay in one column; *Must* is an error as long as its entry lacks it."
    yield ""
    yield "Any record may also have these fields, which the files do not repeat:"
    yield ""
    yield "| Field | What to write |"
    yield "|---|---|"
    for field in form.common.fields:
        yield f"| `{field.name}` | {' '.join(sentence(field).split()).replace('|', '/')} |"
    yield ""
    yield "Short records are quicker to write and to read in one line each, with lists in `[ ]` and groups in `{ }`:"
    yield ""
    yield "```yaml"
    yield from FLOW
    yield "```"
    yield ""
    yield "Put quotes around a text that holds a comma, a brace, `: ` or ` #`. A later record names earlier ones by their ids; the way back is found by itself."
    yield ""


def _baseline(catalogues: Catalogues) -> Iterator[str]:
    """Yields the baseline as a list: each device and gateway is asked for every element, the maker for every action."""
    yield "## The baseline"
    yield ""
    yield "`baseline` of a capability names what it answers as a list of these ids (`baseline: [8259A:SU-1, 8259A:SU-2]`), and `elements` of a deviation"
    yield "what is not met. Each device and gateway is asked for every element of IR 8259A, the maker for every action of IR 8259B."
    yield ""
    for cited in catalogues.choices(("8259A", "8259B")):
        entry = catalogues.entries[cited].entry
        if entry.level != "Sub-action":
            yield f"- `{cited}` {entry.title}"


def _inherited(wanted: Wanted) -> Iterator[str]:
    """Yields what the product has from folders of shared records, and how it departs from that."""
    if wanted.inherits:
        kinds = ", ".join(KINDS[name].plural.lower() for name in KINDS if name in wanted.inherited) or "no records yet"
        yield f"Shared with other products, in {', '.join(f'`{one}`' for one in wanted.inherits)}: {kinds}."
        yield "Where this product differs, write a record with the same id here, and its id under `overrides` in `product.yaml`, with the reason."
        yield ""


def _left_out(wanted: Wanted, catalogues: Catalogues) -> Iterator[str]:
    """Yields which kinds have no file yet, so that an author who needs one knows its name."""
    absent = [kind for kind in KINDS.values() if not is_written(kind, wanted, catalogues) and kind.name not in wanted.inherited]
    if absent:
        yield "There is no file yet for what a small team may do without or what only time brings. Where one is needed, have it made by its name:"
        yield "`python run.py new <this folder> --with reports,vulnerabilities`."
        yield ""
        yield from (f"- `{kind.file}`: {kind.about}" for kind in absent)
        yield ""
