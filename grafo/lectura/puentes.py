"""Bridges: what topics a programme ties the articles to that it cites, and the topics that it sets itself."""

from __future__ import annotations

from collections.abc import Sequence

from grafo.lectura.citas import Citada, buscar_terminos, simple
from grafo.lectura.perfil import Perfil
from grafo.lectura.prosa import Parrafo
from grafo.lectura.renglones import Hoja, pasaje_de
from grafo.modelo import ObjetivoEspecifico, Puente, TemaDelPrograma
from ontologia.iris import ranura
from ontologia.recursos import Tema

__all__ = ["como_temas", "extraer_puentes", "temas_del_documento"]


def temas_del_documento(hoja: Hoja, citadas: Sequence[Citada],
                        conocidos: Sequence[Tema]) -> tuple[TemaDelPrograma, ...]:
    """Return the topics that headings set: those in capitals under which articles are cited and no known topic stands.

    Headings that only name a part of the document ("MARCO JURÍDICO") set none.
    """
    vacias = {simple(p) for p in hoja.perfil.palabras["encabezados_sin_tema"]}
    temas: dict[str, TemaDelPrograma] = {}
    for citada in citadas:
        bajo, texto = citada.parrafo.bajo, citada.parrafo.encabezado.strip(" .:")
        if bajo is None or any(buscar_terminos(texto, t) for t in conocidos) or len(texto.split()) > 6:
            continue
        if not any(simple(texto).startswith(v) for v in vacias):
            temas.setdefault(ranura(texto), TemaDelPrograma(ranura(texto), pasaje_de(hoja.documento, [bajo])))
    return tuple(temas.values())


def como_temas(hallados: Sequence[TemaDelPrograma]) -> tuple[Tema, ...]:
    """Return topics that a document sets in the form of the known ones; the heading's words are the only term."""
    return tuple(Tema(t.clave, texto, texto, (texto,)) for t in hallados
                 for texto in [t.pasaje.texto.strip(" .:").lower()])


def extraer_puentes(citadas: Sequence[Citada], temas: Sequence[Tema],
                    objetivos: Sequence[tuple[ObjetivoEspecifico, int, int]],
                    lineas: Sequence[tuple[int, int]], perfil: Perfil) -> tuple[Puente, ...]:
    """Return the bridges: what topic each citation is tied to.

    The topic is the one that the heading names; without such a heading, the one whose terms stand in the paragraph.
    Where a paragraph has several topics and shares them out among its citations, one in the sentence or clause of
    each, each is tied to its own; where it does not (a presentation) its articles are tied to the programme as a
    whole. A citation inside the stretch of an objective is a
    bridge for that objective's lines; one inside a line is that line's own.
    """
    puentes = []
    for citada in citadas:
        lugar = citada.referencia.pasaje.tramos[0].inicio
        if any(a <= lugar < b for a, b in lineas):
            continue
        objetivo = next((o.numero for o, a, b in objetivos if a <= lugar < b), None)
        vecinas = [c for c in citadas if c.parrafo is citada.parrafo]
        claves = _temas_de(citada, vecinas, temas, perfil) if objetivo is None else ()
        puentes.append(Puente(claves, citada.referencia, citada.oracion, objetivo))
    return tuple(puentes)


def _temas_de(citada: Citada, vecinas: Sequence[Citada], temas: Sequence[Tema], perfil: Perfil) -> tuple[str, ...]:
    """Return the one topic that a citation is tied to, or none; `vecinas` are the citations of its paragraph."""
    bajo = _hallados(_encabezado_de_tema(citada.parrafo, perfil), temas)
    if len(bajo) == 1:
        return bajo
    todos = _hallados(citada.parrafo.texto, temas)
    if len(todos) > 1 and len(vecinas) > 1:
        repartidos = [_de_su_clausula(c, vecinas, temas) for c in vecinas]
        if all(len(suyos) == 1 for suyos in repartidos):
            return repartidos[vecinas.index(citada)]
    return todos if len(todos) == 1 else ()


def _de_su_clausula(citada: Citada, vecinas: Sequence[Citada], temas: Sequence[Tema]) -> tuple[str, ...]:
    """Return the topics of a citation's sentence; where it has several, of what stands up to the next citation."""
    inicio, fin = next((a, b) for a, b in reversed(citada.parrafo.oraciones) if a <= citada.lugar[0])
    suyos = _hallados(citada.parrafo.texto[inicio:fin], temas)
    if len(suyos) < 2:
        return suyos
    siguientes = [c.lugar[0] for c in vecinas if c.lugar[0] >= citada.lugar[1]]
    return _hallados(citada.parrafo.texto[citada.lugar[1]:min([fin, *siguientes])], temas)


def _hallados(texto: str, temas: Sequence[Tema]) -> tuple[str, ...]:
    """Return the topics whose terms stand in a text."""
    return tuple(t.clave for t in temas if buscar_terminos(texto, t))


def _encabezado_de_tema(parrafo: Parrafo, perfil: Perfil) -> str:
    """Return the heading of a paragraph, "" when it is the name of a body: "DIRECCIÓN DE GOBIERNO ABIERTO"."""
    texto = simple(parrafo.encabezado)
    organos = perfil.palabras["cabezas_de_organizacion"]
    return "" if any(texto.startswith(f"{simple(o)} ") for o in organos) else parrafo.encabezado
