"""A series of two: begun, its pages made by themselves with what was left open, seen by nobody else through any door."""

from datetime import date, timedelta

import pytest
import time_machine
from tests.cast import Cast, SignIn
from tests.told import notices
from tests.worker import drain

from cairn.action_items.models import ActionItem
from cairn.gallery.source import read_source
from cairn.pages.drafts import draft_body
from cairn.pages.models import Page
from cairn.pages.operations import publish_page, replace_body
from cairn.people.models import User
from cairn.people.operations import deactivate_person
from cairn.series.jobs import look_at_series
from cairn.series.models import Pair, Series, Talk

START = "2027-03-01 09:30:00+00:00"  # a Monday
FORM = {"template": "one-on-one", "whose": "other", "rhythm": "month", "on": "2027-03-05"}


@pytest.fixture
def series(cast: Cast, as_: SignIn) -> Series:
    """Ada leads, Ben's talk, on the fifth of each month."""
    with time_machine.travel(START, tick=False):
        assert as_(cast.ada).post("/series/", {**FORM, "other": cast.ben.pk}).status_code == 303
    return Series.objects.get()


def at(day: str) -> time_machine.travel:
    return time_machine.travel(f"{day} 09:30:00+00:00", tick=False)


def turn(day: str) -> None:
    with at(day):
        look_at_series.func()
        drain()


def everyone_else(cast: Cast) -> list[User]:
    return [cast.cleo, cast.ravi, cast.gus, cast.sam]


def test_begin(cast: Cast, as_: SignIn) -> None:
    with at("2027-03-01"):
        ada = as_(cast.ada)
        for wrong, words in [
            ({"other": ""}, "Choose the other person"),
            ({"other": cast.ada.pk}, "Choose the other person"),
            ({"other": cast.ben.pk, "on": "2027-02-01"}, "That day is over"),
            ({"other": cast.ben.pk, "rhythm": "daily"}, "Choose how often"),
            ({"other": cast.ben.pk, "template": "daci"}, "Choose what the talks are for"),
        ]:
            answer = ada.post("/series/", {**FORM, **wrong})
            assert answer.status_code == 422 and words in answer.content.decode(), wrong
        assert not Pair.objects.exists()
        assert as_(cast.gus).post("/series/", {**FORM, "other": cast.ben.pk}).status_code == 403
        for _ in range(2):
            assert ada.post("/series/", {**FORM, "other": cast.ben.pk}).status_code == 303
    assert Series.objects.count() == 2 and Pair.objects.count() == 1, "one private space for two people"


def test_nobody_else_sees_it(cast: Cast, as_: SignIn, series: Series) -> None:
    turn("2027-03-01")
    page = Page.objects.get(talk__series=series)
    doors = [series.get_absolute_url(), page.get_absolute_url(), f"{page.get_absolute_url()}edit/"]
    doors += [series.pair.space.get_absolute_url()]
    for user in (cast.ben, cast.ada):
        assert [as_(user).get(door).status_code for door in doors] == [200] * 4, user
    for user in everyone_else(cast):
        assert [as_(user).get(door).status_code for door in doors] == [404] * 4, user
        assert as_(user).post(series.get_absolute_url(), {"rhythm": "week", "on": "2027-04-01"}).status_code == 404
        assert as_(user).post(f"{series.get_absolute_url()}talks/").status_code == 404
        assert as_(user).post(f"{series.get_absolute_url()}ending/").status_code == 404
        found = as_(user).get("/search/", {"q": "Ben and Ada"}).content.decode()
        assert page.title not in found and page.title not in as_(user).get("/").content.decode()
    User.objects.filter(pk=cast.cleo.pk).update(role="admin")
    assert [as_(User.objects.get(pk=cast.cleo.pk)).get(door).status_code for door in doors] == [404] * 4


def test_the_private_space_stays_that_of_the_two(cast: Cast, as_: SignIn, series: Series) -> None:
    space = series.pair.space.get_absolute_url()
    for user in (cast.ada, cast.ben):
        assert as_(user).post(f"{space}members/", {"who": cast.sam.pk, "role": "reader"}).status_code == 403
        assert as_(user).delete(f"{space}membership/").status_code == 409
        settings = {"name": "Ours", "access": "open", "open_role": "editor"}
        assert as_(user).post(f"{space}settings/", settings).status_code == 403


def test_a_page_each_month_with_what_was_left_open(cast: Cast, as_: SignIn, series: Series) -> None:
    turn("2027-03-01")
    first = Talk.objects.get()
    assert (first.number, first.on) == (1, date(2027, 3, 5)) and first.page.is_live
    text = read_source(
        "---\nname: x\n---\n## Open goals {#open-goals}\n\nSpeak at the spring meeting.\n\n## What we promised {#action-items}\n\n"
        "- [ ] Send the numbers\n- [x] Read the plan\n"
    )
    replace_body(first.page, by=cast.ben, body=text.body)
    publish_page(first.page, by=cast.ben)
    drain()
    turn("2027-03-20")
    assert Talk.objects.count() == 1, "not before its week"
    turn("2027-03-30")
    turn("2027-03-30")
    second = Talk.objects.get(number=2)
    assert second.on == date(2027, 4, 5)
    words = str(draft_body(second.page))
    assert "Speak at the spring meeting." in words and "Send the numbers" in words and "Read the plan" not in words
    here = ActionItem.objects.visible_to(cast.ben).filter(text="Send the numbers")
    assert [item.page_id for item in here] == [second.page_id], "it counts once, on the new page"
    old = as_(cast.ben).get(first.page.get_absolute_url()).content.decode()
    assert "carried over" in old and second.page.get_absolute_url() in old


def test_months_that_went_by_make_one_page(cast: Cast, series: Series) -> None:
    turn("2027-08-01")
    assert [talk.on for talk in Talk.objects.all()] == [date(2027, 8, 5)]


def test_both_are_asked_to_write_before_the_talk_once(cast: Cast, series: Series) -> None:
    turn("2027-03-03")
    assert not notices(user=cast.ben, reason="talk")
    turn("2027-03-04")
    turn("2027-03-04")
    for user in (cast.ben, cast.ada):
        assert len(notices(user=user, reason="talk")) == 1
    assert not notices(user=cast.sam, reason="talk")


def test_now_another_rhythm_and_the_end(cast: Cast, as_: SignIn, series: Series) -> None:
    url = series.get_absolute_url()
    with at("2027-03-01"):
        ben = as_(cast.ben)
        assert ben.post(url, {"rhythm": "week", "on": "2027-02-01"}).status_code == 422
        assert ben.post(url, {"rhythm": "week", "on": "2027-03-12"}).status_code == 303
        assert ben.post(f"{url}talks/").status_code == 303
        series.refresh_from_db()
        assert (series.rhythm, series.next_on) == ("week", date(2027, 3, 19))
        assert ben.post(f"{url}ending/").status_code == 303
        assert ben.post(f"{url}talks/").status_code == 409
    turn("2027-05-01")
    assert Talk.objects.count() == 1
    assert as_(cast.ben).delete(f"{url}ending/").status_code == 303
    turn("2027-05-01")
    assert Talk.objects.count() == 2


def test_when_one_has_left_it_rests_and_the_pages_stay(cast: Cast, as_: SignIn, series: Series) -> None:
    turn("2027-03-01")
    deactivate_person(cast.ben, by=cast.ada)
    drain()
    turn("2027-04-01")
    assert Talk.objects.count() == 1
    answer = as_(cast.ada).get(series.get_absolute_url())
    assert answer.status_code == 200 and "Ben has left" in answer.content.decode()
    assert as_(cast.ada).post(f"{series.get_absolute_url()}talks/").status_code == 409
    assert as_(cast.ada).get(Talk.objects.get().page.get_absolute_url()).status_code == 200
    with at("2027-04-01"):
        again = as_(cast.ada).post("/series/", {**FORM, "on": "2027-05-01", "other": cast.ben.pk})
        assert again.status_code == 422


def test_a_list_of_them_asks_two_queries_more(
    cast: Cast, as_: SignIn, series: Series, django_assert_max_num_queries: object
) -> None:
    turn("2027-03-01")
    ben = as_(cast.ben)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        assert ben.get("/series/").status_code == 200


def test_emergency(cast: Cast, as_: SignIn, series: Series) -> None:
    turn("2027-03-01")
    page, space = Talk.objects.get().page, series.pair.space
    User.objects.filter(pk=cast.cleo.pk).update(role="admin")
    cleo, form = (
        User.objects.get(pk=cast.cleo.pk),
        {"pair": series.pair.pk, "reason": "Ben is in hospital, rota needed"},
    )
    with at("2027-03-02"):
        for user in (cast.ben, cast.sam):
            assert as_(user).get("/emergencies/").status_code == 403
            assert as_(user).post("/emergencies/", form).status_code == 403
        assert as_(cleo).post("/emergencies/", {**form, "reason": "why"}).status_code == 422
        assert as_(cleo).post("/emergencies/", {**form, "pair": ""}).status_code == 422
        assert as_(cleo).get(page.get_absolute_url()).status_code == 404
        assert as_(cleo).post("/emergencies/", form).status_code == 303
        assert as_(cleo).post("/emergencies/", form).status_code == 409
        drain()
        assert as_(cleo).get(page.get_absolute_url()).status_code == 200
        assert as_(cleo).get(f"{page.get_absolute_url()}edit/").status_code == 403
        for user in (cast.ben, cast.ada):
            assert [each.excerpt for each in notices(user=user, reason="emergency")] == [form["reason"]]
            assert "hospital" in as_(user).get(space.get_absolute_url()).content.decode()
    with time_machine.travel("2027-03-02 09:30:00+00:00") as clock:
        clock.shift(timedelta(hours=25))
        look_at_series.func()
    drain()
    assert as_(cleo).get(page.get_absolute_url()).status_code == 404
    log = as_(cleo).get("/emergencies/").content.decode()
    assert "hospital" in log and page.title not in log


def test_the_other_one_hears_that_the_page_is_there(cast: Cast, as_: SignIn, series: Series) -> None:
    """Once, and not that Cairn had mentioned them; who made it hears nothing."""
    with at("2027-03-01"):
        assert as_(cast.ada).post(f"{series.get_absolute_url()}talks/").status_code == 303
        drain()
    (heard,) = notices(user=cast.ben)
    assert heard.reason == "prepared" and "Ada on Friday 5 March" in heard.text
    assert not notices(user=cast.ada)
