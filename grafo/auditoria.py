"""The ledger of mandates: for every line, on what evidence it rests on the law, and which lines each article has.

It is read from a store with the named questions, so that it says the same on every engine. Evidence of different
strength is counted apart and never added up.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from consultas import Filas, Respondedor, Termino, buscar, ejecutar
from grafo.documento import Documento, plegar
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


@dataclass(frozen=True, slots=True)
class Mandato:
    """An article that a line serves; `nivel` is the strongest for it, `grano` "articulo" or "bloque".

    `vigente` tells whether its norm was in force on the day of the audit; `sucesores` are the articles that took its
    place. Keys look like "lgtaip-2015/art_59".
    """

    articulo: str
    nivel: str
    grano: str
    tema: str
    vigente: bool
    sucesores: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Eslabon:
    """A link of a chain of quotes: what it does there, the words, and where they stand (offsets, page)."""

    papel: str
    texto: str
    inicio: int
    fin: int
    pagina: int
    tema: str


@dataclass(frozen=True, slots=True)
class LineaAuditada:
    """A line with its verdict: the strongest level, the level per topic, the articles, the chain of quotes."""

    iri: str
    numero: str
    texto: str
    estrategia: str
    objetivo: str
    responsables: tuple[str, ...]
    nivel: str
    niveles: Mapping[str, str]
    articulos: tuple[Mandato, ...]
    lapsados: tuple[Mandato, ...]
    cadena: tuple[Eslabon, ...]
    apoyos: tuple[str, ...]
    revision: str | None = None


@dataclass(frozen=True, slots=True)
class Hallado:
    """A finding with its quotes: kind, severity ("Info", "Warning", "Violation"), message in both languages."""

    iri: str
    tipo: str
    severidad: str
    mensaje: str
    message: str
    citas: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Auditoria:
    """The ledger of a programme as of a day; `resumen` counts lines by their strongest level."""

    programa: str
    titulo: str
    fecha: date | None
    resumen: Mapping[str, int]
    por_tema: Mapping[str, Mapping[str, int]]
    lineas: tuple[LineaAuditada, ...]
    articulos: Mapping[str, tuple[str, ...]]
    hallazgos: tuple[Hallado, ...]

    @property
    def huecos(self) -> tuple[LineaAuditada, ...]:
        """The lines without any evidence of mandate."""
        return tuple(x for x in self.lineas if x.nivel == "ninguna")


_Lugar: TypeAlias = tuple[str, int, int, int]
"""Words, start, end, page."""


@dataclass(slots=True)
class _Prueba:
    """What the chain of quotes says for one line and topic, by level."""

    articulos: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    citas: dict[str, dict[tuple[str, int, int], tuple[str, int]]] = field(default_factory=lambda: defaultdict(dict))


def filas_de(nombre: str, almacen: Respondedor, acunador: Acunador,
             valores: Mapping[str, str] | None = None) -> list[dict[str, Termino | None]]:
    """Ask a named question and return its rows as dictionaries."""
    resultado = ejecutar(buscar(nombre), almacen, valores or {}, acunador)
    if not isinstance(resultado, Filas):
        raise TypeError(f"{nombre} is no SELECT")
    return [dict(zip(resultado.variables, fila, strict=True)) for fila in resultado.filas]


def programas_de(almacen: Respondedor, acunador: Acunador) -> list[str]:
    """Return the keys of the programmes in a store, by year and key."""
    return [str(f["clave"]) for f in filas_de("programas", almacen, acunador)]


def documento_de(almacen: Respondedor, programa: str, acunador: Acunador) -> Documento:
    """Return the document of a programme, as the store keeps it. Raises `NoExiste`."""
    for f in filas_de("documentos", almacen, acunador, {"programa": programa}):
        return Documento(str(f["nombre"]), str(f["contenido"]), str(f["huella"]))
    raise NoExiste(f"El almacén no tiene el documento de «{programa}».", "Constrúyalo de nuevo.")


def clave_de_articulo(iri: str, acunador: Acunador) -> str:
    """Return the key of an article ("lgtaip-2015/art_59") from its IRI."""
    return iri.removeprefix(f"{acunador.base}norma/")


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
    vigencia = _vigencias(almacen, acunador, fecha)
    sucesores = _sucesores(almacen, acunador)
    pruebas = _pruebas(filas_de("cadena_de_citas", almacen, acunador, suyo), acunador)
    claves = _temas(pruebas)
    apoyos = _apoyos(almacen, acunador, suyo)
    citas = _citas(filas_de("citas_de_lineas", almacen, acunador, suyo))
    lineas = tuple(
        _linea(f, pruebas, claves, vigencia, sucesores, apoyos, citas)
        for f in _lineas(filas_de("lineas", almacen, acunador, suyo)))
    cuenta = Counter(x.nivel for x in lineas)
    return Auditoria(
        programa=programa, titulo=str(fichas[0]["titulo"]), fecha=fecha,
        resumen={n.clave: cuenta[n.clave] for n in niveles()},
        por_tema={t: {n.clave: sum(x.niveles[t] == n.clave for x in lineas) for n in niveles()} for t in claves},
        lineas=lineas, articulos=_reverso(lineas), hallazgos=_hallazgos(filas_de("hallazgos", almacen, acunador, suyo)))


def _local(termino: Termino | None) -> str:
    return str(termino).rpartition("#")[2]


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


def _linea(f: Mapping[str, Termino | None], pruebas: Mapping[tuple[str, str], _Prueba], claves: list[str],
           vigencia: Mapping[str, bool], sucesores: Mapping[str, tuple[str, ...]],
           apoyos: Mapping[str, list[str]], citas: Mapping[str, list[_Lugar]]) -> LineaAuditada:
    numero = str(f["numero"])
    orden = {n.clave: n.orden for n in niveles()}
    vigentes: list[Mandato] = []
    lapsados: list[Mandato] = []
    por_tema: dict[str, str] = {}
    cadena: list[Eslabon] = []
    for tema in claves:
        prueba = pruebas.get((numero, tema), _Prueba())
        mandatos = _mandatos(prueba, tema, vigencia, sucesores, orden)
        vigentes += [m for m in mandatos if m.vigente]
        lapsados += [m for m in mandatos if not m.vigente]
        fuertes = [m.nivel for m in mandatos if m.vigente]
        por_tema[tema] = min(fuertes, key=orden.__getitem__, default="ninguna")
        cadena += _cadena(prueba, tema, por_tema[tema], citas.get(numero, ()))
    nivel = min(por_tema.values(), key=orden.__getitem__, default="ninguna")
    responsables = tuple(str(f[k]) for k in ("secretaria", "direccion") if f.get(k) is not None)
    return LineaAuditada(str(f["linea"]), numero, str(f["texto"]), str(f["estrategia"]), str(f["objetivo"]),
                         responsables, nivel, por_tema, tuple(vigentes), tuple(lapsados), tuple(cadena),
                         tuple(apoyos.get(numero, ())))


def _mandatos(prueba: _Prueba, tema: str, vigencia: Mapping[str, bool], sucesores: Mapping[str, tuple[str, ...]],
              orden: Mapping[str, int]) -> list[Mandato]:
    """Return each article once, at its strongest level."""
    mejores: dict[str, tuple[str, str]] = {}
    for nivel in sorted(prueba.articulos, key=orden.__getitem__):
        for articulo, grano in prueba.articulos[nivel].items():
            mejores.setdefault(articulo, (nivel, grano))
    return [Mandato(a, n, g, tema, vigencia.get(a.partition("/")[0], True), sucesores.get(a, ()))
            for a, (n, g) in mejores.items()]


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
