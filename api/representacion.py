"""The ledger as plain data: the same keys for the command line, the pages and the JSON interface."""

from __future__ import annotations

from typing import Any

from grafo.auditoria import Auditoria, Hallado, LineaAuditada, Mandato
from ontologia.recursos import niveles

__all__ = ["auditoria_como_json", "hallazgo_como_json", "linea_como_json", "mandatos_por_articulo"]


def auditoria_como_json(auditoria: Auditoria) -> dict[str, Any]:
    """Return the ledger with the keys of the design; ready for `json.dumps`."""
    return {
        "programa": auditoria.programa,
        "fecha": auditoria.fecha.isoformat() if auditoria.fecha else None,
        "resumen": dict(auditoria.resumen),
        "lineas": [linea_como_json(linea) for linea in auditoria.lineas],
        "articulos": [{"articulo": a, "lineas": list(lineas)} for a, lineas in auditoria.articulos.items()],
        "hallazgos": [hallazgo_como_json(hallado) for hallado in auditoria.hallazgos],
    }


def linea_como_json(linea: LineaAuditada) -> dict[str, Any]:
    """Return one line of the ledger."""
    return {
        "numero": linea.numero,
        "nivel": linea.nivel,
        "niveles": dict(linea.niveles),
        "articulos": [{"articulo": m.articulo, "nivel": m.nivel, "grano": m.grano}
                      for m in mandatos_por_articulo(linea)],
        "cadena": [{"papel": e.papel, "texto": e.texto, "inicio": e.inicio, "fin": e.fin} for e in linea.cadena],
        "revision": linea.revision,
    }


def hallazgo_como_json(hallado: Hallado) -> dict[str, Any]:
    """Return one finding; each quote with its words, offset and page."""
    return {
        "tipo": hallado.tipo,
        "severidad": hallado.severidad,
        "mensaje": hallado.mensaje,
        "citas": [{"texto": texto, "inicio": inicio, "pagina": pagina} for texto, inicio, pagina in hallado.citas],
    }


def mandatos_por_articulo(linea: LineaAuditada) -> tuple[Mandato, ...]:
    """Return each article of a line once: at its strongest level, its own grain before that of a block."""
    orden = {nivel.clave: nivel.orden for nivel in niveles()}
    mejores: dict[str, Mandato] = {}
    for mandato in sorted(linea.articulos, key=lambda m: (orden[m.nivel], m.grano != "articulo")):
        mejores.setdefault(mandato.articulo, mandato)
    return tuple(mejores[a] for a in sorted(mejores))
