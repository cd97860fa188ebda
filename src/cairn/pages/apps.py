from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "cairn.pages"
    label = "pages"
