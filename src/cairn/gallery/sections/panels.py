"""What the template gained since, on the page's view and beside its editor."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.http import HttpRequest
from django.utils.safestring import SafeString

from cairn.gallery.sections.drift import Drift, drift_since
from cairn.pages.access import may_write
from cairn.pages.models import Page
from cairn.people.http import signed_in
from cairn.people.models import User
from cairn.ui.drawing import draw

NOTHING = SafeString("")


def page_facts(user: User) -> dict[str, F]:
    """What the page was made from, in the page's own query."""
    return {"origin_template": F("origin__template"), "origin_keys": F("origin__keys")}


def header(request: HttpRequest, page: Page) -> SafeString:
    drift = drift_for(request, page)
    return draw(request, "sections/_drift.html", context(page, drift, "header")) if drift else NOTHING


def edit_rail(request: HttpRequest, page: Page) -> SafeString:
    drift = drift_for(request, page)
    return draw(request, "sections/_drift.html", context(page, drift, "rail")) if drift else NOTHING


def drift_for(request: HttpRequest, page: Page) -> Drift | None:
    """For those who may write the text. No query where the template is as it was."""
    template: str | None = getattr(page, "origin_template", None)
    if template is None or not page.may_edit:  # type: ignore[attr-defined]
        return None
    drift = drift_since(page, template, getattr(page, "origin_keys", []))
    return drift if drift and may_write(signed_in(request), page) else None


def context(page: Page, drift: Drift | None, where: str) -> dict[str, Any]:
    return {"page": page, "drift": drift, "where": where}
