"""A feedback round at the HTTP edge: asked, answered, nudged, extended, closed; and what is refused."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from tests.cast import Cast, SignIn

from cairn.comments.models import Thread
from cairn.comments.operations import start_thread
from cairn.core.clock import now
from cairn.feedback.models import Review, Round
from cairn.feedback.tests.conftest import HTMX, MONDAY
from cairn.pages.models import Page
from cairn.pages.operations import create_page, restrict_page, trash_page
from cairn.people.operations import deactivate_person
from cairn.spaces.access import role_in

FORM = {"due_at": "2026-11-30T17:00", "maturity": "10", "question": "Is the scope right?"}


def words(answer: Any) -> str:
    return str(answer.content.decode())


def test_ask_in_three_clicks_and_be_seen(cast: Cast, as_: SignIn, page: Page) -> None:
    ben, address = as_(cast.ben), f"/pages/{page.pk}/rounds/"
    assert "Ask for feedback" in words(ben.get(page.get_absolute_url()))
    dialog = words(ben.get(f"{address}new/"))
    assert 'value="50" checked' in dialog and 'value="2026-11-25T17:00"' in dialog
    sent = {**FORM, "who": [f"team:{cast.crew.pk}", str(cast.ravi.pk), str(cast.ben.pk)]}
    assert as_(cast.cleo).post(address, sent).status_code == 403
    assert as_(cast.cleo).get(f"{address}new/").status_code == 403
    assert as_(cast.sam).post(address, sent).status_code == 404
    answer = ben.post(address, sent, headers=HTMX)
    assert answer.status_code == 204 and answer["HX-Redirect"] == page.get_absolute_url()
    shown = words(ben.get(page.get_absolute_url()))
    assert "Ravi can read this page but not comment" in shown
    assert "0 of 2" in shown and 'data-maturity="10"' in shown and "Nudge all 2" in shown
    cleo = words(as_(cast.cleo).get(page.get_absolute_url()))
    assert "Ben asks for your feedback" in cleo and "Is the scope right?" in cleo
    assert "Done, no comments" in cleo and "working days left for you" in cleo
    assert "Is the scope right?" in words(as_(cast.cleo).get("/"))
    again = ben.post(address, sent, headers=HTMX)
    assert again.status_code == 409 and "open on this page already" in words(again)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"due_at": "2026-11-20T17:00"}, "This instant is over"),
        ({"due_at": ""}, "Say until when"),
        ({"due_at": "9999-12-31T23:59"}, "can’t be read"),
        ({"due_at": "2029-11-20T17:00"}, "more than a year"),
        ({"maturity": "70"}, "How ripe"),
        ({"question": "?" * 201}, "201 letters"),
        ({"who": []}, "Name at least one"),
        ({"who": ["nobody", "team:999"]}, "Name at least one"),
    ],
)
def test_bad_input_is_kept(cast: Cast, as_: SignIn, page: Page, changed: dict[str, Any], said: str) -> None:
    sent = {**FORM, "who": [str(cast.ada.pk)], **changed}
    answer = as_(cast.ben).post(f"/pages/{page.pk}/rounds/", sent, headers=HTMX)
    assert answer.status_code == 422 and said in words(answer)
    assert sent["question"] in words(answer) and not Round.objects.exists()


def test_reviewers_who_cannot_see_the_page(cast: Cast, as_: SignIn, page: Page) -> None:
    address = f"/pages/{page.pk}/rounds/"
    sent = {**FORM, "who": [str(cast.sam.pk), str(cast.cleo.pk)]}
    refused = as_(cast.ben).post(address, sent, headers=HTMX)
    assert refused.status_code == 422 and "Sam can’t see this page" in words(refused)
    assert "ask an admin of the space" in words(refused) and 'value="admit"' not in words(refused)
    assert as_(cast.ben).post(address, {**sent, "blind": "admit"}, headers=HTMX).status_code == 422
    assert 'value="admit"' in words(as_(cast.ada).post(address, sent, headers=HTMX))
    assert as_(cast.ada).post(address, {**sent, "blind": "admit"}, headers=HTMX).status_code == 204
    assert role_in(cast.sam, cast.stone) == "commenter"
    assert {review.user for review in Review.objects.all()} == {cast.sam, cast.cleo}
    gated = create_page(cast.moss, by=cast.ben, title="Gated")
    draft = as_(cast.ben).post(f"/pages/{gated.pk}/rounds/", {**sent, "who": [str(cast.gus.pk)]}, headers=HTMX)
    assert draft.status_code == 422
    restrict_page(page, by=cast.ada, action="view", users=[cast.ben, cast.ada], teams=[])
    Round.objects.update(ended_at=now(), ended_by=cast.ada, open_on=None)
    skipped = {**FORM, "who": [str(cast.ada.pk), str(cast.cleo.pk)], "blind": "skip"}
    assert as_(cast.ben).post(address, skipped, headers=HTMX).status_code == 204
    assert [review.user for review in Round.objects.get(open_on=page).reviews.all()] == [cast.ada]
    Round.objects.filter(open_on=page).update(ended_at=now(), ended_by=cast.ada, open_on=None)
    assert as_(cast.ben).post(address, {**skipped, "blind": "admit"}, headers=HTMX).status_code == 204
    assert as_(cast.cleo).get(page.get_absolute_url()).status_code == 200


def test_answers_and_comments_count(cast: Cast, as_: SignIn, page: Page, round_: Round, run_jobs: Any) -> None:
    ada, cleo = (Review.objects.get(user=each) for each in (cast.ada, cast.cleo))
    run_jobs()
    assert cast.cleo.notifications.filter(done_at=None, subject=f"review:{cleo.pk}").count() == 1
    assert as_(cast.ben).post(f"/reviews/{cleo.pk}/answer/").status_code == 403
    assert as_(cast.sam).post(f"/reviews/{cleo.pk}/answer/").status_code == 404
    start_thread(page, by=cast.cleo, body="Which stones?")
    run_jobs()
    assert not cast.cleo.notifications.filter(done_at=None, subject=f"review:{cleo.pk}").exists()
    banner = words(as_(cast.cleo).get(f"/pages/{page.pk}/feedback/"))
    assert "Done, 1 comment" in banner
    assert not Review.objects.needs(cast.cleo) and list(Review.objects.needs(cast.ada)) == [ada]
    done = as_(cast.cleo).post(f"/reviews/{cleo.pk}/answer/", headers={**HTMX, "HX-Target": "feedback"})
    assert "You are done, with 1 comment" in words(done)
    assert as_(cast.ada).post(f"/reviews/{ada.pk}/answer/").status_code == 303
    run_jobs()
    assert "Everybody has answered" in cast.ben.notifications.order_by("-pk")[0].excerpt
    assert "2 of 2" in words(as_(cast.ben).get(page.get_absolute_url()))
    assert (
        as_(cast.ada).delete(f"/reviews/{ada.pk}/answer/", headers={**HTMX, "HX-Target": "feedback"}).status_code == 200
    )
    assert list(Review.objects.needs(cast.ada)) == [ada]


def test_nudge_once_a_day(cast: Cast, as_: SignIn, round_: Round, run_jobs: Any, clock: time_machine.Traveller) -> None:
    ben, review = as_(cast.ben), Review.objects.get(user=cast.cleo)
    assert as_(cast.cleo).post(f"/reviews/{review.pk}/nudges/").status_code == 403
    assert ben.post(f"/reviews/{review.pk}/nudges/").status_code == 303
    refused = ben.post(f"/reviews/{review.pk}/nudges/", headers=HTMX)
    assert refused.status_code == 409 and "Cleo was nudged less than a day ago" in words(refused)
    assert "tomorrow 09:00" in words(refused)
    assert "Nudge Ada" in words(ben.get(f"/pages/{round_.page_id}/feedback/"))
    assert ben.post(f"/rounds/{round_.pk}/nudges/").status_code == 303  # Ada alone
    clock.shift(timedelta(days=1, minutes=1))
    assert ben.post(f"/reviews/{review.pk}/nudges/").status_code == 303
    run_jobs()
    told = [(each.user.name, each.text) for each in review.user.notifications.filter(text__contains="waits for")]
    assert told == [("Cleo", "Ben waits for your feedback")] * 2
    assert cast.ada.notifications.filter(text__contains="waits for").count() == 1


def test_change_add_remove_and_call_off(cast: Cast, as_: SignIn, round_: Round, run_jobs: Any) -> None:
    ben, address = as_(cast.ben), f"/rounds/{round_.pk}/"
    sent = {**FORM, "due_at": "2026-12-02T12:00", "maturity": "90"}
    assert as_(cast.cleo).post(address, sent).status_code == 403
    assert ben.post(address, {**sent, "due_at": "2026-11-01T12:00"}).status_code == 422
    assert ben.post(address, sent).status_code == 303
    round_.refresh_from_db()
    assert (round_.maturity, round_.due_at.day) == (90, 2)
    assert ben.post(f"{address}reviews/", {"who": [str(cast.cleo.pk)]}).status_code == 422
    assert "Sam can’t see" in words(ben.post(f"{address}reviews/", {"who": [str(cast.sam.pk)]}))
    assert ben.post(f"{address}reviews/", {"who": [str(cast.ravi.pk)]}).status_code == 303
    ravi, cleo = (Review.objects.get(user=each) for each in (cast.ravi, cast.cleo))
    assert as_(cast.cleo).delete(f"/reviews/{ravi.pk}/").status_code == 403
    assert ben.delete(f"/reviews/{ravi.pk}/").status_code == 303
    as_(cast.cleo).post(f"/reviews/{cleo.pk}/answer/")
    assert ben.delete(f"/reviews/{cleo.pk}/").status_code == 409
    assert as_(cast.cleo).post(f"{address}cancellation/").status_code == 403
    assert ben.post(f"{address}cancellation/").status_code == 303
    assert ben.post(f"{address}cancellation/").status_code == 409
    assert as_(cast.cleo).delete(f"/reviews/{cleo.pk}/answer/").status_code == 409
    run_jobs()
    assert cast.ada.notifications.filter(text="Ben called the feedback round off").count() == 1
    assert cast.ada.notifications.filter(text__contains="more time").count() == 1
    assert not cast.ada.notifications.filter(done_at=None, reason="reviewer").exists()
    assert "called off by Ben" in words(as_(cast.ravi).get(address))


def test_close_says_what_became_of_each_comment(
    cast: Cast, as_: SignIn, page: Page, round_: Round, run_jobs: Any
) -> None:
    ben, address = as_(cast.ben), f"/rounds/{round_.pk}/closing/"
    one = start_thread(page, by=cast.cleo, body="Which stones?", quote="Stones")
    two = start_thread(page, by=cast.ada, body="And the moss?")
    assert as_(cast.cleo).get(address).status_code == 403
    assert "Which stones?" in words(ben.get(address))
    sent = {f"mark-{one.pk}": "taken", f"line-{one.pk}": "Now it says which.", "note": "Thank you all."}
    refused = ben.post(address, sent)
    assert refused.status_code == 422 and "One thread still needs your word" in words(refused)
    assert "Now it says which." in words(refused) and Round.objects.get().is_open
    sent |= {f"mark-{two.pk}": "not"}
    assert "Say in a line why not" in words(ben.post(address, sent))
    sent |= {f"line-{two.pk}": "Moss is another page’s matter."}
    assert as_(cast.cleo).post(address, sent).status_code == 403
    assert ben.post(address, sent).status_code == 303
    late = as_(cast.ada).post(address, sent)
    assert late.status_code == 409 and "Ben has closed this round" in words(late) and "another page’s" in words(late)
    assert all(hasattr(thread, "resolution") for thread in Thread.objects.all())
    assert two.comments.order_by("-pk")[0].text.startswith("Not taken: Moss")
    run_jobs()
    told = cast.cleo.notifications.filter(event__by=cast.ben, at__gte=MONDAY).values_list("text", flat=True)
    assert sorted(told) == ["Ben asks for your feedback", "Ben closed the feedback round: 1 taken, 1 not taken"]
    summary = words(as_(cast.ravi).get(f"/pages/{page.pk}/rounds/"))
    assert "Thank you all." in summary and "Moss is another page’s matter." in summary
    assert "1 closed feedback round" in words(as_(cast.ravi).get(page.get_absolute_url()))
    assert as_(cast.sam).get(f"/rounds/{round_.pk}/").status_code == 404
    two.delete()
    assert "And the moss?" in words(as_(cast.ravi).get(f"/rounds/{round_.pk}/"))
    assert 'value="50" checked' in words(ben.get(f"/pages/{page.pk}/rounds/new/"))  # riper than the last


def test_what_was_said_of_a_draft_stays_with_who_sees_it(cast: Cast, as_: SignIn, page: Page, round_: Round) -> None:
    thread = start_thread(page, by=cast.ada, body="Not for all.")
    Thread.objects.filter(pk=thread.pk).update(quote="secret", version=None)
    sent = {f"mark-{thread.pk}": "taken", f"line-{thread.pk}": "Gone"}
    assert as_(cast.ben).post(f"/rounds/{round_.pk}/closing/", sent).status_code == 303
    assert "Not for all." in words(as_(cast.ben).get(f"/rounds/{round_.pk}/"))
    assert "Not for all." not in words(as_(cast.ravi).get(f"/rounds/{round_.pk}/"))


def test_people_and_pages_that_go(cast: Cast, as_: SignIn, page: Page, round_: Round) -> None:
    deactivate_person(cast.cleo, by=cast.ada)
    assert "0 of 1" in words(as_(cast.ben).get(page.get_absolute_url()))
    restrict_page(page, by=cast.ben, action="view", users=[], teams=[])
    review = Review.objects.get(user=cast.ada)
    assert as_(cast.ada).post(f"/reviews/{review.pk}/answer/").status_code == 404
    refused = as_(cast.ben).post(f"/reviews/{review.pk}/nudges/", headers=HTMX)
    assert refused.status_code == 409 and "can’t see the page" in words(refused)
    assert not Review.objects.needs(cast.ada)
    trash_page(page, by=cast.ben)
    assert as_(cast.ben).get(f"/rounds/{round_.pk}/").status_code == 404
