"""The queue of reviews: what waits for a person, in which order, why, and what takes it out of the queue."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest
from documento_pequeno import CLAVE, DOCUMENTO
from hostiles import contexto_hostil
from lector_de_paginas import leer_pagina
from llaves_de_prueba import LLAVES, de
from starlette.testclient import TestClient

from api.contexto import Contexto
from api.servidor import crear_aplicacion
from grafo.almacen import AlmacenEmbebido
from grafo.construccion import Leido, construir, leer_bytes
from ontologia.iris import Acunador

VE = {"Accept": "text/html"}
GA, TP = "gobierno-abierto", "transparencia-proactiva"
DICHA = {"linea": "1.1.2", "tema": GA, "decision": "confirma", "motivo": "Lo dice.", "rol": "auditora"}


@pytest.fixture(scope="module")
def pequeno() -> Leido:
    return leer_bytes(DOCUMENTO, "pequeno.txt")


@pytest.fixture
def almacen(pequeno: Leido) -> Iterator[AlmacenEmbebido]:
    """Line 1.1.1 rests on nothing; 1.1.2 says gobierno abierto (article 59) and nothing of the other topic."""
    nuevo = AlmacenEmbebido()
    construir([pequeno], nuevo, Acunador())
    yield nuevo
    nuevo.cerrar()


@pytest.fixture
def cliente_que_escribe(almacen: AlmacenEmbebido) -> TestClient:
    return TestClient(crear_aplicacion(Contexto(almacen, Acunador(), llaves=LLAVES)))


def asuntos(cliente: TestClient, consulta: str = "") -> dict[str, list[str]]:
    """Return the items of a page of the queue, in order, each with its reasons."""
    html = cliente.get(f"/revision?{consulta}", headers=VE).text
    trozos = re.findall(r'<article class="pendiente hoja" id="([^"]+)".*?</article>', html, re.DOTALL)
    todos = re.findall(r"<article.*?</article>", html, re.DOTALL)
    return {i: re.findall(r'class="razon razon-(\w+)"', t) for i, t in zip(trozos, todos, strict=True)}


def lineas(cliente: TestClient, consulta: str = "") -> dict[str, list[str]]:
    return {i: r for i, r in asuntos(cliente, consulta).items() if i.startswith("linea-")}


def test_las_palabras_se_buscan_sin_acentos_y_los_numeros_desde_su_principio(cliente: TestClient) -> None:
    assert {i.split("-")[1] for i in lineas(cliente, "texto=diagnostico")} == {"1.1.2", "1.1.4"}
    assert {i.split("-")[1] for i in lineas(cliente, "texto=3.2")} == {"3.2.2", "3.2.3"}


def revisar(cliente: TestClient, quien: str = "Rita", **cambio: str | None) -> None:
    respuesta = cliente.post("/api/revisiones", json=DICHA | cambio, headers=de(quien))
    assert respuesta.status_code == 201, respuesta.text


# --- what waits ---


def test_esperan_los_huecos_y_los_hallazgos_y_no_lo_que_la_linea_misma_dice(cliente_que_escribe: TestClient) -> None:
    pendientes = asuntos(cliente_que_escribe)
    assert lineas(cliente_que_escribe) == {"linea-1.1.1": ["hueco"], f"linea-1.1.2-{TP}": ["hueco_de_tema"]}
    assert list(pendientes)[:2] == ["linea-1.1.1", f"linea-1.1.2-{TP}"]
    assert {i for i, r in pendientes.items() if r == ["hallazgo"]} == set(list(pendientes)[2:])
    assert lineas(cliente_que_escribe, "estado=todas").keys() == {
        "linea-1.1.1", f"linea-1.1.1-{GA}", f"linea-1.1.1-{TP}", f"linea-1.1.2-{GA}", f"linea-1.1.2-{TP}"}


@pytest.mark.parametrize(("consulta", "cuantas"), [
    ("", 115), ("estado=todas", 126), ("estado=revisadas", 0), ("tipo=debil", 29), ("tipo=bloque", 25),
    ("tipo=hueco", 0), ("tipo=hallazgo", 76), ("nivel=heredada_objetivo", 6), ("nivel=heredada_estrategia", 9),
    ("nivel=nominal", 14), ("nivel=cita", 0), ("articulo=lgtaip-2015/art_59", 14), ("articulo=lgtaip-2015/art_57", 25),
    ("articulo=lgtaip-2015/art_999", 0), ("linea=2.2.5", 2), ("linea=2.2.5&tipo=bloque", 1),
    ("objetivo=3&tipo=bloque", 4), ("direccion=Nadie", 0), ("texto=nada+de+esto", 0), ("texto=NI%C3%91OS", 0)])
def test_cada_filtro_dice_cuantas_de_cuantas(cliente: TestClient, consulta: str, cuantas: int) -> None:
    texto = leer_pagina(cliente.get(f"/revision?{consulta}").text).todo_el_texto
    dicho = re.search(r"(\d+) que corresponden, de (\d+) que se pueden revisar", texto)
    assert (dicho.groups() if dicho else ("0", "126")) == (str(cuantas), "126")


def test_las_paginas_juntas_tienen_todo_lo_que_espera_una_vez(cliente: TestClient) -> None:
    vistos = [i for n in range(1, 7) for i in asuntos(cliente, f"pagina={n}")]
    assert len(vistos) == len(set(vistos)) == 115
    assert list(asuntos(cliente, "pagina=999")) == vistos[100:]
    siguiente = re.search(r'rel="next" href="([^"]+)"', cliente.get("/revision?tipo=hallazgo&texto=la").text)
    assert siguiente is not None
    assert unescape(siguiente[1]) == "/revision?tipo=hallazgo&texto=la&pagina=2"


def test_lo_mas_debil_va_antes_y_las_advertencias_antes_que_las_notas(cliente: TestClient) -> None:
    html = "".join(cliente.get(f"/revision?pagina={n}").text for n in range(1, 7))
    cuerpos = re.findall(r"<article.*?</article>", html, re.DOTALL)
    niveles = [m[1] for t in cuerpos if (m := re.search(r'class="veredicto">\s*<span class="nivel nivel-(\w+)"', t))]
    orden = ["heredada_objetivo", "heredada_estrategia", "nominal", "expresa"]
    assert niveles == sorted(niveles, key=orden.index)
    assert len(niveles) == 39
    severidades = [m[1] for t in cuerpos if (m := re.search(r'class="severidad severidad-(\w+)"', t))]
    assert severidades == ["warning"] * 10 + ["info"] * 66


def test_cada_asunto_lleva_la_cadena_de_citas_hasta_el_articulo(cliente: TestClient) -> None:
    pagina = leer_pagina(cliente.get("/revision?linea=2.2.5&articulo=lgtaip-2015/art_59").text)
    enlaces = [e for e, _ in pagina.enlaces]
    lugares = [e.partition("cita=")[2].partition("#")[0] for e in enlaces if e.startswith("/documento?cita=")]
    assert lugares == ["41216-41380", "40057-40301", "19958-20348", "20352-20631"]
    assert "/norma/lgtaip-2015/art_59" in enlaces


def test_las_citas_de_un_hallazgo_llevan_a_su_pasaje(cliente: TestClient) -> None:
    html = cliente.get("/revision?texto=Global+Integrity&tipo=hallazgo").text
    assert "/documento?cita=52052-52468#c-52052-52468" in html


# --- what takes it out, and what brings it back ---


def test_confirmar_lo_debil_lo_saca_y_rechazarlo_deja_un_hueco_que_se_justifica(leido: Leido) -> None:
    nuevo = AlmacenEmbebido()
    construir([leido], nuevo, Acunador())
    cliente = TestClient(crear_aplicacion(Contexto(nuevo, Acunador(), llaves=LLAVES)))
    uno, otro = f"linea-2.2.5-{GA}", f"linea-2.2.5-{TP}"
    assert lineas(cliente, "linea=2.2.5") == {uno: ["debil"], otro: ["debil", "bloque"]}
    revisar(cliente, linea="2.2.5", tema=GA)
    assert lineas(cliente, "linea=2.2.5") == {otro: ["debil", "bloque"]}
    revisar(cliente, linea="2.2.5", tema=TP, decision="rechaza")
    assert lineas(cliente, "linea=2.2.5") == {otro: ["hueco_de_tema"]}
    revisar(cliente, linea="2.2.5", tema=GA, decision="rechaza")
    assert lineas(cliente, "linea=2.2.5") == {"linea-2.2.5": ["hueco"]}
    revisar(cliente, "Ana", linea="2.2.5", tema=GA)
    assert lineas(cliente, "linea=2.2.5")[uno] == ["contradicha"]
    nuevo.cerrar()


def test_un_hueco_justificado_y_un_mandato_agregado_dejan_de_esperar(cliente_que_escribe: TestClient) -> None:
    revisar(cliente_que_escribe, linea="1.1.1", tema=None, decision="justifica")
    assert lineas(cliente_que_escribe) == {f"linea-1.1.2-{TP}": ["hueco_de_tema"]}
    revisar(cliente_que_escribe, tema=TP, decision="agrega", articulo="lgtaip-2015/art_57")
    assert lineas(cliente_que_escribe) == {}
    assert lineas(cliente_que_escribe, "estado=revisadas").keys() == {"linea-1.1.1", f"linea-1.1.1-{GA}",
                                                                      f"linea-1.1.1-{TP}", f"linea-1.1.2-{TP}"}


def test_lo_retirado_vuelve_a_esperar_y_no_queda_como_revisado(cliente_que_escribe: TestClient) -> None:
    al_llegar = lineas(cliente_que_escribe)
    for cambio in ({"linea": "1.1.1", "tema": None, "decision": "justifica"},
                   {"tema": TP, "decision": "agrega", "articulo": "lgtaip-2015/art_57"}, {"decision": "rechaza"}):
        revisar(cliente_que_escribe, **cambio)
        assert lineas(cliente_que_escribe) != al_llegar
        html = cliente_que_escribe.get("/revision?estado=todas", headers=VE).text
        assert 'data-decision="retira"' in html
        revisar(cliente_que_escribe, **(cambio | {"decision": "retira"}))
        assert lineas(cliente_que_escribe) == al_llegar
        assert lineas(cliente_que_escribe, "estado=revisadas") == {}
        html = cliente_que_escribe.get("/revision?estado=todas", headers=VE).text
        assert 'data-decision="retira"' not in html, "there is nothing left to take back"
    historia = cliente_que_escribe.get("/revision?idioma=en", headers=VE).text.partition('id="historia"')[2]
    assert historia.count("takes back") == 3


@pytest.mark.parametrize(("cambio", "dice"), [
    ({"decision": "retira"}, "Rita no tiene nada que retirar de «1.1.2 gobierno-abierto»."),
    ({"linea": "", "tema": None, "decision": "restituye"}, "Nadie tiene descartado el hallazgo")])
def test_deshacer_lo_que_nadie_decidio_se_rechaza_y_se_dice(
    cliente_que_escribe: TestClient, cambio: dict[str, str | None], dice: str
) -> None:
    ident = next(i for i in asuntos(cliente_que_escribe) if i.startswith("hallazgo-")).removeprefix("hallazgo-")
    cuerpo = DICHA | cambio | ({} if cambio.get("linea") is None else {"hallazgo": ident})
    for camino in ("/api/revisiones/ensayar", "/api/revisiones"):
        respuesta = cliente_que_escribe.post(camino, json=cuerpo, headers=de("Rita"))
        assert respuesta.status_code == 400
        assert respuesta.json()["title"].startswith(dice)
    assert cliente_que_escribe.get("/api/revisiones").json() == []


def test_en_una_disputa_la_cola_ofrece_restituir_y_retirar(cliente_que_escribe: TestClient) -> None:
    ident = next(i for i in asuntos(cliente_que_escribe) if i.startswith("hallazgo-")).removeprefix("hallazgo-")
    suyo = {"linea": "", "hallazgo": ident, "motivo": "Es así.", "rol": "auditora"}
    for quien, decision, ofrecidas in (("Ana", "descarta", ["restituye"]),
                                       ("Rita", "restituye", ["descarta", "restituye", "retira"]),
                                       ("Rita", "retira", ["restituye"])):
        assert cliente_que_escribe.post(
            "/api/revisiones", json=suyo | {"decision": decision}, headers=de(quien)).status_code == 201
        html = cliente_que_escribe.get(f"/revision?hallazgo={ident}&estado=todas", headers=VE).text
        assert re.findall(r'data-decision="(\w+)"', html) == ofrecidas


def test_un_hallazgo_descartado_sale_y_restituido_vuelve(cliente_que_escribe: TestClient) -> None:
    ident = next(i for i in asuntos(cliente_que_escribe) if i.startswith("hallazgo-"))
    suyo = {"linea": "", "hallazgo": ident.removeprefix("hallazgo-"), "motivo": "Es así.", "rol": "auditora"}
    for decision, esta in (("descarta", False), ("restituye", True)):
        cuerpo = suyo | {"decision": decision}
        assert cliente_que_escribe.post("/api/revisiones", json=cuerpo, headers=de("Rita")).status_code == 201
        assert (ident in asuntos(cliente_que_escribe)) is esta


def test_lo_revisado_que_cambia_encabeza_la_cola_con_quien_y_por_que(
    cliente_que_escribe: TestClient, almacen: AlmacenEmbebido
) -> None:
    revisar(cliente_que_escribe)
    assert f"linea-1.1.2-{GA}" not in asuntos(cliente_que_escribe)
    otro = leer_bytes(DOCUMENTO.replace(b"municipios", b"estados"), "pequeno.txt")
    construir([otro], almacen, Acunador())
    assert next(iter(asuntos(cliente_que_escribe).items())) == (f"linea-1.1.2-{GA}", ["sospechosa"])
    pagina = leer_pagina(cliente_que_escribe.get("/revision", headers=VE).text).todo_el_texto
    assert "sospechosa: lo revisado cambió · Rita (auditora): Lo dice." in pagina
    revisar(cliente_que_escribe, motivo="También ahora.")
    assert f"linea-1.1.2-{GA}" not in asuntos(cliente_que_escribe)


def test_la_revision_de_una_linea_que_ya_no_esta_se_cuenta_aparte(
    cliente_que_escribe: TestClient, almacen: AlmacenEmbebido
) -> None:
    revisar(cliente_que_escribe)
    otro = leer_bytes(DOCUMENTO.replace(b"1.1.2.", b"1.1.3."), "pequeno.txt")
    construir([otro], almacen, Acunador())
    pagina = leer_pagina(cliente_que_escribe.get("/revision", headers=VE).text).todo_el_texto
    assert "Aparte, revisiones sospechosas de lo que ya no está: 1." in pagina
    assert not any(r == ["sospechosa"] for r in asuntos(cliente_que_escribe).values())


# --- the rehearsal ---


def test_ensayar_dice_a_quien_se_contradice_y_no_guarda_nada(
    cliente_que_escribe: TestClient, almacen: AlmacenEmbebido
) -> None:
    revisar(cliente_que_escribe, "Ana")
    antes = almacen.generacion

    def ensayo(quien: str, **cambio: str) -> list[str]:
        respuesta = cliente_que_escribe.post("/api/revisiones/ensayar", json=DICHA | cambio, headers=de(quien))
        assert respuesta.json()["quien"] == quien
        return [r["quien"] for r in respuesta.json()["contrarias"]]

    assert ensayo("Rita", decision="rechaza") == ["Ana"]
    assert ensayo("Rita", decision="rechaza", articulo="lgtaip-2015/art_59") == ["Ana"]
    assert ensayo("Rita") == []
    assert ensayo("Ana", decision="rechaza") == []
    assert ensayo("Rita", decision="agrega", tema=TP, articulo="lgtaip-2015/art_57") == []
    assert almacen.generacion == antes
    assert len(cliente_que_escribe.get("/api/revisiones").json()) == 1


@pytest.mark.parametrize(("quien", "cambio", "estado"), [
    ("Leo", {}, 403), ("Rita", {"linea": "9.9.9"}, 404), ("Rita", {"articulo": "lgtaip-2015/art_999"}, 404),
    ("Rita", {"decision": "agrega"}, 400), ("Rita", {"motivo": ""}, 422), ("Rita", {"programa": "otro"}, 404)])
def test_ensayar_rechaza_lo_mismo_que_guardar(
    cliente_que_escribe: TestClient, quien: str, cambio: dict[str, str], estado: int
) -> None:
    dichos = [cliente_que_escribe.post(camino, json=DICHA | cambio, headers=de(quien))
              for camino in ("/api/revisiones/ensayar", "/api/revisiones")]
    assert [r.status_code for r in dichos] == [estado, estado]
    assert len({(r.json()["title"], r.json()["detail"]) for r in dichos}) == 1


# --- the page ---


def test_la_llave_no_puede_ir_en_una_direccion(cliente_que_escribe: TestClient) -> None:
    html = cliente_que_escribe.get("/revision", headers=VE).text
    pagina = leer_pagina(html)
    campos = [a for t, a in pagina.etiquetas if t == "input" and a.get("type") == "password"]
    assert [("name" in a, a["autocomplete"]) for a in campos] == [(False, "off")]
    propios = re.search(r'<form id="su-llave".*?</form>', html, re.DOTALL)
    assert propios is not None
    assert " name=" not in propios[0]
    assert "<noscript>" in html


def test_sin_llaves_la_pagina_solo_se_lee_y_ofrece_la_linea_de_comandos(cliente: TestClient) -> None:
    html = cliente.get("/revision?linea=2.2.5").text
    pagina = leer_pagina(html)
    assert "Este servidor no tiene llaves: aquí solo se lee." in pagina.todo_el_texto
    assert not [a for t, a in pagina.etiquetas if t == "input" and a.get("type") == "password"]
    ordenes = [shlex.split(unescape(o)) for o in re.findall(r"<code>(alinea revisar --linea[^<]*)</code>", html)]
    assert [o[2:8] for o in ordenes] == [["--linea", "2.2.5", "--tema", t, "--decision", "confirma"] for t in (GA, TP)]


def test_la_cola_de_un_programa_hostil_no_lleva_codigo(leido: Leido) -> None:
    contexto = replace(contexto_hostil(leido), llaves=LLAVES)
    cliente = TestClient(crear_aplicacion(contexto), headers=VE)
    for n in range(1, 7):
        html = cliente.get(f"/revision?estado=todas&pagina={n}").text
        pagina = leer_pagina(html)
        assert "alert(1)" in html
        assert "".join(pagina.en_guion).strip() == ""
        assert not [t for t, a in pagina.etiquetas if t == "img" or any(k.startswith("on") for k in a)]
        assert "\u202e" not in html


@pytest.mark.parametrize("camino", ["/auditoria", f"/programa/{CLAVE}/linea/1.1.2", "/norma/lgtaip-2015/art_59", "/"])
def test_a_la_cola_se_llega_desde_la_auditoria_la_linea_y_el_articulo(
    cliente_que_escribe: TestClient, camino: str
) -> None:
    enlaces = [e for e, _ in leer_pagina(cliente_que_escribe.get(camino, headers=VE).text).enlaces]
    suyos = [e for e in enlaces if e.partition("?")[0] == "/revision"]
    assert suyos
    for enlace in set(suyos) - {"/revision"}:
        assert asuntos(cliente_que_escribe, enlace.partition("?")[2])
