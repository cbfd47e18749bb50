"""Documents laid out in ways that no profile describes: their outline is learnt from them. The words are nobody's."""

from __future__ import annotations

import pytest

from grafo.almacen import AlmacenEmbebido
from grafo.auditoria import auditar
from grafo.construccion import Leido, construir, leer_bytes
from ontologia.errores import NoEsPrograma
from ontologia.iris import Acunador

CON_LETRAS = """\
ORGANISMO DE AGUA DE VALDEAZUL
Programa anual de trabajo 2023

Este programa se funda en el artículo 45 de la LGTAIP y en el artículo 23 de la Ley General de Archivos.

a) Mantener al día la información que el organismo publica.

   Este objetivo responde al artículo 70 de la Ley General de Transparencia y Acceso a la Información Pública.

    1. Revisar los formatos de cada trimestre.
       Responsable: Unidad de Transparencia.
    2. Publicar el padrón de pozos (art. 24, fracc. V, LGTAIP).
       Responsables: Dirección Técnica y Unidad de Transparencia.

b) Responder las solicitudes en menos tiempo.

    1. Llevar una bitácora de solicitudes.
       Responsable: Unidad de Transparencia.
    2. Redactar un manual que incluya modelos de: i) orientación y
\fOrganismo de Agua de Valdeazul · Programa 2023
       ii) incompetencia.
       Responsable: Dirección Jurídica.
    3. Celebrar la feria del agua con la Ley de Datos del Agua (LDAGUA), artículo 9 de la LDAGUA.

Sesiones del Comité de Transparencia

El Comité sesionará de manera ordinaria los días 19 de enero y 20 de abril de 2023. Se prevé una sesión extraordinaria
el 7 de diciembre de 2023 para aprobar el índice.
\fOrganismo de Agua de Valdeazul · Programa 2024
Firmas
"""

DE_CORRIDO = """\
COMISIÓN DE RIEGO DEL ESTADO DE VALDEAZUL

PROGRAMA INSTITUCIONAL DE TRANSPARENCIA 2024

OBJETIVO I. CONTAR CON ARCHIVOS QUE FUNCIONEN.

Base legal del objetivo: arts. 20 y 21 de la LGA.

  1  Publicar el programa de archivos (PADA) durante enero (CGA).
  2  Instalar el archivo de concentración (DGA)
  3  Levantar los inventarios pendientes (CGA, DCR).

OBJETIVO II. ATENDER LAS SOLICITUDES.

  4  Cargar los formatos cada trimestre (CGA / DGA).
  5  Reducir el tiempo de respuesta, conforme al artículo 132 de la LGTAIP (DGT en coordinación con DCR).

CALENDARIO DEL COMITÉ

Primera ordinaria       14 de febrero de 2024
Extraordinaria          15 de mayo de 2024

GLOSARIO

CGA      Coordinación General de Archivos.
DCR      Dirección de Cuencas y Riego.
DGA      Dirección General de Administración.
DGT      Dirección General de Transparencia.
LGA      Ley General de Archivos.
"""

FICHAS = """\
INSTITUTO DE OFICIOS DE VALDEAZUL
Plan Anual de Transparencia 2025

Cómo leer la ficha

  Clave                 Identificador de la línea de acción.
  Acción                Lo que se hará.

Objetivo 1. Publicar información útil.

  Clave                 LA-01
  Acción                Integrar el directorio de enlaces de los planteles
                        y difundirlo.
  Área responsable      Unidad de Transparencia
  Sustento normativo    Art. 24 fracc. I LGTAIP
  Aliados               No aplica

  Clave                 LA-02
                        Publicar la oferta de cursos por
  Acción                plantel.
  Área responsable      Dirección Técnica / Departamento de Informática
  Sustento normativo    Arts. 57 y 58 LGTAIP

Objetivo 2. Cuidar los datos.

  Clave                 LA-03
  Acción                Aprobar el aviso de privacidad.
  Área responsable      Dirección Jurídica
"""

CON_COLUMNAS = """\
GOBIERNO MUNICIPAL DE VALDEAZUL
Programa Anual de Trabajo 2022

OBJETIVO PRIMERO. Garantizar respuestas completas.

-------------------------------------------------------------------------------------------
No.   Actividad                               Responsable           Fundamento jurídico
-------------------------------------------------------------------------------------------
      Recibir y turnar a las dependencias     Jefatura de           Art. 45, fracción II,
1     las solicitudes de acceso.              Solicitudes           LGTAIP

      Habilitar un módulo itinerante de       Unidad de             ---
2     orientación en las
\fGobierno Municipal de Valdeazul             Programa 2022
-------------------------------------------------------------------------------------------
No.   Actividad                               Responsable           Fundamento jurídico
-------------------------------------------------------------------------------------------
      delegaciones.                           Transparencia

OBJETIVO SEGUNDO. Mantener publicada la información fundamental.

-------------------------------------------------------------------------------------------
No.   Actividad                               Responsable           Fundamento jurídico
-------------------------------------------------------------------------------------------
3     Verificar los formatos cargados.        Unidad de             Art. 70, LGTAIP
                                              Transparencia
\fGobierno Municipal de Valdeazul             Programa 2022

Firmas
"""

CON_ROMANOS = """\
SECRETARÍA DE PESCA DE VALDEAZUL
Programa Anual de Trabajo 2018

COMPROMISO A. ATENDER LAS OBLIGACIONES DE TRANSPARENCIA

  I.    Coordinar la carga trimestral de la información de las
        unidades (DAI) [Art. 70 LGTAIP];
  II.   Difundir las bases de datos de arribos y vedas
        (DAI / DGTI);

COMPROMISO B. ORGANIZAR LOS ARCHIVOS

  I.    Actualizar el catálogo de disposición documental (DAD)
        [Art. 13, fr. II, Ley General de Archivos].

LIC. FIDEL ARREOLA FLORES
DIRECTOR GENERAL
"""

HOJA = """\
"HOSPITAL DE VALDEAZUL";;;;;
PROGRAMA ANUAL DE TRABAJO 2025;;;;;
OBJETIVO;No.;ACCIÓN;RESPONSABLE;MANDATO;ENE
1. Cumplir con las obligaciones de transparencia;1.1;Actualizar la tabla de aplicabilidad;"Dirección Médica
Jefatura de Sistemas";LGTAIP art. 70;X
;1.2;Cargar la información trimestral;Unidad de Transparencia;"LGTAIP art. 24, fracc. XI";X
2. Proteger los datos del expediente clínico;2.1;Elaborar el documento de seguridad;Jefatura de Sistemas;;
"""


def leido(texto: str, nombre: str = "p.txt", codificacion: str = "utf-8") -> Leido:
    return leer_bytes(texto.encode(codificacion), nombre)


def lineas(de: Leido) -> list[tuple[str, str, str]]:
    return [(x.numero, x.texto.texto, x.estrategia) for x in de.programa.lineas_accion]


def unidades(de: Leido) -> list[list[str]]:
    return [[u.texto for u in (x.direccion, *x.corresponsables) if u] for x in de.programa.lineas_accion]


def mandatos(de: Leido) -> dict[str, tuple[str, list[str]]]:
    almacen, acunador = AlmacenEmbebido(), Acunador()
    construir([de], almacen, acunador)
    libro = auditar(almacen, de.programa.clave, acunador)
    almacen.cerrar()
    return {x.numero: (x.nivel, [m.articulo for m in x.articulos]) for x in libro.lineas}


def test_objetivos_con_letra_y_lineas_que_empiezan_de_nuevo_en_cada_uno() -> None:
    de = leido(CON_LETRAS)
    assert [(o.numero, o.texto.texto) for o in de.programa.objetivos_especificos] == [
        ("a", "Mantener al día la información que el organismo publica."),
        ("b", "Responder las solicitudes en menos tiempo.")]
    assert lineas(de) == [
        ("a.1", "Revisar los formatos de cada trimestre.", "a"),
        ("a.2", "Publicar el padrón de pozos (art. 24, fracc. V, LGTAIP).", "a"),
        ("b.1", "Llevar una bitácora de solicitudes.", "b"),
        ("b.2", "Redactar un manual que incluya modelos de: i) orientación y ii) incompetencia.", "b"),
        ("b.3", "Celebrar la feria del agua con la Ley de Datos del Agua (LDAGUA), artículo 9 de la LDAGUA.", "b")]
    assert unidades(de)[:4] == [["Unidad de Transparencia"], ["Dirección Técnica", "Unidad de Transparencia"],
                                ["Unidad de Transparencia"], ["Dirección Jurídica"]]
    assert [(s.tipo, str(s.fecha)) for s in de.programa.sesiones] == [
        ("ordinaria", "2023-01-19"), ("ordinaria", "2023-04-20"), ("extraordinaria", "2023-12-07")]


def test_lo_que_funda_al_programa_entero_no_funda_a_ninguna_linea() -> None:
    assert mandatos(leido(CON_LETRAS)) == {
        "a.1": ("heredada_objetivo", ["lgtaip-2015/art_70"]),
        "a.2": ("cita", ["lgtaip-2015/art_24", "lgtaip-2015/art_70"]),
        "b.1": ("ninguna", []), "b.2": ("ninguna", []),
        "b.3": ("cita", ["sin-resolver-ley-de-datos-del-agua/art_9"])}


def test_lineas_de_corrido_con_sus_unidades_entre_parentesis() -> None:
    de = leido(DE_CORRIDO)
    assert lineas(de) == [
        ("1", "Publicar el programa de archivos (PADA) durante enero", "I"),
        ("2", "Instalar el archivo de concentración", "I"), ("3", "Levantar los inventarios pendientes", "I"),
        ("4", "Cargar los formatos cada trimestre", "II"),
        ("5", "Reducir el tiempo de respuesta, conforme al artículo 132 de la LGTAIP", "II")]
    assert unidades(de) == [["CGA"], ["DGA"], ["CGA", "DCR"], ["CGA", "DGA"], ["DGT", "DCR"]]
    assert [(s.tipo, str(s.fecha)) for s in de.programa.sesiones] == [
        ("ordinaria", "2024-02-14"), ("extraordinaria", "2024-05-15")]
    archivos = [f"sin-resolver-ley-general-de-archivos/art_{n}" for n in (20, 21)]
    assert mandatos(de) == {"1": ("heredada_objetivo", archivos), "2": ("heredada_objetivo", archivos),
                            "3": ("heredada_objetivo", archivos), "4": ("ninguna", []),
                            "5": ("cita", ["lgtaip-2015/art_132"])}


def test_numeros_romanos_con_unidades_y_fundamento_detras() -> None:
    de = leido(CON_ROMANOS)
    assert lineas(de) == [
        ("A.I", "Coordinar la carga trimestral de la información de las unidades", "A"),
        ("A.II", "Difundir las bases de datos de arribos y vedas", "A"),
        ("B.I", "Actualizar el catálogo de disposición documental", "B")]
    assert unidades(de) == [["DAI"], ["DAI", "DGTI"], ["DAD"]]
    assert mandatos(de) == {"A.I": ("cita", ["lgtaip-2015/art_70"]), "A.II": ("ninguna", []),
                            "B.I": ("cita", ["sin-resolver-ley-general-de-archivos/art_13"])}


def test_fichas_de_rotulos_y_valores() -> None:
    de = leido(FICHAS)
    assert lineas(de) == [
        ("LA-01", "Integrar el directorio de enlaces de los planteles y difundirlo.", "1"),
        ("LA-02", "Publicar la oferta de cursos por plantel.", "1"), ("LA-03", "Aprobar el aviso de privacidad.", "2")]
    assert unidades(de) == [["Unidad de Transparencia"], ["Dirección Técnica", "Departamento de Informática"],
                            ["Dirección Jurídica"]]
    assert mandatos(de) == {"LA-01": ("cita", ["lgtaip-2015/art_24"]),
                            "LA-02": ("cita", ["lgtaip-2015/art_57", "lgtaip-2015/art_58"]), "LA-03": ("ninguna", [])}


def test_una_tabla_en_columnas_de_letras_con_una_fila_cortada_por_la_pagina() -> None:
    de = leido(CON_COLUMNAS)
    assert lineas(de) == [
        ("1", "Recibir y turnar a las dependencias las solicitudes de acceso.", "1"),
        ("2", "Habilitar un módulo itinerante de orientación en las delegaciones.", "1"),
        ("3", "Verificar los formatos cargados.", "2")]
    assert unidades(de) == [["Jefatura de Solicitudes"], ["Unidad de Transparencia"], ["Unidad de Transparencia"]]
    assert mandatos(de) == {"1": ("cita", ["lgtaip-2015/art_45"]), "2": ("ninguna", []),
                            "3": ("cita", ["lgtaip-2015/art_70"])}


def test_una_tabla_de_valores_de_la_hoja_de_calculo_de_una_oficina() -> None:
    de = leido(HOJA, "plan.csv", "latin-1")
    assert [(o.numero, o.texto.texto) for o in de.programa.objetivos_especificos] == [
        ("1", "Cumplir con las obligaciones de transparencia"), ("2", "Proteger los datos del expediente clínico")]
    assert lineas(de) == [("1.1", "Actualizar la tabla de aplicabilidad", "1"),
                          ("1.2", "Cargar la información trimestral", "1"),
                          ("2.1", "Elaborar el documento de seguridad", "2")]
    assert unidades(de) == [["Dirección Médica", "Jefatura de Sistemas"], ["Unidad de Transparencia"],
                            ["Jefatura de Sistemas"]]
    assert mandatos(de) == {"1.1": ("cita", ["lgtaip-2015/art_70"]), "1.2": ("cita", ["lgtaip-2015/art_24"]),
                            "2.1": ("ninguna", [])}


@pytest.mark.parametrize("texto", [CON_LETRAS, DE_CORRIDO, CON_ROMANOS, FICHAS, CON_COLUMNAS])
def test_todo_lo_leido_son_palabras_del_documento(texto: str) -> None:
    de = leido(texto)
    for x in de.programa.lineas_accion:
        for pasaje in (x.texto, x.direccion, *x.corresponsables, *x.fundamentos):
            if pasaje:
                cortado = " ".join(" ".join(texto[t.inicio:t.fin].split()) for t in pasaje.tramos)
                assert cortado == pasaje.texto


def test_una_lista_que_no_es_de_un_programa_se_rechaza() -> None:
    with pytest.raises(NoEsPrograma):
        leido("Receta de mole\n\n1. Tostar los chiles.\n2. Moler las especias.\n3. Freír la pasta.\n4. Servir.\n")


def test_el_encabezado_manda_aunque_medie_un_parrafo_y_para_lograrlo_no_es_ninguno() -> None:
    texto = """GOBIERNO DE VALDEAZUL
Plan anual de transparencia 2023

Transparencia al día

El artículo 7 de la Ley 20.285 manda publicar los actos. Queremos que se entiendan.

Para lograrlo:

  • Revisar la publicación de los actos.
  • Reescribir las fichas de los fondos.

Respuesta oportuna

La autoridad responde en veinte días.

Durante el año:

  – Implementar un tablero de vencimientos.
  – Elaborar una minuta de criterios.
"""
    programa = leer_bytes(texto.encode(), "plan.txt").programa
    assert [o.texto.texto for o in programa.objetivos_especificos] == ["Transparencia al día", "Respuesta oportuna"]
    assert [(x.numero, x.estrategia) for x in programa.lineas_accion] == [
        ("1.1", "1"), ("1.2", "1"), ("2.1", "2"), ("2.2", "2")]


def test_un_objetivo_general_es_el_de_todas_las_lineas() -> None:
    texto = """ÓRGANO DE CONTROL DE VALDEAZUL
Programa anual de auditorías 2023

II. OBJETIVO GENERAL

Contribuir al uso honesto de los recursos
del Instituto.

III. CRITERIOS

Se ponderó el monto ejercido.

IV. ACCIONES

 • Verificar las contrataciones de obra.
 • Comprobar el resguardo de las inversiones.
 • Revisar las remuneraciones del personal.
"""
    programa = leer_bytes(texto.encode(), "plan.txt").programa
    assert [o.texto.texto for o in programa.objetivos_especificos] == [
        "Contribuir al uso honesto de los recursos del Instituto."]
    assert [x.estrategia for x in programa.lineas_accion] == ["1", "1", "1"]
