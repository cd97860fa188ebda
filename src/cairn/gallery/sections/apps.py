from django.apps import AppConfig


class SectionsConfig(AppConfig):
    name = "cairn.gallery.sections"
    label = "sections"
