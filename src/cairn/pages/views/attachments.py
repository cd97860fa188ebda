"""Files of a page."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from PIL import ExifTags, Image, UnidentifiedImageError

from cairn.core.errors import CairnError, Invalid
from cairn.core.ids import number
from cairn.core.ranged import ranged
from cairn.pages.file_types import INLINE, PICTURES
from cairn.pages.loaders import attachment_for, page_for
from cairn.pages.models import Attachment
from cairn.pages.operations import attach_file, copy_attachment
from cairn.pages.pictures import COPY_TYPE, smaller
from cairn.pages.responses import dialog, done
from cairn.people.http import signed_in

# Whatever a file holds, it runs nothing, loads nothing and keeps its own type.
SANDBOX = {
    "default-src": ["'none'"], "sandbox": True, "style-src": ["'unsafe-inline'"], "img-src": ["'self'", "data:"],
    "media-src": ["'self'"],
}  # fmt: skip


@login_required
def attachments(request: HttpRequest, pk: int) -> HttpResponse:
    """The page's files as a partial; `?dialog=1` gives the dialog that adds one."""
    page = page_for(signed_in(request), pk)
    if request.GET.get("dialog"):
        return dialog(request, "pages/_attach.html", {"page": page})
    return render(request, "pages/_attachments.html", {"page": page, "attachments": page.attachments.order_by("name")})


@login_required
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    user, sent = signed_in(request), request.FILES.get("file")
    page = page_for(user, pk)
    wants_json = request.headers.get("Accept", "").startswith("application/json")
    try:
        attachment = attach_file(page, _present(sent), by=user)
    except CairnError as error:
        if wants_json:
            return JsonResponse({"message": error.message}, status=error.status)
        return dialog(request, "pages/_attach.html", {"page": page}, error)
    return JsonResponse(_described(attachment), status=201) if wants_json else done(page)


@login_required
def copy(request: HttpRequest, pk: int) -> JsonResponse:
    """`key`: a file of another page that is shown in this one from now on; the answer is as for a file that was sent."""
    user = signed_in(request)
    page = page_for(user, pk)
    kept = copy_attachment(page, attachment_for(user, request.POST.get("key", "")), by=user)
    return JsonResponse(_described(kept), status=201)


@login_required
def attachment(request: HttpRequest, key: str, name: str) -> FileResponse:
    """The file itself, or the part that `Range` asks for. `?download` saves what would be shown or played; `?w=960`
    gives a picture that many pixels wide."""
    found = attachment_for(signed_in(request), key)
    copy_of = smaller(found, number(request.GET.get("w", "")) or 0)
    shown = found.content_type in INLINE and "download" not in request.GET
    kind, tag = (COPY_TYPE, f"{found.sha256}-{request.GET['w']}") if copy_of else (found.content_type, found.sha256)
    response = FileResponse(
        copy_of or found.file.open("rb"), content_type=kind, as_attachment=not shown, filename=found.name
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    response["ETag"] = f'"{tag}"'
    response._csp_replace = SANDBOX  # type: ignore[attr-defined]  # django-csp's own way to name another policy
    return response if copy_of else ranged(response, request, found.size)


def _present(sent: UploadedFile[bytes] | None) -> UploadedFile[bytes]:
    if sent is None:
        raise Invalid("No file came along. Choose one and send it again.")
    return sent


def _described(attachment: Attachment) -> dict[str, object]:
    """What the editor needs to show the file; width and height in pixels for pictures, else null."""
    width, height = _size(attachment) if attachment.content_type in PICTURES else (None, None)
    return {
        "url": attachment.get_absolute_url(), "id": attachment.key, "name": attachment.name,
        "width": width, "height": height, "type": attachment.content_type,
    }  # fmt: skip


def _size(attachment: Attachment) -> tuple[int | None, int | None]:
    """As it is shown: cameras write a picture lying down and a note to turn it."""
    try:
        with attachment.file.open("rb") as file, Image.open(file) as image:
            lying = image.getexif().get(ExifTags.Base.Orientation, 1) >= 5
            return (image.height, image.width) if lying else image.size
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None, None  # a broken picture is kept as it is
