"""What operations share: clean titles, valid bodies, the page as it is now."""

from __future__ import annotations

from cairn.core.errors import Invalid, Missing
from cairn.documents import Adf, InvalidDocument, ensure_local_ids, validate
from cairn.pages.loaders import GONE
from cairn.pages.models import TITLE_LENGTH, Page


def clean_title(title: str) -> str:
    """The title on one line, 1 to 250 characters. Raises Invalid with a count otherwise."""
    title = " ".join(title.split())
    if not title:
        raise Invalid("A page needs a title. Type a few words.", fields={"title": "Type a few words."})
    if len(title) > TITLE_LENGTH:
        message = (
            f"The title has {len(title)} characters; {TITLE_LENGTH} are the most. "
            "Nothing was changed and your text is still here: shorten it and save again."
        )
        raise Invalid(message, fields={"title": message})
    return title


def clean_body(body: Adf) -> Adf:
    """A valid body with local ids. Raises Invalid that says where the schema is broken."""
    try:
        return ensure_local_ids(validate(body))
    except InvalidDocument as broken:
        where = "/".join(str(step) for step in broken.path)
        message = f"This text can't be stored: {broken.message} Nothing was changed."
        raise Invalid(message, fields={"body": where or "document"}) from broken


def fresh(page: Page) -> Page:
    """The page as it is now, locked against other writers until the transaction ends."""
    now = Page.objects.select_for_update(of=("self",)).select_related("space").filter(pk=page.pk).first()
    if now is None:
        raise Missing(GONE)
    return now
