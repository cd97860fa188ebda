from django.db import migrations

from cairn.decisions.frameworks.install import install_builtins


def install(apps, schema_editor):
    """The eleven, and DACI's first version for every decision there is."""
    install_builtins(apps)
    daci = apps.get_model("decisions", "FrameworkVersion").objects.get(framework__key="daci", number=1)
    apps.get_model("decisions", "Decision").objects.filter(framework=None).update(framework=daci)


class Migration(migrations.Migration):
    dependencies = [("decisions", "0005_frameworks")]

    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
