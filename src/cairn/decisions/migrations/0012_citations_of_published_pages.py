"""Which decisions the pages that are published already cite."""

from django.db import migrations
from django.db.models import Q

from cairn.decisions.after.addresses import Addresses


def backfill(apps, schema_editor):
    Decision, Citation, Page = (
        apps.get_model("decisions", "Decision"),
        apps.get_model("decisions", "Citation"),
        apps.get_model("pages", "Page"),
    )
    if not Decision.objects.exists():
        return
    for page in Page.objects.filter(published__isnull=False).select_related("published").iterator(chunk_size=200):
        found = Addresses.of(page.published.body)
        if not found.pages and not found.numbers:
            continue
        meant = Q(page__in=found.pages)
        for key, number in sorted(found.numbers)[:500]:
            meant |= Q(outcome__space__key=key, outcome__number=number)
        cited = Decision.objects.filter(meant).exclude(page=page.pk).order_by("pk").values_list("pk", flat=True)
        Citation.objects.bulk_create([Citation(page=page, decision_id=pk) for pk in cited[:500]], ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("decisions", "0011_after")]

    operations = [migrations.RunPython(backfill, migrations.RunPython.noop)]
