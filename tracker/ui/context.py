from django.http import HttpRequest

TAB_OF = {
    "today": "today",
    "days": "history",
    "history": "history",
    "course": "course",
    "labs": "labs",
    "share": "share",
    "summary": "share",
}


def page(request: HttpRequest) -> dict[str, object]:
    """Give every page its current tab and the colours the person chose."""
    first = request.path.split("/")[1]
    return {"tab": TAB_OF.get(first, ""), "theme": getattr(request.user, "theme", "")}
