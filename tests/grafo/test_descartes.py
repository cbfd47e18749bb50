"""Findings that a person dismisses: apart and counted apart, suspect when what was read changes, open in a dispute."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from programa_de_prueba import ACUNADOR, CLAVE, almacen_de_prueba
from rdflib import Graph, Literal
from rdflib.term import Node, URIRef

from grafo.almacen import AlmacenEmbebido
from grafo.auditoria import auditar
from grafo.construccion import Leido, construir
from grafo.hallazgos import Hallado, hallados_de
from grafo.revisiones import Cuaderno, Revision, a_json, a_turtle, crear_revision, de_json, de_turtle
from grafo.validacion import validar
from ontologia.errores import ErrorDeEntrada, NoExiste
from ontologia.espacios import AL, HALLAZGO, OA, PROV, RDFS
from ontologia.iris import Acunador
from ontologia.recursos import cargar_formas, cargar_vocabulario

TIPO = "evento-antes-de-la-aprobacion"


@pytest.fixture
def almacen() -> Iterator[AlmacenEmbebido]:
    """The small programme, with its findings."""
    nuevo = almacen_de_prueba()
    yield nuevo
    nuevo.cerrar()


def hallado(almacen: AlmacenEmbebido) -> Hallado:
    return next(h for h in hallados_de(almacen, CLAVE, ACUNADOR) if h.tipo == TIPO)


def decidir(almacen: AlmacenEmbebido, decision: str = "descarta", quien: str = "Ana Ruiz", hora: int = 10) -> Revision:
    return Cuaderno(almacen, ACUNADOR).decidir_hallazgo(
        CLAVE, hallado(almacen).id, decision, "Se firmó antes a propósito.", quien, "auditora",
        datetime(2020, 5, 1, hora, tzinfo=UTC))


def estados_de(almacen: AlmacenEmbebido) -> list[str]:
    return [x.estado for x in Cuaderno(almacen, ACUNADOR).con_estado(CLAVE)]


def abiertos(almacen: AlmacenEmbebido) -> list[str]:
    return [h.tipo for h in auditar(almacen, CLAVE, ACUNADOR).hallazgos_abiertos]


def test_un_hallazgo_descartado_se_cuenta_aparte_y_sigue_en_la_lista_de_todos(almacen) -> None:
    antes = auditar(almacen, CLAVE, ACUNADOR)
    assert antes.hallazgos_abiertos == antes.hallazgos
    revision = decidir(almacen)
    libro = auditar(almacen, CLAVE, ACUNADOR)
    assert [h.tipo for h in libro.hallazgos_descartados] == [TIPO]
    assert len(libro.hallazgos_abiertos) == len(antes.hallazgos) - 1
    assert libro.hallazgos == antes.hallazgos
    assert libro.descartes == {hallado(almacen).id: revision}


def test_la_misma_persona_lo_restituye_y_la_historia_queda(almacen) -> None:
    decidir(almacen)
    decidir(almacen, "restituye", hora=11)
    assert estados_de(almacen) == ["superada", "vigente"]
    assert TIPO in abiertos(almacen)


def test_si_otra_persona_lo_restituye_se_contradicen_y_el_hallazgo_sigue_abierto(almacen) -> None:
    decidir(almacen)
    decidir(almacen, "restituye", quien="Luis Paz", hora=11)
    assert estados_de(almacen) == ["contradicha", "contradicha"]
    libro = auditar(almacen, CLAVE, ACUNADOR)
    assert libro.hallazgos_descartados == ()
    assert libro.estados_de_hallazgos == {hallado(almacen).id: "contradicha"}


def del_hallazgo(almacen: AlmacenEmbebido) -> tuple[URIRef, Graph, URIRef]:
    """Return the graph that holds the finding (its IRI and triples) and the finding's own."""
    iri = ACUNADOR.grafo_derivado(CLAVE)
    return iri, almacen.grafo(iri), ACUNADOR.elemento(CLAVE, "hallazgo", f"{TIPO}-1")


def cambiar(almacen: AlmacenEmbebido, que: str) -> None:
    """Change the message of the finding, or the words of its quote."""
    iri, grafo, sujeto = del_hallazgo(almacen)
    if que == "mensaje":
        grafo.remove((sujeto, RDFS.comment, Literal("Va antes.", lang="es")))
        grafo.add((sujeto, RDFS.comment, Literal("Va muy antes.", lang="es")))
        almacen.reemplazar({iri: grafo})
        return
    selector = ACUNADOR.selector_de(grafo.value(sujeto, AL.evidencia), "texto")
    propio = almacen.grafo(ACUNADOR.grafo_programa(CLAVE))
    propio.set((selector, OA.exact, Literal("4 de febrero")))
    almacen.reemplazar({ACUNADOR.grafo_programa(CLAVE): propio})


@pytest.mark.parametrize("que", ["mensaje", "cita"])
def test_si_cambia_lo_que_se_leyo_el_descarte_es_sospechoso_y_el_hallazgo_vuelve(almacen, que: str) -> None:
    decidir(almacen)
    cambiar(almacen, que)
    assert estados_de(almacen) == ["sospechosa"]
    assert TIPO in abiertos(almacen)


def gemelo_de(almacen: AlmacenEmbebido, predicado: URIRef, cambia: Node) -> None:
    """Add a finding on the same words that differs in the values of one predicate."""
    iri, grafo, sujeto = del_hallazgo(almacen)
    for p, o in list(grafo.predicate_objects(sujeto)):
        if p != predicado:
            grafo.add((URIRef(f"{sujeto}99"), p, o))
    grafo.add((URIRef(f"{sujeto}99"), predicado, cambia))
    if predicado == RDFS.comment:
        grafo.add((URIRef(f"{sujeto}99"), predicado, Literal("Again.", lang="en")))
    almacen.reemplazar({iri: grafo})


def test_el_identificador_no_depende_del_lugar_ni_de_los_demas_hallazgos(almacen) -> None:
    antes = hallado(almacen)
    gemelo_de(almacen, AL.tipo, HALLAZGO["fecha-imposible"])
    iri = ACUNADOR.grafo_programa(CLAVE)
    grafo = almacen.grafo(iri)
    for selector in list(grafo.subjects(OA.start)):
        grafo.set((selector, OA.start, Literal(int(str(grafo.value(selector, OA.start))) + 7)))
    almacen.reemplazar({iri: grafo})
    assert len(hallados_de(almacen, CLAVE, ACUNADOR)) == 2
    assert hallado(almacen).citas[0][1] == antes.citas[0][1] + 7
    assert hallado(almacen).id == antes.id


def test_los_identificadores_del_documento_empaquetado_son_distintos_y_sobreviven_a_reconstruirlo(
    almacen_real: AlmacenEmbebido, acunador: Acunador, leido_real: Leido,
) -> None:
    clave = leido_real.programa.clave
    primeros = [h.id for h in hallados_de(almacen_real, clave, acunador)]
    otro = AlmacenEmbebido()
    construir([leido_real], otro, acunador)
    assert [h.id for h in hallados_de(otro, clave, acunador)] == primeros
    otro.cerrar()
    assert len(set(primeros)) == len(primeros)


def test_dos_hallazgos_de_un_tipo_sobre_las_mismas_palabras_se_distinguen_por_su_mensaje(almacen) -> None:
    gemelo_de(almacen, RDFS.comment, Literal("Otra vez.", lang="es"))
    suyos = [h for h in hallados_de(almacen, CLAVE, ACUNADOR) if h.tipo == TIPO]
    assert [h.mensaje for h in suyos] == ["Va antes.", "Otra vez."]
    assert len({h.id for h in suyos}) == 2


@pytest.mark.parametrize(("cambio", "dice"), [
    ({"hallazgo": "0" * 16}, "No existe el hallazgo"), ({"decision": "confirma"}, "no se decide de eso"),
    ({"motivo": " "}, "motivo"),
])
def test_un_descarte_que_no_puede_ser_se_rechaza_y_no_guarda_nada(almacen, cambio, dice: str) -> None:
    datos = {"programa": CLAVE, "hallazgo": hallado(almacen).id, "decision": "descarta", "motivo": "m", "quien": "Ana",
             "rol": "r", "cuando": datetime(2020, 5, 1, tzinfo=UTC)}
    with pytest.raises((NoExiste, ErrorDeEntrada), match=dice):
        Cuaderno(almacen, ACUNADOR).decidir_hallazgo(**(datos | cambio))
    assert Cuaderno(almacen, ACUNADOR).revisiones() == []


def test_una_linea_no_se_descarta(almacen) -> None:
    with pytest.raises(ErrorDeEntrada, match="no se decide de eso"):
        Cuaderno(almacen, ACUNADOR).decidir(
            CLAVE, "1.2.1", "descarta", "m", "Ana", "r", datetime(2020, 5, 1, tzinfo=UTC))


def test_la_revision_de_un_hallazgo_esta_en_prov_y_conforma_con_su_forma(almacen) -> None:
    decidir(almacen)
    grafo = almacen.grafo(ACUNADOR.grafo_revisiones())
    assert list(grafo.objects(None, PROV.used)) == [ACUNADOR.documento(CLAVE)]
    informe = validar([grafo, almacen.grafo(ACUNADOR.grafo_programa(CLAVE)), cargar_vocabulario()], cargar_formas())
    assert [r for r in informe.resultados if "Revision" in r.fuente] == []


def test_un_archivo_con_descartes_se_exporta_se_lee_y_se_une_en_los_dos_formatos(almacen) -> None:
    propia = decidir(almacen)
    de_linea = Cuaderno(almacen, ACUNADOR).decidir(
        CLAVE, "1.10.1", "justifica", "No lo necesita.", "Ana Ruiz", "auditora", datetime(2020, 5, 2, tzinfo=UTC))
    todas = (propia, de_linea)
    assert de_json(a_json(todas).encode(), "r.json") == todas
    assert de_turtle(a_turtle(todas, ACUNADOR).encode(), "r.ttl", ACUNADOR) == todas
    otro = almacen_de_prueba()
    hecha = Cuaderno(otro, ACUNADOR).importar(de_json(a_json(todas).encode(), "r.json"))
    assert (len(hecha.agregadas), hecha.ya_estaban) == (2, 0)
    assert [h.tipo for h in auditar(otro, CLAVE, ACUNADOR).hallazgos_descartados] == [TIPO]
    contraria = crear_revision(
        programa=CLAVE, linea="", decision="restituye", motivo="Importa.", quien="Luis Paz", rol="auditor",
        cuando=datetime(2020, 5, 3, tzinfo=UTC), huella=propia.huella, hallazgo=propia.hallazgo)
    assert {x.revision.id for x in Cuaderno(otro, ACUNADOR).importar([contraria]).contradichas} == {
        propia.id, contraria.id}
    otro.cerrar()


def test_un_archivo_de_antes_de_que_hubiera_descartes_se_importa_con_los_mismos_identificadores() -> None:
    fila = {"id": "", "programa": CLAVE, "linea": "1.2.2", "decision": "confirma",
            "motivo": "m", "quien": "Ana", "rol": "r", "cuando": "2020-05-01T00:00:00Z", "huella": "0" * 64,
            "tema": None, "articulo": None}
    fila["id"] = hashlib.sha256(json.dumps(fila, sort_keys=True).encode()).hexdigest()[:32]
    (leida,) = de_json(json.dumps({"revisiones": [fila], "cuantas": 1}).encode(), "viejo.json")
    assert (leida.id, leida.hallazgo) == (fila["id"], None)
    assert set(leida.como_json()) == set(fila)


def test_un_descarte_de_un_hallazgo_que_ya_no_esta_entra_como_historia(almacen) -> None:
    vieja = crear_revision(
        programa=CLAVE, linea="", decision="descarta", motivo="Ya no.", quien="Ana", rol="r",
        cuando=datetime(2020, 5, 1, tzinfo=UTC), huella="0" * 64, hallazgo="f" * 16)
    Cuaderno(almacen, ACUNADOR).importar([vieja])
    assert estados_de(almacen) == ["sospechosa"]
