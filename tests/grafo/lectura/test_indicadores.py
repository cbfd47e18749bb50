"""Statistics: what is one, what is none, what it is about and where it comes from."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from grafo.documento import Documento, documento_de_bytes
from grafo.lectura.cuadre import cifras_que_no_suman, cifras_sin_unidad
from grafo.lectura.curaduria import Curaduria
from grafo.lectura.indicadores import extraer_indicadores
from grafo.lectura.mobiliario import enmascarar
from grafo.lectura.nombres import extraer_proyectos
from grafo.lectura.numerales import valor_de
from grafo.lectura.perfil import cargar_perfil
from grafo.modelo import Indicador

PROGRAMA = Path(__file__).parents[3] / "grafo" / "datos" / "programa-cpgat-2017.txt"


def leer(texto: str) -> tuple[Indicador, ...]:
    hoja = enmascarar(documento_de_bytes(texto.encode(), "x.txt"), cargar_perfil("comision"))
    return extraer_indicadores(hoja, 0, len(texto), extraer_proyectos(hoja, (), Curaduria()))


def cifras(texto: str) -> list[tuple[str, str]]:
    return [(str(i.valor), i.unidad) for i in leer(texto)]


# --- other texts ------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("escrito", "valor"), [
    ("35.90", "35.90"), ("35,9", "35.9"), ("1,250", "1250"), ("1,250,000.5", "1250000.5"), ("veintitrés", "23"),
    ("treinta y dos", "32"), ("ciento cuatro", "104"), ("doscientas", "200"), ("Dieciséis", "16"), ("cien", "100"),
    ("quinientos doce", "512"),
])
def test_un_numero_vale_lo_que_dice(escrito: str, valor: str) -> None:
    assert str(valor_de(escrito)) == valor


@pytest.mark.parametrize(("texto", "esperadas"), [
    ("El 62.5% votó y 8 por ciento no.", [("62.5", "%"), ("8", "%")]),
    ("Subió 3 puntos porcentuales.", [("3", "puntos porcentuales")]),
    # Counts: figures, thousands, words, a noun with its adjectives or its "de".
    ("Se recibieron 4,310 solicitudes.", [("4310", "solicitudes")]),
    ("Hay veintitrés entidades federativas con 12 Consejos Consultivos.",
     [("23", "entidades federativas"), ("12", "Consejos Consultivos")]),
    ("Se firmaron ocho Planes de Acción con metas.", [("8", "Planes de Acción")]),
    ("Se gastaron 3.5 millones de pesos.", [("3.5", "millones de pesos")]),
    # A part of a whole is one statistic.
    ("22 de los 32 organismos garantes cumplen.", [("22", "organismos garantes")]),
    ("Se capacitó a 48 de 60 sujetos obligados.", [("48", "sujetos obligados")]),
    ("Tres de cada 10 personas confían.", [("3", "de cada 10 personas")]),
    # Ranks, and the words that only order a text.
    ("Ocupa la primera posición -de 112 países- del mundo.", [("1", "posición de 112 países")]),
    ("El estado ocupa el lugar 7 de 32 entidades.", [("7", "lugar de 32 entidades")]),
    ("En primer lugar, se revisó; y en segundo lugar se publicó.", []),
    # Marks on a scale; the scale is none.
    ("Obtuvo una calificación de 0.55, en una escala de 0 a 1.", [("0.55", "índice 0-1")]),
    ("La calificación es de 71. El puntaje de Salud fue de 88.4.", [("71", "índice"), ("88.4", "índice")]),
    # A sign that is missing in a list.
    ("Se usan (portal 40%; oficinas 35; y correo 10%).", [("40", "%"), ("35", ""), ("10", "%")]),
    # None: years, dates, articles, ages, horizons, notes, addresses, versions, what orders a text.
    ("El 9 de mayo de 2016 se publicó; desde 2015 rige.", []),
    ("Los artículos 56, 57 y 58, el artículo 24 Bis y la fracción 3 dicen.", []),
    ("La población de 18 años y más, en los últimos 2 años.", []),
    ("Los 17 objetivos de la Agenda 2030 y tres etapas con dos ejes.", []),
    ("La vida cotidiana3 y la innovación6 según la encuesta 20164 que dice.", []),
    ("Véase http://www.beta.org/2016/45 personas y ACT-PUB/11/02/2015.05 acuerdos.", []),
    ("Estos dos temas, los tres poderes y los cinco desafíos.", []),
    ("1. Consulta pública. 2. Jornadas abiertas.", []),
    ("Línea 1.2.3 acciones y Estrategia 2.1 acciones.", []),
])
def test_que_es_una_estadistica_y_que_no(texto: str, esperadas: list[tuple[str, str]]) -> None:
    assert cifras(texto) == esperadas


@pytest.mark.parametrize(("texto", "sujetos"), [
    # The figure opens its clause: what follows.
    ("El 62.5% de la población desconoce al Instituto y 8% ha presentado una solicitud.",
     ["de la población desconoce al Instituto", "ha presentado una solicitud"]),
    # A list in parentheses: what stands before.
    ("Se consulta (portal de internet 40%; oficinas 35%; y correo 10%).", ["portal de internet", "oficinas", "correo"]),
    # A figure in parentheses of its own: what stands before them.
    ("Hay metas en la mejora del agua (24 metas), el cuidado del bosque (15 metas).",
     ["Hay metas en la mejora del agua", "el cuidado del bosque"]),
    # A mark: what gets it.
    ("El estudio arrojó que la calificación del Cabildo es de 0.55.", ["la calificación del Cabildo"]),
    ("La Tesorería es la mejor con una calificación de 0.80, seguida de Obras con 0.72.",
     ["La Tesorería es la mejor", "seguida de Obras"]),
    # In the middle: the whole clause.
    ("Al final, se realizaron talleres a 66.7% de los servidores.",
     ["se realizaron talleres a 66.7% de los servidores"]),
])
def test_el_sujeto_son_las_palabras_de_la_frase(texto: str, sujetos: list[str]) -> None:
    assert [i.sujeto for i in leer(texto)] == sujetos


def test_la_fuente_y_el_anio_son_los_del_instrumento_mas_cercano() -> None:
    texto = (
        "La Encuesta Estatal de Confianza (EEC) 2023 muestra que 62% confía. También 8% ha preguntado.\n\n"
        "El Censo de Archivos, al cierre del 2019, señala:\n\n 40% tiene archivo propio.\n\n 12% tiene archivista.\n\n"
        "Otro párrafo habla de 30 municipios, sin nombrar encuesta alguna, en una línea larga como las demás líneas.\n")
    assert [(str(i.valor), i.fuente, i.anio) for i in leer(texto)] == [
        ("62", "Encuesta Estatal de Confianza", 2023), ("8", "Encuesta Estatal de Confianza", 2023),
        ("40", "Censo de Archivos", 2019), ("12", "Censo de Archivos", 2019), ("30", None, None)]


@pytest.mark.parametrize(("texto", "mensajes"), [
    ("Hubo quejas por demora (30 quejas), por negativa (25 quejas) y otras (20 quejas). En total, 80 quejas.",
     ["30 + 25 + 20 = 75 quejas"]),
    ("Hubo quejas por demora (30 quejas), por negativa (25 quejas) y otras (20 quejas). En total, 75 quejas.", []),
    # Other nouns are no parts; a count without a summary is no total.
    ("Hubo demora (30 quejas) y negativa (25 amparos). En total, 80 quejas.", []),
    ("Hubo quejas por demora (30 quejas) y por negativa (25 quejas). Después llegaron 80 quejas.", []),
    # Percentages of a stated total, rounded or cut.
    ("Se atendieron 90 quejas. Se cerraron 60 quejas o 80% del total.", ["60 de 90 es 66.7 %"]),
    ("Se atendieron 90 quejas. Se cerraron 60 quejas o 66% del total.", []),
    ("Se instalaron 13 consejos lo que equivale a poco más de 56% de las veintitrés entidades.", []),
    ("Se instalaron 13 consejos lo que equivale a 65% de las veintitrés entidades.", ["13 de 23 es 56.5 %"]),
])
def test_las_cifras_que_no_suman_son_un_hallazgo(texto: str, mensajes: list[str]) -> None:
    hallazgos = cifras_que_no_suman(leer(texto))
    assert {h.tipo for h in hallazgos} <= {"cifras-que-no-suman"}
    assert len(hallazgos) == len(mensajes)
    assert all(m in h.mensaje and h.tramos and h.sobre for m, h in zip(mensajes, hallazgos, strict=True))


# --- the packaged programme -------------------------------------------------------------------------------------------

@cache
def programa() -> tuple[Documento, tuple[Indicador, ...]]:
    documento = documento_de_bytes(PROGRAMA.read_bytes(), PROGRAMA.name)
    hoja = enmascarar(documento, cargar_perfil("comision"))
    inicio, fin = documento.inicios_de_linea[218], documento.inicios_de_linea[707]
    return documento, extraer_indicadores(hoja, inicio, fin, extraer_proyectos(hoja, (), Curaduria()))


ENAID, METRICA, CENSO = "Encuesta Nacional de Acceso", "Métrica de Gobierno Abierto 2017", "Censo Nacional"

DIAGNOSTICO = [
    # value, unit, words of the subject, source, year, first line of the sentence
    ("1", "posición de 112 países", "LGTAIP", "Clasificación Global", None, 238),
    ("76", "%", "no tener interés", ENAID, 2016, 303),          # year with a footnote's mark: "20164"
    ("86", "%", "no consultó", ENAID, 2016, 303),
    ("41", "%", "requisitos para trámites o servicios", ENAID, 2016, 368),
    ("27", "%", "información sobre escuelas públicas", ENAID, 2016, 368),
    ("26", "%", "hospitales públicos", ENAID, 2016, 368),
    ("44", "%", "páginas de internet de los gobiernos", ENAID, 2016, 368),
    ("20", "", "acudir directamente a la oficina", ENAID, 2016, 368),      # "20;," : the sign is lost
    ("15.9", "%", "Portales de transparencia en Internet", ENAID, 2016, 368),
    ("2.8", "%", "Oficinas de transparencia", ENAID, 2016, 368),
    ("0.7", "%", "Solicitudes de información", ENAID, 2016, 368),
    ("3", "Métricas de Transparencia", "tres Métricas", None, None, 399),
    ("1", "lugar", "primer lugar a nivel mundial", "Global Right", None, 403),
    ("136", "puntos", "136 de los 150 puntos", "Global Right", None, 403),
    ("22", "Organismos garantes", "acciones internas", CENSO, None, 458),
    ("95.7", "%", "efectuaron sensibilizaciones", CENSO, None, 464),
    ("81.8", "%", "en sintonía con el INAI", CENSO, None, 466),
    ("52.2", "%", "comentarios o sugerencias", CENSO, None, 468),
    ("47.8", "%", "consulta y/o participación", CENSO, None, 470),
    ("66.7", "%", "servidores públicos", CENSO, 2015, 492),      # "al cierre del 2015"
    ("59.4", "%", "se propició el diálogo", CENSO, 2015, 494),
    ("36.4", "%", "co-crear soluciones", CENSO, 2015, 496),
    ("36.4", "%", "comentarios o sugerencias", CENSO, 2015, 500),
    ("35.90", "%", "mecanismos de participación", METRICA, 2017, 508),
    ("95", "%", "seguimiento a las decisiones", METRICA, 2017, 512),
    ("16", "%", "discutir la propuesta", METRICA, 2017, 514),
    ("0.55", "índice 0-1", "la calificación del Poder Ejecutivo", METRICA, 2017, 552),
    ("0.64", "índice 0-1", "transparencia desde el ciudadano", METRICA, 2017, 554),
    ("0.80", "índice 0-1", "Procuraduría General de la República", METRICA, 2017, 556),
    ("0.72", "índice 0-1", "Secretaría de Desarrollo Social", METRICA, 2017, 556),
    ("0.57", "índice 0-1", "Secretaría de Gobernación", METRICA, 2017, 556),
    ("2", "lugar", "el Ejecutivo", METRICA, 2017, 566),
    ("0.71", "índice 0-1", "el Ejecutivo", METRICA, 2017, 566),
    ("0.76", "índice 0-1", "organismos descentralizados", METRICA, 2017, 568),
    ("0.33", "índice 0-1", "los Sindicatos", METRICA, 2017, 570),           # broken by the end of a page
    ("13", "Secretariados Técnicos Locales", "la consolidación", None, None, 594),
    ("56", "%", "poco más de 56%", None, None, 594),
    ("23", "entidades federativas", "Declaratoria Conjunta", None, None, 594),
    ("8", "Planes de Acción", "ocho Planes de Acción", None, None, 598),
    ("2", "Planes de Acción", "la instrumentación", None, None, 624),
    ("62", "compromisos", "se han impulsado 62 compromisos", None, None, 624),
    ("24", "compromisos", "el manejo más efectivo de los recursos públicos", None, None, 624),
    ("15", "compromisos", "la mejora de los servicios públicos", None, None, 624),
    ("13", "compromisos", "el incremento de la integridad pública", None, None, 624),
    ("41", "compromisos", "41 compromisos", None, None, 630),
    ("66", "%", "66% del total", None, None, 630),
    ("40", "compromisos", "el acceso a la información", None, None, 634),
]


def test_el_diagnostico_tiene_estas_estadisticas_y_ninguna_otra() -> None:
    assert [(str(i.valor), i.unidad, i.pasaje.tramos[0].linea_inicio) for i in programa()[1]] == [
        (valor, unidad, linea) for valor, unidad, _, _, _, linea in DIAGNOSTICO]


@pytest.mark.parametrize("orden", range(len(DIAGNOSTICO)))
def test_cada_estadistica_dice_de_que_habla_y_de_donde_sale(orden: int) -> None:
    indicador = programa()[1][orden]
    _, _, sujeto, fuente, anio, _ = DIAGNOSTICO[orden]
    assert indicador.numero == str(orden + 1)
    assert sujeto in indicador.sujeto
    assert (indicador.fuente or "").startswith(fuente or "")
    assert (indicador.fuente is None) == (fuente is None)
    assert indicador.anio == anio


def test_cada_estadistica_se_puede_recortar_y_su_sujeto_es_del_documento() -> None:
    documento, indicadores = programa()
    for indicador in indicadores:
        assert documento.texto_de(indicador.pasaje.tramos) == indicador.pasaje.texto
        assert indicador.sujeto in indicador.pasaje.texto
        assert isinstance(indicador.valor, Decimal)


def test_la_presentacion_tiene_dos_estadisticas() -> None:
    documento = programa()[0]
    hoja = enmascarar(documento, cargar_perfil("comision"))
    hallados = extraer_indicadores(hoja, 0, documento.inicios_de_linea[125], extraer_proyectos(hoja, (), Curaduria()))
    assert [(str(i.valor), i.unidad, i.fuente, i.anio) for i in hallados] == [
        ("908", "sujetos obligados", METRICA, 2017), ("23", "entidades federativas", None, None)]


def test_el_diagnostico_dice_52_compromisos_en_partes_y_41_en_total() -> None:
    hallazgos = cifras_que_no_suman(programa()[1])
    assert ["24 + 15 + 13 = 52 compromisos" in h.mensaje and "(41)" in h.mensaje for h in hallazgos] == [True]
    assert {t.linea_inicio for t in hallazgos[0].tramos} == {624, 630}


def test_el_20_sin_signo_es_un_hallazgo() -> None:
    hallazgos = cifras_sin_unidad(programa()[1])
    assert [(h.tipo, h.sobre) for h in hallazgos] == [("cifra-sin-unidad", ("indicador/8",))]
    assert "acudir directamente a la oficina de gobierno correspondiente" in hallazgos[0].mensaje
