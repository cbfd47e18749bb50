"""Fidelity: the graph of a programme says what its document says, once, and nothing else."""

from __future__ import annotations

from collections import defaultdict

import pytest
from rdflib import Graph, URIRef

from grafo.almacen import AlmacenEmbebido
from grafo.construccion import Leido
from grafo.letras import plegar
from ontologia.espacios import AL, DCTERMS, OA, PROV, RDF, SCHEMA
from ontologia.iris import Acunador

CLAVE = "inai-cpgat-2017"


@pytest.fixture(scope="module")
def dicho(almacen_real: AlmacenEmbebido, acunador: Acunador) -> Graph:
    return almacen_real.grafo(acunador.grafo_programa(CLAVE))


@pytest.fixture(scope="module")
def concluido(almacen_real: AlmacenEmbebido, acunador: Acunador) -> Graph:
    return almacen_real.grafo(acunador.grafo_derivado(CLAVE))


def citas(grafo: Graph, elemento: object) -> list[tuple[int, str]]:
    """The quotes of an item in the document's order."""
    halladas = []
    for cita in grafo.objects(elemento, PROV.wasQuotedFrom):  # type: ignore[arg-type]
        selectores = list(grafo.objects(cita, OA.hasSelector))
        exacto = next(str(x) for s in selectores for x in grafo.objects(s, OA.exact))
        inicio = next(int(str(x)) for s in selectores for x in grafo.objects(s, OA.start))
        halladas.append((inicio, plegar(exacto)))
    return sorted(halladas)


@pytest.mark.parametrize(("clase", "cuantos"), [
    (AL.ObjetivoEstrategico, 1), (AL.ObjetivoEspecifico, 3), (AL.Estrategia, 7), (AL.LineaDeAccion, 25),
    (AL.Alianza, 5), (AL.Socio, 12), (AL.Evento, 6), (AL.Sesion, 4), (AL.Asunto, 54), (AL.Termino, 17),
    (AL.Disposicion, 12), (AL.Nota, 7), (AL.Etapa, 3), (AL.ReferenciaLegal, 3),
])
def test_cada_elemento_esta_una_vez(dicho: Graph, clase: URIRef, cuantos: int) -> None:
    elementos = set(dicho.subjects(RDF.type, clase))
    assert len(elementos) == cuantos
    for elemento in elementos:
        assert len(set(dicho.objects(elemento, AL.texto))) <= 1
        assert list(dicho.objects(elemento, PROV.wasQuotedFrom))


def test_cada_texto_se_compone_de_sus_citas(dicho: Graph) -> None:
    textos = list(dicho.subject_objects(AL.texto))
    assert len(textos) > 150
    for elemento, texto in textos:
        resto = str(texto)
        for _, cita in citas(dicho, elemento):
            if resto.startswith(cita):
                resto = resto[len(cita):].lstrip()
        assert resto == "", (elemento, resto)


def test_cada_cita_corta_el_documento_en_su_sitio(dicho: Graph, leido_real: Leido) -> None:
    texto = leido_real.documento.texto
    cuantas = 0
    for cita in dicho.subjects(RDF.type, AL.Cita):
        selectores = list(dicho.objects(cita, OA.hasSelector))
        valor = {p: str(o) for s in selectores for p, o in dicho.predicate_objects(s)}
        inicio, fin = int(valor[OA.start]), int(valor[OA.end])
        assert texto[inicio:fin] == valor[OA.exact]
        assert texto[:inicio].endswith(valor[OA.prefix])
        assert texto[fin:].startswith(valor[OA.suffix])
        cuantas += 1
    assert cuantas > 400


def test_lo_dicho_y_lo_concluido_no_se_mezclan(dicho: Graph, concluido: Graph) -> None:
    assert not set(dicho) & set(concluido)
    for clase in (AL.Alineacion, AL.Hallazgo, AL.Conclusion, AL.Puente):
        assert not list(dicho.subjects(RDF.type, clase))
        assert list(concluido.subjects(RDF.type, clase))
    assert not list(dicho.subject_objects(AL.atiende))


def test_todo_lo_concluido_nombra_su_regla(concluido: Graph) -> None:
    directos = defaultdict(set)
    for s, p, o in concluido:
        if p not in (RDF.type, DCTERMS.isPartOf):
            directos[s].add((p, o))
    partes = (RDF.subject, RDF.predicate, RDF.object)
    explicados = {tuple(concluido.value(c, p) for p in partes)
                  for c in concluido.subjects(RDF.type, AL.Conclusion)}
    for s in directos:
        # the kind of a finding is its rule
        if concluido.value(s, AL.regla) is None and concluido.value(s, AL.tipo) is None:
            for p, o in directos[s]:
                assert p == AL.atiende or (s, p, o) in explicados, (s, p, o)


def test_las_fechas_que_el_documento_no_dice_enteras_son_conclusiones(dicho: Graph, concluido: Graph) -> None:
    assert not list(dicho.subject_objects(SCHEMA.startDate))
    assert len(list(concluido.subject_objects(SCHEMA.startDate))) == 6
