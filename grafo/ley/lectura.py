"""A law read from its official text: `lines → sheet → openings and headings → articles, provisions, notes`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from grafo.documento import Documento
from grafo.lectura.lexico import doblar
from grafo.ley.aperturas import Apertura, aperturas_de_ley, aperturas_de_transitorios
from grafo.ley.corrido import Corredor
from grafo.ley.divisiones import Armazon, armar
from grafo.ley.hallados import de_divisiones, de_numeracion, de_partes, sin_texto
from grafo.ley.marcas import es_marca
from grafo.ley.modelo import Articulo, Decreto, Division, Ley, Transitorio
from grafo.ley.notas import primera_fecha
from grafo.ley.palabras import palabras
from grafo.ley.partes import leer_interior
from grafo.ley.pliego import Pliego
from grafo.ley.reformas import leer_reformas
from grafo.ley.renglones import Renglon, leer_renglones
from grafo.ley.reparto import Lista, fin_de_articulos, listas_de_transitorios, texto_de, titulos
from grafo.modelo import Hallazgo, Pasaje
from ontologia.errores import ErrorDeEntrada, NoEsLey

__all__ = ["leer_ley"]

_CLAVE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def leer_ley(documento: Documento, clave: str) -> Ley:
    """Return the law that a document holds, under a key such as "lgtaip-2015".

    What is wrong with the text (holes in the numbering, duplicates, articles without text) is among the findings.
    Raises `NoEsLey` when no article is recognised, `ErrorDeEntrada` when the key cannot be part of an IRI.
    """
    if not _CLAVE.fullmatch(clave):
        raise ErrorDeEntrada(f"La clave «{clave}» no sirve para nombrar una norma.",
                             "Use minúsculas sin acento, cifras y guiones, como «lgtaip-2015».")
    renglones, fuera = leer_renglones(documento)
    pliego = Pliego(documento, renglones)
    aperturas = aperturas_de_ley(pliego)
    if not aperturas:
        raise NoEsLey(f"En «{documento.nombre}» no se reconoce ningún artículo.",
                      "Indique el texto oficial de una norma, con renglones que abran «Artículo 1.» o «PRIMERO.».")
    return _leer(clave, pliego, aperturas, fuera)


def _leer(clave: str, pliego: Pliego, aperturas: tuple[Apertura, ...], fuera: Sequence[Renglon]) -> Ley:
    corredor = Corredor(pliego.documento, pliego.renglones)
    fin = fin_de_articulos(pliego, aperturas)
    cabezas = titulos(pliego, aperturas, fin)
    armazon = armar(pliego, corredor, cabezas)
    articulos, hallazgos = _articulos(pliego, corredor, aperturas, armazon, fin)
    reformas, de_fechas = leer_reformas(pliego, corredor, aperturas, articulos, frozenset(armazon))
    divisiones = tuple(abiertas[-1] for abiertas in armazon.values())
    return Ley(
        clave=clave, titulo=_titulo(pliego, corredor, aperturas, fuera), documento=pliego.documento,
        divisiones=divisiones,
        articulos=articulos, transitorios=_transitorios(pliego, corredor, fin), reformas=reformas,
        ultima_reforma=_ultima_reforma(fuera),
        hallazgos=(*de_numeracion(pliego, aperturas), *de_divisiones(divisiones), *hallazgos, *de_fechas),
    )


def _articulos(pliego: Pliego, corredor: Corredor, aperturas: Sequence[Apertura], armazon: Armazon,
               fin: int) -> tuple[tuple[Articulo, ...], tuple[Hallazgo, ...]]:
    articulos: list[Articulo] = []
    hallazgos: list[Hallazgo] = []
    cortes = sorted({*(a.posicion for a in aperturas), *armazon, fin})
    abiertas: tuple[Division, ...] = ()
    por_posicion = {a.posicion: a for a in aperturas}
    for inicio, cierre in pairwise(cortes):
        abiertas = armazon.get(inicio, abiertas)
        if inicio not in por_posicion:
            continue
        rotulo = por_posicion[inicio].rotulo
        renglones = texto_de(pliego, inicio, cierre, rotulo.largo)
        texto = corredor.pasaje(renglones)
        if texto is None:
            hallazgos.append(sin_texto(pliego, inicio, rotulo.numeros[0]))
        interior = leer_interior(pliego, corredor, renglones)
        hallazgos += de_partes(rotulo.numeros[0], interior.huecos, texto)
        propio = texto or Pasaje("", ())
        for numero in rotulo.numeros:
            articulos.append(Articulo(numero, propio, interior.parrafos, interior.partes, abiertas, _huella(propio),
                                      palabras().casa(palabras().derogado, propio.texto)))
    return tuple(articulos), tuple(hallazgos)


def _huella(texto: Pasaje) -> str:
    return hashlib.sha256(texto.texto.encode()).hexdigest()


def _transitorios(pliego: Pliego, corredor: Corredor, inicio: int) -> tuple[Transitorio, ...]:
    return tuple(t for lista in listas_de_transitorios(pliego, inicio) for t in _de_lista(pliego, corredor, lista))


def _de_lista(pliego: Pliego, corredor: Corredor, lista: Lista) -> list[Transitorio]:
    decreto = _decreto(corredor, [pliego.renglones[i] for i in lista.decreto])
    aperturas = aperturas_de_transitorios(pliego, lista.inicio, lista.fin)
    cortes = [*(a.posicion for a in aperturas), lista.fin]
    transitorios = []
    for apertura, cierre in zip(aperturas, cortes[1:], strict=True):
        texto = corredor.pasaje(texto_de(pliego, apertura.posicion, cierre, apertura.rotulo.largo)) or Pasaje("", ())
        for numero in apertura.rotulo.numeros:
            transitorios.append(Transitorio(numero, texto, decreto, _huella(texto)))
    return transitorios


def _decreto(corredor: Corredor, renglones: Sequence[Renglon]) -> Decreto | None:
    texto = corredor.pasaje(renglones)
    return Decreto(texto, primera_fecha(texto.texto)) if texto else None


def _titulo(pliego: Pliego, corredor: Corredor, aperturas: Sequence[Apertura],
            fuera: Sequence[Renglon]) -> Pasaje | None:
    """Return the law's name, which stands above the articles and starts with a kind of norm.

    The one in capitals next to the articles is it; else the first, or that of the pages' headers. A name goes on in the
    lines right below.
    """
    limite = aperturas[0].posicion
    nombres = [i for i in range(limite) if _es_nombre(pliego.renglones[i].texto)]
    if not nombres:
        return corredor.pasaje([r for r in fuera if _es_nombre(r.texto)][:1])
    inicio = next((i for i in reversed(nombres) if pliego.renglones[i].texto.isupper()), nombres[0])
    fin = inicio + 1
    while fin < limite and not pliego.renglones[fin].blanco and not es_marca(pliego.renglones[fin].texto) and (
            pliego.renglones[fin].texto.isupper() and pliego.renglones[inicio].texto.isupper()):
        fin += 1
    return corredor.pasaje(pliego.renglones[inicio:fin])


def _es_nombre(texto: str) -> bool:
    primera = texto.split()[0]
    return len(texto.split()) > 2 and primera[0].isupper() and doblar(primera) in palabras().clases_de_norma


def _ultima_reforma(fuera: Sequence[Renglon]) -> date | None:
    """Return the day of the last reform that the pages' headers name."""
    for renglon in fuera:
        if doblar(renglon.texto).startswith("ultima") and (fecha := primera_fecha(renglon.texto)):
            return fecha
    return None
