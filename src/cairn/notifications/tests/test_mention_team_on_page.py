"""A team named on a page: whoever of it may see the page hears of it, once; the name leads to the team."""

from datetime import timedelta
from typing import Any

from tests.cast import Cast, SignIn
from tests.worker import drain

from cairn import documents
from cairn.core.clock import now
from cairn.documents import fill_doc
from cairn.livedocs.log import edit
from cairn.notifications.models import Notification
from cairn.pages.models import Page
from cairn.pages.operations import create_page, make_live, publish_page, restrict_page
from cairn.pages.operations.live_pages import publish_itself
from cairn.people.models import Team, TeamMembership, User
from cairn.spaces.operations import add_space_member


def calling(*ids: object) -> documents.Adf:
    said: list[Any] = [{"type": "mention", "attrs": {"id": str(each), "text": "@them"}} for each in ids]
    return documents.validate({"version": 1, "type": "doc", "content": [{"type": "paragraph", "content": said}]})


def rewrite(page: Page, by: User, *ids: object) -> None:
    edit(page.document_id, lambda doc: fill_doc(doc, calling(*ids)), by=by)


def told(page: Page) -> list[int]:
    drain()
    found = Notification.objects.filter(page=page, reason="mentioned").order_by("user")
    return list(found.values_list("user", flat=True))


def test_each_of_the_team_hears_once(cast: Cast, as_: SignIn) -> None:
    team = f"team:{cast.crew.pk}"
    page = create_page(cast.stone, by=cast.ada, title="Herd", body=calling(team, cast.ben.pk))
    ben = as_(cast.ben)
    assert ben.post(f"/pages/{page.pk}/publication/").status_code == 302
    assert told(page) == [cast.cleo.pk], "never who did it"
    assert f'href="/teams/{cast.crew.pk}/"' in ben.get(page.get_absolute_url()).content.decode()
    TeamMembership.objects.create(team=cast.crew, user=cast.ravi)
    rewrite(page, cast.ben, team, team, "team:999", cast.ravi.pk)
    ben.post(f"/pages/{page.pk}/publication/")
    assert told(page) == sorted([cast.cleo.pk, cast.ravi.pk]), "only who is newly named"


def test_a_closed_page_stays_closed(cast: Cast, as_: SignIn) -> None:
    TeamMembership.objects.create(team=cast.crew, user=cast.sam)
    page = create_page(cast.stone, by=cast.ada, title="Herd", body=calling(cast.cleo.pk))
    publish_page(page, by=cast.ada)
    assert told(page) == [cast.cleo.pk]
    rewrite(page, cast.ada, cast.cleo.pk, f"team:{cast.crew.pk}")
    restrict_page(page, by=cast.ada, action="view", users=[cast.ada, cast.cleo], teams=[])
    as_(cast.ada).post(f"/pages/{page.pk}/publication/")
    assert told(page) == [cast.cleo.pk], "named before, so not again; the others may not see it"
    assert Notification.objects.filter(user=cast.ada, reason="unreached").exists()


def test_teams_are_offered(cast: Cast, as_: SignIn) -> None:
    page = create_page(cast.stone, by=cast.ben, title="Herd")
    crew = {"id": f"team:{cast.crew.pk}", "name": "Crew", "note": "Team, 2 people", "kind": "team"}
    here = f"{page.get_absolute_url()}mentions/"
    for url, query in ((here, {"q": "cr"}), (here, {"id": crew["id"]}), ("/people/mentions/", {"q": "cr"})):
        [found] = as_(cast.ben).get(url, query).json()["people"]
        assert crew.items() <= found.items() and found.get("can_view", True)
    assert as_(cast.gus).get("/people/mentions/", {"q": "cr"}).json()["people"] == []
    Team.objects.create(name="Nobody", created_by=cast.ada)
    [found] = as_(cast.ben).get(here, {"q": "nob"}).json()["people"]
    assert found["note"] == "Team, 0 people" and not found["can_view"]


def many(cast: Cast) -> list[User]:
    people = User.objects.bulk_create(User(email=f"{n}@example.org", name=f"P{n}", password="!") for n in range(21))
    TeamMembership.objects.bulk_create(TeamMembership(team=cast.crew, user=user) for user in people)
    add_space_member(cast.stone, cast.crew, "reader", by=cast.ada)
    return list(people)


def test_a_crowd_is_asked_for(cast: Cast, as_: SignIn) -> None:
    many(cast)
    page = create_page(cast.stone, by=cast.ben, title="Herd", body=calling(f"team:{cast.crew.pk}"))
    url, htmx = f"/pages/{page.pk}/publication/", {"HX-Request": "true"}
    answer = as_(cast.ben).post(url, {"message": "Calls all"}, headers=htmx)
    words = answer.content.decode()
    assert answer.status_code == 422 and "This tells 22 people. Send?" in words and 'value="Calls all"' in words
    assert 'name="crowd" value="22"' in words and as_(cast.ben).post(url).status_code == 422
    assert as_(cast.ben).post(url, {"crowd": "22"}, headers=htmx).status_code == 200
    rewrite(page, cast.ben, f"team:{cast.crew.pk}", cast.ravi.pk)
    assert as_(cast.ben).post(url, headers=htmx).status_code == 200, "who was called before is not called again"


def test_who_may_not_see_the_page_is_not_counted(cast: Cast, as_: SignIn) -> None:
    many(cast)
    page = create_page(cast.stone, by=cast.ben, title="Herd", body=calling(f"team:{cast.crew.pk}"))
    restrict_page(page, by=cast.ben, action="view", users=[cast.ben, cast.cleo], teams=[])
    answer = as_(cast.ben).post(f"/pages/{page.pk}/publication/", headers={"HX-Request": "true"})
    assert answer.status_code == 200 and told(page) == [cast.cleo.pk]


def test_planning_asks_as_publishing_does(cast: Cast, as_: SignIn) -> None:
    many(cast)
    page = create_page(cast.stone, by=cast.ben, title="Herd", body=calling(f"team:{cast.crew.pk}"))
    url, at = f"/pages/{page.pk}/schedule/", {"at": f"{now() + timedelta(days=2):%Y-%m-%dT%H:%M}"}
    answer = as_(cast.ben).post(url, at, headers={"HX-Request": "true"})
    assert answer.status_code == 422 and 'name="crowd" value="22"' in answer.content.decode()
    assert as_(cast.ben).post(url, {**at, "crowd": "22"}, headers={"HX-Request": "true"}).status_code == 200


def test_what_publishes_itself_tells_no_crowd(cast: Cast) -> None:
    many(cast)
    page = create_page(cast.stone, by=cast.ben, title="Herd", body=calling())
    make_live(page, by=cast.ben)
    rewrite(page, cast.ben, f"team:{cast.crew.pk}", cast.ravi.pk)
    publish_itself(page)
    assert told(page) == [cast.ravi.pk]
    [notice] = Notification.objects.filter(page=page, reason="crowd")
    assert notice.user == cast.ben and "Crew" in notice.text
