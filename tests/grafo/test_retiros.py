"""Taking a decision back: another decision, after which the ledger says what it did before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from programa_de_prueba import ACUNADOR, CLAVE, almacen_de_prueba
from rdflib import Literal

from grafo.almacen import AlmacenEmbebido
from grafo.asientos import Auditoria
from grafo.auditoria import auditar
from grafo.hallazgos import hallados_de
from grafo.revisiones import Cuaderno, Decision, Revision, a_json, a_turtle, de_json, de_turtle
from grafo.simulacion import simular
from grafo.validacion import validar
from ontologia.errores import ErrorDeEntrada
from ontologia.espacios import AL
from ontologia.recursos import cargar_formas, cargar_vocabulario

ART = "lgtaip-2015/art_59"
TEMA = "gobierno-abierto"


@pytest.fixture
def almacen() -> Iterator[AlmacenEmbebido]:
    """The small programme: 1.2.2 is express on art. 59, 1.2.1 and 1.10.1 have nothing."""
    nuevo = almacen_de_prueba()
    yield nuevo
    nuevo.cerrar()


def decision(linea: str, que: str, quien: str = "Ana Ruiz", hora: int = 10, **mas: str | None) -> Decision:
    return Decision(linea=linea, decision=que, motivo="Porque sí.", quien=quien, rol="auditora",
                    cuando=datetime(2020, 5, 1, hora, tzinfo=UTC), **mas)


def decidir(almacen: AlmacenEmbebido, linea: str, que: str, quien: str = "Ana Ruiz", hora: int = 10,
            **mas: str | None) -> Revision:
    return Cuaderno(almacen, ACUNADOR).anotar(CLAVE, decision(linea, que, quien, hora, **mas))


def estados_de(almacen: AlmacenEmbebido) -> list[tuple[str, str]]:
    return [(x.revision.decision, x.estado) for x in Cuaderno(almacen, ACUNADOR).con_estado(CLAVE)]


def sin_historia(libro: Auditoria) -> Auditoria:
    return replace(libro, revisiones=(), lineas=tuple(replace(x, revisiones=()) for x in libro.lineas))


def cambiar_texto(almacen: AlmacenEmbebido, linea: str) -> None:
    iri = ACUNADOR.grafo_programa(CLAVE)
    grafo = almacen.grafo(iri)
    grafo.set((ACUNADOR.elemento(CLAVE, "linea", linea), AL.texto, Literal("Otras palabras.")))
    almacen.reemplazar({iri: grafo})


@pytest.mark.parametrize(("linea", "que", "mas"), [
    ("1.2.2", "confirma", {}), ("1.2.2", "rechaza", {"articulo": ART}), ("1.2.2", "rechaza", {"tema": TEMA}),
    ("1.2.1", "agrega", {"articulo": ART, "tema": TEMA}), ("1.10.1", "justifica", {})])
def test_lo_que_se_retira_devuelve_el_libro_y_la_simulacion_a_la_maquina(almacen, linea, que, mas) -> None:
    antes = auditar(almacen, CLAVE, ACUNADOR)
    simulado = simular(almacen, CLAVE, ACUNADOR, ["lgtaip-2015"])
    hecha = decidir(almacen, linea, que, **mas)
    assert sin_historia(auditar(almacen, CLAVE, ACUNADOR)) != antes or que == "justifica"
    retiro = decidir(almacen, linea, "retira", hora=11, **mas)
    despues = auditar(almacen, CLAVE, ACUNADOR)
    assert sin_historia(despues) == antes
    assert [x.numero for x in despues.huecos] == ["1.2.1", "1.10.1"]
    assert despues.justificados == ()
    assert all(x.revision is None for x in despues.lineas), "a line of which all was taken back is not reviewed"
    assert simular(almacen, CLAVE, ACUNADOR, ["lgtaip-2015"]) == simulado
    assert [x.revision for x in despues.revisiones] == [hecha, retiro]
    assert estados_de(almacen) == [(que, "superada"), ("retira", "vigente")]


def test_retirar_deshace_a_la_vez_el_rechazo_y_la_justificacion_que_iban_juntos(almacen) -> None:
    decidir(almacen, "1.2.2", "rechaza")
    decidir(almacen, "1.2.2", "justifica", hora=11)
    decidir(almacen, "1.2.2", "retira", hora=12)
    assert estados_de(almacen) == [("rechaza", "superada"), ("justifica", "superada"), ("retira", "vigente")]


def test_al_retirar_lo_de_un_articulo_vuelve_a_contar_lo_de_toda_la_linea(almacen) -> None:
    decidir(almacen, "1.2.2", "rechaza")
    decidir(almacen, "1.2.2", "confirma", hora=11, articulo=ART)
    assert [x.nivel for x in auditar(almacen, CLAVE, ACUNADOR).lineas][1] == "expresa"
    decidir(almacen, "1.2.2", "retira", hora=12, articulo=ART)
    assert [x.nivel for x in auditar(almacen, CLAVE, ACUNADOR).lineas][1] == "ninguna"


def test_quien_retira_lo_suyo_acaba_la_disputa_y_no_toca_lo_ajeno(almacen) -> None:
    decidir(almacen, "1.2.2", "confirma")
    decidir(almacen, "1.2.2", "rechaza", quien="Luis Paz", hora=11)
    assert Cuaderno(almacen, ACUNADOR).ensayar(CLAVE, decision("1.2.2", "retira", "Luis Paz", 12)) == ()
    decidir(almacen, "1.2.2", "retira", quien="LUIS PAZ", hora=12)
    assert estados_de(almacen) == [("confirma", "vigente"), ("rechaza", "superada"), ("retira", "vigente")]


def test_un_retiro_no_se_vuelve_sospechoso_y_lo_sospechoso_se_puede_retirar(almacen) -> None:
    decidir(almacen, "1.2.2", "confirma")
    cambiar_texto(almacen, "1.2.2")
    assert estados_de(almacen) == [("confirma", "sospechosa")]
    decidir(almacen, "1.2.2", "retira", hora=11)
    cambiar_texto(almacen, "1.2.1")
    assert estados_de(almacen) == [("confirma", "superada"), ("retira", "vigente")]


def test_despues_de_retirar_se_decide_otra_vez(almacen) -> None:
    for hora, que in enumerate(("rechaza", "retira", "rechaza"), start=10):
        decidir(almacen, "1.2.2", que, hora=hora)
    assert estados_de(almacen) == [("rechaza", "superada"), ("retira", "superada"), ("rechaza", "vigente")]
    assert [x.nivel for x in auditar(almacen, CLAVE, ACUNADOR).lineas][1] == "ninguna"


@pytest.mark.parametrize(("quien", "linea", "hora", "mas"), [
    ("Luis Paz", "1.2.2", 11, {"articulo": ART}),  # another person's
    ("Ana Ruiz", "1.2.2", 11, {}),  # hers was about the article alone
    ("Ana Ruiz", "1.2.1", 11, {"articulo": ART}),  # of another line
    ("Ana Ruiz", "1.2.2", 9, {"articulo": ART}),  # it says that it was made before
])
def test_retirar_lo_que_no_se_decidio_es_un_error_que_nombra_y_no_guarda_nada(almacen, quien, linea, hora, mas) -> None:
    decidir(almacen, "1.2.2", "rechaza", articulo=ART)
    for hacer in (Cuaderno(almacen, ACUNADOR).ensayar, Cuaderno(almacen, ACUNADOR).anotar):
        with pytest.raises(ErrorDeEntrada, match=f"{quien} no tiene nada que retirar de «{linea}"):
            hacer(CLAVE, decision(linea, "retira", quien, hora, **mas))
    assert estados_de(almacen) == [("rechaza", "vigente")]


def test_no_se_retira_dos_veces(almacen) -> None:
    decidir(almacen, "1.10.1", "justifica")
    decidir(almacen, "1.10.1", "retira", hora=11)
    with pytest.raises(ErrorDeEntrada, match="nada que retirar"):
        decidir(almacen, "1.10.1", "retira", hora=12)


def test_un_hallazgo_que_nadie_descarto_no_se_restituye(almacen) -> None:
    ident = hallados_de(almacen, CLAVE, ACUNADOR)[0].id
    for hecho in ((), ("descarta", "restituye")):
        for hora, que in enumerate(hecho, start=10):
            decidir(almacen, "", que, hora=hora, hallazgo=ident)
        with pytest.raises(ErrorDeEntrada, match=f"Nadie tiene descartado el hallazgo {ident}"):
            decidir(almacen, "", "restituye", hora=13, hallazgo=ident)
    assert [d for d, _ in estados_de(almacen)] == ["descarta", "restituye"]


@pytest.mark.parametrize(("quien", "abiertos"), [("Ana Ruiz", 1), ("Luis Paz", 0)])
def test_en_la_disputa_de_un_hallazgo_cada_quien_retira_lo_suyo(almacen, quien: str, abiertos: int) -> None:
    ident = hallados_de(almacen, CLAVE, ACUNADOR)[0].id
    decidir(almacen, "", "descarta", hallazgo=ident)
    decidir(almacen, "", "restituye", quien="Luis Paz", hora=11, hallazgo=ident)
    decidir(almacen, "", "retira", quien=quien, hora=12, hallazgo=ident)
    libro = auditar(almacen, CLAVE, ACUNADOR)
    assert len([h for h in libro.hallazgos_abiertos if h.id == ident]) == abiertos
    assert libro.estados_de_hallazgos == {ident: "vigente"}


def test_un_retiro_conforma_con_su_forma_y_viaja_en_los_dos_archivos(almacen) -> None:
    todas = (decidir(almacen, "1.2.2", "rechaza", tema=TEMA), decidir(almacen, "1.2.2", "retira", hora=11, tema=TEMA))
    assert de_json(a_json(todas).encode(), "r.json") == todas
    assert de_turtle(a_turtle(todas, ACUNADOR).encode(), "r.ttl", ACUNADOR) == todas
    grafo = almacen.grafo(ACUNADOR.grafo_revisiones())
    informe = validar([grafo, almacen.grafo(ACUNADOR.grafo_programa(CLAVE)), cargar_vocabulario()], cargar_formas())
    assert [r for r in informe.resultados if "Revision" in r.fuente] == []
    otro = almacen_de_prueba()
    hecha = Cuaderno(otro, ACUNADOR).importar(reversed(todas))
    assert (len(hecha.agregadas), hecha.contradichas) == (2, ())
    assert estados_de(otro) == [("rechaza", "superada"), ("retira", "vigente")]
    otro.cerrar()
