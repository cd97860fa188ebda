"""Finding questions by their words, like `fulltext` finds pages: FTS5 on SQLite, tsvector on PostgreSQL."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import F, Q, QuerySet

from cairn.core.db import atomic, is_postgresql
from cairn.questions.models import Answer, Question, QuestionLabel, Remark
from cairn.questions.queries import SHOWN
from cairn.search.fulltext import END, START, Hit, query_of
from cairn.search.models import QuestionEntry

MOST_BODY, MOST_UNDER = 5_000, 100_000  # letters of a question, and of what stands under it
_SQLITE_FOUND = """
    SELECT rowid, snippet(search_question_index, -1, %s, %s, '…', 24), bm25(search_question_index, 8.0, 2.0, 1.5, 1.0)
    FROM search_question_index WHERE search_question_index MATCH %s AND rowid IN ({questions})
    ORDER BY 3, rowid LIMIT %s OFFSET %s"""
_POSTGRESQL_FOUND = """
    WITH query AS (SELECT to_tsquery('english', %s) AS q),
    found AS (
        SELECT question_id, ts_rank_cd('{{0.2, 0.4, 0.6, 1.0}}', tokens, q, 1) AS score
        FROM search_questionentry, query WHERE tokens @@ q AND question_id IN ({questions})
        ORDER BY score DESC, question_id LIMIT %s OFFSET %s)
    SELECT found.question_id, ts_headline('english', concat_ws(E'\\n', answers, body, around, title), q, %s), -score
    FROM found JOIN search_questionentry USING (question_id), query ORDER BY score DESC, found.question_id"""
_SQLITE = """
    SELECT rowid FROM search_question_index WHERE search_question_index MATCH %s AND +rowid IN ({questions})
    ORDER BY bm25(search_question_index, 4.0, 1.0), rowid LIMIT %s"""
_POSTGRESQL = """
    SELECT question_id FROM search_questionentry, to_tsquery('english', %s) AS q
    WHERE tokens @@ q AND question_id IN ({questions})
    ORDER BY ts_rank('{{0.1, 0.1, 0.3, 1.0}}', tokens, q) DESC, question_id LIMIT %s"""


def index_question(question_id: int) -> None:
    """Write its entry anew; one that was united is found with the other. Twice leaves what once does."""
    with atomic():
        question = Question.objects.shown().filter(pk=question_id).first()
        if question is None:
            QuestionEntry.objects.filter(question_id=question_id).delete()
            return
        QuestionEntry.objects.update_or_create(question=question, defaults=_words_of(question))


def index_all_imported(space_id: int) -> None:
    """Write the entries of the space's imported questions anew, with what came in under them."""
    imported = Question.objects.filter(space=space_id).exclude(source="").order_by("pk")
    for pk in imported.values_list("pk", flat=True):
        index_question(pk)


def find_questions(
    words: list[str], questions: QuerySet[Question], *, limit: int, offset: int = 0, every: bool = True
) -> list[Hit]:
    """The best hits among `questions`, which carry the right; `page_id` of a hit is the question's id here."""
    if not words:
        return []
    within, parameters = questions.order_by().values("pk").query.sql_with_params()
    query = query_of(words, every=every)
    with connection.cursor() as cursor:
        if is_postgresql():
            options = f"StartSel={START}, StopSel={END}, MaxWords=30, MinWords=12, MaxFragments=1"
            cursor.execute(_POSTGRESQL_FOUND.format(questions=within), [query, *parameters, limit, offset, options])
        else:
            cursor.execute(_SQLITE_FOUND.format(questions=within), [START, END, query, *parameters, limit, offset])
        rows: list[Any] = cursor.fetchall()
    return [Hit(*row) for row in rows]


def ranked(words: list[str], questions: QuerySet[Question], *, limit: int) -> list[int]:
    """Ids of those `questions` whose own words have any of these, the most alike first; the last may be half typed."""
    if not words:
        return []
    within, parameters = questions.order_by().values("pk").query.sql_with_params()
    sql = _POSTGRESQL if is_postgresql() else _SQLITE
    with connection.cursor() as cursor:
        cursor.execute(sql.format(questions=within), [_own_words(words), *parameters, limit])
        rows: list[Any] = cursor.fetchall()
    return [pk for (pk,) in rows]


def _own_words(words: list[str]) -> str:
    """Any of the words, in title or body alone."""
    if is_postgresql():
        return " | ".join([*(f"{word}:AB" for word in words[:-1]), f"{words[-1]}:*AB"])
    return f"{{title body}} : ({query_of(words, every=False)})"


def _words_of(question: Question) -> dict[str, str]:
    """With those that were united with it: it is found by their words, too. Four queries."""
    united = list(question.merged.filter(state__in=SHOWN).order_by("pk"))
    all_of_them = [question.pk, *(each.pk for each in united)]
    given = Answer.objects.standing().filter(question__in=all_of_them)
    ordered = given.order_by(F("acceptance").asc(nulls_last=True), "-is_host", "-helped", "pk")
    under = Q(question__in=all_of_them) | Q(answer__question__in=all_of_them, answer__deleted_at=None)
    remarks = Remark.objects.filter(under, deleted_at=None).order_by("pk").values_list("text", flat=True)
    labels = QuestionLabel.objects.filter(question__in=all_of_them).order_by("name").values_list("name", flat=True)
    around = [*labels, *(part for each in united for part in (each.title, each.text) if part), *remarks]
    return {
        "title": question.title,
        "body": question.text[:MOST_BODY],
        "answers": "\n".join(ordered.values_list("text", flat=True))[:MOST_UNDER],
        "around": "\n".join(around)[:MOST_UNDER],
    }
