"""Two people who press at the same moment: real threads, real connections; one wins, the other is told, both texts stay.

Decisions have theirs in decisions/tests/test_races.py.
"""

import re

import pytest
from tests.at_once import at_once
from tests.cast import Cast, SignIn

from cairn.action_items.operations import sync_action_items
from cairn.activity.models import Event
from cairn.documents import from_markdown
from cairn.pages.models import Page, Restriction
from cairn.pages.operations import create_page, publish_page

pytestmark = pytest.mark.django_db(transaction=True)
HTMX = {"headers": {"HX-Request": "true"}}


@pytest.fixture
def page(cast: Cast) -> Page:
    body = from_markdown("Stones\n\n- [ ] Carry the first stone\n").body
    return create_page(cast.stone, by=cast.ben, title="Cairn", body=body)


def test_two_publish(page: Page, cast: Cast, as_: SignIn) -> None:
    url = f"/pages/{page.pk}/publication/"
    ada, ben = as_(cast.ada), as_(cast.ben)
    answers = at_once(
        lambda: ada.post(url, {"message": "Words of Ada"}, **HTMX),
        lambda: ben.post(url, {"message": "Words of Ben"}, **HTMX),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    (refused,) = (answer for answer in answers if answer.status_code == 409)
    other = "Ada" if page.versions.get().message == "Words of Ben" else "Ben"
    assert f"Words of {other}" in refused.content.decode()


def test_two_restrict(page: Page, cast: Cast, as_: SignIn) -> None:
    """The second hears whom the first has named, and finds her own choice still in the form."""
    publish_page(page, by=cast.ben)
    url = f"/pages/{page.pk}/restrictions/view/"
    ada, ben = as_(cast.ada), as_(cast.ben)
    seen = re.search(r'name="seen" value="(.*?)"', ada.get(url, **HTMX).content.decode())
    assert seen
    form = {"seen": seen[1], "who": [cast.ada.pk, cast.ben.pk]}
    cleo, ravi = {**form, "who": [*form["who"], cast.cleo.pk]}, {**form, "who": [*form["who"], cast.ravi.pk]}
    answers = at_once(lambda: ada.post(url, cleo, **HTMX), lambda: ben.post(url, ravi, **HTMX))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    named = {grant.user for grant in Restriction.objects.get(page=page).grants.all()}
    (refused,) = (answer.content.decode() for answer in answers if answer.status_code == 409)
    won, lost = (cast.cleo, cast.ravi) if cast.cleo in named else (cast.ravi, cast.cleo)
    assert named == {cast.ada, cast.ben, won}
    assert won.name in refused and f'value="{lost.pk}"' in refused and "still stands here" in refused


def test_two_complete_one_item(page: Page, cast: Cast, as_: SignIn) -> None:
    publish_page(page, by=cast.ben)
    sync_action_items(page)
    url = f"/action-items/{page.action_items.get().pk}/completion/"
    ada, ben = as_(cast.ada), as_(cast.ben)
    answers = at_once(lambda: ada.put(url, **HTMX), lambda: ben.put(url, **HTMX))
    assert [answer.status_code for answer in answers] == [200, 200]
    assert all("checked" in answer.content.decode() for answer in answers)
    assert Event.objects.filter(name="action_item.completed").count() == 1


def test_a_page_moved_under_itself_while_it_is_moved(page: Page, cast: Cast, as_: SignIn) -> None:
    """A under B and B under A at once: one is done, the other would make a ring and is refused."""
    other = create_page(cast.stone, by=cast.ben, title="Other")
    ada, ben = as_(cast.ada), as_(cast.ben)
    answers = at_once(
        lambda: ada.post(f"/pages/{page.pk}/place/", {"place": other.pk}, **HTMX),
        lambda: ben.post(f"/pages/{other.pk}/place/", {"place": page.pk}, **HTMX),
    )
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses[0] == 200 and statuses[1] in (409, 422), statuses
    parents = set(Page.objects.values_list("parent", flat=True))
    assert None in parents and len(parents) == 2
