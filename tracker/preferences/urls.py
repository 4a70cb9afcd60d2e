from django.urls import path

from tracker.preferences import views

urlpatterns = [path("settings/", views.preferences, name="settings")]
