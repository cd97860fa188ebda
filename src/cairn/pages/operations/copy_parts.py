"""One page of a copy: its place, then everything it holds. Both can be asked for again without harm."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, partial

from django.utils.translation import gettext as _

from cairn.core.clock import now
from cairn.core.errors import Conflict
from cairn.documents import Adf, fill_doc, mentions
from cairn.livedocs.log import create_document, edit
from cairn.pages.access import can_edit, can_view
from cairn.pages.copying import Copied, anchors_of, own_id
from cairn.pages.drafts import draft_body, same_words
from cairn.pages.models import Attachment, CopiedPage, Label, Page, PageCopy, Version
from cairn.pages.operations.copy import copy_files, keep_closed
from cairn.pages.operations.create import parent_now
from cairn.pages.operations.placing import lock_spaces, place
from cairn.pages.operations.versions import content_of


class Making:
    """What the making of one copy needs to know of all its pages, read once."""

    def __init__(self, copy: PageCopy) -> None:
        self.copy, self.by = copy, copy.by
        self.pages: dict[int, int] = {}
        self._anchors: dict[int, Mapping[str, str]] = {}

    def _look(self) -> None:
        self.pages = dict(self.copy.parts.exclude(page=None).values_list("source", "page"))

    def place(self, parts: list[CopiedPage]) -> None:
        """Hidden, empty pages where the copies will stand."""
        lock_spaces(self.copy.space_id)
        self.copy.parent = parent_now(self.copy.space, self.copy.parent, self.by)
        self._look()
        above = Page.objects.in_bulk([pk for part in parts if (pk := self._above(part.source)) is not None])
        for part in parts:
            page = self._placed(part.source, above)
            part.page = page
            part.save(update_fields=["page"])
            self.pages[part.source_id] = page.pk
            if part.source_id == self.copy.source_id:
                self.copy.root = page
                self.copy.save(update_fields=["root"])

    def _above(self, source: Page) -> int | None:
        """The copy of the nearest page above that is copied; None for the first of all."""
        return next((self.pages[pk] for pk in reversed(source.ancestor_ids) if pk in self.pages), None)

    def _placed(self, source: Page, above: dict[int, Page]) -> Page:
        page = Page(kind=source.kind, title=source.title, width=source.width, owner=self.by, created_by=self.by)
        if source.pk == self.copy.source_id:
            page.title = self.copy.title
            beside = self.copy.parent_id == source.parent_id and self.copy.space_id == source.space_id
            place(
                page, space=self.copy.space, parent=self.copy.parent, after=source if beside else None, last=not beside
            )
        else:
            pk = self._above(source)
            assert pk is not None  # parents come first
            if pk not in above:
                above[pk] = Page.objects.get(pk=pk)
            page.space, page.parent, page.position = self.copy.space, above[pk], source.position
            page.path = above[pk].path_below
        page.document = create_document(by=self.by)
        page.trashing_id = self.copy.hiding_id
        page.save()
        return page

    @cached_property
    def _words(self) -> Copied:
        """Read when the first page is written: all have their places then. A page may show the file of another one."""
        self._look()
        found = Attachment.objects.filter(page__in=self.pages).values_list("key", "page")
        return Copied(self.pages, {key: own_id(self.pages[page], key) for key, page in found}, self._anchors_of)

    def _anchors_of(self, source_id: int) -> Mapping[str, str]:
        """Read only for pages whose blocks others point at."""
        if source_id not in self._anchors:
            source = Page.objects.select_related("published", "space").get(pk=source_id)
            published = [source.published.body] if source.published else []
            drafts = [draft_body(source)] if self._may_see_draft(source) else []
            self._anchors[source_id] = anchors_of(*published, *drafts)
        return self._anchors[source_id]

    def _may_see_draft(self, source: Page) -> bool:
        return source.published is None or can_edit(self.by, source)

    def write(self, part: CopiedPage) -> None:
        """Words, version, files, labels and who is kept out."""
        source, page = part.source, part.page
        assert page is not None  # a place comes first
        words = self._words
        if not can_view(self.by, source):
            why = _(
                "One of the pages is in the trash by now, or not open to you any more. Copy them again as they are."
            )
            raise Conflict(why)
        copy_files(source, page, dict(words.files), self.by)
        names = Label.objects.filter(page=source).values_list("name", flat=True)
        Label.objects.bulk_create(Label(page=page, name=name) for name in names)
        keep_closed(source, page, self.by, from_above=self._is_elsewhere(source, page))
        self._write_words(part, source, page)
        part.written_at = now()
        part.save(update_fields=["mentions", "versions", "written_at"])

    def _is_elsewhere(self, source: Page, page: Page) -> bool:
        """Whether it loses what restricted the original from above: a page there is another one, or was left out."""
        if page.pk == self.copy.root_id:
            return (page.space_id, page.parent_id) != (source.space_id, source.parent_id)
        return page.parent_id != self.pages.get(source.parent_id or 0)

    def _write_words(self, part: CopiedPage, source: Page, page: Page) -> None:
        """The version as readers know it, and over it the draft where she may see that."""
        draft = draft_body(source) if self._may_see_draft(source) else None
        part.mentions = mentions(draft) if draft is not None else []
        if source.published is not None:
            shown = self._words.body(source.published.body, source.pk)
            if draft is None or not same_words(draft, source.published.body):
                self._fill(page, shown)
            else:  # the same words, and the prompts that no version holds
                self._fill(page, self._words.body(draft, source.pk))
                draft = None
            version = Version.objects.create(page=page, number=1, minor=True, by=self.by, **content_of(page, shown))
            version.authors.set([self.by])
            page.published, page.drafted = version, version.upto
            page.save(update_fields=["published", "drafted"])
            part.versions = 1
        if draft is not None:
            self._fill(page, self._words.body(draft, source.pk))

    def _fill(self, page: Page, body: Adf) -> None:
        edit(page.document_id, partial(_filled, body=body), by=self.by)


def _filled(doc: object, body: Adf) -> None:
    fill_doc(doc, body)  # type: ignore[arg-type]
