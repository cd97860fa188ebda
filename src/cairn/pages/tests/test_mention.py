"""Whom the editor offers after `@`."""

from tests.cast import Cast, SignIn

from cairn.pages.operations import create_page, restrict_page
from cairn.pages.tests.conftest import MakePage
from cairn.people.models import User


def test_who_cant_see_the_page_is_marked(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    page = page_of("Herd")
    url = f"{page.get_absolute_url()}mentions/"
    ben = as_(cast.ben)

    def can_view(person: User) -> bool:
        [found] = ben.get(url, {"id": person.pk}).json()["people"]
        assert (found["id"], found["name"]) == (person.pk, person.name)
        return bool(found["can_view"])

    assert can_view(cast.ravi) and not can_view(cast.sam)
    restrict_page(page, by=cast.ben, action="view", users=[cast.ben], teams=[])
    assert not can_view(cast.ravi)
    # A draft is not open to readers either, but nothing keeps them out once it is published.
    url = f"{create_page(page.space, by=cast.ben, title='Begun').get_absolute_url()}mentions/"
    assert can_view(cast.ravi) and not can_view(cast.sam)
    assert as_(cast.sam).get(url, {"q": "b"}).status_code == 404
    assert ben.get(url, {"id": "x"}).json() == {"people": []}


def test_two_of_one_name_are_told_apart(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    url = f"{page_of('Herd').get_absolute_url()}mentions/"
    User.objects.filter(pk__in=[cast.ravi.pk, cast.cleo.pk]).update(name="Kim Lee", title="")
    found = as_(cast.ben).get(url, {"q": "Kim"}).json()["people"]
    assert {person["note"] for person in found} == {cast.ravi.email, cast.cleo.email}
    User.objects.filter(pk=cast.ravi.pk).update(title="Shepherd")
    found = as_(cast.ben).get(url, {"q": "Kim"}).json()["people"]
    assert {person["note"] for person in found} == {"Shepherd", cast.cleo.email}
