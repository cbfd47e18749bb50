"""Weaves the alignment network of a programme from the answers of the named questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from consultas import Respondedor, Termino
from grafo.auditoria import Auditoria, filas_de
from grafo.red import Arista, Nodo, RedDeAlineacion
from ontologia.errores import NoExiste
from ontologia.espacios import AL, ELI
from ontologia.iris import Acunador
from ontologia.recursos import normas_conocidas

__all__ = ["tejer"]

_CLASES = {
    str(AL.Norma): "norma", str(AL.Articulo): "articulo", str(AL.ObjetivoEstrategico): "objetivo_estrategico",
    str(AL.ObjetivoEspecifico): "objetivo", str(AL.Estrategia): "estrategia", str(AL.LineaDeAccion): "linea",
    str(AL.Alianza): "alianza", str(AL.Evento): "evento", str(AL.Unidad): "unidad", str(AL.Sesion): "sesion",
}

_MARCA_DE_RESUMEN = "Resumen de Alinea: "
"""What marks a summary of our own; on a card there is no room for it, the page of the article shows it."""

Fila = dict[str, Termino | None]


def tejer(almacen: Respondedor, auditoria: Auditoria, acunador: Acunador) -> RedDeAlineacion:
    """Return the network of the programme of an audit: its items, units and sessions, and the articles it serves.

    The mandates are those of the audit, so that its date holds here too.
    """
    suyo = {"programa": auditoria.programa}
    nodos = {str(f["nodo"]): _nodo(f) for f in filas_de("nodos", almacen, acunador, suyo)}
    if not nodos:
        raise NoExiste(f"El programa «{auditoria.programa}» no tiene nada que dibujar.", "Constrúyalo de nuevo.")
    aristas: list[Arista] = []
    for f in filas_de("aristas", almacen, acunador, suyo):
        aristas += _arista(f)
    aristas += _de_otras_normas(nodos, auditoria, acunador)
    aristas += _mandatos(auditoria, acunador)
    aristas += _responsables(nodos, filas_de("responsabilidades", almacen, acunador, suyo))
    aristas += _sesiones(nodos, filas_de("seguimiento_de_linea", almacen, acunador, suyo),
                         filas_de("calendario", almacen, acunador, suyo))
    firmes = [a for a in dict.fromkeys(aristas) if a.origen in nodos and a.destino in nodos]
    return RedDeAlineacion(tuple(nodos.values()), firmes, auditoria.titulo)


def _nodo(f: Fila) -> Nodo:
    """Return the node of a row; its words are the label where the thing has none of its own."""
    clase = _CLASES[str(f["clase"])]
    texto = str(f["texto"] if f.get("texto") is not None else f["etiqueta"]).removeprefix(_MARCA_DE_RESUMEN)
    if clase == "norma":
        return _norma(str(f["nodo"]), str(f["numero"]), texto)
    extra: dict[str, str | int | bool] = {k: str(f[k]) for k in ("verbo", "fecha") if f.get(k) is not None}
    return Nodo(str(f["nodo"]), clase, str(f["numero"]), texto, extra=extra)


def _norma(iri: str, clave: str, texto: str) -> Nodo:
    """Return the node of a norm, with the acronym that its articles are cited by among those of other norms."""
    conocida = next((n for n in normas_conocidas() if n.clave == clave), None)
    propia = clave.removeprefix("sin-resolver-").upper()
    siglas = [a for a in conocida.alternativos if a.isupper()] if conocida else [propia] if propia.isalpha() else []
    dicho = propia if siglas else propia.replace("-", " ").capitalize()
    nombre = conocida.titulo if conocida else dicho if texto == clave else texto
    return Nodo(iri, "norma", "", nombre, extra={"sigla": siglas[0]} if siglas else {})


def _arista(f: Fila) -> list[Arista]:
    """Return the tie of a row; mandates come from the audit instead."""
    origen, destino, relacion = str(f["origen"]), str(f["destino"]), str(f["relacion"])
    if relacion == str(AL.parteDe):
        return [Arista(destino, origen, "contiene")]
    if relacion == str(AL.contribuyeA):
        return [Arista(origen, destino, "contribuye")]
    if relacion == str(AL.apoyaA):
        return [Arista(origen, destino, "apoya")]
    if relacion == str(ELI.is_part_of):
        return [Arista(origen, destino, "es_parte_de")]
    return []


def _de_otras_normas(nodos: dict[str, Nodo], auditoria: Auditoria, acunador: Acunador) -> Iterable[Arista]:
    """Add the articles that lines rest on and of which the store knows nothing else, and yield what ties them to their
    norm: by its title where that is known, else by the words that the document cites it with.
    """
    for articulo in dict.fromkeys(m.articulo for linea in auditoria.lineas for m in linea.articulos):
        clave, _, numero = articulo.partition("/art_")
        iri, norma = str(acunador.articulo(clave, numero)), str(acunador.norma(clave))
        if iri not in nodos:
            nodos[iri] = Nodo(iri, "articulo", numero, "")
            nodos.setdefault(norma, _norma(norma, clave, clave))
            yield Arista(iri, norma, "es_parte_de")


def _mandatos(auditoria: Auditoria, acunador: Acunador) -> Iterable[Arista]:
    """Yield a tie for each line and article, with the block of articles that its bridge names jointly."""
    for linea in auditoria.lineas:
        bloques: dict[str, list[str]] = defaultdict(list)
        for m in linea.articulos:
            if m.grano == "bloque":
                bloques[m.tema].append(m.articulo)
        for m in linea.articulos:
            norma, _, numero = m.articulo.partition("/art_")
            yield Arista(linea.iri, str(acunador.articulo(norma, numero)), "mandato", m.nivel, True,
                         _bloque(bloques[m.tema]) if m.grano == "bloque" else "")


def _bloque(articulos: list[str]) -> str:
    """Return the name of a block of articles ("56–58"; "6, 8" when they do not follow each other)."""
    numeros = [a.rpartition("art_")[2] for a in articulos]
    if all(n.isdigit() for n in numeros):
        orden = sorted(map(int, numeros))
        if orden[-1] - orden[0] == len(orden) - 1:
            return f"{orden[0]}–{orden[-1]}"
    return ", ".join(numeros)


def _responsables(nodos: dict[str, Nodo], filas: Iterable[Fila]) -> Iterable[Arista]:
    for f in filas:
        unidad, elemento = str(f["unidad"]), str(f["elemento"])
        sigla = str(f["sigla"]) if f.get("sigla") is not None else ""
        nodos.setdefault(unidad, Nodo(unidad, "unidad", "", str(f["nombre"]), sigla))
        yield Arista(elemento, unidad, "responsable")


def _sesiones(nodos: dict[str, Nodo], filas: Iterable[Fila], calendario: Iterable[Fila]) -> Iterable[Arista]:
    por_numero: dict[str, str] = {}
    for f in calendario:
        if str(f["clase"]) == "sesion":
            iri = str(f["elemento"])
            por_numero[str(f["numero"])] = iri
            fecha = {"fecha": str(f["inicio"])}
            nodos.setdefault(iri, Nodo(iri, "sesion", str(f["numero"]), str(f["texto"]), extra=fecha))
    for f in filas:
        yield Arista(por_numero.get(str(f["sesion"]), ""), str(f["linea"]), "trata", None, True)

