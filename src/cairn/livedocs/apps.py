from django.apps import AppConfig


class LivedocsConfig(AppConfig):
    name = "cairn.livedocs"
    label = "livedocs"
