"""Names of things: which thing a wording names, and which names stand in a text.

Names are compared word by word, without accents, case or punctuation; the longest name wins. An acronym is compared
as it is written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rdflib.term import URIRef

from grafo.modelo import Organizacion, Programa, Proyecto
from ontologia.iris import Acunador, ranura

__all__ = ["Indice", "Nombrador", "empieza_con", "palabras"]

_PALABRA = re.compile(r"\w+")
_CON_SIGLA = re.compile(r"(?P<nombre>\S.*\S)\s*\((?P<sigla>[A-ZÁÉÍÓÚÑ][A-ZÁÉÍÓÚÑa-z0-9-]*[A-ZÁÉÍÓÚÑ0-9])\)")
"""A name with its acronym behind it in parentheses."""


def palabras(texto: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared: without accents, case or punctuation."""
    return tuple(_plana(palabra) for palabra in _PALABRA.findall(texto))


def empieza_con(texto: str, candidatos: Mapping[URIRef, Iterable[str]]) -> URIRef | None:
    """Return the candidate with the longest name that a text begins with, or None."""
    inicio = palabras(texto)
    mejor: tuple[int, URIRef] | None = None
    for iri, nombres in candidatos.items():
        for nombre in nombres:
            partes = palabras(nombre)
            if partes and inicio[: len(partes)] == partes and (mejor is None or len(partes) > mejor[0]):
                mejor = (len(partes), iri)
    return mejor[1] if mejor else None


class Indice:
    """Finds names in texts. A name of one word in capitals is an acronym: only those capitals are it."""

    def __init__(self, nombres: Iterable[tuple[str, URIRef]]) -> None:
        self._siglas: dict[str, URIRef] = {}
        self._por_primera: dict[str, list[tuple[tuple[str, ...], URIRef]]] = {}
        for nombre, iri in nombres:
            partes = palabras(nombre)
            if len(partes) == 1 and nombre.isupper():
                self._siglas.setdefault(nombre.strip(), iri)
            elif partes:
                self._por_primera.setdefault(partes[0], []).append((partes, iri))
        for lista in self._por_primera.values():
            lista.sort(key=lambda par: (-len(par[0]), par[1]))

    def hallar(self, texto: str) -> Iterator[URIRef]:
        """Yield what the names in a text name, in order, each once; a name inside a longer one does not count."""
        escritas = _PALABRA.findall(texto)
        vistas = palabras(texto)
        hallados: dict[URIRef, None] = {}
        posicion = 0
        while posicion < len(vistas):
            largo, iri = self._en(escritas, vistas, posicion)
            if iri is not None:
                hallados[iri] = None
            posicion += largo
        yield from hallados

    def _en(self, escritas: list[str], vistas: tuple[str, ...], posicion: int) -> tuple[int, URIRef | None]:
        """Return how many words to go on, and what stands at a position, if anything does."""
        for partes, iri in self._por_primera.get(vistas[posicion], ()):
            if vistas[posicion:posicion + len(partes)] == partes:
                return len(partes), iri
        return 1, self._siglas.get(escritas[posicion])


@dataclass(frozen=True)
class Nombrador:
    """The IRIs of a programme's units, organisations and projects, by the wordings the document uses."""

    programa: Programa
    acunador: Acunador

    @cached_property
    def _siglas(self) -> Mapping[str, str]:
        """Acronym by the slug of what it stands for."""
        return {ranura(nombre): sigla for sigla, nombre in self._definiciones.items() if nombre}

    @cached_property
    def _definiciones(self) -> Mapping[str, str]:
        """What each acronym stands for: by the glossary, else as a unit or an organisation says with its name."""
        unidades = (u.texto for x in self.programa.lineas_accion
                    for u in (x.secretaria, x.direccion, *x.corresponsables) if u)
        dichas = [(m["sigla"], m["nombre"]) for u in unidades if (m := _CON_SIGLA.fullmatch(u))]
        dichas += [(o.sigla, o.nombre) for o in self.programa.organizaciones if o.sigla]
        return dict(reversed(dichas)) | {s.sigla: s.definicion.texto.rstrip(" .") for s in self.programa.siglas}

    @cached_property
    def _organizaciones(self) -> Mapping[str, URIRef]:
        formas: dict[str, URIRef] = {}
        for organizacion in self.programa.organizaciones:
            for forma in (organizacion.nombre, organizacion.sigla, *organizacion.variantes):
                if forma:
                    formas.setdefault(ranura(forma), self.organizacion(organizacion))
        return formas

    def sigla(self, nombre: str) -> str | None:
        """Return the acronym of a unit, whichever of the two the document writes, or None."""
        if nombre in self._definiciones:
            return nombre
        m = _CON_SIGLA.fullmatch(nombre)
        return m["sigla"] if m else self._siglas.get(ranura(nombre))

    def etiqueta(self, nombre: str) -> str:
        """Return the full name of a unit when the glossary gives it, else the wording itself."""
        return self._definiciones.get(nombre, nombre)

    def unidad(self, nombre: str) -> URIRef:
        """Return the IRI of a unit by its acronym or name."""
        return self.acunador.nombrado(self.programa.clave, "unidad", self.sigla(nombre) or nombre)

    def organizacion(self, organizacion: Organizacion) -> URIRef:
        """Return the IRI of an organisation."""
        return self.acunador.nombrado(self.programa.clave, "organizacion", organizacion.nombre)

    def socio(self, nombre: str) -> URIRef:
        """Return the IRI of a partner: that of the organisation with this name, if there is one."""
        conocida = self._organizaciones.get(ranura(nombre))
        return conocida or self.acunador.nombrado(self.programa.clave, "organizacion", nombre)

    def proyecto(self, proyecto: Proyecto) -> URIRef:
        """Return the IRI of a project."""
        return self.acunador.nombrado(self.programa.clave, "proyecto", proyecto.nombre)

    def nombres_de_proyectos(self) -> Iterator[tuple[str, URIRef]]:
        """Yield every wording of every project."""
        for proyecto in self.programa.proyectos:
            for forma in (proyecto.nombre, *proyecto.variantes):
                yield forma, self.proyecto(proyecto)

    def nombres_de_organizaciones(self) -> Iterator[tuple[str, URIRef]]:
        """Yield every wording of every organisation and partner."""
        for organizacion in self.programa.organizaciones:
            for forma in (organizacion.nombre, organizacion.sigla, *organizacion.variantes):
                if forma:
                    yield forma, self.organizacion(organizacion)
        for alianza in self.programa.alianzas:
            for socio in alianza.socios:
                yield socio.texto, self.socio(socio.texto)


def _plana(palabra: str) -> str:
    descompuesta = unicodedata.normalize("NFKD", palabra.casefold())
    return "".join(letra for letra in descompuesta if not unicodedata.combining(letra))
