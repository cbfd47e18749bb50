"""What was judged in one run is not judged in the next, and never says what the store does not."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from programa_de_prueba import ACUNADOR, CLAVE, almacen_de_prueba
from rdflib import Graph, Literal, URIRef

from grafo.almacen import AlmacenEmbebido
from grafo.validacion import Motor, Validado, memoria, validar_almacen, validar_recordando
from grafo.validacion.informe import InformeDeValidacion, Parcial
from ontologia.espacios import AL, RDF, SH

OTRO = "otro-2018"


@pytest.fixture
def formas() -> Graph:
    """Return one shape: the number of a line has one dot or more."""
    return Graph().parse(format="turtle", data="""@prefix sh: <http://www.w3.org/ns/shacl#> .
        @prefix al: <https://w3id.org/alinea/ont#> . @prefix : <https://x/> .
        :Linea a sh:NodeShape ; sh:targetClass al:LineaDeAccion ; sh:property :Linea-numero ; sh:message "Línea" .
        :Linea-numero a sh:PropertyShape ; sh:path al:numero ; sh:pattern "[.]" ; sh:message "Sin punto." .""")


@pytest.fixture
def almacen(tmp_path: Path):
    """Return a store in a folder with two programmes that say the same under other keys."""
    de_prueba, en_carpeta = almacen_de_prueba(), AlmacenEmbebido(tmp_path / "almacen")
    for iri in de_prueba.nombres_de_grafos():
        en_carpeta.reemplazar({iri: de_prueba.grafo(iri)})
        if CLAVE in iri:
            copia = Graph()
            for tripleta in de_prueba.grafo(iri):
                copia.add(tuple(URIRef(t.replace(CLAVE, OTRO)) if isinstance(t, URIRef) else t for t in tripleta))
            en_carpeta.reemplazar({URIRef(iri.replace(CLAVE, OTRO)): copia})
    yield en_carpeta
    en_carpeta.cerrar()
    de_prueba.cerrar()


def validar(almacen: AlmacenEmbebido, formas: Graph) -> Validado:
    return validar_recordando(almacen, ACUNADOR, formas, Motor.pyshacl)


def test_lo_que_se_juzgo_en_una_corrida_no_se_juzga_en_la_siguiente(almacen: AlmacenEmbebido, formas: Graph) -> None:
    primera = validar(almacen, formas)
    segunda = validar(almacen, formas)
    assert {CLAVE, OTRO} <= set(primera.juzgadas)
    assert (segunda.juzgadas, segunda.informe) == ((), primera.informe)


def test_lo_que_cambio_entre_dos_corridas_se_juzga_y_se_dice(almacen: AlmacenEmbebido, formas: Graph) -> None:
    validar(almacen, formas)
    iri = ACUNADOR.grafo_programa(OTRO)
    cambiado = almacen.grafo(iri)
    linea = next(iter(cambiado.subjects(RDF.type, AL.LineaDeAccion)))
    cambiado.set((linea, AL.numero, Literal("mañana")))
    almacen.reemplazar({iri: cambiado})
    despues = validar(almacen, formas)
    assert despues.juzgadas == (OTRO,)
    assert despues.informe == validar_almacen(almacen, ACUNADOR, formas, procesos=1).informe
    assert [(r.nodo, r.valor) for r in despues.informe.resultados] == [(str(linea), "mañana")]


def test_otras_formas_juzgan_todo_otra_vez(almacen: AlmacenEmbebido, formas: Graph) -> None:
    validar(almacen, formas)
    formas.set((URIRef("https://x/Linea-numero"), SH.pattern, Literal("[.].*[.].*[.]")))
    otra = validar(almacen, formas)
    assert {CLAVE, OTRO} <= set(otra.juzgadas)
    assert len(otra.informe.resultados) == 6  # three lines in each programme, all with two dots


@pytest.mark.parametrize("estropear", [
    lambda o: o[:len(o) // 2], lambda o: b"", lambda o: b"no es gzip", lambda o: gzip.compress(gzip.decompress(o)[:-1]),
    lambda o: gzip.compress(gzip.decompress(o).replace(b"Violation", b"Violetion").replace(b"pyshacl", b"pyshalc")),
    lambda o: gzip.compress(b"x" * 32 + b"[]"),
])
def test_un_archivo_estropeado_es_como_si_no_lo_hubiera(tmp_path: Path, estropear) -> None:
    archivo = tmp_path / "validado"
    juzgado = Parcial((), {"https://x/F": 3})
    memoria.guardar(Validado(InformeDeValidacion(True, (), ()), parciales={"h": juzgado}), archivo)
    recordado = memoria.recordar(archivo)
    assert recordado is not None
    assert dict(recordado.parciales) == {"h": juzgado}
    archivo.write_bytes(estropear(archivo.read_bytes()))
    assert memoria.recordar(archivo) is None


def test_lo_que_juzgaron_otras_versiones_no_vale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archivo = tmp_path / "validado"
    memoria.guardar(Validado(InformeDeValidacion(True, (), ()), parciales={"h": Parcial((), {})}), archivo)
    monkeypatch.setattr(memoria, "version", lambda biblioteca: "99.0")
    assert memoria.recordar(archivo) is None


def test_lo_que_se_juzgo_con_un_aviso_se_juzga_otra_vez(tmp_path: Path) -> None:
    archivo = tmp_path / "validado"
    parciales = {"bien": Parcial((), {}), "mal": Parcial((), {}, aviso="un proceso se cayó")}
    memoria.guardar(Validado(InformeDeValidacion(True, (), ()), parciales=parciales), archivo)
    recordado = memoria.recordar(archivo)
    assert recordado is not None
    assert set(recordado.parciales) == {"bien"}


def test_un_almacen_en_memoria_se_valida_igual_y_no_deja_nada(formas: Graph) -> None:
    almacen = almacen_de_prueba()
    assert validar(almacen, formas).informe == validar(almacen, formas).informe
    assert CLAVE in validar(almacen, formas).juzgadas
    almacen.cerrar()
