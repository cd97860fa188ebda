"""A debate ends, is concluded, follows the page's text, and is found and told of."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import time_machine
from django.test import Client
from tests.cast import Cast, SignIn

from cairn.activity.models import Event
from cairn.core.clock import now
from cairn.debates.handlers import register_debates
from cairn.debates.jobs import any_over, say_what_is_over
from cairn.debates.models import Closing, Conclusion, Debate
from cairn.debates.operations import move_closing, vote_for_argument
from cairn.debates.tests.conftest import LOCAL, Scene, body
from cairn.documents import from_markdown, to_markdown
from cairn.pages.models import Page
from cairn.pages.operations import copy_page, publish_page
from cairn.pages.operations.write import replace_body

FORM = "application/x-www-form-urlencoded"


def put(client: Client, address: str, **typed: str) -> tuple[int, str]:
    answer = client.generic("PUT", address, urlencode(typed), FORM, headers={"HX-Request": "true"})
    return answer.status_code, answer.content.decode()


def test_the_end_is_set_in_her_zone_and_shown_in_everybodys(cast: Cast, as_: SignIn, scene: Scene) -> None:
    type(cast.ben).objects.filter(pk=cast.ben.pk).update(time_zone="America/New_York")
    closing = f"{scene.address}closing/"
    with time_machine.travel(datetime(2026, 10, 30, 12, tzinfo=UTC), tick=False):
        assert "(EDT)" in as_(cast.ben).get(closing).content.decode()
        assert put(as_(cast.ben), closing, closes_at="2026-11-02T17:00")[0] == 200
        assert scene.debate.closes_at == datetime(2026, 11, 2, 22, tzinfo=UTC)
        assert (
            "Closes Monday 22:00 your time (UTC)" in as_(cast.cleo).get(scene.page.get_absolute_url()).content.decode()
        )
        status, shown = put(as_(cast.ben), closing, closes_at="2026-11-01T01:30")  # the hour that comes twice
        assert status == 422 and 'value="2026-11-01T01:30"' in shown
        assert put(as_(cast.ben), closing, closes_at="2026-10-01T10:00")[0] == 422
        assert put(as_(cast.cleo), closing, closes_at="")[0] == 403
        assert as_(cast.cleo).get(closing).status_code == 403 and as_(cast.sam).get(closing).status_code == 404


def test_close_conclude_reopen(cast: Cast, as_: SignIn, scene: Scene) -> None:
    ben, closing, conclusion = as_(cast.ben), f"{scene.address}closing/", f"{scene.address}conclusion/"
    vote_for_argument(scene.yes, by=cast.ada)
    typed = {"verdict": "falls", "text": "We **hire** a mule. <script>x</script> ![](x)"}
    status, shown = put(ben, conclusion, **typed)
    assert status == 409 and "We **hire** a mule." in shown
    assert as_(cast.cleo).post(closing).status_code == 403
    assert ben.post(closing, headers={"HX-Request": "true"}).status_code == 200
    assert ben.post(closing).status_code == 409 and not scene.debate.is_open()
    assert put(as_(cast.cleo), conclusion, **typed)[0] == 403
    assert put(ben, conclusion, verdict="", text="Kept")[0] == put(ben, conclusion, verdict="open", text=" ")[0] == 422
    assert put(ben, conclusion, **typed)[0] == 200
    shown = as_(cast.gus).get(scene.page.get_absolute_url()).content.decode()
    assert "a mule. &lt;script&gt;x&lt;/script&gt; ![](x)" in shown, "what was typed is shown as it was typed"
    assert "<strong>hire</strong>" in shown and "The statement does not hold" in shown
    assert "We **hire** a mule." in ben.get(conclusion).content.decode()
    assert put(ben, closing, closes_at="")[0] == 200 and scene.debate.is_open() and not Closing.objects.exists()
    assert scene.send(as_(cast.cleo)) == 200 and Conclusion.objects.count() == 1
    told = Event.objects.get(name="debate.closed")
    assert set(told.data["people"]) == {cast.ada.pk, cast.ben.pk, cast.cleo.pk}


def test_the_clock_closes_it_and_says_so_once(cast: Cast, scene: Scene) -> None:
    move_closing(scene.debate, by=cast.ben, closes_at=now() + timedelta(hours=1))
    assert not any_over()
    with time_machine.travel(now() + timedelta(hours=2)):
        assert any_over()
        for _ in range(2):
            say_what_is_over.func()
        assert not any_over() and Event.objects.filter(name="debate.closed", by=None).count() == 1


def test_it_follows_the_text(cast: Cast, scene: Scene) -> None:
    page = scene.page

    def publish(new: object) -> Debate:
        replace_body(page, by=cast.ben, body=new)  # type: ignore[arg-type]
        publish_page(page, by=cast.ben)
        register_debates(Page.objects.select_related("published").get(pk=page.pk))
        return scene.debate

    until = (now() + timedelta(days=2)).replace(microsecond=0)
    said = publish(body("Stones are carried by hand", until.isoformat()))
    assert (said.statement, said.closes_at) == ("Stones are carried by hand", until)
    move_closing(said, by=cast.ben, closes_at=until + timedelta(days=1))
    assert publish(body("Reworded", until.isoformat())).closes_at == until + timedelta(days=1)
    assert publish(from_markdown("Nothing here.").body).left_at is not None
    back = publish(body("Reworded", until.isoformat()))
    assert back.left_at is None and back.arguments.count() == 2


def test_a_copy_begins_anew(cast: Cast, scene: Scene) -> None:
    copy = copy_page(scene.page, by=cast.ben)
    publish_page(copy, by=cast.ben)
    register_debates(Page.objects.select_related("published").get(pk=copy.pk))
    mine = Debate.objects.get(page=copy)
    assert (mine.statement, mine.arguments.count()) == ("We carry the stones by hand", 0) and mine.local_id != LOCAL


def test_written_out(cast: Cast, as_: SignIn, scene: Scene) -> None:
    vote_for_argument(scene.no, by=cast.cleo)
    text = as_(cast.ravi).get(f"/pages/{scene.page.pk}/export.md").content.decode()
    assert "statement: We carry the stones by hand" in text
    assert "Backs do not last. — Ben, 1 vote" in text and "[Backs](https://example.org/backs)" in text
    again = from_markdown(text).body["content"]
    assert any(node.get("attrs", {}).get("extensionKey") == "debate" for node in again)
    assert "statement: We carry" in to_markdown(body()).text
