"""The questions, one `.rq` file each. The `#+` lines at the head of a file say what it asks and of what."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rdflib.term import URIRef

from ontologia.errores import ErrorDeAlinea, NoExiste
from ontologia.espacios import PREFIJOS, RDF

__all__ = ["CARPETA", "CLASES", "PUBLICOS", "Condicion", "Consulta", "Parametro", "buscar", "catalogo",
           "leer_consulta"]

CARPETA = Path(__file__).parent
PUBLICOS = ("auditoria", "alineacion", "investigacion")
"""For whom a question is; also the folder of its file."""

CLASES = ("iri", "texto", "fecha", "entero")
"""Kinds of parameter."""

_OBLIGATORIOS = ("titulo", "title", "publico", "descripcion", "description")
_ENCABEZADO = re.compile(r"#\+ ([a-z]+): (\S.*)")


@dataclass(frozen=True, slots=True)
class Parametro:
    """A variable that the caller may bind; `clase` is one of `CLASES`."""

    nombre: str
    clase: str
    opcional: bool


@dataclass(frozen=True, slots=True)
class Condicion:
    """Something of a class that has a value for a property; of the value of a parameter, when `parametro` names one.

    Written "solo: al:RecuentoPorNivel al:nivel nivel:ninguna", "… al:conArticulo ?articulo", or just "solo: al:Nota".
    """

    clase: URIRef
    propiedad: URIRef
    valor: URIRef
    parametro: str = ""


@dataclass(frozen=True, slots=True)
class Consulta:
    """A named question: its header, and its SPARQL text as the file has it.

    A programme that fulfils none of the conditions in `solo` has no row; without any, nothing is known beforehand.
    """

    nombre: str
    titulo: str
    title: str
    publico: str
    descripcion: str
    description: str
    parametros: tuple[Parametro, ...]
    texto: str
    ruta: Path
    solo: tuple[Condicion, ...] = ()

    def parametro(self, nombre: str) -> Parametro:
        """Return a parameter by name; raises `NoExiste`, naming those there are."""
        for parametro in self.parametros:
            if parametro.nombre == nombre:
                return parametro
        hay = ", ".join(f"“{p.nombre}”" for p in self.parametros) or "ninguno"
        raise NoExiste(f"La consulta “{self.nombre}” no tiene el parámetro “{nombre}”.", f"Tiene: {hay}.")


@lru_cache
def catalogo(carpeta: Path = CARPETA) -> Mapping[str, Consulta]:
    """Return every question below a folder by name, in the order of audience and name.

    Raises `ErrorDeAlinea` when a header is wrong or two files share a name.
    """
    encontradas: dict[str, Consulta] = {}
    for publico in PUBLICOS:
        for ruta in sorted((carpeta / publico).glob("*.rq")):
            if ruta.stem in encontradas:
                raise ErrorDeAlinea(f"Dos consultas se llaman “{ruta.stem}”: {encontradas[ruta.stem].ruta} y {ruta}.")
            encontradas[ruta.stem] = leer_consulta(ruta)
    return encontradas


def buscar(nombre: str, carpeta: Path = CARPETA) -> Consulta:
    """Return a question by name; raises `NoExiste`, with the nearest name if one is near."""
    todas = catalogo(carpeta)
    if nombre in todas:
        return todas[nombre]
    cercanas = difflib.get_close_matches(nombre, todas, n=1)
    pregunta = f" ¿Quiso decir “{cercanas[0]}”?" if cercanas else ""
    raise NoExiste(f"No existe la consulta “{nombre}”.{pregunta}", "Lista: alinea consultar")


def leer_consulta(ruta: Path) -> Consulta:
    """Read a question from its file (UTF-8); raises `ErrorDeAlinea` naming file and line when the header is wrong."""
    texto = ruta.read_text(encoding="utf-8")
    campos: dict[str, str] = {}
    parametros: list[Parametro] = []
    solo: list[Condicion] = []
    for numero, renglon in enumerate(texto.splitlines(), start=1):
        if not renglon.startswith("#+"):
            break
        clave, valor = _campo(renglon, ruta, numero)
        if clave == "parametro":
            parametros.append(_parametro(valor, ruta, numero))
        elif clave == "solo":
            solo.append(_condicion(valor, ruta, numero))
        elif clave in campos or clave not in _OBLIGATORIOS:
            raise _mal(ruta, numero, f"el campo “{clave}” sobra")
        else:
            campos[clave] = valor
    faltan = [clave for clave in _OBLIGATORIOS if clave not in campos]
    if faltan:
        raise _mal(ruta, 1, f"falta {', '.join(faltan)}")
    if campos["publico"] != ruta.parent.name:
        raise _mal(ruta, 1, f"el público “{campos['publico']}” no es el de su carpeta")
    return Consulta(nombre=ruta.stem, parametros=tuple(parametros), texto=texto, ruta=ruta, solo=tuple(solo), **campos)


def _campo(renglon: str, ruta: Path, numero: int) -> tuple[str, str]:
    hallado = _ENCABEZADO.fullmatch(renglon.rstrip())
    if hallado is None:
        raise _mal(ruta, numero, "se espera «#+ campo: valor»")
    return hallado[1], hallado[2]


def _parametro(valor: str, ruta: Path, numero: int) -> Parametro:
    """Read "nombre clase [opcional]"."""
    partes = valor.split()
    if len(partes) not in {2, 3} or partes[1] not in CLASES or partes[2:] not in ([], ["opcional"]):
        raise _mal(ruta, numero, f"«{valor}» no es «nombre {'|'.join(CLASES)} [opcional]»")
    return Parametro(partes[0], partes[1], len(partes) == 3)


def _condicion(valor: str, ruta: Path, numero: int) -> Condicion:
    """Read "class [property value]", in the usual prefixes; the value may be a parameter ("?articulo")."""
    partes = valor.split()
    if len(partes) not in {1, 3}:
        raise _mal(ruta, numero, f"«{valor}» no es «clase [propiedad valor]»")
    propia = _con_prefijo(partes[0], ruta, numero)
    if len(partes) == 1:
        return Condicion(propia, RDF.type, propia)
    propiedad, objeto = partes[1:]
    parametro = objeto.removeprefix("?") if objeto.startswith("?") else ""
    return Condicion(propia, _con_prefijo(propiedad, ruta, numero),
                     propia if parametro else _con_prefijo(objeto, ruta, numero), parametro)


def _con_prefijo(nombre: str, ruta: Path, numero: int) -> URIRef:
    prefijo, _, local = nombre.partition(":")
    if prefijo not in PREFIJOS or not local:
        raise _mal(ruta, numero, f"“{nombre}” no tiene un prefijo conocido")
    return URIRef(f"{PREFIJOS[prefijo]}{local}")


def _mal(ruta: Path, numero: int, motivo: str) -> ErrorDeAlinea:
    return ErrorDeAlinea(f"El encabezado de {ruta.name}, línea {numero}, no se entiende: {motivo}.", "Corríjalo.")
