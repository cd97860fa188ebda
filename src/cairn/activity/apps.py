from django.apps import AppConfig


class ActivityConfig(AppConfig):
    name = "cairn.activity"
    label = "activity"
