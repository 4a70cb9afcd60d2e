from django.urls import path

from tracker.checkins import views

urlpatterns = [
    path("check-in/", views.check_in, name="check_in"),
    path("check-in/longer/", views.check_in_longer, name="check_in_longer"),
    path("check-in/not-now/", views.check_in_not_now, name="check_in_not_now"),
    path("check-in/<int:pk>/", views.check_in_edit, name="check_in_edit"),
    path("check-in/<int:pk>/saved/", views.check_in_saved, name="check_in_saved"),
    path("check-in/<int:pk>/remove/", views.check_in_remove, name="check_in_remove"),
]
