"""Who wrote in a document, also after compaction has removed her updates."""

from django.db.models import Max, QuerySet

from cairn.livedocs.models import Update, Writer


def writers_since(document_id: int, seq: int) -> list[int]:
    """Ids of the people with an update after number `seq`, whoever wrote last first. The system is nobody."""
    kept = Update.objects.filter(document=document_id, seq__gt=seq, by__isnull=False).order_by()
    last = dict(Writer.objects.filter(document=document_id, seq__gt=seq).values_list("user", "seq"))
    last.update(kept.values_list("by").annotate(last=Max("seq")))
    return sorted(last, key=lambda user: -last[user])


def remember_writers(document_id: int, updates: QuerySet[Update]) -> None:
    """Called with the updates that compaction is about to remove, in its transaction."""
    last = updates.filter(by__isnull=False).order_by().values_list("by").annotate(last=Max("seq"))
    Writer.objects.bulk_create(
        [Writer(document_id=document_id, user_id=user, seq=seq) for user, seq in last],
        update_conflicts=True,
        unique_fields=["document", "user"],
        update_fields=["seq"],
    )
