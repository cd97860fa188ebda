"""Questions have an index of their own, so that one like the one being typed is found; those that are there go in."""

import django.db.models.deletion
from django.db import migrations, models

SQLITE_UP = [
    """CREATE VIRTUAL TABLE search_question_index USING fts5(
        title, body, content='search_questionentry', content_rowid='question_id',
        tokenize='porter unicode61 remove_diacritics 2', prefix='2 3')""",
    """CREATE TRIGGER search_question_added AFTER INSERT ON search_questionentry BEGIN
        INSERT INTO search_question_index(rowid, title, body) VALUES (new.question_id, new.title, new.body); END""",
    """CREATE TRIGGER search_question_removed AFTER DELETE ON search_questionentry BEGIN
        INSERT INTO search_question_index(search_question_index, rowid, title, body)
        VALUES ('delete', old.question_id, old.title, old.body); END""",
    """CREATE TRIGGER search_question_changed AFTER UPDATE ON search_questionentry BEGIN
        INSERT INTO search_question_index(search_question_index, rowid, title, body)
        VALUES ('delete', old.question_id, old.title, old.body);
        INSERT INTO search_question_index(rowid, title, body) VALUES (new.question_id, new.title, new.body); END""",
]
SQLITE_DOWN = [
    "DROP TRIGGER search_question_added",
    "DROP TRIGGER search_question_removed",
    "DROP TRIGGER search_question_changed",
    "DROP TABLE search_question_index",
]
POSTGRESQL_UP = [
    """ALTER TABLE search_questionentry ADD COLUMN tokens tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', left(body, 5000)), 'B')
    ) STORED""",
    "CREATE INDEX search_question_tokens ON search_questionentry USING gin (tokens)",
]
POSTGRESQL_DOWN = ["ALTER TABLE search_questionentry DROP COLUMN tokens"]
FILL = """INSERT INTO search_questionentry (question_id, title, body)
    SELECT id, title, substr(text, 1, 5000) FROM questions_question
    WHERE state IN ('open', 'obsolete') AND merged_into_id IS NULL"""


def run(up, down):
    def forward(apps, schema_editor):
        for statement in up if schema_editor.connection.vendor == "sqlite" else down:
            schema_editor.execute(statement)

    return forward


def fill(apps, schema_editor):
    schema_editor.execute(FILL)


class Migration(migrations.Migration):
    dependencies = [("questions", "0001_questions"), ("search", "0002_full_text")]
    operations = [
        migrations.CreateModel(
            name="QuestionEntry",
            fields=[
                (
                    "question",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_entry",
                        serialize=False,
                        to="questions.question",
                    ),
                ),
                ("title", models.TextField()),
                ("body", models.TextField(blank=True)),
            ],
        ),
        migrations.RunPython(run(SQLITE_UP, POSTGRESQL_UP), run(SQLITE_DOWN, POSTGRESQL_DOWN)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
