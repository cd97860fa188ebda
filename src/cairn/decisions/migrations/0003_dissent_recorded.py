"""Outcomes from before keep their dissent as well: blocks and concerns, as the positions have them."""

from typing import Any

from django.db import migrations


def copy_dissent(apps: Any, schema_editor: Any) -> None:
    outcomes, positions = apps.get_model("decisions", "Outcome"), apps.get_model("decisions", "Position")
    dissent = apps.get_model("decisions", "Dissent")
    for outcome in outcomes.objects.iterator():
        against = positions.objects.filter(decision=outcome.decision_id, stance__in=("block", "concern"))
        dissent.objects.bulk_create(
            dissent(
                outcome=outcome,
                user_id=row.user_id,
                stance=row.stance,
                reason=row.reason,
                version_id=row.version_id,
                at=row.at,
            )
            for row in against
        )


class Migration(migrations.Migration):
    dependencies = [("decisions", "0002_closing")]
    operations = [migrations.RunPython(copy_dissent, migrations.RunPython.noop)]
