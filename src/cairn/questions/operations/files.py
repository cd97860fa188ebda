"""Files that belong to a session: kept with its page, whoever of those who run it brings them."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile

from cairn.pages.access import can_edit
from cairn.pages.models import Attachment
from cairn.pages.operations import attach_file
from cairn.people.actors import SYSTEM, Actor
from cairn.questions.models import Session


def keep_file(session: Session, file: UploadedFile[Any], *, by: Actor) -> Attachment:
    """The caller has asked whether she runs the session. A host may be somebody who only reads its page: the house
    then keeps the file for her, which changes nothing of the page's text."""
    return attach_file(session.page, file, by=by if can_edit(by, session.page) else SYSTEM)
