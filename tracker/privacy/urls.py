from django.urls import path

from tracker.privacy import views

urlpatterns = [
    path("settings/export/", views.export, name="export"),
    path("settings/import/", views.bring_back, name="import"),
    path("settings/delete/", views.delete, name="delete"),
    path("settings/activity/", views.activity, name="activity"),
]
