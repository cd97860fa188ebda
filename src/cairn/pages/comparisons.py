"""Two states of a page beside each other: versions, the draft as it is, or the draft as it was."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from cairn.core.errors import Forbidden, Missing
from cairn.documents import Adf, Diff, Shown, changes_html, columns_html, diff, empty_document, without_prompts
from cairn.pages.drafts import draft_body
from cairn.pages.history import snapshot_for
from cairn.pages.loaders import version_for
from cairn.pages.models import Page, PageVisit, Version
from cairn.pages.rendering import reading_context
from cairn.people.models import User

AROUND = 1  # unchanged blocks shown beside a change; longer runs are folded
_NAMES = re.compile(r"^(?P<version>\d{1,9})$|^draft-(?P<kept>\d{1,18})$|^(?P<draft>draft)$")


@dataclass(frozen=True, slots=True)
class Edition:
    """A state of a page. `value` names it in addresses: "3" (a version), "draft", "draft-12" (as it was), "" (none)."""

    value: str
    name: str
    title: str
    body: Adf
    at: datetime | None = None


def edition_for(page: Page, value: str) -> Edition:
    """Raises Missing for what there is not, Forbidden for drafts that are not hers to see (`page` from `page_for`)."""
    found = _NAMES.match(value)
    if value == "0":
        return Edition("0", _("before the first version"), page.title, empty_document())
    if found is None:
        raise Missing("There is nothing of this name to compare.")
    if found["version"]:
        return of_version(version_for(page, int(found["version"])))
    require_draft(page)
    if found["kept"]:
        kept = snapshot_for(page, int(found["kept"]))
        return Edition(value, _("the draft as it was"), kept.title, kept.body, kept.at)
    return Edition("draft", _("the draft as it is now"), page.title, without_prompts(draft_body(page)))


def require_draft(page: Page) -> None:
    if not page.may_edit:  # type: ignore[attr-defined]
        raise Forbidden("Drafts are seen by those who may edit this page. You can read its versions.")


def of_version(version: Version) -> Edition:
    name = _("version %(number)s") % {"number": version.number}
    return Edition(str(version.number), name, version.title, version.body, version.at)


def last_read(page: Page, user: User) -> int:
    """The number of the version that she read last; 0: none."""
    return PageVisit.objects.filter(page=page, user=user).values_list("version", flat=True).first() or 0


def has_news(page: Page, read: int, user: User) -> bool:
    """Whether others have published since she read version `read`; what she published herself is no news to her."""
    if page.published is None or not 0 < read < page.published.number:
        return False
    return page.versions.filter(number__gt=read).exclude(by=user).exists()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Blocks as they are shown: changed ones and their neighbours, or a run of unchanged ones, folded away."""

    blocks: list[Shown]
    is_folded: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    older: Edition
    newer: Edition
    found: Diff
    side_by_side: bool

    @classmethod
    def of(cls, older: Edition, newer: Edition, *, side_by_side: bool = False) -> Comparison:
        return cls(older, newer, diff(older.body, newer.body), side_by_side)

    @property
    def has_new_title(self) -> bool:
        return self.older.title != self.newer.title and self.older.value != "0"

    @property
    def counts(self) -> list[tuple[str, int]]:
        """("changed", 3) and so on, in the order in which they are said."""
        return list(self.found.counts().items())

    @property
    def total(self) -> int:
        return sum(self.found.counts().values())

    def stretches(self) -> list[Stretch]:
        context = reading_context(self.newer.body)
        shown = (columns_html if self.side_by_side else changes_html)(self.found, context)
        near = _near_changes(shown)
        result: list[Stretch] = []
        for index, block in enumerate(shown):
            folded = index not in near
            if not result or result[-1].is_folded != folded:
                result.append(Stretch([], folded))
            result[-1].blocks.append(block)
        return result

    def context(self) -> dict[str, Any]:
        return {"comparison": self, "older": self.older, "newer": self.newer, "stretches": self.stretches()}


def _near_changes(shown: list[Shown]) -> set[int]:
    changed = [index for index, block in enumerate(shown) if block.how != "same"]
    return {near for index in changed for near in range(index - AROUND, index + AROUND + 1)}
