from __future__ import annotations

from dataclasses import replace
from threading import Event, Thread

import pytest
from rdflib import Graph, Literal
from starlette.testclient import TestClient

from api.contexto import Contexto
from api.memoria import Memoria
from api.servidor import crear_aplicacion
from api.turnos import Ocupado, TardaDemasiado, Turnos
from grafo.almacen import AlmacenEmbebido, ConsultorioEnHilos
from grafo.construccion import Leido, construir, grafos_de
from ontologia.espacios import AL
from ontologia.iris import Acunador


def test_una_publicacion_se_ve_en_la_pagina_siguiente(leido: Leido) -> None:
    almacen, acunador = AlmacenEmbebido(), Acunador()
    construir([leido], almacen, acunador)
    cliente = TestClient(crear_aplicacion(Contexto(almacen, acunador)), headers={"Accept": "text/html"})
    camino = "/programa/inai-cpgat-2017/linea/2.2.5"
    assert "Texto nuevo" not in cliente.get(camino).text + cliente.get("/alineacion").text
    linea = acunador.elemento("inai-cpgat-2017", "linea", "2.2.5")
    nuevo = Graph()
    for tripleta in grafos_de(leido, acunador)[acunador.grafo_programa("inai-cpgat-2017")]:
        nuevo.add(tripleta)
    nuevo.set((linea, AL.texto, Literal("Texto nuevo")))
    almacen.reemplazar({acunador.grafo_programa("inai-cpgat-2017"): nuevo})
    for otra in (camino, "/auditoria", "/tabla", "/"):
        assert "Texto nuevo" in cliente.get(otra).text, otra


def test_la_memoria_calcula_una_vez_por_generacion_y_no_crece_sin_fin() -> None:
    almacen = AlmacenEmbebido()
    memoria, veces = Memoria(almacen, maximo=2), []
    for clave in (1, 1, 2, 3, 1):
        memoria.dar(clave, lambda clave=clave: veces.append(clave))  # type: ignore[misc]
    assert veces == [1, 2, 3, 1]


def test_lo_calculado_mientras_se_publica_no_se_guarda() -> None:
    almacen = AlmacenEmbebido()
    memoria = Memoria(almacen)

    def publicando() -> str:
        almacen.reemplazar({})
        return "viejo"

    assert memoria.dar("x", publicando) == "viejo"
    assert memoria.dar("x", lambda: "nuevo") == "nuevo"


def test_consultas_sin_fin_no_toman_el_servidor() -> None:
    turnos, soltar = Turnos(1, 0.05), Event()
    with pytest.raises(TardaDemasiado):
        turnos.correr(soltar.wait)
    with pytest.raises(Ocupado):
        turnos.correr(lambda: None)
    soltar.set()
    for _ in range(100):
        try:
            assert turnos.correr(lambda: 7) == 7
            break
        except Ocupado:
            Event().wait(0.01)
    else:
        pytest.fail("el lugar no se liberó")


class Detenido(AlmacenEmbebido):
    """A store that answers no free query until it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.soltar, self.preguntado = Event(), Event()

    def serializar(self, *_: object, **__: object) -> bytes:
        self.preguntado.set()
        self.soltar.wait()
        return b""


def test_con_todos_los_lugares_tomados_la_salud_responde_y_sparql_pide_esperar(contexto: Contexto) -> None:
    lento = Detenido()
    cliente = TestClient(crear_aplicacion(replace(contexto, consultorio=ConsultorioEnHilos(lento, 1, 60))))
    hilo = Thread(target=cliente.get, args=("/sparql",), kwargs={"params": {"query": "ASK {}"}})
    hilo.start()
    try:
        assert lento.preguntado.wait(30)
        assert cliente.get("/salud").json()["estado"] == "bien"
        respuesta = cliente.get("/sparql", params={"query": "ASK {}"})
        assert (respuesta.status_code, respuesta.headers["retry-after"]) == (503, "5")
        assert cliente.get("/consultas/lineas", headers={"Accept": "text/html"}).status_code == 200
    finally:
        lento.soltar.set()
        hilo.join()


def test_detras_de_un_prefijo_todo_enlace_lo_lleva(contexto: Contexto) -> None:
    from lector_de_paginas import leer_pagina

    cliente = TestClient(crear_aplicacion(replace(contexto, prefijo="/alinea")), headers={"Accept": "text/html"})
    for camino in ("/alinea/", "/alinea/auditoria", "/alinea/alineacion", "/alinea/consultas/lineas"):
        respuesta = cliente.get(camino)
        assert respuesta.status_code == 200
        pagina = leer_pagina(respuesta.text)
        internos = [e for e, _ in pagina.enlaces if e.startswith("/")] + pagina.piezas + pagina.formularios
        assert [e for e in internos if not e.startswith("/alinea/")] == []
