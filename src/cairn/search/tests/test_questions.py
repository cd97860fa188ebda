"""Questions, answers, remarks and labels are found, by those who may see them, on the page and in the palette."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.cast import Cast, SignIn

from cairn.core.clock import now
from cairn.pages.operations import publish_page, restrict_page
from cairn.people.models import User
from cairn.questions.models import Question, Session
from cairn.questions.operations import (
    Plan,
    add_remark,
    ask_question,
    compile_session,
    create_session,
    decline_question,
    delete_answer,
    give_answer,
    merge_question,
    part_question,
)
from cairn.questions.writing import Asked, Said

RunJobs = Callable[[], int]


@pytest.fixture
def session(cast: Cast) -> Session:
    made = create_session(cast.stone, by=cast.ben, title="Ask the masons")
    publish_page(made.page, by=cast.ben)
    made.opens_at = now() - timedelta(days=1)
    made.save()
    return made


@pytest.fixture
def asked(cast: Cast, session: Session) -> Question:
    question = ask_question(session, Asked("Which stone first?", "On *granite*?", ("Quarrying",)), by=cast.ravi)
    answer = give_answer(question, by=cast.ben, said=Said("The basalt one."))
    add_remark(answer, by=cast.cleo, said=Said("Obsidian works, too."))
    return question


def finds(as_: SignIn, user: User, words: str, question: Question, **headers: str) -> bool:
    html = as_(user).get("/search/", {"q": words}, headers=headers).content.decode()
    return f'href="{question.get_absolute_url()}"' in html


@pytest.mark.parametrize("words", ["stone first", "granite", "basalt", "obsidi", "quarrying"])
def test_by_its_words_answers_remarks_and_labels(
    cast: Cast, as_: SignIn, asked: Question, run_jobs: RunJobs, words: str
) -> None:
    run_jobs()
    assert [finds(as_, user, words, asked) for user in cast.all()] == [True, True, True, True, True, False]
    assert finds(as_, cast.gus, words, asked, **{"X-Palette": "1"})
    assert not finds(as_, cast.sam, words, asked, **{"X-Palette": "1"})
    html = as_(cast.gus).get("/search/", {"q": words, "kind": "question"}).content.decode()
    assert asked.get_absolute_url() in html and "Answered" in html and "Ask the masons" in html


def test_nobody_finds_what_is_not_for_her(
    cast: Cast, as_: SignIn, session: Session, asked: Question, run_jobs: RunJobs
) -> None:
    restrict_page(session.page, by=cast.ben, action="view", users=[cast.cleo], teams=[])
    run_jobs()
    assert [finds(as_, user, "basalt", asked) for user in cast.all()] == [False, True, True, False, False, False]
    decline_question(asked, by=cast.ben, reason="Not here")
    run_jobs()
    assert not finds(as_, cast.cleo, "basalt", asked)


def test_everyday_questions_have_no_page_and_are_found(cast: Cast, as_: SignIn, run_jobs: RunJobs) -> None:
    question = ask_question(cast.stone, Asked("Where is the ladder?"), by=cast.cleo)
    answer = give_answer(question, by=cast.ben, said=Said("Behind the kiln."))
    run_jobs()
    assert [finds(as_, user, "kiln", question) for user in (cast.ravi, cast.sam)] == [True, False]
    assert "kiln" not in as_(cast.ravi).get("/search/?q=kiln&space=MOSS").content.decode().split("search-results")[1]
    delete_answer(answer, by=cast.ben)
    run_jobs()
    assert not finds(as_, cast.ravi, "kiln", question) and finds(as_, cast.ravi, "ladder", question)


def test_one_that_was_united_is_found_with_the_other(
    cast: Cast, as_: SignIn, session: Session, asked: Question, run_jobs: RunJobs
) -> None:
    other = ask_question(session, Asked("What goes lowest?"), by=cast.gus)
    merge_question(other, asked.pk, by=cast.ben)
    run_jobs()
    assert finds(as_, cast.ravi, "goes lowest", asked) and not finds(as_, cast.ravi, "goes lowest", other)
    part_question(other, by=cast.ben)
    run_jobs()
    assert not finds(as_, cast.ravi, "goes lowest", asked) and finds(as_, cast.ravi, "goes lowest", other)


def test_a_session_and_its_page_are_found(
    cast: Cast, as_: SignIn, session: Session, asked: Question, run_jobs: RunJobs
) -> None:
    made = compile_session(session, Plan("What the masons said"), by=cast.ben)
    run_jobs()
    html = as_(cast.ravi).get("/search/?q=obsidian").content.decode()
    assert session.get_absolute_url() in html
    for user, is_found in ((cast.ravi, True), (cast.sam, False)):
        html = as_(user).get("/search/?q=basalt").content.decode()
        assert (f'href="{made.page.get_absolute_url()}"' in html) is is_found
