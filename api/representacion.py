"""The ledger as plain data: the same keys for the command line, the pages and the JSON interface."""

from __future__ import annotations

from typing import Any

from grafo.auditoria import Auditoria, LineaAuditada, Mandato
from grafo.hallazgos import Hallado
from grafo.revisiones import Revisado, Revision
from ontologia.recursos import niveles

__all__ = ["auditoria_como_json", "hallazgo_como_json", "linea_como_json", "mandatos_por_articulo",
           "revisado_como_json"]


def auditoria_como_json(auditoria: Auditoria) -> dict[str, Any]:
    """Return the ledger with the keys of the design; ready for `json.dumps`."""
    return {
        "programa": auditoria.programa,
        "fecha": auditoria.fecha.isoformat() if auditoria.fecha else None,
        "resumen": dict(auditoria.resumen),
        "lineas": [linea_como_json(linea) for linea in auditoria.lineas],
        "articulos": [{"articulo": a, "lineas": list(lineas)} for a, lineas in auditoria.articulos.items()],
        "niveles_por_articulo": auditoria.niveles_por_articulo,
        "articulos_sin_lineas": [{"articulo": a.articulo, "citado": a.citado}
                                 for a in auditoria.articulos_sin_lineas],
        "huecos": [x.numero for x in auditoria.huecos],
        "justificados": [{"linea": x.numero, "revision": x.justificacion.como_json()}
                         for x in auditoria.justificados if x.justificacion],
        "agregados": [x.numero for x in auditoria.lineas if x.agregados],
        "cobertura_profunda": [x.numero for x in auditoria.profundas],
        "por_objetivo": auditoria.por_objetivo,
        "por_unidad": auditoria.por_unidad,
        "por_articulo": auditoria.por_articulo,
        "huecos_por_tema": {
            tema: {"huecos": [x.numero for x in abiertos],
                   "justificados": [{"linea": x.numero, "revision": r.como_json()}
                                    for x in justificados for r in (x.justificacion_de(tema),) if r]}
            for tema, (abiertos, justificados) in auditoria.huecos_por_tema.items()},
        "hallazgos": _hallazgos(auditoria),
        "hallazgos_descartados": len(auditoria.hallazgos_descartados),
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
        "rechazados": [{"articulo": m.articulo, "tema": m.tema, "nivel": m.nivel} for m in linea.rechazados],
        "agregados": [{"articulo": a.articulo, "tema": a.tema, "vigente": a.vigente, "revision": a.revision.id}
                      for a in linea.agregados],
        "cobertura_profunda": linea.cobertura_profunda,
        "rupturas": list(linea.rupturas),
        "revision": {"estado": linea.revision, "revisiones": [revisado_como_json(x) for x in linea.revisiones]}
        if linea.revisiones else None,
    }


def revisado_como_json(revisado: Revisado) -> dict[str, Any]:
    """Return a review with its state."""
    return {**revisado.revision.como_json(), "estado": revisado.estado}


def _hallazgos(auditoria: Auditoria) -> list[dict[str, Any]]:
    descartes, estados = auditoria.descartes, auditoria.estados_de_hallazgos
    return [hallazgo_como_json(h, descartes.get(h.id), estados.get(h.id)) for h in auditoria.hallazgos]


def hallazgo_como_json(hallado: Hallado, descarte: Revision | None, estado: str | None) -> dict[str, Any]:
    """Return one finding; each quote with its words, offset and page; who dismissed it, the state of its reviews."""
    return {
        "id": hallado.id,
        "tipo": hallado.tipo,
        "severidad": hallado.severidad,
        "mensaje": hallado.mensaje,
        "message": hallado.message,
        "citas": [{"texto": texto, "inicio": inicio, "pagina": pagina} for texto, inicio, pagina in hallado.citas],
        "descartado": {"quien": descarte.quien, "rol": descarte.rol, "motivo": descarte.motivo,
                       "cuando": descarte.momento, "revision": descarte.id} if descarte else None,
        "revision": estado,
    }


def mandatos_por_articulo(linea: LineaAuditada) -> tuple[Mandato, ...]:
    """Return each article of a line once: at its strongest level, its own grain before that of a block."""
    orden = {nivel.clave: nivel.orden for nivel in niveles()}
    mejores: dict[str, Mandato] = {}
    for mandato in sorted(linea.articulos, key=lambda m: (orden[m.nivel], m.grano != "articulo")):
        mejores.setdefault(mandato.articulo, mandato)
    return tuple(mejores[a] for a in sorted(mejores))
