"""Asking without a name, as an attacker looks at it: with a copy of the whole database from before and after."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from tests.cast import Cast, SignIn

from cairn.core.clock import now
from cairn.pages.operations import create_page, publish_page
from cairn.questions.anonymity import MOST, Ticket
from cairn.questions.models import Acceptance, KeysGiven, Question, Session
from cairn.questions.operations import add_remark, ask_question, give_answer
from cairn.questions.operations.assign import assign_question
from cairn.questions.operations.open_points import Left, leave_question
from cairn.questions.tests.browser import nobody, tickets
from cairn.questions.writing import Asked, Said

HTMX = {"HX-Request": "true"}
Dump = dict[str, dict[object, str]]


def dump() -> Dump:
    """Every row of every table, as text."""
    return {model._meta.label: dict(rows(model)) for model in apps.get_models()}


def rows(model: type[models.Model]) -> Iterator[tuple[object, str]]:
    names = [field.attname for field in model._meta.concrete_fields]
    for row in model._default_manager.order_by().values_list("pk", *names):
        yield row[0], json.dumps(row[1:], cls=DjangoJSONEncoder, default=str)


def written(before: Dump, after: Dump) -> list[tuple[str, str]]:
    return [
        (table, text) for table, found in after.items() for pk, text in found.items() if before[table].get(pk) != text
    ]


@pytest.fixture
def ticket(cast: Cast, as_: SignIn, session: Session) -> Ticket:
    """Gus, Cleo and Ravi have looked at the page; the ticket is Gus's."""
    for user in (cast.cleo, cast.ravi):
        tickets(as_(user), session, 1)
    return tickets(as_(cast.gus), session, 3)[0]


def test_nothing_that_is_written_leads_to_who_asked(cast: Cast, session: Session, ticket: Ticket, run_jobs) -> None:  # type: ignore[no-untyped-def]
    before = dump()
    answer = nobody(session, ticket, title="Are we running out of money?", body="Say it *plainly*")
    assert answer.status_code == 201
    run_jobs()
    question = Question.objects.get()
    assert (question.asker, question.state) == (None, "open") and question.at.minute == question.at.second == 0
    new = written(before, dump())
    assert {"questions.Question", "activity.Event"} <= {table for table, _text in new}
    hers = {cast.gus.email, cast.gus.name, ticket.key, ticket.signature}
    for table, text in new:
        assert not [trace for trace in hers if trace in text], (table, text)
        model = apps.get_model(table)
        people = [
            json.loads(text)[at]
            for at, field in enumerate(model._meta.concrete_fields)
            if field.is_relation and field.related_model is apps.get_model("people", "User")
        ]
        assert cast.gus.pk not in people, (table, text)
    assert {note.user for note in apps.get_model("notifications", "Notification").objects.all()} == {cast.ben}, (
        "hosts, nobody spared, nobody told for asking"
    )


def test_reading_and_voting_afterwards_writes_nothing_about_it(
    cast: Cast, as_: SignIn, session: Session, ticket: Ticket
) -> None:
    before = {row.pk: row.given for row in KeysGiven.objects.all()}
    nobody(session, ticket, title="Why?")
    assert {row.pk: row.given for row in KeysGiven.objects.all()} == before, "a used ticket leaves the counts alone"
    page = as_(cast.gus).get(f"/pages/{session.page_id}/").content.decode()
    assert "Why?" in page and page.count("Anonymous") == as_(cast.ada).get(
        f"/pages/{session.page_id}/"
    ).content.decode().count("Anonymous")


def test_a_ticket_asks_once_and_only_in_its_session(cast: Cast, as_: SignIn, session: Session, ticket: Ticket) -> None:
    first = nobody(session, ticket, title="Why?")
    again = nobody(session, ticket, title="And another?")
    assert first.json()["question"] == again.json()["question"] and Question.objects.get().title == "Why?"
    made_up = Ticket("0" * 64, ticket.signature)
    for wrong in (made_up, Ticket(ticket.key, "abc"), Ticket("", "")):
        assert nobody(session, wrong, title="Let me in").status_code == 403
    page = publish_page(create_page(cast.stone, by=cast.ben, title="Other"), by=cast.ben).page
    other = Session.objects.create(page=page, opens_at=session.opens_at, closes_at=session.closes_at)
    tickets(as_(cast.gus), other, 1)
    assert nobody(other, ticket, title="Wrong door").status_code == 403
    assert Question.objects.count() == 1


def test_limits_hold_and_strangers_get_no_ticket(cast: Cast, as_: SignIn, session: Session) -> None:
    gus = as_(cast.gus)
    given = [len(tickets(gus, session, 5)) for _turn in range(3)]
    assert given == [3, 3, 0] and KeysGiven.objects.get(user=cast.gus).given == MOST
    assert as_(cast.sam).post(f"/ama/{session.pk}/tickets/").status_code == 404
    assert gus.post(f"/ama/{session.pk}/tickets/", {"blinded": "zz"}).status_code in (422, 429)


def test_only_her_key_takes_the_question_back(
    cast: Cast, as_: SignIn, session: Session, ticket: Ticket, run_jobs: Callable[[], None]
) -> None:
    nobody(session, ticket, title="Why quarrels?", body="Because of **Gus**", labels="Quarrels")
    question = Question.objects.get()
    assign_question(question, by=cast.ada, to=cast.ben)
    leave_question(question, Left(cast.ben, date(2999, 1, 1)), by=cast.ada)
    add_remark(question, said=Said("Ask him"), by=cast.ravi)
    run_jobs()
    for user in (cast.gus, cast.ada, cast.ben):
        assert as_(user).delete(question.get_absolute_url()).status_code == 403
    assert nobody(session, ticket, "PUT", title="Why these quarrels?").json()["state"] == "open"
    run_jobs()
    assert [table for table, rows in dump().items() if "uarrels" in "".join(rows.values())]
    assert nobody(session, ticket, "DELETE").json()["state"] == "withdrawn"
    run_jobs()
    question.refresh_from_db()
    assert "Gus" not in f"{question.title}{question.text}{question.body}" and question.key_hash
    left = {table: text for table, rows in dump().items() for text in rows.values() if "uarrels" in text}
    assert left == {}, "what it said is nowhere any more: no event, no notice, no index, nothing to do"
    assert not cast.ben.notifications.filter(done_at=None).exists()
    assert nobody(session, ticket, title="Once more").json()["state"] == "withdrawn", "a used ticket stays used"


def test_only_her_key_accepts_an_answer_and_nothing_says_who(
    cast: Cast, as_: SignIn, session: Session, ticket: Ticket, run_jobs: Callable[[], None]
) -> None:
    nobody(session, ticket, title="Why?")
    question = Question.objects.get()
    answer = give_answer(question, said=Said("Because."), by=cast.ben)
    other = give_answer(ask_question(session, Asked("And?"), by=cast.ravi), said=Said("So."), by=cast.ben)
    assert as_(cast.gus).put(f"/answers/{answer.pk}/acceptance/").status_code == 403, "her name gives her no right"
    run_jobs()
    before = dump()
    assert (
        nobody(session, Ticket("0" * 64, ticket.signature), "PUT", "acceptance/", answer=str(answer.pk)).status_code
        == 403
    )
    assert nobody(session, ticket, "PUT", "acceptance/", answer=str(other.pk)).status_code == 404
    assert nobody(session, ticket, "PUT", "acceptance/", answer=str(answer.pk)).status_code == 200
    run_jobs()
    assert question.acceptance.answer == answer and question.acceptance.by is None
    assert question.acceptance.at.minute == question.acceptance.at.second == 0
    assert not [text for _table, text in written(before, dump()) if cast.gus.email in text or ticket.key in text]
    pages = [as_(user).get(question.get_absolute_url()).content.decode() for user in (cast.gus, cast.ravi)]
    assert {page.count("data-nameless-accept") for page in pages} == {1}, "the same page for everybody"
    assert nobody(session, ticket, "DELETE", "acceptance/", answer=str(answer.pk)).status_code == 200
    assert not Acceptance.objects.exists()


def test_after_the_close_it_is_refused_and_names_can_be_demanded(session: Session, ticket: Ticket) -> None:
    session.anonymous_allowed = False
    session.save()
    assert nobody(session, ticket, title="Why?").status_code == 409
    session.anonymous_allowed, session.closes_at = True, now() - timedelta(minutes=1)
    session.save()
    refused = nobody(session, ticket, title="Why?")
    assert refused.status_code == 409 and "would have your name" in refused.content.decode()
    assert not Question.objects.exists()


def test_what_was_begun_without_a_name_never_goes_out_under_it_by_mistake(
    cast: Cast, as_: SignIn, session: Session, ticket: Ticket
) -> None:
    """Whatever the browser does: the session closes while she types, its hosts ask for names, the page is half there."""
    cleo, typed = as_(cast.cleo), {"title": "Are we broke?", "body": "Say it.", "nameless": "on"}
    here, space = f"/ama/{session.pk}/questions/", "/spaces/STONE/questions/"
    for closes, allowed in ((now() + timedelta(days=1), False), (now() - timedelta(minutes=1), True)):
        session.closes_at, session.anonymous_allowed = closes, allowed
        session.save()
        refused = nobody(session, ticket, title=typed["title"])
        assert refused.status_code == 409
        for address in (here, space):
            answer = cleo.post(address, typed, headers=HTMX)
            assert answer.status_code == 409 and "It was not sent" in answer.content.decode()
        shown = cleo.post(here, typed, headers=HTMX).content.decode()
        assert "Are we broke?" in shown and "Say it." in shown, "her text is kept"
        assert re.search(r'name="nameless"[^>]* checked', shown), "and so is her wish"
        assert (
            f"everybody reads that {cast.cleo.name} asks it" in shown and 'type="submit" name="everyday"' not in shown
        )
    assert not Question.objects.exists()
    assert as_(cast.ravi).post(space, {**typed, "named": "1"}).status_code == 403, "a reader asks nothing there"
    assert cleo.post(space, {**typed, "named": "1"}).status_code == 302
    assert Question.objects.get().asker == cast.cleo, "she has read whose name it gets, and agreed"


def test_a_file_would_tell_who_brought_it(session: Session, ticket: Ticket) -> None:
    refused = nobody(session, ticket, title="Where?", body="![Map](/attachments/k/map.png)")
    assert refused.status_code == 422 and "who brought it" in refused.content.decode()
    assert nobody(session, ticket, title="Where?", body="![Map](https://example.org/map.png)").status_code == 201


def test_her_own_question_offers_her_nothing_that_would_name_her(
    cast: Cast, as_: SignIn, session: Session, ticket: Ticket, question: Question
) -> None:
    """The page is the same for everybody; her browser takes away what is not for her (`kept.ts`)."""
    nobody(session, ticket, title="Why?")
    mine = Question.objects.exclude(pk=question.pk).get()
    pages = [as_(user).get(mine.get_absolute_url()).content.decode() for user in (cast.gus, cast.cleo)]
    for page in pages:
        found = re.search(r"<button[^>]*data-not-mine=\"(\d+)\"", page)
        assert found and found[1] == str(mine.pk) and "Suggest an edit" in page
    assert "data-not-mine" not in as_(cast.gus).get(question.get_absolute_url()).content.decode()


def test_nobody_has_one_name_everywhere(cast: Cast, as_: SignIn, session: Session, ticket: Ticket, run_jobs) -> None:  # type: ignore[no-untyped-def]
    session.approve_first = True
    session.save()
    nobody(session, ticket, title="Why?")
    run_jobs()
    question = Question.objects.get()
    addresses = ["/inbox/", f"/ama/{session.pk}/desk/", f"/ama/{session.pk}/open-points/", question.get_absolute_url()]
    for address in addresses:
        shown = as_(cast.ben).get(address, headers=HTMX if "desk" in address else {}).content.decode()
        assert "Anonymous" in shown and not re.search(r">\s*Somebody|Somebody asks", shown), address
    nobody(session, ticket, "PUT", title="Why now?")
    history = as_(cast.ben).get(f"/questions/{question.pk}/history/").content.decode()
    assert "Anonymous" in history and "Somebody" not in history
    cast.ben.time_zone = "Asia/Tokyo"
    cast.ben.save(update_fields=["time_zone"])
    assert re.search(r"about \d+ \w+, \d\d:00 JST", as_(cast.ben).get(question.get_absolute_url()).content.decode())
