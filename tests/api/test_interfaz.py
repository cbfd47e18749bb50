from __future__ import annotations

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from api.contexto import Contexto
from api.representacion import auditoria_como_json, mandatos_por_articulo
from grafo.auditoria import Mandato, auditar

NIVELES = {"cita", "expresa", "nominal", "heredada_estrategia", "heredada_objetivo", "relacionada", "ninguna"}


def test_la_auditoria_tiene_las_claves_del_diseno(contexto: Contexto) -> None:
    datos = auditoria_como_json(auditar(contexto.almacen, "inai-cpgat-2017", contexto.acunador))
    assert set(datos) == {"programa", "fecha", "resumen", "lineas", "articulos", "hallazgos"} | {
        "huecos", "justificados", "agregados", "cobertura_profunda", "articulos_sin_lineas", "niveles_por_articulo",
        "por_objetivo", "por_unidad", "por_articulo", "hallazgos_descartados", "huecos_por_tema"}
    assert set(datos["resumen"]) == NIVELES
    assert sum(datos["resumen"].values()) == len(datos["lineas"]) == 25
    for linea in datos["lineas"]:
        assert set(linea) == {"numero", "nivel", "niveles", "articulos", "cadena", "revision"} | {
            "rechazados", "agregados", "cobertura_profunda", "rupturas"}
        assert {"gobierno-abierto", "transparencia-proactiva"} <= set(linea["niveles"])
        assert all(set(a) == {"articulo", "nivel", "grano"} for a in linea["articulos"])
        assert all(set(e) == {"papel", "texto", "inicio", "fin"} for e in linea["cadena"])
        claves = [a["articulo"] for a in linea["articulos"]]
        assert len(claves) == len(set(claves))
    assert all(set(a) == {"articulo", "lineas"} for a in datos["articulos"])
    assert all(set(h) == {"tipo", "severidad", "mensaje", "citas"} | {"message", "id", "descartado", "revision"}
               for h in datos["hallazgos"])
    assert datos["hallazgos_descartados"] == sum(h["descartado"] is not None for h in datos["hallazgos"]) == 0


def test_de_un_articulo_con_dos_niveles_queda_el_mas_fuerte(contexto: Contexto) -> None:
    linea = auditar(contexto.almacen, "inai-cpgat-2017", contexto.acunador).lineas[0]
    debil = Mandato("x/art_1", "heredada_objetivo", "articulo", "t", True, ())
    fuerte = replace(debil, nivel="expresa", grano="bloque")
    assert mandatos_por_articulo(replace(linea, articulos=(debil, fuerte))) == (fuerte,)


def test_una_linea_se_pide_por_su_numero(cliente: TestClient) -> None:
    linea = cliente.get("/api/lineas/inai-cpgat-2017/2.2.5").json()
    assert linea["numero"] == "2.2.5"
    assert linea["texto"].endswith("en el marco del proyecto Sociedad Abierta.")
    assert linea["niveles"]["gobierno-abierto"] == "heredada_estrategia"


def test_los_programas_dicen_su_anio_y_cuantas_lineas_tienen(cliente: TestClient) -> None:
    (programa,) = cliente.get("/api/programas").json()
    assert (programa["clave"], programa["anio"], programa["lineas"]) == ("inai-cpgat-2017", 2017, 25)


def test_la_fecha_cambia_lo_vigente(cliente: TestClient) -> None:
    antes = cliente.get("/api/auditoria/inai-cpgat-2017?fecha=2017-06-01").json()
    despues = cliente.get("/api/auditoria/inai-cpgat-2017?fecha=2025-04-01").json()
    assert antes["resumen"]["ninguna"] == 0
    assert despues["resumen"]["ninguna"] == 25


def test_openapi_describe_cada_direccion_de_datos_y_su_pagina_las_muestra(cliente: TestClient) -> None:
    caminos = set(cliente.get("/openapi.json").json()["paths"])
    assert {
        "/api/programas",
        "/api/auditoria/{programa}",
        "/api/lineas/{programa}/{numero}",
        "/api/hallazgos/{programa}",
        "/sparql",
        "/consultas/{nombre}",
        "/salud",
    } <= caminos
    pagina = cliente.get("/docs").text
    assert all(camino in pagina for camino in caminos)


@pytest.mark.parametrize(
    ("camino", "estado", "dice"),
    [
        ("/api/auditoria/no-hay", 404, "inai-cpgat-2017"),
        ("/api/lineas/inai-cpgat-2017/9.9.9", 404, "2.2.5"),
        ("/api/auditoria/inai-cpgat-2017?fecha=ayer", 400, "2017-03-14"),
        ("/consultas/lineas_sin_mandto", 404, "lineas_sin_mandato"),
        ("/consultas/lineas?formato=docx", 404, "xlsx"),
        ("/consultas/lineas?inventado=1", 404, "programa"),
        ("/consultas/que_sigue?fecha=ayer", 400, "2017-03-14"),
        ("/programa/inai-cpgat-2017/linea/9.9.9", 404, "9.9.9"),
        ("/auditoria?programa=otro", 404, "inai-cpgat-2017"),
        ("/alineacion?vista=otra", 404, "direcciones"),
        ("/no/hay", 404, "/no/hay"),
        ("/api/lineas/inai-cpgat-2017", 404, "/api/lineas/inai-cpgat-2017"),
        ("/auditoria?texto=" + "x" * 300, 422, "texto"),
    ],
)
@pytest.mark.parametrize("acepta", ["text/html", "application/json"])
def test_un_error_dice_que_paso_y_que_hacer(
    cliente: TestClient, camino: str, estado: int, dice: str, acepta: str
) -> None:
    respuesta = cliente.get(camino, headers={"Accept": acepta})
    assert respuesta.status_code == estado
    assert dice in respuesta.text
    esperado = "text/html; charset=utf-8" if acepta == "text/html" else "application/problem+json"
    assert respuesta.headers["content-type"] == esperado


def test_la_pagina_de_error_esta_en_los_dos_idiomas(cliente: TestClient) -> None:
    assert "No está aquí" in cliente.get("/no/hay").text
    assert "It is not here" in cliente.get("/no/hay?idioma=en").text
