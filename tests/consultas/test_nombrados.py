"""Which graphs an update can touch: never fewer than it does touch, whatever it says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Literal, URIRef

from consultas.nombrados import Nombrados, nombrados_en
from grafo.almacen import AlmacenEmbebido

G = [f"http://e.org/g{n}" for n in range(4)]
P = URIRef("http://e.org/p")
_DE_E = [f"http://e.org/{nombre}" for nombre in ("", "g", "a", "b")]


def iris(*nombres: str) -> frozenset[str]:
    return frozenset(nombres)


@pytest.mark.parametrize(("texto", "leidos", "escritos"), [
    ("CLEAR GRAPH <a:g>", iris("a:g"), iris("a:g")),
    ("PREFIX e: <http://e.org/> INSERT DATA { GRAPH e:g { e:a e:b 'GRAPH ?g' } } # GRAPH ?g",
     iris(*_DE_E), iris(*_DE_E)),
    ("WITH <a:g> DELETE { ?s ?p 1 } INSERT { ?s ?p 2 } WHERE { ?s ?p 1 }", iris("a:g"), iris("a:g")),
    ("INSERT { GRAPH <a:g> { ?s ?p ?g } } WHERE { GRAPH ?g { ?s ?p ?o } }", None, iris("a:g")),
    ("INSERT { GRAPH ?g { ?s ?p ?g } } WHERE { GRAPH ?g { ?s ?p ?o } }", None, None),
    ("DELETE WHERE { GRAPH ?g { ?s ?p ?o } }", None, None),
    ("DELETEWHERE{GRAPH?g{?s ?p ?o}}", None, None),
    ("CLEAR ALL", None, None), ("DROP NAMED", None, None), ("COPY DEFAULT TO <a:g>", None, None),
    ("BASE <http://e.org/> INSERT DATA { GRAPH <g> { <a> <b> 1 } }", None, None),
    ("INSERT DATA { GRAPH x:g { <a:a> <a:b> 1 } }", None, None),
    ("INSERT DATA { GRAPH <a:g> { <a:a> <a:b> '\\u0041' } }", None, None),
])
def test_lo_que_una_actualizacion_nombra(
    texto: str, leidos: frozenset[str] | None, escritos: frozenset[str] | None
) -> None:
    assert nombrados_en(texto) == Nombrados(leidos, escritos)


_GRAFO = st.sampled_from([f"<{g}>" for g in G] + ["e:g1", "?g"])
_PATRON = st.builds("GRAPH {} {{ ?s ?p ?o }}".format, _GRAFO)
_OPERACION = st.one_of(
    st.builds("INSERT {{ {} }} WHERE {{ {} {} }}".format, _PATRON, _PATRON, _PATRON),
    st.builds("DELETE {{ {} }} WHERE {{ {} }}".format, _PATRON, _PATRON),
    st.builds("DELETE WHERE {{ {} }}".format, _PATRON),
    st.builds("WITH {} DELETE {{ ?s ?p ?o }} INSERT {{ {} }} WHERE {{ ?s ?p ?o }}".format,
              st.sampled_from([f"<{g}>" for g in G]), _PATRON),
    st.builds("{} SILENT <{}> TO <{}>".format, st.sampled_from(["COPY", "MOVE", "ADD"]), st.sampled_from(G),
              st.sampled_from(G)),
    st.builds("{} SILENT {}".format, st.sampled_from(["CLEAR", "DROP"]),
              st.sampled_from(["NAMED", f"GRAPH <{G[0]}>"])),
)


@given(st.lists(_OPERACION, min_size=1, max_size=3))
@settings(max_examples=80, deadline=None)
def test_ensayar_lo_nombrado_dice_lo_mismo_que_comparar_todo(operaciones: list[str]) -> None:
    texto = "PREFIX e: <http://e.org/> " + " ; ".join(operaciones)
    contenido = {URIRef(g): [(P, P, Literal(n)), (P, P, Literal("x"))] for n, g in enumerate(G[:3])}
    almacen = AlmacenEmbebido()
    almacen.reemplazar(contenido)  # type: ignore[arg-type]
    antes = {iri: set(almacen.grafo(iri)) for iri in map(URIRef, G)}
    dichos = almacen.ensayar(texto)
    almacen._motor.update(texto)  # type: ignore[union-attr]
    despues = {iri: set(almacen.grafo(iri)) for iri in map(URIRef, G)}
    assert {iri: set(g) for iri, g in dichos.items()} == {i: t for i, t in despues.items() if t != antes[i]}
