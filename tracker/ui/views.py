"""The doors: welcome, is it alive, is it ready, and the page for an address that leads nowhere."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    """Greet somebody new; send somebody signed in to today."""
    if request.user.is_authenticated:
        return redirect("today")
    return render(request, "welcome.html")


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Say that the process answers."""
    return JsonResponse({"status": "alive"})


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Say whether the database answers and every migration has run: 200, else 503."""
    waiting = what_is_missing()
    return JsonResponse({"status": waiting or "ready"}, status=503 if waiting else 200)


def what_is_missing() -> str:
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "no database"
    return "migrations to run" if plan else ""


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404 without saying why: not there, ended, or not yours."""
    return render(request, "404.html", status=404)
