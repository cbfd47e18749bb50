"""The ledger of mandates: for every line, on what evidence it rests on the law, and which lines each article has.

It is read from a store with the named questions, so that it says the same on every engine. Evidence of different
strength is counted apart and never added up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from consultas import Respondedor
from grafo.asientos import ArticuloSinLineas, Auditoria, Eslabon, LineaAuditada, Mandato
from grafo.documento import Documento
from grafo.hallazgos import hallados_de
from grafo.preguntas import clave_de_articulo, filas_de
from grafo.prueba import Base, base_de
from grafo.veredicto import juzgar, resumen_de, reverso_de
from ontologia.errores import ErrorDeEntrada, NoExiste
from ontologia.iris import Acunador
from ontologia.recursos import niveles

__all__ = [
    "Auditoria",
    "Eslabon",
    "LineaAuditada",
    "Mandato",
    "auditar",
    "clave_de_articulo",
    "documento_de",
    "filas_de",
    "programas_de",
]

_A_LA_VISTA = 20


def programas_de(almacen: Respondedor, acunador: Acunador) -> list[str]:
    """Return the keys of the programmes in a store, by year and key."""
    filas = filas_de("portafolio_programas", almacen, acunador)
    return list(dict.fromkeys(clave for _, clave in sorted((str(f["anio"] or ""), str(f["clave"])) for f in filas)))


def documento_de(almacen: Respondedor, programa: str, acunador: Acunador) -> Documento:
    """Return the document of a programme, as the store keeps it. Raises `NoExiste`."""
    for f in filas_de("documentos", almacen, acunador, {"programa": programa}):
        return Documento(str(f["nombre"]), str(f["contenido"]), str(f["huella"]))
    raise NoExiste(f"El almacén no tiene el documento de «{programa}».", "Constrúyalo de nuevo.")


def auditar(almacen: Respondedor, programa: str, acunador: Acunador, fecha: date | None = None) -> Auditoria:
    """Return the ledger of a programme.

    With `fecha` only mandates of norms in force on that day count; the others are kept apart with their successors.
    Raises `NoExiste` when the store has no such programme.
    """
    suyo = {"programa": programa}
    titulo = _titulo(almacen, programa, acunador)
    base = base_de(almacen, acunador, suyo, fecha)
    lineas = juzgar(filas_de("lineas", almacen, acunador, suyo), base)
    reverso = reverso_de(lineas)
    return Auditoria(
        programa=programa, titulo=titulo, fecha=fecha,
        resumen=resumen_de(lineas),
        por_tema={t: {n.clave: sum(x.niveles[t] == n.clave for x in lineas) for n in niveles()} for t in base.temas},
        lineas=lineas, articulos=reverso, hallazgos=hallados_de(almacen, programa, acunador),
        articulos_sin_lineas=_sin_lineas(almacen, acunador, suyo, base, reverso),
        revisiones=tuple(base.revisados))


def _titulo(almacen: Respondedor, programa: str, acunador: Acunador) -> str:
    """Return the title of a programme, asking about no other. Raises `NoExiste`, which names the first there are."""
    try:
        fichas = [f for f in filas_de("portafolio_programas", almacen, acunador, {"programa": programa})
                  if str(f["clave"]) == programa]
    except ErrorDeEntrada:
        fichas = []
    if fichas:
        return str(fichas[0]["titulo"])
    hay = programas_de(almacen, acunador)
    resto = f" y {len(hay) - _A_LA_VISTA} más" if len(hay) > _A_LA_VISTA else ""
    raise NoExiste(f"No existe el programa «{programa}» en el almacén.",
                   f"Programas: {', '.join(hay[:_A_LA_VISTA]) or 'ninguno'}{resto}.")


def _sin_lineas(almacen: Respondedor, acunador: Acunador, suyo: Mapping[str, str], base: Base,
                reverso: Mapping[str, object]) -> tuple[ArticuloSinLineas, ...]:
    """Return the articles, of the norms that the document cites, that no line attends."""
    citados = {a for prueba in base.pruebas.values() for suyos in prueba.articulos.values() for a in suyos}
    citados |= {clave_de_articulo(str(f["articulo"]), acunador)
                for f in filas_de("articulos_sin_lineas", almacen, acunador, suyo)}
    normas = {a.partition("/")[0] for a in citados}
    conocidos = [clave_de_articulo(str(f["articulo"]), acunador) for f in filas_de("articulos", almacen, acunador)]
    todos = {a for a in conocidos if a.partition("/")[0] in normas} | citados
    return tuple(ArticuloSinLineas(a, a in citados) for a in sorted(todos - set(reverso), key=_natural))


def _natural(clave: str) -> list[tuple[int, str]]:
    """Return what sorts "art_9" before "art_10"."""
    return [(int(parte), "") if parte.isdecimal() else (-1, parte) for parte in re.split(r"(\d+)", clave)]
