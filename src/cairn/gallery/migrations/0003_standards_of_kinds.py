from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("gallery", "0002_templates_written_on")]

    operations = [
        migrations.RenameField(model_name="standard", old_name="purpose", new_name="of"),
        migrations.AlterField(
            model_name="standard", name="of", field=models.CharField(max_length=20, unique=True, verbose_name="of")
        ),
    ]
