"""The one module that knows how the two databases search: SQLite's FTS5 and PostgreSQL's tsvector.

Sources: https://sqlite.org/fts5.html (bm25, snippet), https://www.postgresql.org/docs/current/textsearch-controls.html
"""

import re
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from cairn.core.db import is_postgresql
from cairn.pages.models import Page

START, END = "\x02", "\x03"  # around a found word in a snippet; never in text that people type

_SQLITE = """
    SELECT rowid, snippet(search_index, -1, %s, %s, '…', 24), bm25(search_index, 10.0, 1.0, 0.6, 5.0) AS score
    FROM search_index WHERE search_index MATCH %s AND rowid IN ({pages}) ORDER BY score, rowid LIMIT %s OFFSET %s"""

_POSTGRESQL = """
    WITH query AS (SELECT to_tsquery('english', %s) AS q),
    found AS (
        SELECT page_id, ts_rank_cd('{{0.1, 0.3, 0.8, 1.0}}', tokens, q, 1) AS score
        FROM search_searchentry, query WHERE tokens @@ q AND page_id IN ({pages})
        ORDER BY score DESC, page_id LIMIT %s OFFSET %s)
    SELECT found.page_id, ts_headline('english', left(concat_ws(E'\\n', decision, body, comments, title), 100000), q, %s),
        -score FROM found JOIN search_searchentry USING (page_id), query ORDER BY score DESC, found.page_id"""


# "+rowid": the words are looked up once and the pages asked afterwards, not the words anew for each page.
_RANKED_SQLITE = """
    SELECT rowid FROM search_index WHERE search_index MATCH %s AND +rowid IN ({pages})
    ORDER BY bm25(search_index, 10.0, 1.0, 0.6, 5.0), rowid LIMIT %s"""

_RANKED_POSTGRESQL = """
    SELECT page_id FROM search_searchentry, to_tsquery('english', %s) AS q
    WHERE tokens @@ q AND page_id IN ({pages})
    ORDER BY ts_rank_cd('{{0.1, 0.3, 0.8, 1.0}}', tokens, q, 1) DESC, page_id LIMIT %s"""


class Hit(NamedTuple):
    page_id: int
    snippet: str  # plain text with START and END around found words
    score: float  # the smaller the better; comparable within one search only


def words_of(text: str) -> list[str]:
    """The words of a search, at most 12. Everything that is an operator in either database falls away."""
    return re.findall(r"[^\W_]+", text)[:12]


def find(words: list[str], pages: QuerySet[Page], *, limit: int, offset: int = 0, every: bool = True) -> list[Hit]:
    """The best hits among `pages`, best first. The last word matches as a prefix, so that typing finds.

    `every`: each word must occur; otherwise any of them. `pages` carries the right: it becomes part of the one query.
    """
    if not words:
        return []
    within, parameters = pages.order_by().values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        query = query_of(words, every=every)
        if is_postgresql():
            options = f"StartSel={START}, StopSel={END}, MaxWords=30, MinWords=12, MaxFragments=1"
            cursor.execute(_POSTGRESQL.format(pages=within), [query, *parameters, limit, offset, options])
        else:
            cursor.execute(_SQLITE.format(pages=within), [START, END, query, *parameters, limit, offset])
        rows: list[Any] = cursor.fetchall()
    return [Hit(*row) for row in rows]


def ranked(text: str, pages: QuerySet[Page], *, limit: int) -> list[int]:
    """Ids of those `pages` that have every word of `text`, the best first: `find` without its snippets."""
    words = words_of(text)
    if not words:
        return []
    within, parameters = pages.order_by().values("pk").query.sql_with_params()
    sql = _RANKED_POSTGRESQL if is_postgresql() else _RANKED_SQLITE
    with connection.cursor() as cursor:
        cursor.execute(sql.format(pages=within), [query_of(words), *parameters, limit])
        return [pk for (pk,) in cursor.fetchall()]


def pages_with(text: str) -> RawSQL | None:
    """For `page__in=…`: the indexed pages that have every word of `text`; None where it has no words."""
    words = words_of(text)
    if not words:
        return None
    if is_postgresql():
        return RawSQL(
            "SELECT page_id FROM search_searchentry WHERE tokens @@ to_tsquery('english', %s)", [query_of(words)]
        )
    return RawSQL("SELECT rowid FROM search_index WHERE search_index MATCH %s", [query_of(words)])


def query_of(words: list[str], *, every: bool = True) -> str:
    """In the database's own language; the last word matches as a prefix, so that typing finds."""
    if is_postgresql():
        return (" & " if every else " | ").join([*words[:-1], f"{words[-1]}:*"])
    return (" AND " if every else " OR ").join([*(f'"{word}"' for word in words[:-1]), f'"{words[-1]}"*'])
