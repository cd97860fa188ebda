"""A session becomes a page, which stays in step with it until somebody edits it."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast, SignIn

from cairn.core.clock import now
from cairn.documents import Adf, adf_from_doc, from_markdown, merge_doc
from cairn.livedocs.log import edit, load
from cairn.pages.models import Page
from cairn.pages.operations import publish_page, restrict_page
from cairn.people.models import User
from cairn.questions.afterwards import jobs
from cairn.questions.models import Compilation, Question, Session, State
from cairn.questions.operations import (
    accept_answer,
    ask_question,
    change_answer,
    decline_question,
    give_answer,
    mark_outdated,
    vote_for_question,
)
from cairn.questions.tests.browser import nobody, tickets
from cairn.questions.writing import Asked, Said

RunJobs = Callable[[], int]
TOLD = "What was asked and answered stands on a page now"
HOLDS = "Do the answers still hold? Look at it again"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def answered(cast: Cast, session: Session, question: Question) -> Question:
    """Ravi's question, answered by Ben (a host), voted for by Gus; one more that nobody has answered."""
    vote_for_question(question.pk, by=cast.gus)
    give_answer(question, by=cast.ben, said=Said("The **widest** one. Ask @Cleo."))
    ask_question(session, Asked("Where do the stones come from?"), by=cast.cleo)
    return question


def compiled(cast: Cast, as_: SignIn, session: Session, run_jobs: RunJobs, **fields: str) -> Compilation:
    sent = {"title": "What the masons said", **fields}
    assert as_(cast.ben).post(f"/ama/{session.pk}/compilation/", sent).status_code == 302
    run_jobs()
    return Compilation.objects.get()


def inbox(as_: SignIn, user: User) -> str:
    return as_(user).get("/inbox/").content.decode()


def text_of(compilation: Compilation) -> str:
    version = Page.objects.select_related("published").get(pk=compilation.page_id).published
    assert version is not None
    return version.text


def keep_in_step(run_jobs: RunJobs) -> None:
    """What happens when the session has been quiet for a while."""
    run_jobs()
    Compilation.objects.filter(waits_since__isnull=False).update(changed_at=now() - jobs.QUIET)
    if jobs.any_waiting():
        jobs.keep_in_step.func()
    run_jobs()


def write_by_hand(page: Page, by: User, words: str) -> None:
    body: Adf = adf_from_doc(load(page.document_id))
    changed = {**body, "content": [*body["content"], *from_markdown(words).body["content"]]}
    edit(page.document_id, partial(merge_doc, body=changed), by=by)


def test_who_runs_the_session_makes_its_page_and_its_readers_read_it(
    cast: Cast, as_: SignIn, session: Session, answered: Question, run_jobs: RunJobs
) -> None:
    address = f"/ama/{session.pk}/compilation/"
    seen = [as_(user).get(address).status_code for user in cast.all()]
    assert seen == [200, 200, 403, 403, 403, 404]
    assert as_(cast.cleo).post(address, {"title": "Mine"}).status_code == 403
    assert as_(cast.ben).post(address, {"title": " ", "review_at": "2027-01-31"}).status_code == 422
    assert as_(cast.ben).post(address, {"title": "Old", "review_at": "2020-01-31"}).status_code == 422
    assert as_(cast.ben).post(address, {"title": "Hers", "owner": str(cast.sam.pk)}).status_code == 422
    made = compiled(cast, as_, session, run_jobs, owner=str(cast.ada.pk), review_at="2099-01-31")
    assert made.page.parent_id == session.page_id and made.page.owner == cast.ada and made.follows
    assert compiled(cast, as_, session, run_jobs) == made, "pressed twice it is the same page"
    pages = [as_(user).get(f"/pages/{made.page_id}/") for user in cast.all()]
    assert [page.status_code for page in pages] == [200, 200, 200, 200, 200, 404]
    html = pages[3].content.decode()
    for words in ("Which stone first?", "Ben", "widest", f"/questions/{answered.pk}/#answer-", "31 January 2099"):
        assert words in html, words
    assert html.index("Open points") < html.index("Where do the stones come from?")
    assert "What the masons said" in as_(cast.gus).get(f"/pages/{session.page_id}/").content.decode()
    told = [user for user in cast.all() if TOLD in inbox(as_, user)]
    assert told == [cast.cleo, cast.ravi, cast.gus], "Ben did it himself; Sam and Ada had nothing to do with it"
    assert "mentioned you on a page" not in inbox(as_, cast.cleo), "quoting calls nobody"


def test_what_was_not_for_everybody_never_appears_and_nobody_stays_nobody(
    cast: Cast, as_: SignIn, session: Session, answered: Question, run_jobs: RunJobs
) -> None:
    declined = ask_question(session, Asked("Who earns most?"), by=cast.gus)
    decline_question(declined, by=cast.ben, reason="Not about stones")
    Question.objects.create(session=session, space=cast.stone, title="Still waiting?", state=State.QUEUED)
    (ticket,) = tickets(as_(cast.ada), session)
    assert nobody(session, ticket, title="Is the mortar too thin?").status_code in (200, 201)
    made = compiled(cast, as_, session, run_jobs)
    nameless = Question.objects.get(title="Is the mortar too thin?")
    give_answer(nameless, by=cast.cleo, said=Said("It is fine."))
    keep_in_step(run_jobs)
    text = text_of(made)
    assert "Is the mortar too thin?" in text and "Asked by Anonymous" in text
    assert "Who earns most?" not in text and "Still waiting?" not in text and "Ada" not in text
    decline_question(answered, by=cast.ben, reason="After all not")
    keep_in_step(run_jobs)
    assert "Which stone first?" not in text_of(made)


def test_it_stays_in_step_with_one_version_for_what_comes_together(
    cast: Cast, as_: SignIn, session: Session, answered: Question, run_jobs: RunJobs
) -> None:
    made = compiled(cast, as_, session, run_jobs)
    other = give_answer(answered, by=cast.cleo, said=Said("The flattest."))
    accept_answer(other, by=cast.ravi)
    run_jobs()
    assert not jobs.any_waiting(), "it waits until the session is quiet"
    keep_in_step(run_jobs)
    made.page.refresh_from_db()
    version = made.page.published
    assert version and version.number == 2 and "Cleo answered: Which stone first?" in version.message
    assert version.text.index("flattest") < version.text.index("widest"), "the accepted one stands first"
    change_answer(other, by=cast.cleo, said=Said("The flattest, flat side down."))
    mark_outdated(answered, by=cast.ben)
    keep_in_step(run_jobs)
    assert "flat side down" in text_of(made) and "out of date" in text_of(made).lower()
    vote_for_question(answered.pk, by=cast.cleo)
    keep_in_step(run_jobs)
    assert made.page.versions.count() == 3, "a vote alone makes no version"


def test_words_of_people_are_never_written_over_and_later_answers_can_be_taken_in(
    cast: Cast, as_: SignIn, session: Session, answered: Question, run_jobs: RunJobs
) -> None:
    made = compiled(cast, as_, session, run_jobs)
    write_by_hand(made.page, cast.ada, "Ask the quarry first.")
    give_answer(answered, by=cast.cleo, said=Said("The flattest."))
    keep_in_step(run_jobs)
    made.refresh_from_db()
    assert made.left == "edited" and made.left_by == cast.ada
    assert "flattest" not in text_of(made)
    address, ben, cleo = f"/ama/{session.pk}/compilation/", as_(cast.ben), as_(cast.cleo)
    html = ben.get(f"/pages/{made.page_id}/").content.decode()
    assert (
        "since Ada changed it" in html
        and "since Ada changed it" not in cleo.get(f"/pages/{made.page_id}/").content.decode()
    )
    assert "Cleo answered: Which stone first?" in ben.get(f"{address}news/").content.decode()
    refused = [cleo.get(f"{address}news/"), cleo.post(f"{address}additions/"), cleo.put(f"{address}following/")]
    assert [each.status_code for each in refused] == [403, 403, 403]
    assert ben.post(f"{address}additions/").headers["HX-Redirect"] == f"/pages/{made.page_id}/edit/"
    draft = str(adf_from_doc(load(made.page.document_id)))
    assert draft.index("widest") < draft.index("flattest") < draft.index("Where do the stones"), "under its question"
    assert "quarry" in draft and "Nothing is new" in ben.get(f"{address}news/").content.decode()
    assert ben.put(f"{address}following/").status_code == 200
    made.refresh_from_db()
    assert made.follows and "quarry" not in text_of(made) and "flattest" in text_of(made)
    assert ben.put(f"{address}following/").status_code == 409


def test_publishing_by_hand_is_noticed_and_a_draft_tells_people_once_it_is_published(
    cast: Cast, as_: SignIn, session: Session, answered: Question, run_jobs: RunJobs
) -> None:
    made = compiled(cast, as_, session, run_jobs, draft="1")
    assert made.page.published_id is None and TOLD not in inbox(as_, cast.gus)
    assert as_(cast.ravi).get(f"/pages/{made.page_id}/").status_code == 404
    give_answer(answered, by=cast.cleo, said=Said("The flattest."))
    keep_in_step(run_jobs)
    assert "flattest" in str(adf_from_doc(load(made.page.document_id))), "a draft stays in step, too"
    publish_page(Page.objects.get(pk=made.page_id), by=cast.ben)
    run_jobs()
    made.refresh_from_db()
    assert made.follows and inbox(as_, cast.gus).count(TOLD) == 1
    write_by_hand(made.page, cast.ben, "More of it.")
    publish_page(Page.objects.get(pk=made.page_id), by=cast.ben)
    run_jobs()
    made.refresh_from_db()
    assert made.left_by == cast.ben


def test_it_shows_nobody_more_than_the_session_does(
    cast: Cast, as_: SignIn, session: Session, answered: Question, run_jobs: RunJobs
) -> None:
    made = compiled(cast, as_, session, run_jobs)
    restrict_page(session.page, by=cast.ben, action="view", users=[cast.cleo, cast.ada], teams=[])
    seen = [as_(user).get(f"/pages/{made.page_id}/").status_code for user in cast.all()]
    assert seen == [as_(user).get(f"/pages/{session.page_id}/").status_code for user in cast.all()]
    assert seen == [200, 200, 200, 404, 404, 404]
    Page.objects.filter(pk=made.page_id).update(view_gate=None, parent=None, path="/")  # as after a move out of there
    give_answer(answered, by=cast.cleo, said=Said("The flattest."))
    keep_in_step(run_jobs)
    made.refresh_from_db()
    assert made.left == "moved" and "flattest" not in text_of(made)
    address = f"/ama/{session.pk}/compilation/"
    assert as_(cast.ravi).get(f"{address}news/").status_code == 404
    assert as_(cast.ben).post(f"{address}additions/").status_code == 409
    assert "Ask the masons" not in as_(cast.ravi).get(f"/pages/{made.page_id}/").content.decode().split("prose")[0]


def test_themes_come_from_labels_and_words_and_are_hers_to_arrange(
    cast: Cast, as_: SignIn, session: Session, answered: Question, run_jobs: RunJobs
) -> None:
    more = [
        ask_question(session, Asked(title, "", labels), by=cast.ravi)
        for title, labels in (
            ("How thick is a joint?", ("mortar",)),
            ("Which sand for it?", ("mortar",)),
            ("Who built the bridge?", ()),
            ("How old is the bridge?", ()),
        )
    ]
    for each in more:
        give_answer(each, by=cast.ben, said=Said("So and so."))
    form = as_(cast.ben).get(f"/ama/{session.pk}/compilation/").content.decode()
    assert 'value="Mortar"' in form and 'value="Bridge"' in form
    arranged = {f"question-{each.pk}": str(n // 2) for n, each in enumerate(more)} | {
        "theme-0": "Joints",
        "theme-1": "History",
    }
    made = compiled(cast, as_, session, run_jobs, **arranged)
    text = text_of(made)
    order = ("Joints", "How thick", "Which sand", "History", "Who built", "How old", "Other questions", "Which stone")
    places = [text.rindex(words) for words in order]
    assert places == sorted(places)
    sent = {"theme-0": "Bridges", **{f"question-{each.pk}": "0" for each in more}}
    body = "&".join(f"{name}={value}" for name, value in sent.items())
    address = f"/ama/{session.pk}/compilation/"
    assert as_(cast.gus).put(address, body, content_type=FORM).status_code == 403
    assert as_(cast.ben).put(address, body, content_type=FORM).status_code == 200
    keep_in_step(run_jobs)
    assert "Bridges" in text_of(made) and "History" not in text_of(made)


def test_its_owner_is_asked_on_the_day_and_says_when_again(
    cast: Cast, as_: SignIn, session: Session, answered: Question, run_jobs: RunJobs
) -> None:
    made = compiled(cast, as_, session, run_jobs, owner=str(cast.ada.pk))
    assert not jobs.any_due()
    Compilation.objects.update(review_at=now().date())
    jobs.ask_for_reviews.func()
    jobs.ask_for_reviews.func()
    run_jobs()
    assert [user for user in cast.all() if HOLDS in inbox(as_, user)] == [cast.ada]
    assert inbox(as_, cast.ada).count(HOLDS) == 1
    assert "Do the answers still hold?" in as_(cast.ben).get(f"/pages/{made.page_id}/").content.decode()
    address, later = f"/ama/{session.pk}/compilation/review/", (now() + timedelta(days=90)).date().isoformat()
    assert as_(cast.ravi).put(address, f"review_at={later}", content_type=FORM).status_code == 403
    assert as_(cast.ben).put(address, "review_at=soon", content_type=FORM).status_code == 422
    assert as_(cast.ben).put(address, f"review_at={later}", content_type=FORM).status_code == 200
    run_jobs()
    assert HOLDS not in inbox(as_, cast.ada) and not jobs.any_due()


def test_reading_it_costs_one_query_more_than_any_page_and_compiling_no_more_for_many(
    cast: Cast, as_: SignIn, session: Session, answered: Question, run_jobs: RunJobs
) -> None:
    made, ravi = compiled(cast, as_, session, run_jobs), as_(cast.ravi)
    for address in (f"/pages/{made.page_id}/", f"/pages/{made.page_id}/"):
        with CaptureQueriesContext(connection) as queries:
            ravi.get(address)
    assert len(queries) <= 9
