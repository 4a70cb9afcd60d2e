from django.urls import path

from tracker.labs import views

urlpatterns = [
    path("labs/", views.labs_view, name="labs"),
    path("labs/results/new/", views.lab_new, name="lab_new"),
    path("labs/results/<int:pk>/", views.lab_edit, name="lab_edit"),
    path("labs/results/<int:pk>/remove/", views.lab_remove, name="lab_remove"),
]
