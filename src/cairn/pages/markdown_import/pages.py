"""The pages of an import: which are there, which are made, and how their text gets in."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import unescape

from cairn.core.db import atomic
from cairn.core.errors import Conflict
from cairn.documents import Conversion, to_text
from cairn.pages.drafts import draft_body, unpublished
from cairn.pages.models import TITLE_LENGTH, ImportedFile, Label, Page
from cairn.pages.operations import create_page, label_page, publish_page, rename_page, replace_body
from cairn.pages.operations.label import LENGTH as LABEL_LENGTH
from cairn.pages.operations.label import MOST as MOST_LABELS
from cairn.people.actors import Actor
from cairn.spaces.models import Space

MESSAGE = "Imported from"
"""How the message of every imported version begins: a newer version with another message is somebody's own work."""


@dataclass(slots=True)
class Known:
    """The imported pages of a space by the path they came from."""

    space: Space
    by: Actor
    rows: dict[str, ImportedFile] = field(default_factory=dict)

    def load(self, prefix: str) -> None:
        found = ImportedFile.objects.filter(space=self.space, path__startswith=prefix)
        pages = found.select_related("page", "page__space", "page__published")
        heavy = (f"page__published__{name}" for name in ("body", "html", "text", "outline"))
        self.rows = {row.path: row for row in pages.defer(*heavy)}

    def make(self, path: str, title: str, parent: Page | None) -> ImportedFile:
        """A page without text, known by its path: a draft until `fill` or `publish_empty`."""
        with atomic():
            page = create_page(self.space, by=self.by, title=title, parent=parent)
            self.rows[path] = ImportedFile.objects.create(page=page, space=self.space, path=path, digest="")
        return self.rows[path]

    def adopt(self, old: str, new: str) -> None:
        """A page made for a folder becomes the page of the index file that has come into the folder."""
        row = self.rows.pop(old)
        row.path = new
        row.save(update_fields=["path"])
        self.rows[new] = row

    def publish_empty(self, row: ImportedFile) -> None:
        """A page that only holds others together."""
        if row.page.published_id is None:
            publish_page(row.page, by=self.by, message=_message(row.path))


def edited_since(row: ImportedFile) -> str | None:
    """Why an import may not write over this page: what people did to it. None where nobody did anything."""
    page = row.page
    version = page.published
    if version is None:
        return "somebody wrote in its draft" if to_text(draft_body(page)).strip() else None
    if not version.message.startswith(MESSAGE):
        return "somebody published a version since"
    if page.title != version.title:
        return "somebody gave it another title"
    return "it holds changes that are not published" if unpublished(page) is not None else None


def fill(row: ImportedFile, conversion: Conversion, title: str, digest: str, *, by: Actor) -> bool:
    """Put the text in and publish it, whole or not at all. False when that made no new version."""
    page = row.page
    with atomic():
        if page.title != title:
            rename_page(page, by=by, title=title)
        if page.published_id is not None or conversion.body["content"]:
            replace_body(page, by=by, body=conversion.body)
        labels = fitting_labels(conversion.labels)[0]
        if labels:
            kept = Label.objects.filter(page=page).values_list("name", flat=True)
            label_page(page, by=by, labels=list(dict.fromkeys([*kept, *labels]))[:MOST_LABELS])
        is_new = _published(row, by)
        row.digest = digest
        row.save(update_fields=["digest"])
    return is_new


def _published(row: ImportedFile, by: Actor) -> bool:
    try:
        publish_page(row.page, by=by, message=_message(row.path))
    except Conflict:
        if row.page.published_id is None:
            raise
        return False
    return True


def _message(path: str) -> str:
    return f"{MESSAGE} {path}"[:300]


def fitting_labels(labels: list[str]) -> tuple[list[str], int]:
    """Labels as pages take them, and how many did not fit."""
    names = list(dict.fromkeys("-".join(label.lower().split()) for label in labels))
    fitting = [name for name in names if name and len(name) <= LABEL_LENGTH][:MOST_LABELS]
    return fitting, len([name for name in names if name]) - len(fitting)


def fitting_title(title: str) -> str:
    """A title on one line that a page can have; `&amp;`, as site generators need it, is one character."""
    title = unescape(title)
    title = " ".join("".join(char if char.isprintable() else " " for char in title).split())
    return title if len(title) <= TITLE_LENGTH else title[: TITLE_LENGTH - 1].rstrip() + "…"
