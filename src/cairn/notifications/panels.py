"""What notifications put on a page and on a space: the watch button with its menu."""

from django.http import HttpRequest
from django.utils.safestring import SafeString

from cairn.notifications.watching import (
    page_facts,
    watches_everything,
    watching_of,
    watching_question,
    watching_questions,
)
from cairn.pages.models import Page
from cairn.people.http import signed_in
from cairn.questions.models import Question
from cairn.spaces.models import Space
from cairn.ui.drawing import draw

__all__ = ["page_facts", "question_watch_button", "questions_watch_button", "space_watch_button", "watch_button"]


def watch_button(request: HttpRequest, page: Page) -> SafeString:
    is_on, is_muted = getattr(page, "is_watched", None), getattr(page, "is_muted", False)
    if is_on is None:  # a page that did not come from `page_for`
        watching = watching_of(signed_in(request), page)
        is_on, is_muted = watching.is_on, watching.is_muted
    context = {"page": page, "is_watching": is_on and not is_muted, "is_muted": is_muted}
    return draw(request, "notifications/_watch.html", context)


def space_watch_button(request: HttpRequest, space: Space) -> SafeString:
    is_watching = watches_everything(signed_in(request), space)
    return draw(request, "notifications/_watch_space.html", {"space": space, "is_watching": is_watching})


def question_watch_button(request: HttpRequest, question: Question) -> SafeString:
    """Of an everyday question; one of a session is watched with its page. What waits about it is read with it."""
    if question.session_id is not None:
        return SafeString("")
    watching = watching_question(signed_in(request), question)
    return draw(request, "notifications/_watch_question.html", {"question": question, "watching": watching})


def questions_watch_button(request: HttpRequest, space: Space) -> SafeString:
    watch = watching_questions(signed_in(request), space)
    return draw(request, "notifications/_watch_questions.html", {"space": space, "watch": watch})
