from __future__ import annotations

import io
import os
import struct
import time
import tracemalloc
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from libros_de_prueba import donde, editar, hojas_de, libro_escrito

from grafo.construccion import Leido, leer
from grafo.documento import documento_de_bytes
from grafo.formatos.libro import LibroIlegible, escribir_libro, leer_libro, plantilla
from grafo.formatos.libro.esquema import esquema
from grafo.lectura.perfil import cargar_perfiles

PORTADA: list[list[Any]] = [["Título", "Año", "Institución", "Comisión o unidad"],
                            ["Programa Anual de Bosques 2031", 2031, "Instituto Forestal", "Comisión de Bosques"]]
MINIMO: dict[str, list[list[Any]]] = {
    "Programa": PORTADA,
    "Siglas": [["Sigla", "Significado"], ["IFO", "Instituto Forestal"],
               ["CB", "Comisión de Bosques"]],
    "Objetivos": [["Número", "Texto"], ["1", "Cuidar los bosques."]],
    "Estrategias": [["Número", "Texto"], ["1.1", "Vigilar los bosques."]],
    "Líneas de acción": [["Número", "Texto", "Dirección"], ["1.1.1", "Contar los árboles.", "DGB"],
                         ["1.1.10", "Contar las aves.", ""]],
    "Alianzas": [["Número", "Institución u organismo", "Socios", "Línea"],
                 ["1", "Dos escuelas", "Escuela Norte", "1.1.1"], ["", "", "Escuela Sur", "1.1.10"]],
    "Sesiones": [["Número", "Fecha", "Tipo", "Modalidad", "Asunto"],
                 ["1", "14 de marzo de 2031", "ordinaria", "APROBACION", "Programa anual"],
                 ["", "", "", "estatus", "Conteo"]],
    "Cifras": [["Número", "Valor", "De qué", "Unidad"], ["1", 12.5, "bosques contados", "%"]],
}


def con(**hojas: list[list[Any]]) -> bytes:
    """The small workbook with some sheets replaced (an underscore in the name stands for a space)."""
    return libro_escrito({**MINIMO, **{k.replace("_", " "): v for k, v in hojas.items()}})


def errores(contenido: bytes) -> list[str]:
    with pytest.raises(LibroIlegible) as error:
        leer_libro(contenido, "b.xlsx")
    return [str(e) for e in error.value.errores]


def test_un_libro_escrito_a_mano_da_el_programa_con_citas() -> None:
    documento, programa = leer_libro(libro_escrito(MINIMO), "bosques.xlsx")
    assert programa.clave == "ifo-cb-2031"
    assert programa.anio == 2031
    assert [(x.numero, x.texto.texto, x.estrategia) for x in programa.lineas_accion] == [
        ("1.1.1", "Contar los árboles.", "1.1"), ("1.1.10", "Contar las aves.", "1.1")]
    assert programa.lineas_accion[0].direccion is not None
    assert programa.lineas_accion[0].direccion.texto == "DGB"
    assert programa.lineas_accion[1].direccion is None
    assert programa.estrategias[0].objetivo == "1"
    assert [s.texto for s in programa.alianzas[0].socios] == ["Escuela Norte", "Escuela Sur"]
    assert [(c.numero, c.pasaje.texto) for c in programa.alianzas[0].lineas] == [("1.1.1", "1.1.1"),
                                                                               ("1.1.10", "1.1.10")]
    sesion = programa.sesiones[0]
    assert (sesion.fecha, sesion.fecha_texto.texto) == (date(2031, 3, 14), "14 de marzo de 2031")
    assert [(a.modalidad, a.texto.texto) for a in sesion.asuntos] == [("aprobación", "Programa anual"),
                                                                     ("estatus", "Conteo")]
    assert programa.indicadores[0].valor == Decimal("12.5")
    assert programa.indicadores[0].pasaje.texto == "bosques contados"
    for pasaje in (programa.titulo, programa.lineas_accion[1].texto, sesion.fecha_texto, sesion.asuntos[1].texto):
        assert documento.texto_de(pasaje.tramos) == pasaje.texto
    assert documento.nombre == "bosques.xlsx" and documento.codificacion == "xlsx"


def test_una_fecha_del_programa_de_hojas_de_calculo_es_un_dia() -> None:
    sesiones = [["Número", "Fecha", "Tipo"], ["1", date(2031, 3, 14), "ordinaria"]]
    _, programa = leer_libro(con(Sesiones=sesiones), "b.xlsx")
    assert programa.sesiones[0].fecha == date(2031, 3, 14)
    assert programa.sesiones[0].fecha_texto.texto == "14/03/2031"


def test_todos_los_errores_se_dicen_juntos_con_hoja_fila_y_columna() -> None:
    contenido = con(
        Estrategias=[["Número", "Texto"], ["", "Sin número."], ["1.2", ""]],
        Sesiones=[["Número", "Fecha", "Tipo", "Modalidad", "Asunto"],
                  ["1", "31 de febrero de 2031", "ordinaria", "votación", "Algo"]],
        Cifras=[["Número", "Valor", "De qué"], ["1", "muchos", "árboles"]],
        Programa=[["Título", "Año"], ["Programa Anual", "dos mil"]])
    assert errores(contenido) == [
        "Programa!B2 (Año): «dos mil» no es un número entero.",
        "Estrategias!A2 (Número): falta «Número».",
        "Estrategias!B3 (Texto): está vacía.",
        "Sesiones!B2 (Fecha): «31 de febrero de 2031» no es un día (AAAA-MM-DD).",
        "Sesiones!D2 (Modalidad): «votación» no es una de estas: recepción, aprobación, conocimiento, estatus.",
        "Cifras!B2 (Valor): «muchos» no es un número.",
    ]


def test_una_columna_que_falta_y_una_repetida_se_dicen() -> None:
    contenido = con(Objetivos=[["Número", "Contribuye a"], ["1", ""]],
                    Notas=[["Número", "Nota", "Nota"], ["1", "a", "b"]])
    assert "Objetivos!A1 (Texto): falta la columna «Texto»." in errores(contenido)
    assert any(e.startswith("Notas!B1 ") and "dos veces" in e for e in errores(contenido))


def test_sin_titulo_o_con_dos_programas_no_se_lee() -> None:
    assert errores(con(Programa=PORTADA[:1])) == ["Programa!A2: falta la fila con el título."]
    assert errores(con(Programa=[*PORTADA, PORTADA[1]])) == ["Programa!A3: hay más de un programa; deje una sola fila."]


def test_un_numero_guardado_como_numero_se_avisa() -> None:
    documento, programa = leer_libro(con(Estrategias=[["Número", "Texto"], [1.1, "Vigilar."]]), "b.xlsx")
    assert programa.estrategias[0].numero == "1.1"
    assert any(a.startswith("Estrategias!A2") and "«1.10»" in a for a in documento.avisos)


def test_formulas_y_celdas_combinadas_se_leen_por_su_valor_y_se_avisan() -> None:
    def mas(hojas: dict[str, Any]) -> None:
        hojas["Objetivos"].write_formula(1, 1, '=CONCATENATE("Cuidar"," todo")', None, "Cuidar todo")
        hojas["Notas"].write_row(0, 0, ["Número", "Nota"])
        hojas["Notas"].write_string(1, 0, "1")
        hojas["Notas"].merge_range(1, 1, 2, 1, "Una nota")

    documento, programa = leer_libro(editar(con(Notas=[]), {("Notas", 0, 0): "Número"}, mas), "b.xlsx")
    assert programa.objetivos_especificos[0].texto.texto == "Cuidar todo"
    assert programa.notas[0].texto.texto == "Una nota"
    assert any(a.startswith("Objetivos!B2: es una fórmula") for a in documento.avisos)
    assert any(a.startswith("Notas!B2:B3: celdas combinadas") for a in documento.avisos)


def test_una_formula_sin_valor_guardado_es_un_error() -> None:
    def mas(hojas: dict[str, Any]) -> None:
        hojas["Objetivos"].write_formula(1, 1, "=A1", None, "")

    assert "Objetivos!B2: es una fórmula sin valor guardado; escriba el valor." in errores(
        editar(libro_escrito(MINIMO), {}, mas))


def test_una_hoja_ajena_se_avisa_y_un_libro_ajeno_no_se_lee() -> None:
    documento, _ = leer_libro(libro_escrito(MINIMO), "b.xlsx")
    assert documento.avisos == ("La hoja «Hoja de otro» no es de la plantilla y no se leyó.",)
    with pytest.raises(LibroIlegible, match="ninguna de sus hojas"):
        leer_libro(libro_escrito({"Gastos": [["a"]]}), "b.xlsx")


def test_la_fila_de_ejemplo_de_la_plantilla_no_se_lee_y_llena_todas_las_hojas() -> None:
    hojas = hojas_de(plantilla())
    assert [t for t in hojas if t != "Léame"] == [p.titulo for p in esquema().pliegos]
    assert all(filas[1][0].startswith("EJEMPLO") for t, filas in hojas.items() if t != "Léame")
    assert errores(plantilla()) == ["Programa!A2: falta la fila con el título."]


def test_el_ejemplo_de_la_plantilla_es_un_programa_valido_si_se_le_quita_la_marca() -> None:
    contenido = plantilla()
    sin_marca = {(p.titulo, 1, 0): "" for p in esquema().pliegos}
    documento, programa = leer_libro(editar(contenido, sin_marca), "ejemplo.xlsx")
    assert documento.avisos == ()
    assert all(len(getattr(programa, p.campo)) == 1 for p in esquema().pliegos if p.campo != "programa")
    assert programa.lineas_accion[0].estrategia == "1.1"


def test_las_modalidades_del_libro_son_las_de_los_perfiles() -> None:
    columna = next(p for p in esquema().pliegos if p.campo == "sesiones").columna("asuntos.modalidad")
    assert {m.clave for p in cargar_perfiles() for m in p.modalidades} <= set(columna.opciones)


def test_el_libro_se_reconoce_por_su_contenido_y_no_por_su_nombre(tmp_path: Path, leido_real: Leido) -> None:
    ruta = tmp_path / "programa.pdf"
    ruta.write_bytes(escribir_libro(leido_real.programa, leido_real.documento))
    leido = leer(ruta)
    assert (leido.programa, leido.documento) == (leido_real.programa, leido_real.documento)
    assert documento_de_bytes(ruta.read_bytes(), "x.txt") == leido_real.documento


def test_ninguna_celda_del_libro_es_formula_aunque_lo_parezca(leido_real: Leido) -> None:
    contenido = escribir_libro(leido_real.programa, leido_real.documento)
    with zipfile.ZipFile(io.BytesIO(contenido)) as paquete:
        hojas = [paquete.read(n) for n in paquete.namelist() if n.startswith("xl/worksheets/sheet")]
    assert hojas and all(b"<f>" not in h and b"<hyperlink" not in h for h in hojas)
    assert donde(contenido, "Líneas de acción", "Texto") == 2


def zip_con(partes: dict[str, bytes]) -> bytes:
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as paquete:
        for nombre, dato in partes.items():
            paquete.writestr(nombre, dato)
    return salida.getvalue()


def rechazo(contenido: bytes) -> str:
    """The message with which a workbook is refused, within seconds and without filling the memory."""
    tracemalloc.start()
    inicio = time.monotonic()
    with pytest.raises(LibroIlegible) as error:
        leer_libro(contenido, "b.xlsx")
    _, maximo = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert time.monotonic() - inicio < 5
    assert maximo < 80 * 2**20
    return error.value.mensaje


def test_una_bomba_zip_se_rechaza_por_lo_que_dice_su_directorio() -> None:
    assert "al abrirse; el máximo es" in rechazo(zip_con({"xl/workbook.xml": b"", "xl/a.xml": b"\0" * (120 * 2**20)}))


def test_una_bomba_zip_que_miente_sobre_su_tamano_se_rechaza() -> None:
    contenido = bytearray(zip_con({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b"\0" * (90 * 2**20)}))
    entrada = contenido.rfind(b"PK\x01\x02")
    contenido[entrada + 24:entrada + 28] = struct.pack("<I", 1000)
    assert "dañado" in rechazo(bytes(contenido))


def test_una_hoja_con_una_celda_en_el_ultimo_rincon_se_rechaza() -> None:
    hoja = b'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"/></row>'
    assert "demasiadas celdas" in rechazo(zip_con({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": hoja}))


@pytest.mark.parametrize("contenido", [
    b"PK\x03\x04" + os.urandom(10_000_000) + b"xl/workbook.xml",
    zip_con({"xl/workbook.xml": b"<no es xml"}),
    zip_con({"xl/workbook.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"}),
    escribir_libro.__doc__.encode() if escribir_libro.__doc__ else b"",
])
def test_el_ruido_se_rechaza_con_un_mensaje(contenido: bytes) -> None:
    assert "«b.xlsx»" in rechazo(contenido)


def test_un_libro_cortado_se_rechaza(leido_real: Leido) -> None:
    contenido = escribir_libro(leido_real.programa, leido_real.documento)
    for parte in (0.3, 0.7, 0.99):
        assert "dañado o incompleto" in rechazo(contenido[:int(len(contenido) * parte)])
