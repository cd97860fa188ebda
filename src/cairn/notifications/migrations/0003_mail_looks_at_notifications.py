from django.db import migrations, models

import cairn.core.clock


class Migration(migrations.Migration):
    """What was there before is not mailed again: the column is empty for it."""

    dependencies = [
        ("notifications", "0002_states_and_watches"),
        ("mail", "0002_keep_who_stopped_mail"),
    ]

    operations = [
        migrations.DeleteModel(name="MailPreference"),
        migrations.AddField(
            model_name="notification",
            name="mail_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="notification",
            name="mail_at",
            field=models.DateTimeField(default=cairn.core.clock.now, null=True),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(
                condition=models.Q(("mail_at__isnull", False)), fields=["mail_at"], name="notifications_to_mail"
            ),
        ),
    ]
