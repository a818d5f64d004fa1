"""A portfolio as the source of a site: pages and a configuration that MkDocs builds by itself.

Nothing of this project is needed for that. Pages hold HTML alone, with every text escaped and on one line, so that no name of a product is taken for Markdown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from html import escape

from handbook.audience.levels import NAMES
from handbook.audience.unsaid import NOT_PUBLISHED as UNPUBLISHED
from handbook.compare.portfolio import OpenCase, Portfolio, Shared, SharedRecord, Support, Use, worst
from handbook.languages.said import day, n, t, word
from handbook.model.statements import Departure
from handbook.outputs.portfolio import as_json
from handbook.outputs.portfolio.as_json import address_of
from handbook.outputs.portfolio.telling import NONE, Telling, configuration, text

SHARED = "shared.md"
"""The page of shared records, which is there where a product inherits any."""
PAGES = {
    "index.md": t("Products"), "vulnerabilities.md": t("Open vulnerabilities"), "coverage.md": t("Device baseline"), "parts.md": t("Parts"),
    SHARED: t("Shared records"),
}  # fmt: skip
"""The pages, by their files, in the order of the menu."""
NAMED = 3
"""So many components stand by name; of more their number."""
SHEET = "portfolio.css"
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
    """Returns the files of the site's source by their relative paths: what MkDocs reads, and below `docs/` the pages and `portfolio.json`."""
    makers = {"index.md": _products, "vulnerabilities.md": _cases, "coverage.md": _coverage, "parts.md": _parts, SHARED: _shared}
    there = [file for file in PAGES if file != SHARED or any(member.handbook.shared for member in portfolio.members)]
    tell = Telling(portfolio.language)
    pages = {f"docs/{file}": _page(tell.prose(PAGES[file]), makers[file](portfolio, tell)) for file in there}
    around = configuration(portfolio, {file: PAGES[file] for file in there}, SHEET)
    return {**around, **pages, f"docs/{SHEET}": LOOK, f"docs/{as_json.FILE}": as_json.text(portfolio)}


def _page(title: str, lines: Iterable[str]) -> str:
    return "\n".join(("---", "hide:", "  - toc", "---", "", f"# {title}", "", *lines, ""))


def _products(portfolio: Portfolio, tell: Telling) -> Iterator[str]:
    cases = portfolio.open_cases()
    number = {member.name: sum(case.member is member for case in cases) for member in portfolio.members}
    exploited = {member.name: sum(case.member is member and bool(case.item.record.exploited) for case in cases) for member in portfolio.members}
    products = tell.prose(n("{number} product", "{number} products", len(portfolio.members)))
    intro = t("{products}, those first whose security fixes end first. The same as data: {file}.")
    yield tell.prose(intro, products=products, file=f"[{as_json.FILE}]({as_json.FILE})")
    yield ""
    yield from _made_for(portfolio, tell)
    heads = (
        t("Product"), t("Security fixes end first"), t("and last", context="security fixes end"), t("Of", context="security fixes end"),
        t("Open vulnerabilities"), t("Exploited"), t("Devices: gaps"), t("As of"),
    )  # fmt: skip
    gaps = _gaps(portfolio)
    yield from _table(heads, (_product(one, number, exploited, gaps, tell) for one in portfolio.support()), tell)


def _made_for(portfolio: Portfolio, tell: Telling) -> Iterator[str]:
    """Yields for whom the handbooks were made; a warning where that is not the same for all."""
    audiences = portfolio.audiences()
    if len(audiences) > 1:
        each = t("{products} for {readers}")
        named = [tell.html(each, products=", ".join(text(one.name) for one in some), readers=tell.html(NAMES[who])) for who, some in audiences.items()]
        mixed = t("Handbooks for different readers are joined here: {named}. Only {widest} may read all of it.")
        yield f"<p><strong>{tell.html(mixed, named='; '.join(named), widest=tell.html(NAMES[list(audiences)[-1]]))}</strong></p>"
    elif any(member.handbook.keeps_back for member in portfolio.members):
        left = t("Made for {readers}: what others alone may read is left out, and may be there all the same.")
        yield f"<p>{tell.html(left, readers=tell.html(NAMES[next(iter(audiences))]))}</p>"
    yield ""


def _product(one: Support, number: Mapping[str, int], exploited: Mapping[str, int], gaps: Mapping[str, str], tell: Telling) -> tuple[str, ...]:
    name, keeps_back = one.member.name, one.member.handbook.keeps_back
    unsaid = word(UNPUBLISHED) if keeps_back else t("no day")
    return (
        _link(name, one.member.site),
        tell.cell(day(one.first) if one.first else unsaid),
        tell.cell(day(one.last) if one.last else unsaid),
        _some(one, tell),
        str(number[name]),
        str(exploited[name]),
        tell.cell(word(UNPUBLISHED) if gaps.get(name, UNPUBLISHED if keeps_back else "") == UNPUBLISHED else gaps.get(name) or t("no device")),
        tell.day(one.member.as_of),
    )


def _some(one: Support, tell: Telling) -> str:
    named = [_link(item.record.title, address_of(one.member, item.id)) for item in one.ending_first[:NAMED]]
    more = len(one.ending_first) - len(named)
    return ", ".join(named) + (f" {tell.cell(t('and {number} more', number=more))}" if more else "") or NONE


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


def _cases(portfolio: Portfolio, tell: Telling) -> Iterator[str]:
    yield tell.prose(t("Weaknesses for which customers can get no fix yet, in the order of work: exploited ones, then by priority and by what is due next."))
    yield ""
    heads = (t("Product"), t("Vulnerability"), t("Exploited"), t("Priority"), t("Known since"), t("Due"), t("What"))
    yield from _table(heads, (_case(one, tell) for one in portfolio.open_cases()), tell)


def _case(one: OpenCase, tell: Telling) -> tuple[str, ...]:
    record = one.item.record
    return (
        text(one.member.name),
        _link(f"{one.item.id} {record.title}", address_of(one.member, one.item.id)),
        tell.cell({True: t("yes"), False: t("no"), None: t("not said")}[record.exploited]),
        tell.cell(word(one.priority) if one.priority else t("not decided")),
        tell.day((record.aware_on or "")[:10]),
        tell.cell(day(one.due.day)) if one.due else NONE,
        tell.cell(one.due.what) if one.due else NONE,
    )


def _coverage(portfolio: Portfolio, tell: Telling) -> Iterator[str]:
    coverage = portfolio.coverage()
    named = [member for member in portfolio.members if any(member.name in by_product for by_product in coverage.values())]
    yield tell.prose(
        t("How each element of NIST IR 8259A stands on the devices of each product: where they differ, what needs most attention, and on how many.")
    )
    yield ""
    rows = ((_link(one.name, one.site), *(_cell(found.get(one.name), tell) for found in coverage.values())) for one in named)
    yield from _table((t("Product"), *coverage), rows, tell)
    yield ""
    titles = portfolio.members[0].handbook.catalogues.entries if named else {}
    elements = ((text(element), tell.english(titles[element].entry.title)) for element in coverage)
    yield from _table((t("Element"), t("In this handbook's words")), elements, tell)


def _cell(states: Mapping[str, int] | None, tell: Telling) -> str:
    if not states:
        return NONE
    most, devices = worst(states), sum(states.values())
    some = t("{state} ({number} of {devices})", state=word(most), number=states[most], devices=devices)
    return tell.cell(word(most) if states[most] == devices else some)


def _parts(portfolio: Portfolio, tell: Telling) -> Iterator[str]:
    parts = portfolio.parts()
    shared = [one for one in parts if len(one.members) > 1]
    yield tell.prose(
        t("{number} of {parts} parts are in more than one product. A part is known by its title and its supplier.", number=len(shared), parts=len(parts))
    )
    yield ""
    heads = (t("Part"), t("Supplier"), t("Products"), t("Where"), t("Its own support ends"))
    yield from _table(heads, (_part(one, tell) for one in parts), tell)


def _part(one: Shared, tell: Telling) -> tuple[str, ...]:
    days = sorted({use.item.record.support_end or date.max for use in one.uses})
    ends = ", ".join(tell.cell(t("no day") if end == date.max else day(end)) for end in days)
    return text(one.title), text(one.supplier) or NONE, str(len(one.members)), "; ".join(_use(use, tell) for use in one.uses), ends


def _shared(portfolio: Portfolio, tell: Telling) -> Iterator[str]:
    records = portfolio.shared_records()
    departed = sum(bool(one.overriding or one.leaving_out) for one in records)
    written = n("{number} record written once for several products", "{number} records written once for several products", len(records))
    yield tell.prose(t("{written}; from {number} of them some product departs, with its reason.", written=written, number=departed))
    yield ""
    heads = (t("Record"), t("Of", context="shared records"), t("Inherited by"), t("Says something else in"), t("Overridden by"), t("Left out by"))
    yield from _table(heads, (_shared_record(one, tell) for one in records), tell)


def _shared_record(one: SharedRecord, tell: Telling) -> tuple[str, ...]:
    first = one.inheriting[0] if one.inheriting else None
    return (
        _link(f"{one.id} {one.title}", address_of(first, one.id) if first else ""),
        text(one.origin),
        _listed([_link(member.name, address_of(member, one.id)) for member in one.inheriting], tell),
        ", ".join(text(member.name) for member in one.differing) or NONE,
        "".join(_reason(_link(member.name, address_of(member, one.id)), departure) for member, departure in one.overriding) or NONE,
        "".join(_reason(text(member.name), departure) for member, departure in one.leaving_out) or NONE,
    )


def _reason(who: str, departure: Departure) -> str:
    return f"<div>{who}: {text(departure.said.because)}</div>"


def _listed(links: list[str], tell: Telling) -> str:
    """Returns links in a row; many of them folded behind their number."""
    if len(links) <= NAMED:
        return ", ".join(links) or NONE
    number = tell.cell(n("{number} product", "{number} products", len(links)))
    return f"<details><summary>{number}</summary>{', '.join(links)}</details>"


def _use(use: Use, tell: Telling) -> str:
    version = f" {use.item.record.version}" if use.item.record.version else ""
    link = _link(f"{use.member.name}{version}", address_of(use.member, use.item.id))
    inside = ", ".join(component.record.title for component in use.components)
    return link + (f" {tell.cell(t('in {components}', components=inside))}" if inside else "")


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]], tell: Telling) -> Iterator[str]:
    """Yields a table; cells are HTML already, heads are words."""
    yield "<div><table><thead><tr>" + "".join(f'<th scope="col">{tell.cell(head)}</th>' for head in heads) + "</tr></thead><tbody>"
    for row in rows:
        yield f'<tr><th scope="row">{row[0]}</th>' + "".join(f"<td>{cell}</td>" for cell in row[1:]) + "</tr>"
    yield "</tbody></table></div>"


def _link(title: str, address: str) -> str:
    return f'<a href="{escape(address)}">{text(title)}</a>' if address else text(title)
