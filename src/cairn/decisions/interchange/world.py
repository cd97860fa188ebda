"""Where links of imported decisions lead: to other decisions, to pages that came from the same folder, or nowhere."""

from __future__ import annotations

import re

from cairn.decisions.interchange.record import Record
from cairn.decisions.models import ImportedDecision
from cairn.pages.markdown_import import confluence
from cairn.pages.markdown_import.folder import Folder
from cairn.pages.markdown_import.links import Resolver, Target
from cairn.pages.markdown_import.source import Source
from cairn.pages.markdown_import.tree import Tree
from cairn.pages.models import ImportedFile, Page
from cairn.spaces.models import Space

NOT_HERE = "The link to “{href}” leads to a file that is no decision and no page here; its words were kept."


class Places(Resolver):
    """As the importer of pages finds them, for those files that have a page."""

    def __init__(self, folder: Folder, tree: Tree, pages: dict[str, Page]) -> None:
        super().__init__(folder, tree)
        self.pages = pages

    def resolve(self, source: Source, href: str) -> Target:
        found = super().resolve(source, href)
        if found.kind == "page" and found.path not in self.pages:
            return Target("nowhere", found.path, why=NOT_HERE.format(href=href[:200]))
        if found.kind == "space":
            return Target("nowhere", why=NOT_HERE.format(href=href[:200]))
        return found

    def file_behind(self, source: Source, href: str) -> str:
        """The path of the file that `href` leads to, page or not; "" for anything else."""
        found = super().resolve(source, href)
        return found.path if found.kind == "page" else ""


def pages_of(space: Space, prefix: str) -> dict[str, Page]:
    """Pages that an import of the same folder made here before, by path."""
    rows = ImportedFile.objects.filter(space=space, path__startswith=prefix, page__trashing=None)
    found = {row.path.removeprefix(prefix): row.page for row in rows.select_related("page")}
    return {path: page for path, page in found.items() if path and not path.startswith("#")}


def known_decisions(space: Space, prefix: str) -> dict[str, ImportedDecision]:
    rows = ImportedDecision.objects.filter(space=space, path__startswith=prefix)
    heavy = (f"decision__page__published__{name}" for name in ("body", "html", "text", "outline"))
    rows = rows.select_related("decision__page__space", "decision__page__published", "decision__framework")
    return {row.path.removeprefix(prefix): row for row in rows.defer(*heavy)}


class Successors:
    """Which record a reference means: by the file that it leads to, its label, or its title."""

    def __init__(self, records: list[Record]) -> None:
        self.by_path = {record.path: record for record in records}
        self.by_id = {own: record for record in records if (own := confluence.own_id(record.path))}
        self.by_label: dict[str, Record] = {}
        self.by_title: dict[str, Record] = {}
        for record in records:
            self.by_title.setdefault(record.title.casefold(), record)
            if record.label:
                self.by_label[_label(record.label)] = record
            if record.form == "cairn" and record.number is not None:
                self.by_label[f"d{record.number}"] = record

    def find(self, reference: str, source: Source | None, places: Places) -> Record | None:
        found = places.file_behind(source, reference) if source is not None else ""
        if found in self.by_path:
            return self.by_path[found]
        wiki = confluence.linked_id(reference) or (re.match(r"^(\d{3,18})\.html$", reference) or [None, None])[1]
        if wiki in self.by_id:
            return self.by_id[str(wiki)]
        return self.by_label.get(_label(reference)) or self.by_title.get(reference.casefold())


def _label(label: str) -> str:
    return re.sub(r"[^a-z0-9]", "", label.casefold())
