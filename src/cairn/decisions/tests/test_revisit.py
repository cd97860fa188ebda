"""When a decision is looked at again: triggers go off once, the owner is asked, and says what came of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from tests.at_once import at_once
from tests.cast import Cast, SignIn

from cairn.core.clock import now
from cairn.decisions.after.jobs import any_due, look_again
from cairn.decisions.models import Decision, EffectReview, Firing
from cairn.decisions.operations import record_outcome
from cairn.decisions.operations.outcome import Effect
from cairn.decisions.tests.conftest import again
from cairn.decisions.tests.test_races import poster
from cairn.documents import from_markdown
from cairn.pages.models import Page
from cairn.pages.operations import create_page, publish_page, replace_body, restrict_page

Notification: Any = apps.get_model("notifications", "Notification")  # by name: it lies above
HTMX = {"HX-Request": "true"}


def words(answer: Any) -> str:
    return answer.content.decode()


@pytest.fixture
def decided(cast: Cast, running: Decision) -> Decision:
    effect = Effect("Half the mails.", "Count them.", (now() + timedelta(days=30)).date())
    record_outcome(running, by=cast.ada, statement="NATS.", effect=effect)
    return again(running)


@pytest.fixture
def source(cast: Cast) -> Page:
    page = create_page(cast.stone, by=cast.ben, title="What it costs", body=from_markdown("10 €").body)
    publish_page(page, by=cast.ben)
    return page


def later(days: int) -> time_machine.travel:
    return time_machine.travel(now() + timedelta(days=days), tick=True)


def look() -> None:
    if any_due():
        look_again.call()


def asked(decision: Decision) -> list[tuple[str, str]]:
    """Who is asked to look again, and whether it still waits for her."""
    rows = Notification.objects.filter(reason="revisit", page=decision.page_id)
    return [(row.user.name, "done" if row.done_at else "waiting") for row in rows.order_by("pk")]


def test_setting_and_removing_triggers(cast: Cast, as_: SignIn, decided: Decision, source: Page) -> None:
    ben, url = as_(cast.ben), f"/decisions/{decided.pk}/triggers/"
    day = (now() + timedelta(days=3)).date().isoformat()
    assert as_(cast.sam).post(url, {"kind": "date", "day": day}).status_code == 404
    assert as_(cast.cleo).post(url, {"kind": "date", "day": day}).status_code == 403
    wrong = [
        {"kind": "date", "day": "2001-01-01"},
        {"kind": "date", "day": "soon"},
        {"kind": "changed"},
        {"kind": "stale", "page": source.pk, "days": "0"},
        {"kind": "assumption", "words": "x" * 301},
        {"kind": "mood"},
    ]
    for fields in wrong:
        assert ben.post(url, fields, headers=HTMX).status_code == 422, fields
    right = [
        {"kind": "date", "day": day},
        {"kind": "changed", "page": source.pk, "is_material": "on"},
        {"kind": "stale", "page": source.pk, "days": "90"},
        {"kind": "assumption", "words": "We stay below 50 people"},
    ]
    for fields in right:
        assert ben.post(url, fields, headers=HTMX).status_code == 200, fields
    assert "What it costs" in words(ben.get(f"/decisions/{decided.pk}/triggers/pages/?q=costs"))
    shown = words(as_(cast.ravi).get(decided.get_absolute_url()))
    assert "We stay below 50 people" in shown and "What it costs" in shown and "90 days" in shown
    restrict_page(source, by=cast.ada, action="view", users=[cast.ada], teams=[])
    assert "What it costs" not in words(as_(cast.ravi).get(decided.get_absolute_url()))
    first = decided.triggers.first()
    assert first
    assert as_(cast.cleo).delete(f"{url}{first.pk}/").status_code == 403
    assert ben.delete(f"{url}{first.pk}/", headers=HTMX).status_code == 200
    assert ben.delete(f"{url}{first.pk}/", headers=HTMX).status_code == 404
    assert decided.triggers.count() == 3


def test_a_day_and_a_stale_page_go_off_once(
    cast: Cast, as_: SignIn, decided: Decision, source: Page, run_jobs: Callable[[], int]
) -> None:
    ben, url = as_(cast.ben), f"/decisions/{decided.pk}/triggers/"
    ben.post(url, {"kind": "date", "day": (now() + timedelta(days=3)).date().isoformat()})
    ben.post(url, {"kind": "stale", "page": source.pk, "days": "10"})
    look()
    assert not Firing.objects.exists()
    with later(4):
        look()
        look()
        run_jobs()
        assert (Firing.objects.count(), asked(decided)) == (1, [("Ben", "waiting")])
        assert "look at it again" in words(as_(cast.ben).get("/"))
        assert "Time to look at this again" in words(as_(cast.ravi).get(decided.get_absolute_url()))
    with later(11):
        look()
        run_jobs()
        assert Firing.objects.count() == 2
        keep = f"/decisions/{decided.pk}/revisit/"
        assert as_(cast.cleo).post(keep, {"answer": "x"}).status_code == 403
        assert as_(cast.ben).post(keep, {"answer": ""}, headers=HTMX).status_code == 422
        assert as_(cast.ben).post(keep, {"answer": "Still true."}, headers=HTMX).status_code == 204
        assert as_(cast.ben).post(keep, {"answer": "Still true."}, headers=HTMX).status_code == 409
        run_jobs()
        assert asked(decided) == [("Ben", "done"), ("Ben", "done")]
        assert not Decision.objects.to_revisit(cast.ben)
        assert "Still true." in words(as_(cast.ravi).get(decided.get_absolute_url()))


def test_a_page_that_changes(
    cast: Cast, as_: SignIn, decided: Decision, source: Page, run_jobs: Callable[[], int]
) -> None:
    run_jobs()
    url = f"/decisions/{decided.pk}/triggers/"
    as_(cast.ben).post(url, {"kind": "changed", "page": source.pk, "is_material": "on"})
    replace_body(source, by=cast.ben, body=from_markdown("11 €").body)
    publish_page(source, by=cast.ben)
    run_jobs()
    assert not Firing.objects.exists()
    as_(cast.ben).post(url, {"kind": "changed", "page": source.pk})
    run_jobs()
    assert not Firing.objects.exists()  # set after it was published
    replace_body(source, by=cast.ben, body=from_markdown("12 €").body)
    publish_page(source, by=cast.ben, material=True)
    run_jobs()
    run_jobs()
    assert (Firing.objects.count(), asked(decided)) == (2, [("Ben", "waiting")] * 2)


def test_an_assumption_that_breaks(cast: Cast, as_: SignIn, decided: Decision, run_jobs: Callable[[], int]) -> None:
    url = f"/decisions/{decided.pk}/triggers/"
    as_(cast.ben).post(url, {"kind": "assumption", "words": "We stay below 50 people"})
    trigger = decided.triggers.get()
    broken = f"{url}{trigger.pk}/"
    assert as_(cast.sam).post(broken, {"note": "x"}).status_code == 404
    assert as_(cast.ravi).post(broken, {"note": "x"}).status_code == 403
    empty = as_(cast.cleo).post(broken, {"note": " "}, headers=HTMX)
    assert (empty.status_code, "Say why" in words(empty)) == (422, True)
    assert as_(cast.cleo).post(broken, {"note": "We hired 20."}, headers=HTMX).status_code == 204
    assert as_(cast.ada).post(broken, {"note": "Me too."}, headers=HTMX).status_code == 409
    run_jobs()
    assert asked(decided) == [("Ben", "waiting")]
    assert "We hired 20." in words(as_(cast.ravi).get(decided.get_absolute_url()))
    due = (now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    as_(cast.ben).post(f"/decisions/{decided.pk}/reopening/", {"reason": "We grew.", "due_at": due})
    run_jobs()
    assert asked(decided) == [("Ben", "done")]


@pytest.mark.django_db(transaction=True)
def test_an_assumption_breaks_once_however_many_say_so(cast: Cast, as_: SignIn, decided: Decision) -> None:
    url = f"/decisions/{decided.pk}/triggers/"
    as_(cast.ben).post(url, {"kind": "assumption", "words": "We stay below 50 people"})
    broken = f"{url}{decided.triggers.get().pk}/"
    presses = [poster(user, broken, {"note": f"{user.name} says so."}) for user in (cast.ada, cast.ben, cast.cleo)]
    assert sorted(at_once(*presses)) == [302, 409, 409]
    assert Firing.objects.count() == 1


def test_did_the_expected_effect_come(cast: Cast, as_: SignIn, decided: Decision, run_jobs: Callable[[], int]) -> None:
    url = f"/decisions/{decided.pk}/effect/"
    look()
    assert not EffectReview.objects.exists()
    with later(31):
        look()
        look()
        run_jobs()
        rows = Notification.objects.filter(reason="effect")
        assert [(row.user.name, row.done_at) for row in rows] == [("Ben", None)]
        assert "Did the expected effect come?" in words(as_(cast.ben).get("/"))
        shown = words(as_(cast.ben).get(decided.get_absolute_url()))
        assert "Half the mails." in shown and 'name="came"' in shown
        assert 'name="came"' not in words(as_(cast.ravi).get(decided.get_absolute_url()))
        assert Decision.objects.all().effects() == {"yes": 0, "partly": 0, "no": 0, "waiting": 1}
        assert as_(cast.sam).post(url, {"came": "yes"}).status_code == 404
        assert as_(cast.cleo).post(url, {"came": "yes"}).status_code == 403
        for fields in ({"came": "maybe"}, {"came": "no", "learnt": " "}, {"came": "yes", "learnt": "x" * 5001}):
            assert as_(cast.ben).post(url, fields, headers=HTMX).status_code == 422, fields
        answer = {"came": "partly", "learnt": "Old habits stay."}
        assert as_(cast.ben).post(url, answer, headers=HTMX).status_code == 204
        run_jobs()
        assert not Notification.objects.filter(reason="effect", done_at=None).exists()
        assert "Old habits stay." in words(as_(cast.ravi).get(decided.get_absolute_url()))
        assert Decision.objects.all().effects() == {"yes": 0, "partly": 1, "no": 0, "waiting": 0}
        assert "partly 1" in words(as_(cast.ravi).get("/spaces/STONE/decisions/"))
        look()
        assert EffectReview.objects.count() == 1
