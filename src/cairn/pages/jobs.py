"""Work on pages that waits for its time."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django_tasks import task

from cairn.core.clock import now

if TYPE_CHECKING:
    from cairn.pages.models import Page

logger = logging.getLogger("cairn.pages")
AT_ONCE = 200  # the rest has its turn a minute later


@task()
def publish_when_due(plan_id: int) -> None:
    from cairn.pages.operations.schedule import publish_as_scheduled  # it enqueues this job

    publish_as_scheduled(plan_id)


@task()
def publish_live_pages() -> None:
    """Publish every live page that has been quiet for long enough."""
    from cairn.pages.live_pages import quiet_pages
    from cairn.pages.operations.live_pages import publish_itself

    for page in quiet_pages():
        with _others_go_on(page):
            publish_itself(page)


@task()
def keep_drafts() -> None:
    """Take a snapshot of every draft that people have worked on."""
    from cairn.pages.history import drafts_to_keep, keep_draft

    for page in drafts_to_keep()[:AT_ONCE]:
        with _others_go_on(page):
            keep_draft(page)


@task()
def thin_drafts() -> None:
    from cairn.pages.history import thin_out

    thin_out(now())


@task()
def copy_pages(copy_id: int) -> None:
    """Go on with a copy of a page and all below it, or take away what was made of one that was called off."""
    from cairn.pages.operations.copy_tree import continue_copy  # it enqueues this job

    continue_copy(copy_id)


@contextmanager
def _others_go_on(page: Page) -> Iterator[None]:
    """Whatever is wrong with one page, the words of all the others are kept; the log names it at every turn."""
    try:
        yield
    except Exception:
        logger.exception("Page %s was passed over", page.pk)
