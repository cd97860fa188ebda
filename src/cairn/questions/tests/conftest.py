"""A session that is open for questions, in the restricted space STONE: Ben is its host."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.cast import Cast

from cairn.core.clock import now
from cairn.pages.operations import publish_page
from cairn.questions.models import Question, Session
from cairn.questions.operations import ask_question, create_session
from cairn.questions.writing import Asked

Asking = Callable[..., Question]


@pytest.fixture
def session(cast: Cast) -> Session:
    made = create_session(cast.stone, by=cast.ben, title="Ask the masons")
    publish_page(made.page, by=cast.ben)
    made.opens_at, made.closes_at = now() - timedelta(days=1), now() + timedelta(days=1)
    made.save()
    return made


@pytest.fixture
def question(cast: Cast, session: Session) -> Question:
    return ask_question(session, Asked("Which stone first?", "The **flat** one?", ("Stones",)), by=cast.ravi)
