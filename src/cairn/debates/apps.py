from django.apps import AppConfig


class DebatesConfig(AppConfig):
    name = "cairn.debates"
    label = "debates"
