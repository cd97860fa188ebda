"""Drafting together at the HTTP edge: asked, answered alone, put together, edited, merged late; and what is refused."""

import json
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import time_machine
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast, SignIn

from cairn.activity.models import Event
from cairn.comments.models import Comment, Thread
from cairn.documents import named_sections, put_under, to_text
from cairn.drafting.jobs import any_over, end_rounds, remind
from cairn.drafting.models import Answer, Invitation, Merge, Round
from cairn.drafting.operations import end_round
from cairn.drafting.tests.conftest import FRIDAY, said
from cairn.livedocs.log import edit
from cairn.pages.drafts import draft_body
from cairn.pages.models import Page
from cairn.pages.operations import begin_page, trash_page
from cairn.people.actors import SYSTEM
from cairn.people.operations import deactivate_person

Notification: Any = apps.get_model("notifications", "Notification")  # an app above, seen from its tables
NEW = "/gallery/strategy-brief/drafts/"
SECRET = "Zebras carry the parcels"


def words(answer: Any) -> str:
    return str(answer.content.decode())


def sheet(round_: Round) -> str:
    return f"/drafts/{round_.pk}/answers/mine/"


def section(page: Page, key: str) -> str:
    return next(to_text(each.body) for each in named_sections(draft_body(page)) if each.key == key)


def test_begun_from_the_gallery(cast: Cast, as_: SignIn, clock: time_machine.Traveller, run_jobs: Any) -> None:
    ben = as_(cast.ben)
    assert f'href="{NEW}?space=STONE"' in words(ben.get("/gallery/strategy-brief/?space=STONE"))
    form = words(ben.get(f"{NEW}?space=STONE"))
    assert 'value="2026-11-25T17:00"' in form and "What would prove us wrong" in form
    typed = {
        "space": "STONE",
        "v-subject": "small lines",
        "due_at": "2026-11-27T17:00",
        "note": "For spring",
        "too": "1",
    }
    for wrong, why in (({"who": []}, "Name at least one"), ({"due_at": "2026-11-20T17:00"}, "This instant is over"),
                       ({"v-subject": ""}, "is missing"), ({"note": "?" * 301}, "301 letters")):  # fmt: skip
        refused = ben.post(NEW, {**typed, "who": [str(cast.cleo.pk)], **wrong})
        assert refused.status_code == 422 and why in words(refused), why
        assert wrong == {"who": []} or f'name="who" value="{cast.cleo.pk}"' in words(refused), "who was named is kept"
        assert not Page.objects.exists(), "a page is never half made"
    outside = ben.post(NEW, {**typed, "who": [str(cast.sam.pk), str(cast.cleo.pk)]})
    assert outside.status_code == 422 and "Sam can’t see this page" in words(outside)
    assert as_(cast.cleo).post(NEW, {**typed, "who": [str(cast.ben.pk)]}).status_code == 403
    assert as_(None).get(NEW).status_code == 302
    begun = ben.post(NEW, {**typed, "who": [f"team:{cast.crew.pk}", str(cast.ravi.pk)]})
    round_ = Round.objects.get()
    assert begun.status_code == 303 and begun["Location"] == round_.page.get_absolute_url()
    assert round_.page.title == "Strategy: small lines"
    run_jobs()
    told = Notification.objects.filter(reason="drafting").values_list("user__name", "link")
    assert set(told) == {("Cleo", sheet(round_)), ("Ravi", sheet(round_))}
    assert as_(cast.ada).get(round_.page.get_absolute_url()).status_code == 404, "an admin who is not asked"
    shown = words(as_(cast.ravi).get(round_.page.get_absolute_url()))
    assert "Write my answers" in shown and "For spring" in shown and "0 of 3 done" in shown
    assert sheet(round_) in words(as_(cast.cleo).get("/"))


def test_begun_in_an_empty_page(cast: Cast, as_: SignIn, clock: time_machine.Traveller) -> None:
    page = begin_page(cast.moss, by=cast.ben)
    ben, sent = as_(cast.ben), {"v-subject": "rain", "due_at": "2026-11-27T17:00", "who": [str(cast.cleo.pk)]}
    assert f"{NEW}?page={page.pk}" in words(ben.get(f"/gallery/strategy-brief/?page={page.pk}"))
    assert ben.post(NEW, {**sent, "page": page.pk}).status_code == 303
    round_ = Round.objects.get()
    assert round_.page == page and not round_.invitations.filter(user=cast.ben).exists()
    assert as_(cast.ben).get("/gallery/daci/drafts/").status_code == 403, "a decision has its own way"
    assert as_(cast.ben).get("/gallery/nothing/drafts/").status_code == 404


def test_nobody_sees_an_answer_before_the_end(cast: Cast, as_: SignIn, round_: Round, run_jobs: Any) -> None:
    said(round_, cast.cleo, bet=SECRET, wrong="")
    run_jobs()
    for user in (cast.ada, cast.ben, cast.ravi, cast.sam):
        browser = as_(user)
        for address in (round_.page.get_absolute_url(), f"{round_.page.get_absolute_url()}edit/", sheet(round_),
                        round_.get_absolute_url(), "/search/?q=zebras", "/inbox/", "/"):  # fmt: skip
            assert "ebras carry" not in words(browser.get(address, follow=True)), (user, address)
    assert not any("ebras" in json.dumps(data) for data in Event.objects.values_list("data", flat=True))
    assert not any("ebras" in text for row in Notification.objects.values_list("text", "excerpt") for text in row)
    assert SECRET in words(as_(cast.cleo).get(sheet(round_)))
    for stranger in (cast.ada, cast.sam, cast.gus):
        assert as_(stranger).get(sheet(round_)).status_code == 404
        assert as_(stranger).put(f"{sheet(round_)}bet/", "text=x").status_code == 404
    assert "Cleo is done" in Notification.objects.get(user=cast.ben, reason="drafts").text


def test_what_is_typed_is_kept(cast: Cast, as_: SignIn, round_: Round, clock: Any) -> None:
    cleo = as_(cast.cleo)
    first = cleo.put(f"{sheet(round_)}bet/", "text=We+bet&seen=none").json()
    clock.shift(timedelta(minutes=1))
    assert cleo.put(f"{sheet(round_)}bet/", f"text=We+bet+on+rain&seen={quote(first['seen'])}").status_code == 200
    other = cleo.put(f"{sheet(round_)}bet/", f"text=Of+another+window&seen={quote(first['seen'])}")
    assert other.status_code == 409 and "another window" in words(other)
    stale = cleo.post(sheet(round_), {"text-bet": "Of another window", "seen-bet": "none"})
    assert stale.status_code == 409 and ">Of another window</textarea>" in words(stale)
    assert Event.objects.filter(name="drafting.begun").count() == 1, "not one for each letter"
    assert "We bet on rain" in words(cleo.get(sheet(round_)))
    long = cleo.post(sheet(round_), {"text-bet": "x" * 20_001, "text-wrong": "kept"})
    assert long.status_code == 422 and "20001 letters" in words(long) and ">kept</textarea>" in words(long)
    assert cleo.put(f"{sheet(round_)}nothing-such/", "text=x").status_code == 422
    done = cleo.post(sheet(round_), {"text-bet": "We bet on snow", "text-wrong": "", "nothing-wrong": "1", "done": "1"})
    assert done.status_code == 303
    shown = words(cleo.get(sheet(round_)))
    assert "You are done" in shown and "We bet on snow" in shown and "Nothing to say here" in shown
    assert cleo.delete(f"{sheet(round_)}completion/").status_code == 303
    assert "<textarea" in words(cleo.get(sheet(round_)))


def test_the_end_makes_one_page_once(cast: Cast, as_: SignIn, round_: Round, clock: Any, run_jobs: Any) -> None:
    said(round_, cast.ben, bet="We bet on small lines, within 2 years.", stop="- The newsletter costs a day a week")
    said(round_, cast.cleo, bet="We bet on small lines, within 5 years.", stop="The newsletter costs a day a week.")
    said(round_, cast.ravi, False, stop="", challenge="Everybody waits for **one** person")
    clock.shift(timedelta(days=6))  # it was off for two days
    assert any_over()
    end_rounds.func()
    end_rounds.func()
    run_jobs()
    round_.refresh_from_db()
    page = Page.objects.get()
    assert (round_.outcome, page.versions.count(), any_over()) == ("drafted", 2, False)
    assert section(page, "stop").startswith("@Ben and @Cleo: The newsletter") and "Nothing to add: @Ravi" in section(
        page, "stop"
    )
    assert "within 2 years" in section(page, "bet") and "within 5 years" in section(page, "bet")
    assert "@Ravi: Everybody waits for one person" in section(page, "challenge")
    thread = Thread.objects.get()
    assert (thread.quote, thread.by) == ("We bet on small lines, within 2 years.", cast.ben)
    assert "@Cleo: you answered" in Comment.objects.get().text
    assert "5 years" in words(as_(cast.cleo).get(page.get_absolute_url()))
    told = Notification.objects.filter(event__name="drafting.ended").values_list("user__name", flat=True)
    assert set(told) == {"Ben", "Cleo", "Ravi"}
    waiting = Notification.objects.filter(done_at=None).values_list("user__name", "reason")
    assert set(waiting) == {("Ben", "drafted"), ("Cleo", "drafted"), ("Cleo", "mentioned"), ("Ravi", "drafted")}
    assert as_(cast.ada).get(page.get_absolute_url()).status_code == 404, "only who was asked sees it"
    opening = f"/drafts/{round_.pk}/opening/"
    assert as_(cast.cleo).post(opening).status_code == 403
    assert as_(cast.ben).post(opening).status_code == 303
    ada = as_(cast.ada)
    assert ada.get(page.get_absolute_url()).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        ada.get(page.get_absolute_url())
    assert sum("drafting_" in each["sql"] for each in queries) <= 3, "two of its own, and one fact of the page's"


def test_earlier_when_all_are_done(cast: Cast, as_: SignIn, round_: Round) -> None:
    address = f"/drafts/{round_.pk}/ending/"
    said(round_, cast.ben, bet="One")
    said(round_, cast.cleo, bet="Two")
    early = as_(cast.ben).post(address)
    assert early.status_code == 409 and "Ravi is not done yet" in words(early)
    deactivate_person(cast.ravi, by=cast.ada)
    assert as_(cast.cleo).post(address).status_code == 403
    assert as_(cast.ben).post(address).status_code == 303, "nobody waits for whoever has left"
    assert as_(cast.ben).post(address).status_code == 409
    assert Merge.objects.count() == 2


def test_late_answers_touch_nothing_that_was_edited(cast: Cast, as_: SignIn, round_: Round, run_jobs: Any) -> None:
    said(round_, cast.ben, bet="We bet on rain")
    end_round(round_, by=SYSTEM)
    page, ravi, ben = round_.page, as_(cast.ravi), as_(cast.ben)
    edit(page.document_id, lambda doc: put_under(doc, "bet", "", [{"type": "paragraph", "content": [
        {"type": "text", "text": "Edited since"}]}]), by=cast.ben)  # fmt: skip
    assert "made without you" in words(ravi.get(sheet(round_)))
    ravi.put(f"{sheet(round_)}bet/", "text=We+bet+on+snow")
    assert "late answer" not in words(ben.get(page.get_absolute_url())), "not before she says so"
    ravi.post(sheet(round_), {"text-bet": "We bet on snow", "text-wrong": "A dry year", "done": "1"})
    run_jobs()
    assert "1 late answer" in words(ben.get(page.get_absolute_url()))
    merges = f"/drafts/{round_.pk}/merges/"
    assert ravi.post(merges).status_code == 403 and as_(cast.sam).post(merges).status_code == 404
    assert ben.post(merges).status_code == 303 and ben.post(merges).status_code == 409
    bet = section(page, "bet")
    assert "We bet on rain" in bet and "Edited since" in bet and "@Ravi (later): We bet on snow" in bet
    assert "@Ravi (later): A dry year" in section(page, "wrong")
    thread = Thread.objects.get()
    assert (thread.by, thread.quote) == (cast.ben, "We bet on snow"), "what came late differs as well"
    assert "@Ravi: you answered" in Comment.objects.get().text and "We bet on rain" in Comment.objects.get().text
    assert ravi.put(f"{sheet(round_)}bet/", "text=x").status_code == 409
    assert "on the page" in words(ravi.get(sheet(round_)))
    run_jobs()
    assert not Notification.objects.filter(user=cast.ben, subject=f"late:{round_.pk}", done_at=None).exists()


def test_nobody_answered(cast: Cast, as_: SignIn, round_: Round, clock: Any, run_jobs: Any) -> None:
    said(round_, cast.cleo, wrong="")
    clock.shift(timedelta(days=5))
    end_rounds.func()
    run_jobs()
    assert (Round.objects.get().outcome, round_.page.versions.count()) == ("nothing", 1)
    assert "Nobody answered" in Notification.objects.get(user=cast.ben, event__name="drafting.empty").text
    assert "Nobody answered" in words(as_(cast.ben).get(round_.page.get_absolute_url()))
    assert as_(cast.cleo).put(f"{sheet(round_)}bet/", "text=x").status_code == 409
    later = (FRIDAY + timedelta(days=7)).strftime("%Y-%m-%dT%H:%M")
    assert as_(cast.ben).post(round_.get_absolute_url(), {"due_at": later}).status_code == 303
    assert as_(cast.cleo).put(f"{sheet(round_)}bet/", "text=x").status_code == 200, "it goes on"


def test_called_off_moved_and_people_changed(cast: Cast, as_: SignIn, round_: Round, run_jobs: Any) -> None:
    ben, address = as_(cast.ben), round_.get_absolute_url()
    said(round_, cast.cleo, bet=SECRET)
    invitations = f"{address}invitations/"
    assert ben.post(invitations, {"who": [str(cast.gus.pk), str(cast.cleo.pk)]}).status_code == 303
    assert "Gus" in words(as_(cast.gus).get(address)) and as_(cast.sam).get(address).status_code == 404
    again = ben.post(invitations, {"who": [str(cast.gus.pk)]})
    assert again.status_code == 422 and "asked already" in words(again)
    by_name = {each.user.name: each.pk for each in Invitation.objects.select_related("user")}
    assert ben.delete(f"/draft-invitations/{by_name['Cleo']}/").status_code == 409, "she is done"
    assert as_(cast.cleo).delete(f"/draft-invitations/{by_name['Gus']}/").status_code == 403
    assert ben.delete(f"/draft-invitations/{by_name['Gus']}/").status_code == 303
    assert as_(cast.gus).get(sheet(round_)).status_code == 404
    past = ben.post(address, {"due_at": "2026-11-20T09:00"})
    assert past.status_code == 422 and "is over" in words(past)
    assert ben.post(address, {"due_at": "2026-12-04T09:00"}).status_code == 303
    run_jobs()
    due = Notification.objects.filter(user=cast.ravi, reason="drafting", done_at=None).values_list("due_at", flat=True)
    assert {f"{each:%d}" for each in due if each} == {"04"}
    assert as_(cast.cleo).post(f"{address}cancellation/").status_code == 403
    assert ben.post(f"{address}cancellation/").status_code == 303
    run_jobs()
    assert not Notification.objects.filter(reason="drafting", done_at=None).exists()
    assert "Nobody but you has seen" in words(as_(cast.cleo).get(sheet(round_)))
    assert "zebras" not in to_text(draft_body(round_.page)).lower() and not any_over()


def test_reminders_and_a_page_in_the_trash(cast: Cast, round_: Round, clock: Any, run_jobs: Any) -> None:
    said(round_, cast.ben, bet="Done")
    clock.shift(timedelta(days=3, hours=3))
    remind.func()
    remind.func()
    run_jobs()
    told = Notification.objects.filter(event__name="drafting.reminded").values_list("user__name", flat=True)
    assert sorted(told) == ["Cleo", "Ravi"]
    trash_page(round_.page, by=cast.ben)
    clock.shift(timedelta(days=3))
    end_rounds.func()
    assert Round.objects.get().is_open, "what lies in the trash is left alone"
    assert Answer.objects.count() == 1


def test_who_asked_has_left(cast: Cast, round_: Round, clock: Any) -> None:
    said(round_, cast.cleo, bet="We bet on rain, within 2 years")
    said(round_, cast.ravi, False, bet="We bet on rain, within 5 years")
    deactivate_person(cast.ben, by=cast.ada)
    clock.shift(timedelta(days=5))
    end_rounds.func()
    assert Round.objects.get().outcome == "drafted"
    assert Thread.objects.get().by == cast.cleo, "one of those concerned begins it"
