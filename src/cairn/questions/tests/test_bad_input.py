"""What people send that nobody hopes for: scripts in every field, a host who leaves, a desk with thousands on it."""

from datetime import timedelta

import pytest
from tests.cast import Cast, SignIn

from cairn.core.clock import now
from cairn.core.errors import Forbidden
from cairn.questions.models import Host, Question, Session, State
from cairn.questions.operations import advance_session, ask_question, give_answer, introduce_host, remove_host
from cairn.questions.operations.hosts import Introduced
from cairn.questions.writing import Asked, Said

HTMX = {"HX-Request": "true"}
EVIL = "<img src=x onerror=alert(1)><script>alert(2)</script>"
LINKS = "[here](javascript:alert(3)) [there](data:text/html,<b>x</b>) <a href='javascript:alert(4)'>x</a>"


def is_harmless(html: str) -> bool:
    lowered = html.lower()
    return not any(sign in lowered for sign in ("<img src=x", "<script>alert", 'href="javascript:', 'href="data:'))


def test_scripts_stay_words_wherever_they_are_shown(cast: Cast, as_: SignIn, session: Session) -> None:
    sent = {"title": f"Why {EVIL}?", "body": f"{EVIL}\n\n{LINKS}", "labels": "<b>bold</b>, \"quoted'"}
    assert as_(cast.gus).post(f"/ama/{session.pk}/questions/", sent, headers=HTMX).status_code == 200
    question = Question.objects.get()
    assert is_harmless(question.html) and "&lt;img src=x onerror" in question.html, question.html
    introduce_host(session, Introduced(name=EVIL, expertise=EVIL, links=("example.org/<b>",)), by=cast.ben)
    give_answer(question, by=cast.cleo, said=Said(f"{EVIL}\n\n{LINKS}"))
    refused = as_(cast.ben).post(f"/ama/{session.pk}/hosts/", {"name": "Guest", "links": "javascript:alert(5)"})
    assert refused.status_code == 422 and Host.objects.filter(name="Guest").count() == 0
    addresses = [
        f"/pages/{session.page_id}/",
        question.get_absolute_url(),
        f"/ama/{session.pk}/questions/",
        f"/ama/{session.pk}/hosts/",
        f"/ama/{session.pk}/desk/",
        f"/ama/{session.pk}/figures/",
        f"/questions/{question.pk}/edit/",
        f"/questions/{question.pk}/union/",
    ]
    ben = as_(cast.ben)
    for address in addresses:
        answer = ben.get(address, headers=HTMX)
        assert answer.status_code == 200 and is_harmless(answer.content.decode()), address
    assert "&lt;img src=x" in ben.get(addresses[0]).content.decode()
    assert as_(cast.sam).get(addresses[1]).status_code == 404


def test_fifty_kilobytes_come_back_whole_and_nothing_is_stored(
    cast: Cast, as_: SignIn, session: Session, question: Question
) -> None:
    long = "word " * 10_400
    ravi, count = as_(cast.ravi), Question.objects.count()
    tries = [
        ravi.post(f"/ama/{session.pk}/questions/", {"title": "Long?", "body": long}, headers=HTMX),
        ravi.post(f"/questions/{question.pk}/answers/", {"body": long}, headers=HTMX),
        ravi.post("/spaces/STONE/questions/", {"title": "Long?", "body": long, "here": "1"}, headers=HTMX),
    ]
    assert tries[2].status_code in (403, 422), "a reader does not ask in a space"
    for answer in tries[:2]:
        assert answer.status_code == 422 and long.strip() in answer.content.decode()
    assert Question.objects.count() == count and question.given.count() == 0


def test_after_the_close_every_door_refuses_and_nothing_changes(
    cast: Cast, as_: SignIn, session: Session, question: Question
) -> None:
    session.closes_at, session.answers_until = now() - timedelta(hours=2), now() - timedelta(hours=1)
    session.save()
    before = list(Question.objects.order_by("pk").values())
    gus = as_(cast.gus)
    refused = [
        gus.post(f"/ama/{session.pk}/questions/", {"title": "Late?"}, headers=HTMX),
        gus.put(f"/questions/{question.pk}/vote/"),
        gus.delete(f"/questions/{question.pk}/vote/"),
        gus.post(f"/questions/{question.pk}/answers/", {"body": "Late."}, headers=HTMX),
    ]
    assert [answer.status_code for answer in refused] == [409] * 4
    assert all("taken until" in answer.content.decode() for answer in refused), "each says until when"
    assert list(Question.objects.order_by("pk").values()) == before and not question.given.exists()


def test_a_host_leaves(cast: Cast, as_: SignIn, session: Session, question: Question) -> None:
    row = introduce_host(session, Introduced(user=cast.gus), by=cast.ben)
    give_answer(question, by=cast.gus, said=Said("The flat one."))
    assert as_(cast.gus).get(f"/ama/{session.pk}/desk/").status_code == 200
    remove_host(row, by=cast.ben)
    assert as_(cast.gus).get(f"/ama/{session.pk}/desk/").status_code == 403
    assert as_(cast.gus).put(f"/questions/{question.pk}/pin/").status_code == 403
    assert question.given.get().is_host, "she was one when she answered"
    with pytest.raises(Forbidden):
        advance_session(session, by=cast.gus, to="answering")
    assert as_(cast.ben).delete(f"/ama-hosts/{session.hosts.get().pk}/").status_code == 409, "somebody hosts it"
    cast.ben.is_active = False  # the only host has left the workspace: who may edit the page runs it
    cast.ben.save()
    assert as_(cast.ada).put(f"/questions/{question.pk}/pin/").status_code == 200
    page = as_(cast.ravi).get(f"/pages/{session.page_id}/").content.decode()
    assert "Which stone first?" in page and "The flat one." in page


def test_a_desk_says_that_it_goes_on(cast: Cast, as_: SignIn, session: Session) -> None:
    ask_question(session, Asked("First?"), by=cast.ravi)
    Question.objects.bulk_create(
        Question(space=cast.stone, session=session, asker=cast.ravi, title=f"Waits {n}?", state=State.QUEUED)
        for n in range(130)
    )
    ben, address = as_(cast.ben), f"/ama/{session.pk}/desk/?show=waiting"
    drawn = [ben.get(f"{address}&sheet={sheet}").content.decode() for sheet in (1, 2, 3, 4)]
    shown = [sum(f"Waits {n}?</a>" in html for n in range(130)) for html in drawn]
    assert shown == [40, 40, 40, 10] and "130" in drawn[0] and "sheet=2" in drawn[0]
