"""Documents as files: what cannot be read is said clearly, and nothing else happens."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafo.construccion import leer
from grafo.documento import Documento, documento_de_bytes, leer_documento
from grafo.letras import plegar
from ontologia.errores import DocumentoIlegible, NoEsPrograma


@pytest.mark.parametrize(("contenido", "motivo"), [
    (b"", "está vacío"),
    (b" \n\t\n", "está vacío"),
    (b"\x89PNG\r\n\x1a\n123", "es binario (PNG)"),
    (b"Programa\x00Anual", "byte nulo en la posición 8"),
    ("Programa".encode("utf-16"), "UTF-16"),
    (bytes(range(128, 256)) * 20, "no es texto UTF-8"),
])
def test_lo_que_no_es_texto_se_rechaza_diciendo_donde(tmp_path: Path, contenido: bytes, motivo: str) -> None:
    ruta = tmp_path / "mal.txt"
    ruta.write_bytes(contenido)
    with pytest.raises(DocumentoIlegible) as error:
        leer_documento(ruta)
    assert "mal.txt" in str(error.value)
    assert motivo in str(error.value)
    assert error.value.remedio


def test_una_ruta_que_no_existe_y_una_carpeta_se_dicen(tmp_path: Path) -> None:
    with pytest.raises(DocumentoIlegible, match="No existe"):
        leer_documento(tmp_path / "no-hay.txt")
    with pytest.raises(DocumentoIlegible, match="carpeta"):
        leer_documento(tmp_path)


def test_un_texto_que_no_es_programa_se_dice(tmp_path: Path) -> None:
    ruta = tmp_path / "receta.txt"
    ruta.write_text("Receta de mole.\nPrimero se tuestan los chiles.\n" * 20, encoding="utf-8")
    with pytest.raises(NoEsPrograma, match="receta"):
        leer(ruta)


@pytest.mark.parametrize(("texto", "motivo"), [
    ("palabra " * 300_000, "caracteres"),  # too long
    ("ruido sin fin\n" * 50_000, "no parece un programa"),
    ("Programa Anual de la Comisión Permanente\n" + "(((( .... ____ " * 20_000, "no se encontró ningún objetivo"),
])
def test_el_ruido_se_rechaza(tmp_path: Path, texto: str, motivo: str) -> None:
    ruta = tmp_path / "ruido.txt"
    ruta.write_text(texto, encoding="utf-8")
    with pytest.raises(NoEsPrograma, match=motivo):
        leer(ruta)


@given(st.text())
def test_plegar_es_idempotente_y_no_deja_blancos_dobles(texto: str) -> None:
    plegado = plegar(texto)
    assert plegar(plegado) == plegado
    assert plegado.split() == texto.split()


@given(st.text(alphabet="ab \n\u00e1", min_size=1), st.data())
def test_un_tramo_es_el_corte_sin_blancos_en_los_extremos(texto: str, datos: st.DataObject) -> None:
    documento = Documento("x", texto, "")
    inicio = datos.draw(st.integers(0, len(texto)))
    fin = datos.draw(st.integers(inicio, len(texto)))
    if not texto[inicio:fin].strip():
        with pytest.raises(ValueError, match="empty stretch"):
            documento.tramo(inicio, fin)
        return
    tramo = documento.tramo(inicio, fin)
    assert texto[tramo.inicio:tramo.fin] == texto[inicio:fin].strip()
    assert texto.count("\n", 0, tramo.inicio) + 1 == tramo.linea_inicio


def test_las_paginas_se_cuentan_por_el_salto_o_por_el_espacio_que_deja() -> None:
    con_saltos = documento_de_bytes(b"uno\n\fdos\n\ftres\n", "x")
    assert [con_saltos.pagina_de(con_saltos.texto.index(p)) for p in ("uno", "dos", "tres")] == [1, 2, 3]
    sin_saltos = documento_de_bytes(b" uno \nfin de la primera \n dos \n\n vineta \n\nfin \n tres ", "x")
    assert [sin_saltos.pagina_de(sin_saltos.texto.index(p)) for p in ("uno", "dos", "vineta", "tres")] == [1, 2, 2, 3]
