from django.urls import path

from tracker.labs import paper_views, plan_views, views, visit_views

urlpatterns = [
    path("labs/", views.labs_view, name="labs"),
    path("labs/results/new/", views.lab_new, name="lab_new"),
    path("labs/results/<int:pk>/", views.lab_edit, name="lab_edit"),
    path("labs/results/<int:pk>/remove/", views.lab_remove, name="lab_remove"),
    path("labs/reports/new/", paper_views.report_new, name="report_new"),
    path("labs/reports/<int:pk>/", paper_views.paper, name="paper"),
    path("labs/reports/<int:pk>/remove/", paper_views.remove, name="paper_remove"),
    path("labs/planned/<str:day>/", plan_views.planned_day, name="planned_day"),
    path("labs/set-aside/", plan_views.set_aside, name="test_set_aside"),
    path("labs/ask-again/", plan_views.ask_again, name="test_ask_again"),
    path("labs/asked-for/new/", plan_views.order_new, name="order_new"),
    path("labs/asked-for/<int:pk>/", plan_views.order_edit, name="order_edit"),
    path(
        "labs/asked-for/<int:pk>/remove/", plan_views.order_remove, name="order_remove"
    ),
    path("labs/monthly/", plan_views.monthly, name="monthly"),
    path("labs/visits/new/", visit_views.visit_new, name="visit_new"),
    path("labs/visits/<int:pk>/", visit_views.visit, name="visit"),
    path("labs/visits/<int:pk>/edit/", visit_views.visit_edit, name="visit_edit"),
    path("labs/visits/<int:pk>/remove/", visit_views.visit_remove, name="visit_remove"),
]
