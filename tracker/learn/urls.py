from django.urls import path

from tracker.learn import views

urlpatterns = [path("learn/", views.learn, name="learn")]
