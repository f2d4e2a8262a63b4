"""Guards that make the suite a compiler for templates: an undefined variable fails the test."""

import sys
from collections.abc import Iterator

import pytest
from django.template import engines

# Templates of these packages rely on undefined variables being empty.
ORANG_LAIN = ("admin/", "bootstrap5/", "django/", "registration/", "uni_form/")


class TakDikenal(str):
    """`string_if_invalid` that raises instead of printing, unless the template is not ours."""

    def __contains__(self, potongan: object) -> bool:
        return potongan == "%s"

    def __bool__(self) -> bool:
        return True

    def __mod__(self, variabel: object) -> str:
        konteks = sys._getframe(1).f_locals["context"]
        template = konteks.render_context.template.name or ""
        if template.startswith(ORANG_LAIN):
            return ""
        raise AssertionError(f"{template}: undefined variable {variabel}")


@pytest.fixture(autouse=True)
def variabel_template_dikenal() -> Iterator[None]:
    mesin = engines["django"].engine
    lama, mesin.string_if_invalid = mesin.string_if_invalid, TakDikenal()
    yield
    mesin.string_if_invalid = lama
