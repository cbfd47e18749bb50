"""What does not fit together in the document: each rule looks at the items that were read and reports findings.

A rule is a function from the programme (and its document) to findings; `REGLAS` lists them. Their explanations and
severities stand in the scheme of findings (`ontologia/esquemas/hallazgos.ttl`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from grafo.lectura.citas import simple
from grafo.lectura.renglones import Hoja
from grafo.modelo import Hallazgo, LineaCitada, Programa, Tramo

__all__ = ["REGLAS", "revisar"]

Regla = Callable[[Programa, Hoja], Iterable[Hallazgo]]


def revisar(programa: Programa, hoja: Hoja) -> tuple[Hallazgo, ...]:
    """Return what every rule finds."""
    return tuple(h for regla in REGLAS for h in regla(programa, hoja))


def _numerados(programa: Programa) -> list[tuple[str, str, str, Sequence[Tramo]]]:
    """Return (class, singular, number, places) of every numbered item."""
    grupos = (
        ("objetivo", "objetivo", [(o.numero, o.texto) for o in programa.objetivos_especificos]),
        ("estrategia", "estrategia", [(e.numero, e.texto) for e in programa.estrategias]),
        ("linea", "línea", [(x.numero, x.texto) for x in programa.lineas_accion]),
        ("alianza", "alianza", [(a.numero, a.nombre) for a in programa.alianzas]),
        ("evento", "evento", [(e.numero, e.nombre) for e in programa.eventos]),
        ("sesion", "sesión", [(s.numero, s.fecha_texto) for s in programa.sesiones]),
        ("disposicion", "disposición", [(d.numero, d.texto) for d in programa.disposiciones]),
    )
    return [(clase, nombre, n, p.tramos) for clase, nombre, items in grupos for n, p in items]


def numeracion(programa: Programa, hoja: Hoja) -> Iterable[Hallazgo]:
    """Gaps and duplicates in the numbering, within each class and parent; a series is expected to start at 1."""
    series: dict[tuple[str, str, str], list[tuple[int, Sequence[Tramo]]]] = defaultdict(list)
    for clase, nombre, numero, tramos in _numerados(programa):
        padre, _, propio = numero.rpartition(".")
        if propio.isdigit():
            series[clase, nombre, padre].append((int(propio), tramos))
    for (clase, nombre, padre), miembros in series.items():
        yield from _huecos(clase, nombre, padre, miembros)
        for n, veces in Counter(n for n, _ in miembros).items():
            if veces > 1:
                numero = f"{padre}.{n}".lstrip(".")
                lugares = tuple(t for m, tramos in miembros if m == n for t in tramos)
                yield Hallazgo("numeracion-duplicada", f"El número {numero} está {veces} veces ({nombre}).",
                               f"Number {numero} stands {veces} times ({nombre}).", lugares, (f"{clase}/{numero}",))


def _huecos(clase: str, nombre: str, padre: str,
            miembros: Sequence[tuple[int, Sequence[Tramo]]]) -> Iterable[Hallazgo]:
    presentes = {n for n, _ in miembros}
    for n in range(1, max(presentes)):
        if n in presentes:
            continue
        siguiente = min(m for m in presentes if m > n)
        numero, despues = (f"{padre}.{x}".lstrip(".") for x in (n, siguiente))
        lugares = tuple(t for m, tramos in miembros if m == siguiente for t in tramos)
        yield Hallazgo("numeracion-con-hueco", f"Falta el número {numero} ({nombre}): el documento salta a {despues}.",
                       f"Number {numero} is missing ({nombre}): the document jumps to {despues}.",
                       lugares, (f"{clase}/{despues}",))


def lineas_citadas(programa: Programa, hoja: Hoja) -> Iterable[Hallazgo]:
    """Lines that an alliance or event names: they exist, and are quoted with their own words."""
    textos = {x.numero: x.texto.texto for x in programa.lineas_accion}
    citan: list[tuple[str, str, LineaCitada]] = []
    citan += [(f"alianza/{a.numero}", f"la alianza {a.numero}", c) for a in programa.alianzas for c in a.lineas]
    citan += [(f"evento/{e.numero}", f"el evento {e.numero}", c) for e in programa.eventos for c in e.lineas]
    for clave, quien, cita in citan:
        who = quien.replace("la alianza", "alliance").replace("el evento", "event")
        if cita.numero not in textos:
            yield Hallazgo("linea-inexistente", f"{quien.capitalize()} remite a la línea {cita.numero}, que no existe.",
                           f"{who.capitalize()} refers to line {cita.numero}, which does not exist.",
                           cita.pasaje.tramos, (clave,))
        elif cita.texto and simple(cita.texto.texto) != simple(textos[cita.numero]):
            yield Hallazgo(
                "linea-recitada-con-otras-palabras",
                f"{quien.capitalize()} cita la línea {cita.numero} con otras palabras: «{cita.texto.texto}».",
                f"{who.capitalize()} quotes line {cita.numero} with other words: “{cita.texto.texto}”.",
                cita.texto.tramos, (clave, f"linea/{cita.numero}"))


def lineas_sueltas(programa: Programa, hoja: Hoja) -> Iterable[Hallazgo]:
    """Lines that neither an alliance nor an event serves (only where the document has alliances or events)."""
    if not programa.alianzas and not programa.eventos:
        return
    servidas = {c.numero for x in (*programa.alianzas, *programa.eventos) for c in x.lineas}
    for linea in programa.lineas_accion:
        if linea.numero not in servidas:
            yield Hallazgo("linea-sin-alianza-ni-evento",
                           f"Ninguna alianza ni evento apoya la línea {linea.numero}.",
                           f"No alliance and no event serves line {linea.numero}.",
                           linea.texto.tramos, (f"linea/{linea.numero}",))


def siglas(programa: Programa, hoja: Hoja) -> Iterable[Hallazgo]:
    """Acronyms that the glossary defines and nothing uses, and acronyms used that the glossary does not define."""
    if not programa.siglas:
        return
    texto = hoja.documento.texto
    glosario = [t for s in programa.siglas for t in s.definicion.tramos]
    limites = (min(t.inicio for t in glosario) - 12, max(t.fin for t in glosario))
    usos: dict[str, list[int]] = defaultdict(list)
    for m in re.finditer(r"(?<![\w/.@-])[A-ZÁÉÍÓÚÑ]{3,}\d*(?![\w/@-]|\.\w)", texto):
        if not limites[0] <= m.start() < limites[1] and not _en_mayusculas(texto, m):
            usos[m.group()].append(m.start())
    definidas = {s.sigla for s in programa.siglas}
    for sigla in programa.siglas:
        patron = rf"(?<!\w){re.escape(sigla.sigla)}(?!\w)"
        if not any(not limites[0] <= m.start() < limites[1] for m in re.finditer(patron, texto)):
            yield Hallazgo("sigla-no-usada", f"La sigla {sigla.sigla} está definida y no se usa.",
                           f"The acronym {sigla.sigla} is defined and never used.",
                           sigla.definicion.tramos, (f"termino/{sigla.sigla}",))
    for usada, lugares in sorted(usos.items(), key=lambda par: par[1][0]):
        if usada not in definidas and not re.fullmatch(r"[IVXLC]+", usada) and not _definida_en_texto(texto, usada):
            yield Hallazgo("sigla-no-definida", f"La sigla {usada} se usa y el glosario no la define.",
                           f"The acronym {usada} is used and the glossary does not define it.",
                           (hoja.documento.tramo(lugares[0], lugares[0] + len(usada)),))


def _en_mayusculas(texto: str, m: re.Match[str]) -> bool:
    """Tell whether a match stands in a line written in capitals, or right before or behind such words."""
    inicio = texto.rfind("\n", 0, m.start()) + 1
    fin = texto.find("\n", m.end())
    linea = texto[inicio:fin if fin >= 0 else None]
    return linea.strip().isupper() and " " in linea.strip() and len(linea.strip()) > 12


def _definida_en_texto(texto: str, sigla: str) -> bool:
    """Tell whether the text itself spells the acronym out: it stands in parentheses behind a name."""
    return bool(re.search(rf"\w\s+\({re.escape(sigla)}\)", texto))


def eventos_y_aprobacion(programa: Programa, hoja: Hoja) -> Iterable[Hallazgo]:
    """Events dated before the session that approves the programme."""
    dia = _dia_de_aprobacion(programa)
    if dia is None:
        return
    for evento in programa.eventos:
        if evento.fin and evento.fecha and evento.fin < dia:
            yield Hallazgo(
                "evento-antes-de-la-aprobacion",
                f"El evento {evento.numero} («{evento.fecha.texto}») es anterior al {dia.isoformat()}, cuando se "
                "aprueba el programa.",
                f"Event {evento.numero} (“{evento.fecha.texto}”) is before {dia.isoformat()}, when the programme is "
                "approved.", evento.fecha.tramos, (f"evento/{evento.numero}",))


def _dia_de_aprobacion(programa: Programa) -> date | None:
    dias = [s.fecha for s in programa.sesiones for a in s.asuntos if s.fecha and a.modalidad == "aprobacion"
            and simple(a.texto.texto).startswith(("programa anual", "plan anual"))]
    return min(dias, default=None)


def asuntos_repetidos(programa: Programa, hoja: Hoja) -> Iterable[Hallazgo]:
    """Items that one session both takes note of and approves."""
    for sesion in programa.sesiones:
        conocidos = {simple(a.texto.texto): a for a in sesion.asuntos if a.modalidad == "conocimiento"}
        for asunto in sesion.asuntos:
            otro = conocidos.get(simple(asunto.texto.texto))
            if asunto.modalidad == "aprobacion" and otro:
                yield Hallazgo(
                    "asunto-en-conocimiento-y-aprobacion",
                    f"La sesión {sesion.numero} toma conocimiento de «{asunto.texto.texto}» y también lo aprueba.",
                    f"Session {sesion.numero} both takes note of “{asunto.texto.texto}” and approves it.",
                    otro.texto.tramos + asunto.texto.tramos, (f"sesion/{sesion.numero}",))


def proyectos_del_calendario(programa: Programa, hoja: Hoja) -> Iterable[Hallazgo]:
    """Projects other than the programme itself that sessions treat and no line, alliance or event mentions."""
    agenda = [t for s in programa.sesiones for a in s.asuntos for t in a.texto.tramos]
    otros = [t for x in programa.lineas_accion for t in x.texto.tramos]
    otros += [t for a in programa.alianzas for p in (a.nombre, a.objetivo) if p for t in p.tramos]
    otros += [t for e in programa.eventos for p in (e.nombre, e.objetivo) if p for t in p.tramos]
    for proyecto in programa.proyectos:
        if simple(programa.titulo.texto) in {simple(n) for n in (proyecto.nombre, *proyecto.variantes)}:
            continue
        en_agenda = [m for m in proyecto.menciones if _dentro(m.tramos, agenda)]
        if en_agenda and not any(_dentro(m.tramos, otros) for m in proyecto.menciones):
            yield Hallazgo(
                "proyecto-solo-en-el-calendario",
                f"«{proyecto.nombre}» está en el calendario de sesiones y en ninguna línea, alianza ni evento.",
                f"“{proyecto.nombre}” stands in the calendar of sessions and in no line, alliance or event.",
                en_agenda[0].tramos)


def _dentro(tramos: Sequence[Tramo], otros: Sequence[Tramo]) -> bool:
    return any(o.inicio <= t.inicio and t.fin <= o.fin for t in tramos for o in otros)


def nombres_con_variantes(programa: Programa, hoja: Hoja) -> Iterable[Hallazgo]:
    """Projects and organisations that stand under several names."""
    for cosa in (*programa.proyectos, *programa.organizaciones):
        if cosa.variantes:
            formas = "; ".join(f"«{v}»" for v in (cosa.nombre, *cosa.variantes))
            yield Hallazgo("un-nombre-varias-formas", f"Una misma cosa está con {len(cosa.variantes) + 1} nombres: {formas}.",
                           f"One thing stands under {len(cosa.variantes) + 1} names: {formas}.",
                           tuple(m.tramos[0] for m in _una_por_forma(cosa.menciones)))


def _una_por_forma(menciones: Sequence[object]) -> list[object]:
    vistas: dict[str, object] = {}
    for m in menciones:
        vistas.setdefault(m.texto, m)  # type: ignore[attr-defined]
    return list(vistas.values())


def unidades_sin_lineas(programa: Programa, hoja: Hoja) -> Iterable[Hallazgo]:
    """Directorates of the alignment table that no line names."""
    glosario = {s.sigla: simple(s.definicion.texto) for s in programa.siglas}
    nombradas = {simple(glosario.get(u.texto, u.texto)) for x in programa.lineas_accion
                 for u in (x.secretaria, x.direccion, *x.corresponsables) if u}
    vistas: set[str] = set()
    for fila in programa.alineacion:
        for unidad in fila.direcciones:
            clave = simple(unidad.texto)
            if clave not in nombradas and clave not in vistas:
                vistas.add(clave)
                yield Hallazgo("unidad-que-ninguna-linea-nombra",
                               f"«{unidad.texto}» participa en el objetivo {fila.objetivo} y ninguna línea la nombra.",
                               f"“{unidad.texto}” takes part in objective {fila.objetivo} and no line names it.",
                               unidad.tramos)


def citas_sin_resolver(programa: Programa, hoja: Hoja) -> Iterable[Hallazgo]:
    """Citations of articles of a law that the graph of norms does not hold."""
    for numero, referencia in enumerate(programa.referencias, 1):
        if referencia.norma is None:
            yield Hallazgo("cita-sin-resolver", f"La cita «{referencia.pasaje.texto}» no se resuelve a una norma conocida.",
                           f"The citation “{referencia.pasaje.texto}” resolves to no known norm.",
                           referencia.pasaje.tramos, (f"referencia/{numero}",))


def mobiliario(programa: Programa, hoja: Hoja) -> Iterable[Hallazgo]:
    """Table heads that a page break repeats, and section titles that stand behind what they head."""
    cabezas = [m for m in hoja.mascaras if m.clase == "cabeza"]
    for nombre, veces in Counter(m.nombre for m in cabezas).items():
        repetidas = [m for m in cabezas if m.nombre == nombre][1:]
        if veces > 1 and nombre != "objetivos":
            yield Hallazgo("encabezado-repetido",
                           f"La cabeza de la tabla de {nombre} está {veces} veces: la tabla sigue en otra página.",
                           f"The head of the table of {nombre} stands {veces} times: the table goes on over pages.",
                           tuple(hoja.documento.tramo(m.inicio, m.fin) for m in repetidas))
    tardios = [m for m in hoja.mascaras if m.clase == "titulo" and re.match(r"[IVX]+\.\s", m.nombre)
               and not hoja.documento.texto[m.fin:_fin_de_pagina(hoja, m.inicio)].strip()]
    if tardios:
        yield Hallazgo("titulo-despues-del-contenido",
                       f"{len(tardios)} títulos de sección están al pie de la página, después de lo que encabezan.",
                       f"{len(tardios)} section titles stand at the foot of the page, behind what they head.",
                       tuple(hoja.documento.tramo(m.inicio, m.fin) for m in tardios))


def _fin_de_pagina(hoja: Hoja, posicion: int) -> int:
    siguientes = [p for p in hoja.documento.inicios_de_pagina if p > posicion]
    return siguientes[0] if siguientes else len(hoja.documento.texto)


REGLAS: tuple[Regla, ...] = (
    numeracion, lineas_citadas, lineas_sueltas, siglas, eventos_y_aprobacion, asuntos_repetidos,
    proyectos_del_calendario, nombres_con_variantes, unidades_sin_lineas, citas_sin_resolver, mobiliario,
)
