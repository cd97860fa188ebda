"""A subtree of 500 published pages copied as the worker does it, into another space.

seconds           until every page is whole and shown
cpu_ms_per_page   CPU of the worker for a page
ratio             that ÷ the floor: the same rows (page, document, update, version), ready made, inserted a page a transaction
queries_per_page  database queries, told by the difference between 25 pages and 50
plan_queries      of the click on "Copy"; plan_ms its time
"""

import time
from typing import Any

from bench.product import person, set_up

PAGES, ROUNDS = 500, 3


def measure() -> dict[str, object]:
    set_up()
    author = person()
    from cairn.spaces.operations import SpaceSettings, create_space

    here, there = (create_space(SpaceSettings(name=key.title()), by=author, key=key) for key in ("HERE", "THERE"))
    trees = {size: _tree(author, here, size) for size in (25, 50, PAGES)}
    queries = {size: _counted(lambda size=size: _copied(author, trees[size], there)) for size in (25, 50)}  # type: ignore[misc]
    plan, began = _counted(lambda: _begun(author, trees[PAGES], there)), time.monotonic()
    _begun(author, trees[PAGES], there)
    plan_ms = round(1000 * (time.monotonic() - began))
    made, floor = list[tuple[float, float]](), list[float]()
    for _ in range(ROUNDS):
        made.append(_copied(author, trees[PAGES], there))
        floor.append(_inserted(author, there))
    ratios = sorted(cpu / least for (_, cpu), least in zip(made, floor, strict=True))
    return {
        "pages": PAGES,
        "seconds": round(min(wall for wall, _ in made), 1),
        "cpu_ms_per_page": round(1000 * min(cpu for _, cpu in made) / PAGES, 1),
        "floor_ms_per_page": round(1000 * min(floor) / PAGES, 1),
        "ratio": round(ratios[ROUNDS // 2], 1),
        "queries_per_page": round((queries[50] - queries[25]) / 25, 1),
        "plan_queries": plan,
        "plan_ms": plan_ms,
    }


def _tree(author: Any, space: Any, size: int) -> Any:
    """A root, ten pages below it, the others below these; each links to the root, and has an action item and a table."""
    from cairn.documents import from_markdown
    from cairn.pages.operations import create_page, publish_page

    root = create_page(space, by=author, title=f"Guide of {size}")
    branches = list[Any]()
    for n in range(size - 1):
        above = branches[n % 10] if n >= 10 else root
        text = f"## Step {n}\n\nSee [the start](/pages/{root.pk}/#step-1).\n\n- [ ] Carry a stone\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
        page = create_page(space, by=author, title=f"Step {n}", parent=above, body=from_markdown(text + LONG).body)
        publish_page(page, by=author)
        if n < 10:
            branches.append(page)
    publish_page(root, by=author)
    return root


LONG = "\n\n".join(
    "A paragraph of about as many words as people write before they begin another one." for _ in range(12)
)


def _begun(author: Any, root: Any, space: Any) -> Any:
    from cairn.pages.operations import begin_copy

    return begin_copy(root, by=author, space=space, parent=None)


def _copied(author: Any, root: Any, space: Any) -> tuple[float, float]:
    """Seconds of the clock and of the CPU, in as many slices as the worker takes."""
    from cairn.pages.operations.copy_tree import continue_copy

    copy = _begun(author, root, space)
    wall, cpu = time.monotonic(), time.process_time()
    while copy.finished_at is None:
        continue_copy(copy.pk)
        copy.refresh_from_db()
    return time.monotonic() - wall, time.process_time() - cpu


def _inserted(author: Any, space: Any) -> float:
    """What no copy can do without: its rows."""
    from cairn.core.db import atomic
    from cairn.livedocs.models import LiveDocument, Update
    from cairn.pages.models import Page, Version

    model = Version.objects.filter(page__space=space).select_related("page").latest("pk")
    state = bytes(Update.objects.filter(document=model.page.document_id).latest("pk").data)
    began = time.process_time()
    for n in range(PAGES):
        with atomic():
            document = LiveDocument.objects.create(head=1, weight=len(state))
            Update.objects.create(document=document, seq=1, data=state, by=author)
            page = Page.objects.create(space=space, position=n, title="Bare", owner=author, document=document)
            values = {name: getattr(model, name) for name in ("title", "body", "html", "text", "outline", "upto", "at")}
            page.published = Version.objects.create(page=page, number=1, by=author, **values)
            page.save(update_fields=["published"])
    return time.process_time() - began


def _counted(act: Any) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as caught:
        act()
    return len(caught)
