"""Files of the folder that pages show or link to."""

from __future__ import annotations

import os
from pathlib import PurePosixPath

from django.core.files.base import File
from PIL import Image, UnidentifiedImageError

from cairn.core.errors import CairnError
from cairn.documents import Adf
from cairn.pages.markdown_import.folder import Folder
from cairn.pages.markdown_import.report import ImportReport
from cairn.pages.models import Attachment, Page
from cairn.pages.operations import attach_file
from cairn.people.actors import Actor


class PageFiles:
    """Files of the folder that one page shows or links to."""

    def __init__(self, folder: Folder, page: Page, by: Actor, report: ImportReport, path: str) -> None:
        self.folder, self.page, self.by, self.report, self.path = folder, page, by, report, path
        self.attached: dict[str, Attachment | None] = {}

    def node(self, file: str, alt: str, height: int | None = None) -> Adf | None:
        """The file as a picture (`height` in pixels, its own by default), or as a link with its name; None where it
        could not be attached."""
        if file not in self.attached:
            self.attached[file] = self._attach(file)
        attachment = self.attached[file]
        if attachment is None:
            return None
        url = attachment.get_absolute_url()
        if attachment.content_type.startswith("image/"):
            media = {"type": "external", "url": url, **({"alt": alt} if alt else {}), **_size(attachment, height)}
            picture = {"type": "media", "attrs": media}
            return {"type": "mediaSingle", "attrs": {"layout": "center"}, "content": [picture]}
        link = {"type": "link", "attrs": {"href": url}}
        return {"type": "text", "text": alt or attachment.name, "marks": [link]}

    def _attach(self, file: str) -> Attachment | None:
        try:
            with os.fdopen(self.folder.open(file), "rb") as opened:
                attached = attach_file(self.page, File(opened), by=self.by, name=PurePosixPath(file).name)
        except (CairnError, OSError) as error:
            why = error.message if isinstance(error, CairnError) else f"{error.strerror}."
            self.report.add(self.path, f"The file “{file}” was not attached: {why}")
            return None
        self.report.attachments += 1
        return attached


def _size(attachment: Attachment, height: int | None) -> dict[str, int]:
    """Width and height in pixels, which keep the text from jumping while a picture loads; nothing where unknown."""
    try:
        with attachment.file.open("rb") as file, Image.open(file) as image:
            wide, high = image.size
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return {}
    shown = height if height and height < high else high
    return {"width": max(1, round(wide * shown / high)), "height": shown} if wide and high else {}
