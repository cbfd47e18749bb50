"""What the cell or label of a line's own legal basis cites in short: without the word "artículo", or without the law.

"… de la Ley de Archivos; 146 de la LGTAIP"; bare numbers in a column whose head names the law ("Art. Ley 1712": "9,
lit. c); 10"); "Ídem" and "Ver 2.2.1", which repeat the basis of another line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from grafo.lectura.citas import (
    DE,
    LEY,
    LISTA,
    Citada,
    citas_de,
    expandir_articulos,
    extraer_referencias,
    resolver_norma,
)
from grafo.lectura.plegado import Plegado
from grafo.lectura.prosa import Parrafo
from grafo.lectura.renglones import Hoja
from grafo.modelo import LineaDeAccion, ReferenciaLegal, Sigla
from ontologia.recursos import NormaConocida, normas_conocidas

__all__ = ["leer_citas"]

_SIN_PALABRA = re.compile(rf"(?:^|;\s*)(?P<lista>{LISTA}){DE}(?P<ley>{LEY})")
_DESNUDA = re.compile(rf"(?:^|;\s*)(?P<lista>{LISTA})(?=\s*(?:;|\(|$))")
_CABEZA = re.compile(rf"(?i:art(?:[ií]culos?|s)?\.?)\s+(?:(?i:de\s+(?:la|el)|del)\s+)?(?P<ley>{LEY})")
_IDEM = re.compile(r"(?i)(?:[ií]dem|[ií]d\.|ib[ií]d(?:em|\.)|(?:el\s+)?mismo(?:\s+fundamento)?)\s*\.?$")
_VER = re.compile(r"(?i)(?:v[eé]ase|ver|v\.|cfr\.)\s+(?:l[ií]nea\s+)?(?P<n>[\w-]+(?:\.[\w-]+)*)\.?$")


def leer_citas(hoja: Hoja, siglas: Sequence[Sigla], lineas: Sequence[LineaDeAccion],
               anio: int | None) -> list[Citada]:
    """Return the citations of a document in order: those of its text, and what the lines' legal bases cite in short."""
    normas = normas_conocidas()
    leidas = extraer_referencias(hoja, 0, len(hoja.documento.texto), siglas, normas, anio)
    glosario = {s.sigla: s.definicion.texto for s in siglas}
    return sorted([*leidas, *_de_fundamentos(hoja, lineas, leidas, glosario, normas, anio)],
                  key=lambda c: c.referencia.pasaje.tramos[0].inicio)


def _de_fundamentos(hoja: Hoja, lineas: Sequence[LineaDeAccion], leidas: Sequence[Citada],
                    glosario: Mapping[str, str], normas: Sequence[NormaConocida], anio: int | None) -> list[Citada]:
    """Return what the legal bases of lines cite and `leidas`, the citations of the whole text, does not have."""
    cabeza = _ley_de_la_columna(hoja)
    lugares = sorted((t.inicio, t.fin) for c in leidas for t in c.referencia.pasaje.tramos)
    nuevas: list[Citada] = []
    por_linea: dict[str, list[Citada]] = {}
    previa = ""
    for linea in lineas:
        suyas = [c for c in leidas if _dentro(c, linea)]
        for fundamento in linea.fundamentos:
            plegado = Plegado.de_pasaje(hoja.documento, fundamento)
            ver = _VER.match(plegado.letras)
            otra = previa if _IDEM.match(plegado.letras) else ver["n"] if ver else ""
            halladas = [*_repetidas(por_linea.get(otra, ()), plegado)] if otra else [
                c for c in _en_pasaje(plegado, cabeza, glosario, normas, anio)
                if not any(a < t.fin and t.inicio < b for a, b in lugares for t in c.referencia.pasaje.tramos)]
            nuevas += halladas
            suyas = [*suyas, *halladas]
        por_linea[linea.numero] = suyas
        previa = linea.numero if suyas else previa
    return nuevas


def _dentro(citada: Citada, linea: LineaDeAccion) -> bool:
    inicio = citada.referencia.pasaje.tramos[0].inicio
    return any(t.inicio <= inicio < t.fin for f in linea.fundamentos for t in f.tramos)


def _repetidas(citadas: Sequence[Citada], plegado: Plegado) -> Iterator[Citada]:
    """Yield the citations of another line's basis again, resting on the words that repeat them."""
    pasaje = plegado.pasaje(0, len(plegado.letras))
    for citada in citadas:
        r = citada.referencia
        yield _citada(ReferenciaLegal(r.articulos, r.ley, r.norma, pasaje), plegado, (0, len(plegado.letras)))


def _en_pasaje(plegado: Plegado, cabeza: str, glosario: Mapping[str, str], normas: Sequence[NormaConocida],
               anio: int | None) -> Iterator[Citada]:
    """Yield the citations of a legal basis taken by itself."""
    parrafo = Parrafo(plegado, "")
    dichas = citas_de(parrafo, glosario, normas)
    dichas += [(m["lista"], m["ley"], m.start("lista"), m.end()) for m in _SIN_PALABRA.finditer(plegado.letras)]
    if cabeza:
        dichas += [(m["lista"], cabeza, *m.span("lista")) for m in _DESNUDA.finditer(plegado.letras)]
    libre = 0
    for lista, ley, a, b in sorted(dichas, key=lambda d: d[2:]):
        if a >= libre:
            libre = b
            referencia = ReferenciaLegal(expandir_articulos(lista), ley, resolver_norma(ley, glosario, normas, anio),
                                         plegado.pasaje(a, b))
            yield _citada(referencia, plegado, (a, b))


def _citada(referencia: ReferenciaLegal, plegado: Plegado, lugar: tuple[int, int]) -> Citada:
    return Citada(referencia, Parrafo(plegado, ""), lugar, plegado.pasaje(0, len(plegado.letras)))


def _ley_de_la_columna(hoja: Hoja) -> str:
    """Return the law that the head of a column of articles names, in its longest wording; "" for none or several."""
    texto = hoja.documento.texto
    cabezas = {m.inicio for m in hoja.mascaras if m.clase == "cabeza"}
    celdas = [c for t in hoja.cuadros for fila in t.filas if fila[0] in cabezas for c in t.celdas(texto, fila)]
    celdas += [texto[slice(*c)] for t in hoja.documento.tablas for c in t.filas[0] if c]
    leyes = {m["ley"] for c in celdas if (m := _CABEZA.fullmatch(" ".join(c.split())))}
    if len(leyes) != 1:
        return ""
    ley = leyes.pop()
    formas = re.findall(rf"{re.escape(ley)}(?:\s+de\s+(?:19|20)\d\d)?", texto)
    return " ".join(max(formas, key=len, default=ley).split())
