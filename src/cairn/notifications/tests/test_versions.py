"""Who hears of a new version: watchers unless it is a minor edit, once for what a live page goes on with."""

from datetime import timedelta

import time_machine
from tests.cast import Cast, SignIn
from tests.worker import drain

from cairn.core.clock import now
from cairn.core.periodic import enqueue_due
from cairn.documents import from_markdown
from cairn.notifications.models import Notification
from cairn.notifications.operations.watch import watch_page
from cairn.pages.models import Page
from cairn.pages.operations import (
    create_page,
    make_live,
    publish_page,
    replace_body,
    schedule_publication,
    trash_page,
    visit_page,
)
from cairn.people.models import User


def watched(cast: Cast) -> Page:
    page = create_page(cast.stone, by=cast.ben, title="Herd", body=from_markdown("One").body)
    publish_page(page, by=cast.ben)
    drain()
    watch_page(page, by=cast.ravi)
    return page


def write(page: Page, words: str) -> None:
    replace_body(page, by=User.objects.get(name="Ben"), body=from_markdown(words).body)


def told(user: User) -> list[str]:
    return list(Notification.objects.filter(user=user).order_by("pk").values_list("text", flat=True))


def test_minor_and_material(cast: Cast, as_: SignIn) -> None:
    page = watched(cast)
    url = f"/pages/{page.pk}/publication/"
    write(page, "One, spelled right")
    as_(cast.ben).post(url, {"weight": "minor"})
    write(page, "Two instead of one")
    as_(cast.ben).post(url, {"weight": "material", "message": "Two it is"})
    drain()
    assert told(cast.ravi) == ["Ben published version 3, which changes what was agreed"]
    assert [(v.minor, v.material) for v in page.versions.all()] == [(False, True), (True, False), (False, False)]


def test_the_inbox_leads_to_what_changed_since_she_read(cast: Cast, as_: SignIn) -> None:
    page = watched(cast)
    visit_page(page, by=cast.ravi)
    for words in ("One and two", "One and two and three"):
        write(page, words)
        publish_page(page, by=cast.ben)
    drain()
    link = f"/pages/{page.pk}/versions/3/changes/?since=read"
    assert link in as_(cast.ravi).get("/inbox/").content.decode()
    assert "From version 1 to version 3" in as_(cast.ravi).get(link).content.decode()
    news = as_(cast.ravi).post(f"/pages/{page.pk}/visits/")
    assert "since you read version 1" in news.content.decode()
    assert as_(cast.ravi).post(f"/pages/{page.pk}/visits/").status_code == 204
    assert "From version 2 to version 3" in as_(cast.ravi).get(link).content.decode()


def test_a_live_page_tells_once_a_version(cast: Cast) -> None:
    page = watched(cast)
    make_live(page, by=cast.ben)
    with time_machine.travel(now(), tick=False) as clock:
        for words in ("One two", "One two three"):
            write(page, words)
            clock.shift(40)
            enqueue_due()
            drain()
    assert told(cast.ravi) == ["This live page has a new version 2"] and told(cast.ben) == []


def test_a_refused_plan_is_told_to_who_made_it(cast: Cast) -> None:
    page = watched(cast)
    schedule_publication(page, by=cast.ben, at=now() + timedelta(hours=1))  # nothing will have changed
    with time_machine.travel(now() + timedelta(hours=2)):
        drain()
    assert told(cast.ben) == ["What you had planned was not published: Herd"]
    assert "Nothing has changed" in Notification.objects.get(user=cast.ben).excerpt
    schedule_publication(page, by=cast.ben, at=now() + timedelta(hours=3))
    trash_page(page, by=cast.ada)
    with time_machine.travel(now() + timedelta(hours=4)):
        drain()
    assert page.versions.count() == 1


def test_the_owner_hears_of_a_plan_whose_maker_has_left(cast: Cast, as_: SignIn) -> None:
    page = create_page(cast.stone, by=cast.ada, title="Herd", body=from_markdown("One.").body, owner=cast.ada)
    schedule_publication(page, by=cast.ben, at=now() + timedelta(hours=1))
    User.objects.filter(pk=cast.ben.pk).update(is_active=False)
    with time_machine.travel(now() + timedelta(hours=2)):
        drain()
        assert "What Ben had planned for your page was not published" in as_(cast.ada).get("/inbox/").content.decode()
    assert not told(cast.ben) and not page.versions.exists()
