"""The full-text index over SearchEntry, kept in step by the database itself: FTS5 on SQLite, tsvector on PostgreSQL."""

from django.db import migrations

SQLITE_UP = [
    """CREATE VIRTUAL TABLE search_index USING fts5(
        title, body, comments, decision, content='search_searchentry', content_rowid='page_id',
        tokenize='porter unicode61 remove_diacritics 2', prefix='2 3')""",
    """CREATE TRIGGER search_entry_added AFTER INSERT ON search_searchentry BEGIN
        INSERT INTO search_index(rowid, title, body, comments, decision)
        VALUES (new.page_id, new.title, new.body, new.comments, new.decision); END""",
    """CREATE TRIGGER search_entry_removed AFTER DELETE ON search_searchentry BEGIN
        INSERT INTO search_index(search_index, rowid, title, body, comments, decision)
        VALUES ('delete', old.page_id, old.title, old.body, old.comments, old.decision); END""",
    """CREATE TRIGGER search_entry_changed AFTER UPDATE ON search_searchentry BEGIN
        INSERT INTO search_index(search_index, rowid, title, body, comments, decision)
        VALUES ('delete', old.page_id, old.title, old.body, old.comments, old.decision);
        INSERT INTO search_index(rowid, title, body, comments, decision)
        VALUES (new.page_id, new.title, new.body, new.comments, new.decision); END""",
]
SQLITE_DOWN = [
    "DROP TRIGGER search_entry_added",
    "DROP TRIGGER search_entry_removed",
    "DROP TRIGGER search_entry_changed",
    "DROP TABLE search_index",
]
POSTGRESQL_UP = [
    """ALTER TABLE search_searchentry ADD COLUMN tokens tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('english', left(title, 10000)), 'A') ||
        setweight(to_tsvector('english', left(decision, 200000)), 'B') ||
        setweight(to_tsvector('english', left(body, 500000)), 'C') ||
        setweight(to_tsvector('english', left(comments, 200000)), 'D')) STORED""",
    "CREATE INDEX search_entry_tokens ON search_searchentry USING gin (tokens)",
]
POSTGRESQL_DOWN = ["ALTER TABLE search_searchentry DROP COLUMN tokens"]


def run(up, down):
    def forward(apps, schema_editor):
        for statement in up if schema_editor.connection.vendor == "sqlite" else down:
            schema_editor.execute(statement)

    return forward


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(run(SQLITE_UP, POSTGRESQL_UP), run(SQLITE_DOWN, POSTGRESQL_DOWN))]
