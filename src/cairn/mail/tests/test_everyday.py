"""Mail about everyday questions, which have no page: one conversation a question, and a link that stops it."""

from typing import Any

from tests.cast import Cast, SignIn

from cairn.mail.links import unsubscribe_path
from cairn.mail.models import Letter
from cairn.mail.outbox import make_letters, send
from cairn.notifications.models import Notification
from cairn.questions.operations import ask_question, give_answer, tag_person, vote_for_question
from cairn.questions.writing import Asked, Said

RunJobs = Any


def test_mail_tells_of_it_and_its_link_stops_it(cast: Cast, as_: SignIn, run_jobs: RunJobs, mailoutbox: Any) -> None:
    question = ask_question(cast.stone, Asked("Where is the key?"), by=cast.cleo)
    vote_for_question(question.pk, by=cast.ravi)
    tag_person(question, cast.ben, by=cast.cleo)
    run_jobs()
    make_letters(cast.ben.pk)
    letter = Letter.objects.get(user=cast.ben)
    assert letter.conversation == f"question:{question.pk}"
    send(letter.pk)
    sent = next(mail for mail in mailoutbox if cast.ben.email in mail.recipients())
    assert "Cleo asks you: Where is the key?" in sent.subject and f"/questions/{question.pk}/" in sent.body
    give_answer(question, by=cast.ben, said=Said("Under the stone."))
    run_jobs()
    make_letters(cast.ravi.pk)
    assert not Letter.objects.filter(user=cast.ravi).exists(), "an upvoter hears of it in her digest"
    assert Notification.objects.get(user=cast.ravi).mail_at is not None
    assert as_(None).post(unsubscribe_path(cast.ravi, f"question:{question.pk}")).status_code == 200
    assert cast.ravi.mutes.get().question == question
