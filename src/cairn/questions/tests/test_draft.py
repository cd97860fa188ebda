"""An answer that hosts write together: nobody else has its words before one of them gives it."""

from base64 import b64encode
from typing import Any

from pycrdt import Doc
from tests.cast import Cast, SignIn

from cairn import documents
from cairn.livedocs.log import edit, load
from cairn.people.models import User
from cairn.questions.access import can_draft
from cairn.questions.models import Answer, AnswerDraft, Host, Question, Session
from cairn.questions.tests.test_desk import form

WORDS = "Nobody knows this yet"


def type_into(draft: AnswerDraft, words: str, by: User) -> None:
    def put(doc: Doc[Any]) -> None:
        said = [f"{documents.to_markdown(documents.adf_from_doc(doc)).text}\n\n{words}"]
        documents.merge_doc(doc, documents.from_markdown(said[0]).body)

    edit(draft.document_id, put, by=by)


def test_hosts_alone_read_it_until_one_of_them_gives_it(
    cast: Cast, as_: SignIn, session: Session, question: Question, run_jobs
) -> None:  # type: ignore[no-untyped-def]
    Host.objects.create(session=session, user=cast.cleo, position=2)
    address, everybody = f"/questions/{question.pk}/draft/", (cast.ada, cast.ben, cast.cleo, cast.ravi, cast.gus)
    for user, status in ((cast.sam, 404), (cast.ravi, 403), (cast.gus, 403), (cast.cleo, 200), (cast.ben, 200)):
        assert as_(user).post(address).status_code == status
    draft = AnswerDraft.objects.get(question=question)
    for user in (*everybody, cast.sam):
        assert AnswerDraft.objects.visible_to(user).exists() == can_draft(user, question), user
    type_into(draft, WORDS, cast.cleo)
    run_jobs()
    ravi = as_(cast.ravi)
    assert ravi.get(address).status_code == 403
    assert ravi.post(f"{address}answer/", {"draft": draft.pk}).status_code == 403
    for place in (question.get_absolute_url(), "/search/?q=Nobody+knows"):
        shown = ravi.get(place).content.decode()
        assert WORDS not in shown and 'id="draft"' not in shown
    ben = as_(cast.ben)
    assert f'document="{draft.document_id}"' in ben.get(address).content.decode()
    assert ben.get(f"{address}?open={draft.pk}").status_code == 204, "what one types in stays where it is"
    on_screen = load(draft.document_id)
    documents.merge_doc(on_screen, documents.from_markdown(f"{WORDS}, but we do").body)
    seen = {"draft": draft.pk, "state": b64encode(on_screen.get_update()).decode()}
    assert ben.post(f"{address}answer/", {"draft": draft.pk, "state": "?"}).status_code == 422
    for _twice in range(2):
        assert ben.post(f"{address}answer/", seen).status_code == 200
    answer = Answer.objects.get()
    assert (answer.by, answer.text, answer.is_host) == (cast.ben, f"{WORDS}, but we do", True)
    page = as_(cast.ravi).get(question.get_absolute_url()).content.decode()
    assert WORDS in page and "answer-with" in page and "Cleo" in page


def test_it_is_kept_when_the_session_closes_and_goes_only_when_a_host_throws_it_away(
    cast: Cast, as_: SignIn, session: Session, question: Question
) -> None:
    ben, address = as_(cast.ben), f"/questions/{question.pk}/draft/"
    ben.post(address)
    draft = AnswerDraft.objects.get()
    assert ben.post(f"{address}answer/", {"draft": draft.pk}).status_code == 422, "there are no words in it"
    type_into(draft, WORDS, cast.ben)
    ben.put(f"/ama/{session.pk}/stage/", **form(stage="closed"))
    assert f'document="{draft.document_id}"' in ben.get(address).content.decode()
    assert as_(cast.ravi).delete(address, **form(draft=draft.pk)).status_code == 403
    assert ben.delete(address, **form(draft=draft.pk)).status_code == 200
    assert ben.post(f"{address}answer/", {"draft": draft.pk}).status_code == 404
    assert not AnswerDraft.objects.exists() and not Answer.objects.exists()
