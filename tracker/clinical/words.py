"""Mark words for translation without knowing the framework that translates them."""


def gettext_noop(text: str) -> str:
    """Return ``text`` unchanged; presenters translate it later."""
    return text
