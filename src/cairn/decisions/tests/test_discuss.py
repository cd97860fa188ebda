"""Threads on options and cells, and open questions that may hold a decision back."""

from django.http import HttpResponse
from tests.cast import Cast, SignIn

from cairn.comments.models import Thread
from cairn.comments.operations import resolve_thread, start_thread
from cairn.decisions.closing.rules import obstacles
from cairn.decisions.models import Decision
from cairn.decisions.operations import remove_option, set_up_decision
from cairn.decisions.operations.setup import current_setup
from cairn.decisions.table.discussion import open_questions
from cairn.decisions.tests.conftest import again

HTMX = {"HX-Request": "true"}


def words(answer: HttpResponse) -> str:
    return answer.content.decode()


def places(decision: Decision) -> tuple[str, str]:
    option, criterion = decision.options.all()[0], decision.criteria.all()[0]
    return f"option:{option.pk}", f"cell:{option.pk}-{criterion.pk}"


def test_a_question_on_a_cell(cast: Cast, as_: SignIn, running: Decision) -> None:
    """Commenters ask; the cell, the rail and the head say so, and the link leads back to the cell."""
    option, cell = places(running)
    url = f"/pages/{running.page_id}/threads/"
    asked = as_(cast.cleo).post(url, {"text": "Per year?", "subject": cell, "kind": "question"}, headers=HTMX)
    assert asked.status_code == 200 and "Option A · Cost" in words(asked)
    thread = Thread.objects.get()
    assert (thread.subject, thread.subject_label, thread.quote) == (cell, "Option A · Cost", "")
    page = words(as_(cast.ravi).get(running.get_absolute_url()))
    assert f'href="#{cell.replace(":", "-")}" data-subject' in page
    assert f'href="#thread-{thread.pk}"' in page and "1 open question" in page and "cell-threads asks" in page
    as_(cast.cleo).post(url, {"text": "Nice.", "subject": option}, headers=HTMX)
    assert f'href="#{option.replace(":", "-")}"' in words(as_(cast.ben).get(url, headers=HTMX))
    assert as_(cast.ravi).post(url, {"text": "?", "subject": cell}, headers=HTMX).status_code == 403
    assert as_(cast.sam).post(url, {"text": "?", "subject": cell}, headers=HTMX).status_code == 404


def test_a_subject_of_elsewhere_is_refused_and_the_text_kept(cast: Cast, as_: SignIn, running: Decision) -> None:
    url = f"/pages/{running.page_id}/threads/"
    for subject in ("cell:1", "cell:999-1", "option:x", "option:999999", "wheel:3"):
        refused = as_(cast.cleo).post(url, {"text": "Kept words", "subject": subject}, headers=HTMX)
        assert refused.status_code == 422 and "Kept words" in words(refused)
    assert not Thread.objects.exists()


def test_a_thread_outlives_its_option(cast: Cast, as_: SignIn, running: Decision) -> None:
    option, _cell = places(running)
    start_thread(running.page, by=cast.cleo, body="Why this one?", subject=option, kind="question")
    remove_option(running.options.all()[0], by=cast.ben)
    shown = words(as_(cast.ben).get(f"/pages/{running.page_id}/threads/", headers=HTMX))
    assert "Option A" in shown and "This is no longer on the page." in shown and "Why this one?" in shown
    assert open_questions(again(running)) == 1


def test_open_questions_block_by_the_setting(cast: Cast, as_: SignIn, running: Decision) -> None:
    thread = start_thread(running.page, by=cast.cleo, body="Who pays?", kind="question")
    start_thread(running.page, by=cast.cleo, body="I doubt it.", kind="concern")
    assert open_questions(again(running)) == 1 and not obstacles(again(running))
    setup = current_setup(again(running))
    url = f"/decisions/{running.pk}/setup/"
    form = words(as_(cast.ben).get(url, headers=HTMX))
    assert "Open questions block closing" in form
    fields = {f"role_{role}": [str(who.pk) for who in people] for role, people in setup.holders.items()}
    due = {"due_at": "2030-01-07T10:00", "asks_questions_block": "1", "questions_block": "1"}
    assert as_(cast.ben).post(url, fields | due, headers=HTMX).status_code == 204
    assert [obstacle.code for obstacle in obstacles(again(running))] == ["questions"]
    refused = as_(cast.ada).post(f"/decisions/{running.pk}/outcome/", {"statement": "Yes."}, headers=HTMX)
    assert refused.status_code in (409, 422) and "1 question is open" in words(refused)
    resolve_thread(thread, by=cast.cleo)
    assert not obstacles(again(running))
    set_up_decision(again(running), by=cast.ben, setup=current_setup(again(running)))
    assert again(running).questions_block  # a change of roles leaves it
