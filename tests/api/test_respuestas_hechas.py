"""Answers kept as ready bytes: never stale, never over their room, never one client's for another."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.types import Message, Receive, Scope, Send

from api.protocolo.hechas import Hechas, coincide, etiqueta


@dataclass
class Contador:
    """A store of which only the generation is looked at."""

    generacion: int = 0


@dataclass
class Aplicacion:
    """Answers with the generation and what it was asked; `al_hacer` happens while an answer is being made."""

    almacen: Contador
    estado: int = 200
    cabeceras: list[tuple[bytes, bytes]] = field(default_factory=list)
    relleno: int = 0
    publica: bool = False
    veces: int = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.veces += 1
        cuerpo = f"{self.almacen.generacion} {scope['path']} {scope['query_string'].decode()}".encode()
        if self.publica:
            self.almacen.generacion += 1
        await send({"type": "http.response.start", "status": self.estado, "headers": list(self.cabeceras)})
        await send({"type": "http.response.body", "body": cuerpo + b"x" * self.relleno})


def pedir(hechas: Hechas, camino: str = "/consultas/a", consulta: bytes = b"", metodo: str = "GET",
          **cabeceras: str) -> tuple[int, dict[bytes, bytes], bytes]:
    mensajes: list[Message] = []

    async def send(mensaje: Message) -> None:
        mensajes.append(mensaje)

    async def receive() -> Message:
        return {"type": "http.request"}

    propias = [(k.replace("_", "-").encode(), v.encode()) for k, v in cabeceras.items()]
    asyncio.run(hechas({"type": "http", "method": metodo, "path": camino, "query_string": consulta,
                        "headers": propias}, receive, send))
    return mensajes[0]["status"], dict(mensajes[0]["headers"]), mensajes[1]["body"]


def montar(**datos: Any) -> tuple[Hechas, Aplicacion]:
    almacen = Contador()
    app = Aplicacion(almacen, **datos)
    return Hechas(app, almacen), app  # type: ignore[arg-type]


def test_la_segunda_vez_no_se_hace_de_nuevo() -> None:
    hechas, app = montar()
    assert pedir(hechas) == pedir(hechas)
    assert app.veces == 1


@pytest.mark.parametrize("otra", [
    {"camino": "/consultas/b"}, {"consulta": b"idioma=en"}, {"accept": "text/csv"}, {"accept_language": "en"}])
def test_otra_direccion_forma_o_idioma_es_otra_respuesta(otra: dict[str, Any]) -> None:
    hechas, app = montar()
    pedir(hechas)
    pedir(hechas, **otra)
    assert app.veces == 2


@pytest.mark.parametrize(("datos", "peticion"), [
    ({"estado": 404}, {}), ({"cabeceras": [(b"cache-control", b"no-store")]}, {}),
    ({"cabeceras": [(b"set-cookie", b"a=b")]}, {}), ({"relleno": 9 * 1024 * 1024}, {}),
    ({}, {"authorization": "Bearer x"}), ({}, {"metodo": "POST"}), ({}, {"camino": "/auditoria"}),
    ({"publica": True}, {}),
])
def test_lo_que_no_se_debe_guardar_no_se_guarda(datos: dict[str, Any], peticion: dict[str, Any]) -> None:
    hechas, app = montar(**datos)
    pedir(hechas, **peticion)
    pedir(hechas, **peticion)
    assert (app.veces, hechas.ocupa) == (2, 0)


@given(st.lists(st.one_of(st.just("publicar"), st.sampled_from("abc")), max_size=30))
@settings(max_examples=60, deadline=None)
def test_ninguna_respuesta_es_de_una_publicacion_anterior(pasos: list[str]) -> None:
    hechas, app = montar()
    for paso in pasos:
        if paso == "publicar":
            app.almacen.generacion += 1
        else:
            _, _, cuerpo = pedir(hechas, f"/consultas/{paso}")
            assert cuerpo == f"{app.almacen.generacion} /consultas/{paso} ".encode()


def test_lo_guardado_no_pasa_de_su_lugar_y_sale_lo_menos_usado() -> None:
    almacen = Contador()
    app = Aplicacion(almacen, relleno=1_000)
    hechas = Hechas(app, almacen, maximo=5_000)  # type: ignore[arg-type]
    for n in range(20):
        pedir(hechas, f"/consultas/{n}")
        pedir(hechas, "/consultas/0")
        assert hechas.ocupa <= 5_000
    assert app.veces == 20
    pedir(hechas, "/consultas/1")
    assert app.veces == 21


def test_quien_tiene_la_etiqueta_recibe_304_sin_cuerpo_ni_tipo() -> None:
    hechas, _ = montar(cabeceras=[(b"content-type", b"text/csv"), (b"vary", b"Accept")])
    _, cabeceras, _ = pedir(hechas)
    estado, otras, cuerpo = pedir(hechas, if_none_match=cabeceras[b"etag"].decode())
    assert (estado, cuerpo) == (304, b"")
    assert otras[b"vary"] == b"Accept"
    assert b"content-type" not in otras


@pytest.mark.parametrize(("dicho", "vale"), [
    ('"a"', True), ('W/"a"', True), ('"b", W/"a"', True), ("*", True), ('"b"', False), ("", False), (None, False)])
def test_if_none_match_se_compara_como_dice_la_norma(dicho: str | None, vale: bool) -> None:
    assert coincide(dicho, "a") is vale


@given(st.lists(st.text(), min_size=1, max_size=4), st.lists(st.text(), min_size=1, max_size=4))
def test_partes_distintas_dan_etiquetas_distintas(unas: list[str], otras: list[str]) -> None:
    assert (etiqueta(*unas) == etiqueta(*otras)) == (unas == otras)
