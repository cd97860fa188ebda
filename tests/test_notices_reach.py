"""Every kind of notice × everybody × every state of a page: nothing reaches anybody who may not see what it is about.

Not a row, an entry of the inbox, a count on a socket, a mail; nor once the right is lost after the notice was written.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest

from cairn.activity.record import record
from cairn.comments.models import Comment, Thread
from cairn.comments.operations import start_thread
from cairn.core.clock import now
from cairn.documents import from_markdown
from cairn.mail.worth import worth_mailing
from cairn.notifications.counts import unread_of, waiting_for
from cairn.notifications.handlers import notify
from cairn.notifications.models import Notification, Watch
from cairn.notifications.notices import NOTICES
from cairn.pages.access import can_edit, can_view
from cairn.pages.models import Page
from cairn.pages.operations import create_page, publish_page, restrict_page, trash_page
from cairn.people.models import User
from cairn.questions.models import Answer, Question, Session
from tests.cast import Cast, SignIn
from tests.worker import drain


@dataclass
class Stage:
    """A page that everybody watches, with a thread on it; `allowed` is asked of `can_view` and `can_edit`."""

    page: Page
    thread: Thread
    comment: Comment
    people: list[User]

    def allowed(self, on_draft: bool) -> set[int]:
        may = can_edit if on_draft else can_view
        return {user.pk for user in self.people if may(user, self.page)}


def ids_of(stage: Stage) -> list[int]:
    return [user.pk for user in stage.people]


def question_of(stage: Stage) -> Question:
    """A question of Ben's in a session on the page."""
    session, _made = Session.objects.get_or_create(page=stage.page)
    space, asker = stage.page.space, stage.people[1]
    return Question.objects.get_or_create(title="Words", session=session, space=space, asker=asker)[0]


def hosted_by_all(stage: Stage) -> int:
    session = Session.objects.get_or_create(page=stage.page)[0]
    for user in stage.people:
        session.hosts.get_or_create(user=user)
    return session.pk


def united_of(stage: Stage) -> int:
    """A question of Ben's that has become part of the other."""
    whole = question_of(stage)
    values = {"session": whole.session, "space": whole.space, "asker": whole.asker, "merged_into": whole}
    return Question.objects.get_or_create(title="Part", defaults=values)[0].pk


def answer_of(stage: Stage) -> Answer:
    body = from_markdown("Words").body
    return Answer.objects.get_or_create(question=question_of(stage), by=stage.people[1], defaults={"body": body})[0]


def owned_by_another(stage: Stage) -> dict[str, Any]:
    """Who does it is not told of it: the page's owner is Ben."""
    Page.objects.filter(pk=stage.page.pk).update(owner=stage.people[1])
    return {"target_id": stage.page.pk}


NEW = count(900_000)

# What an event tells beside `everyone`: for kinds whose notices read rows of their own, make them here.
CASES: dict[str, Callable[[Stage], dict[str, Any]]] = {
    "thread.started": lambda stage: {"target_id": stage.thread.pk, "comment": stage.comment.pk},
    "thread.resolved": lambda stage: {"target_id": stage.thread.pk},
    "thread.reopened": lambda stage: {"target_id": stage.thread.pk},
    "thread.detached": lambda stage: {"target_id": stage.thread.pk},
    "comment.created": lambda stage: {"target_id": stage.comment.pk, "thread": stage.thread.pk},
    "comment.edited": lambda stage: {"target_id": stage.comment.pk, "thread": stage.thread.pk},
    "decision.superseded": lambda stage: {"holds": True, "label": "D-2"},
    "round.changed": lambda stage: {"moved": True},
    "review.answered": lambda stage: {"review": stage.people[-1].pk},
    "argument.added": lambda stage: {"side": "for"},
    "argument.withdrawn": lambda stage: {"author": stage.people[1].pk},
    "debate.closing_moved": lambda stage: {"people": ids_of(stage)},
    "debate.reopened": lambda stage: {"people": ids_of(stage)},
    "debate.closed": lambda stage: {"people": ids_of(stage), "n_for": 2, "n_against": 1},
    "debate.concluded": lambda stage: {"people": ids_of(stage), "verdict": "holds"},
    "ama.announced": lambda stage: {"people": ids_of(stage)},
    "ama.hosts_changed": lambda stage: {"target_id": hosted_by_all(stage), "given_back": [1]},
    "question.assigned": lambda stage: {"target_id": question_of(stage).pk, "to": stage.people[1].pk},
    "question.answered": lambda stage: {"target_id": question_of(stage).pk, "how": "elsewhere"},
    "question.merged": lambda stage: {"target_id": united_of(stage)},
    "question.split": lambda stage: {"target_id": question_of(stage).pk, "asker": stage.people[1].pk},
    "edit.suggested": lambda stage: {"target_id": question_of(stage).pk, "author": stage.people[1].pk},
    "edit.accepted": lambda stage: {"target_id": question_of(stage).pk, "suggester": stage.people[1].pk},
    "edit.refused": lambda stage: {"target_id": question_of(stage).pk, "suggester": stage.people[1].pk},
    "question.changed": lambda stage: {"target_id": next(NEW)},  # whoever was named in it before is not told again
    "answer.changed": lambda stage: {"target_id": next(NEW), "question": question_of(stage).pk},
    "remark.changed": lambda stage: {"target_id": next(NEW), "question": question_of(stage).pk},
    "ama.ending": lambda stage: {"target_id": hosted_by_all(stage), "n": 1, "ends_at": "2026-12-01T12:00Z"},
    "ama.left_open": lambda stage: {"people": [{"user_id": pk, "n": 1} for pk in ids_of(stage)], "due": "2026-12-01"},
    "compilation.review_due": owned_by_another,
    "question.left_open": lambda stage: {"target_id": question_of(stage).pk, "reason": "Words"},
    "question.approved": lambda stage: {"target_id": question_of(stage).pk},
    "question.declined": lambda stage: {"asker": stage.people[1].pk, "reason": "Words"},
    "answer.given": lambda stage: {"question": question_of(stage).pk, "is_host": True},
    "answer.accepted": lambda stage: {"target_id": answer_of(stage).pk, "question": question_of(stage).pk},
    "remark.added": lambda stage: {"question": question_of(stage).pk},
    "acknowledgement.confirmed": lambda stage: {"acknowledgement": stage.people[-1].pk},
}


def everyone(people: Iterable[User], one: User) -> dict[str, Any]:
    """Everybody wherever an event names people; `one` where it names a single person."""
    ids = [user.pk for user in people]
    return {
        "people": [{"user_id": pk, "role": "contributor", "acknowledgement": pk, "invitation": pk} for pk in ids],
        "reviews": [{"user_id": pk, "review": pk} for pk in ids],
        **dict.fromkeys(("mentions", "participants", "others", "notify"), ids),
        **dict.fromkeys(("user_id", "assignee", "asked_by", "review", "acknowledgement", "invitation"), one.pk),
        **dict.fromkeys(("excerpt", "question", "note", "message", "quote", "text"), "Words"),
        "moved": True,
        "number": 1,
        "count": 1,
    }


def stage(cast: Cast, title: str, *, published: bool = True) -> Stage:
    page = create_page(cast.stone, by=cast.ada, title=title, body=from_markdown("Some words").body)
    if published:
        publish_page(page, by=cast.ada)
    thread = start_thread(page, by=cast.ada, body="Why?")
    drain()
    Watch.objects.filter(page=page).delete()
    Watch.objects.bulk_create(Watch(user=user, page=page) for user in cast.all())
    Notification.objects.all().delete()
    page.refresh_from_db()
    return Stage(page, thread, thread.comments.get(), cast.all())


def tell_everything(on: Stage, by: User, drafts: tuple[bool, ...] = (False,)) -> None:
    """Every kind, naming everybody; kinds that name one person name an editor, and once more the stranger."""
    ben, sam = on.people[1], on.people[-1]
    for name, notices in NOTICES.items():
        for on_draft in drafts:
            stand(on.thread, on_draft)
            for one in (ben, sam):
                data = everyone(on.people, one) | (CASES[name](on) if name in CASES else {})
                event = record(name, by=by, page_id=on.page.pk, on_draft=on_draft, **data)
                notify(event)
                if sam.pk in {notice.user_id for notice in notices(event, on.page)}:
                    break
    stand(on.thread, False)


def stand(thread: Thread, on_draft: bool) -> None:
    """On words that nobody has published, or where it stood."""
    quote, version = ("Words", None) if on_draft else (thread.quote, thread.version)
    Thread.objects.filter(pk=thread.pk).update(quote=quote, version=version)


def told(on: Stage, on_draft: bool) -> dict[str, set[int]]:
    """Event -> who has a row."""
    found: dict[str, set[int]] = {name: set() for name in NOTICES}
    rows = Notification.objects.filter(page=on.page, event__data__on_draft=on_draft).exclude(reason="unreached")
    for name, user in rows.values_list("event__name", "user"):
        found[name].add(user)
    return found


def reaches(user: User, on: Stage) -> bool:
    """By the count, the socket, or the mail."""
    mine = list(Notification.objects.filter(user=user).values_list("pk", flat=True))
    return bool(unread_of(user) or waiting_for([user.pk], {}, now())[user.pk].unread or worth_mailing(user, mine))


@pytest.mark.parametrize("state", ["published", "restricted", "draft", "trashed"])
def test_every_kind_for_everybody(cast: Cast, as_: SignIn, state: str) -> None:
    on = stage(cast, "Nobody’s business", published=state != "draft")
    if state == "restricted":
        restrict_page(on.page, by=cast.ada, action="view", users=[cast.ada, cast.ben], teams=[])
    elif state == "trashed":
        trash_page(on.page, by=cast.ada)
    on.page.refresh_from_db()
    drafts = (False, True) if state == "published" else (False,)
    tell_everything(on, cast.ada, drafts)
    for on_draft in drafts:
        allowed = on.allowed(on_draft) - {cast.ada.pk}
        for name, users in told(on, on_draft).items():
            assert users <= allowed, f"{name} told {users - allowed}, who may not see it"
            assert users or not allowed, f"{name} told nobody: give CASES what its notices read"
    for user in (cast.ben, cast.ravi, cast.sam):
        may = user.pk in on.allowed(False)
        assert reaches(user, on) == may, (state, user)
        assert (on.page.title in as_(user).get("/inbox/").content.decode()) == may


def test_nothing_is_left_of_a_right_that_was_lost(cast: Cast, as_: SignIn) -> None:
    on = stage(cast, "Ours until today")
    tell_everything(on, cast.ada, (False, True))
    listeners = [cast.ben, cast.ravi]
    assert all(reaches(user, on) for user in listeners)
    restrict_page(on.page, by=cast.ada, action="edit", users=[cast.ada], teams=[])
    drafts = Notification.objects.filter(on_draft=True)
    for user in listeners:
        assert not drafts.visible_to(user).exists(), "words of a draft that she may not edit any more"
        assert not worth_mailing(user, list(drafts.values_list("pk", flat=True)))
    restrict_page(on.page, by=cast.ada, action="view", users=[cast.ada], teams=[])
    for user in listeners:
        assert Notification.objects.filter(user=user).exists() and not reaches(user, on)
        for address in ("/inbox/", f"/inbox/?page={on.page.pk}", "/"):
            assert on.page.title not in as_(user).get(address).content.decode()
