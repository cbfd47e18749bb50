"""Which article of a block each line's words point to, by the texts that the store holds: proposals, no evidence."""

from __future__ import annotations

from api.sitio import Sitio
from grafo.ley import Apunte, apuntes_de_lineas

__all__ = ["Apunte", "apuntes_de"]


def apuntes_de(sitio: Sitio, programa: str) -> tuple[Apunte, ...]:
    """Return the proposals for the lines of a programme, kept until something is published; none without a law's text.

    Raises `NoExiste` for a programme that is not there.
    """
    return sitio.recordar(("apuntes", programa), lambda: _apuntes(sitio, programa))


def _apuntes(sitio: Sitio, programa: str) -> tuple[Apunte, ...]:
    base = f"{sitio.contexto.acunador.base}norma/"
    textos = {str(f["articulo"]).removeprefix(base): str(f["texto"])
              for f in sitio.filas("textos_de_articulos") if f.get("texto") is not None}
    return apuntes_de_lineas(sitio.auditoria(programa).lineas, textos) if textos else ()
