"""Who may follow and who may write: the one place where the live server asks, at connect and whenever rights change.

A live document is the draft: those who may edit the page write it, those who may comment on it suggest in it. A page that
is locked (a decided decision) can be followed but not written. The draft of an answer is for who runs its session.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from cairn.live.refusals import GONE, NOT_YOURS, SIGNED_OUT, Refusal, locked
from cairn.pages.kinds import kind_of, kinds
from cairn.pages.models import Page
from cairn.pages.queries import PageQuerySet
from cairn.people.actors import Actor
from cairn.people.models import User, WorkspaceRole
from cairn.people.prepared import prepared_among
from cairn.people.sessions import person_of_session
from cairn.questions.models import AnswerDraft
from cairn.spaces.models import Space
from cairn.spaces.queries import SpaceQuerySet
from cairn.suggestions.queries import drafts_open_to

# Events that never change what anybody may see or write. Any other event makes the live server decide again: a new
# event that nobody thought of here costs a query, never a leak.
HARMLESS = {
    "page": {
        "created",
        "published",
        "renamed",
        "labelled",
        "attached",
        "read",
        "body_replaced",
        "reverted",
        "draft_restored",
        "publication_scheduled",
        "publication_cancelled",
        "publication_refused",
        "made_live",
        "live_ended",
        "watched",
        "unwatched",
        "muted",
        "unmuted",
    },
    "space": {"watched", "unwatched", "questions_watched", "questions_unwatched"},
    "ama": {"created", "key_made", "changed", "announced"},  # its hosts write drafts of answers together
    "answer_draft": {"begun"},
    "invitation": {"created", "revoked"},
}
HARMLESS_NOUNS = {"comment", "thread", "suggestion", "action_item", "position", "cell", "watching", "notification"}
HARMLESS_NOUNS |= {"inbox", "mail", "roadmap", "roadmap_item", "lane", "debate", "argument"}
HARMLESS_NOUNS |= {"question", "vote", "answer", "remark", "reaction", "edit", "drafting"}


@dataclass(frozen=True, slots=True)
class Access:
    """What a person may do with a document or page. `refusal` says why she may not follow, or not write.

    `suggest`: she writes nothing but suggestions of her own (`write` is False then).
    """

    follow: bool = False
    write: bool = False
    suggest: bool = False
    refusal: Refusal | None = GONE
    page_id: int | None = None


GIVEN = Access(follow=True, refusal=locked("This draft was given as the answer meanwhile."))


def changes_rights(event_name: str) -> bool:
    noun, _, verb = event_name.partition(".")
    return noun not in HARMLESS_NOUNS and verb not in HARMLESS.get(noun, ())


def document_access(user: User, document_ids: Iterable[int]) -> dict[int, Access]:
    """What `user` may do with each live document. One not named in the result is no document of hers.

    Asked in this order: a page that is taken from her between the two is gone, not merely locked.
    """
    documents = set(document_ids)
    editable = {page.pk for page in prepared_among(user, _editable, documents)}
    pages = prepared_among(user, _visible, documents)
    others = [page.document_id for page in pages if page.pk not in editable]
    open_to = {page.pk for page in prepared_among(user, _suggestable, others)}
    found = {page.document_id: _access(user, page, page.pk in editable, page.pk in open_to) for page in pages}
    if rest := [each for each in documents if each not in found]:
        found |= _drafts(user, rest)
    return found


def _drafts(user: User, document_ids: list[int]) -> dict[int, Access]:
    """Answers that hosts write together. Without a page: nobody hears there that somebody writes."""
    drafts = AnswerDraft.objects.visible_to(user).filter(document__in=document_ids)
    return {draft.document_id: GIVEN if draft.given_at else Access(True, write=True, refusal=None) for draft in drafts}


def _editable(user: Actor, *document_ids: int) -> PageQuerySet:
    return Page.objects.editable_by(user).filter(document__in=document_ids).only("pk")


def _visible(user: Actor, *document_ids: int) -> PageQuerySet:
    return Page.objects.visible_to(user).filter(document__in=document_ids).select_related("space")


def _suggestable(user: Actor, *document_ids: int) -> PageQuerySet:
    return drafts_open_to(user).filter(document__in=document_ids).only("pk")


def _access(user: User, page: Page, editable: bool, suggestable: bool) -> Access:
    if not editable and not suggestable:
        return Access(refusal=NOT_YOURS, page_id=page.pk)
    kind = kind_of(page)
    if reason := kind.locked(page):
        return Access(follow=True, refusal=locked(reason), page_id=page.pk)
    if not editable:
        return Access(follow=True, suggest=True, refusal=None, page_id=page.pk)
    if not kind.can_edit_body(user, page):
        return Access(follow=True, refusal=NOT_YOURS, page_id=page.pk)
    return Access(follow=True, write=True, refusal=None, page_id=page.pk)


def rehearse() -> None:
    """Ask everything once in this thread, for nobody: what is compiled then need not be while somebody waits."""
    person_of_session("rehearsal")
    kinds()
    for role in WorkspaceRole.values:
        user = User(pk=0, role=role, is_active=True)
        document_access(user, [0])
        prepared_among(user, _suggestable, [0])
        page_access(user, [0])
        space_access(user, [0])


def page_access(user: User, page_ids: Iterable[int]) -> dict[int, Access]:
    """Which of the pages `user` may see, and so may hear of changes to."""
    visible = prepared_among(user, _seen, page_ids)
    return {page.pk: Access(follow=True, refusal=None, page_id=page.pk) for page in visible}


def space_access(user: User, space_ids: Iterable[int]) -> dict[int, Access]:
    """The questions of which spaces `user` may hear of: of those that she sees."""
    visible = prepared_among(user, _spaces, space_ids)
    return {space.pk: Access(follow=True, refusal=None) for space in visible}


def _spaces(user: Actor, *space_ids: int) -> SpaceQuerySet:
    return Space.objects.visible_to(user).filter(pk__in=space_ids)


def _seen(user: Actor, *page_ids: int) -> PageQuerySet:
    return Page.objects.visible_to(user).filter(pk__in=page_ids).only("pk")


@dataclass(frozen=True, slots=True)
class Person:
    """Who holds a connection: what others see of her beside her caret."""

    id: int
    name: str
    hue: int


@dataclass(frozen=True, slots=True)
class Target:
    """What a connection is about: a live document, a page, the questions of a space, or (all None) only the person
    herself."""

    document_id: int | None = None
    page_id: int | None = None
    space_id: int | None = None


def decide(session_key: str, targets: Iterable[Target]) -> tuple[Person | None, dict[Target, Access]]:
    """Who holds the session, and what she may do with each target. Nobody may do nothing. Reads the database."""
    wanted = set(targets)
    user = person_of_session(session_key) if session_key else None
    if user is None:
        return None, {target: Access(refusal=SIGNED_OUT) for target in wanted}
    document_ids = {t.document_id for t in wanted if t.document_id is not None}
    page_ids = {t.page_id for t in wanted if t.document_id is None and t.page_id is not None}
    documents = document_access(user, document_ids) if document_ids else {}
    pages = page_access(user, page_ids) if page_ids else {}
    spaces = space_access(user, [t.space_id for t in wanted if t.space_id is not None])
    result: dict[Target, Access] = {}
    for target in wanted:
        if target.document_id is not None:
            result[target] = documents.get(target.document_id, Access())
        elif target.page_id is not None:
            result[target] = pages.get(target.page_id, Access())
        elif target.space_id is not None:
            result[target] = spaces.get(target.space_id, Access())
        else:
            result[target] = Access(follow=True, refusal=None)
    return Person(user.pk, user.name, user.hue), result
