"""An import from end to end: read the folder, make the pages, then write their texts so that every link finds its page."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cairn.core.errors import CairnError, Forbidden
from cairn.documents import from_markdown
from cairn.pages.cards import page_id
from cairn.pages.markdown_import import pages
from cairn.pages.markdown_import.bodies import World, convert
from cairn.pages.markdown_import.files import PageFiles
from cairn.pages.markdown_import.folder import Folder, scan
from cairn.pages.markdown_import.links import Resolver
from cairn.pages.markdown_import.report import ImportReport
from cairn.pages.markdown_import.source import Source, read_source, title_from_name
from cairn.pages.markdown_import.tree import Node, Tree, plan
from cairn.pages.models import ImportedFile, Page
from cairn.pages.operations.label import MOST as MOST_LABELS
from cairn.people.actors import Actor
from cairn.spaces.access import can_edit_in_space
from cairn.spaces.models import Space

Progress = Callable[[int, int], None]


def import_markdown(folder: Path, *, space: Space, by: Actor, progress: Progress | None = None) -> ImportReport:
    """Bring the Markdown files below `folder` into `space` as pages. `progress` is told (done, of how many).

    Each file is written in a transaction of its own: whatever stops an import leaves whole pages, and importing again
    goes on. Files known by their path and unchanged are left alone, and so are pages that people have changed since.
    Raises Invalid without a folder, Forbidden where `by` may not write in the space; all else goes into the report.
    """
    if not can_edit_in_space(by, space):
        raise Forbidden(f"You may not write in the space {space.key}. Ask one of its admins. Nothing was imported.")
    found = scan(folder)
    report = ImportReport()
    for path, why in found.refused.items():
        report.add(path, why)
    tree = plan(_read(found, report), report)
    run = _Run(found, tree, space, by, report)
    run.make_pages()
    run.write_texts(progress or (lambda done, total: None))
    return report


def _read(folder: Folder, report: ImportReport) -> list[Source]:
    sources = []
    for path in folder.markdown:
        try:
            read = folder.read(path)
        except (CairnError, OSError) as error:
            report.add(path, error.message if isinstance(error, CairnError) else f"It can't be read: {error.strerror}.")
            continue
        sources.append(read_source(path, read))
    return sources


@dataclass(frozen=True, slots=True)
class _Task:
    """A page whose text has to be written."""

    node: Node
    source: Source
    row: ImportedFile
    digest: str
    is_new: bool


class _Run:
    def __init__(self, folder: Folder, tree: Tree, space: Space, by: Actor, report: ImportReport) -> None:
        self.folder, self.tree, self.space, self.by, self.report = folder, tree, space, by, report
        self.resolver = Resolver(folder, tree)
        self.prefix = f"{folder.root.name}/"
        self.known = pages.Known(space, by)
        self.known.load(self.prefix)
        self.tasks: list[_Task] = []
        self.titles: dict[int, str] = {}

    def make_pages(self) -> None:
        """Every page of the tree, parents first, so that each has an address before any text is written."""
        for node in self.tree.nodes.values():
            try:
                self._make(node)
            except CairnError as error:
                self.report.add(node.path, error.message)
        self.titles = {row.page_id: row.page.title for row in self.known.rows.values()}

    def _make(self, node: Node) -> None:
        key = f"{self.prefix}{node.path}"
        made_before = f"{self.prefix}{node.folder}"
        if key not in self.known.rows and node.folder is not None and made_before in self.known.rows:
            self.known.adopt(made_before, key)
        row, is_new = self.known.rows.get(key), False
        if row is None:
            row, is_new = self.known.make(key, self._title(node), self._parent(node)), True
        if node.source is None:
            self.known.publish_empty(row)
            self.report.created += is_new
        elif row.page.trashing_id is not None:
            self.report.add(node.path, "Its page is in the trash; it was left there.")
        else:
            self._plan_text(node, node.source, row, is_new)

    def _plan_text(self, node: Node, source: Source, row: ImportedFile, is_new: bool) -> None:
        digest = self._digest(source)
        if row.digest == digest:
            self.report.unchanged += 1
        elif not is_new and (why := pages.edited_since(row)):
            self.report.add(node.path, f"The file has changed, but {why}: page {row.page_id} was left as it is.")
        else:
            self.tasks.append(_Task(node, source, row, digest, is_new))

    def _title(self, node: Node) -> str:
        """From breadcrumbs or front matter, else the first heading, else the file's name. Never empty."""
        source = node.source
        said = node.title or (from_markdown(source.text).title if source and source.may_have_heading else "") or ""
        title = pages.fitting_title(said) or pages.fitting_title(title_from_name(node.folder or node.path))
        if len(" ".join(said.split())) > len(title) and title.endswith("…"):
            self.report.add(node.path, f"Its title has {len(said)} characters; it was shortened.")
        return title

    def _parent(self, node: Node) -> Page | None:
        """The nearest page above that is there and not in the trash."""
        above = node.parent
        while above is not None:
            row = self.known.rows.get(f"{self.prefix}{above}")
            if row is not None and row.page.trashing_id is None:
                return row.page
            above = self.tree.nodes[above].parent
        return None

    def _digest(self, source: Source) -> str:
        """Of the text and of what its links lead to: a picture that has come or changed changes the page."""
        digest = hashlib.sha256(f"{source.title}\n{source.text}".encode("utf-8", "surrogatepass"))
        for href in source.targets:
            target = self.resolver.resolve(source, href)
            if target.kind in ("page", "file"):
                there = self._file_digest(target.path) if target.kind == "file" else target.path
                digest.update(f"\0{href}\0{there}".encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    def _file_digest(self, path: str) -> str:
        try:
            return self.folder.digest(path)
        except (CairnError, OSError):
            return "unreadable"

    def write_texts(self, progress: Progress) -> None:
        for done, task in enumerate(self.tasks, start=1):
            try:
                self._write(task)
            except (CairnError, OSError) as error:
                why = error.message if isinstance(error, CairnError) else f"A file can't be read: {error.strerror}."
                self.report.add(task.node.path, why)
            progress(done, len(self.tasks))

    def _write(self, task: _Task) -> None:
        def say(what: str) -> None:
            if what:
                self.report.add(task.node.path, what)

        if task.source.note:
            say(task.source.note)
        if not task.source.text.strip():
            say("The file is empty; so is its page.")
        files = PageFiles(self.folder, task.row.page, self.by, self.report, task.node.path)
        world = World(self.resolver, self._address, self._title_behind, files.node, f"/spaces/{self.space.key}/")
        conversion = convert(task.source, world, say)
        title = task.row.page.title if task.is_new else self._title(task.node)
        first = task.row.page.published_id is None
        if lost := pages.fitting_labels(conversion.labels)[1]:
            say(f"{lost} labels were left out: a page takes up to {MOST_LABELS}, each of up to 60 characters.")
        if not pages.fill(task.row, conversion, title, task.digest, by=self.by):
            self.report.unchanged += 1
        elif first:
            self.report.created += 1
        else:
            self.report.changed += 1

    def _address(self, path: str) -> str:
        row = self.known.rows.get(f"{self.prefix}{path}")
        return row.page.get_absolute_url() if row else f"/spaces/{self.space.key}/"

    def _title_behind(self, address: str) -> str:
        """The title of the page that an address is of; nothing for addresses of other things or of a part of a page."""
        pk = page_id(address)
        return self.titles.get(pk, "") if pk is not None and "#" not in address else ""
