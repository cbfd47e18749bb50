"""Programmes of other layouts: four levels, units by labels or columns, alliances as bullets, bases in sentences."""

from __future__ import annotations

from decimal import Decimal

import pytest

from grafo.documento import documento_de_bytes
from grafo.lectura.curaduria import Curaduria
from grafo.lectura.perfil import cargar_perfil, cargar_perfiles
from grafo.lectura.programa import elegir_perfil, leer_programa
from grafo.letras import plegar
from grafo.modelo import Pasaje, Programa

CON_ROTULOS = """\
AYUNTAMIENTO DE VILLA SERENA
PROGRAMA MUNICIPAL DE GOBIERNO ABIERTO 2023

Presentación

El Ayuntamiento de Villa Serena presenta su programa anual, que da cumplimiento al Plan Municipal de Desarrollo
2021-2024. Está a cargo de la Contraloría Municipal (CM) y de la Unidad de Transparencia (UT).

Glosario
CM: Contraloría Municipal
UT: Unidad de Transparencia
LGTAIP: Ley General de Transparencia y Acceso a la Información Pública
PMD: Plan Municipal de Desarrollo

EJE 1. GOBIERNO ABIERTO Y CERCANO

Objetivo 1.1 Fortalecer la apertura institucional del Ayuntamiento y la participación ciudadana en las decisiones
públicas.
Fundamento legal: artículo 59 de la LGTAIP y artículos 6 y 115 de la Constitución Política de los Estados Unidos
Mexicanos.

Estrategia 1.1.1 Abrir espacios de colaboración entre las dependencias y las organizaciones del municipio.

Línea de acción 1.1.1.1 Instalar el Secretariado Técnico Municipal de gobierno abierto.
Responsable: Unidad de Transparencia. Corresponsables: Contraloría Municipal y Secretaría del Ayuntamiento.
Indicador: Secretariado instalado. Meta: 1

Línea de acción 1.1.1.2 Celebrar mesas de cocreación con
organizaciones vecinales.
Responsable: Unidad de Transparencia
Corresponsable: Dirección de Participación Ciudadana, Dirección de Comunicación Social
Indicador: Número de mesas celebradas
Meta: 6 mesas

Estrategia 1.1.2 Publicar información de interés para las personas.

Línea de acción 1.1.2.1 Publicar en formatos abiertos el catálogo de trámites.
Responsable: Dirección de Tecnologías
Corresponsable: Unidad de Transparencia
Indicador: Porcentaje de trámites publicados
Meta: 80%

EJE 2. RENDICIÓN DE CUENTAS

Objetivo 2.1 Prevenir actos de corrupción en la administración municipal.
Este objetivo se sustenta en los artículos 56 y 57 de la LGTAIP y en el artículo 12 de la Ley de Transparencia del
Estado de Nueva Vizcaya.

Estrategia 2.1.1 Vigilar el ejercicio del gasto.

Línea de acción 2.1.1.1 Auditar las obras públicas del ejercicio.
Responsable: Contraloría Municipal
Indicador: Auditorías concluidas
Meta: 4

Línea de acción 2.1.1.3 Publicar los informes de auditoría.
Responsable: Contraloría Municipal
Corresponsable: Tesorería Municipal

Alianzas
• Universidad de Villa Serena: capacitar a las personas servidoras públicas en datos abiertos
(líneas 1.1.2.1 y 2.1.1.3). Convenio: sí.
• Consejo Ciudadano de Transparencia y Red Vecinal del Norte: acompañar las
mesas de cocreación (línea 1.1.1.2). Convenio: no.
"""

CON_COLUMNAS = """\
H. Ayuntamiento Constitucional de Los Almendros
Plan Anual de Trabajo 2022

Introducción
Este plan ordena el trabajo de las dependencias municipales.

EJE RECTOR 1: MUNICIPIO TRANSPARENTE
Objetivo 1.1. Mejorar la rendición de cuentas del municipio
Estrategia 1.1.1. Difundir la información presupuestal

No.
Línea de acción
Responsable
Corresponsable
Indicador
Meta

1.1.1.1

Publicar cada mes los estados
financieros.

Tesorería Municipal

Unidad de Transparencia

Estados financieros publicados

12

1.1.1.2

Elaborar el presupuesto ciudadano.

Tesorería Municipal

Dirección de Comunicación
Social

Presupuesto ciudadano elaborado

1 documento

Estrategia 1.1.2. Atender las solicitudes de información

No.
Línea de acción
Responsable
Corresponsable
Indicador
Meta

1.1.2.1

Responder en plazo las solicitudes de información pública.

Unidad de Transparencia

Todas las dependencias

Porcentaje de solicitudes respondidas en plazo

95%

EJE RECTOR 2: MUNICIPIO SEGURO
Objetivo 2.1. Prevenir la violencia
Estrategias
2.1.1 Recuperar espacios públicos
2.1.2 Coordinar a las corporaciones policiales de la zona metropolitana
Líneas de acción
2.1.1.1 Rehabilitar parques y plazas.
2.1.2.1 Firmar convenios de coordinación.
"""


def leer(texto: str) -> Programa:
    documento = documento_de_bytes(texto.encode(), "municipio.txt")
    perfil = elegir_perfil(documento, cargar_perfiles())
    assert perfil.clave == "municipal"
    programa = leer_programa(documento, perfil, Curaduria())
    for linea in programa.lineas_accion:
        for pasaje in (linea.texto, *linea.corresponsables, *([linea.direccion] if linea.direccion else [])):
            assert " ".join(plegar(texto[t.inicio:t.fin]) for t in pasaje.tramos) == pasaje.texto
    return programa


@pytest.fixture(scope="module")
def rotulado() -> Programa:
    return leer(CON_ROTULOS)


@pytest.fixture(scope="module")
def tabulado() -> Programa:
    return leer(CON_COLUMNAS)


def dicho(pasaje: Pasaje | None) -> str | None:
    return pasaje.texto if pasaje else None


def test_los_cuatro_niveles_se_leen_con_su_numero_y_su_padre(rotulado: Programa) -> None:
    assert [(o.numero, o.texto.texto) for o in rotulado.objetivos_estrategicos] == [
        ("1", "GOBIERNO ABIERTO Y CERCANO"), ("2", "RENDICIÓN DE CUENTAS")]
    assert [(o.numero, o.contribuye_a) for o in rotulado.objetivos_especificos] == [("1.1", "1"), ("2.1", "2")]
    assert rotulado.objetivos_especificos[0].texto.texto == (
        "Fortalecer la apertura institucional del Ayuntamiento y la participación ciudadana en las decisiones "
        "públicas.")
    assert [(e.numero, e.objetivo) for e in rotulado.estrategias] == [
        ("1.1.1", "1.1"), ("1.1.2", "1.1"), ("2.1.1", "2.1")]
    assert [(x.numero, x.estrategia) for x in rotulado.lineas_accion] == [
        ("1.1.1.1", "1.1.1"), ("1.1.1.2", "1.1.1"), ("1.1.2.1", "1.1.2"), ("2.1.1.1", "2.1.1"), ("2.1.1.3", "2.1.1")]


@pytest.mark.parametrize(("numero", "texto", "responsable", "corresponsables"), [
    # two labels on one line; a list joined by "y"
    ("1.1.1.1", "Instalar el Secretariado Técnico Municipal de gobierno abierto.", "Unidad de Transparencia",
     ["Contraloría Municipal", "Secretaría del Ayuntamiento"]),
    # the text is broken; a list joined by a comma
    ("1.1.1.2", "Celebrar mesas de cocreación con organizaciones vecinales.", "Unidad de Transparencia",
     ["Dirección de Participación Ciudadana", "Dirección de Comunicación Social"]),
    ("2.1.1.1", "Auditar las obras públicas del ejercicio.", "Contraloría Municipal", []),  # nobody co-responsible
])
def test_el_responsable_y_los_corresponsables_estan_tras_sus_rotulos(
    rotulado: Programa, numero: str, texto: str, responsable: str, corresponsables: list[str],
) -> None:
    linea = next(x for x in rotulado.lineas_accion if x.numero == numero)
    assert linea.texto.texto == texto
    assert dicho(linea.direccion) == responsable
    assert [c.texto for c in linea.corresponsables] == corresponsables


def test_las_metas_son_cifras_con_su_indicador(rotulado: Programa) -> None:
    assert [(i.valor, i.unidad, i.sujeto, i.anio) for i in rotulado.indicadores] == [
        (Decimal(1), "", "Secretariado instalado", 2023), (Decimal(6), "mesas", "Número de mesas celebradas", 2023),
        (Decimal(80), "%", "Porcentaje de trámites publicados", 2023), (Decimal(4), "", "Auditorías concluidas", 2023)]


def test_las_alianzas_en_lista_dicen_socios_proposito_lineas_y_convenio(rotulado: Programa) -> None:
    assert [([s.texto for s in a.socios], dicho(a.objetivo), dicho(a.convenio), [c.numero for c in a.lineas])
            for a in rotulado.alianzas] == [
        (["Universidad de Villa Serena"], "capacitar a las personas servidoras públicas en datos abiertos", "sí.",
         ["1.1.2.1", "2.1.1.3"]),
        (["Consejo Ciudadano de Transparencia", "Red Vecinal del Norte"], "acompañar las mesas de cocreación", "no.",
         ["1.1.1.2"])]


def test_el_fundamento_de_un_objetivo_vale_para_sus_lineas(rotulado: Programa) -> None:
    assert [(p.objetivo, p.temas, p.referencia.articulos, p.referencia.norma) for p in rotulado.puentes] == [
        ("1.1", (), ("59",), "lgtaip-2015"), ("1.1", (), ("6", "115"), "cpeum"),
        ("2.1", (), ("56", "57"), "lgtaip-2015"), ("2.1", (), ("12",), None)]
    assert [h.tipo for h in rotulado.hallazgos].count("cita-sin-resolver") == 1


def test_un_hueco_en_la_numeracion_es_un_hallazgo(rotulado: Programa) -> None:
    assert [h.sobre for h in rotulado.hallazgos if h.tipo == "numeracion-con-hueco"] == [("linea/2.1.1.3",)]


def test_la_cabeza_de_la_tabla_se_aprende_y_dice_que_es_cada_celda(tabulado: Programa) -> None:
    assert [(x.numero, x.texto.texto, dicho(x.direccion), [c.texto for c in x.corresponsables])
            for x in tabulado.lineas_accion] == [
        ("1.1.1.1", "Publicar cada mes los estados financieros.", "Tesorería Municipal", ["Unidad de Transparencia"]),
        ("1.1.1.2", "Elaborar el presupuesto ciudadano.", "Tesorería Municipal", ["Dirección de Comunicación Social"]),
        ("1.1.2.1", "Responder en plazo las solicitudes de información pública.", "Unidad de Transparencia",
         ["Todas las dependencias"]),  # no kind of unit: only the column tells
        ("2.1.1.1", "Rehabilitar parques y plazas.", None, []),
        ("2.1.2.1", "Firmar convenios de coordinación.", None, [])]


def test_un_numero_sin_rotulo_es_del_nivel_que_dice_el_encabezado(tabulado: Programa) -> None:
    assert [(e.numero, e.texto.texto) for e in tabulado.estrategias] == [
        ("1.1.1", "Difundir la información presupuestal"), ("1.1.2", "Atender las solicitudes de información"),
        ("2.1.1", "Recuperar espacios públicos"),
        ("2.1.2", "Coordinar a las corporaciones policiales de la zona metropolitana")]
    assert [o.texto.texto for o in tabulado.objetivos_estrategicos] == ["MUNICIPIO TRANSPARENTE", "MUNICIPIO SEGURO"]


def test_un_perfil_nuevo_es_un_archivo(tmp_path) -> None:  # type: ignore[no-untyped-def]
    ruta = tmp_path / "universidad.toml"
    ruta.write_text(
        'clave = "universidad"\nnombre = "Programa universitario"\nsenales = ["Universidad"]\ntitulos = []\n'
        "unidad = '(?:Facultad|Rectoría)\\b'\nsecretaria = '(?!)'\n"
        "[[niveles]]\nclase = 'objetivo'\npatron = '^Propósito (?P<n>\\d+)\\. '\n"
        "[[niveles]]\nclase = 'estrategia'\npatron = '^Vía (?P<n>\\d+\\.\\d+) '\n"
        "[[niveles]]\nclase = 'linea'\npatron = '^Tarea (?P<n>\\d+\\.\\d+\\.\\d+) '\n"
        "[secciones.objetivos]\ninicio = ['(?m)^Propósito ']\n", encoding="utf-8")
    texto = ("Programa de la Universidad del Valle 2030\n\nPropósito 1. Formar personas.\nVía 1.1 Abrir aulas.\n"
             "Tarea 1.1.1 Dotar laboratorios.\nResponsable: Facultad de Ciencias\n")
    p = leer_programa(documento_de_bytes(texto.encode(), "u.txt"), cargar_perfil(str(ruta)), Curaduria())
    assert [o.texto.texto for o in p.objetivos_especificos] == ["Formar personas."]
    assert [(x.texto.texto, dicho(x.direccion)) for x in p.lineas_accion] == [
        ("Dotar laboratorios.", "Facultad de Ciencias")]


def test_las_lineas_en_vinetas_reciben_el_numero_que_les_toca() -> None:
    p = leer("Plan Municipal de Desarrollo 2021-2024\nMunicipio de Arenal\n\nEje 1. Gobierno cercano\n"
             "Objetivo 1.1 Servir mejor.\nEstrategia 1.1.1 Modernizar los trámites.\nLíneas de acción:\n"
             "• Digitalizar los trámites.\n• Capacitar al personal\nde ventanilla.\n"
             "Estrategia 1.1.2 Escuchar a la gente.\nLíneas de acción:\n• Abrir buzones.\n")
    assert [(x.numero, x.texto.texto, x.estrategia) for x in p.lineas_accion] == [
        ("1.1.1.1", "Digitalizar los trámites.", "1.1.1"), ("1.1.1.2", "Capacitar al personal de ventanilla.", "1.1.1"),
        ("1.1.2.1", "Abrir buzones.", "1.1.2")]
    assert sum(h.tipo == "linea-sin-numero" for h in p.hallazgos) == 3
