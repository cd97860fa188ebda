"""How a Django form looks in Cairn."""

from django.forms.renderers import TemplatesSetting


class CairnFormRenderer(TemplatesSetting):
    pass
