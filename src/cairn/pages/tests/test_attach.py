"""Files of a page: kept by digest, served safely, seen by who sees the page."""

from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.cast import Cast, SignIn

from cairn.pages.models import Attachment
from cairn.pages.operations import restrict_page
from cairn.pages.operations.attach import attach_file, clean_name
from cairn.pages.rendering import render
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


MP4 = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 4


def test_a_film_is_played_from_any_place(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    page = page_of("Herd")
    sent = {"file": SimpleUploadedFile("film", MP4)}
    told = as_(cast.ben).post(f"/pages/{page.pk}/attachments/", sent, **JSON).json()
    assert told["url"].endswith("/film.mp4")
    ravi = as_(cast.ravi)
    whole = ravi.get(told["url"])
    assert (whole.status_code, whole["Content-Type"], whole["Accept-Ranges"]) == (200, "video/mp4", "bytes")
    assert whole["Content-Disposition"].startswith("inline")
    assert ravi.get(f"{told['url']}?download")["Content-Disposition"].startswith("attachment")
    total = len(MP4)
    for asked, first, last in (("bytes=0-9", 0, 9), ("bytes=100-", 100, total - 1), ("bytes=-7", total - 7, total - 1)):
        part = ravi.get(told["url"], HTTP_RANGE=asked)
        assert (part.status_code, part["Content-Range"]) == (206, f"bytes {first}-{last}/{total}")
        assert b"".join(part) == MP4[first : last + 1]
        assert int(part["Content-Length"]) == last - first + 1
    beyond = ravi.get(told["url"], HTTP_RANGE=f"bytes={total}-")
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{total}")
    for asked in ("bytes=-0", "bytes=9-1"):
        assert ravi.get(told["url"], HTTP_RANGE=asked).status_code == 416
    for asked in ("bytes=0-1,4-5", "lines=1-2", "bytes=-"):
        assert ravi.get(told["url"], HTTP_RANGE=asked).status_code == 200
    assert ravi.get(told["url"], HTTP_RANGE="bytes=0-1", HTTP_IF_RANGE='"another"').status_code == 200
    assert ravi.get(told["url"], HTTP_RANGE="bytes=0-1", HTTP_IF_RANGE=whole["ETag"]).status_code == 206
    assert as_(cast.sam).get(told["url"], HTTP_RANGE="bytes=0-1").status_code == 404


def test_a_turned_photograph_is_measured_as_it_is_shown(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    out = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # turn to the right
    Image.new("RGB", (30, 20)).save(out, "JPEG", exif=exif)
    sent = {"file": SimpleUploadedFile("photo.jpg", out.getvalue())}
    told = as_(cast.ben).post(f"/pages/{page_of('Herd').pk}/attachments/", sent, **JSON).json()
    assert (told["width"], told["height"]) == (20, 30)


def test_files_in_a_text(cast: Cast, page_of: MakePage) -> None:
    page = page_of("Herd")
    file = attach_file(page, SimpleUploadedFile("plan.pdf", b"%PDF-" + b"x" * 2000), by=cast.ben)
    attrs = {"type": "file", "id": file.key, "collection": "", "alt": "plan.pdf"}
    html = render({"type": "doc", "version": 1, "content": [
        {"type": "mediaGroup", "content": [{"type": "media", "attrs": attrs}]},
        {"type": "paragraph", "content": [{"type": "mediaInline", "attrs": attrs}]},
    ]})  # fmt: skip
    assert html.count(f'href="/attachments/{file.key}/plan.pdf"') == 2
    assert html.count("PDF, 2.0") == 2


def test_a_picture_pasted_into_another_page_is_open_to_its_readers(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    shut, page = page_of("Shut"), page_of("Herd")
    file = attach_file(shut, SimpleUploadedFile("sheep.png", png()), by=cast.ben)
    restrict_page(shut, by=cast.ben, action="view", users=[cast.ben], teams=[])
    url = f"{page.get_absolute_url()}attachments/copies/"
    assert as_(cast.ravi).get(file.get_absolute_url()).status_code == 404
    for user, status in ((cast.ada, 404), (cast.cleo, 404), (cast.sam, 404)):  # the file is not open to them
        assert as_(user).post(url, {"key": file.key}).status_code == status
    told = as_(cast.ben).post(url, {"key": file.key}).json()
    assert told["id"] != file.key and told["name"] == "sheep.png" and told["width"] == 3
    assert as_(cast.ravi).get(told["url"]).status_code == 200
    assert as_(cast.ben).post(url, {"key": file.key}).json()["id"] == told["id"]
    assert as_(cast.ben).post(url, {"key": told["id"]}).json()["id"] == told["id"]
    # Who may read both but not write here changes nothing.
    assert as_(cast.ravi).post(url, {"key": told["id"]}).status_code == 403
    assert Attachment.objects.filter(page=page).count() == 1


def test_a_large_picture_has_smaller_copies(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    out = BytesIO()
    Image.new("RGBA", (1200, 600), (90, 140, 110, 128)).save(out, "PNG")
    page = page_of("Herd")
    told = attach_file(page, SimpleUploadedFile("herd.png", out.getvalue()), by=cast.ben)
    url, ravi = told.get_absolute_url(), as_(cast.ravi)
    small = ravi.get(f"{url}?w=480")
    assert small["Content-Type"] == "image/webp"
    with Image.open(BytesIO(b"".join(small))) as image:
        assert (image.size, image.mode) == ((480, 240), "RGBA")
    for _ in range(2):  # what is no wider, and widths nobody offers, are the picture itself
        for width in ("1600", "481", "x", "-1", ""):
            assert ravi.get(f"{url}?w={width}")["Content-Type"] == "image/png"
    assert ravi.get(f"{url}?w=480")["ETag"] != ravi.get(url)["ETag"]
    assert as_(cast.sam).get(f"{url}?w=480").status_code == 404
    broken = attach_file(page, SimpleUploadedFile("x.png", b"\x89PNG\r\n\x1a\n" + b"junk"), by=cast.ben)
    assert ravi.get(f"{broken.get_absolute_url()}?w=480")["Content-Type"] == "image/png"
    media = {"type": "media", "attrs": {"type": "external", "url": url, "width": 1200, "height": 600}}
    html = render({"version": 1, "type": "doc", "content": [
        {"type": "mediaSingle", "attrs": {"layout": "center", "width": 50}, "content": [media]}
    ]})  # fmt: skip
    assert f'srcset="{url}?w=480 480w, {url}?w=960 960w, {url} 1200w"' in html
    assert 'sizes="(max-width: 408px) 100vw, 368px"' in html
