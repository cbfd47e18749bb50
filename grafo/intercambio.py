"""The programme as JSON, with the keys that other programs hold on to (design, "The Programa as JSON").

Every item carries `tramos`, its places; the parts of an item that stand elsewhere (a cell, a unit) have theirs under
`lugares`, by the name of the part.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from grafo.documento import Documento
from grafo.modelo import Alianza, Evento, LineaCitada, LineaDeAccion, Pasaje, Programa, Sesion, Tramo

__all__ = ["a_json", "como_diccionario"]

Dato = dict[str, Any]


def a_json(programa: Programa, documento: Documento) -> str:
    """Return the programme as a JSON text (UTF-8, keys in the order of the document)."""
    return json.dumps(como_diccionario(programa, documento), ensure_ascii=False, indent=2)


def como_diccionario(programa: Programa, documento: Documento) -> Dato:
    """Return the programme as plain dictionaries, lists, strings and numbers."""
    return {
        "programa": _portada(programa, documento),
        "siglas": [{"sigla": s.sigla, "definicion": s.definicion.texto, **_tramos(s.definicion)}
                   for s in programa.siglas],
        "normas": [{"numero": d.numero, **_texto(d.texto)} for d in programa.disposiciones],
        "articulos_citados": [
            {"numero": a, "norma": r.norma, "ley": r.ley, **_texto(r.pasaje)}
            for r in programa.referencias for a in r.articulos],
        "puentes": [{"temas": list(p.temas), "articulos": list(p.referencia.articulos), "norma": p.referencia.norma,
                     "objetivo": p.objetivo, **_texto(p.pasaje)} for p in programa.puentes],
        "objetivos_estrategicos": [{"numero": o.numero, **_texto(o.texto)} for o in programa.objetivos_estrategicos],
        "objetivos_especificos": [{"numero": o.numero, **_texto(o.texto), "contribuye_a": o.contribuye_a}
                                  for o in programa.objetivos_especificos],
        "estrategias": [{"numero": e.numero, **_texto(e.texto), "objetivo": e.objetivo} for e in programa.estrategias],
        "lineas_accion": [_linea(x) for x in programa.lineas_accion],
        "alineacion": [
            {"objetivo": f.objetivo, "objetivo_estrategico": f.objetivo_estrategico,
             "direcciones": [d.texto for d in f.direcciones], **_tramos(f.pasaje),
             "lugares": {"direcciones": [_lugares(d) for d in f.direcciones]}} for f in programa.alineacion],
        "alianzas": [_alianza(a) for a in programa.alianzas],
        "eventos": [_evento(e) for e in programa.eventos],
        "sesiones": [_sesion(s) for s in programa.sesiones],
        "proyectos": [{"nombre": p.nombre, "clase": p.clase, "variantes": list(p.variantes), **_menciones(p.menciones)}
                      for p in programa.proyectos],
        "organizaciones": [{"nombre": o.nombre, "sigla": o.sigla, "variantes": list(o.variantes),
                            **_menciones(o.menciones)} for o in programa.organizaciones],
        "indicadores": [
            {"numero": i.numero, "valor": str(i.valor), "unidad": i.unidad, "sujeto": i.sujeto, "fuente": i.fuente,
             "anio": i.anio, **_texto(i.pasaje)} for i in programa.indicadores],
        "etapas": [{"anio": e.anio, "plazo": e.plazo, **_texto(e.pasaje)} for e in programa.etapas],
        "notas": [{"numero": n.numero, **_texto(n.texto)} for n in programa.notas],
        "hallazgos": [{"tipo": h.tipo, "mensaje": h.mensaje, "message": h.message, "sobre": list(h.sobre),
                       "tramos": [_tramo(t) for t in h.tramos]} for h in programa.hallazgos],
    }


def _portada(programa: Programa, documento: Documento) -> Dato:
    return {
        "clave": programa.clave, "titulo": programa.titulo.texto, "anio": programa.anio,
        "institucion": programa.institucion.texto if programa.institucion else None,
        "comision": programa.comision.texto if programa.comision else None,
        "documento": documento.nombre, "sha256": documento.sha256, "codificacion": documento.codificacion,
        **_tramos(programa.titulo),
    }


def _tramo(tramo: Tramo) -> Dato:
    return {"inicio": tramo.inicio, "fin": tramo.fin, "linea_inicio": tramo.linea_inicio, "linea_fin": tramo.linea_fin,
            "pagina": tramo.pagina}


def _lugares(pasaje: Pasaje) -> list[Dato]:
    return [_tramo(t) for t in pasaje.tramos]


def _tramos(pasaje: Pasaje) -> Dato:
    return {"tramos": _lugares(pasaje)}


def _texto(pasaje: Pasaje) -> Dato:
    return {"texto": pasaje.texto, **_tramos(pasaje)}


def _menciones(menciones: Iterable[Pasaje]) -> Dato:
    """Return the first mention as the item's place, and all of them."""
    todas = [_texto(m) for m in menciones]
    return {"tramos": todas[0]["tramos"] if todas else [], "menciones": todas}


def _partes(partes: Mapping[str, Pasaje | None]) -> Dato:
    return {"lugares": {k: _lugares(p) for k, p in partes.items() if p}}


def _decir(pasaje: Pasaje | None) -> str | None:
    return pasaje.texto if pasaje else None


def _linea(linea: LineaDeAccion) -> Dato:
    return {"numero": linea.numero, **_texto(linea.texto), "estrategia": linea.estrategia,
            "secretaria": _decir(linea.secretaria), "direccion": _decir(linea.direccion),
            "corresponsables": [c.texto for c in linea.corresponsables],
            "fundamentos": [f.texto for f in linea.fundamentos],
            **_partes({"secretaria": linea.secretaria, "direccion": linea.direccion})}


def _citas(lineas: Iterable[LineaCitada]) -> list[Dato]:
    return [{"numero": c.numero, "texto": _decir(c.texto), **_tramos(c.pasaje)} for c in lineas]


def _alianza(alianza: Alianza) -> Dato:
    return {"numero": alianza.numero, "nombre": alianza.nombre.texto, "socios": [s.texto for s in alianza.socios],
            "objetivo": _decir(alianza.objetivo), "convenio": _decir(alianza.convenio),
            "lineas": [c.numero for c in alianza.lineas], **_tramos(alianza.nombre),
            "lineas_citadas": _citas(alianza.lineas),
            "lugares": {**_partes({"objetivo": alianza.objetivo, "convenio": alianza.convenio})["lugares"],
                        "socios": [_lugares(s) for s in alianza.socios]}}


def _evento(evento: Evento) -> Dato:
    return {"numero": evento.numero, "nombre": evento.nombre.texto, "objetivo": _decir(evento.objetivo),
            "lineas": [c.numero for c in evento.lineas], "fecha_texto": _decir(evento.fecha),
            "inicio": evento.inicio.isoformat() if evento.inicio else None,
            "fin": evento.fin.isoformat() if evento.fin else None, **_tramos(evento.nombre),
            "lineas_citadas": _citas(evento.lineas), **_partes({"objetivo": evento.objetivo, "fecha": evento.fecha})}


def _sesion(sesion: Sesion) -> Dato:
    return {"numero": sesion.numero, "fecha": sesion.fecha.isoformat() if sesion.fecha else None,
            "fecha_texto": sesion.fecha_texto.texto, "tipo": sesion.tipo,
            "asuntos": [{"modalidad": a.modalidad, **_texto(a.texto)} for a in sesion.asuntos],
            "temas": [a.texto.texto for a in sesion.asuntos], **_tramos(sesion.fecha_texto)}
