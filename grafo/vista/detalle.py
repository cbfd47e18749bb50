"""What a selection shows: the chain that lights up for a card, and the facts its panel lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from grafo.limpieza import limpiar
from grafo.red import Arista, Nodo, RedDeAlineacion, cadena, clave_natural
from grafo.vista.piezas import Disposicion
from grafo.vista.rotulos import rotulo

__all__ = ["Dato", "Detalle", "detalles", "iluminadas"]

_PRIMERO = ("mandato", "es_parte_de", "contiene", "contribuye", "responsable", "trata", "apoya")


class Dato(TypedDict):
    """One fact of a panel: the other node, its name, and how strong or how found (may be empty)."""

    iri: str
    texto: str
    nota: str


class Detalle(TypedDict):
    """The panel of a node; `grupos` are (heading, facts), the legal basis first."""

    clase: str
    numero: str
    texto: str
    extra: list[tuple[str, str]]
    grupos: list[tuple[str, list[Dato]]]


def iluminadas(disposicion: Disposicion) -> dict[str, tuple[str, ...]]:
    """Return, for each card, the cards of its chain (itself included), in drawing order.

    Items of the programme and what supports them light up to the law and down to the partners. An article lights only
    what rests on it by itself, and the hub it belongs to, not all that the hub leads to; a norm, its articles.
    """
    red = disposicion.red
    abajo: dict[str, set[str]] = {}
    for a in red.de_relacion("contiene"):
        abajo.setdefault(a.origen, set()).add(a.destino)
    for a in red.de_relacion("contribuye"):
        abajo.setdefault(a.destino, set()).add(a.origen)
    arriba = {n.iri: {x.iri for x in cadena(red, n.iri)} for n in red.nodos}
    lados: dict[str, set[str]] = {}
    for a in red.de_relacion("apoya", "responsable", "trata"):
        lados.setdefault(a.origen, set()).add(a.destino)
        lados.setdefault(a.destino, set()).add(a.origen)
    trazos = [(z.origen, z.destino) for z in disposicion.trazos]
    resultado = {}
    for t in disposicion.tarjetas:
        if t.clase in ("articulo", "norma", "bloque"):
            luces = _desde_la_ley(red, t.iri, t.clase, arriba, trazos)
        elif t.clase == "haz":
            luces = {x for z in trazos if t.iri in z for x in z}
        else:
            raiz = t.iri.removeprefix("llave:")
            tronco = _alcance(raiz, abajo)
            vecinas = set().union(*(lados.get(x, set()) for x in tronco))
            if t.clase in ("alianza", "evento", "unidad", "sesion"):
                tronco, vecinas = tronco | vecinas, set()
            luces = {t.iri} | tronco | vecinas | set().union(*(arriba.get(x, set()) for x in tronco))
        nudos = ((o, d) for o, d in trazos if o.startswith(("bloque:", "llave:", "haz:")))
        luces |= {o for o, d in nudos if d in luces and _toca(o, luces, trazos)}
        resultado[t.iri] = tuple(x.iri for x in disposicion.tarjetas if x.iri in luces)
    return resultado


def _toca(nudo: str, luces: set[str], trazos: list[tuple[str, str]]) -> bool:
    entradas = [o for o, d in trazos if d == nudo]
    return any(o.removeprefix("llave:") in luces for o in entradas or [nudo])


def _alcance(raiz: str, abajo: Mapping[str, set[str]]) -> set[str]:
    visto, pendientes = {raiz}, [raiz]
    while pendientes:
        nuevos = abajo.get(pendientes.pop(), set()) - visto
        visto |= nuevos
        pendientes += nuevos
    return visto


def _desde_la_ley(
    red: RedDeAlineacion, iri: str, clase: str, arriba: Mapping[str, set[str]], trazos: list[tuple[str, str]]
) -> set[str]:
    if clase == "norma":
        return {iri, *(a.origen for a in red.de_relacion("es_parte_de") if a.destino == iri)}
    salidas = {d for o, d in trazos if o == iri}
    entradas = {o for o, d in trazos if d == iri}
    luces = {iri} | salidas | entradas
    if clase == "bloque":
        return luces | set().union(*(arriba.get(x, set()) for x in entradas))
    luces |= {d for o, d in trazos if o in salidas and o.startswith("bloque:")}
    for (linea, articulo), a in red.mandatos().items():
        if articulo == iri and not a.bloque:
            propios = {n.iri for n in cadena(red, linea) if n.clase not in ("articulo", "norma")}
            luces |= {linea} | propios
    return luces


def detalles(disposicion: Disposicion) -> dict[str, Detalle]:
    """Return the panel of each node of the network, drawn or not (by IRI), in the language of the drawing."""
    red, idioma = disposicion.red, disposicion.idioma
    nodos = {n.iri: n for n in red.nodos}
    atadas: dict[str, list[tuple[str, Arista]]] = {}
    for a in sorted((*_sin_mandatos(red), *red.mandatos().values()), key=lambda a: _PRIMERO.index(a.relacion)):
        atadas.setdefault(a.origen, []).append((a.destino, a))
        atadas.setdefault(a.destino, []).append((a.origen, a))
    return {n.iri: _detalle(n, atadas.get(n.iri, []), nodos, idioma) for n in red.nodos}


def _sin_mandatos(red: RedDeAlineacion) -> list[Arista]:
    return [a for a in red.aristas if a.relacion != "mandato"]


def _detalle(nodo: Nodo, atadas: list[tuple[str, Arista]], nodos: Mapping[str, Nodo], idioma: str) -> Detalle:
    grupos: dict[str, list[Dato]] = {}
    for otra, a in atadas:
        clave = a.relacion if a.origen == nodo.iri else f"{a.relacion}_inv"
        grupos.setdefault(rotulo(clave, idioma), []).append(
            Dato(iri=otra, texto=_nombre(nodos[otra], idioma), nota=_nota(a, idioma))
        )
    for datos in grupos.values():
        datos.sort(key=lambda d: clave_natural(nodos[d["iri"]].numero))
    return Detalle(
        clase=rotulo(nodo.clase, idioma), numero=limpiar(nodo.numero), texto=limpiar(nodo.texto),
        extra=[(limpiar(k).replace("_", " "), limpiar(str(v))) for k, v in nodo.extra.items()],
        grupos=list(grupos.items()),
    )


def _nombre(nodo: Nodo, idioma: str) -> str:
    return f"{rotulo(nodo.clase, idioma)} {limpiar(nodo.numero)}".strip() + f": {limpiar(nodo.texto)}"


def _nota(arista: Arista, idioma: str) -> str:
    partes = [rotulo(arista.nivel, idioma)] if arista.nivel else []
    if arista.bloque:
        partes.append(rotulo("por_bloque", idioma, limpiar(arista.bloque)))
    if arista.concluida:
        partes.append(rotulo("concluida", idioma))
    return ", ".join(partes)
