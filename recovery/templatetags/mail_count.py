"""How many messages wait for whoever asks for the page."""

from django import template
from django.template import Context

register = template.Library()


@register.simple_tag(takes_context=True)
def unread_messages(context: Context) -> int:
    """Read with the person; a component that is drawn without a request has none."""
    request = getattr(context, "request", None)
    user = getattr(request, "user", None)
    return user.unread_messages if user is not None and user.is_authenticated else 0
