"""Names of projects, instruments and organisations: in the packaged programme and in texts of other institutes."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from grafo.documento import Documento, documento_de_bytes
from grafo.lectura.curaduria import Curaduria, Mismo, cargar_curaduria
from grafo.lectura.lexico import Lexico
from grafo.lectura.mobiliario import enmascarar
from grafo.lectura.nombres import extraer_organizaciones, extraer_proyectos
from grafo.lectura.perfil import cargar_perfil
from grafo.lectura.propios import spans_de_nombres_propios
from grafo.lectura.renglones import Hoja
from grafo.modelo import Organizacion, Pasaje, Proyecto, Sigla

DATOS = Path(__file__).parents[3] / "grafo" / "datos"
TEMAS = ["gobierno abierto", "transparencia proactiva", "apertura gubernamental", "datos abiertos"]


def hoja_de(texto: str) -> Hoja:
    return enmascarar(documento_de_bytes(texto.encode(), "x.txt"), cargar_perfil("comision"))


def proyectos_de(texto: str, curaduria: Curaduria | None = None) -> list[Proyecto]:
    return list(extraer_proyectos(hoja_de(texto), (), curaduria or Curaduria()))


def organizaciones_de(texto: str) -> list[Organizacion]:
    return list(extraer_organizaciones(hoja_de(texto), (), (), Curaduria()))


def pasaje(documento: Documento, texto: str) -> Pasaje:
    hallado = re.search(r"\s+".join(map(re.escape, texto.split())), documento.texto)
    assert hallado, texto
    return documento.pasaje(hallado.span())


# --- other institutes -------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("texto", "nombres"), [
    # A noun opens the name; it ends at a word in lower case.
    ("Se hizo la Encuesta Estatal de Confianza Ciudadana en la capital.", ["Encuesta Estatal de Confianza Ciudadana"]),
    # A year and a period belong to the name.
    ("el Plan Nacional de Desarrollo 2019-2024 rige", ["Plan Nacional de Desarrollo 2019-2024"]),
    # The mark of a footnote is glued to the year.
    ("el Índice de Datos Abiertos 20223 mide", ["Índice de Datos Abiertos 2022"]),
    # "Proyecto" announces, and is no part of the name; so do lower case and quotes.
    ("el Proyecto Puentes Ciudadanos y el programa «Aulas Abiertas» siguen", ["Puentes Ciudadanos", "Aulas Abiertas"]),
    # A name of two parts.
    ("la iniciativa Escuelas Claras: Saber Público crece", ["Escuelas Claras: Saber Público"]),
    # Behind an "y" the noun of another instrument opens.
    ("Presentación del Manual de Archivos y de la Guía Ciudadana de Solicitudes", [
        "Manual de Archivos", "Guía Ciudadana de Solicitudes"]),
    # Broken over lines, as in a cell.
    ("Banco de Horas\nSolidarias\n", ["Banco de Horas Solidarias"]),
    # The next cell opens with a verb, or with an act.
    ("Semana de la\nLectura\n\nPresentar los libros\n", ["Semana de la Lectura"]),
    ("Cumbre Estatal de\nArchivos\n\nEvento para archivistas\n", ["Cumbre Estatal de Archivos"]),
    # The next sentence opens with a small word; a unit's acronym is no part.
    ("Modelo de Atención Digital\nEl modelo ayuda. La Guía de Archivos del IVAI sirve.", [
        "Modelo de Atención Digital", "Guía de Archivos"]),
    # A verb inside a name, behind it another capital.
    ("el proyecto Aguas Claras: Saber Preguntar Mejor crece", ["Aguas Claras: Saber Preguntar Mejor"]),
    # English names end with their noun.
    ("según el Open Data Barometer y otros", ["Open Data Barometer"]),
    # No names: general words, a plural kind, common nouns, norms, headings, a verb behind a label.
    ("El Plan Anual, la Estrategia Nacional y el Plan de Trabajo; dos Planes de Acción; el plan de acción.", []),
    ("la Ley de Archivos y el Reglamento del Programa de Becas", []),
    ("ESTRATEGIA DE DATOS ABIERTOS\nEstrategia 1.1 Impulsar el tema", []),
])
def test_un_nombre_propio_se_reconoce_por_su_sustantivo_o_su_anuncio(texto: str, nombres: list[str]) -> None:
    assert [p.nombre for p in proyectos_de(texto)] == nombres


@pytest.mark.parametrize(("texto", "nombre", "variantes"), [
    # Other capitals.
    ("el Banco de Horas Solidarias. El Banco de horas solidarias", "Banco de Horas Solidarias",
     ("Banco de horas solidarias",)),
    # A small word lost, a colon lost.
    ("proyecto Agua Clara: Vida desde lo Rural; proyecto Agua Clara Vida desde Rural",
     "Agua Clara: Vida desde lo Rural", ("Agua Clara Vida desde Rural",)),
    # The subtitle alone.
    ("iniciativa Agua Clara: Vida Rural; proyecto Vida Rural", "Agua Clara: Vida Rural", ("Vida Rural",)),
    # The year lost.
    ("la Métrica de Lectura 2021; la Métrica de Lectura", "Métrica de Lectura 2021", ("Métrica de Lectura",)),
    # The pair turned round.
    ("las Políticas de Lectura y Archivo; las Políticas de Archivo y Lectura", "Políticas de Lectura y Archivo",
     ("Políticas de Archivo y Lectura",)),
    # The acronym.
    ("la Encuesta Nacional de Lectura (ENL) 2019", "Encuesta Nacional de Lectura", ("ENL",)),
    # Announced, in lower case.
    ("proyecto Vecino Atento; el proyecto de vecino atento", "Vecino Atento", ("vecino atento",)),
])
def test_las_variantes_seguras_son_un_solo_proyecto(texto: str, nombre: str, variantes: tuple[str, ...]) -> None:
    hallados = proyectos_de(texto)
    assert [(p.nombre, p.variantes) for p in hallados] == [(nombre, variantes)]
    assert len(hallados[0].menciones) == 2


def test_dos_anios_del_mismo_instrumento_son_dos_instrumentos() -> None:
    hallados = proyectos_de("El Índice de Lectura 2020, el Índice de Lectura 2021 y el Índice de Lectura.")
    assert [p.nombre for p in hallados] == ["Índice de Lectura 2020", "Índice de Lectura 2021", "Índice de Lectura"]


def test_lo_que_ninguna_regla_sabe_lo_dice_la_curaduria() -> None:
    texto = "El proyecto Agua Clara. El proyecto Agua Limpia. Agua Clara, antes Agua Limpia."
    assert len(proyectos_de(texto)) == 2
    dicho = Mismo("Agua Clara", ("Agua Limpia",), "proyecto", "Agua Clara, antes Agua Limpia", "cambió de nombre")
    assert [(p.nombre, p.variantes, len(p.menciones)) for p in proyectos_de(texto, Curaduria((dicho,)))] == [
        ("Agua Clara", ("Agua Limpia",), 4)]


@pytest.mark.parametrize(("texto", "nombres"), [
    # The comma of a series that an "y" closes, and the acronym behind.
    ("El Instituto de Transparencia, Acceso a la Información y Datos (ITAID) y el ITAID",
     [("Instituto de Transparencia, Acceso a la Información y Datos", "ITAID", 3)]),
    # A list of bodies is no series.
    ("la Secretaría de Hacienda, la Universidad Veracruzana y el Consejo de Xalapa",
     [("Secretaría de Hacienda", None, 1), ("Universidad Veracruzana", None, 1), ("Consejo de Xalapa", None, 1)]),
    ("la Secretaría de Salud y Fundación Vida", [("Secretaría de Salud", None, 1), ("Fundación Vida", None, 1)]),
    # A body inside the name of another, or of a norm, is no mention.
    ("la Dirección General de Enlace con el Congreso del Estado", [
        ("Dirección General de Enlace con el Congreso del Estado", None, 1)]),
    ("el Estatuto del Instituto de la Juventud", []),
    # An acronym that belongs to the tail of a name says nothing about the name.
    ("el Consejo de la Red Mexicana (RM) y la RM", [("Consejo de la Red Mexicana", None, 1)]),
    # General words.
    ("esta Comisión Permanente, la Dirección General y el Sistema Nacional", []),
])
def test_las_organizaciones_se_nombran_por_su_clase(texto: str, nombres: list[tuple[str, str | None, int]]) -> None:
    assert [(o.nombre, o.sigla, len(o.menciones)) for o in organizaciones_de(texto)] == nombres


def test_un_asunto_que_es_todo_nombre_es_un_proyecto() -> None:
    texto = "Asuntos:\n\n Follow the Money\n\n Voces del Agua.\n\n Asuntos Generales\n\n Firma de Convenios\n"
    hoja = hoja_de(texto)
    asuntos = tuple(pasaje(hoja.documento, a) for a in (
        "Follow the Money", "Voces del Agua.", "Asuntos Generales", "Firma de Convenios"))
    assert [p.nombre for p in extraer_proyectos(hoja, (), Curaduria(), asuntos=asuntos)] == [
        "Follow the Money", "Voces del Agua"]


def test_lo_que_una_alianza_lista_es_organizacion_aunque_parezca_articulo_o_programa() -> None:
    hoja = hoja_de("1 Artículo 19, Programa de Prensa de la Universidad Central\n")
    socios = tuple(pasaje(hoja.documento, s) for s in ("Artículo 19", "Programa de Prensa de la Universidad Central"))
    assert [o.nombre for o in extraer_organizaciones(hoja, (), socios, Curaduria())] == [s.texto for s in socios]
    assert extraer_proyectos(hoja, socios, Curaduria()) == ()


# --- names that hold a topic ------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("texto", "nombres"), [
    ("la Métrica de Gobierno Abierto", ["Métrica de Gobierno Abierto"]),
    ("la Alianza para el Gobierno Abierto", ["Alianza para el Gobierno Abierto"]),
    ("la Comisión de Gobierno Abierto y Transparencia Proactiva del SNT",
     ["Comisión de Gobierno Abierto y Transparencia Proactiva"]),
    ("el Plan de Acción país de Gobierno Abierto (2016-2018)", ["Plan de Acción país de Gobierno Abierto"]),
    ("Agentes Locales de Cambio en Gobierno Abierto", ["Agentes Locales de Cambio en Gobierno Abierto"]),
    ("del proyecto Gobierno Abierto", ["Gobierno Abierto"]),                        # announced in lower case
    ("del banco de prácticas para la apertura gubernamental",                       # a known name, in any case
     ["banco de prácticas para la apertura gubernamental"]),
    ("Cumbre Nacional de\nGobierno Abierto", ["Cumbre Nacional de\nGobierno Abierto"]),
    # Topics with capitals are topics.
    ("en materia de Gobierno Abierto y Transparencia Proactiva", []),
    ("de Transparencia y Gobierno Abierto", []),
    ("el Gobierno Abierto en México", []),
    ("Gobierno Abierto, Transparencia Proactiva y Datos Abiertos", []),
    ("GOBIERNO ABIERTO", []),
    ("Transparencia proactiva es publicar más.", []),
    ("Promover Gobierno Abierto", []),
    ("Impulso a Gobierno Abierto", []),                                             # the first word of a sentence
])
def test_un_tema_en_mayusculas_no_es_por_eso_un_nombre_propio(texto: str, nombres: list[str]) -> None:
    lexico = Lexico.de(cargar_perfil("comision"))
    conocidos = ["Banco de Prácticas para la Apertura Gubernamental"]
    assert [texto[a:b] for a, b in spans_de_nombres_propios(texto, conocidos, TEMAS, lexico)] == nombres


# --- the packaged programme -------------------------------------------------------------------------------------------

@cache
def programa() -> tuple[Documento, dict[str, Proyecto], dict[str, Organizacion]]:
    documento = documento_de_bytes((DATOS / "programa-cpgat-2017.txt").read_bytes(), "programa-cpgat-2017.txt")
    hoja = enmascarar(documento, cargar_perfil("comision"))
    curaduria = cargar_curaduria(DATOS / "programa-cpgat-2017.curado.toml")
    socios = tuple(pasaje(documento, s) for s in (
        "Programa de las Naciones Unidas para el Desarrollo (PNUD México)", "Artículo 19", "Global Integrity",
        "Programa de Derechos Humanos de la Universidad Iberoamericana Campus Santa Fe"))
    asuntos = tuple(pasaje(documento, s) for s in ("Follow the Money", "Memoria y Verdad", "Sociedad Abierta",
                                                   "Alianzas estratégicas en el ámbito federal."))
    siglas = tuple(Sigla(s, pasaje(documento, n)) for s, n in (
        ("STT", "Secretariado Técnico Tripartita"), ("TIC", "Tecnologías de la Información y la Comunicación"),
        ("SNT", "Sistema Nacional de Transparencia, Acceso a la Información Pública y Protección de Datos Personales")))
    proyectos = extraer_proyectos(hoja, socios, curaduria, siglas=siglas, asuntos=asuntos)
    organizaciones = extraer_organizaciones(hoja, siglas, socios, curaduria, asuntos=asuntos)
    assert len({p.nombre for p in proyectos}) == len(proyectos)
    assert len({o.nombre for o in organizaciones}) == len(organizaciones)
    return documento, {p.nombre: p for p in proyectos}, {o.nombre: o for o in organizaciones}


@pytest.mark.parametrize(("nombre", "clase", "lineas"), [
    # Colon lost (103), prefix "Proyecto" and first part lost (594, 612, 1625), "lo" lost (883, 895, 1459).
    ("Gobierno Abierto: Cocreación desde lo Local", "proyecto",
     [103, 594, 612, 854, 864, 877, 883, 895, 1152, 1164, 1180, 1218, 1254, 1297, 1459, 1625]),
    # "desde lo Local" added (901, 942, 1370, 1380); cells (1361, 1631, 1703).
    ("Gobierno Abierto para el Desarrollo Sostenible", "proyecto",
     [107, 857, 901, 942, 1165, 1219, 1255, 1298, 1361, 1370, 1380, 1631, 1703]),
    # Announced, as an item, in lower case (1413), broken over cells (1438, 1555).
    ("Sociedad Abierta", "proyecto", [113, 854, 949, 1170, 1225, 1261, 1304, 1413, 1438, 1555]),
    # The year missing, broken over lines, with a footnote's mark (329), in a footnote (344).
    ("Métrica de Gobierno Abierto 2017", "instrumento",
     [65, 327, 344, 504, 552, 834, 936, 1014, 1171, 1226, 1278, 1305, 1564, 1573]),
    # Three ways to use capitals.
    ("Banco de Buenas Prácticas para la Apertura Gubernamental", "instrumento",
     [815, 835, 936, 1014, 1161, 1212, 1248, 1291]),
    # Items without a noun.
    ("Follow the Money", "proyecto", [1224, 1260, 1303]),
    ("Memoria y Verdad", "proyecto", [1174, 1229, 1281, 1309]),
    ("Manual Administrativo de Aplicación General sobre Gobierno Abierto y Archivos", "instrumento", [1389, 1590]),
    ("Cumbre Nacional de Gobierno Abierto", "proyecto", [1617]),
    ("Programa de Formación de Agentes Locales de Cambio en Gobierno Abierto", "proyecto", [1694]),
    ("Global Right to Information Rating", "instrumento", [403]),
])
def test_los_proyectos_del_programa_con_todas_sus_menciones(nombre: str, clase: str, lineas: list[int]) -> None:
    proyecto = programa()[1][nombre]
    assert proyecto.clase == clase
    assert [m.tramos[0].linea_inicio for m in proyecto.menciones] == lineas


@pytest.mark.parametrize(("nombre", "sigla", "lineas"), [
    # Under its name, with its owner, by its acronym (both in the glossary, 167).
    ("Secretariado Técnico Tripartita de la Alianza para el Gobierno Abierto", "STT",
     [167, 167, 644, 648, 973, 979, 992, 1166, 1220, 1256, 1299]),
    ("Instituto Tecnológico y de Estudios Superiores de Occidente", "ITESO", [113, 115, 948, 1428, 1436, 1550]),
    ("Programa de las Naciones Unidas para el Desarrollo", "PNUD", [111, 859, 1350, 1353]),
    ("Centro de Investigación y Docencia Económicas", "CIDE", [346, 347]),        # only in a footnote
    ("Artículo 19", None, [1463]),
    ("Global Integrity", None, [1441]),
    ("Procuraduría General de la República", None, [558]),
    # A cell cut by the end of the page.
    ("Programa de Derechos Humanos de la Universidad Iberoamericana Campus Santa Fe", None, [1493]),
])
def test_las_organizaciones_del_programa_con_todas_sus_menciones(
    nombre: str, sigla: str | None, lineas: list[int]
) -> None:
    organizacion = programa()[2][nombre]
    assert organizacion.sigla == sigla
    assert [m.tramos[0].linea_inicio for m in organizacion.menciones] == lineas


def test_lo_que_no_es_nombre_no_esta_en_el_programa() -> None:
    _, proyectos, organizaciones = programa()
    for ausente in ("Gobierno Abierto", "Plan de Acción", "Banco de Buenas",
                    "Alianzas estratégicas en el ámbito federal",
                    "Programa de Derechos Humanos de la Universidad Iberoamericana Campus Santa Fe"):
        assert ausente not in proyectos
    for ausente in ("Comisión Permanente", "Dirección General", "Tecnologías de la Información y la Comunicación"):
        assert ausente not in organizaciones


def test_cada_mencion_se_puede_recortar_del_documento() -> None:
    documento, proyectos, organizaciones = programa()
    menciones = [m for p in proyectos.values() for m in p.menciones]
    menciones += [m for o in organizaciones.values() for m in o.menciones]
    assert len(menciones) > 200
    assert all(documento.texto_de(m.tramos) == m.texto for m in menciones)


def test_el_orden_es_el_de_la_primera_mencion() -> None:
    _, proyectos, organizaciones = programa()
    for menciones in ([p.menciones for p in proyectos.values()], [o.menciones for o in organizaciones.values()]):
        primeras = [m[0].tramos[0].inicio for m in menciones]
        assert primeras == sorted(primeras)
