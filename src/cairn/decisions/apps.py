from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "cairn.decisions"
    label = "decisions"
