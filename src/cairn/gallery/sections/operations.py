"""New sections of a template taken over into a page's draft, or said to be not needed there."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Missing
from cairn.documents import give_back, take_over
from cairn.gallery.definition import Definition
from cairn.gallery.sections.drift import Drift, asked_body, drift_of
from cairn.gallery.sections.models import Origin, SectionChoice
from cairn.gallery.sections.origins import definition_of
from cairn.livedocs.log import edit
from cairn.pages.access import require_open_body
from cairn.pages.models import Page
from cairn.pages.operations.checks import fresh
from cairn.people.actors import Actor, user_of


def take_over_sections(page: Page, *, by: Actor, keys: Iterable[str]) -> list[str]:
    """Put new sections of the template into the draft, at their place; gives the keys of those that were put.

    Only blocks are added: nothing of what stands there changes. Raises Conflict when there is nothing left to take over.
    """
    with atomic():
        now = fresh(page)
        require_open_body(by, now)
        drift = _drift(now)
        wanted = [key for key in drift.keys if key in set(keys)]
        if not wanted:
            raise Conflict(_("Somebody has taken these sections over already, so nothing was changed."))
        put: list[str] = edit(now.document_id, partial(_take_over, template=drift.definition, keys=wanted), by=by)
        for key in wanted:
            _choose(now, key, SectionChoice.TAKEN, by)
        _record("section.taken_over", now, wanted, by)
    return put


def give_back_sections(page: Page, *, by: Actor, keys: Iterable[str]) -> list[str]:
    """Undo that, where nobody has written since; gives the keys of the sections that went."""
    with atomic():
        now = fresh(page)
        require_open_body(by, now)
        taken = SectionChoice.objects.filter(page=now, key__in=list(keys), choice=SectionChoice.TAKEN)
        known = set(taken.values_list("key", flat=True))
        template = _template_of(now)
        gone: list[str] = edit(now.document_id, partial(_give_back, template=template, keys=known), by=by)
        taken.filter(key__in=gone).delete()
        _record("section.given_back", now, gone, by)
    return gone


def dismiss_section(page: Page, *, by: Actor, key: str) -> None:
    """Say that this page does not need a section that the template gained."""
    with atomic():
        now = fresh(page)
        require_open_body(by, now)
        if key not in _drift(now).keys:
            raise Conflict(_("Somebody has decided about this section already, so nothing was changed."))
        _choose(now, key, SectionChoice.UNNEEDED, by)
        _record("section.dismissed", now, [key], by)


def recall_section(page: Page, *, by: Actor, key: str) -> None:
    """Offer a dismissed section again."""
    with atomic():
        now = fresh(page)
        require_open_body(by, now)
        gone, _rows = SectionChoice.objects.filter(page=now, key=key, choice=SectionChoice.UNNEEDED).delete()
        if not gone:
            raise Missing(_("Nobody has said of this section that it is not needed."))
        _record("section.recalled", now, [key], by)


def _drift(page: Page) -> Drift:
    drift = drift_of(page)
    if drift is None:
        raise Conflict(_("This page has every section of its template, so nothing was changed."))
    return drift


def _template_of(page: Page) -> Definition:
    origin = Origin.objects.filter(page=page).first()
    definition = definition_of(origin.template) if origin else None
    if definition is None:
        raise Missing(_("The template of this page is gone. The page stays as it is."))
    return definition


def _take_over(doc: Any, template: Definition, keys: list[str]) -> list[str]:
    return take_over(doc, asked_body(template), keys)


def _give_back(doc: Any, template: Definition, keys: set[str]) -> list[str]:
    return give_back(doc, asked_body(template), keys)


def _choose(page: Page, key: str, choice: str, by: Actor) -> None:
    SectionChoice.objects.create(page=page, key=key, choice=choice, by=user_of(by))


def _record(event: str, page: Page, keys: list[str], by: Actor) -> None:
    record(event, by=by, space_id=page.space_id, page_id=page.pk, keys=keys, title=page.title)
