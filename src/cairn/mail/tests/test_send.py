"""Mail out: what, to whom, when, once."""

from datetime import timedelta

import time_machine
from django.test import override_settings
from tests.cast import Cast, SignIn
from tests.e2e.mailbox import mail_server
from tests.worker import drain

from cairn.comments.operations import delete_comment, reply_to_thread, start_thread
from cairn.core.clock import now
from cairn.mail import outbox
from cairn.mail.jobs import send_due
from cairn.mail.models import Letter, MailPreferences
from cairn.mail.operations import Choices, change_mail_preferences
from cairn.mail.tests.conftest import Post
from cairn.notifications.models import Notification
from cairn.notifications.operations import watch_page
from cairn.pages.models import Page
from cairn.pages.operations import publish_page, restrict_page
from cairn.people.models import User

SMTP = "django.core.mail.backends.smtp.EmailBackend"


def rhythms(user: User, **chosen: str) -> None:
    change_mail_preferences(Choices(rhythms=chosen), by=user)


def test_a_thread_is_one_conversation_with_words_and_reason(cast: Cast, page: Page, post: Post) -> None:
    thread = start_thread(page, by=cast.cleo, body="Is the north side dry?")
    address = f"https://example.org/{'north/' * 20}"
    reply_to_thread(thread, by=cast.ada, body=f"It is, @Cleo: wet < dry. {address}")
    (first,) = post()
    reply_to_thread(thread, by=cast.ada, body="I looked again.")
    (second,) = post()
    assert first.to == ["cleo@example.org"] and first.subject == second.subject
    assert first.subject == "Re: Where to put the stones: “Is the north side dry?”"
    assert first.extra_headers["From"].startswith('"Ada (')
    root = f"<thread-{thread.pk}@testserver>"
    assert first.extra_headers["In-Reply-To"] == root and first.extra_headers["References"] == root
    assert second.extra_headers["In-Reply-To"] == first.extra_headers["Message-ID"]
    assert second.extra_headers["References"] == f"{root} {first.extra_headers['Message-ID']}"
    html = str(first.alternatives[0][0])
    assert "It is, @Cleo" in first.body and "You were mentioned" in first.body
    assert "wet &lt; dry" in html and "<img" not in html and "wet < dry" in first.body
    assert address in first.body, "in one line, else it leads nowhere"


def test_many_changes_are_one_entry_of_one_digest(cast: Cast, page: Page, post: Post) -> None:
    watch_page(page, by=cast.ravi)
    with time_machine.travel(now() + timedelta(minutes=1), tick=False) as clock:
        for title in ("One", "Two", "Three"):
            page.title = title
            page.save()
            publish_page(page, by=cast.ben, message=f"Now {title}")
        start_thread(page, by=cast.cleo, body="Three it is")
        assert "ravi@example.org" not in {each.to[0] for each in post()}
        clock.shift(timedelta(days=3))  # nobody worked for three days: one digest, not three
        mine = [each for each in post() if each.to == ["ravi@example.org"]]
        assert len(mine) == 1 and post() == []
    (digest,) = mine
    assert digest.subject == "2 things: Three"
    assert "Ben published 3 versions" in digest.body and f"/pages/{page.pk}/versions/4/changes/?since=1" in digest.body
    assert "Three it is" in digest.body and "You watch this page" in digest.body
    assert not digest.reply_to and "In-Reply-To" not in digest.extra_headers


def test_nothing_that_was_read_taken_back_closed_or_muted(cast: Cast, page: Page, post: Post) -> None:
    thread = start_thread(page, by=cast.cleo, body="Asked")
    said = reply_to_thread(thread, by=cast.ada, body="Taken back")
    drain()
    delete_comment(said, by=cast.ada)
    assert [each.to for each in post()] == []
    reply_to_thread(thread, by=cast.ada, body="Read")
    drain()
    Notification.objects.filter(user=cast.cleo).update(read_at=now())
    assert post() == []
    reply_to_thread(thread, by=cast.ada, body="Closed")
    drain()
    restrict_page(page, by=cast.ben, action="view", users=[cast.ben], teams=[])
    assert post() == [] and not Notification.objects.filter(mailed_at__isnull=False).exists()


def test_a_killed_worker_loses_nothing_and_a_second_one_sends_no_second(cast: Cast, page: Page) -> None:
    start_thread(page, by=cast.cleo, body="For @Ada")
    drain()
    assert outbox.make_letters(cast.ada.pk) and not outbox.make_letters(cast.ada.pk)
    (letter,) = Letter.objects.filter(user=cast.ada)
    with mail_server() as box:
        smtp = {"EMAIL_BACKEND": SMTP, "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": box.port}
        with override_settings(**smtp):
            Letter.objects.update(try_at=now() + outbox.CLAIM)  # claimed by the one that is killed here
            outbox.send(letter.pk)
            assert box.messages == []
            with time_machine.travel(now() + outbox.CLAIM + timedelta(minutes=2)):
                send_due.func()
                drain()
                outbox.send(letter.pk)
    (message,) = [each for each in box.messages if each["To"] == "ada@example.org"]
    assert message["Message-ID"] == f"<cairn.{letter.key}@testserver>" and message.get_body(("html",)) is not None
    assert Notification.objects.get(user=cast.ada).mailed_at is not None


def test_a_server_that_is_down_leaves_the_letter(cast: Cast, page: Page, post: Post) -> None:
    start_thread(page, by=cast.cleo, body="For @Ada")
    with override_settings(EMAIL_BACKEND=SMTP, EMAIL_HOST="127.0.0.1", EMAIL_PORT=1):
        assert post() == []
    letter = Letter.objects.get(user=cast.ada)
    assert letter.sent_at is None and letter.attempts == 1 and letter.try_at > now()
    assert Notification.objects.get(user=cast.ada).mailed_at is None
    with time_machine.travel(now() + timedelta(minutes=3)):
        assert [each.to for each in post()] == [["ada@example.org"]]


def test_too_many_at_once_come_as_a_digest(cast: Cast, page: Page, post: Post) -> None:
    for number in range(4):
        start_thread(page, by=cast.cleo, body=f"{number} for @Ada")
    (only,) = [each for each in post() if each.to == ["ada@example.org"]]
    assert only.subject == "4 things: Where to put the stones"


def test_a_change_of_mind_holds_for_what_waits(cast: Cast, page: Page, post: Post, as_: SignIn) -> None:
    rhythms(cast.ada, mentions="weekly")
    start_thread(page, by=cast.cleo, body="For @Ada")
    assert post() == []
    assert "1 thing" in as_(cast.ada).get("/mail-preference/").content.decode()
    rhythms(cast.ada, mentions="now")
    assert [each.to for each in post()] == [["ada@example.org"]]
    rhythms(cast.ada, mentions="none")
    start_thread(page, by=cast.cleo, body="Again for @Ada")
    assert post() == [] and MailPreferences.objects.of(cast.ada).mentions == "none"


def test_a_letter_that_can_not_be_made_is_not_tried_for_ever(cast: Cast, page: Page, post: Post) -> None:
    User.objects.filter(pk=cast.cleo.pk).update(name="Cleo\nBcc: all@example.org")  # no form takes it
    start_thread(page, by=cast.cleo, body="For @Ada")
    assert [each for each in post() if each.to == ["ada@example.org"]] == []
    letter = Letter.objects.get(user=cast.ada)
    assert letter.sent_at is None and letter.attempts == 1
