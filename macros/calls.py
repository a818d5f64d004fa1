"""The macros that a Markdown page may call: each takes what its author wrote and returns the HTML that stands in its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import handbook
from handbook.exports.downloads import downloads_view
from handbook.findings.codes import CODES
from handbook.findings.diagnostics import Severity, counts
from handbook.model.handbook import Handbook
from handbook.schema.format import data_format
from handbook.views.diagrams.activities import pass_grid, passes
from handbook.views.diagrams.architecture import architecture_view
from handbook.views.diagrams.flows import flows_view
from handbook.views.diagrams.matrix import LEGEND, matrix_view
from handbook.views.diagrams.profile import profile_picture
from handbook.views.diagrams.timeline import timeline_view
from handbook.views.pages.activity import activity_header, activity_references, cross_edition, example_view, questions_view
from handbook.views.pages.comparison import companion_links
from handbook.views.pages.coverage import coverage_view
from handbook.views.pages.documents import document_views
from handbook.views.pages.home import home_view
from handbook.views.pages.learning import lessons
from handbook.views.pages.mistakes import mistakes_view
from handbook.views.pages.product import product_view
from handbook.views.pages.profile import profile_view
from handbook.views.pages.progress import progress_view
from handbook.views.pages.register_list import register_groups
from handbook.views.pages.risk_criteria import criteria_view
from handbook.views.pages.rooms import as_markdown, rooms
from handbook.views.pages.rules import rules_view
from handbook.views.pages.summary import summary
from handbook.views.pages.thread import thread_view
from handbook.views.pages.threats import threat_model_view
from handbook.views.pages.workload import workload
from handbook.views.shared.links import entry_link
from macros.site.blank_folders import blank_folders
from macros.site.languages import marked
from macros.site.links import render_page
from macros.site.publication import Publication, UnknownAddressError
from macros.site.surround import READERS


class Calls:
    """The macros of one build. Each of its public methods is one."""

    def __init__(self, publication: Callable[[], Publication], page: Callable[[], Any]) -> None:
        """Makes the macros; `publication` gives what is published at the moment, `page` the page of MkDocs that is being made."""
        self._published = publication
        self._page = page

    @property
    def _publication(self) -> Publication:
        return self._published()

    @property
    def _handbook(self) -> Handbook:
        return self._publication.handbook

    def activity_header(self, number: int) -> str:
        """Returns where an activity stands: phase, section, edition, inputs and outputs."""
        return self._render("activity_header.html", view=activity_header(self._handbook.catalogues, number))

    def activity_references(self, number: int) -> str:
        """Returns the entries of reference documents that an activity's guidance bears on."""
        return self._render("citations.html", citations=activity_references(self._handbook, number), by="entry")

    def activity_flow(self) -> str:
        """Returns the nine activities with what passes between them."""
        catalogues = self._handbook.catalogues
        headers = [activity_header(catalogues, activity.number) for activity in catalogues.activities.activities]
        return self._render("activity_flow.html", activities=headers, grid=pass_grid(catalogues), passes=passes(catalogues))

    def questions(self, number: int) -> str:
        """Returns the questions of an activity, each with the place of its answer."""
        return self._render("questions.html", questions=questions_view(self._handbook, number))

    def example(self, number: int) -> str:
        """Returns what the representative manufacturer did in an activity."""
        beside = companion_links(self._publication.companions, number)
        return self._render("example.html", view=example_view(self._handbook, number, self._publication.diagnostics), beside=beside)

    def presented(self) -> str:
        """Returns what the product is called in a sentence: the worked example, or our product."""
        return self._handbook.presented

    def own(self) -> bool:
        """Returns whether the publisher makes the product, for pages that say something else to readers of a maker's own handbook."""
        return self._handbook.presented_as == "our product"

    def registers(self) -> str:
        """Returns the list of all registers."""
        return self._render("registers.html", groups=register_groups(self._handbook))

    def product_model(self) -> str:
        """Returns what the product is, and the registers of its model."""
        shown = self._publication.shown
        view = product_view(self._handbook, tells_changes=shown.tells_changes, lists_releases=shown.lists_releases)
        return self._render("product.html", view=view, architecture=architecture_view(self._handbook), flows=flows_view(self._handbook))

    def data_flows(self) -> str:
        """Returns the data flows across trust zones, as a picture and as a table."""
        return self._diagram("flows", flows=flows_view(self._handbook))

    def risk_matrix(self) -> str:
        """Returns the risks in the matrix before and after treatment, as pictures and as a table."""
        return self._diagram("matrix", matrix=matrix_view(self._handbook), legend=LEGEND)

    def risk_criteria(self, part: str) -> str:
        """Returns what the product's risk criteria fix: `attempt`, `success`, `impact`, `matrix` or `acceptance`."""
        return self._render("criteria.html", view=criteria_view(self._handbook), part=part)

    def support_timeline(self) -> str:
        """Returns how long which component is supported, as a picture and as a table."""
        return self._diagram("timeline", timeline=timeline_view(self._handbook))

    def profile(self) -> str:
        """Returns the CSF Organizational Profile as a picture and as a table."""
        return self._render("profile.html", view=profile_view(self._handbook), picture=profile_picture(self._handbook))

    def thread(self) -> str:
        """Returns one need followed from end to end."""
        return self._render("thread.html", stages=thread_view(self._handbook))

    def threat_model(self) -> str:
        """Returns how far each class of threat is covered."""
        return self._render("threat_model.html", view=threat_model_view(self._publication.shown))

    def coverage(self) -> str:
        """Returns every matrix with its counts, and every hole by its rule."""
        return self._render("coverage.html", view=coverage_view(self._publication.shown))

    def rules(self) -> str:
        """Returns every rule with what it finds here."""
        return self._render("rules.html", view=rules_view(self._publication.shown.loaded))

    def progress(self) -> str:
        """Returns what is still missing, by activity and kind."""
        return self._render("progress.html", view=progress_view(self._publication.shown))

    def workload(self) -> str:
        """Returns everything that a team of five must do, in order, with its effort."""
        return self._render("workload.html", view=workload(self._handbook))

    def summary(self) -> str:
        """Returns two printed pages for whoever decides."""
        return self._render("summary.html", view=summary(self._handbook), gaps=counts(self._publication.diagnostics)[Severity.GAP])

    def lessons(self) -> str:
        """Returns the exercises of a student's path with their answers."""
        return self._render("lessons.html", lessons=lessons(self._handbook))

    def templates(self) -> str:
        """Returns the empty product folders and the blank activities that are offered for download."""
        return self._render("blanks.html", blanks=blank_folders(self._handbook))

    def downloads(self) -> str:
        """Returns every file that is offered for download, with what it is for and what becomes of each field in it."""
        return self._render("downloads.html", downloads=downloads_view(self._handbook, self._publication.wanted, sized=not self._publication.served))

    def reference_documents(self) -> str:
        """Returns the list of reference documents."""
        return self._render("documents.html", documents=document_views(self._handbook))

    def editions(self) -> str:
        """Returns the editions of the publication and where each activity stood in them."""
        return self._render("editions.html", catalogue=self._handbook.catalogues.activities, rows=cross_edition(self._handbook.catalogues))

    def csf(self, entry: str) -> str:
        """Returns a checked link to a CSF entry, with its title."""
        return self.ref(entry)

    def ref(self, entry: str) -> str:
        """Returns a checked link to an entry of any reference document, with its title."""
        found = self._handbook.catalogues.entries.get(entry)
        if found is None:
            close = self._handbook.catalogues.nearest(entry)
            hint = f"; did you mean {' or '.join(close)}?" if close else ""
            self._fail(f"no reference document has an entry '{entry}'{hint}", f'"{entry}"')
            return "(unknown entry)"
        return self._render("entry.html", link=entry_link(self._handbook, found)).strip()

    def data_format(self) -> str:
        """Returns the data format, made from the schema."""
        return self._render("data_format.html", view=data_format())

    def diagnostic_codes(self) -> str:
        """Returns the reference of all diagnostic codes."""
        return self._render("codes.html", codes=tuple(CODES.values()))

    def rooms(self) -> str:
        """Returns the rooms of the code with their modules, as Markdown, so that each has a heading in the page's table of contents."""
        return as_markdown(rooms(Path(handbook.__file__).parents[1]))

    def mistakes(self) -> str:
        """Returns every mistake of the test cases with its message."""
        return self._render("mistakes.html", codes=mistakes_view())

    def home(self) -> str:
        """Returns the top of the home page: what this is, where to start, and the nine activities."""
        numbers = counts(self._publication.diagnostics)
        view = home_view(self._handbook)
        return self._render(
            "home.html", view=view, gaps=numbers[Severity.GAP], readers=READERS[self._handbook.audience], repository=self._publication.repository.url
        )

    def _diagram(self, name: str, **values: Any) -> str:
        """Returns a diagram of the product with its table."""
        return self._render("diagram_of_product.html", name=f"diagram_{name}.html", **values)

    def _render(self, template: str, **values: Any) -> str:
        try:
            return marked(render_page(self._publication, str(self._page().url), template, **values), self._publication.language)
        except UnknownAddressError as missing:
            self._fail(f"a link leads to the page '{missing}', which the site does not have", "")
            return ""

    def _fail(self, sentence: str, needle: str) -> None:
        file = self._page().file
        line = 1
        if needle and file.abs_src_path:
            lines = Path(file.abs_src_path).read_text(encoding="utf-8").splitlines()
            line = next((number for number, text in enumerate(lines, 1) if needle in text or needle.replace('"', "'") in text), 1)
        self._publication.fail(file.src_uri, sentence, line)


NAMES = tuple(name for name in vars(Calls) if not name.startswith("_"))
"""The names of all macros, in the order in which they stand."""
