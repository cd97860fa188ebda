"""What becomes of a decision: superseded, withdrawn, reopened; and the pages that cite it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone
from tests.at_once import at_once
from tests.cast import Cast, SignIn

from cairn.action_items.models import ActionItem
from cairn.action_items.operations import complete_action_item
from cairn.core.clock import now
from cairn.decisions.models import Decision, Outcome, Status, Supersession
from cairn.decisions.operations import change_framework, record_outcome, spin_up_decision, start_decision, take_position
from cairn.decisions.operations.reopen import reopen_decision
from cairn.decisions.operations.supersede import supersede_decision
from cairn.decisions.roles import Setup
from cairn.decisions.tests.conftest import again
from cairn.decisions.tests.test_citations import citing, linked
from cairn.decisions.tests.test_races import poster
from cairn.pages.models import Page
from cairn.pages.operations import create_page, publish_page, replace_body, restrict_page, trash_page

Notification: Any = apps.get_model("notifications", "Notification")  # by name: it lies above
HTMX = {"HX-Request": "true"}


def words(answer: Any) -> str:
    return b"".join(answer).decode()  # a table of the log comes line by line


def decide(cast: Cast, title: str, *, running: bool = False) -> Decision:
    decision = spin_up_decision(cast.stone, by=cast.ben, title=title)
    due = now() + timedelta(days=3)
    start_decision(decision, by=cast.ben, setup=Setup.daci(cast.ben, [cast.ada], [cast.cleo], [cast.ravi], due))
    if not running:
        record_outcome(decision, by=cast.ada, statement=f"{title}: yes.")
    return again(decision)


def test_a_decision_takes_the_place_of_another(cast: Cast, as_: SignIn) -> None:
    old, new = decide(cast, "Old bus"), decide(cast, "New bus")
    url = f"/decisions/{old.pk}/supersession/"
    assert as_(cast.sam).post(url, {"replacement": new.pk, "reason": "x"}).status_code == 404
    assert as_(cast.cleo).post(url, {"replacement": new.pk, "reason": "x"}).status_code == 403
    ben = as_(cast.ben)
    assert "What takes the place of D-1" in words(ben.get(url, headers=HTMX))
    assert as_(cast.cleo).get(url, headers=HTMX).status_code == 403
    assert "New bus" in words(ben.get(f"/decisions/{old.pk}/replacements/?q=D-2"))
    empty = ben.post(url, {"replacement": new.pk, "reason": " "}, headers=HTMX)
    assert (empty.status_code, "Say why" in words(empty), "New bus" in words(empty)) == (422, True, True)
    nobody = ben.post(url, {"reason": "It is slow."}, headers=HTMX)
    assert (nobody.status_code, "It is slow." in words(nobody)) == (422, True)
    assert ben.post(url, {"replacement": new.pk, "reason": "It is slow."}, headers=HTMX).status_code == 204
    assert ben.post(url, {"replacement": new.pk, "reason": "Again."}, headers=HTMX).status_code == 409
    assert again(old).status == Status.SUPERSEDED
    ravi = as_(cast.ravi)
    before, after = words(ravi.get(old.get_absolute_url())), words(ravi.get(new.get_absolute_url()))
    assert "Superseded by" in before and "D-2 New bus" in before and "It is slow." in before
    assert "Supersedes" in after and "D-1 Old bus" in after
    log = words(ravi.get("/spaces/STONE/decisions/?status=superseded"))
    assert "Old bus" in log
    back = as_(cast.ben).delete(f"{url}?reason=Not+yet", headers=HTMX)
    assert (back.status_code, again(old).status) == (204, Status.DECIDED)
    assert "nothing replaces it after all" in words(ravi.get(old.get_absolute_url()))


def test_a_replacement_begun_takes_effect_when_it_is_decided(
    cast: Cast, as_: SignIn, run_jobs: Callable[[], int]
) -> None:
    old = decide(cast, "Old bus")
    citer = citing(cast.stone, cast.ben, old.get_absolute_url())
    ben = as_(cast.ben)
    kept = old.framework
    newer = change_framework(kept.framework, by=cast.ada, definition=replace(kept.definition, name="Ours"), number=1)
    answer = ben.post(f"/decisions/{old.pk}/replacements/", {"reason": "It is slow."}, headers=HTMX)
    heir = Decision.objects.get(supersedes__decision=old)
    assert answer["HX-Redirect"] == heir.get_absolute_url()
    assert "Old bus" in heir.page.title and again(old).status == Status.DECIDED
    assert (heir.framework, again(old).framework) == (newer, kept)
    assert "To be replaced by" in words(ben.get(old.get_absolute_url()))
    assert "Will supersede" in words(ben.get(heir.get_absolute_url()))
    assert "a decision you can’t see" in words(as_(cast.ravi).get(old.get_absolute_url()))  # a draft
    run_jobs()
    assert not ActionItem.objects.exists()
    due = now() + timedelta(days=3)
    start_decision(heir, by=cast.ben, setup=Setup.daci(cast.ben, [cast.ada], [], [], due))
    record_outcome(heir, by=cast.ada, statement="Kafka.")
    run_jobs()
    assert again(old).status == Status.SUPERSEDED
    assert ActionItem.objects.get().page == citer


def test_rings_are_refused(cast: Cast, as_: SignIn) -> None:
    first, second, third = (decide(cast, title) for title in ("One", "Two", "Three"))
    supersede_decision(first, by=cast.ben, replacement=second, reason="Newer.")
    supersede_decision(second, by=cast.ben, replacement=third, reason="Newer.")
    url = f"/decisions/{third.pk}/supersession/"
    for heir in (third, first, second):
        answer = as_(cast.ben).post(url, {"replacement": heir.pk, "reason": "Back."}, headers=HTMX)
        assert answer.status_code == 422, heir
    assert Supersession.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_rings_that_parallel_requests_would_close_are_refused(cast: Cast) -> None:
    three = [decide(cast, title) for title in ("One", "Two", "Three")]
    heirs = [*three[1:], three[0]]
    presses = [
        poster(cast.ben, f"/decisions/{old.pk}/supersession/", {"replacement": new.pk, "reason": "Newer."})
        for old, new in zip(three, heirs, strict=True)
    ]
    assert sorted(at_once(*presses)) == [302, 302, 422]


def test_pages_that_cite_it_say_so_and_their_owner_is_asked_once(
    cast: Cast, as_: SignIn, run_jobs: Callable[[], int]
) -> None:
    old, new = decide(cast, "Old bus"), decide(cast, "New bus")
    page = citing(cast.stone, cast.ben, "/spaces/STONE/decisions/D-1/")
    other = citing(cast.stone, cast.ben, old.get_absolute_url(), title="Another")
    supersede_decision(old, by=cast.ben, replacement=new, reason="It is slow.")
    run_jobs()
    run_jobs()
    shown = words(as_(cast.ravi).get(page.get_absolute_url()))
    assert "cites a decision that no longer holds" in shown and "D-1 Old bus" in shown and "D-2 New bus" in shown
    items = ActionItem.objects.filter(assignee=cast.ben, completion=None)
    assert {item.page for item in items} == {page, other} and items.count() == 2
    assert Notification.objects.filter(user=cast.ben, reason="assigned").count() == 2
    assert "Bring this page up to date" in words(as_(cast.ben).get("/"))
    publish_again(page, cast, linked("/spaces/STONE/decisions/D-2/"))
    run_jobs()
    assert "no longer holds" not in words(as_(cast.ravi).get(page.get_absolute_url()))
    assert [item.page for item in items.all()] == [other]  # done by itself
    publish_again(page, cast, linked("/spaces/STONE/decisions/D-1/"))
    run_jobs()
    assert ActionItem.objects.filter(page=page).count() == 1 and items.count() == 2  # the same, open again
    complete_action_item(items.get(page=page), by=cast.ben)
    publish_again(page, cast, linked("/spaces/STONE/decisions/D-1/#why"))
    run_jobs()
    assert [item.page for item in items.all()] == [other]  # what she ticked stays


def publish_again(page: Page, cast: Cast, body: Any) -> None:
    replace_body(page, by=cast.ben, body=body)
    publish_page(page, by=cast.ben)


def test_a_replacement_that_is_not_hers_to_see_stays_hidden(
    cast: Cast, as_: SignIn, run_jobs: Callable[[], int]
) -> None:
    old, new = decide(cast, "Old bus"), decide(cast, "Secret bus")
    page = citing(cast.stone, cast.ben, old.get_absolute_url())
    supersede_decision(old, by=cast.ben, replacement=new, reason="It is slow.")
    restrict_page(new.page, by=cast.ada, action="view", users=[cast.ada], teams=[])
    run_jobs()
    for address in (page.get_absolute_url(), old.get_absolute_url()):
        seen = words(as_(cast.ravi).get(address))
        assert "Secret" not in seen and "by a decision you can’t see" in seen
    log = "/spaces/STONE/decisions/"
    for address in (log, f"{log}?view=board", f"{log}?view=timeline", f"{log}csv/", f"{log}feed/"):
        assert "D-2" not in words(as_(cast.ravi).get(address)), address
        assert "D-2" in words(as_(cast.ada).get(address))
    restrict_page(old.page, by=cast.ada, action="view", users=[cast.ada], teams=[])
    assert "no longer holds" not in words(as_(cast.ravi).get(page.get_absolute_url()))


def test_withdrawing(cast: Cast, as_: SignIn, run_jobs: Callable[[], int]) -> None:
    running, decided = decide(cast, "Running", running=True), decide(cast, "Decided")
    page = citing(cast.stone, cast.ben, decided.get_absolute_url())
    for decision in (running, decided):
        url = f"/decisions/{decision.pk}/withdrawal/"
        amend, address = f"/decisions/{decision.pk}/amendments/", decision.get_absolute_url()
        assert (amend in words(as_(cast.ben).get(address))) == (decision == decided)
        assert as_(cast.sam).post(url, {"reason": "x"}).status_code == 404
        assert as_(cast.cleo).post(url, {"reason": "x"}).status_code == 403
        assert as_(cast.ben).post(url, {"reason": ""}, headers=HTMX).status_code == 422
        assert as_(cast.ben).post(url, {"reason": "Nobody needs it."}, headers=HTMX).status_code == 204
        assert as_(cast.ben).post(url, {"reason": "Twice."}, headers=HTMX).status_code == 409
        assert "Nobody needs it." in words(as_(cast.ravi).get(address))
        assert amend not in words(as_(cast.ben).get(address))  # it would be refused
    run_jobs()
    assert as_(cast.cleo).post(f"/decisions/{running.pk}/position/", {"stance": "agree"}).status_code == 409
    assert not Decision.objects.needs(cast.cleo)
    assert "withdrawn" in words(as_(cast.ravi).get(page.get_absolute_url()))
    told = Notification.objects.filter(user=cast.cleo, event__name="decision.withdrawn")
    assert told.count() == 2


def test_reopening_keeps_the_number_and_what_was_decided(cast: Cast, as_: SignIn, run_jobs: Callable[[], int]) -> None:
    decision = decide(cast, "Which bus", running=True)
    take_position(decision, by=cast.cleo, stance="concern", reason="It is slow.")
    first = record_outcome(decision, by=cast.ada, statement="NATS it is.")
    decide(cast, "Something else")
    url = f"/decisions/{decision.pk}/reopening/"
    due = timezone.localtime(now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    assert as_(cast.cleo).post(url, {"reason": "x", "due_at": due}).status_code == 403
    ben = as_(cast.ben)
    late = ben.post(url, {"reason": "New facts.", "due_at": "2001-01-01T10:00"}, headers=HTMX)
    assert (late.status_code, "in the past" in words(late), "New facts." in words(late)) == (422, True, True)
    assert ben.post(url, {"reason": "", "due_at": due}, headers=HTMX).status_code == 422
    assert ben.post(url, {"reason": "New facts.", "due_at": due}, headers=HTMX).status_code == 204
    assert ben.post(url, {"reason": "New facts.", "due_at": due}, headers=HTMX).status_code == 409
    assert again(decision).status == Status.RUNNING
    shown = words(as_(cast.ravi).get(decision.get_absolute_url()))
    assert "NATS it is." in shown and "New facts." in shown and "Ben reopened D-1" in shown
    assert as_(cast.ravi).get("/spaces/STONE/decisions/D-1/")["Location"] == decision.get_absolute_url()
    cleo, asked_again = as_(cast.cleo), "Does your position still hold?"
    assert asked_again in words(cleo.get(decision.get_absolute_url()))  # she had said so before, of what was then known
    assert "waiting for Cleo to confirm" in words(ben.get(decision.get_absolute_url()))
    assert cleo.post(f"/decisions/{decision.pk}/position/confirmation/", {"seen": "1-0"}).status_code in (200, 302)
    assert asked_again not in words(cleo.get(decision.get_absolute_url()))
    replace_body(again(decision).page, by=cast.ben, body=linked("/"))
    publish_page(decision.page, by=cast.ben)  # the text is open again
    second = record_outcome(decision, by=cast.ada, statement="Kafka after all.")
    assert (second.label, Outcome.objects.filter(number=1).count()) == ("D-1", 2)
    first.refresh_from_db()
    assert first.decision is None and first.dissent.get().reason == "It is slow."
    shown = words(as_(cast.ravi).get(decision.get_absolute_url()))
    assert "Kafka after all." in shown and "NATS it is." in shown
    run_jobs()
    assert Notification.objects.filter(user=cast.cleo, event__name="decision.reopened").count() == 1


def test_reopening_what_replaced_gives_the_old_one_its_place_back(cast: Cast, run_jobs: Callable[[], int]) -> None:
    old, new = decide(cast, "Old bus"), decide(cast, "New bus")
    citing(cast.stone, cast.ben, old.get_absolute_url())
    supersede_decision(old, by=cast.ben, replacement=new, reason="It is slow.")
    run_jobs()
    assert ActionItem.objects.filter(completion=None).count() == 1
    reopen_decision(new, by=cast.ada, reason="Not so sure.", due_at=now() + timedelta(days=1))
    run_jobs()
    assert again(old).status == Status.DECIDED and not ActionItem.objects.filter(completion=None).exists()


def test_a_cited_decision_is_not_thrown_away(cast: Cast, as_: SignIn, run_jobs: Callable[[], int]) -> None:
    parent = create_page(cast.stone, by=cast.ben, title="Decisions of spring")
    publish_page(parent, by=cast.ben)
    decision = spin_up_decision(parent, by=cast.ben, title="Which bus")
    due = now() + timedelta(days=3)
    start_decision(decision, by=cast.ben, setup=Setup.daci(cast.ben, [cast.ada], [], [], due))
    citer = citing(cast.stone, cast.ada, decision.get_absolute_url(), title="How we build")
    hidden = citing(cast.stone, cast.ada, decision.get_absolute_url(), title="Secret plan")
    restrict_page(hidden, by=cast.ada, action="view", users=[cast.ada], teams=[])
    run_jobs()
    ben = as_(cast.ben)
    for page in (decision.page, parent):
        asked = words(ben.get(f"/pages/{page.pk}/trashing/", headers=HTMX))
        assert "How we build" in asked and "Secret" not in asked and "pages that you can’t see" in asked
        refused = ben.post(f"/pages/{page.pk}/trashing/", headers=HTMX)
        assert (refused.status_code, "How we build" in words(refused)) == (409, True)
    trash_page(citer, by=cast.ada)
    trash_page(hidden, by=cast.ada)
    run_jobs()
    assert ben.post(f"/pages/{parent.pk}/trashing/", headers=HTMX).status_code < 400
    draft = spin_up_decision(cast.stone, by=cast.ben, title="Only a thought")
    citing(cast.stone, cast.ben, draft.get_absolute_url())
    run_jobs()
    trash_page(draft.page, by=cast.ben)
