"""Keeping the debates of a page in step with its published text. Idempotent: twice leaves what once does."""

from __future__ import annotations

from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.debates.models import Debate
from cairn.debates.text import Statement, statements_of
from cairn.pages.models import Page


def register_debates(page: Page) -> None:
    """Rows for what the text has; what it has no more keeps its arguments and is shown again when it comes back."""
    with atomic():
        said = {each.local_id: each for each in statements_of(page)}
        there = {debate.local_id: debate for debate in Debate.objects.select_for_update().filter(page=page)}
        new = [_made(page, each) for local_id, each in said.items() if local_id not in there]
        Debate.objects.bulk_create(new, ignore_conflicts=True)  # the worker and the first argument may both be here
        for local_id, debate in there.items():
            _follow(debate, said.get(local_id))


def _made(page: Page, said: Statement) -> Debate:
    return Debate(
        page=page, local_id=said.local_id, statement=said.words, closes_at=said.closes_at, said_closes=said.closes
    )


def _follow(debate: Debate, said: Statement | None) -> None:
    before = (debate.statement, debate.said_closes, debate.closes_at, debate.left_at)
    if said is None:
        debate.left_at = debate.left_at or now()
    else:
        debate.left_at, debate.statement = None, said.words
        if said.closes != debate.said_closes:  # the text says something new: it counts until somebody moves it
            debate.said_closes, debate.closes_at = said.closes, said.closes_at
    if before != (debate.statement, debate.said_closes, debate.closes_at, debate.left_at):
        debate.save(update_fields=["statement", "said_closes", "closes_at", "left_at"])
