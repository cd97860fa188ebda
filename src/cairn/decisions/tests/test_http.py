"""A whole decision at the HTTP edge: allow and deny beside each other, and nothing typed is lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.cast import Cast, SignIn

from cairn.core.clock import now
from cairn.decisions.models import Cell, Decision
from cairn.decisions.operations import record_outcome, take_position
from cairn.decisions.tests.conftest import again
from cairn.documents import from_markdown
from cairn.pages.models import Page
from cairn.pages.operations import create_page, publish_page, replace_body, restrict_page, trash_page

HTMX = {"HX-Request": "true"}


def roles(cast: Cast, **more: Any) -> dict[str, Any]:
    due = timezone.localtime(now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    fields = {
        "role_driver": cast.ben.pk,
        "role_approver": cast.ada.pk,
        "role_contributor": f"team:{cast.crew.pk}",
        "role_informed": cast.gus.pk,
    }
    return {**fields, "due_at": due, **more}


def words(answer: Any) -> str:
    return answer.content.decode()


def test_two_clicks_from_a_page_to_a_decision(cast: Cast, as_: SignIn) -> None:
    text = {
        "type": "text",
        "text": "Polling costs us.",
        "marks": [{"type": "annotation", "attrs": {"id": "a", "annotationType": "inlineComment"}}],
    }
    task = {
        "type": "taskItem",
        "attrs": {"localId": "t", "state": "TODO"},
        "content": [{"type": "text", "text": "Ask"}],
    }
    body = {
        "version": 1,
        "type": "doc",
        "content": [
            {"type": "paragraph", "content": [text]},
            {"type": "taskList", "attrs": {"localId": "l"}, "content": [task]},
        ],
    }
    source = create_page(cast.stone, by=cast.ben, title="Message bus", body=body)
    publish_page(source, by=cast.ben)
    ben = as_(cast.ben)
    assert f'name="from" value="{source.pk}"' in words(ben.get(source.get_absolute_url()))  # her second click
    form = words(ben.get(f"/decisions/new/?from={source.pk}"))
    assert "Decide: Message bus" in form
    answer = ben.post("/decisions/", {"from": source.pk})
    page = Page.objects.get(kind="decision")
    assert (page.title, page.space) == ("Decide: Message bus", cast.stone)
    assert answer["Location"] == page.get_absolute_url()
    assert (page.parent, page.decision.source) == (source, source)
    shown = words(ben.get(page.get_absolute_url()))
    assert "Polling costs us." in shown and "☐ Ask" in shown and f'href="{source.get_absolute_url()}"' in shown
    assert "Start the decision" in shown
    assert as_(cast.cleo).get(page.get_absolute_url()).status_code == 404  # a draft
    assert as_(cast.sam).get(f"/decisions/new/?from={source.pk}").status_code == 404
    assert as_(cast.cleo).post("/decisions/", {"title": "x", "space": "STONE"}).status_code == 403
    assert as_(cast.gus).get("/decisions/new/").status_code == 403


def test_a_restricted_page_is_linked_not_copied_where_others_read(cast: Cast, as_: SignIn) -> None:
    source = create_page(cast.stone, by=cast.ada, title="Pay", body=from_markdown("Secret sums.").body)
    publish_page(source, by=cast.ada)
    restrict_page(source, by=cast.ada, action="view", users=[cast.ben], teams=[])
    restrict_page(source, by=cast.ada, action="edit", users=[], teams=[])
    ben, ada = as_(cast.ben), as_(cast.ada)
    assert "its text is not copied" in words(ben.get(f"/decisions/new/?from={source.pk}"))
    assert "becomes its background" in words(ada.get(f"/decisions/new/?from={source.pk}"))
    for browser, copied in ((ben, False), (ada, True)):
        made = browser.post("/decisions/", {"from": source.pk, "title": "Raise"})
        page = Page.objects.latest("pk")
        assert made.status_code == 302 and (page.parent == source) == copied
        assert ("Secret sums" in words(browser.get(page.get_absolute_url()))) == copied


def test_starting_is_refused_beside_the_fields(cast: Cast, as_: SignIn, draft: Decision) -> None:
    ben, url = as_(cast.ben), f"/decisions/{draft.pk}/start/"
    past = timezone.localtime(now() - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
    answer = ben.post(url, {"role_driver": cast.ben.pk, "role_informed": cast.ravi.pk, "due_at": past}, headers=HTMX)
    assert answer.status_code == 422
    assert "Choose at least one Approver" in words(answer) and "is in the past. Pick a later instant." in words(answer)
    assert past in words(answer) and "Ravi" in words(answer)  # what was typed is there again
    blind = ben.post(url, roles(cast, role_contributor=cast.sam.pk), headers=HTMX)
    assert (blind.status_code, "Sam can’t see this page" in words(blind)) == (422, True)
    assert ben.post(url, roles(cast, due_at="9999-12-31T23:59"), headers=HTMX).status_code == 422
    unreadable = ben.post(url, roles(cast, due_at="soon"), headers=HTMX)
    assert (unreadable.status_code, "soon" in words(unreadable)) == (422, True)
    assert as_(cast.cleo).post(url, roles(cast)).status_code == 404
    started = ben.post(url, roles(cast), headers=HTMX)
    assert (started.status_code, started["HX-Redirect"]) == (204, draft.get_absolute_url())
    assert ben.post(url, roles(cast)).status_code == 409
    shown = words(as_(cast.cleo).get(draft.get_absolute_url()))
    assert "Ben asks what you think." in shown and "your time (UTC)" in shown
    assert "You decide this, as Approver" in words(as_(cast.ada).get(draft.get_absolute_url()))
    assert "nothing to do" in words(as_(cast.gus).get(draft.get_absolute_url()))


def test_starting_a_page_that_was_published_before(cast: Cast, as_: SignIn, draft: Decision) -> None:
    publish_page(draft.page, by=cast.ben)
    assert as_(cast.ben).post(f"/decisions/{draft.pk}/start/", roles(cast)).status_code == 302
    assert Page.objects.get(pk=draft.page_id).versions.count() == 1


def test_roles_change_while_it_runs(cast: Cast, as_: SignIn, running: Decision) -> None:
    url = f"/decisions/{running.pk}/setup/"
    assert as_(cast.ben).get(url, headers=HTMX).status_code == 200
    assert as_(cast.cleo).get(url, headers=HTMX).status_code == 403
    assert as_(cast.cleo).post(url, roles(cast)).status_code == 403
    assert as_(cast.ben).post(url, roles(cast, role_approver=[]), headers=HTMX).status_code == 422
    assert as_(cast.ben).post(url, roles(cast), headers=HTMX).status_code == 204


def test_a_stale_cell_shows_both_texts(cast: Cast, as_: SignIn, running: Decision) -> None:
    option, criterion = running.options.first(), running.criteria.first()
    assert option and criterion
    url = f"/decisions/{running.pk}/options/{option.pk}/cells/{criterion.pk}/"
    assert as_(cast.ben).post(url, {"value": "10 €", "revision": 0}, headers=HTMX).status_code == 200
    stale = as_(cast.ada).post(url, {"value": "12 €", "revision": 0}, headers=HTMX)
    assert stale.status_code == 409
    assert "10 €" in words(stale) and "12 €" in words(stale) and 'value="1"' in words(stale)
    assert stale["HX-Retarget"] == f"#cell-{option.pk}-{criterion.pk}"
    assert as_(cast.ada).post(url, {"value": "12 €", "revision": 1}, headers=HTMX).status_code == 200
    assert Cell.objects.get().value == "12 €"
    assert as_(cast.cleo).post(url, {"value": "0", "revision": 2}, headers=HTMX).status_code == 403
    assert as_(cast.sam).post(url, {"value": "0", "revision": 2}, headers=HTMX).status_code == 404
    long = as_(cast.ben).post(url, {"value": "x" * 100_000, "revision": 2}, headers=HTMX)
    assert (long.status_code, "x" * 100_000 in words(long)) == (422, True)
    assert as_(cast.ben).post(url, {"value": "0", "revision": "no"}, headers=HTMX).status_code == 422


@pytest.mark.parametrize(("thing", "field"), [("options", "title"), ("criteria", "name")])
def test_rows_and_columns(cast: Cast, as_: SignIn, running: Decision, thing: str, field: str) -> None:
    url = f"/decisions/{running.pk}/{thing}/"
    before = getattr(running, thing).count()
    ben = as_(cast.ben)
    assert "Leave it" in words(ben.post(url, {field: "Leave it"}, headers=HTMX))
    empty = ben.post(url, {field: " "}, headers=HTMX)
    assert (empty.status_code, "It needs a name" in words(empty)) == (422, True)
    row = getattr(running, thing).last()
    assert "Kept" in words(ben.post(f"{url}{row.pk}/", {field: "Kept"}, headers=HTMX))
    assert as_(cast.cleo).delete(f"{url}{row.pk}/", headers=HTMX).status_code == 403
    assert "Kept" not in words(ben.delete(f"{url}{row.pk}/", headers=HTMX))
    assert getattr(running, thing).count() == before
    assert ben.delete(f"{url}{row.pk}/", headers=HTMX).status_code == 404


def test_positions(cast: Cast, as_: SignIn, running: Decision) -> None:
    url = f"/decisions/{running.pk}/position/"
    cleo = as_(cast.cleo)
    refused = cleo.post(url, {"stance": "concern", "reason": " "}, headers=HTMX)
    assert (refused.status_code, "Say what concerns you" in words(refused)) == (422, True)
    assert cleo.post(url, {"stance": "maybe"}, headers=HTMX).status_code == 422
    assert cleo.post(url, {"stance": "concern", "reason": "Nobody runs it at night."}, headers=HTMX).status_code == 200
    assert as_(cast.ravi).post(url, {"stance": "agree"}, headers=HTMX).status_code == 403
    listed = words(as_(cast.ravi).get(f"/decisions/{running.pk}/positions/", headers=HTMX))
    assert "1 concern" in listed and "Nobody runs it at night." in listed and "on version 1" in listed
    replace_body(running.page, by=cast.ben, body=from_markdown("More numbers.").body)
    publish_page(running.page, by=cast.ben)
    listed = words(as_(cast.ravi).get(f"/decisions/{running.pk}/positions/", headers=HTMX))
    assert "on version 1" in listed and "the text has changed since" in listed


def test_the_outcome(cast: Cast, as_: SignIn, running: Decision) -> None:
    url = f"/decisions/{running.pk}/outcome/"
    take_position(running, by=cast.cleo, stance="block", reason="Nobody knows Erlang.")
    ada = as_(cast.ada)
    assert as_(cast.ben).post(url, {"statement": "NATS"}).status_code == 403
    option = running.options.first()
    assert option
    refused = ada.post(url, {"statement": " ", "option": option.pk, "override_reason": "We will learn."}, headers=HTMX)
    assert refused.status_code == 422
    assert "Write what was decided and why" in words(refused)
    assert "We will learn." in words(refused) and f'value="{option.pk}" selected' in words(refused)
    blocked = ada.post(url, {"statement": "RabbitMQ."}, headers=HTMX)
    assert (blocked.status_code, "“Block” from Cleo" in words(blocked)) == (422, True)
    fields = {"statement": "RabbitMQ.\n\nBecause.", "option": option.pk, "override_reason": "We will learn."}
    assert ada.post(url, fields, headers=HTMX).status_code == 204
    late = ada.post(url, fields, headers=HTMX)
    assert (late.status_code, "Ada decided this as D-1" in words(late)) == (409, True)
    shown = words(as_(cast.ravi).get(running.get_absolute_url()))
    for part in ("D-1", "RabbitMQ.", "Because.", "Nobody knows Erlang.", "We will learn.", "Chosen"):
        assert part in shown
    assert "Start the decision" not in shown and "data-cell" not in shown


def test_a_decided_page_is_locked(cast: Cast, as_: SignIn, running: Decision) -> None:
    record_outcome(running, by=cast.ada, statement="NATS.")
    page = again(running).page
    ben = as_(cast.ben)
    title = ben.post(f"/pages/{page.pk}/title/", {"title": "Something else"}, headers=HTMX)
    assert (title.status_code, Page.objects.get(pk=page.pk).title) == (409, page.title)
    assert ben.post(f"/pages/{page.pk}/publication/", {"message": "Late"}, headers=HTMX).status_code == 409


def test_a_trashed_decision_is_gone(cast: Cast, as_: SignIn, running: Decision) -> None:
    trash_page(running.page, by=cast.ben)
    for path in ("", "options/", "positions/", "facts/", "timeline/"):
        assert as_(cast.ada).get(f"/decisions/{running.pk}/{path}").status_code == 404
    assert as_(cast.cleo).post(f"/decisions/{running.pk}/position/", {"stance": "agree"}).status_code == 404


def test_a_plain_page_costs_no_query_of_ours(cast: Cast, as_: SignIn, django_assert_num_queries: Any) -> None:
    from django.test import RequestFactory

    from cairn.decisions import panels

    page = create_page(cast.stone, by=cast.ben, title="Plain")
    request = RequestFactory().get("/")
    request.user = cast.ben
    with django_assert_num_queries(0):
        panels.header(request, page)
        panels.below(request, page)
        panels.menu(request, page)


def test_a_background_that_nobody_wrote(cast: Cast, as_: SignIn, running: Decision) -> None:
    address = running.get_absolute_url()
    ben, ravi = (as_(user).get(address).content.decode() for user in (cast.ben, cast.ravi))
    assert "No background is written." in ben and "Say what this is about" in ben
    assert "No background is written." in ravi and "Say what this is about" not in ravi
    replace_body(running.page, by=cast.ben, body=from_markdown("## Background\n\nPolling costs us.").body)
    publish_page(running.page, by=cast.ben)
    assert "No background is written." not in as_(cast.ravi).get(address).content.decode()


def test_a_page_takes_twenty_queries(
    cast: Cast, as_: SignIn, running: Decision, django_assert_max_num_queries: Any
) -> None:
    """With what most decisions have: roles, positions, a table, a timeline. Each rarer thing that it has adds one."""
    take_position(running, by=cast.cleo, stance="concern", reason="A broker that nobody here has run before.")
    for user in (cast.cleo, cast.ada, cast.ben):
        client = as_(user)
        client.get(running.get_absolute_url())
        with django_assert_max_num_queries(20):
            client.get(running.get_absolute_url())
    record_outcome(running, by=cast.ada, statement="NATS.")
    with django_assert_max_num_queries(20):
        client.get(running.get_absolute_url())
