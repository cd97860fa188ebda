from django.apps import AppConfig


class ExtensionsConfig(AppConfig):
    name = "cairn.extensions"
    label = "extensions"
