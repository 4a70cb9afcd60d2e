from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Our few choices on top of allauth."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return today's page: it sends a person without a course on to start one."""
        return "/today/"

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return "/course/new/"
