"""Requests that no page of ours makes: each is answered with a reason and a right status, and changes nothing."""

import json
import logging
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path
from tests.cast import Cast, SignIn

from cairn.comments.models import Comment
from cairn.comments.operations import start_thread
from cairn.config.urls import handler400, handler500  # noqa: F401 (the broken doors below have the same handlers)
from cairn.config.urls import urlpatterns as doors
from cairn.pages.models import Page
from cairn.pages.operations import create_page, publish_page

HUGE = 10**20


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a secret of the code")


urlpatterns = [*doors, path("broken/", broken)]


@pytest.fixture
def page(cast: Cast) -> Page:
    page = create_page(cast.stone, by=cast.ada, title="Cairn")
    publish_page(page, by=cast.ada)
    return page


@override_settings(ROOT_URLCONF=__name__)
def test_a_mistake_of_ours_tells_nothing_but_the_id_that_the_log_has(
    cast: Cast, as_: SignIn, caplog: pytest.LogCaptureFixture
) -> None:
    ada = as_(cast.ada)
    ada.raise_request_exception = False
    with caplog.at_level(logging.ERROR):
        answer = ada.get("/broken/")
    assert answer.status_code == 500
    shown = answer.content.decode()
    assert answer["X-Request-ID"] in shown and "What was saved is safe" in shown
    assert "secret" not in shown and "Traceback" not in shown and "RuntimeError" not in shown
    assert "a secret of the code" in caplog.text
    asked = ada.get("/broken/", headers={"Accept": "application/json"})
    assert asked.json()["request"] == asked["X-Request-ID"] and "secret" not in asked.content.decode()


@pytest.mark.parametrize("pk", [HUGE, 2**63, 2**31, 0, "-1", "１２", "9" * 5000])
def test_an_id_that_nothing_can_have_is_not_there(cast: Cast, as_: SignIn, pk: Any) -> None:
    ada = as_(cast.ada)
    for address in ("pages/{}/", "people/{}/", "threads/{}/", "decisions/{}/", "teams/{}/", "attachments/{}/"):
        assert ada.get(f"/{address.format(pk)}").status_code in (404, 405), address
    assert ada.post("/pages/", {"place": f"page-{pk}", "title": "x"}).status_code < 500
    assert ada.get(f"/pages/new/?parent={pk}").status_code < 500
    assert ada.get("/pages/cards/", {"url": f"http://testserver/pages/{pk}/"}).status_code < 500


def test_a_nul_is_refused_with_words(page: Page, cast: Cast, as_: SignIn) -> None:
    ada = as_(cast.ada)
    before = Page.objects.count(), Comment.objects.count()
    thread = start_thread(page, by=cast.ada, body="Why?")
    comment = Comment.objects.get(thread=thread)
    for answer in (
        ada.post("/pages/", {"place": "STONE", "title": "a\0b"}),
        ada.post(f"/pages/{page.pk}/threads/", {"text": "a\0b"}),
        ada.put(f"/pages/{page.pk}/title/", "title=a%00b"),
        ada.put(f"/comments/{comment.pk}/", "text=a%00b"),
        ada.get("/search/", {"q": "a\0b"}),
        ada.get("/people/options/", {"q": "\0"}),
        ada.post("/people/me/profile/", {"name": "A\0da"}),
        Client().post("/accounts/login/", {"login": "ada\0@example.org", "password": "x"}),
    ):
        assert answer.status_code == 422, answer.request["PATH_INFO"]
        assert "Nothing was changed" in answer.content.decode()
    assert ada.get("/spaces/ST%00NE/").status_code == 404
    assert (Page.objects.count(), Comment.objects.count() - 1) == before
    page.refresh_from_db()
    assert page.title == "Cairn"


def test_what_is_no_unicode_is_taken_as_well_as_it_can_be(cast: Cast, as_: SignIn) -> None:
    ada = as_(cast.ada)
    form = "application/x-www-form-urlencoded"
    answer = ada.post("/pages/", b"place=STONE&title=%ff%fe%80", content_type=form)
    assert answer.status_code in (302, 303, 422)
    assert ada.post("/pages/", b"title=x", content_type=f"{form}; charset=utf-16").status_code == 400
    assert ada.generic("PUT", "/pages/0/title/", b"title=x", f"{form}; charset=base64").status_code == 404
    assert ada.get("/search/?q=%ff%fe").status_code == 200


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"{",
        b"[" * 100_000,
        b'"\\ud800"',
        b'{"type": "doc", "version": 1, "content": NaN}',
        b"\xff\xfe",
        b"null",
        b"7",
    ],
    ids=["nothing", "half", "deep", "half a pair", "no number", "no text", "null", "seven"],
)
def test_a_body_that_is_no_document_is_refused(page: Page, cast: Cast, as_: SignIn, sent: bytes) -> None:
    answer = as_(cast.ada).put(f"/pages/{page.pk}/body/", sent, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["message"]


@pytest.mark.parametrize(
    "content",
    [
        [{"type": "marquee"}],
        [{"type": "paragraph", "content": [{"type": "text", "text": ""}]}],
        [{"type": "paragraph", "content": [{"type": "text", "text": "a\0b"}]}],
        [{"type": "heading", "attrs": {"level": 99}}],
        [{"type": "paragraph", "attrs": {"localId": HUGE}}],
        {"type": "paragraph"},
        "words",
    ],
)
def test_a_body_that_breaks_the_schema_is_refused_and_the_old_one_stays(
    page: Page, cast: Cast, as_: SignIn, content: Any
) -> None:
    ada = as_(cast.ada)
    before = ada.get(f"/pages/{page.pk}/body/").json()
    body = json.dumps({"type": "doc", "version": 1, "content": content})
    answer = ada.put(f"/pages/{page.pk}/body/", body, content_type="application/json")
    assert answer.status_code == 422
    assert "Nothing was changed" in answer.json()["message"]
    assert ada.get(f"/pages/{page.pk}/body/").json() == before


def test_an_upload_waits_inside_the_data_folder(page: Page, cast: Cast, as_: SignIn, settings: Any) -> None:
    """Also one too large for memory, under a name that points elsewhere."""
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100
    seen: list[Path] = []

    class Watched(TemporaryFileUploadHandler):
        def file_complete(self, file_size: int) -> Any:
            seen.append(Path(self.file.temporary_file_path()))
            return super().file_complete(file_size)

    settings.FILE_UPLOAD_HANDLERS = [f"{__name__}.Watched"]
    globals()["Watched"] = Watched
    sent = SimpleUploadedFile("../../../outside.txt", b"stone " * 5000)
    assert as_(cast.ada).post(f"/pages/{page.pk}/attachments/", {"file": sent}).status_code < 400
    assert [path.parent for path in seen] == [settings.DATA / "tmp"] and not seen[0].exists()
    stored = Path(page.attachments.get().file.path)
    assert stored.is_relative_to(settings.DATA) and page.attachments.get().name == "outside.txt"


def test_more_than_can_be_sent_at_once(page: Page, cast: Cast, as_: SignIn, settings: Any) -> None:
    ada = as_(cast.ada)
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE, settings.MAX_UPLOAD_BYTES = 2000, 10_000
    assert ada.post("/pages/", {"place": "STONE", "title": "x" * 3000}).status_code == 413
    form = "application/x-www-form-urlencoded"
    for answer in (
        ada.post("/pages/", "title=" + "x" * 3000, content_type=form),
        ada.put(f"/pages/{page.pk}/title/", "title=" + "x" * 3000),
        ada.put(f"/pages/{page.pk}/body/", b"[" + b"0," * 3000 + b"0]", content_type="application/json"),
        ada.put(f"/pages/{page.pk}/body/", b"[" + b"0," * 30_000 + b"0]", content_type="application/json"),
    ):
        assert answer.status_code == 413
        assert "Nothing was changed" in answer.content.decode()
    assert Page.objects.count() == 1
