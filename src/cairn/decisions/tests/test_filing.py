"""What is decided is filed under the decision log page of its space."""

from collections.abc import Callable
from datetime import timedelta

from tests.cast import Cast, SignIn

from cairn.core.clock import now
from cairn.decisions.models import Decision, LogPage
from cairn.decisions.operations import file_decision, record_outcome, spin_up_decision, start_decision
from cairn.decisions.roles import Setup
from cairn.decisions.tests.conftest import again
from cairn.decisions.tests.test_supersede import decide
from cairn.pages.models import Page
from cairn.pages.operations import create_page, move_page, publish_page, restrict_page, trash_page


def place(decision: Decision) -> Page | None:
    return Page.objects.select_related("parent").get(pk=decision.page_id).parent


def test_what_is_decided_is_filed_under_the_log(
    cast: Cast, as_: SignIn, running: Decision, run_jobs: Callable[[], int]
) -> None:
    assert place(running) is None
    as_(cast.ada).post(f"/decisions/{running.pk}/outcome/", {"statement": "NATS."})
    run_jobs()
    log = LogPage.objects.get(space=cast.stone).page
    assert log is not None and place(running) == log and log.title == "Decision log"
    shown = as_(cast.ravi).get(log.get_absolute_url()).content.decode()
    assert "D-1" in shown and "NATS." in shown and as_(cast.sam).get(log.get_absolute_url()).status_code == 404
    own = as_(cast.ravi).get(running.get_absolute_url()).content.decode()
    assert f'href="{log.get_absolute_url()}"' in own and "filed it under the decision log" in own
    assert as_(cast.ravi).get("/spaces/STONE/decisions/D-1/")["Location"] == running.get_absolute_url()
    second = decide(cast, "Another")
    run_jobs()
    assert place(second) == log and LogPage.objects.count() == 1
    move_page(second.page, by=cast.ben, parent=None)
    assert file_decision(again(second)) == log and file_decision(again(second)) is None


def test_what_is_filed_is_seen_by_the_same_people(cast: Cast, run_jobs: Callable[[], int]) -> None:
    secret = create_page(cast.stone, by=cast.ada, title="Secret")
    publish_page(secret, by=cast.ada)
    restrict_page(secret, by=cast.ada, action="view", users=[cast.ada, cast.ben], teams=[])
    under = decide_under(cast, Page.objects.get(pk=secret.pk))
    own = decide(cast, "Own restriction")
    restrict_page(own.page, by=cast.ada, action="view", users=[cast.ada, cast.ben], teams=[])
    run_jobs()
    log = LogPage.objects.get().page
    assert log is not None and place(under) == secret and place(own) == log
    assert not Decision.objects.visible_to(cast.ravi).filter(pk__in=[under.pk, own.pk]).exists()
    trash_page(own.page, by=cast.ada)
    trash_page(log, by=cast.ada)
    kept = decide(cast, "Nobody wants a log page")
    run_jobs()
    assert place(kept) is None and LogPage.objects.count() == 1


def decide_under(cast: Cast, parent: Page) -> Decision:
    decision = spin_up_decision(parent, by=cast.ada, title="Beneath it")
    due = now() + timedelta(days=3)
    start_decision(decision, by=cast.ada, setup=Setup.daci(cast.ada, [cast.ada], [], [], due))
    record_outcome(decision, by=cast.ada, statement="Yes.")
    return again(decision)
