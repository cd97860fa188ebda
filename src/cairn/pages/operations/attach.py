"""Files of a page, kept once by the digest of their content: no name from outside ever becomes a path."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Invalid, TooLarge
from cairn.pages.access import require_edit
from cairn.pages.file_types import sniff
from cairn.pages.models import Attachment, Page
from cairn.pages.operations.checks import fresh
from cairn.people.actors import Actor, user_of


def attach_file(page: Page, file: File[bytes], *, by: Actor, name: str | None = None) -> Attachment:
    """Keep `file` with the page. The same content under the same name is the same attachment, not a second one.

    Raises TooLarge beyond CAIRN_MAX_UPLOAD_MB, Invalid for an empty file.
    """
    size = file.size or 0
    if size > settings.MAX_UPLOAD_BYTES:
        most = settings.MAX_UPLOAD_BYTES // (1024 * 1024)
        raise TooLarge(
            f"The file has {size / 1048576:.1f} MB; up to {most} MB can be attached. It was not stored, "
            "your text is safe. Make it smaller, or keep it elsewhere and link to it."
        )
    if size == 0:
        raise Invalid("The file is empty, so there is nothing to attach.")
    shown = clean_name(name or file.name or "")
    sha256, head = _read(file)
    with atomic():
        now = fresh(page)
        require_edit(by, now)
        same = Attachment.objects.filter(page=now, sha256=sha256, name=shown).first()
        if same is not None:
            return same
        return _keep(
            Attachment(
                page=now, name=shown, content_type=sniff(head, shown), size=size, sha256=sha256,
                file=_store(file, sha256),
            ), by,
        )  # fmt: skip


def copy_attachment(page: Page, attachment: Attachment, *, by: Actor) -> Attachment:
    """The same file with another page, so that who reads that page sees it. The caller may see `attachment`.

    A picture that is pasted into a page would else be shown to those alone who also see the page it came from.
    """
    with atomic():
        now = fresh(page)
        require_edit(by, now)
        same = Attachment.objects.filter(page=now, sha256=attachment.sha256, name=attachment.name).first()
        if same is not None:
            return same
        return _keep(
            Attachment(
                page=now, name=attachment.name, content_type=attachment.content_type, size=attachment.size,
                sha256=attachment.sha256, file=attachment.file.name,
            ), by,
        )  # fmt: skip


def _keep(attachment: Attachment, by: Actor) -> Attachment:
    attachment.by = user_of(by)
    attachment.save()
    page = attachment.page
    record(
        "page.attached", by=by, space_id=page.space_id, page_id=page.pk, target_id=attachment.pk, file=attachment.name
    )
    return attachment


def clean_name(name: str) -> str:
    """The last part of a name from outside, printable, at most 255 characters: what people see and download it as."""
    last = PurePosixPath(name.replace("\\", "/")).name
    shown = "".join(char for char in last if char.isprintable()).strip(" .")
    stem, dot, suffix = shown.rpartition(".")
    if len(shown) > 255 and dot and len(suffix) < 20:
        return f"{stem[: 254 - len(suffix)]}.{suffix}"
    return shown[:255] or "file"


def _read(file: File[bytes]) -> tuple[str, bytes]:
    """SHA-256 (hex) and the first 4 KB."""
    digest, head = hashlib.sha256(), b""
    for chunk in file.chunks():
        digest.update(chunk)
        head = head or chunk[:4096]
    file.seek(0)
    return digest.hexdigest(), head


def _store(file: File[bytes], sha256: str) -> str:
    """The storage name. A file left by a write that was rolled back is simply found again."""
    name = f"attachments/{sha256[:2]}/{sha256}"
    if not default_storage.exists(name):
        return default_storage.save(name, file)
    return name
