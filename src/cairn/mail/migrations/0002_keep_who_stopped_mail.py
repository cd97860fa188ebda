"""Who had stopped mail gets none from here either."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def keep(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    preferences = apps.get_model("mail", "MailPreferences")
    for old in apps.get_model("notifications", "MailPreference").objects.all():
        preferences.objects.create(user_id=old.user_id, stopped_at=old.off_since)


class Migration(migrations.Migration):
    dependencies = [
        ("mail", "0001_preferences_letters_received"),
        ("notifications", "0001_initial"),
    ]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
