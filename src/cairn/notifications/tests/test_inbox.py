"""The inbox: grouped by page, done, put off, taken back; and what is done elsewhere leaves by itself."""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from tests.cast import Cast, SignIn
from tests.worker import drain

from cairn.activity.record import record
from cairn.comments.operations import reopen_thread, reply_to_thread, resolve_thread, start_thread
from cairn.core.clock import now
from cairn.documents import from_markdown
from cairn.notifications.counts import Waiting, unread_of, waiting_for
from cairn.notifications.listing import GROUPS, IN_GROUP
from cairn.notifications.models import Inbox, Notification
from cairn.notifications.operations import watch_page
from cairn.notifications.snoozing import choices, typed
from cairn.pages.models import Page
from cairn.pages.operations import create_page, publish_page, replace_body, restrict_page, visit_page
from cairn.people.models import User


@pytest.fixture
def page(cast: Cast) -> Page:
    page = create_page(cast.stone, by=cast.ben, title="Where to put the stones", body=from_markdown("One").body)
    publish_page(page, by=cast.ben)
    drain()
    return page


def fill(user: User, page: Page, *, by: User, count: int = 1, reason: str = "watching") -> list[int]:
    """`count` notifications about `page`, as jobs would have written them."""
    found = []
    for _ in range(count):
        event = record("page.renamed", by=by, page_id=page.pk)
        row = Notification.objects.create(
            user=user, event=event, page=page, reason=reason, text=f"{by} did {event.pk}", link=page.get_absolute_url()
        )
        found.append(row.pk)
    return found


def shown(client: Client, query: str = "") -> list[int]:
    html = client.get(f"/inbox/{query}").content.decode()
    return [int(pk) for pk in re.findall(r'data-notification="(\d+)"', html)]


def test_done_undone_and_put_off(cast: Cast, page: Page, as_: SignIn) -> None:
    first, second, third = fill(cast.ravi, page, by=cast.ben, count=3)
    ravi, cleo = as_(cast.ravi), as_(cast.cleo)
    assert shown(ravi) == [third, second, first]
    assert cleo.post("/inbox/completions/", {"items": f"{first}"}).status_code == 204
    assert shown(ravi) == [third, second, first], "nobody else's hand moves what is hers"
    answer = ravi.post("/inbox/completions/", {"items": f"{first},{third}"})
    told = json.loads(answer.headers["HX-Trigger"])
    assert told["cairn:inbox"] == {"unread": 1} and told["cairn:moved"]["items"] == [first, third]
    assert shown(ravi) == [second] and shown(ravi, "?tab=done") == [third, first]
    assert ravi.post("/inbox/returns/", {"items": f"{first}"}).status_code == 204
    assert shown(ravi) == [second, first]
    until = now() + timedelta(hours=2)
    assert ravi.post("/inbox/snoozes/", {"items": f"{first}", "until": until.isoformat()}).status_code == 204
    assert shown(ravi) == [second] and shown(ravi, "?tab=snoozed") == [first]
    assert unread_of(cast.ravi) == 1
    with time_machine.travel(until + timedelta(seconds=1)):
        assert shown(ravi) == [first, second], "it comes back on top, by itself"
        assert unread_of(cast.ravi) == 2
    for wrong in ("yesterday", "", (now() - timedelta(days=1)).isoformat(), "9999-12-31T23:59:59-12:00"):
        assert ravi.post("/inbox/snoozes/", {"items": f"{second}", "until": wrong}).status_code == 422
    assert as_(None).post("/inbox/completions/", {"items": f"{second}"}).status_code == 302
    assert ravi.post("/inbox/completions/", {"page": page.pk, "upto": second}).status_code == 204
    assert shown(ravi) == []


def test_filters_groups_and_older_pages(cast: Cast, page: Page, as_: SignIn) -> None:
    mentions = fill(cast.ravi, page, by=cast.ben, reason="mentioned")
    asks = fill(cast.ravi, page, by=cast.ben, reason="approver")
    watching = fill(cast.ravi, page, by=cast.ben, count=IN_GROUP + 1)
    ravi = as_(cast.ravi)
    for only, expected in (("mentions", mentions), ("asks", asks), ("watching", watching[:0:-1])):
        assert shown(ravi, f"?only={only}") == expected
    assert shown(ravi) == watching[:0:-1], "the latest few of a page"
    assert shown(ravi, f"?page={page.pk}") == [*reversed(watching), *asks, *mentions]
    for number in range(GROUPS):
        other = create_page(cast.moss, by=cast.ada, title=f"Page {number}")
        fill(cast.ravi, other, by=cast.ada)
    html = ravi.get("/inbox/").content.decode()
    older = re.search(r"before=([\d-]+)", html)
    assert older and html.count("inbox-group-head") == GROUPS
    assert shown(ravi, f"?before={older[1]}") == watching[:0:-1]
    for wrong in (
        "?before=1-x",
        "?before=99999999999999999999-1",
        "?tab=nothing",
        "?only=x&page=9999999999999999999999",
    ):
        assert ravi.get(f"/inbox/{wrong}").status_code == 200


def test_a_crowded_inbox_asks_no_more_than_a_small_one(
    cast: Cast, page: Page, as_: SignIn, django_assert_max_num_queries: Any
) -> None:
    ravi = as_(cast.ravi)
    fill(cast.ravi, page, by=cast.ben, count=40)
    for _ in range(10):
        fill(cast.ravi, create_page(cast.moss, by=cast.ada, title="One more"), by=cast.ada, count=3)
    ravi.get("/inbox/")
    with django_assert_max_num_queries(9):
        ravi.get("/inbox/")


def test_what_she_may_no_longer_see_is_neither_listed_nor_counted(cast: Cast, page: Page, as_: SignIn) -> None:
    fill(cast.ravi, page, by=cast.ben, count=2)
    assert unread_of(cast.ravi) == 2
    restrict_page(page, by=cast.ben, action="view", users=[cast.ben], teams=[])
    assert unread_of(cast.ravi) == 0
    ravi = as_(cast.ravi)
    for query in ("", "?tab=done", f"?page={page.pk}"):
        assert page.title not in ravi.get(f"/inbox/{query}").content.decode()
    kept = create_page(cast.stone, by=cast.ben, title="Still hers")
    publish_page(kept, by=cast.ben)
    old = fill(cast.ravi, kept, by=cast.ben)
    said = fill(cast.ravi, kept, by=cast.ben, count=IN_GROUP)
    Notification.objects.filter(pk__in=said).update(on_draft=True)
    for number in range(GROUPS):
        fill(cast.ravi, create_page(cast.moss, by=cast.ada, title=f"Closed {number}"), by=cast.ada)
    cast.moss.access = "restricted"
    cast.moss.save()
    assert shown(ravi) == old and "more on this page" not in ravi.get("/inbox/").content.decode()


def waiting(user: User) -> list[str]:
    return list(Notification.objects.filter(user=user).waiting().order_by("pk").values_list("text", flat=True))


def test_a_resolved_thread_leaves_and_an_answer_settles_for_who_gave_it(cast: Cast, page: Page) -> None:
    thread = start_thread(page, by=cast.cleo, body="Why here?")
    drain()
    assert waiting(cast.ben) == ["Cleo commented on your page"]
    reply_to_thread(thread, by=cast.ben, body="It is flat.")
    drain()
    assert waiting(cast.ben) == [] and waiting(cast.cleo) == ["Ben answered in a thread of yours"]
    resolve_thread(thread, by=cast.ada)
    drain()
    assert waiting(cast.cleo) == ["Ada resolved a thread of yours"]
    settled = Notification.objects.get(user=cast.cleo, text__startswith="Ben")
    assert settled.done_at is not None and settled.settled_by is not None and settled.settled_by.by == cast.ada
    reopen_thread(thread, by=cast.ada)
    drain()
    assert waiting(cast.cleo)[-1] == "Ada reopened a thread of yours"


def test_versions_of_a_page_are_one_entry_until_it_is_read(cast: Cast, page: Page) -> None:
    watch_page(page, by=cast.ravi)
    for words in ("Two", "Three"):
        replace_body(page, by=cast.ben, body=from_markdown(words).body)
        publish_page(page, by=cast.ben)
    drain()
    assert waiting(cast.ravi) == ["Ben published version 3"]
    visit_page(page, by=cast.ravi)
    drain()
    assert waiting(cast.ravi) == []


def test_the_live_count_asks_again_only_where_something_changed(cast: Cast, page: Page) -> None:
    people, before = {cast.ravi.pk, cast.gus.pk}, now()
    first = waiting_for(people, {}, before)
    assert first == {cast.ravi.pk: Waiting(0), cast.gus.pk: Waiting(0)}
    assert waiting_for(people, first, before) == {}
    (pk,) = fill(cast.ravi, page, by=cast.ben)
    Inbox.objects.touch([cast.ravi.pk])
    second = waiting_for(people, first, before)
    assert set(second) == {cast.ravi.pk} and second[cast.ravi.pk].unread == 1
    Notification.objects.filter(pk=pk).update(snoozed_until=now() + timedelta(hours=1))
    with time_machine.travel(now() + timedelta(hours=2)):
        assert set(waiting_for(people, first | second, before)) == {cast.ravi.pk}, "something came back"


def test_when_things_come_back(cast: Cast) -> None:
    ines = cast.ravi
    ines.time_zone = "Europe/Berlin"
    labels = {}
    for when, at in {
        "Tue": datetime(2026, 11, 24, 9, tzinfo=UTC),
        "Fri": datetime(2026, 11, 27, 18, tzinfo=UTC),
    }.items():
        labels[when] = [(choice.label, f"{choice.until:%a %H:%M}") for choice in choices(ines, at)]
    assert labels["Tue"] == [("Later today", "Tue 12:00"), ("Tomorrow morning", "Wed 08:00"), ("Monday", "Mon 08:00")]
    assert labels["Fri"] == [("Your next working day", "Mon 08:00")]
    assert typed(ines, "2026-11-24T09:00") == datetime(2026, 11, 24, 8, tzinfo=UTC)
    assert typed(ines, "soon") is None
