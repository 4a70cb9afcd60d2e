from django.urls import path

from tracker.viewer import views

urlpatterns = [path("view", views.view, name="view")]
