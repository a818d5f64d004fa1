"""A portfolio as the source of a site: pages and a configuration that MkDocs builds by itself.

Nothing of this project is needed for that. Pages hold HTML alone, with every text escaped and on one line, so that no name of a product is taken for Markdown.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from handbook.audience.levels import NAMES
from handbook.audience.unsaid import NOT_PUBLISHED as UNPUBLISHED
from handbook.compare.portfolio import OpenCase, Portfolio, Shared, SharedRecord, Support, Use, worst
from handbook.model.statements import Departure
from handbook.outputs.portfolio import as_json
from handbook.outputs.portfolio.as_json import address_of

SHARED = "shared.md"
"""The page of shared records, which is there where a product inherits any."""
PAGES = {"index.md": "Products", "vulnerabilities.md": "Open vulnerabilities", "coverage.md": "Device baseline", "parts.md": "Parts", SHARED: "Shared records"}
"""The pages, by their files, in the order of the menu."""
NONE = "–"
NAMED = 3
"""So many components stand by name; of more their number."""
SHEET = "portfolio.css"
THEME = f"""theme:
  name: material
  font: false
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle: {{icon: material/weather-night, name: Dark}}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle: {{icon: material/weather-sunny, name: Light}}
plugins:
  - search
extra_css:
  - {SHEET}
"""
"""What the pages are built with: MkDocs and the theme Material."""
LOOK = """/* Wide tables keep their first column in sight. */
.md-typeset table:not([class]) th[scope="row"] { position: sticky; left: 0; background: var(--md-default-bg-color); font-weight: 400; min-width: 9rem; }
.md-typeset table:not([class]) td, .md-typeset table:not([class]) th { min-width: 4rem; vertical-align: top; }
.md-typeset table:not([class]) td { white-space: normal; }
/* A long row of products is folded, without the frame of a box. */
.md-typeset table:not([class]) td details { background: none; border: 0; box-shadow: none; font-size: inherit; margin: 0; padding: 0; }
.md-typeset table:not([class]) td summary { background: none; font-weight: 400; margin: 0; padding: 0 1.6rem 0 0; }
.md-typeset table:not([class]) td summary::before { display: none; }
.md-typeset table:not([class]) td summary::after { right: 0; top: 0; }
"""


def files(portfolio: Portfolio) -> Mapping[str, str]:
    """Returns the files of the site's source by their relative paths: `mkdocs.yml`, and below `docs/` the pages and `portfolio.json`."""
    makers = {"index.md": _products, "vulnerabilities.md": _cases, "coverage.md": _coverage, "parts.md": _parts, SHARED: _shared}
    pages = {f"docs/{file}": _page(PAGES[file], makers[file](portfolio)) for file in _there(portfolio)}
    return {"mkdocs.yml": _configuration(portfolio), **pages, f"docs/{SHEET}": LOOK, f"docs/{as_json.FILE}": as_json.text(portfolio)}


def _there(portfolio: Portfolio) -> list[str]:
    """Returns the files of the pages that a portfolio has."""
    return [file for file in PAGES if file != SHARED or any(member.handbook.shared for member in portfolio.members)]


def _configuration(portfolio: Portfolio) -> str:
    """Returns the configuration; what JSON writes of a text is YAML too."""
    menu = "".join(f"  - {PAGES[file]}: {file}\n" for file in _there(portfolio))
    return f"site_name: {json.dumps(portfolio.title)}\n{THEME}nav:\n{menu}"


def _page(title: str, lines: Iterable[str]) -> str:
    return "\n".join(("---", "hide:", "  - toc", "---", "", f"# {title}", "", *lines, ""))


def _products(portfolio: Portfolio) -> Iterator[str]:
    cases = portfolio.open_cases()
    number = {member.name: sum(case.member is member for case in cases) for member in portfolio.members}
    exploited = {member.name: sum(case.member is member and bool(case.item.record.exploited) for case in cases) for member in portfolio.members}
    several = "s" if len(portfolio.members) != 1 else ""
    yield f"{len(portfolio.members)} product{several}, those first whose security fixes end first. The same as data: [{as_json.FILE}]({as_json.FILE})."
    yield ""
    yield from _made_for(portfolio)
    heads = ("Product", "Security fixes end first", "and last", "Of", "Open vulnerabilities", "Exploited", "Devices: gaps", "As of")
    gaps = _gaps(portfolio)
    yield from _table(heads, (_product(one, number, exploited, gaps) for one in portfolio.support()))


def _made_for(portfolio: Portfolio) -> Iterator[str]:
    """Yields for whom the handbooks were made; a warning where that is not the same for all."""
    audiences = portfolio.audiences()
    if len(audiences) > 1:
        named = "; ".join(f"{', '.join(_text(member.name) for member in members)} for {NAMES[one]}" for one, members in audiences.items())
        widest = NAMES[list(audiences)[-1]]
        yield f"<p><strong>Handbooks for different readers are joined here: {named}. Only {widest} may read all of it.</strong></p>"
    elif any(member.handbook.keeps_back for member in portfolio.members):
        yield f"<p>Made for {NAMES[next(iter(audiences))]}: what others alone may read is left out, and may be there all the same.</p>"
    yield ""


def _product(one: Support, number: Mapping[str, int], exploited: Mapping[str, int], gaps: Mapping[str, str]) -> tuple[str, ...]:
    name = one.member.name
    unsaid = UNPUBLISHED if one.member.handbook.keeps_back else "no day"
    return (
        _link(name, one.member.site),
        one.first.isoformat() if one.first else unsaid,
        one.last.isoformat() if one.last else unsaid,
        _some(one),
        str(number[name]),
        str(exploited[name]),
        gaps.get(name, UNPUBLISHED if one.member.handbook.keeps_back else "no device"),
        _text(one.member.as_of) or NONE,
    )


def _some(one: Support) -> str:
    named = [_link(item.record.title, address_of(one.member, item.id)) for item in one.ending_first[:NAMED]]
    more = len(one.ending_first) - len(named)
    return ", ".join(named) + (f" and {more} more" if more else "") or NONE


def _gaps(portfolio: Portfolio) -> dict[str, str]:
    """Returns for each product with devices how many elements of the device baseline nothing answers on some of them; that it is not told, where that is so."""
    numbers: Counter[str] = Counter()
    found: dict[str, str] = {}
    for by_product in portfolio.coverage().values():
        for name, states in by_product.items():
            numbers[name] += bool(states["gap"])
            if states[UNPUBLISHED] or found.get(name) == UNPUBLISHED:
                found[name] = UNPUBLISHED
            else:
                found[name] = str(numbers[name])
    return found


def _cases(portfolio: Portfolio) -> Iterator[str]:
    yield "Weaknesses for which customers can get no fix yet, in the order of work: exploited ones, then by priority and by what is due next."
    yield ""
    heads = ("Product", "Vulnerability", "Exploited", "Priority", "Known since", "Due", "What")
    yield from _table(heads, map(_case, portfolio.open_cases()))


def _case(one: OpenCase) -> tuple[str, ...]:
    record = one.item.record
    return (
        _text(one.member.name),
        _link(f"{one.item.id} {record.title}", address_of(one.member, one.item.id)),
        {True: "yes", False: "no", None: "not said"}[record.exploited],
        one.priority or "not decided",
        _text((record.aware_on or NONE)[:10]),
        one.due.day.isoformat() if one.due else NONE,
        _text(one.due.what) if one.due else NONE,
    )


def _coverage(portfolio: Portfolio) -> Iterator[str]:
    coverage = portfolio.coverage()
    named = [member for member in portfolio.members if any(member.name in by_product for by_product in coverage.values())]
    yield "How each element of NIST IR 8259A stands on the devices of each product: where they differ, what needs most attention, and on how many."
    yield ""
    yield from _table(("Product", *coverage), ((_link(one.name, one.site), *(_cell(found.get(one.name)) for found in coverage.values())) for one in named))
    yield ""
    titles = portfolio.members[0].handbook.catalogues.entries if named else {}
    yield from _table(("Element", "In this handbook's words"), ((_text(element), _text(titles[element].entry.title)) for element in coverage))


def _cell(states: Mapping[str, int] | None) -> str:
    if not states:
        return NONE
    most, devices = worst(states), sum(states.values())
    return most if states[most] == devices else f"{most} ({states[most]} of {devices})"


def _parts(portfolio: Portfolio) -> Iterator[str]:
    parts = portfolio.parts()
    shared = [one for one in parts if len(one.members) > 1]
    yield f"{len(shared)} of {len(parts)} parts are in more than one product. A part is known by its title and its supplier."
    yield ""
    yield from _table(("Part", "Supplier", "Products", "Where", "Its own support ends"), map(_part, parts))


def _part(one: Shared) -> tuple[str, ...]:
    ends = sorted({use.item.record.support_end.isoformat() if use.item.record.support_end else "no day" for use in one.uses})
    return _text(one.title), _text(one.supplier) or NONE, str(len(one.members)), "; ".join(map(_use, one.uses)), ", ".join(ends)


def _shared(portfolio: Portfolio) -> Iterator[str]:
    records = portfolio.shared_records()
    departed = sum(bool(one.overriding or one.leaving_out) for one in records)
    written = f"{len(records)} record{'' if len(records) == 1 else 's'} written once for several products"
    yield f"{written}; from {departed} of them some product departs, with its reason."
    yield ""
    heads = ("Record", "Of", "Inherited by", "Says something else in", "Overridden by", "Left out by")
    yield from _table(heads, map(_shared_record, records))


def _shared_record(one: SharedRecord) -> tuple[str, ...]:
    first = one.inheriting[0] if one.inheriting else None
    return (
        _link(f"{one.id} {one.title}", address_of(first, one.id) if first else ""),
        _text(one.origin),
        _listed(_link(member.name, address_of(member, one.id)) for member in one.inheriting),
        ", ".join(_text(member.name) for member in one.differing) or NONE,
        "".join(_reason(_link(member.name, address_of(member, one.id)), departure) for member, departure in one.overriding) or NONE,
        "".join(_reason(_text(member.name), departure) for member, departure in one.leaving_out) or NONE,
    )


def _reason(who: str, departure: Departure) -> str:
    return f"<div>{who}: {_text(departure.said.because)}</div>"


def _listed(links: Iterable[str]) -> str:
    """Returns links in a row; many of them folded behind their number."""
    found = list(links)
    return f"<details><summary>{len(found)} products</summary>{', '.join(found)}</details>" if len(found) > NAMED else ", ".join(found) or NONE


def _use(use: Use) -> str:
    version = f" {use.item.record.version}" if use.item.record.version else ""
    inside = ", ".join(component.record.title for component in use.components)
    return _link(f"{use.member.name}{version}", address_of(use.member, use.item.id)) + (f" in {_text(inside)}" if inside else "")


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yields a table; cells are HTML already, heads are text."""
    yield "<div><table><thead><tr>" + "".join(f'<th scope="col">{_text(head)}</th>' for head in heads) + "</tr></thead><tbody>"
    for row in rows:
        yield f'<tr><th scope="row">{row[0]}</th>' + "".join(f"<td>{cell}</td>" for cell in row[1:]) + "</tr>"
    yield "</tbody></table></div>"


def _link(text: str, address: str) -> str:
    return f'<a href="{escape(address)}">{_text(text)}</a>' if address else _text(text)


def _text(text: str) -> str:
    """Returns a text on one line as HTML that shows it as typed."""
    return escape(" ".join("".join(character if character.isprintable() else " " for character in text).split()))
