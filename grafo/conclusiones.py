"""The rules that conclude direct triples: the act of a verb, dates, agreements, names in texts, titles of norms.

Each is a function from the programme to `Conclusion`s; `concluir` runs them all, in the order of the graph's manual.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rdflib.term import Literal, URIRef

from grafo.derivado import Conclusion
from grafo.modelo import Pasaje, Programa, Tramo
from grafo.nombres import Indice, Nombrador, empieza_con, palabras
from ontologia.espacios import ACTO, AL, CONVENIO, SCHEMA, XSD
from ontologia.iris import Acunador
from ontologia.recursos import Acto, NormaConocida

__all__ = ["concluir"]


def concluir(
    programa: Programa,
    acunador: Acunador,
    actos: Iterable[Acto],
    normas: Iterable[NormaConocida],
) -> tuple[Conclusion, ...]:
    """Return the direct conclusions about a programme, given the acts and the norms that are known."""
    nombrador = Nombrador(programa, acunador)
    menciones = tuple(_menciones(programa, nombrador))
    tratados = tuple(_asuntos(programa, nombrador))
    return (
        *_verbos(programa, acunador, {ACTO[acto.clave]: acto.frases for acto in actos}),
        *_fechas(programa, acunador),
        *_convenios(programa, acunador),
        *menciones,
        *tratados,
        *_proyectos_comunes(menciones, tratados, acunador.elemento(programa.clave, "linea", "")),
        *_titulos(programa, acunador, _vigentes_primero(programa, normas)),
        *_articulos(programa, acunador),
        *_fuentes(programa, nombrador),
    )


def _verbos(programa: Programa, acunador: Acunador, actos: Mapping[URIRef, Iterable[str]]) -> Iterator[Conclusion]:
    for linea in programa.lineas_accion:
        acto = empieza_con(linea.texto.texto, actos)
        if acto is not None:
            iri = acunador.elemento(programa.clave, "linea", linea.numero)
            yield Conclusion(iri, AL.verbo, acto, "acto-del-verbo", linea.texto.tramos[:1])


def _fechas(programa: Programa, acunador: Acunador) -> Iterator[Conclusion]:
    for evento in programa.eventos:
        iri = acunador.elemento(programa.clave, "evento", evento.numero)
        for predicado, dia in ((SCHEMA.startDate, evento.inicio), (SCHEMA.endDate, evento.fin)):
            if dia is not None and evento.fecha is not None:
                valor = Literal(dia.isoformat(), datatype=XSD.date)
                yield Conclusion(iri, predicado, valor, "fecha-en-el-anio-del-programa", evento.fecha.tramos)


def _convenios(programa: Programa, acunador: Acunador) -> Iterator[Conclusion]:
    for alianza in programa.alianzas:
        if alianza.convenio is not None:
            iri = acunador.elemento(programa.clave, "alianza", alianza.numero)
            estado = _estado(alianza.convenio.texto)
            yield Conclusion(iri, AL.estadoConvenio, estado, "estado-del-convenio", alianza.convenio.tramos)


def _estado(texto: str) -> URIRef:
    """Return the state of an agreement that the words of its cell say."""
    vistas = palabras(texto)
    if vistas[:1] == ("no",):
        return CONVENIO.no_requerido
    if "ya se cuenta" in " ".join(vistas):
        return CONVENIO.vigente
    return CONVENIO.por_suscribir if vistas[:1] == ("si",) else CONVENIO.indeterminado


def _menciones(programa: Programa, nombrador: Nombrador) -> Iterator[Conclusion]:
    """Projects and organisations named by lines, alliances, events, strategies and objectives.

    The partners of an alliance are stated by the document already.
    """
    indice = Indice([*nombrador.nombres_de_proyectos(), *nombrador.nombres_de_organizaciones()])
    for iri, pasajes, sabidos in _textos(programa, nombrador):
        hallados: dict[URIRef, tuple[Tramo, ...]] = {}
        for pasaje in pasajes:
            for nombrado in indice.hallar(pasaje.texto):
                hallados[nombrado] = hallados.get(nombrado, ()) + pasaje.tramos
        for nombrado, tramos in hallados.items():
            if nombrado not in sabidos:
                yield Conclusion(iri, AL.menciona, nombrado, "nombre-en-el-texto", tramos)


def _textos(programa: Programa, nombrador: Nombrador) -> Iterator[tuple[URIRef, list[Pasaje], frozenset[URIRef]]]:
    """Yield each item whose text may name something: its IRI, its passages, what it names anyway."""
    def iri(clase: str, numero: str) -> URIRef:
        return nombrador.acunador.elemento(programa.clave, clase, numero)

    nada: frozenset[URIRef] = frozenset()
    for objetivo in programa.objetivos_especificos:
        yield iri("objetivo", objetivo.numero), [objetivo.texto], nada
    for estrategia in programa.estrategias:
        yield iri("estrategia", estrategia.numero), [estrategia.texto], nada
    for linea in programa.lineas_accion:
        yield iri("linea", linea.numero), [linea.texto], nada
    for alianza in programa.alianzas:
        pasajes = [alianza.nombre, *([alianza.objetivo] if alianza.objetivo else [])]
        yield iri("alianza", alianza.numero), pasajes, frozenset(nombrador.socio(s.texto) for s in alianza.socios)
    for evento in programa.eventos:
        yield iri("evento", evento.numero), [evento.nombre, *([evento.objetivo] if evento.objetivo else [])], nada


def _asuntos(programa: Programa, nombrador: Nombrador) -> Iterator[Conclusion]:
    indice = Indice(nombrador.nombres_de_proyectos())
    for sesion in programa.sesiones:
        for orden, asunto in enumerate(sesion.asuntos, start=1):
            iri = nombrador.acunador.asunto(programa.clave, sesion.numero, orden)
            for proyecto in indice.hallar(asunto.texto.texto):
                yield Conclusion(iri, AL.trataSobre, proyecto, "nombre-en-el-texto", asunto.texto.tramos)


def _proyectos_comunes(
    menciones: Iterable[Conclusion], tratados: Iterable[Conclusion], lineas: str
) -> Iterator[Conclusion]:
    """Agenda items and lines that name the same project; `lineas` begins the IRI of every line."""
    por_proyecto: dict[URIRef | Literal, list[Conclusion]] = {}
    for mencion in menciones:
        if mencion.sujeto.startswith(lineas):
            por_proyecto.setdefault(mencion.objeto, []).append(mencion)
    pares: dict[tuple[URIRef, URIRef], tuple[Tramo, ...]] = {}
    for tratado in tratados:
        for mencion in por_proyecto.get(tratado.objeto, ()):
            pares.setdefault((tratado.sujeto, mencion.sujeto), tratado.tramos + mencion.tramos)
    for (asunto, linea), tramos in pares.items():
        yield Conclusion(asunto, AL.trataSobre, linea, "proyecto-comun", tramos)


def _vigentes_primero(programa: Programa, normas: Iterable[NormaConocida]) -> list[NormaConocida]:
    """Return the norms, those in force in the programme's year first: two norms may bear the same title."""
    def rige(norma: NormaConocida) -> bool:
        desde = norma.publicada.year if norma.publicada else 0
        hasta = norma.vigente_hasta.year if norma.vigente_hasta else 9999
        return programa.anio is None or desde <= programa.anio <= hasta

    return sorted(normas, key=lambda norma: not rige(norma))


def _titulos(programa: Programa, acunador: Acunador, normas: Iterable[NormaConocida]) -> Iterator[Conclusion]:
    """Terms and dispositions whose text begins with the title of a norm; of two titles alike, the first norm's."""
    titulos = {acunador.norma(norma.clave): (norma.titulo,) for norma in normas}
    titulados = [(acunador.nombrado(programa.clave, "termino", s.sigla), s.definicion) for s in programa.siglas]
    titulados += [(acunador.elemento(programa.clave, "disposicion", d.numero), d.texto) for d in programa.disposiciones]
    for iri, pasaje in titulados:
        norma = empieza_con(pasaje.texto, titulos)
        if norma is not None:
            yield Conclusion(iri, AL.refiereA, norma, "titulo-de-norma", pasaje.tramos)


def _articulos(programa: Programa, acunador: Acunador) -> Iterator[Conclusion]:
    for numero, referencia in enumerate(programa.referencias, start=1):
        iri = acunador.elemento(programa.clave, "referencia", str(numero))
        for articulo in referencia.articulos if referencia.norma else ():
            objeto = acunador.articulo(referencia.norma or "", articulo)
            yield Conclusion(iri, AL.refiereA, objeto, "cita-de-articulo", referencia.pasaje.tramos)


def _fuentes(programa: Programa, nombrador: Nombrador) -> Iterator[Conclusion]:
    """The survey or instrument that the source of a figure names."""
    indice = Indice(nombrador.nombres_de_proyectos())
    for indicador in programa.indicadores:
        iri = nombrador.acunador.elemento(programa.clave, "indicador", indicador.numero)
        for proyecto in indice.hallar(indicador.fuente or ""):
            yield Conclusion(iri, AL.refiereA, proyecto, "fuente-nombrada", indicador.pasaje.tramos)
