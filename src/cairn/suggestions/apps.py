from django.apps import AppConfig


class SuggestionsConfig(AppConfig):
    name = "cairn.suggestions"
    label = "suggestions"
