"""Names as found: by the noun that opens them, by the word that announces them, or because a list gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from grafo.lectura.corrido import Corrido
from grafo.lectura.lexico import Lexico, doblar
from grafo.lectura.propios import Corrida, corridas
from grafo.letras import plegar
from grafo.modelo import Pasaje, Sigla

__all__ = [
    "Hallado", "de_asuntos", "de_disposiciones", "de_siglas", "de_socios", "en_prosa", "palabras_de", "partir_ano",
    "sin_duenios",
]

# An acronym in parentheses behind its name, perhaps with a country: "(CIDE)", "(PNUD México)".
_SIGLA = re.compile(r"\s*\((?P<todo>(?P<sigla>[A-ZÁÉÍÓÚÑ][\w&-]*[A-ZÁÉÍÓÚÑ][\w&-]*)(?:\s[A-ZÁÉÍÓÚÑ]\w+)?)\)")
# A year or a period behind a name; the mark of a footnote may be glued to the year ("20175").
_CUATRO = r"(?:19|20)\d\d"
_ANO = re.compile(rf"\s+(?:{_CUATRO}\s*[-–]\s*{_CUATRO}|\({_CUATRO}(?:\s*[-–]\s*{_CUATRO})?\)|{_CUATRO})"
                  r"(?=\d?(?![\w-]))")


@dataclass(frozen=True, slots=True)
class Hallado:
    """A name: its wording, its class, the acronym tied to it, and whether no head noun opens it (`suelto`).

    `pasaje` is its place when a list gives it; `otras` are further wordings given with it.
    """

    nombre: str
    clase: str
    sigla: str | None = None
    suelto: bool = False
    pasaje: Pasaje | None = None
    otras: tuple[str, ...] = ()


def palabras_de(nombre: str, lexico: Lexico) -> list[str]:
    """Return the folded words of a name that are no connectors."""
    return [p for p in re.findall(r"[^\W_]+", doblar(nombre)) if not lexico.es("conectores", p)]


def partir_ano(nombre: str) -> tuple[str, str]:
    """Return a name without its trailing year or period, and that year or period in digits ("2016-2018")."""
    m = re.fullmatch(r"(?P<n>.+?)(?P<a>" + _ANO.pattern + r")", nombre)
    return (m["n"], "-".join(re.findall(r"\d{4}", m["a"]))) if m else (nombre, "")


def en_prosa(corrido: Corrido, lexico: Lexico) -> Iterator[Hallado]:
    """Yield the names that stand in running text."""
    for corrida in corridas(corrido.texto, lexico):
        yield from _de_corrida(corrido.texto, corrida, lexico)


def de_asuntos(asuntos: Iterable[Pasaje], lexico: Lexico) -> Iterator[Hallado]:
    """Yield the items of agendas that are a name from end to end ("Follow the Money")."""
    for asunto in asuntos:
        texto = asunto.texto.rstrip(" .;,")
        halladas = list(corridas(texto, lexico))
        entera = len(halladas) == 1 and (halladas[0].inicio, halladas[0].fin) == (0, len(texto))
        if not entera or " " not in texto or lexico.clase(texto) or lexico.cabeza("cabezas_de_norma", texto):
            continue
        if not lexico.cabeza("asuntos_de_tramite", texto) and not lexico.es("aperturas", texto.split()[0]):
            yield Hallado(texto, "proyecto", suelto=True)


def de_siglas(siglas: Iterable[Sigla], lexico: Lexico) -> Iterator[Hallado]:
    """Yield the projects and organisations that the glossary spells out."""
    for sigla in siglas:
        nombre = re.sub(r",? por sus siglas.*", "", sigla.definicion.texto).rstrip(" .;")
        if clase := lexico.clase(nombre):
            yield Hallado(nombre, clase, sigla.sigla, pasaje=sigla.definicion)


def de_socios(socios: Iterable[Pasaje]) -> Iterator[Hallado]:
    """Yield the partners of alliances: what stands there is an organisation, however it is written."""
    for socio in socios:
        m = _SIGLA.search(socio.texto)
        nombre = (socio.texto[:m.start()] if m else socio.texto).strip(" ,;.")
        if nombre:
            yield Hallado(nombre, "organizacion", m["sigla"] if m else None, True, socio,
                          (m["todo"],) if m and m["todo"] != m["sigla"] else ())


def de_disposiciones(disposiciones: Iterable[Pasaje], lexico: Lexico) -> Iterator[Hallado]:
    """Yield the instruments that the table of norms lists by a name of their own, in whatever case."""
    for disposicion in disposiciones:
        nombre = disposicion.texto.rstrip(" .;")
        if lexico.clase(nombre) == "proyecto" and len(palabras_de(nombre, lexico)) > 1:
            yield Hallado(nombre, "proyecto", pasaje=disposicion)


def sin_duenios(hallados: Iterable[Hallado], lexico: Lexico) -> Iterator[Hallado]:
    """Yield the names; a project "X de la <organisation>" whose X stands alone elsewhere as X and the organisation."""
    hallados = list(hallados)
    claves = {tuple(palabras_de(h.nombre, lexico)) for h in hallados}
    for hallado in hallados:
        for m in re.finditer(r" (?:de la|del|de los) (?=[A-ZÁÉÍÓÚÑ])", hallado.nombre):
            corta, cola = hallado.nombre[:m.start()], hallado.nombre[m.end():]
            sola = tuple(palabras_de(corta, lexico)) in claves and not partir_ano(cola)[1]
            if hallado.clase == "proyecto" and sola and lexico.clase(cola) == "organizacion":
                yield replace(hallado, nombre=corta)
                yield Hallado(cola, "organizacion")
                break
        else:
            yield hallado


def _de_corrida(texto: str, corrida: Corrida, lexico: Lexico) -> Iterator[Hallado]:
    """Yield the name that a run is or holds.

    An acronym in parentheses is the name's own only when both start with the same letter: in "Plan de la Alianza por
    la Vida (APV)" it belongs to the tail.
    """
    inicio = corrida.inicio
    trozo = texto[inicio:corrida.fin]
    if lexico.cabeza("cabezas_de_norma", trozo):
        return
    if not corrida.anuncio and not lexico.clase(trozo):
        interior = _cabeza_interior(texto, corrida, lexico)
        if interior is None:
            return
        inicio = interior
    omitida = _sin_cabeza(texto[inicio:corrida.fin], lexico)
    suelto = bool(corrida.anuncio) or omitida > 0
    nombre = texto[inicio + omitida:corrida.fin]
    clase = lexico.clase(nombre) or ("proyecto" if suelto else "")
    if not clase or not (_distintivo(nombre, texto[corrida.fin:], lexico) or (suelto and not lexico.clase(nombre))):
        return
    ano = _ANO.match(texto, corrida.fin) if clase == "proyecto" else None
    fin = ano.end() if ano else corrida.fin
    sigla = _SIGLA.match(texto, fin)
    suya = sigla is not None and doblar(sigla["sigla"][0]) == doblar(nombre[0])
    yield Hallado(plegar(_sin_duenio(nombre, lexico) + texto[corrida.fin:fin]), clase,
                  sigla["sigla"] if sigla and suya else None, suelto and not lexico.clase(nombre))


def _cabeza_interior(texto: str, corrida: Corrida, lexico: Lexico) -> int | None:
    """Return where a name opens inside a run that does not open with one ("Firma del Plan…")."""
    for antes, (inicio, _) in zip(corrida.palabras, corrida.palabras[1:], strict=False):
        if lexico.es("conectores", texto[slice(*antes)]) and lexico.clase(texto[inicio:corrida.fin]):
            return inicio
    return None


def _sin_cabeza(nombre: str, lexico: Lexico) -> int:
    """Return how much of a name is a noun that is no part of it: "Proyecto ", "Iniciativa de "."""
    cabeza = lexico.cabeza("cabezas_que_se_omiten", nombre)
    if not cabeza:
        return 0
    m = re.compile(r"\s+(?:de |del )?(?=[A-ZÁÉÍÓÚÑ])").match(nombre, len(cabeza))
    return m.end() if m else 0


def _sin_duenio(nombre: str, lexico: Lexico) -> str:
    """Return a name without a bare "del Instituto" behind it."""
    m = re.search(r"\s(?:del|de la) (?P<n>\w+)$", nombre)
    return nombre[:m.start()] if m and lexico.es("cabezas_de_organizacion", m["n"]) else nombre


def _distintivo(nombre: str, sigue: str, lexico: Lexico) -> bool:
    """Tell whether a name with a head noun says which one: more than general adjectives behind the noun.

    A period makes a general name a particular one ("Plan de Acción 2016-2018").
    """
    propias = [p for p in palabras_de(_sin_duenio(nombre, lexico), lexico) if not lexico.es("adjetivos_genericos", p)]
    cabeza = lexico.cabeza("cabezas_de_organizacion", nombre) or lexico.cabeza("cabezas_de_proyecto", nombre)
    if any(p not in cabeza.split()[:1] for p in propias):
        return True
    periodo = re.match(r"\s+\(?(?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d", sigue)
    return periodo is not None and len(palabras_de(nombre, lexico)) > 1
