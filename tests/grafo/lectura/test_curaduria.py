"""What a person adds to the names of a document rests on a quote, or is not applied."""

from __future__ import annotations

from pathlib import Path

import pytest

from grafo.documento import Documento, documento_de_bytes
from grafo.lectura.curaduria import Abreviatura, Curaduria, Mismo, aplicable, cargar_curaduria, comprobar
from ontologia.errores import ErrorDeEntrada

DATOS = Path(__file__).parents[3] / "grafo" / "datos"


def documento(texto: str) -> Documento:
    return documento_de_bytes(texto.encode(), "programa.txt")


def mismo(cita: str) -> Mismo:
    return Mismo("Plan Ciudad Viva", ("Plan CV",), "proyecto", cita, "una sola obra")


def test_sin_archivo_la_curaduria_esta_vacia(tmp_path: Path) -> None:
    assert cargar_curaduria(None) == Curaduria()
    assert cargar_curaduria(tmp_path / "no_existe.toml") == Curaduria()


def test_la_curaduria_se_lee_con_todas_sus_claves(tmp_path: Path) -> None:
    ruta = tmp_path / "x.toml"
    ruta.write_text('[[mismo]]\nnombre="A"\nvariantes=["B"]\nclase="organizacion"\ncita="c"\nmotivo="m"\n'
                    '[[abreviatura]]\nsigla="DG"\nsignificado="Dirección General"\ncita="la DG"\n', encoding="utf-8")
    assert cargar_curaduria(ruta) == Curaduria((Mismo("A", ("B",), "organizacion", "c", "m"),),
                                               (Abreviatura("DG", "Dirección General", "la DG"),))


@pytest.mark.parametrize(("texto", "dice"), [
    ("[[mismo", "no es TOML"),                                                                  # broken syntax
    ('[[mismo]]\nnombre="A"\nvariantes=[]\nclase="proyecto"\nmotivo="m"\n', "carece de 'cita'"),  # no quote, no entry
    ('[[abreviatura]]\nsigla="A"\ncita="c"\n', "carece de 'significado'"),
    ('[[mismo]]\nnombre="A"\nvariantes=[]\nclase="cosa"\ncita="c"\nmotivo="m"\n', "la clase «cosa»"),
])
def test_un_archivo_mal_hecho_dice_que_le_falta(tmp_path: Path, texto: str, dice: str) -> None:
    ruta = tmp_path / "mala.toml"
    ruta.write_text(texto, encoding="utf-8")
    with pytest.raises(ErrorDeEntrada, match=r"mala\.toml") as error:
        cargar_curaduria(ruta)
    assert dice in error.value.mensaje
    assert error.value.remedio


def test_una_cita_partida_en_lineas_consta() -> None:
    leido = documento("El Plan Ciudad\n\nViva, o Plan CV, sigue.\n")
    curaduria = Curaduria((mismo("Plan Ciudad Viva, o\nPlan CV"),))
    assert comprobar(curaduria, leido) == ()
    assert aplicable(curaduria, leido) == curaduria


@pytest.mark.parametrize("cita", ["El Plan Ciudad Muerta", "", "plan ciudad viva"])  # absent, empty, other capitals
def test_una_entrada_sin_cita_en_el_documento_es_un_hallazgo_y_no_se_aplica(cita: str) -> None:
    leido = documento("El Plan Ciudad Viva sigue.\n")
    curaduria = Curaduria((mismo(cita),), (Abreviatura("CV", "Ciudad Viva", "la CV"),))
    hallazgos = comprobar(curaduria, leido)
    assert [h.tipo for h in hallazgos] == ["curaduria-sin-cita", "curaduria-sin-cita"]
    assert "Plan Ciudad Viva" in hallazgos[0].mensaje
    assert "programa.txt" in hallazgos[0].message
    assert aplicable(curaduria, leido) == Curaduria()


def test_la_curaduria_del_programa_empacado_consta_entera() -> None:
    curaduria = cargar_curaduria(DATOS / "programa-cpgat-2017.curado.toml")
    leido = documento_de_bytes((DATOS / "programa-cpgat-2017.txt").read_bytes(), "programa-cpgat-2017.txt")
    assert comprobar(curaduria, leido) == ()
    assert [a.significado for a in curaduria.abreviaturas if a.sigla == "DGE"] == ["Dirección General de Enlace"]
