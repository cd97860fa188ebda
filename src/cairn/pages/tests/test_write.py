"""Beginning, renaming, publishing and replacing pages over HTTP: allow and deny together."""

import json
from base64 import b64decode

from tests.cast import Cast, SignIn

from cairn.documents import adf_from_doc
from cairn.livedocs.reading import Tail, document_of
from cairn.pages.drafts import draft_body
from cairn.pages.models import Page
from cairn.pages.operations import publish_page, replace_body
from cairn.pages.tests.conftest import MakePage, body

HTMX = {"HTTP_HX_REQUEST": "true"}


def test_begin(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    parent = page_of("Herd")
    assert as_(cast.ben).get("/pages/new/", {"parent": parent.pk}).status_code == 200
    answer = as_(cast.ben).post("/pages/", {"place": parent.pk})
    begun = Page.objects.get(parent=parent)
    assert answer["Location"] == f"/pages/{begun.pk}/edit/"
    assert as_(cast.ben).post("/pages/", {"place": "STONE"}).status_code == 302
    assert as_(cast.cleo).post("/pages/", {"place": parent.pk}).status_code == 403
    assert as_(cast.sam).post("/pages/", {"place": parent.pk}).status_code == 404
    assert as_(None).post("/pages/", {"place": parent.pk})["Location"].startswith("/accounts/login/")


def test_edit(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    page = page_of("Herd")
    url = f"/pages/{page.pk}/edit/"
    shown = as_(cast.ben).get(url).content.decode()
    assert f'socket="/live/documents/{page.document_id}/"' in shown
    assert as_(cast.cleo).get(url).status_code == 403
    assert as_(cast.sam).get(url).status_code == 404


def test_a_short_text_comes_with_its_page(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    short, long = page_of("Herd"), page_of("Flock", body=body(*["sheep " * 1000] * 20))
    replace_body(short, by=cast.ben, body=body("Words of goats"))
    shown = as_(cast.ben).get(f"/pages/{short.pk}/edit/").content.decode()
    state = b64decode(shown.split(' state="')[1].split('"')[0])
    assert adf_from_doc(document_of(Tail([state], 0))) == draft_body(short)
    assert ' state="' not in as_(cast.ben).get(f"/pages/{long.pk}/edit/").content.decode()


def test_rename(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    page = page_of("Herd")
    url = f"/pages/{page.pk}/title/"
    assert as_(cast.ben).put(url, "title=Flock", content_type="application/x-www-form-urlencoded").status_code == 204
    assert as_(cast.ben).post(url, {"title": "Flocks"})["HX-Redirect"] == page.get_absolute_url()
    assert Page.objects.get().title == "Flocks"
    refused = as_(cast.ben).post(url, {"title": "x" * 10_000}, **HTMX)
    assert refused.status_code == 422
    assert "x" * 10_000 in refused.content.decode()
    assert "10000 characters" in refused.content.decode()
    assert as_(cast.cleo).post(url, {"title": "No"}).status_code == 403
    assert as_(cast.sam).post(url, {"title": "No"}).status_code == 404
    assert Page.objects.get().title == "Flocks"


def test_publish(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    page = page_of("Herd", draft=True)
    url = f"/pages/{page.pk}/publication/"
    assert as_(cast.cleo).post(url).status_code == 404  # a draft: she may not know of it
    assert as_(cast.ben).post(url, {"message": "Hello"}, **HTMX)["HX-Redirect"] == page.get_absolute_url()
    assert page.versions.get().message == "Hello"
    again = as_(cast.ben).post(url, {"message": "My words"}, **HTMX)
    assert again.status_code == 409
    assert "My words" in again.content.decode()
    assert as_(cast.cleo).post(url).status_code == 403
    assert as_(cast.sam).post(url).status_code == 404


def test_replace_body(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    page = page_of("Herd")
    url = f"/pages/{page.pk}/body/"

    def put(user: object, sent: object) -> int:
        return as_(user).put(url, json.dumps(sent), content_type="application/json").status_code  # type: ignore[arg-type]

    assert put(cast.ben, body("New")) == 204
    assert draft_body(page) == body("New")
    broken = {"version": 1, "type": "doc", "content": [{"type": "paragraph", "content": [{"type": "blink"}]}]}
    answer = as_(cast.ben).put(url, json.dumps(broken), content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["fields"]["body"].startswith("content/0")
    assert as_(cast.ben).put(url, "{", content_type="application/json").status_code == 422
    assert put(cast.cleo, body("No")) == 403
    assert put(cast.sam, body("No")) == 404
    assert draft_body(page) == body("New")


def test_convert(cast: Cast, as_: SignIn) -> None:
    def convert(sent: object) -> object:
        return as_(cast.ravi).post("/conversions/", json.dumps(sent), content_type="application/json")

    made = convert({"format": "markdown", "text": "# Hi\n\nthere"})
    assert made.json()["body"]["type"] == "doc"  # type: ignore[attr-defined]
    assert convert({"format": "html", "text": "<p>Hi</p>"}).status_code == 200  # type: ignore[attr-defined]
    assert convert({"format": "rtf", "text": "x"}).status_code == 422  # type: ignore[attr-defined]
    assert convert({"text": "x"}).status_code == 422  # type: ignore[attr-defined]
    assert convert({"format": "markdown", "text": "x" * (2 * 1024 * 1024 + 1)}).status_code == 413  # type: ignore[attr-defined]
    assert as_(None).post("/conversions/", "{}", content_type="application/json").status_code == 302


def test_revert(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    page = page_of("Herd", body=body("One"))
    as_(cast.ben).put(f"/pages/{page.pk}/body/", json.dumps(body("Two")), content_type="application/json")
    publish_page(page, by=cast.ben)
    shown = as_(cast.ravi).get(f"/pages/{page.pk}/versions/2/changes/").content.decode()
    assert "<del>One</del>" in shown and "<ins>Two</ins>" in shown
    url = f"/pages/{page.pk}/versions/1/restoration/"
    assert as_(cast.ravi).post(url).status_code == 403
    assert as_(cast.sam).post(url).status_code == 404
    assert as_(cast.ben).post(url)["HX-Redirect"] == page.get_absolute_url()
    assert page.versions.first().text == "One"  # type: ignore[union-attr]
