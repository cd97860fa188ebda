import pytest
from django.db import transaction
from pycrdt import Doc, Text
from tests.cast import Cast

from cairn.core.errors import Invalid, Missing, TooLarge
from cairn.livedocs import limits, log, wake
from cairn.livedocs.models import Update
from cairn.people.actors import SYSTEM


def typed(words: str, base: Doc | None = None) -> tuple[Doc, list[bytes]]:
    """A client's document and the updates it made by typing `words` one by one."""
    doc: Doc = Doc()
    if base is not None:
        doc.apply_update(base.get_update())
    made: list[bytes] = []
    doc.observe(lambda event: made.append(event.update))
    text = doc.get("t", type=Text)
    for word in words.split():
        text += word + " "
    return doc, made


def text_of(doc: Doc) -> str:
    return str(doc.get("t", type=Text))


def test_append_numbers_updates_and_load_returns_the_words(cast: Cast) -> None:
    document = log.create_document(by=cast.ben)
    _, made = typed("one two three")
    assert [log.append(document.pk, update, by=cast.ben) for update in made] == [1, 2, 3]
    assert text_of(log.load(document.pk)) == "one two three "
    assert set(Update.objects.values_list("by", flat=True)) == {cast.ben.pk}


def test_a_document_may_start_with_a_state(cast: Cast) -> None:
    doc, _ = typed("from a template")
    document = log.create_document(doc.get_update(), by=SYSTEM)
    assert document.head == 1
    assert log.load(document.pk).get_state() == doc.get_state() == log.state_vector(document.pk)


def test_append_belongs_to_the_callers_transaction(cast: Cast) -> None:
    document = log.create_document(by=cast.ben)
    _, made = typed("gone")
    with pytest.raises(RuntimeError), transaction.atomic():
        log.append(document.pk, made[0], by=cast.ben)
        raise RuntimeError
    assert log.updates_since(document.pk) == log.Tail([], 0)
    assert log.append(document.pk, made[0], by=cast.ben) == 1


NESTED = b"\x01\x01\x01\x00\x08\x01\x01t\x01" + b"\x75\x01" * 200_000 + b"\x7e\x00"


@pytest.mark.parametrize("garbage", [b"", b"\x00", b"not an update", b"\x01\x01\x01\x00\x04\x01\x01t\xff\x03", NESTED])
def test_garbage_is_refused_and_nothing_is_poisoned(cast: Cast, garbage: bytes) -> None:
    doc, made = typed("safe")
    document = log.create_document(made[0], by=cast.ben)
    with pytest.raises(Invalid):
        log.append(document.pk, garbage, by=cast.ben)
    assert log.load(document.pk).get_update() == doc.get_update()


def test_a_document_has_a_limit(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cairn.livedocs.checks.MAX_DOCUMENT_BYTES", 200)
    document = log.create_document(by=cast.ben)
    small, large = typed("short")[1][0], typed("x" * 300)[1][0]
    log.append(document.pk, small, by=cast.ben)
    with pytest.raises(TooLarge):
        log.append(document.pk, large, by=cast.ben)
    assert text_of(log.load(document.pk)) == "short "


def test_a_missing_document_is_missing(db: None) -> None:
    for read in (lambda: log.load(404), lambda: log.append(404, typed("x")[1][0], by=SYSTEM)):
        with pytest.raises(Missing):
            read()


def test_edit_appends_only_the_difference(cast: Cast) -> None:
    document = log.create_document(typed("base " * 200)[0].get_update(), by=cast.ben)

    def change(doc: Doc) -> int:
        text = doc.get("t", type=Text)
        text += "more"
        return len(str(text))

    assert log.edit(document.pk, change, by=cast.cleo) == 1004
    tail = log.updates_since(document.pk, 1)
    assert tail.cursor == 2 and tail.size < 60
    assert log.edit(document.pk, lambda doc: text_of(doc)[-4:], by=cast.cleo) == "more"
    assert log.updates_since(document.pk, 2).updates == []


def test_edit_that_fails_writes_nothing(cast: Cast) -> None:
    document = log.create_document(by=cast.ben)

    def change(doc: Doc) -> None:
        text = doc.get("t", type=Text)
        text += "half"
        raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        log.edit(document.pk, change, by=cast.ben)
    assert log.updates_since(document.pk).updates == []


def test_commits_wake_listeners(cast: Cast, django_capture_on_commit_callbacks: object) -> None:
    document = log.create_document(by=cast.ben)
    heard: list[set[int]] = []
    stop = wake.subscribe(heard.append)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        log.append(document.pk, typed("x")[1][0], by=cast.ben)
        assert heard == []
    stop()
    assert heard == [{document.pk}]


def test_a_log_that_has_grown_asks_for_compaction(cast: Cast, run_jobs: object, monkeypatch: object) -> None:
    document = log.create_document(by=cast.ben)
    doc, made = typed("word " * (limits.COMPACT_UPDATES + 3))
    log.append_entries({document.pk: [log.Entry(update, cast.ben.pk) for update in made]})
    run_jobs()  # type: ignore[operator]
    assert not Update.objects.exists()
    assert log.load(document.pk).get_update() == doc.get_update()


def test_a_change_that_rests_on_unseen_ones_is_refused_until_they_arrive(cast: Cast) -> None:
    document = log.create_document(by=cast.ben)
    doc, (first, second, third) = typed("one two three")
    log.append(document.pk, first, by=cast.ben)
    with pytest.raises(Invalid):
        log.append(document.pk, third, by=cast.ben)
    log.append(document.pk, second, by=cast.ben)
    log.append(document.pk, third, by=cast.ben)
    assert log.load(document.pk).get_update() == doc.get_update()
