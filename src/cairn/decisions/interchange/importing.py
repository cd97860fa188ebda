"""An import from end to end: read the folder, make the decisions, write their texts, link successors."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from cairn.core.db import atomic
from cairn.core.errors import CairnError, Conflict, Forbidden
from cairn.decisions.interchange.left import left_of
from cairn.decisions.interchange.people import People
from cairn.decisions.interchange.reading import Found, read_folder, why_not
from cairn.decisions.interchange.record import Record, State
from cairn.decisions.interchange.report import DecisionReport
from cairn.decisions.interchange.world import Places, Successors, known_decisions, pages_of
from cairn.decisions.models import Decision, ImportedDecision, Outcome
from cairn.decisions.operations.interchange import begin_import, drop_import, fill_import, supersede_imported
from cairn.documents import Conversion
from cairn.pages.cards import page_id
from cairn.pages.markdown_import.bodies import World, convert
from cairn.pages.markdown_import.confluence import Crumb
from cairn.pages.markdown_import.files import PageFiles
from cairn.pages.markdown_import.folder import Folder, scan
from cairn.pages.markdown_import.pages import fitting_labels, fitting_title
from cairn.pages.markdown_import.report import ImportReport
from cairn.pages.markdown_import.source import Source, natural
from cairn.pages.markdown_import.tree import plan
from cairn.pages.models import ImportedFile, Page
from cairn.pages.operations import create_page, publish_page
from cairn.pages.operations.placing import lock_spaces
from cairn.people.actors import Actor
from cairn.spaces.access import can_edit_in_space
from cairn.spaces.models import Space

_HERE = Crumb("", "index.html")  # stands for "the title is said already" where a file has no breadcrumbs

Progress = Callable[[int, int], None]


def import_decisions(folder: Path, *, space: Space, by: Actor, progress: Progress | None = None) -> DecisionReport:
    """Bring the decision records below `folder` into `space`. `progress` is told (done, of how many).

    Each decision is written in a transaction of its own, so whatever stops an import leaves whole ones, and importing
    again goes on. Numbers are the space's next, given in the order of the set's own numbers, else of its days: a set
    without gaps in an empty space keeps its numbers, and the label ("ADR-15") stays in any case. Raises Invalid without
    a folder, Forbidden where `by` may not write in the space; all else goes into the report.
    """
    if not can_edit_in_space(by, space):
        raise Forbidden(f"You may not write in the space {space.key}. Ask one of its admins. Nothing was imported.")
    run = _Run(scan(folder), space, by)
    run.make_pages()
    run.write(progress or (lambda done, total: None))
    run.link()
    return run.report


def in_order(record: Record) -> tuple[float, date, list[tuple[int, int, str]]]:
    """The order in which numbers are given."""
    on = date.fromordinal(record.on.toordinal()) if record.on else date.max
    return (record.number if record.number is not None else float("inf"), on, natural(record.path))


class _Run:
    def __init__(self, folder: Folder, space: Space, by: Actor) -> None:
        self.folder, self.space, self.by = folder, space, by
        self.prefix = f"{folder.root.name}/"
        self.found: Found = read_folder(folder)
        self.records = sorted(self.found.records, key=in_order)
        self.known = known_decisions(space, self.prefix)
        self.people = People.everybody()
        self.pages = pages_of(space, self.prefix)
        self.report = DecisionReport(others=len(self.found.others), refused=len(self.found.refused))
        for path, why in self.found.refused.items():
            self.report.add(path, why)
        self.fresh = set[str]()

    def make_pages(self) -> None:
        """A page for every decision, so that each has an address before any text is written."""
        parent = None
        for record in self.records:
            if record.form != "cairn":
                record.title = fitting_title(record.title) or record.path
            if record.path not in self.known:
                parent = parent or self._parent()
                self._begin(record, parent)
        self.records = [record for record in self.records if record.path in self.known]
        self.pages |= {path: row.decision.page for path, row in self.known.items()}
        self.places = Places(self.folder, plan(list(self.found.sources.values()), ImportReport()), self.pages)
        self.titles = {page.pk: page.title for page in self.pages.values()}

    def _begin(self, record: Record, parent: Page) -> None:
        path = f"{self.prefix}{record.path}"[:500]
        try:
            row = begin_import(self.space, by=self.by, path=path, title=record.title, parent=parent)
        except CairnError as error:
            self.report.add(record.path, error.message)
            return
        self.known[record.path] = row
        self.fresh.add(record.path)

    def _parent(self) -> Page:
        """The page that the decisions of this folder lie under."""
        path = f"{self.prefix}#decisions"
        with atomic():
            lock_spaces(self.space.pk)  # two imports at once share one page
            row = ImportedFile.objects.filter(space=self.space, path=path).select_related("page__space").first()
            if row is not None and row.page.trashing_id is None:
                return row.page
            ImportedFile.objects.filter(space=self.space, path=path).delete()
            page = create_page(self.space, by=self.by, title=f"Decisions of {self.folder.root.name}"[:200])
            ImportedFile.objects.create(page=page, space=self.space, path=path, digest="")
            publish_page(page, by=self.by, message="Imported from decision records", minor=True)
        return page

    def write(self, progress: Progress) -> None:
        for done, record in enumerate(self.records, start=1):
            try:
                self._write(record, self.known[record.path])
            except Exception as error:  # whatever is wrong with one file, the others are brought in
                self.report.add(record.path, why_not(error))
                if record.path in self.fresh:
                    drop_import(self.known.pop(record.path), by=self.by)
            progress(done, len(self.records))

    def _write(self, record: Record, row: ImportedDecision) -> None:
        digest = self._digest(record)
        if row.digest == digest:
            self.report.unchanged += 1
            return
        if row.digest and not self._may_write(record, row):
            return
        text = self._convert(record, row.decision.page)
        for note in record.notes:
            self.report.add(record.path, note)
        decision = fill_import(row, by=self.by, told=record, text=text, digest=digest, people=self.people)
        row.left = left_of(decision)
        row.save(update_fields=["left"])
        self._count(record, row)

    def _may_write(self, record: Record, row: ImportedDecision) -> bool:
        """A draft that nobody has touched since; anything else stays as it is, and the report says so."""
        page = row.decision.page
        outcome = Outcome.objects.filter(decision=row.decision).first()
        if page.trashing_id is not None:
            why = "its page is in the trash"
        elif outcome is not None:
            why = f"it is decided as {outcome.label} and no longer changes. Amend it, or reopen it"
        elif row.left != left_of(row.decision):
            why = "people have changed the decision since"
        else:
            return True
        self.report.kept += 1
        self.report.add(record.path, f"The file has changed, but {why}: page {page.pk} was left as it is.")
        return False

    def _convert(self, record: Record, page: Page) -> Conversion:
        def say(what: str) -> None:
            if what:
                self.report.add(record.path, what)

        source = self._source(record)
        files = PageFiles(self.folder, page, self.by, self.report, record.path)
        world = World(self.places, self._address, self._title_behind, files.node, f"/spaces/{self.space.key}/")
        text = convert(source, world, say)
        text.labels, lost = fitting_labels([*text.labels, *record.labels])
        if lost:
            say(f"{lost} labels were left out: a page takes up to 30, each of up to 60 characters.")
        return text

    def _source(self, record: Record) -> Source:
        """The rest of the file, which becomes the body; its title is known, so that no heading is taken for one."""
        path = record.path.partition("#")[0]
        return Source(path, record.body, title=record.title, crumbs=self.found.sources[path].crumbs or [_HERE])

    def _digest(self, record: Record) -> str:
        """Of what the file says: what the importer notes about it is no part of that."""
        return hashlib.sha256(repr(replace(record, notes=[])).encode("utf-8", "surrogatepass")).hexdigest()

    def _count(self, record: Record, row: ImportedDecision) -> None:
        report = self.report
        if record.path in self.fresh:
            report.created += 1
            report.decided += record.is_decided
            report.drafts += record.state is State.DRAFT
            report.withdrawn += record.state is State.WITHDRAWN
        else:
            report.changed += 1
        report.unmatched += len(row.people)
        report.matched += len(record.people) - len(row.people)
        if record.is_decided:
            report.numbers.append(Outcome.objects.get(decision=row.decision).number)

    def link(self) -> None:
        """Successors, once every decision is there."""
        finder = Successors(self.records)
        for record in self.records:
            for reference in record.superseded_by[:1]:
                self._link(record, finder.find(reference, self._source(record), self.places), reference)
            for reference in record.supersedes:
                before = finder.find(reference, self._source(record), self.places)
                if before is not None:
                    self._link(before, record, reference)
                else:
                    self.report.add(record.path, f"It supersedes “{reference[:120]}”, which is not among the files.")

    def _link(self, record: Record, successor: Record | None, reference: str) -> None:
        row = self.known.get(record.path)
        heir = self.known.get(successor.path) if successor else None
        if row is None or Decision.objects.filter(pk=row.decision_id, supersession__isnull=False).exists():
            return
        if heir is None:
            self.report.add(record.path, f"Its successor “{reference[:120]}” is not among the files; no link was made.")
            return
        try:
            reason = record.reason or record.status or reference
            supersede_imported(row.decision, heir.decision, by=self.by, reason=reason, told=record, people=self.people)
            self.report.superseded += 1
        except Conflict as error:
            self.report.add(record.path, error.message)

    def _address(self, path: str) -> str:
        return self.pages[path].get_absolute_url()

    def _title_behind(self, address: str) -> str:
        pk = page_id(address)
        return self.titles.get(pk, "") if pk is not None and "#" not in address else ""
