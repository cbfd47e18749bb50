"""The grammar of proper names in Spanish prose: capitalised runs, and which of them hold a topic's term.

A run starts at a capitalised word and goes on over capitalised words and the small words between them. It ends at
punctuation, at an acronym, at a figure, at a verb or small word with a capital (a new sentence or cell), and before an
"y" behind which the name of another thing opens. A comma belongs to a run only when an "y" closes the series, as in
"Instituto de Transparencia, Acceso a la Información y Protección de Datos". What nouns open which names is the
profile's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grafo.lectura.lexico import Lexico, doblar

__all__ = ["Corrida", "Lexico", "corridas", "patron_de_nombre", "spans_de_nombres_propios"]

_PALABRA = re.compile(r"[^\W\d_]+(?:[’'&-][^\W\d_]+)*|\d[\d.,]*")
_MAYUSCULA = re.compile(r"[A-ZÁÉÍÓÚÜÑ]")
_INFINITIVO = re.compile(r"(?:.{2,}(?:ar|er|ir)|[Dd]ar|[Vv]er)$")
_CONJUNCION = {"y", "e"}
_SERIE = 16  # words after which a series that no "y" has closed is given up


@dataclass(frozen=True, slots=True)
class Corrida:
    """A capitalised run [inicio, fin) of a text; `anuncio` is the noun in lower case that announces it, if any."""

    inicio: int
    fin: int
    palabras: tuple[tuple[int, int], ...]
    anuncio: str


def corridas(texto: str, lexico: Lexico) -> Iterator[Corrida]:
    """Yield the capitalised runs of a text, in order, none inside another."""
    fichas = [(m.start(), m.end()) for m in _PALABRA.finditer(texto)]
    orden = 0
    while orden < len(fichas):
        if not _abre(texto, fichas, orden, lexico):
            orden += 1
            continue
        anuncio = _anuncio(texto, fichas, orden, lexico)
        ultimo = _ultimo(texto, fichas, orden, lexico, bool(anuncio))
        yield Corrida(fichas[orden][0], fichas[ultimo][1], tuple(fichas[orden:ultimo + 1]), anuncio)
        orden = ultimo + 1


def _abre(texto: str, fichas: Sequence[tuple[int, int]], orden: int, lexico: Lexico) -> bool:
    """Tell whether a word can open a run: it has a capital, is no acronym, no small word, no verb."""
    palabra = texto[slice(*fichas[orden])]
    if not _propia(palabra) or lexico.es("conectores", palabra):
        return False
    return not (_funcional(palabra, lexico) or _infinitivo(palabra, lexico))


def _propia(palabra: str) -> bool:
    """Tell whether a word has a capital and is not all capitals (an acronym, a heading)."""
    return bool(_MAYUSCULA.match(palabra)) and not (len(palabra) > 1 and palabra.isupper())


def _funcional(palabra: str, lexico: Lexico) -> bool:
    """Tell whether a capitalised word opens a sentence or a cell: a small word, "Sí" or "No"."""
    return lexico.es("si", palabra) or lexico.es("no", palabra) or bool(re.fullmatch(_CERRADAS, doblar(palabra)))


def _infinitivo(palabra: str, lexico: Lexico) -> bool:
    """Tell whether a word is an infinitive, by its ending."""
    nombres = ("no_son_infinitivos", "cabezas_finales_de_proyecto", "cabezas_finales_de_organizacion")
    return bool(_INFINITIVO.fullmatch(palabra)) and not any(lexico.es(n, palabra) for n in nombres)


# The closed classes of Spanish: articles, determiners, pronouns, prepositions, adverbs and forms of "ser".
_CERRADAS = ("un|una|unos|unas|su|sus|este|esta|estos|estas|ese|esa|esto|eso|dicho|dicha|dichos|dichas|cada|otro|otra|"
             "es|son|fue|se|que|como|cuando|donde|asi|asimismo|adicionalmente|ademas|finalmente|igualmente|durante|"
             "entre|hacia|segun|sin|ante|bajo|mediante|tras|si|aunque|pero|o|u|ni|solo|tambien|todo|toda|todos|todas|"
             "derivado|respecto|al|del|el|la|las|los|lo|en|con|por|para|desde|de|a|sobre")


def _anuncio(texto: str, fichas: Sequence[tuple[int, int]], orden: int, lexico: Lexico) -> str:
    """Return the noun in lower case directly before a word, when it announces a name ("proyecto X")."""
    if not orden or texto[fichas[orden - 1][1]:fichas[orden][0]].strip(" “\"«"):
        return ""
    palabra = texto[slice(*fichas[orden - 1])]
    return palabra if palabra.islower() and lexico.es("anuncios", palabra) else ""


def _ultimo(texto: str, fichas: Sequence[tuple[int, int]], orden: int, lexico: Lexico, anunciada: bool) -> int:
    """Return the last word of the run that a word opens.

    `firme` is the last word that surely belongs to it, `punta` the last read; a comma leaves the two apart until an
    "y" closes its series. Behind "y el" another thing opens, unless the noun at the head of the run governs both.
    """
    cabeza = lexico.clase(texto[fichas[orden][0]:fichas[orden][0] + 60].split("\n")[0])
    omisible = lexico.es("cabezas_que_se_omiten", texto[slice(*fichas[orden])])
    firme = punta = orden
    abierta = partida = False
    while punta - firme < _SERIE and (siguiente := _paso(texto, fichas, punta, lexico)):
        nueva, signo, enlaces = siguiente
        if signo == "," and not cabeza:
            break
        if signo == ":" and (partida or enlaces or not (anunciada or omisible)):
            break
        if not cabeza and len(enlaces) > 1 and doblar(enlaces[0]) in _CONJUNCION:
            break
        if signo in (",", ":") and _encabeza(texto, fichas[nueva][0], lexico):
            break
        abierta = abierta or signo == ","
        partida = partida or signo == ":"
        if abierta and enlaces and doblar(enlaces[0]) in _CONJUNCION:
            abierta = False
        punta = nueva
        firme = firme if abierta else punta
    return firme


def _paso(texto: str, fichas: Sequence[tuple[int, int]], punta: int,
          lexico: Lexico) -> tuple[int, str, tuple[str, ...]] | None:
    """Return the next word of a run, the sign before it and the small words passed over; None where the run ends."""
    signo = ""
    enlaces: list[str] = []
    for orden in range(punta + 1, min(punta + 5, len(fichas))):
        separa = texto[fichas[orden - 1][1]:fichas[orden][0]]
        palabra = texto[slice(*fichas[orden])]
        if separa != " " and not (separa in (", ", ": ") and orden == punta + 1) and separa != "  ":
            return None
        signo = separa.strip() or signo
        if palabra.islower() and lexico.es("conectores", palabra):
            enlaces.append(palabra)
        elif not enlaces and not signo and (lexico.es("calificativos", palabra) or _ano_interior(texto, fichas, orden)):
            return orden, signo, ()
        elif _continua(texto, fichas, orden, enlaces, lexico):
            return orden, signo, tuple(enlaces)
        else:
            return None
    return None


def _continua(
    texto: str, fichas: Sequence[tuple[int, int]], orden: int, enlaces: Sequence[str], lexico: Lexico
) -> bool:
    """Tell whether a word goes on with a run, given the small words before it."""
    palabra = texto[slice(*fichas[orden])]
    if not _propia(palabra) and not (enlaces and palabra.istitle()):
        return False
    if enlaces and enlaces[0] in _CONJUNCION and _encabeza(texto, fichas[orden][0], lexico):
        return False
    if enlaces:
        return not lexico.es("articulos", enlaces[0])
    sigue = texto[fichas[orden][1]:fichas[orden][1] + 2].strip()
    verbo = _infinitivo(palabra, lexico) and sigue.islower()
    return not (verbo or _funcional(palabra, lexico) or lexico.es("aperturas", palabra))


def _encabeza(texto: str, inicio: int, lexico: Lexico) -> bool:
    """Tell whether the name of another thing opens at a place: a head noun and more behind it."""
    resto = texto[inicio:inicio + 60].split("\n")[0]
    return bool(re.match(r"\w+ +(?:de|del|para|[A-ZÁÉÍÓÚÑ])", resto)) and lexico.clase(resto) != ""


def _ano_interior(texto: str, fichas: Sequence[tuple[int, int]], orden: int) -> bool:
    """Tell whether a word is a horizon inside a name: a year between two parts ("Agenda 2030 de Desarrollo")."""
    return bool(re.match(r"(?:19|20)\d\d (?:de|para|por)(?: (?:el|la|los|las))? [A-ZÁÉÍÓÚÑ]", texto[fichas[orden][0]:]))


def patron_de_nombre(nombre: str) -> re.Pattern[str]:
    """Return the pattern that finds a name in folded text (see `doblar`), at word limits.

    White space and a lost or added comma or colon do not matter; the mark of a footnote may be glued to the end.
    """
    palabras = (re.escape(p.rstrip(",:")) for p in doblar(nombre).split())
    return re.compile(r"(?<!\w)" + r"[,:]?\s+".join(palabras) + r"(?=\d{0,2}(?!\w))")


def spans_de_nombres_propios(
    texto: str, nombres: Sequence[str], terminos: Sequence[str], lexico: Lexico
) -> list[tuple[int, int]]:
    """Return the stretches of a text that are proper names, for telling whether a term stands only inside one.

    They are the known names, in any case; runs that an announcing noun precedes ("proyecto Gobierno Abierto"); and
    runs that say more than topics: "Métrica de Gobierno Abierto" is a name, "Gobierno Abierto y Transparencia
    Proactiva" are two topics in capitals.
    """
    doblado = doblar(texto)
    spans = [m.span() for nombre in nombres if nombre.strip() for m in patron_de_nombre(nombre).finditer(doblado)]
    plano = re.sub(r"\s", " ", texto)
    for corrida in corridas(plano, lexico):
        if corrida.anuncio or _dice_mas(plano, corrida, terminos, lexico):
            spans.append((corrida.inicio, corrida.fin))
    return sorted(set(spans))


def _dice_mas(texto: str, corrida: Corrida, terminos: Sequence[str], lexico: Lexico) -> bool:
    """Tell whether a run says more than topics.

    The noun of a body or instrument that opens the run governs all of it. Otherwise each part between "y"s speaks for
    itself, without the word that a sentence opens with, and a topic's own complements ("en México") add nothing.
    """
    trozo = texto[corrida.inicio:corrida.fin]
    resto = re.sub("|".join(sorted(map(_flexible, terminos), key=len, reverse=True)) or r"(?!)", " ", doblar(trozo))
    if lexico.clase(trozo):
        return _contenido(resto, lexico)
    inicial = not texto[:corrida.inicio].strip() or texto[:corrida.inicio].rstrip()[-1] in ".:;?!•”"
    for parte in re.split(r",? (?:y|e) |, ", trozo):
        doblada = doblar(parte)
        tema = next((m for t in terminos if (m := re.search(_flexible(t), doblada))), None)
        if not tema:
            continue
        antes = doblada[:tema.start()]
        if inicial and trozo.startswith(parte):
            antes = re.sub(r"^\S+", "", antes)
        despues = doblada[tema.end():]
        complemento = re.match(r"\s*(?:en|de|del|a|al|con|por)\b", despues)
        if _contenido(antes, lexico) or (not complemento and _contenido(despues, lexico)):
            return True
    return False


def _flexible(termino: str) -> str:
    return r"\b" + r"\s+".join(map(re.escape, doblar(termino).split())) + r"\b"


def _contenido(doblado: str, lexico: Lexico) -> bool:
    """Tell whether a folded text holds a word that is no connector."""
    return any(not lexico.es("conectores", p) for p in re.findall(r"[^\W_]+", doblado))
