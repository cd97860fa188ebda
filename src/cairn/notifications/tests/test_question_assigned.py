"""A host hears of what she is to answer until a host has answered it; the others of what she leaves behind."""

from datetime import timedelta

from tests.cast import Cast

from cairn.core.clock import now
from cairn.notifications.models import Notification
from cairn.pages.operations import publish_page
from cairn.questions.models import Host
from cairn.questions.operations import ask_question, assign_question, create_session, give_answer, remove_host
from cairn.questions.writing import Asked, Said


def test_told_until_a_host_has_answered(cast: Cast, run_jobs) -> None:  # type: ignore[no-untyped-def]
    session = create_session(cast.stone, by=cast.ben, title="Ask")
    publish_page(session.page, by=cast.ben)
    session.opens_at = now() - timedelta(days=1)
    session.save()
    host = Host.objects.create(session=session, user=cast.cleo, position=2)
    one, other = (ask_question(session, Asked(title), by=cast.ravi) for title in ("One?", "Other?"))
    for question in (one, other):
        assign_question(question, by=cast.ben, to=cast.cleo)
    give_answer(one, by=cast.ravi, said=Said("The round one"))
    run_jobs()
    waits = Notification.objects.filter(user=cast.cleo, reason="answers_question", done_at=None)
    assert set(waits.values_list("link", flat=True)) == {f"/questions/{one.pk}/", f"/questions/{other.pk}/"}
    give_answer(one, by=cast.cleo, said=Said("The flat one"))
    run_jobs()
    assert waits.get().link == f"/questions/{other.pk}/"
    remove_host(host, by=cast.cleo)
    run_jobs()
    assert not waits.exists()
    assert "1 question has nobody" in Notification.objects.get(user=cast.ben, reason="host", excerpt="").text
