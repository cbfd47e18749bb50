"""Citations of articles, and the norms they resolve to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grafo.lectura.prosa import Parrafo, oracion_en, parrafos
from grafo.lectura.renglones import Hoja
from grafo.modelo import Pasaje, ReferenciaLegal, Sigla
from ontologia.recursos import NormaConocida, Tema

__all__ = ["DE", "LEY", "LISTA", "Citada", "buscar_terminos", "citas_de", "expandir_articulos", "extraer_referencias",
           "resolver_norma", "simple"]

_NUMERO = r"\d{1,3}(?:\s?[oº°]\.?)?(?:[\s-]+(?:[Bb]is|[Tt]er|[Qq]u[aá]ter)\b)?(?:[\s-][A-F]\b(?!\s[a-z]))?"
_PARTE = (r"(?i:p[aá]rrafos?|p[aá]rr?s?\.|fracci[oó0]n(?:es)?|frs?\.|fracc?s?\.?|incisos?|incs?\.|apartados?|letras?|"
          r"literal(?:es)?|lits?\.|numeral(?:es)?|n[uú]ms?\.)")
_CUAL = (r"(?:[IVXLC]+\b|[a-zA-Z]\b\)?|[«“\"][a-z][»”\"]|\d+(?:\.\d+)*|"
         r"(?i:primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|sext[oa]|[uú]ltim[oa])\b)")
_DETALLE = (rf"(?:\.\d{{1,2}}(?:\.[a-z]\)?)?(?![\d/])|,?\s*(?:en\s+su\s+|en\s+sus\s+)?{_PARTE}\s*{_CUAL}"
            r"(?:\s*(?:,\s*y|,|y|e|a|al|-)\s*(?:[IVXLC]+\b|[a-z]\)|primero|segundo|tercero|cuarto|quinto))*)"
            r"*(?:,?\s*(?i:primer|segundo|tercer|cuarto|quinto|sexto|[uú]ltimo)\s+(?i:p[aá]rrafo))?")
_ITEM = rf"{_NUMERO}{_DETALLE}"
LISTA = rf"{_ITEM}(?:\s*(?:,\s*y|,|\by\b|\be\b|\ba\b|\bal\b|-|–)\s*(?:los?\s+|el\s+)?(?:art[ií]culos?\s+)?{_ITEM})*"
_CLASE = (r"(?:Ley|Constituci[oó]n|C[oó]digo|Reglamento|Estatuto|Lineamientos|Decreto|Acuerdo|Convenci[oó]n|Convenio|"
          r"Bando|Tratado|Declaraci[oó]n|Norma|Plan)")
_OTRA_NORMA = rf"(?:(?:de\s+)?(?:la|el|los|las|del)\s+)?(?:{_CLASE}|\d|art)"
_CONECTOR = rf"(?:de|del|la|las|los|el|en|para|a|por|al|sobre|e|y(?!\s+{_OTRA_NORMA}))"
_EN_ALTAS = (r"(?:LEY|CONSTITUCI[OÓ]N|C[OÓ]DIGO|REGLAMENTO)(?:\s+(?!(?:Y|E|POR|EN|QUE|SE|CON|ART[IÍ]CULOS?|ARTS?)\b)"
             r"[A-ZÁÉÍÓÚÑ]{2,})+")
_NUMERADA = (r"Ley\s+(?:[Oo]rg[aá]nica\s+)?(?:N\.?\s?[°ºo]\.?\s*|[Nn][uú]m(?:ero)?\.?\s*)?"
             r"\d{1,5}(?:[./]\d{2,4})*(?:\s+de\s+\d{4}\b)?")
LEY = (rf"(?:{_NUMERADA}|{_EN_ALTAS}|{_CLASE}(?:\s+(?:{_CONECTOR}\s+)*[A-ZÁÉÍÓÚÑ][\wáéíóúñ]*)*|"
        r"[A-ZÁÉÍÓÚÑ]{3,}[A-Z0-9]*\b)")
DE = (r"\s*,?\s+(?i:de\s+(?:la|las|los|el|dicha|dicho|esta|este|esa|ese)|del|de)\s+"
       r"(?:mism[ao]\s+|propi[ao]\s+|citad[ao]\s+|referid[ao]\s+)?")
_CITA = re.compile(
    rf"(?P<pos>\b[Ss]us\s+)?\b(?P<art>[Aa]rt[ií]culos?|[Aa]rts?\.?|ART[IÍ]CUL[O0]S?|ARTS?\.?)\s+"
    rf"(?P<lista>{LISTA})(?:{DE}(?P<ley>{LEY})|\s*,?\s+(?P<pegada>{LEY}))?")
_OTRA = re.compile(
    r"\s*,?\s*(?:y|e|as[ií]\s+como)\s+(?:(?:el|los|en\s+los|en\s+el)\s+)?(?:art[ií]culos?\s+)?"
    rf"(?P<lista>{LISTA}){DE}(?P<ley>{LEY})")
_NOMBRE = re.compile(LEY)
_DEFINIDA = re.compile(rf"(?P<ley>{LEY})\s*\((?:en (?:lo sucesivo|adelante),?\s*)?(?:la\s+)?[«“\"]?"
                       r"(?P<sigla>[A-ZÁÉÍÓÚÑ]{3,}[A-Z0-9]*)[»”\"]?\)")
"""A law with the acronym that the text itself gives it."""
_SOLO_CLASE = re.compile(_CLASE)
"""A law that is named by its class alone: "the same Law"."""


_SIN_ACENTOS = {ord(c): unicodedata.normalize("NFD", c)[0] for c in map(chr, range(0xC0, 0x250)) if c.isalpha()}


@dataclass(frozen=True)
class Citada:
    """A citation where it stands: its paragraph, its place [start, end) in that one's folded text, and its sentence
    with the quotation that this announces, if any.
    """

    referencia: ReferenciaLegal
    parrafo: Parrafo
    lugar: tuple[int, int]
    oracion: Pasaje


def simple(texto: str) -> str:
    """Return a text for comparison: no accents, lower case, single spaces, no punctuation at its end."""
    sin = unicodedata.normalize("NFKD", texto).encode("ascii", "ignore").decode().lower()
    return " ".join(sin.split()).strip(" .,;:")


def expandir_articulos(lista: str) -> tuple[str, ...]:
    """Return the article numbers that a list names: "56 a 58 y 60 Bis" → 56, 57, 58, 60 Bis; fractions are left out."""
    limpio = re.sub(_DETALLE, lambda m: " " if m.group().strip() else m.group(), lista)
    numeros: list[str] = []
    previo = ""
    for m in re.finditer(rf"(?P<union>\ba\b|\bal\b|-|–)?\s*(?P<n>{_NUMERO})", limpio):
        numero = re.sub(r"\s?[oº°]\.?", "", m["n"]).strip()
        numero = re.sub(r"[\s-]+", " ", numero)
        if m["union"] and previo.isdigit() and numero.isdigit() and int(previo) < int(numero) <= int(previo) + 100:
            numeros += [str(n) for n in range(int(previo) + 1, int(numero) + 1)]
        else:
            numeros.append(numero)
        previo = numeros[-1]
    return tuple(dict.fromkeys(numeros))


def resolver_norma(ley: str, siglas: Mapping[str, str], normas: Sequence[NormaConocida],
                   anio: int | None) -> str | None:
    """Return the key of the norm that a name means, or None.

    A name is a norm's title, one of its other names, or an acronym that the glossary spells out. Where laws of
    different dates bear one name, the one in force in the programme's year is meant.
    """
    nombres = {simple(ley), simple(siglas.get(ley, ley))}
    halladas = [n for n in normas if nombres & {simple(n.titulo), *map(simple, n.alternativos)}]
    if len(halladas) > 1 and anio:
        vigentes = [n for n in halladas
                    if (n.vigente_desde is None or n.vigente_desde.year <= anio)
                    and (n.vigente_hasta is None or n.vigente_hasta.year >= anio)]
        halladas = vigentes or halladas
    return halladas[0].clave if halladas else None


def extraer_referencias(hoja: Hoja, inicio: int, fin: int, siglas: Sequence[Sigla], normas: Sequence[NormaConocida],
                        anio: int | None) -> list[Citada]:
    """Return the citations of articles in a stretch.

    A citation names its law behind the articles, or before them in the same sentence ("… la LGTAIP … sus artículos").
    Without a law it is none: an organisation may be called "Artículo 19". "The same Law" is the last one named. An
    acronym that the text spells out where it first uses it stands for that law.
    """
    resultado = []
    todos = parrafos(hoja, inicio, fin)
    propias = {m["sigla"]: m["ley"] for p in reversed(todos) for m in _DEFINIDA.finditer(p.texto)}
    glosario = propias | {s.sigla: s.definicion.texto for s in siglas}
    nombrada = ""
    for parrafo, siguiente in zip(todos, [*todos[1:], None], strict=True):
        for lista, dicha, a, b in citas_de(parrafo, glosario, normas):
            ley = dicha
            if _SOLO_CLASE.fullmatch(dicha):
                ley = _ley_anterior(parrafo.texto[:a], glosario, normas, dicha) or nombrada or dicha
            nombrada = ley
            norma = resolver_norma(ley, glosario, normas, anio)
            referencia = ReferenciaLegal(expandir_articulos(lista), propias.get(ley, ley), norma,
                                         parrafo.plegado.pasaje(a, b))
            resultado.append(Citada(referencia, parrafo, (a, b), _con_cita_literal(oracion_en(parrafo, a), siguiente)))
    return resultado


def _con_cita_literal(oracion: Pasaje, siguiente: Parrafo | None) -> Pasaje:
    """Return a sentence with the quotation below it, when it ends in a colon and the next paragraph opens one."""
    if siguiente is None or not oracion.texto.endswith(":") or siguiente.texto[0] not in "“\"«":
        return oracion
    literal = siguiente.plegado.pasaje(0, len(siguiente.texto))
    return Pasaje(f"{oracion.texto} {literal.texto}", oracion.tramos + literal.tramos)


def citas_de(parrafo: Parrafo, glosario: Mapping[str, str],
           normas: Sequence[NormaConocida]) -> list[tuple[str, str, int, int]]:
    """Return (list of articles, law, start, end) for each citation in a paragraph."""
    texto = parrafo.texto
    halladas = []
    fin = 0
    for m in _CITA.finditer(texto):
        if m.start() < fin:
            continue
        pegada = m["pegada"] if m["pegada"] and _es_ley(m["pegada"], glosario, normas) else None
        ley = m["ley"] or pegada or _ley_anterior(_oracion_antes(texto, m.start()), glosario, normas)
        if not ley or (m["ley"] and not _es_ley(ley, glosario, normas)):
            continue
        fin = m.end() if m["ley"] or pegada else m.end("lista")
        halladas.append((m["lista"], ley, m.start("art"), fin))
        while otra := _OTRA.match(texto, fin):
            halladas.append((otra["lista"], otra["ley"], otra.start("lista"), otra.end()))
            fin = otra.end()
    return halladas


def _oracion_antes(texto: str, lugar: int) -> str:
    """Return what stands before a place in the same sentence."""
    return re.split(r"\.\s+(?=[A-ZÁÉÍÓÚÑ])", texto[max(0, lugar - 600):lugar])[-1]


def _es_ley(nombre: str, glosario: Mapping[str, str], normas: Sequence[NormaConocida]) -> bool:
    """Tell whether a name can be a norm's: it opens with a kind of norm, or is an acronym of one."""
    completo = glosario.get(nombre, nombre)
    conocidos = {simple(x) for n in normas for x in (n.titulo, *n.alternativos)}
    return bool(re.match(rf"{_CLASE}|{_EN_ALTAS}", completo)) or simple(nombre) in conocidos or nombre.startswith("L")


def _ley_anterior(antes: str, glosario: Mapping[str, str], normas: Sequence[NormaConocida],
                  clase: str = "") -> str | None:
    """Return the law named last in a text, of a class ("Ley") if one is given."""
    nombres = [n for n in _NOMBRE.findall(antes) if _es_ley(n, glosario, normas) and not _SOLO_CLASE.fullmatch(n)]
    suyos = [n for n in nombres if glosario.get(n, n).startswith(clase) or (n.isupper() and n.startswith(clase[:1]))]
    return suyos[-1] if suyos else None


def buscar_terminos(texto: str, tema: Tema) -> list[tuple[int, int]]:
    """Return where the terms of a topic stand in a folded text, whatever their case and accents."""
    plano = _plano(texto)
    resultado = []
    for termino in tema.terminos:
        patron = rf"(?<!\w){re.escape(_plano(termino))}(?!\w)"
        resultado += [m.span() for m in re.finditer(patron, plano)]
    return sorted(resultado)


def _plano(texto: str) -> str:
    """Return the text without accents and in lower case, character for character."""
    return texto.translate(_SIN_ACENTOS).lower()
