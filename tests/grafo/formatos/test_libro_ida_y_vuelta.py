from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import HealthCheck, given, settings
from libros_de_prueba import donde, editar, hojas_de
from programas_al_azar import DOCUMENTOS, programas

from grafo.construccion import Leido
from grafo.documento import Documento
from grafo.formatos.libro import LibroIlegible, escribir_libro, leer_libro
from grafo.letras import plegar
from grafo.modelo import Nota, Pasaje, Programa, Tramo


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(programas(), DOCUMENTOS)
def test_todo_programa_vuelve_igual_del_libro_con_su_documento(programa: Programa, documento: Documento) -> None:
    assert leer_libro(escribir_libro(programa, documento), "p.xlsx") == (documento, programa)


def test_el_programa_real_vuelve_igual_con_todos_sus_lugares(leido_real: Leido) -> None:
    documento, programa = leer_libro(escribir_libro(leido_real.programa, leido_real.documento), "p.xlsx")
    for campo in fields(Programa):
        assert getattr(programa, campo.name) == getattr(leido_real.programa, campo.name), campo.name
    assert documento == leido_real.documento


def test_un_documento_mas_largo_que_una_celda_vuelve_igual(leido_real: Leido) -> None:
    largo = Documento("l.txt", "_x000D_\f\r\n\ud800ñ" * 9000, "0", "utf-8", (0, 7))
    assert leer_libro(escribir_libro(leido_real.programa, largo), "p.xlsx")[0] == largo


def test_sin_documento_cada_elemento_se_cita_del_libro(leido_real: Leido) -> None:
    documento, programa = leer_libro(escribir_libro(leido_real.programa, None), "p.xlsx")
    assert programa.clave == leido_real.programa.clave
    assert [x.texto.texto for x in programa.lineas_accion] == [x.texto.texto for x in leido_real.programa.lineas_accion]
    pasajes = [x.texto for x in programa.lineas_accion] + [a.texto for s in programa.sesiones for a in s.asuntos]
    pasajes += [m for p in programa.proyectos for m in p.menciones] + [s for a in programa.alianzas for s in a.socios]
    assert all(p.tramos and documento.texto_de(p.tramos) == p.texto for p in pasajes)


def test_un_texto_corregido_se_cita_del_libro_y_se_avisa(leido_real: Leido) -> None:
    original = escribir_libro(leido_real.programa, leido_real.documento)
    celda = ("Líneas de acción", 1, donde(original, "Líneas de acción", "Texto"))
    documento, programa = leer_libro(editar(original, {celda: "Publicar otra cosa."}), "p.xlsx")
    corregida = programa.lineas_accion[0].texto
    assert corregida.texto == "Publicar otra cosa."
    assert documento.texto_de(corregida.tramos) == "Publicar otra cosa."
    assert documento.texto.startswith(leido_real.documento.texto)
    assert len(documento.avisos) == 1 and documento.avisos[0].startswith("Líneas de acción!C2: escrito en el libro")
    lineas = leido_real.programa.lineas_accion
    esperado = replace(leido_real.programa,
                       lineas_accion=(replace(lineas[0], texto=corregida), *lineas[1:]))
    assert programa == esperado
    # The pages of what came from the document stay what they were.
    assert all(documento.pagina_de(x.texto.tramos[0].inicio) == x.texto.tramos[0].pagina for x in lineas)


def test_una_celda_vaciada_quita_el_dato_y_no_deja_su_lugar(leido_real: Leido) -> None:
    original = escribir_libro(leido_real.programa, leido_real.documento)
    celda = ("Líneas de acción", 1, donde(original, "Líneas de acción", "Dirección"))
    _, programa = leer_libro(editar(original, {celda: ""}), "p.xlsx")
    assert programa.lineas_accion[0].direccion is None
    assert programa.lineas_accion[1:] == leido_real.programa.lineas_accion[1:]


def test_una_fila_nueva_se_lee_junto_a_las_del_documento(leido_real: Leido) -> None:
    original = escribir_libro(leido_real.programa, leido_real.documento)
    fila = len(hojas_de(original)["Notas"])
    nuevo = editar(original, {("Notas", fila, 1): "8", ("Notas", fila, 2): "Nota  de una\npersona."})
    documento, programa = leer_libro(nuevo, "p.xlsx")
    assert programa.notas[:-1] == leido_real.programa.notas
    assert programa.notas[-1].numero == "8"
    assert programa.notas[-1].texto.texto == plegar("Nota  de una\npersona.")
    assert documento.texto_de(programa.notas[-1].texto.tramos) == "Nota de una persona."


@pytest.mark.parametrize(("texto", "motivo"), [("x" * 32_768, "32,767"), ("🙂" * 16_384, "32,768"),
                                               ("a\ufffe", "no puede guardar"), ("_x005F_x0041_", "no puede guardar")])
def test_un_texto_que_no_cabe_en_una_celda_se_dice_con_su_celda(leido_real: Leido, texto: str, motivo: str) -> None:
    nota = Nota("1", Pasaje(texto, (Tramo(0, 1, 1, 1, 1),)))
    with pytest.raises(LibroIlegible, match=r"Notas!C2 \(Nota\): ") as error:
        escribir_libro(replace(leido_real.programa, notas=(nota,)), None)
    assert motivo in error.value.mensaje


def test_un_texto_del_tamano_justo_cabe(leido_real: Leido) -> None:
    nota = Nota("1", Pasaje("x" * 32_767, (Tramo(0, 1, 1, 1, 1),)))
    programa = replace(leido_real.programa, notas=(nota,))
    assert leer_libro(escribir_libro(programa, leido_real.documento), "p.xlsx")[1].notas == (nota,)
