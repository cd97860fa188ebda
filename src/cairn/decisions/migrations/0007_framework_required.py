import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decisions", "0006_builtin_frameworks")]

    operations = [
        migrations.RemoveField(model_name="decision", name="framework_key"),
        migrations.AlterField(
            model_name="decision",
            name="framework",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="decisions.frameworkversion",
            ),
        ),
    ]
