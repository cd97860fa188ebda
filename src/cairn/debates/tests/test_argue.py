"""People argue and vote over HTTP: once each, as long as the debate is open, if they may comment on the page."""

from datetime import timedelta

import pytest
from django.test import Client
from tests.at_once import at_once
from tests.cast import Cast, SignIn

from cairn.activity.models import Event
from cairn.core.clock import now
from cairn.debates.access import can_argue, can_change_argument, can_see_debate
from cairn.debates.models import Argument, ArgumentVote, Debate
from cairn.debates.operations import close_debate, move_closing, vote_for_argument, withdraw_argument
from cairn.debates.tests.conftest import LOCAL, Scene
from cairn.pages.models import Page
from cairn.pages.operations import restrict_page, trash_page

FORM = "application/x-www-form-urlencoded"


def knock(client: Client, verb: str, address: str, typed: str = "") -> tuple[int, str]:
    answer = client.generic(verb, address, typed, FORM, headers={"HX-Request": "true"})
    return answer.status_code, answer.content.decode()


def test_the_page_shows_it_and_asks_little(
    cast: Cast, as_: SignIn, scene: Scene, django_assert_max_num_queries: object
) -> None:
    ben, url = as_(cast.ben), scene.page.get_absolute_url()
    ben.get(url)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        shown = ben.get(url).content.decode()
    assert "We carry the stones by hand" in shown and "Hands feel what holds." in shown
    assert 'href="https://example.org/backs" rel="nofollow noopener noreferrer"' in shown
    assert "Hands feel what holds." in as_(cast.gus).get(url).content.decode()
    assert as_(cast.sam).get(url).status_code == 404


def test_the_first_argument_does_not_wait_for_the_worker(cast: Cast, as_: SignIn, page: Page) -> None:
    address = f"/pages/{page.pk}/debates/{LOCAL}/"
    assert as_(cast.cleo).get(address).status_code == 200 and not Debate.objects.exists()
    assert as_(cast.cleo).post(f"{address}arguments/", {"side": "for", "text": "Yes"}).status_code == 200
    assert Debate.objects.get().arguments.get().text == "Yes"
    assert as_(cast.cleo).get(f"/pages/{page.pk}/debates/another/").status_code == 404


def test_who_may_argue(cast: Cast, as_: SignIn, scene: Scene) -> None:
    assert scene.send(as_(cast.cleo)) == scene.send(as_(cast.ada)) == 200
    assert scene.send(as_(cast.ravi)) == scene.send(as_(cast.gus)) == 403
    assert scene.send(as_(cast.sam)) == 404
    assert Event.objects.filter(name="argument.added").count() == 4


@pytest.mark.parametrize(
    "typed",
    [{"text": " "}, {"text": "x" * 1001}, {"side": "beside"}, {"sources": "javascript:alert(1)"}, {"sources": "no link"},
     {"sources": "https://a@example.org/"}, {"sources": "\n".join(f"https://example.org/{n}" for n in range(6))}],
)  # fmt: skip
def test_what_can_not_be_kept_comes_back(cast: Cast, as_: SignIn, scene: Scene, typed: dict[str, str]) -> None:
    sent = {"side": "for", "text": "Mine & yours", "sources": "", **typed}
    answer = as_(cast.cleo).post(f"{scene.address}arguments/", sent)
    assert answer.status_code == 422 and answer["HX-Retarget"].endswith("-add")
    assert sent["text"].strip().replace("&", "&amp;") in answer.content.decode()
    assert scene.debate.arguments.count() == 2


def test_markup_is_words(cast: Cast, as_: SignIn, scene: Scene) -> None:
    assert (
        scene.send(as_(cast.cleo), text="<script>alert(1)</script>", sources="<b>B</b> https://example.org/?a=1&b=2")
        == 200
    )
    shown = as_(cast.ravi).get(scene.page.get_absolute_url()).content.decode()
    assert "&lt;script&gt;alert(1)" in shown and "<script>alert" not in shown and "&lt;b&gt;B" in shown


def test_sent_twice_is_one(cast: Cast, as_: SignIn, scene: Scene) -> None:
    client = as_(cast.cleo)
    assert [scene.send(client, sending="s-1") for _ in range(2)] == [200, 200]
    assert scene.debate.arguments.filter(text="It is quiet.").count() == 1


def test_change_and_take_back(cast: Cast, as_: SignIn, scene: Scene) -> None:
    mine, gone = f"/arguments/{scene.yes.pk}/", f"/arguments/{scene.yes.pk}/withdrawal/"
    assert "Hands feel" in knock(as_(cast.cleo), "GET", mine)[1]
    assert knock(as_(cast.cleo), "PUT", mine, "text=Hands+know&side=against")[0] == 200
    scene.yes.refresh_from_db()
    assert (scene.yes.text, scene.yes.side) == ("Hands know", "against") and scene.yes.changed_at
    status, shown = knock(as_(cast.cleo), "PUT", mine, "text=Kept&sources=nowhere")
    assert status == 422 and ">Kept</textarea>" in shown
    assert knock(as_(cast.ada), "PUT", mine, "text=Not+hers")[0] == 403
    assert knock(as_(cast.ravi), "PUT", gone)[0] == 403
    assert knock(as_(cast.sam), "PUT", gone)[0] == 404
    status, shown = knock(as_(cast.ada), "PUT", gone)
    assert status == 200 and "Hands know" not in shown and 'hx-delete="' in shown
    assert knock(as_(cast.cleo), "PUT", mine, "text=Again")[0] == 409
    assert "Hands know" in knock(as_(cast.cleo), "DELETE", gone)[1]


def test_vote_and_undo(cast: Cast, as_: SignIn, scene: Scene) -> None:
    vote = f"/arguments/{scene.no.pk}/vote/"
    for _ in range(2):
        assert knock(as_(cast.cleo), "PUT", vote)[0] == 200
    assert scene.no.votes.count() == 1
    shown = as_(cast.ada).get(scene.page.get_absolute_url()).content.decode()
    assert "1 vote against" in shown
    assert knock(as_(cast.cleo), "DELETE", vote)[0] == knock(as_(cast.cleo), "DELETE", vote)[0] == 200
    assert scene.no.votes.count() == 0
    assert [knock(as_(who), "PUT", vote)[0] for who in (cast.ravi, cast.gus, cast.sam)] == [403, 403, 404]
    withdraw_argument(scene.no, by=cast.ben)
    assert knock(as_(cast.cleo), "PUT", vote)[0] == 409


def test_the_most_convincing_stands_first(cast: Cast, as_: SignIn, scene: Scene) -> None:
    scene.send(as_(cast.cleo), text="Second thought")
    second = Argument.objects.get(text="Second thought")
    vote_for_argument(second, by=cast.ben)
    shown = knock(as_(cast.ravi), "GET", scene.address)[1]
    assert shown.index("Second thought") < shown.index("Hands feel")


def test_after_the_end_nothing_changes_and_the_words_are_kept(cast: Cast, as_: SignIn, scene: Scene) -> None:
    cleo = as_(cast.cleo)
    move_closing(scene.debate, by=cast.ben, closes_at=now() + timedelta(seconds=60))
    Debate.objects.update(closes_at=now() - timedelta(seconds=1))
    answer = cleo.post(
        f"{scene.address}arguments/", {"side": "for", "text": "Too late", "sources": "https://example.org/"}
    )
    assert (
        answer.status_code == 409
        and "Too late" in answer.content.decode()
        and "https://example.org/" in answer.content.decode()
    )
    assert knock(cleo, "PUT", f"/arguments/{scene.yes.pk}/", "text=Late")[0] == 409
    assert knock(cleo, "PUT", f"/arguments/{scene.yes.pk}/vote/")[0] == 409
    assert knock(cleo, "PUT", f"/arguments/{scene.yes.pk}/withdrawal/")[0] == 409
    assert (scene.debate.arguments.count(), ArgumentVote.objects.count()) == (2, 0)


def test_where_the_page_is_closed_or_gone(cast: Cast, as_: SignIn, scene: Scene) -> None:
    restrict_page(scene.page, by=cast.ben, action="view", users=[cast.ben], teams=[])
    assert scene.send(as_(cast.cleo)) == 404 and knock(as_(cast.cleo), "GET", scene.address)[0] == 404
    trash_page(Page.objects.get(pk=scene.page.pk), by=cast.ben)
    assert scene.send(as_(cast.ben)) == 404
    assert knock(as_(cast.ben), "PUT", f"/arguments/{scene.no.pk}/vote/")[0] == 404


def test_rights_agree(cast: Cast, scene: Scene) -> None:
    for user in cast.all():
        seen = Debate.objects.visible_to(user).filter(pk=scene.debate.pk).exists()
        assert (
            seen
            == can_see_debate(user, scene.debate)
            == Argument.objects.visible_to(user).filter(pk=scene.yes.pk).exists()
        )
        assert Argument.objects.arguable_by(user).filter(pk=scene.yes.pk).exists() == can_argue(user, scene.debate)
    scene.yes.debate = scene.debate
    assert [can_change_argument(user, scene.yes) for user in (cast.cleo, cast.ben, cast.ada)] == [True, False, False]


@pytest.mark.django_db(transaction=True)
def test_votes_at_once_are_counted_exactly(cast: Cast, scene: Scene) -> None:
    """Three people press twice each at the same time, while somebody closes: one vote each, or none."""
    voters = [cast.ada, cast.ben, cast.cleo]
    at_once(*(lambda who=who: vote_for_argument(scene.yes, by=who) for who in voters for _twice in range(2)))  # type: ignore[misc]
    assert set(ArgumentVote.objects.values_list("argument", "user")) == {(scene.yes.pk, who.pk) for who in voters}
    close_debate(scene.debate, by=cast.ben)
    assert Event.objects.filter(name="argument.voted").count() == 3
