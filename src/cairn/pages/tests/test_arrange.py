"""Moving, restricting, labelling, throwing away and bringing back, over HTTP."""

from tests.cast import Cast, SignIn

from cairn.pages.models import Page
from cairn.pages.operations import restrict_page, trash_page
from cairn.pages.restrictions import restriction_of, state_of
from cairn.pages.tests.conftest import MakePage

HTMX = {"HTTP_HX_REQUEST": "true"}


def test_move(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    top, other = page_of("Top"), page_of("Other")
    child = page_of("Child", parent=top)
    url = f"/pages/{top.pk}/place/"
    assert as_(cast.ben).get(url, **HTMX).status_code == 200
    found = as_(cast.ben).get(f"{url}options/", {"q": "o"}).content.decode()
    assert "Other" in found and "Child" not in found
    refused = as_(cast.ben).post(url, {"place": child.pk}, **HTMX)
    assert refused.status_code == 409
    assert "under itself" in refused.content.decode()
    assert as_(cast.cleo).post(url, {"place": other.pk}).status_code == 403
    assert as_(cast.sam).post(url, {"place": other.pk}).status_code == 404
    assert as_(cast.ben).post(url, {"place": other.pk})["HX-Redirect"] == top.get_absolute_url()
    assert Page.objects.get(pk=child.pk).ancestor_ids == [other.pk, top.pk]
    assert as_(cast.ben).post(url, {"place": "MOSS"}).status_code == 200
    assert Page.objects.get(pk=child.pk).space == cast.moss


def test_a_page_that_leaves_its_restriction_is_moved_after_a_question(
    cast: Cast, as_: SignIn, page_of: MakePage
) -> None:
    top, other = page_of("Pay"), page_of("Other")
    child = page_of("Slips", parent=top)
    restrict_page(top, by=cast.ben, action="view", users=[cast.cleo], teams=[])
    url = f"/pages/{child.pk}/place/"
    asked = as_(cast.ben).post(url, {"place": other.pk}, **HTMX)
    assert asked.status_code == 409
    said = asked.content.decode()
    assert "Ravi" in said and "could see it" in said and "Cleo" not in said
    assert as_(cast.ravi).get(child.get_absolute_url()).status_code == 404
    assert as_(cast.ben).post(url, {"place": other.pk, "opens": "1"}, **HTMX).status_code == 200
    assert as_(cast.ravi).get(child.get_absolute_url()).status_code == 200
    assert as_(cast.ben).post(url, {"place": top.pk}, **HTMX).status_code == 200, "closing asks nothing"


def test_dragging_says_where_between_others(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    top = page_of("Top")
    first, second, moved = page_of("A", parent=top), page_of("B", parent=top), page_of("C")
    url = f"/pages/{moved.pk}/place/"
    for behind, order in ((first.pk, "ACB"), ("first", "CAB"), ("last", "ABC"), (second.pk, "ABC"), ("x", "CAB")):
        answer = as_(cast.ben).post(url, {"place": top.pk, "behind": behind}, **HTMX)
        assert (answer.status_code, answer["HX-Trigger"]) == (204, "cairn:tree")
        assert "".join(Page.objects.filter(parent=top).order_by("position").values_list("title", flat=True)) == order
    assert as_(cast.cleo).post(url, {"place": top.pk, "behind": "first"}).status_code == 403


def test_restrict(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    page = page_of("Herd")
    url = f"/pages/{page.pk}/restrictions/view/"
    assert as_(cast.ben).get(url, **HTMX).status_code == 200
    form = {"who": [str(cast.ravi.pk), f"team:{cast.crew.pk}"], "seen": "open"}
    assert as_(cast.ravi).post(url, form).status_code == 403
    assert as_(cast.sam).post(url, form).status_code == 404
    assert as_(cast.ben).post(url, form).status_code == 200
    assert as_(cast.gus).get(page.get_absolute_url()).status_code == 404
    late = as_(cast.ben).post(url, {"who": str(cast.ada.pk), "seen": "open"}, **HTMX)
    assert late.status_code == 409
    assert "Ben changed this" in late.content.decode()
    seen = state_of(restriction_of(page, "view"))
    assert as_(cast.ben).delete(f"{url}?seen=old", **HTMX).status_code == 409
    assert as_(cast.ben).delete(f"{url}?seen={seen}").status_code == 200
    assert as_(cast.gus).get(page.get_absolute_url()).status_code == 200
    assert as_(cast.ben).get(f"/pages/{page.pk}/restrictions/smell/").status_code == 404


def test_take_over(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    page = page_of("Secret plan")
    restrict_page(page, by=cast.ben, action="view", users=[], teams=[])
    cast.ben.is_active = False
    cast.ben.save()
    listed = as_(cast.ada).get("/spaces/STONE/restricted/").content.decode()
    assert "Nobody is left" in listed and "Secret plan" not in listed
    assert as_(cast.cleo).get("/spaces/STONE/restricted/").status_code == 403
    assert as_(cast.sam).get("/spaces/STONE/restricted/").status_code == 404
    for user in (cast.cleo, cast.sam):
        assert as_(user).post(f"/pages/{page.pk}/takeover/").status_code == 404
    assert as_(cast.ada).post(f"/pages/{page.pk}/takeover/").status_code == 200
    assert as_(cast.ada).get(page.get_absolute_url()).status_code == 200


def test_label(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    page = page_of("Herd")
    url = f"/pages/{page.pk}/labels/"
    assert as_(cast.ben).get(url, **HTMX).status_code == 200
    assert as_(cast.ben).post(url, {"labels": "Big herd, grass"}).status_code == 200
    assert as_(cast.ben).post(url, {"labels": "x" * 61}, **HTMX).status_code == 422
    assert as_(cast.cleo).post(url, {"labels": "no"}).status_code == 403
    assert as_(cast.sam).post(url, {"labels": "no"}).status_code == 404
    assert set(page.labels.values_list("name", flat=True)) == {"big-herd", "grass"}


def test_trash_and_bring_back(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    page = page_of("Herd")
    page_of("Leaf", parent=page)
    url = f"/pages/{page.pk}/trashing/"
    assert "1 page below it goes along" in as_(cast.ben).get(url, **HTMX).content.decode()
    assert as_(cast.cleo).post(url).status_code == 403
    assert as_(cast.sam).post(url).status_code == 404
    assert as_(cast.ben).post(url)["HX-Redirect"] == "/spaces/STONE/trash/"
    assert as_(cast.ben).get(page.get_absolute_url()).status_code == 404
    assert "Herd" in as_(cast.ben).get("/spaces/STONE/trash/").content.decode()
    assert "Herd" not in as_(cast.ravi).get("/spaces/STONE/trash/").content.decode()
    assert as_(cast.sam).get("/spaces/STONE/trash/").status_code == 404
    assert as_(cast.cleo).delete(url).status_code == 404
    assert as_(cast.ben).delete(url).status_code == 200
    assert as_(cast.ravi).get(page.get_absolute_url()).status_code == 200


def test_what_was_closed_from_above_stays_closed_without_its_parent(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    top = page_of("Pay")
    restrict_page(top, by=cast.ben, action="view", users=[cast.cleo], teams=[])
    child, deeper = page_of("Slips", parent=top), page_of("Bonus", parent=top)
    restrict_page(deeper, by=cast.ben, action="view", users=[cast.ravi], teams=[])
    for page in (child, deeper, top):
        as_(cast.ben).post(f"/pages/{page.pk}/trashing/")
    for page in (child, deeper):
        assert as_(cast.ben).delete(f"/pages/{page.pk}/trashing/").status_code == 200
        assert as_(cast.ben).get(f"/pages/{page.pk}/").status_code == 200
        assert as_(cast.ravi).get(f"/pages/{page.pk}/").status_code == 404
    assert as_(cast.cleo).get(f"/pages/{child.pk}/").status_code == 200
    assert as_(cast.cleo).get(f"/pages/{deeper.pk}/").status_code == 404


def test_tree(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    top = page_of("Top")
    child = page_of("Child", parent=top)
    page_of("Leaf", parent=child)
    page_of("Draft", draft=True)
    restrict_page(page_of("Shut"), by=cast.ben, action="view", users=[], teams=[])
    trash_page(page_of("Gone"), by=cast.ben)
    as_(cast.ada).post("/pages/", {"place": "STONE"})  # an untouched draft is nobody else's business
    shown = as_(cast.ravi).get("/spaces/STONE/tree/").content.decode()
    assert "Top" in shown
    assert not [title for title in ("Child", "Draft", "Shut", "Gone", "Untitled") if f">{title}" in shown]
    assert "Leaf" in as_(cast.ravi).get("/spaces/STONE/tree/", {"page": child.pk}).content.decode()
    assert "Child" in as_(cast.ravi).get(f"/pages/{top.pk}/children/").content.decode()
    bens = as_(cast.ben).get("/spaces/STONE/tree/").content.decode()
    assert "Draft" in bens and "Untitled" not in bens
    assert as_(cast.sam).get("/spaces/STONE/tree/").status_code == 404
