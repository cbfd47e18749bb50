"""The command line: results on stdout, talk on stderr, exit status, the keys that other programs hold on to."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from grafo.construccion import ruta_empaquetada

NIVELES = ["cita", "expresa", "nominal", "heredada_estrategia", "heredada_objetivo", "relacionada", "ninguna"]


def alinea(carpeta: Path, *orden: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder of its own."""
    entorno = {k: v for k, v in os.environ.items() if not k.startswith("ALINEA_")}
    entorno["PYTHONPATH"] = os.pathsep.join(str(Path(p).resolve()) for p in sys.path if p)
    return subprocess.run([sys.executable, "-c", "from api.orden import principal; principal()", *orden], cwd=carpeta,
                          capture_output=True, text=True, env=entorno, check=False)


@pytest.fixture(scope="module")
def carpeta(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the packaged programme was built."""
    ruta = tmp_path_factory.mktemp("almacen")
    hecho = alinea(ruta, "construir")
    assert hecho.returncode == 0
    assert hecho.stdout == ""
    assert "tripletas" in hecho.stderr.splitlines()[-1]
    assert "hallazgos" in hecho.stderr.splitlines()[-1]
    return ruta


def test_leer_da_el_programa_con_las_claves_del_contrato(tmp_path: Path) -> None:
    hecho = alinea(tmp_path, "leer", str(ruta_empaquetada()), "--formato", "json")
    dato = json.loads(hecho.stdout)
    assert {"programa", "siglas", "normas", "articulos_citados", "objetivos_estrategicos", "objetivos_especificos",
            "estrategias", "lineas_accion", "alineacion", "alianzas", "eventos", "sesiones", "proyectos",
            "organizaciones", "indicadores", "notas", "hallazgos"} <= set(dato)
    assert {"numero", "texto", "estrategia", "secretaria", "direccion", "tramos"} <= set(dato["lineas_accion"][0])
    assert dato["lineas_accion"][0]["tramos"][0].keys() >= {"inicio", "fin", "linea_inicio", "linea_fin"}
    assert dato["sesiones"][0]["asuntos"][0]["modalidad"] == "recepción"
    assert dato["sesiones"][0]["temas"][0] == dato["sesiones"][0]["asuntos"][0]["texto"]
    assert dato["eventos"][0] | {"tramos": 0, "lineas_citadas": 0, "lugares": 0} == {
        "numero": "1", "nombre": "Firma de convenio de colaboración con el ITESO",
        "objetivo": "Firma de convenio de colaboración para implementar el proyecto Sociedad Abierta",
        "lineas": ["2.2.5"], "fecha_texto": "3 de Febrero", "inicio": "2017-02-03", "fin": "2017-02-03",
        "tramos": 0, "lineas_citadas": 0, "lugares": 0}
    assert list(tmp_path.iterdir()) == []


def test_auditar_da_el_libro_con_las_claves_del_contrato(carpeta: Path) -> None:
    hecho = alinea(carpeta, "auditar", "--formato", "json")
    assert hecho.returncode == 0
    dato = json.loads(hecho.stdout)
    assert dato["programa"] == "inai-cpgat-2017"
    assert list(dato["resumen"]) == NIVELES
    assert list(dato["resumen"].values()) == [0, 11, 12, 2, 0, 0, 0]
    linea = next(x for x in dato["lineas"] if x["numero"] == "2.2.5")
    assert linea["nivel"] == "heredada_estrategia"
    assert linea["niveles"] == {"gobierno-abierto": linea["nivel"], "transparencia-proactiva": linea["nivel"]}
    assert {(a["articulo"], a["nivel"], a["grano"]) for a in linea["articulos"]} == {
        ("lgtaip-2015/art_59", "heredada_estrategia", "articulo"), *(
            (f"lgtaip-2015/art_{n}", "heredada_estrategia", "bloque") for n in (56, 57, 58))}
    texto = ruta_empaquetada().read_text(encoding="utf-8")
    for eslabon in linea["cadena"]:
        assert " ".join(texto[eslabon["inicio"]:eslabon["fin"]].split()) == eslabon["texto"]
    assert [e["papel"] for e in linea["cadena"]][:3] == ["linea", "estrategia", "puente"]
    assert {a["articulo"]: len(a["lineas"]) for a in dato["articulos"] if a["lineas"]} == {
        f"lgtaip-2015/art_{n}": 25 for n in (56, 57, 58, 59)}
    assert {"tipo", "severidad", "mensaje", "citas"} <= set(dato["hallazgos"][0])


def test_dos_fechas_difieren_en_los_mandatos_que_cayeron(carpeta: Path) -> None:
    antes = json.loads(alinea(carpeta, "auditar", "--fecha", "2017-03-14", "--formato", "json").stdout)
    hecho = alinea(carpeta, "auditar", "--fecha", "2026-01-01", "--formato", "json")
    despues = json.loads(hecho.stdout)
    assert antes["fecha"] == "2017-03-14"
    assert hecho.returncode == 1
    assert despues["resumen"]["ninguna"] == 25
    assert all(not x["articulos"] for x in despues["lineas"])
    assert antes["resumen"]["expresa"] == 11


def test_validar_da_cada_forma_con_los_nodos_que_miro(carpeta: Path) -> None:
    hecho = alinea(carpeta, "validar", "--formato", "json")
    dato = json.loads(hecho.stdout)
    assert (hecho.returncode, dato["conforma"]) == (0, True)
    assert {"forma", "nodos", "resultados"} <= set(dato["formas"][0])
    nodos = {f["forma"].rpartition("#")[2]: f["nodos"] for f in dato["formas"]}
    assert nodos["LineaDeAccion"] == 25
    for resultado in dato["resultados"]:
        assert {"nodo", "ruta", "valor", "componente", "severidad", "mensaje"} <= set(resultado)


def test_consultar_responde_en_los_formatos_de_sparql(carpeta: Path) -> None:
    dato = json.loads(alinea(carpeta, "consultar", "lineas_sin_alianza_ni_evento", "--formato", "json").stdout)
    assert len(dato["results"]["bindings"]) == 12
    filas = list(csv.DictReader(io.StringIO(
        alinea(carpeta, "consultar", "responsabilidades", "-p", "unidad=DGGAT", "--formato", "csv").stdout)))
    assert sum(f["papel"] == "responsable" for f in filas) == 25
    assert "lineas_sin_mandato" in alinea(carpeta, "consultar").stdout


def test_simular_da_numeros_de_linea(carpeta: Path) -> None:
    dato = json.loads(alinea(carpeta, "simular", "--sin", "lgtaip-2015/art_59", "--formato", "json").stdout)
    assert (dato["pierden"], len(dato["debilitan"]), len(dato["conservan"])) == ([], 11, 14)


@pytest.mark.parametrize(("formato", "principio"), [
    ("ttl", "@prefix"), ("jsonld", "{"), ("csv", "linea,nivel"), ("graphml", "<?xml"), ("gexf", "<?xml"), ("json", "{"),
    ("nq", "<https://"),
])
def test_exportar_escribe_cada_formato(carpeta: Path, formato: str, principio: str) -> None:
    hecho = alinea(carpeta, "exportar", "--formato", formato)
    assert hecho.returncode == 0
    assert hecho.stdout.lstrip("[ \n").startswith(principio)


@pytest.mark.parametrize(("formato", "principio"), [("svg", b"<svg "), ("png", b"\x89PNG\r\n"), ("pdf", b"%PDF-")])
def test_exportar_escribe_el_dibujo_para_imprimirlo(
    carpeta: Path, tmp_path: Path, formato: str, principio: bytes
) -> None:
    destino = tmp_path / f"dibujo.{formato}"
    assert alinea(carpeta, "exportar", "--formato", formato, "-o", str(destino)).returncode == 0
    assert destino.read_bytes().startswith(principio)


def test_quien_deja_de_leer_la_salida_no_recibe_una_falla(carpeta: Path) -> None:
    entorno = {k: v for k, v in os.environ.items() if not k.startswith("ALINEA_")}
    entorno["PYTHONPATH"] = os.pathsep.join(str(Path(p).resolve()) for p in sys.path if p)
    orden = [sys.executable, "-c", "from api.orden import principal; principal()", "exportar", "--formato", "nq"]
    with subprocess.Popen(
        orden, cwd=carpeta, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=entorno
    ) as proceso:
        assert proceso.stdout and proceso.stderr
        assert proceso.stdout.read(6) == b"<https"
        proceso.stdout.close()
        dicho = proceso.stderr.read().decode()
    assert (proceso.returncode, [x for x in dicho.splitlines() if "Error" in x or "Exception" in x]) == (0, [])


def test_visualizar_escribe_una_pagina_entera(carpeta: Path, tmp_path: Path) -> None:
    destino = tmp_path / "vista.html"
    assert alinea(carpeta, "visualizar", "-o", str(destino)).returncode == 0
    pagina = destino.read_text(encoding="utf-8")
    assert pagina.lstrip().lower().startswith("<!doctype html>")
    assert "2.2.5" in pagina
    assert [p.name for p in tmp_path.iterdir()] == ["vista.html"]


@pytest.mark.parametrize(("orden", "dice"), [
    (("leer", "no-hay.txt"), "No existe el archivo"),
    (("leer", "vacio.txt"), "está vacío"),
    (("leer", "binario.txt"), "binario"),
    (("construir", "receta.txt", "--almacen", "nuevo"), "no parece un programa"),
    (("auditar", "--almacen", "no-hay"), "No existe el almacén"),
    (("auditar", "--fecha", "31/02/2017"), "no es una fecha"),
    (("auditar", "--programa", "otro-2020"), "No existe el programa"),
    (("consultar", "lineas_sin_mandto"), "¿Quiso decir “lineas_sin_mandato”"),
    (("consultar", "lineas", "-p", "nada=1"), "no tiene el parámetro"),
    (("consultar", "lineas", "-p", "nada"), "clave=valor"),
    (("leer", "bueno.txt", "--perfil", "marciano"), "No existe el perfil"),
    (("simular", "--sin", "lgtaip-2015/art_999"), "No existe"),
    (("comparar", "no-hay-1", "no-hay-2"), "no es un archivo ni un programa"),
])
def test_lo_que_no_se_puede_hacer_se_dice_y_no_deja_nada(tmp_path: Path, orden: tuple[str, ...], dice: str) -> None:
    (tmp_path / "vacio.txt").write_bytes(b"")
    (tmp_path / "binario.txt").write_bytes(b"a\x00b")
    (tmp_path / "receta.txt").write_text("Se tuestan los chiles.\n" * 30, encoding="utf-8")
    (tmp_path / "bueno.txt").write_bytes(ruta_empaquetada().read_bytes())
    antes = sorted(p.name for p in tmp_path.iterdir())
    hecho = alinea(tmp_path, *orden)
    assert hecho.returncode == 2
    assert hecho.stdout == ""
    assert dice in hecho.stderr
    assert "Traceback" not in hecho.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == antes


def test_construir_varios_y_el_mismo_dos_veces(tmp_path: Path) -> None:
    documento = str(ruta_empaquetada())
    repetido = alinea(tmp_path, "construir", documento, documento, "--almacen", "a")
    assert repetido.returncode == 2
    assert "son el mismo programa" in repetido.stderr
    assert not (tmp_path / "a").exists()
