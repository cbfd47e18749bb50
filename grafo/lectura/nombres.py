"""The projects, instruments and organisations that a document names, with every wording and every place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from grafo.lectura.corrido import correr, correr_notas
from grafo.lectura.curaduria import Curaduria, aplicable
from grafo.lectura.grupos import Grupo, agrupar
from grafo.lectura.hallados import (
    Hallado,
    de_asuntos,
    de_disposiciones,
    de_siglas,
    de_socios,
    en_prosa,
    palabras_de,
    partir_ano,
    sin_duenios,
)
from grafo.lectura.lexico import Lexico
from grafo.lectura.menciones import menciones_de
from grafo.lectura.renglones import Hoja
from grafo.modelo import Organizacion, Pasaje, Proyecto, Sigla

__all__ = ["extraer_organizaciones", "extraer_proyectos"]


def extraer_proyectos(
    hoja: Hoja,
    socios: tuple[Pasaje, ...],
    curaduria: Curaduria,
    *,
    siglas: tuple[Sigla, ...] = (),
    asuntos: tuple[Pasaje, ...] = (),
    disposiciones: tuple[Pasaje, ...] = (),
) -> tuple[Proyecto, ...]:
    """Return the projects and instruments that a document names, in the order of their first mention.

    `socios` are the partners of alliances (organisations, whatever their names look like), `siglas` the glossary,
    `asuntos` the items of agendas and `disposiciones` the rows of the table of norms, which may be names.
    """
    lexico = Lexico.de(hoja.perfil)
    return tuple(
        Proyecto(_nombre(grupo, menciones, lexico), _clase(_nombre(grupo, menciones, lexico), lexico),
                 _variantes(_nombre(grupo, menciones, lexico), menciones), tuple(menciones))
        for grupo, menciones in _censar(hoja, siglas, socios, curaduria, asuntos, disposiciones)
        if grupo.clase == "proyecto")


def extraer_organizaciones(
    hoja: Hoja,
    siglas: tuple[Sigla, ...],
    socios: tuple[Pasaje, ...],
    curaduria: Curaduria,
    *,
    asuntos: tuple[Pasaje, ...] = (),
    disposiciones: tuple[Pasaje, ...] = (),
) -> tuple[Organizacion, ...]:
    """Return the organisations that a document names, in the order of their first mention.

    The arguments are those of `extraer_proyectos`; with the same lists the two agree on what a mention is.
    """
    lexico = Lexico.de(hoja.perfil)
    resultado = []
    for grupo, menciones in _censar(hoja, siglas, socios, curaduria, asuntos, disposiciones):
        if grupo.clase == "organizacion":
            nombre = _nombre(grupo, menciones, lexico)
            variantes = tuple(v for v in _variantes(nombre, menciones) if v not in grupo.siglas[:1])
            resultado.append(Organizacion(nombre, next(iter(grupo.siglas), None), variantes, tuple(menciones)))
    return tuple(resultado)


def _censar(
    hoja: Hoja,
    siglas: tuple[Sigla, ...],
    socios: tuple[Pasaje, ...],
    curaduria: Curaduria,
    asuntos: tuple[Pasaje, ...],
    disposiciones: tuple[Pasaje, ...],
) -> list[tuple[Grupo, list[Pasaje]]]:
    """Return every named thing with its mentions, in the order of the first; a thing without any is left out."""
    lexico = Lexico.de(hoja.perfil)
    corridos = (correr(hoja), *correr_notas(hoja))
    hallados: list[Hallado] = [*de_siglas(siglas, lexico), *de_socios(socios), *de_disposiciones(disposiciones, lexico),
                               *de_asuntos(asuntos, lexico)]
    for corrido in corridos:
        hallados += en_prosa(corrido, lexico)
    grupos = agrupar(list(sin_duenios(hallados, lexico)), aplicable(curaduria, hoja.documento), lexico)
    censo = zip(grupos, menciones_de(corridos, grupos, lexico), strict=True)
    return sorted(((g, m) for g, m in censo if m), key=lambda x: (x[1][0].tramos[0].inicio, x[1][0].texto))


def _nombre(grupo: Grupo, menciones: Sequence[Pasaje], lexico: Lexico) -> str:
    """Return the name of a thing: the curated one, else the fullest and best capitalised wording in the document."""
    if grupo.nombre:
        return grupo.nombre
    textos = Counter(m.texto for m in menciones if m.texto not in grupo.siglas)
    formas = [f for f in textos if f in grupo.formas] or sorted(grupo.formas)
    return max(formas, key=lambda f: (
        len(palabras_de(f, lexico)), bool(partir_ano(f)[1]), ":" in f, len(f.split()), sum(c.isupper() for c in f),
        textos[f], f))


def _variantes(nombre: str, menciones: Sequence[Pasaje]) -> tuple[str, ...]:
    """Return the other wordings found, in the order of their first mention."""
    return tuple(t for t in dict.fromkeys(m.texto for m in menciones) if t != nombre)


def _clase(nombre: str, lexico: Lexico) -> str:
    """Return "instrumento" when the noun that opens (or ends) the name is that of one, else "proyecto"."""
    cabeza = lexico.cabeza("cabezas_de_proyecto", nombre)
    final = lexico.es("cabezas_finales_de_proyecto", nombre.split()[-1])
    return "instrumento" if final or (cabeza and not lexico.es("cabezas_de_iniciativa", cabeza)) else "proyecto"
