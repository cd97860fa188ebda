"""Finding people: who knows of whom, in which order, in which form."""

from tests.cast import Cast, SignIn

from cairn.people.access import can_see_person, can_see_team
from cairn.people.models import Team, User


def test_sentences_and_queries_agree(cast: Cast) -> None:
    for user in cast.all():
        assert set(User.objects.visible_to(user)) == {one for one in cast.all() if can_see_person(user, one)}, user
        assert set(Team.objects.visible_to(user)) == {one for one in [cast.crew] if can_see_team(user, one)}, user


def test_a_guest_finds_who_shares_a_space(cast: Cast, as_: SignIn) -> None:
    names = as_(cast.gus).get("/people/mentions/").json()["people"]
    assert [row["name"] for row in names] == ["Ada", "Ben", "Cleo", "Gus", "Ravi"]
    assert "Sam" in as_(cast.ben).get("/people/options/?q=sa").content.decode()
    assert "Sam" not in as_(cast.gus).get("/people/options/?q=sa").content.decode()
    assert as_(cast.gus).get(f"/people/{cast.sam.pk}/").status_code == 404
    assert as_(cast.gus).get(f"/people/{cast.ada.pk}/").status_code == 200


def test_options_with_teams(cast: Cast, as_: SignIn) -> None:
    html = as_(cast.sam).get("/people/options/?q=c&teams=1").content.decode()
    assert f'data-value="team:{cast.crew.pk}"' in html and f'data-value="{cast.cleo.pk}"' in html
    assert "team:" not in as_(cast.sam).get("/people/options/?q=c").content.decode()
    assert "team:" not in as_(cast.gus).get("/people/options/?q=c&teams=1").content.decode()


def test_strangers_find_nobody(cast: Cast, as_: SignIn) -> None:
    for url in ("/people/", "/people/options/", "/people/mentions/", "/teams/", "/settings/"):
        assert as_(None).get(url).status_code == 302, url
