"""The report as one page that opens without any network, and the same page on paper."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from markupsafe import Markup

from api.palabras import palabra
from api.papel.contenido import Informe
from api.plantillas import entorno
from api.representacion import mandatos_por_articulo
from ontologia.errores import ErrorDeAlinea
from ontologia.espacios import PREFIJOS
from ontologia.recursos import tipos_de_hallazgo

__all__ = ["a_html", "a_pdf"]


def a_html(informe: Informe, idioma: str = "es") -> str:
    """Return the report as HTML with its style inside."""
    estilo = (files("api") / "estaticos" / "informe.css").read_text(encoding="utf-8")
    return entorno(idioma).get_template("informe.html").render(
        i=informe, libro=informe.libro, estilo=Markup(estilo), tipos=tipos_de_hallazgo(),
        mandatos=mandatos_por_articulo, concepto=lambda esquema, clave: palabra(f"{PREFIJOS[esquema]}{clave}"))


def a_pdf(informe: Informe, idioma: str = "es") -> bytes:
    """Return the report as PDF. Raises `ErrorDeAlinea` when Pango is missing in the system."""
    try:
        from weasyprint import HTML
    except OSError as error:
        raise ErrorDeAlinea(
            "Para escribir PDF faltan bibliotecas del sistema (Pango).",
            "Instálelas (Debian: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0), "
            "o pida el informe como .html y guárdelo desde el navegador.") from error
    pagina = HTML(string=a_html(informe, idioma), url_fetcher=_nada)
    return bytes(pagina.write_pdf(pdf_identifier=informe.sha256.encode(), uncompressed_pdf=False))


def _nada(direccion: str, *_: Any, **__: Any) -> Any:
    """Refuse to fetch: the page has everything inside."""
    raise ValueError(f"the report asks for {direccion}")
