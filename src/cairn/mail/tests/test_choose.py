"""What reaches her by mail: the settings, and the links that stop mail."""

from tests.cast import Cast, SignIn

from cairn.comments.operations import start_thread
from cairn.mail.links import unsubscribe_path
from cairn.mail.models import MailPreferences, MutedPage
from cairn.mail.operations import Choices, change_mail_preferences
from cairn.mail.tests.conftest import Post
from cairn.notifications.operations import watch_page
from cairn.pages.models import Page

FORM = {
    "mentions": "now", "asks": "daily", "threads": "hourly", "own": "weekly", "watching": "none",
    "digest_hour": "7", "digest_day": "3", "quiet_from": "20:00", "quiet_to": "06:30", "working_hours_only": "on",
}  # fmt: skip


def test_she_chooses(cast: Cast, as_: SignIn) -> None:
    assert as_(cast.ben).post("/mail-preference/", FORM).status_code == 303
    prefs = MailPreferences.objects.of(cast.ben)
    assert (prefs.asks, prefs.own, prefs.digest_hour, prefs.digest_day) == ("daily", "weekly", 7, 3)
    assert prefs.working_hours_only and not prefs.urgent_any_time
    assert MailPreferences.objects.of(cast.cleo).pk is None
    page = as_(cast.ben).get("/mail-preference/").content.decode()
    assert 'value="20:00"' in page and "07:00" in page and "nothing waits for it yet" in page


def test_what_can_not_be_kept_comes_back_as_typed(cast: Cast, as_: SignIn) -> None:
    for wrong, words in (
        ({"digest_hour": "21"}, "would come in your quiet hours"),
        ({"quiet_to": ""}, "need a beginning and an end"),
        ({"quiet_from": "08:00", "quiet_to": "18:00", "digest_hour": "19"}, "nothing of your working hours"),
        ({"mentions": "yearly"}, "not one of the available choices"),
    ):
        answer = as_(cast.ben).post("/mail-preference/", {**FORM, **wrong})
        assert answer.status_code == 422 and words in answer.content.decode(), wrong
    assert MailPreferences.objects.of(cast.ben).pk is None


def test_one_click_stops_what_the_mail_is_about_and_no_more(cast: Cast, page: Page, post: Post, as_: SignIn) -> None:
    change_mail_preferences(Choices(rhythms={"watching": "now"}), by=cast.ravi)
    watch_page(page, by=cast.ravi)
    start_thread(page, by=cast.cleo, body="One")
    (mail,) = [each for each in post() if each.to == ["ravi@example.org"]]
    link = mail.extra_headers["List-Unsubscribe"].strip("<>").removeprefix("http://testserver")
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    nobody = as_(None)
    assert nobody.get(link).status_code == 200 and not MutedPage.objects.exists()
    assert nobody.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert nobody.get("/inbox/").status_code == 302, "a link signs nobody in"
    start_thread(page, by=cast.cleo, body="Two")
    start_thread(page, by=cast.cleo, body="Three for @Ravi")
    (still,) = [each for each in post() if each.to == ["ravi@example.org"]]
    assert "Three for @Ravi" in still.body and "Two" not in still.body
    assert page.title in as_(cast.ravi).get("/mail-preference/").content.decode()
    assert as_(cast.ravi).delete(f"/pages/{page.pk}/mail-mute/").status_code in (204, 303)
    assert not MutedPage.objects.exists()


def test_links_for_a_kind_and_for_all(cast: Cast, page: Page, post: Post, as_: SignIn) -> None:
    as_(None).post(unsubscribe_path(cast.ada, "kind:mentions"))
    prefs = MailPreferences.objects.of(cast.ada)
    assert prefs.mentions == "none" and prefs.asks == "now" and prefs.stopped_at is None
    as_(None).post(unsubscribe_path(cast.ada))
    assert MailPreferences.objects.of(cast.ada).stopped_at is not None
    assert "Your inbox here goes on" in as_(cast.ada).get("/mail-preference/").content.decode()
    as_(cast.ada).post("/mail-preference/start/")
    assert MailPreferences.objects.of(cast.ada).stopped_at is None
    assert as_(None).post("/unsubscriptions/not-a-token/").status_code == 404
    token = unsubscribe_path(cast.ada)
    assert as_(None).post(token[:-4] + "abc/").status_code == 404
