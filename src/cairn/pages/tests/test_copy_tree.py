"""Copying a page with all below it: links, files, rights, order; called off, and after a crash."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast, SignIn

from cairn import documents
from cairn.livedocs.models import LiveDocument
from cairn.pages.access import can_edit, can_view
from cairn.pages.drafts import draft_body
from cairn.pages.models import Attachment, Page, PageCopy, Trashing
from cairn.pages.operations import (
    attach_file,
    begin_copy,
    label_page,
    publish_page,
    replace_body,
    restrict_page,
)
from cairn.pages.operations.copy_parts import Making
from cairn.pages.operations.copy_tree import continue_copy
from cairn.pages.tests.conftest import MakePage

LIST = {
    "type": "taskList",
    "attrs": {"localId": "list-1"},
    "content": [
        {
            "type": "taskItem",
            "attrs": {"localId": "task-1", "state": "DONE"},
            "content": [{"type": "text", "text": "Dig"}],
        }
    ],
}
HTMX = {"HX-Request": "true"}
RunJobs = Callable[[], int]


def text(words: str, href: str = "") -> dict[str, Any]:
    marks = {"marks": [{"type": "link", "attrs": {"href": href}}]} if href else {}
    return {"type": "text", "text": words, **marks}


def doc(*blocks: dict[str, Any]) -> dict[str, Any]:
    return {"version": 1, "type": "doc", "content": list(blocks)}


def line(*inline: dict[str, Any]) -> dict[str, Any]:
    return {"type": "paragraph", "content": list(inline)}


def own(kind: str, key: str, parameters: dict[str, Any], **more: Any) -> dict[str, Any]:
    attrs = {"extensionType": "com.cairn", "extensionKey": key, "parameters": parameters, **more.pop("attrs", {})}
    return {"type": kind, "attrs": attrs, **more}


def titles(root: Page) -> list[tuple[int, str]]:
    """Depth and title of the copy, in the order of its tree."""
    found: list[tuple[int, str]] = []

    def walk(page: Page, depth: int) -> None:
        found.append((depth, page.title))
        for child in Page.objects.filter(parent=page, trashing=None).order_by("position", "pk"):
            walk(child, depth + 1)

    walk(root, 0)
    return found


@dataclass
class Guide:
    """A guide of pages that point at each other, with a secret, a draft and a decision among them."""

    root: Page
    second: Page
    leaf: Page
    secret: Page
    file: Attachment


@pytest.fixture
def guide(cast: Cast, page_of: MakePage) -> Guide:
    root = page_of("Guide")
    second = page_of("Second", parent=root, body=doc(LIST))
    first = page_of("First", parent=root)
    Page.objects.filter(pk=first.pk).update(position=second.position - 5)
    leaf = page_of("Leaf", parent=second)
    page_of("Rough", parent=second, draft=True)
    decision = page_of("Which?", parent=root, kind="decision", draft=True)
    page_of("Below a decision", parent=decision)
    secret = page_of("Ada’s own", parent=root, by=cast.ada)
    restrict_page(secret, by=cast.ada, action="view", users=[cast.ada], teams=[])
    restrict_page(leaf, by=cast.ben, action="view", users=[cast.cleo], teams=[])
    file = attach_file(leaf, SimpleUploadedFile("a.png", b"stones", "image/png"), by=cast.ben)
    label_page(leaf, by=cast.ben, labels=["water"])
    excerpt = own(
        "bodiedExtension", "excerpt", {"name": "Rule"}, attrs={"localId": "rule-1"}, content=[line(text("R"))]
    )
    replace_body(first, by=cast.ben, body=doc(excerpt))
    publish_page(first, by=cast.ben)
    at = f"/pages/{leaf.pk}/"
    replace_body(
        root,
        by=cast.ben,
        body=doc(
            line(text("leaf", f"{at}#leaf"), text("dig", f"/pages/{second.pk}/#action-task-1"), text("talk", f"{at}#thread-77"), text("out", "https://e.org/pages/1/")),
            line(text("gone", f"/pages/{secret.pk}/"), {"type": "inlineCard", "attrs": {"url": at}}),
            own("extension", "include", {"page": first.pk, "excerpt": "rule-1"}, attrs={"localId": "inc-1"}),
            {"type": "mediaSingle", "attrs": {"layout": "center"}, "content": [
                {"type": "media", "attrs": {"type": "external", "url": file.get_absolute_url(), "alt": ""}}]},
        ),
    )  # fmt: skip
    publish_page(root, by=cast.ben)
    replace_body(second, by=cast.ben, body=doc(line(text("Newer draft"))))
    return Guide(root, second, leaf, secret, file)


def test_who_may_have_a_subtree_once_more(cast: Cast, as_: SignIn, guide: Guide, run_jobs: RunJobs) -> None:
    root = guide.root
    asked = as_(cast.ben).get(f"/pages/{root.pk}/copies/").content.decode()
    assert "With the 5 pages below it" in asked and "Decision (1)" in asked and "Ada" not in asked
    url, data = f"/pages/{root.pk}/copies/", {"place": "MOSS", "below": "1"}
    assert as_(cast.sam).post(url, data, headers=HTMX).status_code == 404
    assert as_(cast.gus).post(url, data, headers=HTMX).status_code == 404  # a stranger in MOSS
    assert as_(cast.cleo).post(url, {"below": "1"}, headers=HTMX).status_code == 403  # reads STONE
    answer = as_(cast.ben).post(url, data, headers=HTMX)
    copy = PageCopy.objects.get()
    assert answer["HX-Redirect"] == f"/copies/{copy.pk}/"
    assert as_(cast.ada).get(f"/copies/{copy.pk}/").status_code == 404
    assert "0 of 6 pages" in as_(cast.ben).get(f"/copies/{copy.pk}/").content.decode()
    assert not Page.objects.filter(space=cast.moss, trashing=None).exists()

    run_jobs()
    told = as_(cast.ben).get("/inbox/").content.decode()
    assert "Your copy is there: Copy of Guide" in told
    copy.refresh_from_db()
    answer = as_(cast.ben).get(f"/copies/{copy.pk}/", headers=HTMX)
    assert answer["HX-Refresh"] == "true" and copy.root is not None
    assert f'href="/pages/{copy.root.pk}/"' in as_(cast.ben).get(f"/copies/{copy.pk}/").content.decode()
    assert as_(cast.ben).delete(f"/copies/{copy.pk}/").status_code == 409


def test_it_points_into_itself_and_stays_as_closed(cast: Cast, guide: Guide, run_jobs: RunJobs) -> None:
    secret, file, at = guide.secret, guide.file, f"/pages/{guide.leaf.pk}/"
    copy = begin_copy(guide.root, by=cast.ben, space=cast.moss, parent=None)
    run_jobs()
    copy.refresh_from_db()
    made = copy.root
    assert made is not None and made.published is not None and copy.finished_at is not None
    assert titles(made) == [
        (0, "Copy of Guide"), (1, "First"), (1, "Second"), (2, "Leaf"), (2, "Rough"), (1, "Below a decision"),
    ]  # fmt: skip
    parts = {each.title: each for each in Page.objects.filter(space=cast.moss, trashing=None)}
    html, new = made.published.html, parts["Leaf"]
    assert f"/pages/{new.pk}/#leaf" in html and f"{at}#thread-77" in html and "https://e.org/pages/1/" in html
    assert f'href="/pages/{new.pk}/"' in html
    assert f"/pages/{secret.pk}/" in html and html.count(at) == 1
    included = next(documents.find_nodes(made.published.body, "extension"))["attrs"]["parameters"]
    rule = next(documents.find_nodes(draft_body(parts["First"]), "bodiedExtension"))["attrs"]["localId"]
    assert included == {"page": parts["First"].pk, "excerpt": rule} and rule != "rule-1"
    kept = new.attachments.get()
    assert kept.key in html and file.key not in html and list(new.labels.values_list("name", flat=True)) == ["water"]
    assert can_view(cast.ben, new) and can_view(cast.cleo, new) and not can_view(cast.ravi, new)
    assert parts["Rough"].published is None
    second = parts["Second"].published
    assert second is not None and "Dig" in second.text
    task = documents.action_items(second.body)[0]
    assert not task.done and task.local_id != "task-1"
    assert f'"/pages/{parts["Second"].pk}/#action-{task.local_id}"' in html
    assert "Newer draft" in documents.to_text(draft_body(parts["Second"]))


def test_what_restricts_from_above_goes_along(cast: Cast, page_of: MakePage, run_jobs: RunJobs) -> None:
    gate = page_of("Closed", by=cast.ben)
    inner = page_of("Inner", parent=gate)
    page_of("Deep", parent=inner)
    restrict_page(gate, by=cast.ben, action="view", users=[cast.ben], teams=[])
    restrict_page(gate, by=cast.ben, action="edit", users=[cast.ben], teams=[])
    begin_copy(Page.objects.get(pk=inner.pk), by=cast.ben, space=cast.moss, parent=None)
    run_jobs()
    for page in Page.objects.filter(space=cast.moss):
        assert can_edit(cast.ben, page) and not can_view(cast.ada, page) and not can_view(cast.cleo, page)


@pytest.fixture
def tree(page_of: MakePage) -> Page:
    root = page_of("Root")
    for at in range(4):
        page_of(f"Page {at}", parent=root)
    return root


def made_so_far() -> tuple[int, int, int]:
    return Page.objects.count(), LiveDocument.objects.count(), Trashing.objects.count()


def stop_after(monkeypatch: pytest.MonkeyPatch, count: int) -> Callable[[], None]:
    """The worker dies when it has written so many pages; gives back what lets it live."""
    write, written = Making.write, [0]

    def dying(self: Making, part: Any) -> None:
        if written[0] == count:
            raise KeyboardInterrupt
        written[0] += 1
        write(self, part)

    monkeypatch.setattr(Making, "write", dying)
    return lambda: monkeypatch.setattr(Making, "write", write)


def test_called_off_half_way_leaves_nothing(
    cast: Cast, as_: SignIn, tree: Page, run_jobs: RunJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = made_so_far()
    copy = begin_copy(tree, by=cast.ben, space=cast.stone, parent=None)
    live = stop_after(monkeypatch, 2)
    with pytest.raises(KeyboardInterrupt):
        continue_copy(copy.pk)
    assert "2 of 5 pages" in as_(cast.ben).get(f"/copies/{copy.pk}/").content.decode()
    assert "Copy of Root" not in as_(cast.ada).get("/spaces/STONE/trash/").content.decode()
    assert as_(cast.ben).delete(f"/copies/{copy.pk}/").status_code == 200
    assert as_(cast.ada).delete(f"/copies/{copy.pk}/").status_code == 404
    live()
    run_jobs()
    assert made_so_far() == before
    assert "called off" in as_(cast.ben).get(f"/copies/{copy.pk}/").content.decode()


def test_a_crash_is_gone_on_from(cast: Cast, tree: Page, run_jobs: RunJobs, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = begin_copy(tree, by=cast.ben, space=cast.stone, parent=None)
    live = stop_after(monkeypatch, 3)
    with pytest.raises(KeyboardInterrupt):
        continue_copy(copy.pk)
    assert not Page.objects.filter(title="Copy of Root", trashing=None).exists()
    live()
    for _ in range(2):  # twice is once
        continue_copy(copy.pk)
    run_jobs()
    copy.refresh_from_db()
    assert copy.root is not None and len(titles(copy.root)) == 5
    assert Page.objects.filter(title="Page 1").count() == 2


def test_who_may_no_longer_write_there_gets_nothing_half(
    cast: Cast, as_: SignIn, tree: Page, run_jobs: RunJobs
) -> None:
    before = made_so_far()
    copy = begin_copy(tree, by=cast.ben, space=cast.stone, parent=None)
    cast.stone.members.filter(user=cast.ben).update(role="reader")
    run_jobs()
    assert made_so_far() == before
    assert "Nothing was copied" in as_(cast.ben).get(f"/copies/{copy.pk}/").content.decode()


def test_queries_grow_by_a_few_a_page(cast: Cast, page_of: MakePage) -> None:
    counts = {}
    for size in (4, 12):
        root = page_of(f"Root {size}")
        for at in range(size):
            page_of(f"{size}.{at}", parent=root)
        copy = begin_copy(root, by=cast.ben, space=cast.stone, parent=None)
        with CaptureQueriesContext(
            connection,
        ) as caught:
            while not PageCopy.objects.get(pk=copy.pk).is_over:
                continue_copy(copy.pk)
        counts[size] = len(caught)
    assert (counts[12] - counts[4]) / 8 <= 50, counts
