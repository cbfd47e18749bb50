"""The verdict on each line: its level per topic, its mandates and quotes, what persons decided, where it breaks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from consultas import Termino
from grafo.asientos import Agregado, Eslabon, LineaAuditada, Mandato
from grafo.prueba import Base, Lugar, Prueba
from grafo.revisiones import Revisado, dictamen
from ontologia.recursos import niveles

__all__ = ["juzgar", "resumen_de", "reverso_de"]


def juzgar(filas: Iterable[Mapping[str, Termino | None]], base: Base) -> tuple[LineaAuditada, ...]:
    """Return the lines of the question `lineas`, each once, with its verdict.

    A line with several units has several rows, of which the first tells the rest.
    """
    unidas: dict[Termino | None, Mapping[str, Termino | None]] = {}
    for f in filas:
        unidas.setdefault(f["linea"], f)
    return tuple(_linea(f, base) for f in unidas.values())


def resumen_de(lineas: Iterable[LineaAuditada]) -> Mapping[str, int]:
    """Return how many lines have each level as their strongest."""
    cuenta = Counter(x.nivel for x in lineas)
    return {n.clave: cuenta[n.clave] for n in niveles()}


def reverso_de(lineas: Iterable[LineaAuditada]) -> Mapping[str, tuple[str, ...]]:
    """Return the numbers of the lines that attend each article, by its key."""
    reverso: dict[str, list[str]] = defaultdict(list)
    for linea in lineas:
        for articulo in dict.fromkeys(m.articulo for m in linea.articulos):
            reverso[articulo].append(linea.numero)
    return {a: tuple(reverso[a]) for a in sorted(reverso)}


def _linea(f: Mapping[str, Termino | None], base: Base) -> LineaAuditada:
    numero = str(f["numero"])
    orden = {n.clave: n.orden for n in niveles()}
    revisados = tuple(x for x in base.revisados if x.revision.linea == numero)
    mandatos: list[Mandato] = []
    por_tema: dict[str, str] = {}
    cadena: list[Eslabon] = []
    for tema in base.temas:
        prueba = base.pruebas.get((numero, tema), Prueba())
        suyos = _mandatos(numero, prueba, tema, base, orden, revisados)
        mandatos += suyos
        por_tema[tema] = min((m.nivel for m in suyos if _cuenta(m)), key=orden.__getitem__, default="ninguna")
        cadena += _cadena(prueba, tema, por_tema[tema], base.citas.get(numero, ()))
    agregados = _agregados(numero, revisados, base)
    cuentan = tuple(m for m in mandatos if _cuenta(m))
    lapsados = tuple(m for m in mandatos if not m.vigente)
    responsables = tuple(str(f[k]) for k in ("secretaria", "direccion") if f.get(k) is not None)
    return LineaAuditada(
        str(f["linea"]), numero, str(f["texto"]), str(f["estrategia"] or ""), str(f["objetivo"] or ""), responsables,
        min(por_tema.values(), key=orden.__getitem__, default="ninguna"), por_tema, cuentan, lapsados, tuple(cadena),
        tuple(base.apoyos.get(numero, ())), tuple(m for m in mandatos if m.vigente and m.dictamen == "rechazada"),
        agregados, revisados,
        _rupturas(numero in base.superiores, bool(cuentan) or any(a.vigente for a in agregados), bool(lapsados)))


def _cuenta(mandato: Mandato) -> bool:
    return mandato.vigente and mandato.dictamen != "rechazada"


def _rupturas(tiene_objetivo: bool, tiene_articulo: bool, lapso: bool) -> tuple[str, ...]:
    """Return where a line's chain is broken: above, or below (with or without a law that lapsed)."""
    arriba = () if tiene_objetivo else ("objetivo_institucional",)
    abajo = () if tiene_articulo else ("articulo_vigente",) if lapso else ("articulo",)
    return arriba + abajo


def _mandatos(numero: str, prueba: Prueba, tema: str, base: Base, orden: Mapping[str, int],
              revisados: Sequence[Revisado]) -> list[Mandato]:
    """Return each article once, at its strongest level, with what persons say of it."""
    mejores: dict[str, tuple[str, str]] = {}
    for nivel in sorted(prueba.articulos, key=orden.__getitem__):
        for articulo, grano in prueba.articulos[nivel].items():
            mejores.setdefault(articulo, (nivel, grano))
    return [Mandato(a, n, g, tema, base.vige(a), base.sucesores.get(a, ()), dictamen(revisados, numero, tema, a))
            for a, (n, g) in mejores.items()]


def _agregados(numero: str, revisados: Sequence[Revisado], base: Base) -> tuple[Agregado, ...]:
    """Return the mandates that persons added and nobody contradicts, each article and topic once: its last review."""
    hallados: dict[tuple[str, str | None], Agregado] = {}
    for x in revisados:
        r = x.revision
        if (r.decision == "agrega" and r.articulo and x.estado == "vigente"
                and dictamen(revisados, numero, r.tema or "", r.articulo) == "confirmada"):
            hallados[r.articulo, r.tema] = Agregado(r.articulo, r.tema, base.vige(r.articulo), r)
    return tuple(hallados.values())


_PAPEL = {"heredada_estrategia": "estrategia", "heredada_objetivo": "objetivo", "relacionada": "relacion"}


def _cadena(prueba: Prueba, tema: str, nivel: str, linea: Iterable[Lugar]) -> list[Eslabon]:
    """Return the quotes of the strongest level: the line, what shows the topic, then the bridge to the articles."""
    propia = [] if nivel not in _PAPEL else [Eslabon("linea", *lugar, tema) for lugar in linea]
    orden = sorted(prueba.citas.get(nivel, {}).items(), key=lambda par: (par[0][0] == "puente", par[0][1]))
    muestra = _PAPEL.get(nivel, "linea")
    return propia + [Eslabon("puente" if papel == "puente" else muestra, texto, inicio, fin, pagina, tema)
                     for (papel, inicio, fin), (texto, pagina) in orden]
