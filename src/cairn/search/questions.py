"""Finding questions by their words, like `fulltext` finds pages: FTS5 on SQLite, tsvector on PostgreSQL."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import QuerySet

from cairn.core.db import atomic, is_postgresql
from cairn.questions.models import Question
from cairn.search.fulltext import query_of
from cairn.search.models import QuestionEntry

_SQLITE = """
    SELECT rowid FROM search_question_index WHERE search_question_index MATCH %s AND +rowid IN ({questions})
    ORDER BY bm25(search_question_index, 4.0, 1.0), rowid LIMIT %s"""
_POSTGRESQL = """
    SELECT question_id FROM search_questionentry, to_tsquery('english', %s) AS q
    WHERE tokens @@ q AND question_id IN ({questions})
    ORDER BY ts_rank('{{0.1, 0.1, 0.3, 1.0}}', tokens, q) DESC, question_id LIMIT %s"""


def index_question(question_id: int) -> None:
    """Write its entry anew; a question that no list shows has none. Twice leaves what once does."""
    with atomic():
        question = Question.objects.shown().filter(pk=question_id).first()
        if question is None:
            QuestionEntry.objects.filter(question_id=question_id).delete()
            return
        QuestionEntry.objects.update_or_create(
            question=question, defaults={"title": question.title, "body": question.text[:5000]}
        )


def index_missing(space_id: int) -> None:
    """Entries for questions of the space that have none, and none for those that were united since."""
    with atomic():
        QuestionEntry.objects.filter(question__space=space_id).exclude(question__merged_into=None).delete()
        missing = (
            Question.objects.shown().filter(space=space_id).exclude(pk__in=QuestionEntry.objects.values("question"))
        )
        rows = missing.order_by("pk").values_list("pk", "title", "text")
        QuestionEntry.objects.bulk_create(
            (QuestionEntry(question_id=pk, title=title, body=text[:5000]) for pk, title, text in rows),
            batch_size=200,
            ignore_conflicts=True,
        )


def ranked(words: list[str], questions: QuerySet[Question], *, limit: int) -> list[int]:
    """Ids of those `questions` that have any of the words, the most alike first; the last word may be half typed."""
    if not words:
        return []
    within, parameters = questions.order_by().values("pk").query.sql_with_params()
    sql = _POSTGRESQL if is_postgresql() else _SQLITE
    with connection.cursor() as cursor:
        cursor.execute(sql.format(questions=within), [query_of(words, every=False), *parameters, limit])
        rows: list[Any] = cursor.fetchall()
    return [pk for (pk,) in rows]
