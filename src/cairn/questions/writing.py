"""From what a person typed to what a question, an answer or a remark stores."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cairn import documents
from cairn.comments.writing import LONGEST, with_mentions
from cairn.core.errors import Invalid
from cairn.documents import Adf
from cairn.pages.audience import viewers
from cairn.people.actors import Actor
from cairn.people.crowds import ask_first, called
from cairn.people.models import User
from cairn.questions.models import Session
from cairn.questions.models.question import LABEL_LENGTH, TITLE_LENGTH
from cairn.spaces.audience import roles_in
from cairn.spaces.models import Space

MOST_LABELS = 5
EXCERPT = 200


@dataclass(frozen=True, slots=True)
class Written:
    """`mentioned` are ids of people."""

    body: Adf
    html: str
    text: str
    mentioned: list[int]

    @property
    def excerpt(self) -> str:
        return excerpt_of(self.text)


NOTHING_SAID = Written({"type": "doc", "version": 1, "content": []}, "", "", [])


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was typed: its one line, what else there is to say (Markdown), labels.

    `sending` is the browser's own name for one act of asking, so that what was sent twice is asked once; `crowd` how
    many people she has agreed to tell by naming a team.
    """

    title: str
    body: str = ""
    labels: tuple[str, ...] = ()
    sending: str = ""
    crowd: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """An answer or a remark as it was typed; the fields mean what they mean in `Asked`."""

    body: str
    sending: str = ""
    crowd: int = 0


def excerpt_of(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT else f"{line[: EXCERPT - 1].rstrip()}…"


def clean_title(typed: str) -> str:
    title = " ".join(typed.split())
    if not title:
        words = _("The question is empty. Write it in one line; there is room for more below.")
        raise Invalid(words, fields={"title": words})
    if len(title) > TITLE_LENGTH:
        words = _(
            "The question’s line has %(n)d letters, %(most)d at most. Your text is kept: move the details below it."
        )
        said = words % {"n": len(title), "most": TITLE_LENGTH}
        raise Invalid(said, fields={"title": said})
    return title


def clean_labels(names: tuple[str, ...]) -> list[str]:
    """Each once, in lower case, without "#"."""
    labels = [" ".join(name.lstrip("#").lower().split())[:LABEL_LENGTH].strip() for name in names]
    return list(dict.fromkeys(label for label in labels if label))[:MOST_LABELS]


def write(typed: str, place: Session | Space, *, by: Actor, crowd: int = 0, may_be_empty: bool = False) -> Written:
    """Markdown with `@Name`. The system's words (an anonymous asker's among them) name nobody.

    Raises Invalid when it is empty or too long, and when it calls a crowd that she has not agreed to tell.
    """
    if not typed.strip():
        if may_be_empty:
            return NOTHING_SAID
        words = _("There is nothing to send yet. Write what you want to say, then send it.")
        raise Invalid(words, fields={"body": words})
    if len(typed) > LONGEST:
        words = _(
            "This is longer than %(most)d letters. Your text is kept; shorten it, or make it a page and link to it."
        )
        raise Invalid(words % {"most": LONGEST}, fields={"body": words % {"most": LONGEST}})
    body = _body(typed, by)
    if not isinstance(by, User) and any(documents.find_nodes(body, "media")):
        words = _("A file keeps who brought it, so it can’t go out without your name. Your text is kept; take it out.")
        raise Invalid(words, fields={"body": words})
    mentioned = documents.mentions(body) if isinstance(by, User) else []
    if mentioned:
        ask_first(mentioned, by, agreed=crowd, reach=lambda users: _audience(place, users))
    return Written(body, documents.to_html(body), documents.to_text(body), called(mentioned, by) if mentioned else [])


def _body(typed: str, by: Actor) -> Adf:
    read = documents.from_typed(typed).body
    try:
        return documents.validate(with_mentions(read, by) if isinstance(by, User) else read)
    except documents.InvalidDocument as error:
        words = _("This can’t be kept: %(why)s Your text is kept.") % {"why": error.message}
        raise Invalid(words, fields={"body": words}) from error


def _audience(place: Session | Space, users: list[User]) -> set[int]:
    return set(roles_in(place, users)) if isinstance(place, Space) else viewers(place.page, users)
