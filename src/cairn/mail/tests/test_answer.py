"""An answer by mail becomes a comment, in her name, with her rights; all else is refused and written down."""

from datetime import timedelta
from email.message import EmailMessage

import pytest
import time_machine
from django.core import mail as outgoing
from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError
from django.test import override_settings
from tests.cast import Cast, SignIn
from tests.worker import drain

from cairn.activity.record import record
from cairn.comments.models import Comment, Thread
from cairn.comments.operations import reply_to_thread, start_thread
from cairn.core.clock import now
from cairn.mail.addresses import bounce_address, reply_address_of
from cairn.mail.inbound import receive as receiving
from cairn.mail.inbound.receive import LARGEST, Verdict, nobody_here, receive, too_large
from cairn.mail.inbound.telling import tell
from cairn.mail.models import Letter, MailPreferences, Received
from cairn.mail.operations import replies, revoke_reply_addresses
from cairn.mail.tests.conftest import Post
from cairn.mail.tests.letters import address_of, answer
from cairn.pages.models import Attachment, Page
from cairn.pages.operations import restrict_page, trash_page
from cairn.people.models import User

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa75\x81\x84\x00\x00\x00\x00IEND\xaeB`\x82"
)


@pytest.fixture(autouse=True)
def mail_comes_in() -> object:
    with override_settings(MAIL_REPLY_TO="reply@cairn.example"):
        yield


@pytest.fixture
def thread(cast: Cast, page: Page) -> Thread:
    return start_thread(page, by=cast.cleo, body="Is the north side dry?")


@pytest.fixture
def letter(cast: Cast, thread: Thread, post: Post) -> EmailMultiAlternatives:
    """The mail that told Cleo of Ben's answer."""
    reply_to_thread(thread, by=cast.ben, body="I think so.")
    (sent,) = [each for each in post() if each.to == ["cleo@example.org"]]
    return sent


def come_in(message: EmailMessage, **more: str | None) -> Verdict:
    return receive(message.as_bytes(), address_of(message), **more)


def last_words(thread: Thread) -> str:
    comment = Comment.objects.filter(thread=thread).latest("pk")
    return f"{comment.by.name}: {comment.text.strip()}"


def test_her_words_become_a_comment_once(
    cast: Cast, thread: Thread, letter: EmailMultiAlternatives, post: Post
) -> None:
    message = answer(letter, cast.cleo, "Good, then **north** it is, @Ben.\n\n-- \nCleo\n+49 30 1234")
    verdict = come_in(message)
    assert verdict.reply.startswith("250") and last_words(thread) == "Cleo: Good, then north it is, @Ben."
    assert come_in(message).reply.startswith("250") and thread.comments.count() == 3, "twice is once"
    (told,) = post()
    assert told.to == ["ben@example.org"] and "Good, then north it is" in told.body
    assert told.extra_headers["References"].split()[0] == letter.extra_headers["References"].split()[0]
    assert told.reply_to[0] != letter.reply_to[0]


def test_an_address_is_hers_and_this_threads_and_can_not_be_guessed(
    cast: Cast, thread: Thread, letter: EmailMultiAlternatives
) -> None:
    address = letter.reply_to[0]
    assert len(address.partition("@")[0]) <= 64 and reply_address_of(address.upper()) is not None
    for place in (6, 21, 22, 45):
        other = "a" if address[place] != "a" else "b"
        assert reply_address_of(address[:place] + other + address[place + 1 :]) is None
    assert reply_address_of(address.replace("cairn.example", "evil.example")) is None
    message = answer(letter, cast.ben, "In her name?")
    assert come_in(message).outcome == "forged" and thread.comments.count() == 2
    revoke_reply_addresses(by=cast.cleo)
    assert come_in(answer(letter, cast.cleo, "Too late")).outcome == "revoked"


MARKS = [
    ({"Auto_Submitted": "auto-replied (vacation)"}, "auto"),
    ({"Precedence": "bulk"}, "auto"),
    ({"X_Auto_Response_Suppress": "All"}, "auto"),
    ({"Return_Path": "<>"}, "auto"),
    ({"From": "MAILER-DAEMON@home.example"}, "auto"),
    ({"List_Id": "<stone.cairn.example>"}, "loop"),
    ({"List_Id": "A list <list.example>"}, "auto"),
    ({"From": "Cleo <cleo@evil.example>"}, "forged"),
    ({"From": "cleo@example.org, ben@example.org"}, "forged"),
    ({"From": '"cleo@example.org" <ben@example.org>'}, "forged"),
    ({"Authentication_Results": "mx.example; dmarc=fail; spf=pass"}, "unproven"),
    ({"Authentication_Results": "mx.example; spf=softfail; dkim=none"}, "unproven"),
    ({"Authentication_Results": "mx.example; dmarc=pass; spf=fail"}, "taken"),
    ({"Authentication_Results": "other.example; dmarc=fail"}, "taken"),
    ({"Auto_Submitted": "no"}, "taken"),
]


@override_settings(MAIL_AUTH_SERVER="mx.example")
def test_machines_and_forgers(cast: Cast, thread: Thread, letter: EmailMultiAlternatives) -> None:
    for headers, outcome in MARKS:
        before = thread.comments.count()
        verdict = come_in(answer(letter, cast.cleo, "Hello", **headers))
        assert verdict.outcome == outcome, headers
        assert thread.comments.count() - before == (outcome == "taken"), headers
        assert verdict.is_refused == (outcome in ("forged", "unproven")), headers
    assert [row.outcome for row in Received.objects.order_by("pk")] == [outcome for _headers, outcome in MARKS]


def test_own_mail_and_the_empty_envelope(cast: Cast, letter: EmailMultiAlternatives) -> None:
    mine = answer(letter, cast.cleo, "Round and round", Message_ID=letter.extra_headers["Message-ID"])
    assert come_in(mine).outcome == "loop"
    assert come_in(answer(letter, cast.cleo, "From nobody"), envelope_from="").outcome == "auto"


def test_rights_are_those_of_now(cast: Cast, page: Page, thread: Thread, letter: EmailMultiAlternatives) -> None:
    def outcome(text: str) -> str:
        return come_in(answer(letter, cast.cleo, text)).outcome

    cast.stone.members.filter(user=cast.cleo).update(role="reader")
    assert outcome("May only read") == "forbidden"
    cast.stone.members.filter(user=cast.cleo).update(role="commenter")
    restrict_page(page, by=cast.ben, action="view", users=[cast.ben], teams=[])
    assert outcome("Closed") == "closed"
    restrict_page(page, by=cast.ben, action="view", users=[cast.ben, cast.cleo], teams=[])
    assert outcome("Open") == "taken"
    with time_machine.travel(now() + timedelta(days=181)):
        assert outcome("Half a year") == "expired"
    trash_page(page, by=cast.ben)
    assert outcome("In the trash") == "closed"
    User.objects.filter(pk=cast.cleo.pk).update(is_active=False)
    assert outcome("Gone") == "deactivated"
    assert thread.comments.count() == 3


def test_too_many_too_long_too_little(cast: Cast, thread: Thread, letter: EmailMultiAlternatives) -> None:
    assert come_in(answer(letter, cast.cleo, "")).outcome == "empty"
    assert come_in(answer(letter, cast.cleo, "words " * 4_000)).outcome == "long"
    outcomes = [come_in(answer(letter, cast.cleo, f"Number {number}")).outcome for number in range(21)]
    assert outcomes == ["taken"] * 20 + ["many"]


def test_files(
    cast: Cast, page: Page, thread: Thread, letter: EmailMultiAlternatives, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replies, "LARGEST_FILE", 1 << 20)  # 20 MB take a second to write and read
    message = answer(letter, cast.cleo, "See")
    message.add_attachment(PNG, maintype="image", subtype="png", filename="north side.png")
    come_in(message)
    assert "Left out: north side.png (0.0 MB); you may not attach files to this page." in last_words(thread)
    cast.stone.members.filter(user=cast.cleo).update(role="editor")
    message = answer(letter, cast.cleo, "See this")
    message.add_attachment(PNG, maintype="image", subtype="png", filename="north side.png")
    message.add_attachment(b"\0" * (2 << 20), maintype="image", subtype="jpeg", filename="huge.jpg")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="plan.pdf")
    assert come_in(message).outcome == "taken"
    said = Comment.objects.filter(thread=thread).latest("pk")
    kept, plan = Attachment.objects.filter(page=page).order_by("pk")
    assert plan.name == "plan.pdf" and plan.get_absolute_url() in said.html
    assert kept.name == "north side.png" and kept.by == cast.cleo and kept.get_absolute_url() in said.html
    assert "Left out: huge.jpg (2.0 MB); files up to 1 MB" in said.text
    refused = too_large(LARGEST + 1, "cleo@example.org", letter.reply_to[0])
    assert refused.reply.startswith("552 5.3.4") and Received.objects.get(outcome="large").user == cast.cleo


def test_the_page_takes_answers_too_and_a_digest_none(cast: Cast, page: Page, post: Post) -> None:
    people = [{"user_id": cast.ada.pk, "role": "approver"}]
    record("decision.started", by=cast.ben, space_id=page.space_id, page_id=page.pk, people=people)
    (asked,) = post()
    assert asked.subject == "Ben asks you to decide, as Approver: Where to put the stones"
    assert come_in(answer(asked, cast.ada, "I decide on Friday.")).outcome == "taken"
    assert Thread.objects.get(page=page).comments.get().by == cast.ada
    digest = answer(asked, cast.ada, "Hello", To="reply@cairn.example")
    assert come_in(digest).outcome == "unknown"


def test_mail_that_comes_back_four_times_stops(cast: Cast, thread: Thread, letter: EmailMultiAlternatives) -> None:
    for number in range(4):
        sent = Letter.objects.create(user=cast.cleo, sent_at=now(), conversation=f"page:{number}")
        for status, action in (("4.4.1", "delayed"), ("5.1.1", "failed"), ("5.1.1", "failed")):
            report = (
                f"From: mailer-daemon@home.example\r\nTo: {bounce_address(sent)}\r\nMessage-ID: <{status}{number}@h>\r\n"
                'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n--b\r\n\r\nSorry\r\n'
                f"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; h\r\n\r\nAction: {action}\r\n"
                f"Status: {status}\r\n\r\n--b--\r\n"
            )
            assert receive(report.encode(), bounce_address(sent), envelope_from="").outcome == "bounce"
        assert bool(MailPreferences.objects.of(cast.cleo).stopped_at) == (number == 3)
    assert MailPreferences.objects.of(cast.cleo).came_back


def test_she_is_told_once_and_a_forger_never(cast: Cast, page: Page, letter: EmailMultiAlternatives) -> None:
    restrict_page(page, by=cast.ben, action="view", users=[cast.ben], teams=[])
    drain()
    outgoing.outbox.clear()
    for text in ("My long thought", "Again"):
        message = answer(letter, cast.cleo, text)
        verdict = come_in(message)
        assert verdict.received is not None
        tell(verdict.received, message.as_bytes())
    (told,) = outgoing.outbox
    assert told.to == ["cleo@example.org"] and "My long thought" in told.body and "not open to you" in told.body
    assert told.extra_headers["Auto-Submitted"] == "auto-replied"
    forged = answer(letter, cast.ben, "Not she")
    verdict = come_in(forged)
    assert verdict.received is not None and not tell(verdict.received, forged.as_bytes())


BROKEN = [
    b"",
    b"\0\xff" * 50,
    b"From: \xff\r\nTo: x\r\nContent-Type: text/plain; charset=nope\r\n\r\nx",
    b"Content-Type: multipart/mixed\r\n\r\nno boundary",
    b"Subject: =?utf-8?b?!!!?=\r\n\r\n",
]


def test_broken_mail_is_refused_not_raised(cast: Cast, letter: EmailMultiAlternatives) -> None:
    assert [receive(raw, letter.reply_to[0]).is_refused for raw in BROKEN] == [True] * len(BROKEN)


def test_no_fault_of_ours_loses_a_mail_or_stops_the_next(
    cast: Cast, thread: Thread, letter: EmailMultiAlternatives, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(error: Exception) -> Verdict:
        def post_reply(*_args: object, **_more: object) -> None:
            raise error

        with monkeypatch.context() as broken:
            broken.setattr(receiving, "post_reply", post_reply)
            return come_in(answer(letter, cast.cleo, "Hello"))

    for later in (OSError("No space left on device"), IntegrityError("the thread is going")):
        assert fail(later).reply.startswith("451")
    assert fail(KeyError("a fault")).outcome == "unreadable"
    assert Received.objects.get().outcome == "unreadable", "what comes again is not written down yet"


def test_admins_see_what_was_refused(cast: Cast, letter: EmailMultiAlternatives, as_: SignIn) -> None:
    come_in(answer(letter, cast.ben, "Not she"))
    assert [as_(user).get("/settings/mail/").status_code for user in (cast.ada, cast.ben, cast.gus)] == [200, 403, 403]
    page = as_(cast.ada).get("/settings/mail/").content.decode()
    assert "ben@example.org" in page and "somebody else than the sender" in page


def test_guesses_fill_no_table(cast: Cast, letter: EmailMultiAlternatives, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "GUESSES", 2)
    for number in range(4):
        nobody_here("who@example.org", f"reply+{number}@example.org")
    assert Received.objects.filter(outcome="unknown").count() == 2
