from django.apps import AppConfig


class DraftingConfig(AppConfig):
    name = "cairn.drafting"
    label = "drafting"
