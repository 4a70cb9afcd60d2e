from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "tracker.ui"
    label = "ui"
