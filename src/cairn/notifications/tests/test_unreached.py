"""A mention of somebody who may not see the page: its author is told and may let her in; she hears of it then."""

from tests.cast import Cast, SignIn
from tests.worker import drain

from cairn.comments.operations import start_thread
from cairn.documents import fill_doc
from cairn.livedocs.log import edit
from cairn.notifications.models import Notification, Withheld
from cairn.pages.access import can_view
from cairn.pages.operations import create_page, lift_restriction, publish_page, restrict_page
from cairn.pages.tests.conftest import body
from cairn.people.models import User


def reasons(user: User) -> list[str]:
    return list(Notification.objects.filter(user=user).waiting().values_list("reason", flat=True))


def test_the_author_is_told_and_lets_her_in(cast: Cast, as_: SignIn) -> None:
    page = create_page(cast.stone, by=cast.ada, title="Herd")
    publish_page(page, by=cast.ada)
    restrict_page(page, by=cast.ada, action="view", users=[cast.ben, cast.cleo], teams=[])
    page.refresh_from_db()
    drain()
    start_thread(page, by=cast.cleo, body="Ask @Sam and @Ravi")
    start_thread(page, by=cast.ada, body="Yes, @Sam")
    drain()
    assert reasons(cast.sam) == [] and reasons(cast.ravi) == []
    cleos, adas = (Notification.objects.get(user=user, reason="unreached") for user in (cast.cleo, cast.ada))
    assert "Sam" in cleos.text and "Ravi" in cleos.text
    assert "Let them see this page" in as_(cast.cleo).get("/inbox/").content.decode()
    assert as_(cast.cleo).post(f"/notifications/{cleos.pk}/access/").status_code == 403
    assert as_(cast.cleo).post(f"/notifications/{adas.pk}/access/").status_code == 404
    assert not can_view(cast.ravi, page) and Withheld.objects.count() == 3
    assert as_(cast.ada).post(f"/notifications/{adas.pk}/access/").status_code == 204
    drain()
    page.refresh_from_db()
    assert can_view(cast.sam, page) and can_view(cast.cleo, page) and not can_view(cast.ravi, page)
    assert reasons(cast.sam) == ["mentioned", "mentioned"] and reasons(cast.ravi) == []
    assert "unreached" not in reasons(cast.ada) and "unreached" in reasons(cast.cleo)
    lift_restriction(page, by=cast.ada, action="view")
    drain()
    assert reasons(cast.ravi) == ["mentioned"] and "unreached" not in reasons(cast.cleo)
    assert not Withheld.objects.exists()


def test_a_mention_on_words_of_the_draft_arrives_when_they_are_published(cast: Cast, as_: SignIn) -> None:
    page = create_page(cast.stone, by=cast.ada, title="Herd", body=body("We build."))
    publish_page(page, by=cast.ada)
    drain()
    edit(page.document_id, lambda doc: fill_doc(doc, body("We build a tower.")), by=cast.ada)
    start_thread(page, by=cast.ada, body="Ask @Ravi", quote="a tower")
    drain()
    assert reasons(cast.ravi) == []
    [notice] = Notification.objects.filter(user=cast.ada, reason="unreached")
    assert "not published yet" in notice.text and "Let them see" not in as_(cast.ada).get("/inbox/").content.decode()
    publish_page(page, by=cast.ada)
    drain()
    assert reasons(cast.ravi)[:1] == ["mentioned"] and "unreached" not in reasons(cast.ada)
    assert "Ask @Ravi" in as_(cast.ravi).get("/inbox/").content.decode()
