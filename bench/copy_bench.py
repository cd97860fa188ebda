"""A subtree of 500 published pages copied as the worker does it, into another space.

seconds           until every page is whole and shown
cpu_ms_per_page   CPU of the worker for a page
ratio             that ÷ the floor: the same rows (page, document, updates, version), ready made, inserted a page a transaction
queries_per_page  database queries, told by the difference between 10 pages and 20
plan_queries      of the click on "Copy"; plan_ms its time
"""

import time
from typing import Any

from bench.product import person, set_up

PAGES = 500


def measure() -> dict[str, object]:
    set_up()
    author = person()
    from cairn.spaces.operations import SpaceSettings, create_space

    here, there = (create_space(SpaceSettings(name=key.title()), by=author, key=key) for key in ("HERE", "THERE"))
    small, middle = (_tree(author, here, size)[0] for size in (10, 20))
    queries = [_counted(lambda tree=tree: _copied(author, tree, there)) for tree in (small, middle)]
    tree, floor = _tree(author, here, PAGES)
    plan = _counted(lambda: _begun(author, tree, there))
    began = time.monotonic()
    _begun(author, tree, there)
    plan_ms = round(1000 * (time.monotonic() - began))
    wall, cpu = _copied(author, tree, there)
    return {
        "pages": PAGES,
        "seconds": round(wall, 1),
        "cpu_ms_per_page": round(1000 * cpu / PAGES, 1),
        "floor_ms_per_page": round(1000 * floor / PAGES, 1),
        "ratio": round(cpu / floor, 1),
        "queries_per_page": round((queries[1] - queries[0]) / 10, 1),
        "plan_queries": plan,
        "plan_ms": plan_ms,
    }


def _tree(author: Any, space: Any, size: int) -> tuple[Any, float]:
    """A root, ten pages below it, the others below these; each links to the root, and has an action item and a table.

    One is written and published; the others are its rows once more, which is the floor: seconds of the CPU.
    """
    from cairn.documents import from_markdown
    from cairn.pages.operations import create_page, publish_page

    root = create_page(space, by=author, title=f"Guide of {size}")
    text = f"## Step\n\nSee [the start](/pages/{root.pk}/#step).\n\n- [ ] Carry a stone\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
    model = create_page(space, by=author, title="Step", parent=root, body=from_markdown(text + LONG).body)
    version = publish_page(model, by=author)
    publish_page(root, by=author)
    began, branches = time.process_time(), [model]
    for n in range(size - 2):
        page = _inserted(model, version, branches[n % 10] if n >= 9 else root)
        if n < 9:
            branches.append(page)
    return root, time.process_time() - began


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


def _inserted(model: Any, version: Any, parent: Any) -> Any:
    """What no copy can do without: its rows, ready made."""
    from cairn.core.db import atomic
    from cairn.livedocs.models import LiveDocument, Update
    from cairn.pages.models import Page, Version

    values = {name: getattr(version, name) for name in ("title", "body", "html", "text", "outline", "upto", "at", "by")}
    with atomic():
        document = LiveDocument.objects.create(head=model.document.head, weight=model.document.weight)
        for each in Update.objects.filter(document=model.document_id).order_by("seq"):
            Update.objects.create(document=document, seq=each.seq, data=each.data, by=model.owner)
        page = Page.objects.create(
            space=model.space, parent=parent, path=parent.path_below, title="Step", owner=model.owner, document=document
        )
        page.published = Version.objects.create(page=page, number=1, **values)
        page.save(update_fields=["published"])
    return page


def _counted(act: Any) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as caught:
        act()
    return len(caught)
