"""Making a version: the one place where rows of the history come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypedDict

from django.db.models import Max

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.errors import Conflict, Invalid
from cairn.documents import Adf, adf_from_doc, assign_local_ids, mentions, outline, to_text, without_prompts
from cairn.livedocs.log import edit, user_id
from cairn.livedocs.writers import writers_since
from cairn.pages.drafts import head_of, same_words
from cairn.pages.models import Page, Version
from cairn.pages.operations.checks import clean_body, clean_title
from cairn.pages.rendering import render
from cairn.people.actors import Actor, user_of

MESSAGE_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Remark:
    """What the publisher says of a version. `minor`: no watcher is told; `material`: it changes what was agreed."""

    message: str = ""
    minor: bool = False
    material: bool = False


class Said(TypedDict, total=False):
    """What a publisher says of a version, see `publish_page`."""

    message: str
    minor: bool
    material: bool


def clean_remark(message: str = "", *, minor: bool = False, material: bool = False) -> Remark:
    """The message on one line, up to 300 characters. Raises Invalid; a change of what was agreed is never minor."""
    message = " ".join(message.split())
    if len(message) > MESSAGE_LENGTH:
        words = f"The message has {len(message)} characters; {MESSAGE_LENGTH} are the most."
        raise Invalid(words, fields={"message": words})
    if minor and material:
        raise Invalid("A change of what was agreed can't be a minor edit: people have to hear of it. Choose one.")
    return Remark(message, minor, material)


def settled_body(page: Page, by: Actor) -> Adf:
    """The live body with local ids that last: what lacks one gets it in the live document itself."""

    def settle(doc: Any) -> Adf:
        assign_local_ids(doc)
        return adf_from_doc(doc)

    return clean_body(edit(page.document_id, settle, by=by))


def authors_of(page: Page, by: Actor) -> list[int]:
    """Who wrote since the last version; the publisher where nobody did (a new title, an import)."""
    since = page.published.upto if page.published else 0
    person = user_of(by)
    return writers_since(page.document_id, since) or ([person.pk] if person else [])


def refuse_the_same(page: Page, title: str, body: Adf) -> None:
    last = page.published
    if last and last.title == title and same_words(last.body, body):
        raise Conflict(f"Nothing has changed since version {last.number}, so there is nothing to publish.")


def add_version(
    page: Page, body: Adf, remark: Remark, authors: list[int], *, by: Actor, by_itself: bool = False
) -> Version:
    """The next version of a locked `page`, which readers see from now on; its event tells the rest of the house.

    `authors`: whoever wrote last first. What a page publishes by itself stands under that name.
    """
    version = Version.objects.create(
        page=page,
        number=(Version.objects.filter(page=page).aggregate(last=Max("number"))["last"] or 0) + 1,
        message=remark.message,
        minor=remark.minor,
        material=remark.material,
        by_itself_since=now() if by_itself else None,
        **content_of(page, body),
        by_id=next(iter(authors), None) if by_itself else user_id(by),
    )
    version.authors.set(authors)
    page.published, page.drafted = version, version.upto  # the draft history needs no copy of what a version holds
    page.save(update_fields=["published", "drafted"])
    tell_published(page, version, authors, by=by)
    return version


def content_of(page: Page, body: Adf) -> dict[str, Any]:
    """What a version holds of its page, rendered once. Prompts are for the writer and stay in the live document."""
    body = without_prompts(body)
    return {
        "title": clean_title(page.title),
        "body": body,
        "html": render(body),
        "text": to_text(body),
        "outline": [{"level": h.level, "text": h.text, "id": h.id} for h in outline(body)],
        "upto": head_of(page.document_id),
        "at": now(),
    }


def tell_published(
    page: Page, version: Version, authors: list[int], *, by: Actor, before: Adf | None = None, copied: bool = False
) -> None:
    """`before` is given when a version goes on: what it held until now, so that nobody is told anything twice.

    `copied`: nobody wrote it for this page, so nobody is asked for what stands there.
    """
    again = {"again": True, "mentioned": _new_mentions(before, version.body)} if before is not None else {}
    record(
        "page.published", by=by, space_id=page.space_id, page_id=page.pk, target_id=version.pk,
        number=version.number, title=version.title, message=version.message, excerpt=version.text[:280],
        minor=version.minor, material=version.material, by_itself=version.by_itself_since is not None,
        authors=authors, **again, **({"copied": True} if copied else {}),
    )  # fmt: skip


def _new_mentions(before: Adf, body: Adf) -> list[str]:
    known = set(mentions(before))
    return [each for each in mentions(body) if each not in known]
