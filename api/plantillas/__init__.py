"""The environment of the templates: one for each language, escaping always on."""

from __future__ import annotations

from functools import lru_cache, partial

from jinja2 import Environment, PackageLoader, StrictUndefined

from api.idioma import traducir, traducir_cuenta
from api.plantillas.filtros import FILTROS, sin_controles

__all__ = ["entorno"]


@lru_cache(maxsize=4)
def entorno(idioma: str) -> Environment:
    """Return the environment of a language."""
    nuevo = Environment(
        loader=PackageLoader("api", "plantillas"), autoescape=True, undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    nuevo.install_gettext_callables(  # type: ignore[attr-defined]
        partial(traducir, idioma), partial(traducir_cuenta, idioma), newstyle=True)
    nuevo.filters |= FILTROS
    nuevo.globals["idioma"] = idioma
    nuevo.finalize = _finalizar
    return nuevo


def _finalizar(valor: object) -> object:
    """Take from a text what would turn its direction; what is already markup stays as it is."""
    return sin_controles(valor) if type(valor) is str else valor
