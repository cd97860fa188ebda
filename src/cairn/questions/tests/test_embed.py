"""A session inside another page: drawn for who sees it; of any other it says nothing."""

from tests.cast import Cast, SignIn

from cairn.pages.operations import create_page, publish_page
from cairn.questions.models import Question, Session


def test_who_may_not_see_the_session_learns_nothing_of_it(
    cast: Cast, as_: SignIn, session: Session, question: Question
) -> None:
    block = {
        "type": "extension",
        "attrs": {
            "extensionType": "cairn",
            "extensionKey": "ama",
            "localId": "a1",
            "parameters": {"page": session.page_id},
        },
    }
    body = {"type": "doc", "version": 1, "content": [block]}
    page = publish_page(create_page(cast.moss, by=cast.ben, title="Open days", body=body), by=cast.ben).page
    seen, hidden = (as_(user).get(f"/pages/{page.pk}/").content.decode() for user in (cast.ben, cast.sam))
    assert "Ask the masons" in seen and question.title in seen
    assert "A session you can" in hidden
    for secret in ("Ask the masons", question.title, f"/pages/{session.page_id}/", "Questions until"):
        assert secret not in hidden, secret
    assert f'data-value="{session.page_id}"' in as_(cast.gus).get("/ama-pages/").content.decode()
    assert f'data-value="{session.page_id}"' not in as_(cast.sam).get("/ama-pages/").content.decode()
