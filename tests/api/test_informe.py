"""The report on paper, the gate, and the reviews on the command line."""

from __future__ import annotations

import csv
import importlib.abc
import io
import json
import os
import re
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from rdflib import RDF, Graph
from starlette.testclient import TestClient
from typer.testing import CliRunner, Result

from api.contexto import Contexto
from api.orden import app
from api.papel import SUFIJOS, Informe, escribir, reunir
from grafo.auditoria import auditar
from ontologia.errores import ErrorDeAlinea
from ontologia.espacios import EARL

CLAVE = "inai-cpgat-2017"
ORDEN = CliRunner()


@pytest.fixture(scope="module")
def informe(contexto: Contexto) -> Informe:
    return reunir(contexto.almacen, contexto.acunador, auditar(contexto.almacen, CLAVE, contexto.acunador))


def alinea(*palabras: str) -> Result:
    return ORDEN.invoke(app, list(palabras))


def exigir_pango(sufijo: str) -> None:
    """Skip what writes a PDF where the system has no Pango; in CI, which installs it, fail."""
    if sufijo == ".pdf":
        try:
            import weasyprint  # noqa: F401
        except OSError:
            if os.environ.get("CI"):
                raise
            pytest.skip("the system has no Pango")


@pytest.mark.parametrize("sufijo", SUFIJOS)
def test_un_informe_hecho_dos_veces_es_el_mismo_byte_por_byte(
    contexto: Contexto, informe: Informe, sufijo: str
) -> None:
    exigir_pango(sufijo)
    otro = reunir(contexto.almacen, contexto.acunador, auditar(contexto.almacen, CLAVE, contexto.acunador))
    primero = escribir(informe, sufijo)
    assert primero == escribir(otro, sufijo)
    assert len(primero) > 10_000


def test_la_pagina_se_abre_sin_red_y_dice_que_se_examino(informe: Informe) -> None:
    pagina = escribir(informe, ".html").decode()
    assert not re.search(r"(?:src|href|url\()\s*=?\s*[\"'(]?\s*(?:https?:)?//", pagina)
    assert "<script" not in pagina
    assert informe.sha256 in pagina
    for numero in ("1.1.1", "2.2.5", "3.2.3"):
        assert f"<h3>{numero} " in pagina
    assert "en el marco del proyecto Sociedad Abierta" in pagina
    assert "El término del tema está en las palabras de la línea." in pagina


def test_la_pagina_se_da_tambien_en_ingles(informe: Informe) -> None:
    pagina = escribir(informe, ".html", "en").decode()
    assert '<html lang="en">' in pagina
    assert "What was examined" in pagina
    assert "Qué se examinó" not in pagina


def test_el_pdf_es_un_pdf_sin_reloj(informe: Informe) -> None:
    exigir_pango(".pdf")
    papel = escribir(informe, ".pdf")
    assert papel.startswith(b"%PDF-")
    assert b"CreationDate" not in papel
    assert b"ModDate" not in papel


def test_sin_pango_se_dice_que_instalar(informe: Informe, monkeypatch: pytest.MonkeyPatch) -> None:
    class SinPango(importlib.abc.MetaPathFinder):
        def find_spec(self, nombre, ruta, destino=None):
            if nombre == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [SinPango(), *sys.meta_path])
    with pytest.raises(ErrorDeAlinea, match="libpango"):
        escribir(informe, ".pdf")


def test_el_libro_tiene_cabezas_fijas_filtros_y_ninguna_formula(informe: Informe) -> None:
    crudo = escribir(informe, ".xlsx")
    paquete = zipfile.ZipFile(io.BytesIO(crudo))
    hojas = [n for n in paquete.namelist() if n.startswith("xl/worksheets/sheet")]
    assert len(hojas) == 16
    for hoja in hojas:
        texto = paquete.read(hoja).decode()
        assert 'state="frozen"' in texto
        assert "<autoFilter " in texto
        assert "<f>" not in texto
    libro = CalamineWorkbook.from_filelike(io.BytesIO(crudo))
    lineas = libro.get_sheet_by_name("libro").to_python()
    assert len(lineas) == 1 + 25


def test_el_csv_lleva_cada_seccion(informe: Informe) -> None:
    filas = list(csv.DictReader(io.StringIO(escribir(informe, ".csv").decode("utf-8-sig"))))
    assert {"examinado", "libro", "citas", "articulos", "hallazgos", "niveles", "reglas", "formas"} <= {
        f["seccion"] for f in filas}
    niveles = {f["elemento"]: f["valor"] for f in filas if f["seccion"] == "libro" and f["campo"] == "nivel"}
    assert len(niveles) == 25
    assert niveles["2.2.5"] == "heredada_estrategia"


def test_el_json_lleva_el_documento_y_lo_mismo_que_la_auditoria(informe: Informe) -> None:
    datos = json.loads(escribir(informe, ".json"))
    assert datos["documento"]["sha256"] == informe.sha256
    assert (len(datos["lineas"]), datos["huecos"], datos["revisiones"]) == (25, [], [])
    # Every objective contributes to institutional objective 2 (chapter IV), and every line leads to 56-59.
    assert len(datos["cobertura_profunda"]) == 25
    assert datos["por_objetivo"]["3"]["ninguna"] == 0
    assert sum(datos["por_objetivo"]["3"].values()) == 4
    assert set(datos["niveles_por_articulo"]) == {f"lgtaip-2015/art_{n}" for n in (56, 57, 58, 59)}
    assert not {a["articulo"] for a in datos["articulos_sin_lineas"]} & set(datos["niveles_por_articulo"])


def test_el_turtle_afirma_en_earl_un_resultado_por_linea_criterio_y_forma(informe: Informe) -> None:
    grafo = Graph().parse(data=escribir(informe, ".ttl"), format="turtle")
    afirmaciones = set(grafo.subjects(RDF.type, EARL.Assertion))
    assert len(afirmaciones) == 2 * 25 + len(informe.validacion.formas)
    for a in afirmaciones:
        assert grafo.value(grafo.value(a, EARL.result), EARL.outcome) is not None
    de_lineas = [a for a in afirmaciones if "/linea/" in str(a)]
    assert {grafo.value(grafo.value(a, EARL.result), EARL.outcome) for a in de_lineas} == {EARL.passed}


def test_pasada_la_vigencia_toda_linea_es_un_hueco_y_el_informe_lo_dice(contexto: Contexto) -> None:
    libro = auditar(contexto.almacen, CLAVE, contexto.acunador, date(2026, 1, 1))
    tarde = reunir(contexto.almacen, contexto.acunador, libro)
    datos = json.loads(escribir(tarde, ".json"))
    assert (len(datos["huecos"]), datos["cobertura_profunda"], datos["fecha"]) == (25, [], "2026-01-01")
    assert {tuple(x["rupturas"]) for x in datos["lineas"]} == {("articulo_vigente",)}
    grafo = Graph().parse(data=escribir(tarde, ".ttl"), format="turtle")
    assert len(set(grafo.subjects(EARL.outcome, EARL.failed))) == 50


# 1.1.3 and 2.2.5 name no topic: their strategies do.
def test_la_exigencia_de_niveles_es_la_puerta_de_la_integracion_continua() -> None:
    pasa = alinea("auditar", "--exigir", "expresa,nominal,heredada_estrategia")
    assert pasa.exit_code == 0
    falla = alinea("auditar", "--exigir", "expresa,nominal", "--huecos", "--formato", "json")
    assert falla.exit_code == 1
    assert re.findall(r"hueco ([\d.]+)", falla.stderr) == ["1.1.3", "2.2.5"]
    assert [x["numero"] for x in json.loads(falla.stdout)["lineas"]] == ["1.1.3", "2.2.5"]


def test_lo_mas_fuerte_que_lo_exigido_tambien_pasa() -> None:
    # Only inherited evidence is named: express and nominal evidence is stronger.
    assert alinea("auditar", "--exigir", "heredada_estrategia").exit_code == 0


@pytest.mark.parametrize("niveles", ["ninguna", "segura", "", "expresa,,dudosa"])
def test_exigir_lo_que_no_es_un_nivel_se_rechaza(niveles: str) -> None:
    resultado = alinea("auditar", "--exigir", niveles)
    assert resultado.exit_code == 2
    assert "Niveles: cita, expresa" in resultado.stderr


def test_un_informe_sin_formato_conocido_se_rechaza(tmp_path: Path) -> None:
    resultado = alinea("auditar", "--informe", str(tmp_path / "informe.docx"))
    assert resultado.exit_code == 2
    assert ".pdf" in resultado.stderr
    assert list(tmp_path.iterdir()) == []


def test_una_persona_revisa_exporta_e_importa_en_la_linea_de_comandos(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert alinea("construir").exit_code == 0
    datos = ("--motivo", "No basta la estrategia", "--quien", "Ana Ruiz", "--rol", "auditora",
             "--cuando", "2026-01-02T03:04:05-06:00")
    assert alinea("revisar", "--linea", "2.2.5", "--decision", "rechaza", *datos).exit_code == 0
    fallida = alinea("auditar")
    assert fallida.exit_code == 1
    assert "rechazado: lgtaip-2015/art_59" in fallida.stdout
    assert alinea("revisar", "--exportar", "r.json").exit_code == 0
    (escrita,) = json.loads(Path("r.json").read_text(encoding="utf-8"))["revisiones"]
    assert (escrita["linea"], escrita["cuando"]) == ("2.2.5", "2026-01-02T09:04:05Z")
    assert alinea("revisar", "--linea", "2.2.5", "--decision", "justifica", *datos).exit_code == 0
    pasa = alinea("auditar", "--exigir", "expresa,nominal,heredada_estrategia")
    assert pasa.exit_code == 0
    assert "justificado 2.2.5" in pasa.stderr
    importada = alinea("revisar", "--importar", "r.json")
    assert importada.exit_code == 0
    assert "0 revisiones nuevas, 1 que ya estaban" in importada.stderr
    Path("corta.json").write_text(Path("r.json").read_text(encoding="utf-8")[:200], encoding="utf-8")
    cortada = alinea("revisar", "--importar", "corta.json")
    assert cortada.exit_code == 2
    assert escrita["id"] in cortada.stderr
    assert len(json.loads(alinea("revisar", "--lista", "--formato", "json").stdout)) == 2
    assert alinea("auditar", "--informe", "i.html").exit_code == 0
    assert "No basta la estrategia" in Path("i.html").read_text(encoding="utf-8")


def test_sin_almacen_en_una_carpeta_no_se_revisa(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    resultado = alinea("revisar", "--lista")
    assert resultado.exit_code == 2
    assert "en memoria las revisiones se perderían" in resultado.stderr


@pytest.mark.parametrize("palabras", [
    (), ("--lista", "--exportar", "x.json"), ("--linea", "2.2.5"), ("--decision", "confirma"),
    ("--linea", "2.2.5", "--decision", "duda", "--motivo", "m", "--quien", "q", "--rol", "r"),
    ("--linea", "2.2.5", "--decision", "confirma", "--motivo", "m", "--quien", "q", "--rol", "r", "--cuando", "ayer"),
])
def test_una_revision_a_medias_no_se_ejecuta(palabras: tuple[str, ...]) -> None:
    assert alinea("revisar", *palabras).exit_code == 2


@pytest.mark.parametrize("formato", [s[1:] for s in SUFIJOS])
def test_el_informe_se_descarga_de_la_pagina(cliente: TestClient, formato: str) -> None:
    exigir_pango(f".{formato}")
    respuesta = cliente.get(f"/auditoria?informe={formato}")
    assert respuesta.status_code == 200
    assert respuesta.headers["content-disposition"] == f'attachment; filename="informe-{CLAVE}.{formato}"'


def test_el_filtro_de_cobertura_muestra_solo_los_huecos(cliente: TestClient) -> None:
    assert cliente.get("/auditoria?cobertura=hueco").text.count('<tr id="l-') == 0
    assert cliente.get("/auditoria?cobertura=hueco&fecha=2026-01-01").text.count('<tr id="l-') == 25
    assert cliente.get("/auditoria?revision=sin-revisar").text.count('<tr id="l-') == 25
    assert cliente.get("/auditoria?revision=vigente").text.count('<tr id="l-') == 0
