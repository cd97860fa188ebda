"""Links that stop mail: signed, each for one person and one thing. They open nothing else and sign nobody in."""

from __future__ import annotations

from dataclasses import dataclass

from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.core.ids import number
from cairn.mail.kinds import BY_NAME
from cairn.people.models import User

SALT = "cairn.mail.unsubscribe"


@dataclass(frozen=True)
class Stop:
    """What a link stops: `scope` is "page:12", "question:7", "kind:own,watching" or "all"."""

    user: User
    scope: str

    @property
    def page_id(self) -> int | None:
        return number(self.scope.removeprefix("page:")) if self.scope.startswith("page:") else None

    @property
    def question_id(self) -> int | None:
        return number(self.scope.removeprefix("question:")) if self.scope.startswith("question:") else None

    @property
    def kinds(self) -> list[str]:
        names = self.scope.removeprefix("kind:").split(",") if self.scope.startswith("kind:") else []
        return [name for name in names if name in BY_NAME]

    @property
    def words(self) -> str:
        """What is stopped, for "No more mail about …"."""
        if self.page_id is not None:
            return _("this page")
        if self.question_id is not None:
            return _("this question")
        if self.kinds:
            return ", ".join(str(BY_NAME[name].label) for name in self.kinds)
        return _("anything")


def unsubscribe_path(user: User, scope: str = "all") -> str:
    return reverse("unsubscription", args=[signing.dumps([user.pk, scope], salt=SALT)])


def stop_of(token: str) -> Stop | None:
    """What an unsubscribe link stops; None for one that is not ours. Links do not expire: mail is kept for years."""
    try:
        pk, scope = signing.loads(token, salt=SALT)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    user = User.objects.active().filter(pk=pk).first()
    return Stop(user, scope) if user else None
