"""The programme's own tree (objective → strategy → line) in document order, with the gaps in its numbering."""

from __future__ import annotations

from dataclasses import dataclass, field

from grafo.red import Nodo, RedDeAlineacion, clave_natural

__all__ = ["Rama", "ramas"]

_CLASES = ("objetivo_estrategico", "objetivo", "estrategia", "linea")
_HUECO_MAXIMO = 9


@dataclass(slots=True)
class Rama:
    """A node with its children; without a node, the numbers `faltan` (first, last) that the document skips.

    `columna` is the class whose column it stands in.
    """

    nodo: Nodo | None
    columna: str
    hijos: list[Rama] = field(default_factory=list)
    faltan: tuple[str, str] | None = None

    @property
    def iri(self) -> str:
        """The node's IRI, or one made for the gap."""
        return self.nodo.iri if self.nodo else f"hueco:{self.columna}:{(self.faltan or ('',))[0]}"


def ramas(red: RedDeAlineacion, *, huecos: bool = True) -> list[Rama]:
    """Return the roots in the document's order; what hangs from nothing comes after what has children.

    `huecos` puts a mark where the numbering skips.
    """
    nodos = {n.iri: n for n in red.de_clase(*_CLASES)}
    padre: dict[str, str] = {}
    for arista in red.de_relacion("contribuye"):
        _colgar(padre, arista.origen, arista.destino, nodos)
    for arista in red.de_relacion("contiene"):
        _colgar(padre, arista.destino, arista.origen, nodos)
    todas = {iri: Rama(n, "objetivo" if n.clase == "objetivo_estrategico" else n.clase) for iri, n in nodos.items()}
    raices: list[Rama] = []
    for clase in _CLASES:
        hermanas = sorted((n for n in nodos.values() if n.clase == clase), key=lambda n: clave_natural(n.numero))
        for nodo in hermanas:
            superior = todas.get(padre.get(nodo.iri, ""))
            (superior.hijos if superior else raices).append(todas[nodo.iri])
        if huecos:
            _marcar_huecos(clase, [todas[n.iri] for n in hermanas], todas, padre, raices)
    return sorted(raices, key=lambda r: (not r.hijos and r.nodo is not None, _CLASES.index(_clase(r))))


def _clase(rama: Rama) -> str:
    return rama.nodo.clase if rama.nodo else rama.columna


def _colgar(padre: dict[str, str], hijo: str, superior: str, nodos: dict[str, Nodo]) -> None:
    """Take the first parent that is of an upper class; a second one, or a loop, does not change the tree."""
    if hijo in padre or hijo not in nodos or superior not in nodos:
        return
    if _CLASES.index(nodos[superior].clase) < _CLASES.index(nodos[hijo].clase):
        padre[hijo] = superior


def _marcar_huecos(
    clase: str, hermanas: list[Rama], todas: dict[str, Rama], padre: dict[str, str], raices: list[Rama]
) -> None:
    """Put a mark before each number that does not follow the one before it ("3.2.2" at the head of "3.2")."""
    if clase == "objetivo_estrategico":
        return
    ultimos: dict[str, int] = {}
    for rama in hermanas:
        assert rama.nodo is not None
        prefijo, _, final = rama.nodo.numero.strip(" .").rpartition(".")
        if not final.isdecimal() or len(final) > 6:
            continue
        esperado, hallado = ultimos.get(prefijo, 0) + 1, int(final)
        ultimos[prefijo] = hallado
        if esperado < hallado <= esperado + _HUECO_MAXIMO:
            punto = "." if prefijo else ""
            faltan = f"{prefijo}{punto}{esperado}", f"{prefijo}{punto}{hallado - 1}"
            superior = todas.get(padre.get(rama.nodo.iri, ""))
            lista = superior.hijos if superior else raices
            lugar = next(i for i, otra in enumerate(lista) if otra is rama)
            lista.insert(lugar, Rama(None, clase, faltan=faltan))
