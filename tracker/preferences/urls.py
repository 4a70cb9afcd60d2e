from django.urls import path

from tracker.preferences import views

urlpatterns = [
    path("settings/", views.preferences, name="settings"),
    path("settings/time-zone/", views.time_zone, name="time_zone"),
]
