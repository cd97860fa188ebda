"""Labels: lower-case words that pages share across spaces."""

from __future__ import annotations

from collections.abc import Iterable

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Invalid
from cairn.pages.access import require_edit
from cairn.pages.models import Label, Page
from cairn.pages.operations.checks import fresh
from cairn.people.actors import Actor

MOST = 30
LENGTH = 60


def label_page(page: Page, *, by: Actor, labels: Iterable[str]) -> list[str]:
    """Give the page exactly these labels; returns them as stored ("Post Mortem" → "post-mortem")."""
    names = clean_labels(labels)
    with atomic():
        now = fresh(page)
        require_edit(by, now)
        before = set(Label.objects.filter(page=now).values_list("name", flat=True))
        if before == set(names):
            return names
        Label.objects.filter(page=now).exclude(name__in=names).delete()
        Label.objects.bulk_create([Label(page=now, name=name) for name in names if name not in before])
        record("page.labelled", by=by, space_id=now.space_id, page_id=now.pk, labels=names)
    return names


def clean_labels(labels: Iterable[str]) -> list[str]:
    """Lower-case, words joined by hyphens, each once, in alphabetical order."""
    names = sorted({"-".join(label.lower().split()) for label in labels} - {""})
    if len(names) > MOST:
        raise Invalid(f"A page takes up to {MOST} labels; these are {len(names)}.")
    if too_long := next((name for name in names if len(name) > LENGTH), None):
        raise Invalid(f"A label has up to {LENGTH} characters: “{too_long[:LENGTH]}…” is longer.")
    return names
