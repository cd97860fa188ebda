from django.apps import AppConfig


class ActionItemsConfig(AppConfig):
    name = "cairn.action_items"
    label = "action_items"
