"""Accepting and rejecting: who may, what it does, and two at once."""

from tests.cast import Cast, SignIn

from cairn.activity.models import Event
from cairn.documents import read_tree, suggestions_in
from cairn.livedocs import log
from cairn.pages.models import Page
from cairn.suggestions.models import Ruling
from cairn.suggestions.tests.conftest import FIRST, SECOND, Suggest, draft_text

JSON = {"Accept": "application/json"}
STONE = FIRST.replace("wood", "stone")


def test_editors_accept_and_whoever_suggested_takes_back(cast: Cast, as_: SignIn, page: Page, suggest: Suggest) -> None:
    address = f"/pages/{page.pk}/suggestions/{suggest(cast.cleo)}/"
    for user, status in {cast.sam: 404, cast.ravi: 403, cast.cleo: 403}.items():
        assert as_(user).post(f"{address}acceptance/", headers=JSON).status_code == status
    assert as_(cast.ravi).post(f"{address}rejection/", headers=JSON).status_code == 403
    assert draft_text(page) == f"{FIRST}\n{SECOND}"
    assert as_(cast.ben).post(f"{address}acceptance/", headers=JSON).status_code == 200
    assert draft_text(page) == f"{STONE}\n{SECOND}"
    assert not suggestions_in(read_tree(log.load(page.document_id)))
    ruling = Ruling.objects.get()
    assert (ruling.by, ruling.author, ruling.removed, ruling.added) == (cast.ben, cast.cleo, "wood", "stone")
    event = Event.objects.get(name="suggestion.accepted")
    assert event.data["participants"] == [cast.cleo.pk]
    second = suggest(cast.cleo, "2")
    assert as_(cast.cleo).post(f"/pages/{page.pk}/suggestions/{second}/rejection/", headers=JSON).status_code == 200


def test_the_second_is_told_who_was_faster(cast: Cast, as_: SignIn, page: Page, suggest: Suggest) -> None:
    address = f"/pages/{page.pk}/suggestions/{suggest(cast.cleo)}/"
    as_(cast.ben).post(f"{address}rejection/", headers=JSON)
    late = as_(cast.ada).post(f"{address}acceptance/", headers=JSON)
    assert late.status_code == 409 and "Ben already rejected this at" in late.json()["message"]
    assert draft_text(page) == f"{FIRST}\n{SECOND}" and Ruling.objects.count() == 1
    gone = as_(cast.ada).post(f"/pages/{page.pk}/suggestions/{cast.cleo.pk}-none/acceptance/", headers=JSON)
    assert gone.status_code == 404


def test_all_of_one_person_and_all(cast: Cast, as_: SignIn, page: Page, suggest: Suggest) -> None:
    suggest(cast.cleo), suggest(cast.cleo, "2"), suggest(cast.ada)
    base = f"/pages/{page.pk}/suggestions/"
    assert as_(cast.cleo).post(f"{base}rejection/", headers=JSON).status_code == 403
    assert as_(cast.ben).post(f"{base}rejection/?author={cast.cleo.pk}", headers=JSON).status_code == 200
    assert {one.user for one in suggestions_in(read_tree(log.load(page.document_id))).values()} == {str(cast.ada.pk)}
    assert as_(cast.ben).post(f"{base}acceptance/", headers=JSON).status_code == 200
    assert draft_text(page) == f"{STONE}\n{SECOND}"
    shown = as_(cast.cleo).get(base).content.decode()
    assert "Ben accepted" in shown and "suggested by Cleo" in shown
    assert as_(cast.ravi).get(base).status_code == 403 and as_(cast.sam).get(base).status_code == 404


def test_no_version_holds_what_is_open(cast: Cast, as_: SignIn, page: Page, suggest: Suggest) -> None:
    suggest(cast.cleo)
    nothing_new = as_(cast.ben).post(f"/pages/{page.pk}/publication/", {"message": ""})
    assert nothing_new.status_code == 409
    as_(cast.ben).put(f"/pages/{page.pk}/title/", "title=Bridges")
    assert as_(cast.ben).post(f"/pages/{page.pk}/publication/", {"message": ""}).status_code < 400
    page.refresh_from_db()
    assert page.published is not None and page.published.number == 2
    assert page.published.text == f"{FIRST}\n{SECOND}" and "insertion" not in str(page.published.body)
    assert suggestions_in(read_tree(log.load(page.document_id)))


def test_a_suggestion_carries_a_thread(cast: Cast, as_: SignIn, page: Page, suggest: Suggest) -> None:
    first, second = suggest(cast.cleo), None
    address = f"/pages/{page.pk}/suggestions/{first}/"
    assert as_(cast.ravi).post(f"{address}comments/", {"text": "Hm"}, headers=JSON).status_code == 403
    for user, words in {cast.cleo: "Wood rots.", cast.ben: "True."}.items():
        assert as_(user).post(f"{address}comments/", {"text": words}, headers=JSON).status_code == 201
    as_(cast.ben).post(f"{address}acceptance/", headers=JSON)
    shown = as_(cast.cleo).get(f"/pages/{page.pk}/threads/?show=resolved").content.decode()
    assert "Wood rots." in shown and "True." in shown and "Accepted." in shown
    assert second is None


def test_who_may_suggest_opens_the_draft(cast: Cast, as_: SignIn, page: Page) -> None:
    address = f"/pages/{page.pk}/suggesting/"
    for user, status in {cast.sam: 404, cast.ravi: 403, cast.cleo: 200, cast.ben: 302}.items():
        assert as_(user).get(address).status_code == status, user
    shown = as_(cast.cleo).get(address).content.decode()
    assert 'suggesting="only"' in shown and "data-publish" not in shown and "upload-url" not in shown
    assert "Suggest changes" in as_(cast.cleo).get(f"/pages/{page.pk}/").content.decode()
    assert "Suggest changes" not in as_(cast.ravi).get(f"/pages/{page.pk}/").content.decode()
