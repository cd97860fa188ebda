"""Compaction runs in the worker: appending never waits for it."""

from django_tasks import task


@task()
def compact_document(document_id: int) -> None:
    """Fold the document's updates into its snapshot. Running it twice, or beside an append, changes nothing."""
    from cairn.livedocs.compaction import compact

    compact(document_id)
