from django.urls import path

from tracker.support import views

urlpatterns = [path("support/", views.support, name="support")]
