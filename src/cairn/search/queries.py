"""A search as a person sees it: pages with their place and a snippet, spaces and people with that name."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from cairn.pages.kinds import Facts, Kind, kind_of, kinds
from cairn.pages.models import Page
from cairn.people.models import User
from cairn.questions.models import Question
from cairn.search.fulltext import END, START, Hit, find, words_of
from cairn.search.questions import find_questions
from cairn.spaces.models import Space

PER_PAGE = 20


@dataclass(frozen=True)
class Filters:
    """What narrows a search: a space's key, a kind of page, a label. Empty: not narrowed."""

    space: str = ""
    kind: str = ""
    label: str = ""


@dataclass(frozen=True)
class Result:
    page: Page
    snippet: SafeString
    facts: Facts  # what the page's kind says: a decision's number, status and outcome

    @property
    def kind(self) -> Kind:
        return kind_of(self.page)


@dataclass(frozen=True)
class Results:
    """`more`: whether another sheet follows. `loose`: no page has all the words, these have some."""

    found: list[Result]
    more: bool = False
    loose: bool = False


def search_pages(user: User, text: str, filters: Filters, *, sheet: int = 1, per_page: int = PER_PAGE) -> Results:
    """Published pages that `user` may see, best first, `sheet` from 1. Rights are part of the query itself."""
    words = words_of(text)
    pages = _narrowed(user, filters)
    offset = (max(sheet, 1) - 1) * per_page
    hits = find(words, pages, limit=per_page + 1, offset=offset)
    loose = not hits and len(words) > 1 and sheet == 1
    if loose:
        hits = find(words, pages, limit=per_page + 1, offset=offset, every=False)
    return Results(_with_pages(user, hits[:per_page]), more=len(hits) > per_page, loose=loose and bool(hits))


@dataclass(frozen=True)
class Found:
    """A question as the search shows it: with whether it is answered, and where it was asked."""

    question: Question
    snippet: SafeString


@dataclass(frozen=True)
class FoundQuestions:
    found: list[Found]
    more: bool = False


def search_questions(
    user: User, text: str, filters: Filters, *, sheet: int = 1, per_page: int = PER_PAGE
) -> FoundQuestions:
    """Questions that `user` may see, by their words, answers, remarks and labels. Rights are part of the query."""
    questions = Question.objects.shown_to(user)
    if filters.space:
        questions = questions.filter(space__key=filters.space)
    if filters.label:
        questions = questions.filter(labels__name=filters.label)
    words, offset = words_of(text), (max(sheet, 1) - 1) * per_page
    hits = find_questions(words, questions, limit=per_page + 1, offset=offset)
    rows = Question.objects.shown_to(user).select_related("session__page", "space", "search_entry")
    by_id = rows.in_bulk([hit.page_id for hit in hits[:per_page]])
    found = [
        Found(by_id[hit.page_id], _said(by_id[hit.page_id], hit)) for hit in hits[:per_page] if hit.page_id in by_id
    ]
    return FoundQuestions(found, more=len(hits) > per_page)


def _said(question: Question, hit: Hit) -> SafeString:
    """Where the words stand; beside a title that has them, how the answer begins."""
    entry = question.search_entry
    if hit.snippet.replace(START, "").replace(END, "") != question.title:
        return marked(hit.snippet)
    return marked(Truncator(entry.answers or entry.body).words(24))


def search_names(user: User, text: str, *, limit: int = 5) -> tuple[list[Space], list[User]]:
    """Spaces and people whose name holds what was typed. A guest finds people by name only where she shares a space."""
    text = text.strip()
    if not text:
        return [], []
    spaces = Space.objects.visible_to(user).filter(Q(name__icontains=text) | Q(key__iexact=text))[:limit]
    people = User.objects.visible_to(user).active().named(text)[:limit]
    return list(spaces), list(people)


def _narrowed(user: User, filters: Filters) -> QuerySet[Page]:
    pages = Page.objects.visible_to(user)
    if filters.space:
        pages = pages.filter(space__key=filters.space)
    if filters.kind:
        pages = pages.filter(kind=filters.kind)
    if filters.label:
        pages = pages.filter(labels__name=filters.label)
    return pages


def _with_pages(user: User, hits: list[Hit]) -> list[Result]:
    ids = [hit.page_id for hit in hits]
    pages = (
        Page.objects.visible_to(user)
        .select_related("space", "owner", "published")
        .defer("published__body")
        .in_bulk(ids)
    )
    facts: dict[int, Facts] = {}
    for name in {page.kind for page in pages.values()}:
        if kind := kinds().get(name):
            facts.update(kind.card([page.pk for page in pages.values() if page.kind == name], user))
    return [
        Result(pages[hit.page_id], marked(hit.snippet), facts.get(hit.page_id, Facts()))
        for hit in hits
        if hit.page_id in pages
    ]


def marked(snippet: str) -> SafeString:
    """The snippet as HTML: escaped, with found words in <mark>."""
    return mark_safe(escape(snippet).replace(START, "<mark>").replace(END, "</mark>"))
