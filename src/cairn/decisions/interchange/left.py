"""How an import left a decision, so that a later one knows whether anybody has touched it since."""

from __future__ import annotations

import hashlib

from cairn.decisions.models import Cell, Decision, Outcome
from cairn.pages.drafts import unpublished
from cairn.pages.models import Page


def left_of(decision: Decision) -> str:
    """A digest of its text, title, roles, table, positions and outcome as they are now."""
    page = Page.objects.select_related("published").get(pk=decision.page_id)
    outcome = Outcome.objects.filter(decision=decision).values_list("number", "statement").first()
    parts = [
        page.title,
        page.published.number if page.published else 0,
        unpublished(page) is None,
        sorted(decision.role_holders.values_list("role", "user", "team"), key=str),
        list(decision.options.values_list("title", "description")),
        list(decision.criteria.values_list("name", "kind", "unit", "direction", "weight")),
        sorted(Cell.objects.filter(option__decision=decision).values_list("option", "criterion", "value")),
        sorted(decision.positions.values_list("user", "stance", "reason")),
        hasattr(decision, "start"),
        outcome,
    ]
    return hashlib.sha256(repr(parts).encode()).hexdigest()
