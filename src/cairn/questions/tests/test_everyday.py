"""Questions of a space: asked, found, tagged, answered, made a page, out of date; for who sees the space alone."""

from datetime import timedelta

import pytest
from django.test import Client
from tests.cast import Cast, SignIn

from cairn import documents
from cairn.core.clock import now
from cairn.documents import from_markdown
from cairn.pages.models import Page
from cairn.pages.operations import create_page, publish_page, trash_page
from cairn.questions.experts import experts_for
from cairn.questions.models import Question, Tagged
from cairn.questions.operations import ask_question, give_answer
from cairn.questions.writing import Asked, Said

HTMX = {"HX-Request": "true"}
LIST = "/spaces/STONE/questions/"


@pytest.fixture
def question(cast: Cast) -> Question:
    return ask_question(cast.stone, Asked("How do we sharpen a chisel?", labels=("tools",)), by=cast.cleo)


def knock(client: Client, verb: str, address: str, **typed: object) -> int:
    return client.generic(verb, address, "&".join(f"{k}={v}" for k, v in typed.items()), "application/x-www-form-urlencoded", headers=HTMX).status_code  # fmt: skip


def test_ask_and_list(cast: Cast, as_: SignIn, question: Question) -> None:
    Question.objects.update(at=now() - timedelta(days=3))
    assert as_(cast.cleo).post(LIST, {"title": "Who has the rope?", "here": "1"}, headers=HTMX).status_code == 200
    assert as_(cast.ravi).post(LIST, {"title": "May I?"}).status_code == 403
    assert as_(cast.sam).get(LIST).status_code == 404 and as_(cast.sam).post(LIST, {"title": "?"}).status_code == 404
    refused = as_(cast.cleo).post(LIST, {"title": " ", "body": "Kept words", "here": "1"}, headers=HTMX)
    assert refused.status_code == 422 and "Kept words" in refused.content.decode()
    page = as_(cast.ravi).get(LIST).content.decode()
    assert page.index("chisel") < page.index("rope") and "waits for 3\xa0days" in page
    assert 'id="ask"' not in page and 'id="ask"' in as_(cast.cleo).get(LIST).content.decode()
    give_answer(question, said=Said("On a wet stone."), by=cast.ben)
    assert "chisel" not in as_(cast.ravi).get(f"{LIST}?view=open", headers=HTMX).content.decode()
    for query in ("view=newest", "view=votes", "q=wet+stone", "label=tools"):
        assert "chisel" in as_(cast.ravi).get(f"{LIST}?{query}", headers=HTMX).content.decode(), query
    assert "chisel" not in as_(cast.ravi).get(f"{LIST}?q=mortar", headers=HTMX).content.decode()
    assert "chisel" in as_(cast.cleo).get(f"{LIST}?view=mine", headers=HTMX).content.decode()


def test_many_questions_cost_the_same(
    cast: Cast, as_: SignIn, question: Question, django_assert_max_num_queries: object
) -> None:
    Question.objects.bulk_create(
        Question(space=cast.stone, title=f"Stone {n}?", asker=cast.ben, body={"type": "doc"}) for n in range(40)
    )
    ben = as_(cast.ben)
    ben.get(LIST)
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        shown = ben.get(LIST, headers=HTMX).content.decode()
    assert shown.count('class="card question-card"') == 30 and "sheet=2" in shown
    assert ben.get(f"{LIST}?view=open&sheet=2", headers=HTMX).content.decode().count('class="card question-card"') == 11


def test_who_may_know_is_asked_by_name(cast: Cast, as_: SignIn, question: Question) -> None:
    page = create_page(cast.stone, by=cast.ben, title="Keeping a chisel", body=from_markdown("Dry.").body)
    publish_page(page, by=cast.ben)
    found = as_(cast.cleo).get(f"/questions/{question.pk}/experts/").content.decode()
    assert "Ask Ben" in found and "wrote 1 page about it" in found and "Ravi" not in found
    tags = f"/questions/{question.pk}/tags/"
    assert knock(as_(cast.ravi), "POST", tags, user=cast.ben.pk) == 403
    assert knock(as_(cast.sam), "POST", tags, user=cast.ben.pk) == 404
    assert knock(as_(cast.cleo), "POST", tags, user=cast.ravi.pk) == 422  # she may only read there
    assert [knock(as_(cast.cleo), "POST", tags, user=cast.ben.pk) for _ in range(2)] == [200, 200]
    assert Tagged.objects.count() == 1
    assert [tagged.question for tagged in Tagged.objects.needs(cast.ben)] == [question]
    assert "sharpen" in as_(cast.ben).get("/").content.decode()
    assert "sharpen" in as_(cast.ben).get(f"{LIST}?view=mine").content.decode()
    assert "I don’t know" in as_(cast.ben).get(question.get_absolute_url()).content.decode()
    assert knock(as_(cast.ben), "PUT", f"/questions/{question.pk}/passing/") == 200
    assert not Tagged.objects.needs(cast.ben).exists()
    assert "sharpen" not in as_(cast.ben).get("/").content.decode()


def test_who_came_closest_may_know_and_words_count_where_they_begin(cast: Cast, question: Question) -> None:
    for title, by in (("Sharpening a chisel", cast.ada), ("A chisel", cast.ben), ("Chisels", cast.ben)):
        publish_page(create_page(cast.stone, by=by, title=title), by=by)
    assert [(each.user, each.pages) for each in experts_for(question, cast.cleo)] == [(cast.ada, 1), (cast.ben, 2)]
    whole = ask_question(cast.stone, Asked("Is sharpening a steel chisel in the EU taxed?"), by=cast.cleo)
    publish_page(create_page(cast.stone, by=cast.ben, title="Museum of unsharpened taxis"), by=cast.ben)
    assert [(each.user, each.pages) for each in experts_for(whole, cast.cleo)] == [(cast.ada, 1), (cast.ben, 2)]


def test_two_that_ask_the_same_are_united_by_the_space_s_editors(cast: Cast, as_: SignIn, question: Question) -> None:
    other = ask_question(cast.stone, Asked("How is a chisel sharpened?"), by=cast.cleo)
    address = f"/questions/{other.pk}/union/"
    assert [knock(as_(user), "PUT", address, into=question.pk) for user in (cast.sam, cast.cleo, cast.ben)] == [
        404, 403, 200,
    ]  # fmt: skip
    asked = [as_(user).get(question.get_absolute_url()).content.decode() for user in (cast.cleo, cast.ben)]
    assert ["Unite with another" in page for page in asked] == [False, True]
    assert "Part again" in as_(cast.ben).get(other.get_absolute_url()).content.decode()
    assert knock(as_(cast.ben), "DELETE", address) == 200


def test_an_answer_becomes_a_page(cast: Cast, as_: SignIn, question: Question) -> None:
    answer = give_answer(question, said=Said("On a **wet** stone, @Ada."), by=cast.cleo)
    address = f"/answers/{answer.pk}/page/"
    assert knock(as_(cast.cleo), "POST", address) == 403 and knock(as_(cast.sam), "POST", address) == 404
    assert knock(as_(cast.ben), "POST", address) == 204 and knock(as_(cast.ben), "POST", address) == 409
    page = Page.objects.get(title="How do we sharpen a chisel?")
    assert page.published_id is None
    assert "Answered in the page" in as_(cast.ben).get(question.get_absolute_url()).content.decode()
    assert "Answered in the page" not in as_(cast.cleo).get(question.get_absolute_url()).content.decode()  # a draft
    publish_page(page, by=cast.ben)
    assert "Answered in the page" in as_(cast.cleo).get(question.get_absolute_url()).content.decode()
    shown = as_(cast.cleo).get(page.get_absolute_url()).content.decode()
    assert "<strong>wet</strong>" in shown and f"/questions/{question.pk}/#answer-{answer.pk}" in shown
    assert not documents.mentions(page.published.body), "who was named is not called once more"
    trash_page(page, by=cast.ben)
    assert knock(as_(cast.ben), "POST", address) == 204, "the page is gone, another one may be made"


def test_out_of_date_and_back(cast: Cast, as_: SignIn, question: Question) -> None:
    address = f"/questions/{question.pk}/obsolescence/"
    assert [knock(as_(who), "PUT", address) for who in (cast.ravi, cast.sam)] == [403, 404]
    assert knock(as_(cast.cleo), "PUT", address) == knock(as_(cast.cleo), "PUT", address) == 200
    assert "chisel" not in as_(cast.ravi).get(f"{LIST}?view=open").content.decode()
    assert "chisel" in as_(cast.ravi).get(f"{LIST}?view=outdated").content.decode()
    assert "out of date" in as_(cast.ravi).get(question.get_absolute_url()).content.decode()
    assert knock(as_(cast.ben), "DELETE", address) == 200
    question.refresh_from_db()
    assert question.state == "open"
