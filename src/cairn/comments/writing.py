"""From what a person typed to what a comment stores."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from cairn import documents
from cairn.comments.models import Comment
from cairn.core.errors import Invalid
from cairn.documents import Adf
from cairn.pages.audience import viewers
from cairn.pages.models import Page
from cairn.people.crowds import ask_first, called
from cairn.people.directory import TEAM_PREFIX
from cairn.people.models import Team, User

LONGEST = 20_000  # letters
EXCERPT = 200


@dataclass(frozen=True, slots=True)
class Written:
    body: Adf
    html: str
    text: str
    mentioned: list[int]  # ids of people

    @property
    def excerpt(self) -> str:
        line = " ".join(self.text.split())
        return line if len(line) <= EXCERPT else f"{line[: EXCERPT - 1].rstrip()}…"


def write(typed: str, page: Page, *, by: User, before: Adf | None = None, agreed: int = 0) -> Written:
    """Markdown as typed on a page, with `@Name` for people and teams. Raises Invalid when nothing is left or it is too long, and
    when it calls a crowd that she has not `agreed` to tell; what was there `before` calls nobody."""
    if not typed.strip():
        raise Invalid(_("The comment is empty. Write what you want to say, then send it."), fields={"text": _("Empty")})
    if len(typed) > LONGEST:
        message = _("The comment is longer than %(most)d letters. Your text is kept; shorten it, or make it a page.")
        raise Invalid(message % {"most": LONGEST}, fields={"text": _("Too long")})
    try:
        body = documents.validate(with_mentions(documents.from_typed(typed).body, by))
    except documents.InvalidDocument as error:
        raise Invalid(
            _("This can't be kept as a comment: %(why)s Your text is kept.") % {"why": error.message}
        ) from error
    mentioned = documents.mentions(body)
    known = documents.mentions(before) if before else []
    ask_first([each for each in mentioned if each not in known], by, agreed=agreed, reach=partial(viewers, page))
    return Written(body, documents.to_html(body), documents.to_text(body), called(mentioned, by))


def with_mentions(body: Adf, by: User) -> Adf:
    """`@Name` in its words becomes a mention of a person or team that she may know of."""
    names = set(re.findall(r"@\s?(\w+)", documents.to_text(body)))
    if not names:
        return body
    people = [*Team.objects.visible_to(by).order_by("-pk"), *_called(names, by)]
    if not people:
        return body
    pattern = re.compile(
        r"(?<![\w@])@(" + "|".join(re.escape(p.name) for p in sorted(people, key=lambda p: -len(p.name))) + r")(?!\w)",
        re.IGNORECASE,
    )
    by_name: dict[str, User | Team] = {called.name.casefold(): called for called in people}
    return _replace_text(body, lambda text: _split(text, pattern, by_name))


def _called(first_words: Iterable[str], by: User) -> Iterable[User]:
    """People she may know of whose name begins with one of these words; of two with one name who came first."""
    wanted = {word.casefold() for word in first_words}
    everyone = User.objects.visible_to(by).active().order_by("-pk").only("pk", "name")
    return [person for person in everyone if (person.name.split() or [""])[0].casefold() in wanted]


def _split(node: Adf, pattern: re.Pattern[str], by_name: dict[str, User | Team]) -> list[Adf]:
    """A text node as text and mentions."""
    pieces: list[Adf] = []
    for index, piece in enumerate(pattern.split(node["text"])):
        if index % 2:
            person = by_name[piece.casefold()]
            pk = f"{TEAM_PREFIX}{person.pk}" if isinstance(person, Team) else str(person.pk)
            pieces.append({"type": "mention", "attrs": {"id": pk, "text": f"@{person.name}"}})
        elif piece:
            pieces.append({**node, "text": piece})
    return pieces


def _replace_text(node: Adf, split: Callable[[Adf], list[Adf]]) -> Adf:
    if node.get("type") == "codeBlock" or "content" not in node:
        return node
    content: list[Adf] = []
    for child in node["content"]:
        is_code = any(mark.get("type") in ("code", "link") for mark in child.get("marks", ()))
        if child.get("type") == "text":
            content.extend([child] if is_code else split(child))
        else:
            content.append(_replace_text(child, split))
    changed: dict[str, Any] = {**node, "content": content}
    return changed


def said_already(by: User, sending: str | None) -> Comment | None:
    """What she said with this very act of sending: a second press, or the browser trying again."""
    if not sending:
        return None
    return Comment.objects.select_related("thread__page").filter(by=by, sending=sending[:36]).first()
