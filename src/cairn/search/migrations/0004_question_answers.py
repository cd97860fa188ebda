"""A question is found by its answers, remarks and labels, and by those that were united with it."""

from importlib import import_module

from django.db import migrations, models

EARLIER = import_module("cairn.search.migrations.0003_questions")
GONE = """INSERT INTO search_question_index(search_question_index, rowid, title, body, answers, around)
        VALUES ('delete', old.question_id, old.title, old.body, old.answers, old.around);"""
COME = """INSERT INTO search_question_index(rowid, title, body, answers, around)
        VALUES (new.question_id, new.title, new.body, new.answers, new.around);"""
REBUILD = "INSERT INTO search_question_index(search_question_index) VALUES ('rebuild')"
SQLITE_AFTER = [
    """CREATE VIRTUAL TABLE search_question_index USING fts5(
        title, body, answers, around, content='search_questionentry', content_rowid='question_id',
        tokenize='porter unicode61 remove_diacritics 2', prefix='2 3')""",
    f"CREATE TRIGGER search_question_added AFTER INSERT ON search_questionentry BEGIN {COME} END",
    f"CREATE TRIGGER search_question_removed AFTER DELETE ON search_questionentry BEGIN {GONE} END",
    f"CREATE TRIGGER search_question_changed AFTER UPDATE ON search_questionentry BEGIN {GONE} {COME} END",
    REBUILD,
]
POSTGRESQL_AFTER = [
    """ALTER TABLE search_questionentry ADD COLUMN tokens tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', left(body, 5000)), 'B') ||
        setweight(to_tsvector('english', left(answers, 100000)), 'C') ||
        setweight(to_tsvector('english', left(around, 100000)), 'D')) STORED""",
    "CREATE INDEX search_question_tokens ON search_questionentry USING gin (tokens)",
]


def run(on_sqlite, on_postgresql):
    def forward(apps, schema_editor):
        for statement in on_sqlite if schema_editor.connection.vendor == "sqlite" else on_postgresql:
            schema_editor.execute(statement)

    return forward


take_away = run(EARLIER.SQLITE_DOWN, EARLIER.POSTGRESQL_DOWN)
put_back = run([*EARLIER.SQLITE_UP, REBUILD], EARLIER.POSTGRESQL_UP)


def fill(apps, schema_editor):
    """What stands under each question that is found already; united ones come with the next change."""
    answers, remarks, labels = (apps.get_model("questions", name) for name in ("Answer", "Remark", "QuestionLabel"))
    for entry in apps.get_model("search", "QuestionEntry").objects.iterator(200):
        given = answers.objects.filter(question=entry.question_id, deleted_at=None)
        said = given.order_by(models.F("acceptance").asc(nulls_last=True), "-is_host", "-helped", "pk")
        about = models.Q(question=entry.question_id) | models.Q(answer__question=entry.question_id)
        under = remarks.objects.filter(about, deleted_at=None).order_by("pk")
        named = labels.objects.filter(question=entry.question_id).order_by("name")
        entry.answers = "\n".join(said.values_list("text", flat=True))[:100_000]
        around = [*named.values_list("name", flat=True), *under.values_list("text", flat=True)]
        entry.around = "\n".join(around)[:100_000]
        if entry.answers or entry.around:
            entry.save(update_fields=["answers", "around"])


class Migration(migrations.Migration):
    dependencies = [("questions", "0006_joined"), ("search", "0003_questions")]
    operations = [
        # SQLite makes the table anew for a column, and its triggers would be gone.
        migrations.RunPython(take_away, put_back),
        migrations.AddField("questionentry", "answers", models.TextField(blank=True, default="")),
        migrations.AddField("questionentry", "around", models.TextField(blank=True, default="")),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(run(SQLITE_AFTER, POSTGRESQL_AFTER), take_away),
    ]
