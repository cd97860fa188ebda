"""Files of a page: kept by digest, served safely, seen by who sees the page."""

from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.cast import Cast, SignIn

from cairn.pages.models import Attachment
from cairn.pages.operations.attach import clean_name
from cairn.pages.tests.conftest import MakePage

JSON = {"HTTP_ACCEPT": "application/json"}


def png() -> bytes:
    out = BytesIO()
    Image.new("RGB", (3, 2)).save(out, "PNG")
    return out.getvalue()


def test_attach(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    page = page_of("Herd")
    url = f"/pages/{page.pk}/attachments/"
    answer = as_(cast.ben).post(url, {"file": SimpleUploadedFile("sheep.png", png(), "text/html")}, **JSON)
    assert answer.status_code == 201
    told = answer.json()
    assert (told["name"], told["width"], told["height"], told["type"]) == ("sheep.png", 3, 2, "image/png")
    picture = as_(cast.ravi).get(told["url"])
    assert picture["Content-Type"] == "image/png"
    assert picture["Content-Disposition"].startswith("inline")
    assert b"".join(picture) == png()
    assert as_(cast.sam).get(told["url"]).status_code == 404
    assert as_(None).get(told["url"]).status_code == 302
    assert "sheep.png" in as_(cast.ravi).get(url).content.decode()
    again = as_(cast.ben).post(url, {"file": SimpleUploadedFile("sheep.png", png())}, **JSON)
    assert again.json()["id"] == told["id"]
    for user, status in ((cast.cleo, 403), (cast.sam, 404)):
        assert as_(user).post(url, {"file": SimpleUploadedFile("a.png", png())}, **JSON).status_code == status
    assert as_(cast.ben).post(url, {}, **JSON).status_code == 422
    assert Attachment.objects.count() == 1


def test_what_could_run_is_a_download(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    page = page_of("Herd")
    for name, content in (
        ("x.html", b"<script>alert(1)</script>"),
        ("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ):
        sent = {"file": SimpleUploadedFile(name, content, "image/png")}
        told = as_(cast.ben).post(f"/pages/{page.pk}/attachments/", sent, **JSON).json()
        answer = as_(cast.ben).get(told["url"])
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]
        assert answer["Content-Type"] != "text/html"


def test_too_large(cast: Cast, as_: SignIn, page_of: MakePage, settings: object) -> None:
    settings.MAX_UPLOAD_BYTES = 10  # type: ignore[attr-defined]
    page = page_of("Herd")
    sent = {"file": SimpleUploadedFile("x.txt", b"x" * 11)}
    assert as_(cast.ben).post(f"/pages/{page.pk}/attachments/", sent, **JSON).status_code == 413


def test_no_name_becomes_a_path(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    page = page_of("Herd")
    sent = {"file": SimpleUploadedFile("x.txt", b"words")}
    as_(cast.ben).post(f"/pages/{page.pk}/attachments/", sent, **JSON)
    stored = Attachment.objects.get()
    assert stored.file.name == f"attachments/{stored.sha256[:2]}/{stored.sha256}"
    assert Path(stored.file.path).is_relative_to(Path(settings.DATA) / "files")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\boot.ini", "boot.ini"),
        ("a\x00b\n.txt", "ab.txt"),
        ("", "file"),
        ("...", "file"),
        ("x" * 300 + ".png", "x" * 251 + ".png"),
    ],
)
def test_names(sent: str, kept: str) -> None:
    assert clean_name(sent) == kept
