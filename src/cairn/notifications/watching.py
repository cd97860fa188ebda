"""What reaches her of a page, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat, StrIndex
from django.utils.translation import gettext as _

from cairn.notifications.models import Mute, Notification, Watch, WatchPreference
from cairn.notifications.queries import WatchQuerySet
from cairn.pages.models import Page
from cairn.people.models import User
from cairn.questions.models import Question
from cairn.spaces.models import Space


@dataclass(frozen=True)
class Watching:
    """`own`: her watch of the page itself; `above`: of a page above with all below it; `space`: of its space."""

    own: Watch | None = None
    above: Watch | None = None
    space: Watch | None = None
    is_muted: bool = False

    @property
    def is_on(self) -> bool:
        return not self.is_muted and bool(self.own or self.above or self.space)

    @property
    def why(self) -> str:
        """The sentence over the menu."""
        if self.is_muted:
            return _("You have muted this page. Only what is asked of you by name reaches you.")
        if self.own is not None:
            because = {
                "wrote": _("You watch this page because you wrote on it."),
                "spoke": _("You watch this page because you commented on it."),
            }
            return because.get(self.own.why, _("You chose to watch this page."))
        if self.above is not None:
            return _("You watch “{title}” and all pages below it.").format(title=self.above.page)
        if self.space is not None:
            return _("You watch everything in {space}.").format(space=self.space.space)
        return _("You don’t watch this page. What is asked of you by name reaches you anyway.")


def watching_of(user: User, page: Page) -> Watching:
    found = list(Watch.objects.of_user(user).reaching(page).select_related("page", "space"))
    return Watching(
        own=next((each for each in found if each.page_id == page.pk), None),
        above=next((each for each in found if each.page_id not in (None, page.pk)), None),
        space=next((each for each in found if each.space_id), None),
        is_muted=Mute.objects.of(user, page).exists(),
    )


def watches_everything(user: User, space: Space) -> bool:
    return Watch.objects.of_user(user).filter(space=space, only_questions=False).exists()


def page_facts(user: User) -> dict[str, Combinable]:
    """`is_watched` and `is_muted`, read along with the page itself (config/panels.py ANNOTATIONS)."""
    mine = Watch.objects.of_user(user)
    above = mine.filter(below=True).annotate(
        mark=Concat(Value("/"), Cast("page", TextField()), Value("/"), output_field=TextField())
    )
    return {
        "is_watched": ExpressionWrapper(
            Q(Exists(mine.filter(Q(page=OuterRef("pk")) | Q(space=OuterRef("space"), only_questions=False))))
            | Q(Exists(above.alias(found=StrIndex(OuterRef("path"), F("mark"))).filter(found__gt=0))),
            output_field=BooleanField(),
        ),
        "is_muted": Exists(Mute.objects.of_user(user).filter(page=OuterRef("pk"))),
    }


def watches_of(user: User) -> WatchQuerySet:
    """What she watches of what she may see, spaces first."""
    pages = Page.objects.visible_to(user).values("pk")
    seen = (
        Q(page__in=pages) | Q(space__in=Space.objects.visible_to(user).values("pk")) | Q(question__in=_questions(user))
    )
    found = Watch.objects.of_user(user).filter(seen).select_related("page__space", "space", "question__space")
    return found.order_by("question", "page", "-at")


def mutes_of(user: User) -> WatchQuerySet:
    seen = Page.objects.visible_to(user).values("pk")
    found = Mute.objects.of_user(user).filter(Q(page__in=seen) | Q(question__in=_questions(user)))
    return found.select_related("page__space", "question__space").order_by("-at")


def _questions(user: User) -> QuerySet[Question, Any]:
    return Question.objects.visible_to(user).values("pk")


@dataclass(frozen=True)
class WatchingQuestion:
    """Whether she hears of an everyday question: she watches it or its space, or takes part in it."""

    is_on: bool
    is_muted: bool
    unread: bool


def watching_question(user: User, question: Question) -> WatchingQuestion:
    """Four queries."""
    muted = Mute.objects.of_user(user).of_question(question).exists()
    part = question.asker_id == user.pk or question.cast.filter(user=user).exists()
    is_on = part or Watch.objects.of_user(user).reaching_question(question).exists()
    unread = Notification.objects.filter(user=user, question=question, read_at=None, done_at=None).exists()
    return WatchingQuestion(is_on and not muted, muted, unread)


def watching_questions(user: User, space: Space) -> Watch | None:
    """Her watch of a space, or of its questions alone."""
    return Watch.objects.of_user(user).of_space(space).first()


def preference_of(user: User) -> WatchPreference:
    """As she chose it, or as it is for who has chosen nothing."""
    return WatchPreference.objects.of_user(user).first() or WatchPreference(user=user)
