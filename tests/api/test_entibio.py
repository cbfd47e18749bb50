"""What a first page needs is computed beforehand, once, and never shown when it is old."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, Event
from types import SimpleNamespace
from typing import Any

import pytest
from programas_ligeros import ligero
from starlette.testclient import TestClient

from api.contexto import Contexto
from api.entibio import Entibio, entibiar
from api.memoria import Memoria
from api.servidor import crear_aplicacion
from api.sitio import Sitio
from consultas import Resultado, catalogo
from grafo.almacen import AlmacenEmbebido
from grafo.construccion import grafos_comunes
from ontologia.errores import ErrorDeAlmacen
from ontologia.iris import Acunador

ACUNADOR = Acunador()
A59 = "lgtaip-2015/art_59"
DE_PORTAFOLIO = {"portafolio_programas", "portafolio_niveles", "portafolio_articulos"}


class Preguntado(AlmacenEmbebido):
    """A store that counts which named question it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.veces: Counter[str] = Counter()

    def consultar(self, texto: str, *resto: Any, **otros: Any) -> Resultado:
        self.veces.update(c.nombre for c in catalogo().values() if c.texto == texto)
        return super().consultar(texto, *resto, **otros)


def lineas(cuantas: int) -> dict[Any, Any]:
    return ligero(ACUNADOR, "a-2016", 2016, "Instituto Alfa", {"expresa": cuantas}, {(A59, "expresa"): cuantas})


@pytest.fixture
def almacen() -> Preguntado:
    este = Preguntado()
    este.reemplazar({**grafos_comunes(ACUNADOR), **lineas(2),
                     **ligero(ACUNADOR, "b-2017", 2017, "Instituto Beta", {"ninguna": 4}, {})})
    return este


@contextmanager
def entibiando(sitio: Any, hacer: Callable[[Any], None], cada: float = 0.01) -> Iterator[None]:
    entibio = Entibio(sitio, hacer, cada)
    entibio.empezar()
    try:
        yield
    finally:
        entibio.terminar()


def test_quien_pide_la_primera_pagina_no_espera_los_recuentos(almacen: Preguntado) -> None:
    app, hecho = crear_aplicacion(Contexto(almacen, ACUNADOR)), Event()
    with entibiando(app.state.sitio, lambda s: (entibiar(s), hecho.set())[1]):
        assert hecho.wait(30)
    antes = almacen.veces.copy()
    assert all(antes[q] == 1 for q in DE_PORTAFOLIO)
    cliente = TestClient(app, headers={"Accept": "text/html"})
    for camino in ("/", "/portafolio", f"/norma/{A59}", "/auditoria?programa=a-2016"):
        assert cliente.get(camino).status_code == 200
    preguntadas = set(almacen.veces - antes)
    assert not preguntadas & {*DE_PORTAFOLIO, "programas", "lineas", "evidencias", "articulos"}


def test_el_servidor_se_entibia_al_arrancar_y_despues_de_cada_publicacion(almacen: Preguntado) -> None:
    with TestClient(crear_aplicacion(Contexto(almacen, ACUNADOR)), headers={"Accept": "text/html"}) as cliente:
        for veces, cuantas in ((1, 2), (2, 7)):
            if veces > 1:
                almacen.reemplazar(lineas(cuantas))
            for _ in range(600):
                if almacen.veces["articulos"] >= veces:  # the last thing that is asked
                    break
                Event().wait(0.05)
            assert almacen.veces["portafolio_articulos"] == veces
            assert f"{cuantas} líneas de acción" in cliente.get("/portafolio").text
        assert almacen.veces["portafolio_articulos"] == 2


def test_lo_publicado_mientras_se_entibia_se_ve_enseguida_y_no_espera(almacen: Preguntado) -> None:
    app = crear_aplicacion(Contexto(almacen, ACUNADOR))
    empezo, seguir = Event(), Event()

    def lento(sitio: Sitio) -> None:
        sitio.recordar(("portafolio-lento",), lambda: (empezo.set(), seguir.wait(30)))
        entibiar(sitio)

    cliente = TestClient(app, headers={"Accept": "text/html"})
    with entibiando(app.state.sitio, lento):
        assert empezo.wait(30)
        assert "2 líneas de acción" in cliente.get("/portafolio").text
        almacen.reemplazar(lineas(9))
        assert "9 líneas de acción" in cliente.get("/portafolio").text
        seguir.set()
    assert "9 líneas de acción" in cliente.get("/portafolio").text


class DeReloj:
    """A store of which every look sees the generation that a list says; the last one stays."""

    def __init__(self, generaciones: list[int | None]) -> None:
        self._quedan = generaciones
        self.vistas = Event()
        self.ultima: int | None = None

    @property
    def generacion(self) -> int:
        if len(self._quedan) == 1:
            self.vistas.set()
        ahora = self._quedan[0] if len(self._quedan) == 1 else self._quedan.pop(0)
        if ahora is None:
            raise ErrorDeAlmacen("No responde.", "Espere.")
        self.ultima = ahora
        return ahora


@pytest.mark.parametrize(("generaciones", "esperadas"), [
    ([1, 1, 1, 2, 2, 2], [1, 2]),             # one warming for each publication
    ([1, 2, 3, 4, 5, 6, 6, 6], [1, 6]),       # a burst costs one, when it is over
    ([None, None, 3, 3, None, 3, 3], [3]),    # what could not be asked is asked again
])
def test_se_entibia_una_vez_por_publicacion_cuando_nadie_publica_ya(
    generaciones: list[int | None], esperadas: list[int]
) -> None:
    almacen, hechas = DeReloj(generaciones), []
    sitio = SimpleNamespace(contexto=SimpleNamespace(almacen=almacen))
    with entibiando(sitio, lambda _: hechas.append(almacen.ultima), 0.001):
        assert almacen.vistas.wait(30)
        for _ in range(300):
            if len(hechas) >= len(esperadas):
                break
            Event().wait(0.01)
    assert hechas == esperadas


def test_lo_que_piden_varios_a_la_vez_se_calcula_una_vez() -> None:
    memoria, juntos, veces = Memoria(AlmacenEmbebido()), Barrier(5), []
    soltar = Event()

    def calcular() -> int:
        veces.append(1)
        soltar.wait(30)
        return 7

    def pedir() -> int:
        juntos.wait(30)
        return memoria.dar("x", calcular)

    with ThreadPoolExecutor(5) as hilos:
        pedidos = [hilos.submit(pedir) for _ in range(4)]
        juntos.wait(30)
        Event().wait(0.2)
        soltar.set()
        assert [p.result(30) for p in pedidos] == [7] * 4
    assert len(veces) == 1


def test_lo_que_falla_se_les_dice_a_todos_y_se_vuelve_a_intentar() -> None:
    memoria, entro, soltar = Memoria(AlmacenEmbebido()), Event(), Event()

    def fallar() -> int:
        entro.set()
        soltar.wait(30)
        raise ErrorDeAlmacen("No responde.", "Espere.")

    with ThreadPoolExecutor(2) as hilos:
        uno = hilos.submit(memoria.dar, "x", fallar)
        assert entro.wait(30)
        otro = hilos.submit(memoria.dar, "x", fallar)
        Event().wait(0.1)
        soltar.set()
        for pedido in (uno, otro):
            with pytest.raises(ErrorDeAlmacen):
                pedido.result(30)
    assert memoria.dar("x", lambda: 3) == 3
