"""The ledger of mandates: for every line, on what evidence it rests on the law, and which lines each article has.

It is read from a store with the named questions, so that it says the same on every engine. Evidence of different
strength is counted apart and never added up.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from consultas import Respondedor, Termino
from grafo.asientos import Agregado, ArticuloSinLineas, Auditoria, Eslabon, Hallado, LineaAuditada, Mandato
from grafo.documento import Documento, plegar
from grafo.preguntas import clave_de_articulo, filas_de
from grafo.preguntas import local as _local
from grafo.revisiones import Revisado, dictamen, estados, leer_revisiones, terreno_de
from ontologia.errores import NoExiste
from ontologia.iris import Acunador
from ontologia.recursos import niveles, temas

__all__ = [
    "Auditoria",
    "Eslabon",
    "Hallado",
    "LineaAuditada",
    "Mandato",
    "auditar",
    "clave_de_articulo",
    "documento_de",
    "filas_de",
    "programas_de",
]


_Lugar: TypeAlias = tuple[str, int, int, int]
"""Words, start, end, page."""


@dataclass(slots=True)
class _Prueba:
    """What the chain of quotes says for one line and topic, by level."""

    articulos: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    citas: dict[str, dict[tuple[str, int, int], tuple[str, int]]] = field(default_factory=lambda: defaultdict(dict))


@dataclass(frozen=True, slots=True)
class _Base:
    """What the lines of a programme are judged by; `superiores` are lines with an institutional objective."""

    pruebas: Mapping[tuple[str, str], _Prueba]
    temas: Sequence[str]
    vigencia: Mapping[str, bool]
    sucesores: Mapping[str, tuple[str, ...]]
    apoyos: Mapping[str, list[str]]
    citas: Mapping[str, list[_Lugar]]
    superiores: Collection[str]
    revisados: Sequence[Revisado]

    def vige(self, articulo: str) -> bool:
        """Return whether an article's norm was in force; one of an unknown norm is taken to be."""
        return self.vigencia.get(articulo.partition("/")[0], True)


def programas_de(almacen: Respondedor, acunador: Acunador) -> list[str]:
    """Return the keys of the programmes in a store, by year and key."""
    return [str(f["clave"]) for f in filas_de("programas", almacen, acunador)]


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
    fichas = [f for f in filas_de("programas", almacen, acunador) if str(f["clave"]) == programa]
    if not fichas:
        hay = ", ".join(programas_de(almacen, acunador)) or "ninguno"
        raise NoExiste(f"No existe el programa «{programa}» en el almacén.", f"Programas: {hay}.")
    base = _base(almacen, acunador, suyo, fecha)
    lineas = tuple(_linea(f, base) for f in _lineas(filas_de("lineas", almacen, acunador, suyo)))
    cuenta = Counter(x.nivel for x in lineas)
    reverso = _reverso(lineas)
    return Auditoria(
        programa=programa, titulo=str(fichas[0]["titulo"]), fecha=fecha,
        resumen={n.clave: cuenta[n.clave] for n in niveles()},
        por_tema={t: {n.clave: sum(x.niveles[t] == n.clave for x in lineas) for n in niveles()} for t in base.temas},
        lineas=lineas, articulos=reverso, hallazgos=_hallazgos(filas_de("hallazgos", almacen, acunador, suyo)),
        articulos_sin_lineas=_sin_lineas(almacen, acunador, suyo, base, reverso),
        revisiones=tuple(base.revisados))


def _base(almacen: Respondedor, acunador: Acunador, suyo: Mapping[str, str], fecha: date | None) -> _Base:
    """Gather what the lines are judged by."""
    pruebas = _pruebas(filas_de("cadena_de_citas", almacen, acunador, suyo), acunador)
    superiores = {str(f["linea"]) for f in filas_de("estructura", almacen, acunador, suyo)
                  if f.get("objetivoEstrategico") is not None}
    return _Base(
        pruebas, _temas(pruebas), _vigencias(almacen, acunador, fecha), _sucesores(almacen, acunador),
        _apoyos(almacen, acunador, suyo), _citas(filas_de("citas_de_lineas", almacen, acunador, suyo)), superiores,
        _revisados(almacen, acunador, suyo["programa"]))


def _revisados(almacen: Respondedor, acunador: Acunador, programa: str) -> Sequence[Revisado]:
    revisiones = leer_revisiones(almacen, acunador, programa)
    return estados(revisiones, terreno_de(almacen, programa, acunador)) if revisiones else ()


def _sin_lineas(almacen: Respondedor, acunador: Acunador, suyo: Mapping[str, str], base: _Base,
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


def _vigencias(almacen: Respondedor, acunador: Acunador, fecha: date | None) -> Mapping[str, bool]:
    """Return, by key of norm, whether it was in force; a norm without dates is taken to be."""
    resultado = {}
    for f in filas_de("normas", almacen, acunador):
        desde, hasta = (date.fromisoformat(str(f[k])) if f.get(k) is not None else None for k in ("desde", "hasta"))
        clave = str(f["norma"]).removeprefix(f"{acunador.base}norma/")
        resultado[clave] = fecha is None or ((desde is None or desde <= fecha) and (hasta is None or fecha <= hasta))
    return resultado


def _sucesores(almacen: Respondedor, acunador: Acunador) -> Mapping[str, tuple[str, ...]]:
    sucesores: dict[str, list[str]] = defaultdict(list)
    for f in filas_de("sucesor_de_articulo", almacen, acunador):
        sucesores[clave_de_articulo(str(f["articulo"]), acunador)].append(
            clave_de_articulo(str(f["sucesor"]), acunador))
    return {k: tuple(v) for k, v in sucesores.items()}


def _pruebas(filas: list[dict[str, Termino | None]], acunador: Acunador) -> Mapping[tuple[str, str], _Prueba]:
    """Return the evidence by line number and topic."""
    pruebas: dict[tuple[str, str], _Prueba] = defaultdict(_Prueba)
    for f in filas:
        prueba = pruebas[str(f["numero"]), _local(f["tema"])]
        nivel = _local(f["nivel"])
        prueba.articulos[nivel][clave_de_articulo(str(f["articulo"]), acunador)] = str(f["grano"])
        lugar = (str(f["papel"]), int(str(f["inicio"])), int(str(f["fin"])))
        prueba.citas[nivel][lugar] = (plegar(str(f["texto"])), int(str(f["pagina"])))
    return pruebas


def _citas(filas: list[dict[str, Termino | None]]) -> Mapping[str, list[_Lugar]]:
    """Return the places of each line's own text, by its number."""
    citas: dict[str, list[_Lugar]] = defaultdict(list)
    for f in filas:
        lugar = (plegar(str(f["texto"])), int(str(f["inicio"])), int(str(f["fin"])), int(str(f["pagina"])))
        citas[str(f["numero"])].append(lugar)
    return citas


def _temas(pruebas: Mapping[tuple[str, str], _Prueba]) -> list[str]:
    """Return the topics of the ledger: the known ones, and those for which the document itself states mandates."""
    hallados = {tema for _, tema in pruebas}
    conocidos = [t.clave for t in temas()]
    return [*conocidos, *sorted(hallados - set(conocidos))]


def _apoyos(almacen: Respondedor, acunador: Acunador, suyo: Mapping[str, str]) -> Mapping[str, list[str]]:
    apoyos: dict[str, list[str]] = defaultdict(list)
    for f in filas_de("apoyos_de_linea", almacen, acunador, suyo):
        apoyos[str(f["numero"])].append(str(f["apoyo"]))
    return apoyos


def _lineas(filas: list[dict[str, Termino | None]]) -> list[dict[str, Termino | None]]:
    """Return one row for each line; a line with several units has several rows, whose units are joined."""
    unidas: dict[Termino | None, dict[str, Termino | None]] = {}
    for f in filas:
        unidas.setdefault(f["linea"], f)
    return list(unidas.values())


def _linea(f: Mapping[str, Termino | None], base: _Base) -> LineaAuditada:
    numero = str(f["numero"])
    orden = {n.clave: n.orden for n in niveles()}
    revisados = tuple(x for x in base.revisados if x.revision.linea == numero)
    mandatos: list[Mandato] = []
    por_tema: dict[str, str] = {}
    cadena: list[Eslabon] = []
    for tema in base.temas:
        prueba = base.pruebas.get((numero, tema), _Prueba())
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


def _mandatos(numero: str, prueba: _Prueba, tema: str, base: _Base, orden: Mapping[str, int],
              revisados: Sequence[Revisado]) -> list[Mandato]:
    """Return each article once, at its strongest level, with what persons say of it."""
    mejores: dict[str, tuple[str, str]] = {}
    for nivel in sorted(prueba.articulos, key=orden.__getitem__):
        for articulo, grano in prueba.articulos[nivel].items():
            mejores.setdefault(articulo, (nivel, grano))
    return [Mandato(a, n, g, tema, base.vige(a), base.sucesores.get(a, ()), dictamen(revisados, numero, tema, a))
            for a, (n, g) in mejores.items()]


def _agregados(numero: str, revisados: Sequence[Revisado], base: _Base) -> tuple[Agregado, ...]:
    """Return the mandates that persons added and nobody contradicts, each article and topic once: its last review."""
    hallados: dict[tuple[str, str | None], Agregado] = {}
    for x in revisados:
        r = x.revision
        if (r.decision == "agrega" and r.articulo and x.estado == "vigente"
                and dictamen(revisados, numero, r.tema or "", r.articulo) == "confirmada"):
            hallados[r.articulo, r.tema] = Agregado(r.articulo, r.tema, base.vige(r.articulo), r)
    return tuple(hallados.values())


_PAPEL = {"heredada_estrategia": "estrategia", "heredada_objetivo": "objetivo", "relacionada": "relacion"}


def _cadena(prueba: _Prueba, tema: str, nivel: str, linea: Iterable[_Lugar]) -> list[Eslabon]:
    """Return the quotes of the strongest level: the line, what shows the topic, then the bridge to the articles."""
    propia = [] if nivel not in _PAPEL else [Eslabon("linea", *lugar, tema) for lugar in linea]
    orden = sorted(prueba.citas.get(nivel, {}).items(), key=lambda par: (par[0][0] == "puente", par[0][1]))
    muestra = _PAPEL.get(nivel, "linea")
    return propia + [Eslabon("puente" if papel == "puente" else muestra, texto, inicio, fin, pagina, tema)
                     for (papel, inicio, fin), (texto, pagina) in orden]


def _reverso(lineas: tuple[LineaAuditada, ...]) -> Mapping[str, tuple[str, ...]]:
    reverso: dict[str, list[str]] = defaultdict(list)
    for linea in lineas:
        for articulo in dict.fromkeys(m.articulo for m in linea.articulos):
            reverso[articulo].append(linea.numero)
    return {a: tuple(reverso[a]) for a in sorted(reverso)}


def _hallazgos(filas: list[dict[str, Termino | None]]) -> tuple[Hallado, ...]:
    unidos: dict[str, Hallado] = {}
    for f in filas:
        iri = str(f["hallazgo"])
        lugar = (plegar(str(f["texto"])), int(str(f["inicio"])), int(str(f["pagina"]))) if f.get("cita") else None
        cita = (lugar,) if lugar else ()
        previo = unidos.get(iri)
        unidos[iri] = Hallado(iri, _local(f["tipo"]), _local(f["severidad"]), str(f["mensaje"]), str(f["message"]),
                              (previo.citas if previo else ()) + cita)
    return tuple(unidos.values())
