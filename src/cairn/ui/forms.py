"""How forms look: `{{ form }}` and `{{ field.as_field_group }}` everywhere, through one renderer."""

from django.forms.renderers import TemplatesSetting


class CairnFormRenderer(TemplatesSetting):
    """Set as FORM_RENDERER; widgets keep Django's own templates."""

    form_template_name = "ui/_form.html"
    field_template_name = "ui/_field.html"
