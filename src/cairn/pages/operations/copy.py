"""A page once more, beside the original: its words, files and labels, and none of what was said about it."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _

from cairn.core.db import atomic
from cairn.core.errors import Invalid
from cairn.documents import Adf
from cairn.documents.ids import IDENTIFIED
from cairn.pages.access import can_edit, can_restrict
from cairn.pages.drafts import draft_body
from cairn.pages.models import Attachment, Label, Page
from cairn.pages.operations.attach import copy_attachment
from cairn.pages.operations.create import create_page
from cairn.pages.operations.label import label_page
from cairn.pages.operations.restrict import restrict_page
from cairn.pages.operations.write import replace_body
from cairn.pages.restrictions import restriction_of
from cairn.people.actors import Actor
from cairn.people.models import Team, User


def copy_page(page: Page, *, by: Actor) -> Page:
    """A draft beside the page, of its draft where she may edit it, else of what is published.

    Threads and the marks of their passages stay with the original, so do versions and whose action items they were:
    items and blocks get ids of their own. Who was kept out of the original is kept out of the copy.
    """
    if page.kind != "page":
        raise Invalid(_("Only plain pages can be copied. Nothing was made."))
    body = _plain(_words_of(page, by))
    with atomic():
        title = _("Copy of %(title)s") % {"title": page.title}
        copy = create_page(page.space, by=by, title=title[:200], parent=page.parent)
        for action in ("view", "edit"):
            _keep_restricted(page, copy, by, action)
        replace_body(copy, by=by, body=_with_files_of(page, copy, body, by))
        labels = list(Label.objects.filter(page=page).values_list("name", flat=True))
        if labels:
            label_page(copy, by=by, labels=labels)
    return copy


def _words_of(page: Page, by: Actor) -> Adf:
    if can_edit(by, page) or page.published is None:
        return draft_body(page)
    body: Adf = page.published.body
    return body


def _keep_restricted(page: Page, copy: Page, by: Actor, action: str) -> None:
    restriction = restriction_of(page, action)
    if restriction is None or not can_restrict(by, copy):
        return
    users = User.objects.filter(pk__in=restriction.grants.values("user"))
    teams = Team.objects.filter(pk__in=restriction.grants.values("team"))
    restrict_page(copy, by=by, action=action, users=users, teams=teams)
    copy.refresh_from_db()


def _plain(node: Adf) -> Adf:
    """The same without the marks of comments, and with ids of its own."""
    result: dict[str, Any] = dict(node)
    if "marks" in node:
        result["marks"] = [mark for mark in node["marks"] if mark.get("type") != "annotation"]
        if not result["marks"]:
            del result["marks"]
    if node.get("type") in IDENTIFIED and "attrs" in node:
        result["attrs"] = {**node["attrs"], "localId": str(uuid4())}
    if "content" in node:
        result["content"] = [_plain(child) for child in node["content"]]
    return result


def _with_files_of(page: Page, copy: Page, body: Adf, by: Actor) -> Adf:
    """The body with its files kept by the copy too: who may see that page sees them."""
    text = json.dumps(body)
    for attachment in Attachment.objects.filter(page=page):
        if attachment.key in text:
            text = text.replace(attachment.key, copy_attachment(copy, attachment, by=by).key)
    found: Adf = json.loads(text)
    return found
