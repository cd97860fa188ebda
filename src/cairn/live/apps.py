from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "cairn.live"
    label = "live"
