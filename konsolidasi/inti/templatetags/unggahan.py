"""What the browser should know of the limit before it sends a file."""

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

from konsolidasi.inti.lampiran import ACCEPT, SEKALIGUS, kalimat_batas

register = template.Library()


@register.simple_tag
def batas_unggahan() -> SafeString:
    """Attributes of the script tag, once per page."""
    return format_html(
        'data-k-terima="{}" data-k-terbesar="{}" data-k-sekaligus="{}" data-k-batas="{}"',
        ACCEPT,
        settings.LAMPIRAN_TERBESAR,
        SEKALIGUS,
        kalimat_batas(),
    )
