"""What the document says of itself: title, institution, commission, year; and its footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from grafo.lectura.fechas import MES
from grafo.lectura.lexico import doblar
from grafo.lectura.plegado import Plegado
from grafo.lectura.renglones import Hoja, Renglon, cortes, pasaje_de
from grafo.modelo import Nota, Pasaje, Sigla
from ontologia.iris import ranura

__all__ = ["acunar_clave", "encontrar_anio", "encontrar_comision", "encontrar_institucion", "extraer_notas",
           "extraer_titulo"]

_TRAS_EL_TITULO = re.compile(
    r"(?:Presentaci[oó]n|Introducci[oó]n|[ÍI]ndice|Contenido|(?!(?:19|20)\d\d$)\d|Objetivo|Eje\b|"
    r"(?:Siglas|Glosario|Marco)\b)", re.I)
_ANUNCIO = re.compile(
    r"(?:[Dd]urante|[Ee]jercicio(?:\s+fiscal)?|(?i:vigencia)|[Aa]ño|[Pp]rograma\s+[Aa]nual[^.\n]{0,40}?)\s+(?:el\s+)?(20\d\d)\b")
_TRATAMIENTO = re.compile(r"(?i)(?:Excmo|Excma|Ilmo|Ilma|H|Honorable|Muy Ilustre)\.?\s+(?=\w{3})")
_ORGANO = re.compile(r"(?i)(?:consejo general|pleno|junta (?:de gobierno|general ejecutiva|estatal ejecutiva)|cabildo|"
                     r"secretar[ií]a (?:general|ejecutiva|t[eé]cnica))")
_GOBIERNO = re.compile(r"(?i)gobierno (?:de|del|federal|de la)\b.*")
_CABECERA = 400
"""Characters of the running head on the first page."""
_ARRANQUE = re.compile(r"(?:Programa|Plan|PROGRAMA|PLAN)\b")
_COMISION = re.compile(r"(?i:comisi[oó]n)\s+(?:Permanente\s+)?(?:de|del|PERMANENTE|para)\b.*")


def extraer_titulo(hoja: Hoja) -> Pasaje:
    """Return the title: the short lines at the start, from the one that says "Programa" or "Plan", if one does."""
    renglones = hoja.renglones(0, min(len(hoja.documento.texto), 6000))
    margen = max((len(r.texto) for r in renglones), default=0)
    cabeza: list[Renglon] = []
    for renglon in renglones[:12]:
        titulada = _ARRANQUE.match(renglon.texto) and renglon.texto.isupper()
        if len(renglon.texto) > max(0.8 * margen, 40) and cabeza and not titulada:
            break
        cabeza.append(renglon)
    arranque = next((i for i, r in enumerate(cabeza) if _ARRANQUE.match(r.texto)), None)
    if arranque is None and (del_membrete := _en_membrete(hoja, lambda texto: bool(_ARRANQUE.match(texto)))):
        return del_membrete
    arranque = arranque or 0
    elegidos = cabeza[arranque:arranque + 4]
    for indice, renglon in enumerate(elegidos[1:], 1):
        suelta = not re.search(r"\b(?:de|del|la|los|las|y|e|para|en|el)$", elegidos[indice - 1].texto)
        con_anio = re.search(r"\b(?:19|20)\d\d$", elegidos[indice - 1].texto)
        if con_anio or (suelta and (renglon.abre_pagina or _TRAS_EL_TITULO.match(renglon.texto))):
            elegidos = elegidos[:indice]
            break
    return pasaje_de(hoja.documento, elegidos)


def encontrar_comision(hoja: Hoja, titulo: Pasaje) -> Pasaje | None:
    """Return the commission that the title names, or a line directly below it on the cover."""
    plegado = Plegado.de_pasaje(hoja.documento, titulo)
    m = _COMISION.search(plegado.letras)
    if not m:
        debajo = hoja.renglones(titulo.tramos[-1].fin, titulo.tramos[-1].fin + 400)[:2]
        organo = next((r for r in debajo if _COMISION.match(r.texto) and not r.texto.endswith(".")), None)
        return pasaje_de(hoja.documento, [organo]) if organo else None
    fin = re.search(r"\s+(?:19|20)\d\d\b.*$|\s+para\s+el\s+(?:año|ejercicio).*$", m.group())
    return plegado.pasaje(m.start(), m.start() + fin.start() if fin else m.end())


def encontrar_institucion(hoja: Hoja, siglas: Sequence[Sigla]) -> tuple[Pasaje, str] | None:
    """Return the institution's first full mention, and its acronym ("" when it has none).

    It is the one that the cover names above the title; else that of the glossary (a name that opens as one of an
    institution) whose acronym or name the document uses most: a glossary also lists the institution's own offices.
    Where there is none in the glossary, any of the cover.
    """
    patron = "|".join(hoja.perfil.palabras["instituciones"])
    en_portada = "|".join([patron, *hoja.perfil.palabras["instituciones_en_portada"]])
    texto = Plegado.de_cortes(hoja.documento, cortes(hoja.renglones()))
    candidatas = [(s.definicion.texto.rstrip(" ."), s.sigla) for s in siglas if re.match(patron, s.definicion.texto)]
    portada = _en_portada(hoja, en_portada, encima=bool(candidatas)) or _en_membrete(
        hoja, lambda texto: _nombra(texto, en_portada) and not _ORGANO.fullmatch(texto))
    if portada:
        return portada, next((s for nombre, s in candidatas if doblar(nombre) == doblar(portada.texto)), "")
    if not candidatas:
        nombre_propio = rf"(?:{patron})(?:(?:de|del|la|las|los|y|el|a|en) |[A-ZÁÉÍÓÚÑ]\w+,? )*[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+"
        nombres = Counter(m.group() for r in hoja.renglones() for m in re.finditer(nombre_propio, r.texto))
        candidatas = [(n, "") for n, _ in nombres.most_common(1)]
    if not candidatas:
        return None

    def usos(par: tuple[str, str]) -> int:
        nombre, sigla = par
        return texto.letras.count(nombre) + (len(re.findall(rf"\b{re.escape(sigla)}\b", texto.letras)) if sigla else 0)

    nombre, sigla = max(candidatas, key=usos)
    lugar = texto.letras.find(nombre)
    return texto.pasaje(lugar, lugar + len(nombre)), sigla


def _en_portada(hoja: Hoja, patron: str, *, encima: bool) -> Pasaje | None:
    """Return the institution that opens a line of the cover, with the lines that go on with its name.

    With `encima` only what stands above the title counts. An organ ("Consejo General") and the government that stands
    above an institution are none where another is named, be it by the title.
    """
    renglones = hoja.renglones(0, min(len(hoja.documento.texto), 3000))[:12]
    for orden, renglon in enumerate(renglones):
        if _TRAS_EL_TITULO.match(renglon.texto) or (encima and _ARRANQUE.match(renglon.texto)):
            break
        if _nombra(renglon.texto, patron) and not _ORGANO.fullmatch(renglon.texto):
            siguiente = renglones[orden + 1] if orden + 1 < len(renglones) else None
            if siguiente and _GOBIERNO.fullmatch(renglon.texto) and _nombra(siguiente.texto, patron):
                continue
            suyos = [renglon]
            for otro in renglones[orden + 1:]:
                if otro.tras_blanco or otro.abre_pagina or len(suyos) > 3 or not _sigue(hoja, suyos[-1], otro, patron):
                    break
                suyos.append(otro)
            return pasaje_de(hoja.documento, suyos)
    return _en_titulo(hoja, patron) if renglones and _ORGANO.fullmatch(renglones[0].texto) else None


def _nombra(texto: str, patron: str) -> bool:
    """Tell whether a line opens with the name of an institution, and is no sentence and no label."""
    propio = _TRATAMIENTO.sub("", texto)
    return any(re.match(patron, t, re.I) for t in (texto, propio)) and not re.search(r"[:;]|\w{4}\.", propio)


def _sigue(hoja: Hoja, renglon: Renglon, otro: Renglon, patron: str) -> bool:
    """Tell whether a line of the cover goes on with the name on the one above: it names nothing itself."""
    abierta = re.search(r"(?i)(?:,|\b(?:de|del|la|las|los|el|y|e|en|para))$", renglon.texto)
    unidad = rf"(?i)(?:{'|'.join(hoja.perfil.palabras['cabezas_de_unidad'])})\b"
    return bool(abierta) or not (
        _ARRANQUE.match(otro.texto) or re.match(unidad, otro.texto) or _nombra(otro.texto, patron)
        or re.search(r"\d{4}", otro.texto) or otro.texto.isupper() != renglon.texto.isupper()
        or re.fullmatch(r"[A-ZÁÉÍÓÚÑ]{2,10}", otro.texto))


def _en_titulo(hoja: Hoja, patron: str) -> Pasaje | None:
    """Return the institution that the title names ("Programa anual del Instituto … para el ejercicio …")."""
    plegado = Plegado.de_pasaje(hoja.documento, extraer_titulo(hoja))
    m = re.search(rf"(?i)\s(?:del|de\s+la)\s+(?P<i>(?:{patron}).+?)(?=\s+para\s+el\b|\s+(?:19|20)\d\d|$)",
                  plegado.letras)
    return plegado.pasaje(*m.span("i")) if m else None


def _en_membrete(hoja: Hoja, es: Callable[[str], bool]) -> Pasaje | None:
    """Return the first column of the running head on the first page that is what is looked for."""
    for m in re.finditer(r"[^\n]*\S[^\n]*", hoja.documento.texto[:_CABECERA]):
        for columna in re.finditer(r"\S+(?: \S+)*", m.group()):
            inicio = m.start() + columna.start()
            if any(x.inicio <= inicio < x.fin for x in hoja.mascaras) and es(columna.group()):
                return hoja.documento.pasaje((inicio, inicio + len(columna.group())))
    return None


def encontrar_anio(hoja: Hoja, titulo: Pasaje, sesiones: tuple[int, int] | None) -> int | None:
    """Return the programme's year: the title's; else the latest of the sessions' dates; else the latest announced.

    A year that stands more than once goes before one that stands once.
    """
    texto = hoja.documento.texto
    propuestas: list[list[str]] = [re.findall(r"\b(20\d\d|19\d\d)\b", titulo.texto)[-1:]]
    if sesiones:
        fecha = rf"\b\d{{1,2}}\s+de\s+{MES}\s+(?:de|del)\s+(20\d\d|19\d\d)\b"
        propuestas.append(re.findall(fecha, texto[slice(*sesiones)]))
    propuestas += [_ANUNCIO.findall(texto), re.findall(r"\b(20\d\d)\b", texto[:1500])[:1]]
    for anios in propuestas:
        if anios:
            cuentas = Counter(anios)
            repetidos = [a for a, veces in cuentas.items() if veces > 1]
            return int(max(repetidos or anios))
    return None


def acunar_clave(titulo: str, institucion: str, comision: str, anio: int | None) -> str:
    """Return the programme's key: institution, commission and year ("inai-cpgat-2017").

    Institution and commission come as acronyms where the document has them. Without a commission's acronym the title
    stands in for it, so that two programmes of one institution and year keep apart.
    """
    partes = [institucion[:40], comision or ranura(titulo)[:50]]
    nombre = ranura("-".join(p for p in partes if p))
    return f"{nombre}-{anio}" if anio and str(anio) not in nombre else nombre


def extraer_notas(hoja: Hoja) -> tuple[Nota, ...]:
    """Return the footnotes: in each footnote area a line that opens with the next number opens a note."""
    notas: list[tuple[str, list[tuple[int, int]]]] = []
    texto = hoja.documento.texto
    for area in (m for m in hoja.mascaras if m.clase == "nota"):
        for linea in re.finditer(r"[^\n]*\S[^\n]*", texto[area.inicio:area.fin]):
            desde = area.inicio + linea.start()
            m = re.match(r"\s*(\d{1,3})\s+(?=\S)", linea.group())
            if m and (not notas or int(notas[-1][0]) < int(m[1]) <= int(notas[-1][0]) + 3):
                notas.append((m[1], [(desde + m.end(), area.inicio + linea.end())]))
            elif notas:
                notas[-1][1].append((desde, area.inicio + linea.end()))
    return tuple(Nota(n, hoja.documento.pasaje(*c)) for n, c in notas)
