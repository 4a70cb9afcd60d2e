from django.http import HttpRequest

TAB_OF = {
    "today": "today",
    "check-in": "today",
    "days": "history",
    "history": "history",
    "course": "course",
    "learn": "course",
    "labs": "labs",
    "share": "share",
    "summary": "share",
}


def page(request: HttpRequest) -> dict[str, object]:
    """Give every page its current tab and the colours the person chose."""
    parts = request.path.split("/")
    # What follows a save belongs to the form it came from.
    tab = "today" if parts[-2:-1] == ["saved"] else TAB_OF.get(parts[1], "")
    return {"tab": tab, "theme": getattr(request.user, "theme", "")}
