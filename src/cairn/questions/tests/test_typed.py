"""Nothing that somebody typed is lost, and nothing of it makes a reader's browser ask for anything else."""

import re

import pytest
from django.utils.html import escape
from tests.cast import Cast, SignIn

from cairn.documents import from_typed, to_html, validate
from cairn.questions.models import Answer, Question, Remark, Session

HTMX = {"HX-Request": "true"}
SCRIPT = "<script>alert(1)</script>"
LINES = [
    SCRIPT,
    f"inside a line {SCRIPT} of words",
    "<style>b{}</style>",
    "<!-- a remark -->",
    "<svg onload=x>",
    "a < b <T> c",
    "<b>never closed",
    "</u> alone",
    "<iframe src=https://example.org></iframe>",
    "<div>\n**in it**",
    "<details>not closed",
    "<img src=x onerror=y>",
]
PICTURES = ["![](x)", "![two words](up/there.png)", "![a](data:image/png;base64,AA)", "![b](javascript:x)"]


def seen(html: str) -> str:
    """The letters that a reader sees, without spaces."""
    return re.sub(r"\s+", "", re.sub(r"<[^>]*>", "", html))


@pytest.mark.parametrize("typed", [*LINES, *PICTURES])
def test_every_letter_is_shown(typed: str) -> None:
    html = to_html(validate(from_typed(typed).body))
    assert seen(html) == escape(re.sub(r"\s+", "", typed).replace("**", "")).replace("&#x27;", "'")
    assert not re.search(r"<(script|style|img|iframe|svg)", html)


def test_a_question_is_shown_as_it_was_typed(cast: Cast, as_: SignIn, session: Session) -> None:
    sent = {"title": f"Why {SCRIPT}?", "body": "\n\n".join([SCRIPT, *PICTURES])}
    assert as_(cast.ravi).post(f"/ama/{session.pk}/questions/", sent, headers=HTMX).status_code == 200
    question = Question.objects.get()
    assert (question.title, "<img" in question.html, "<script" in question.html) == (sent["title"], False, False)
    shown = as_(cast.gus).get(question.get_absolute_url()).content.decode()
    for words in (question.title, SCRIPT, *PICTURES):
        assert escape(words) in shown, words
    assert as_(cast.sam).get(question.get_absolute_url()).status_code == 404


def test_so_are_answers_and_remarks_and_all_of_a_heading(cast: Cast, as_: SignIn, question: Question) -> None:
    gus, typed = as_(cast.gus), f"# A heading\n\n---\n\n{SCRIPT} ![](x)"
    assert gus.post(f"/questions/{question.pk}/answers/", {"body": typed}, headers=HTMX).status_code == 200
    assert gus.post(f"/questions/{question.pk}/remarks/", {"body": typed}, headers=HTMX).status_code == 200
    for said in (Answer.objects.get(), Remark.objects.get()):
        assert seen(said.html) == escape("Aheading" + SCRIPT + "![](x)")
        assert "<img" not in said.html and "<h1" in said.html
    assert as_(cast.sam).post(f"/questions/{question.pk}/answers/", {"body": typed}).status_code == 404


def test_pictures_from_elsewhere_are_links_and_our_own_files_are_shown(
    cast: Cast, as_: SignIn, session: Session
) -> None:
    body = "![Map](https://example.org/map.png) ![Ours](/attachments/k/ours.png)\n\n<u>kept</u> H<sub>2</sub>O"
    as_(cast.ravi).post(f"/ama/{session.pk}/questions/", {"title": "Where?", "body": body}, headers=HTMX)
    html = Question.objects.get().html
    assert re.findall(r'src="([^"]+)"', html) == ["/attachments/k/ours.png"]
    assert 'href="https://example.org/map.png"' in html and ">Map</a>" in html
    assert "<u>kept</u>" in html and "<sub>2</sub>" in html, "what our own Markdown is written with"
