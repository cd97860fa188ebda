from django.apps import AppConfig


class SeriesConfig(AppConfig):
    name = "cairn.series"
    label = "series"
