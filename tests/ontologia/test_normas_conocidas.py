"""The packaged norms, against the table of facts in the design."""

from __future__ import annotations

from datetime import date

import pytest
from rdflib import BNode, Graph, Literal

from ontologia.espacios import AL, DCTERMS, ELI, RDF
from ontologia.iris import Acunador
from ontologia.recursos import NormaConocida, cargar_normas, normas_conocidas

IRI = Acunador()


@pytest.fixture(scope="module")
def normas() -> Graph:
    return cargar_normas()


def norma(clave: str) -> NormaConocida:
    return next(n for n in normas_conocidas() if n.clave == clave)


# key, published in the DOF, first day in force, last day in force
@pytest.mark.parametrize(("clave", "publicada", "desde", "hasta"), [
    ("lgtaip-2015", date(2015, 5, 4), date(2015, 5, 5), date(2025, 3, 20)),
    ("lftaip-2016", date(2016, 5, 9), date(2016, 5, 10), date(2025, 3, 20)),
    ("lgtaip-2025", date(2025, 3, 20), date(2025, 3, 21), None),  # in force
    ("lftaipg-2002", date(2002, 6, 11), None, date(2016, 5, 9)),  # the design does not give its entry in force
    ("lineamientos-2016", date(2016, 4, 15), None, None),  # whether still in force is unknown
    ("cpeum", None, None, None),  # only its title
])
def test_cada_norma_tiene_las_fechas_del_diario_oficial(
    clave: str, publicada: date | None, desde: date | None, hasta: date | None
) -> None:
    hallada = norma(clave)
    assert (hallada.publicada, hallada.vigente_desde, hallada.vigente_hasta) == (publicada, desde, hasta)


def test_las_normas_son_seis() -> None:
    assert [n.clave for n in normas_conocidas()] == [
        "cpeum", "lftaip-2016", "lftaipg-2002", "lgtaip-2015", "lgtaip-2025", "lineamientos-2016",
    ]


# The article of 2015 and those of 2025 that take its place.
@pytest.mark.parametrize(("articulo", "sucesores"), [
    ("56", ["50"]), ("57", ["51"]), ("58", ["52"]), ("59", ["53", "54", "55"]),
])
def test_cada_articulo_de_2015_dice_cual_de_2025_lo_sucede(articulo: str, sucesores: list[str]) -> None:
    hallado = norma("lgtaip-2015").articulos[articulo]
    assert hallado.sucedido_por == tuple(("lgtaip-2025", numero) for numero in sucesores)


# Article of the federal law, the article of the general law that it mirrors.
@pytest.mark.parametrize(("federal", "general"), [("37", "56"), ("38", "57"), ("39", "58"), ("42", "59")])
def test_cada_articulo_federal_dice_cual_general_refleja(normas: Graph, federal: str, general: str) -> None:
    reflejados = list(normas.objects(IRI.articulo("lftaip-2016", federal), DCTERMS.relation))
    assert reflejados == [IRI.articulo("lgtaip-2015", general)]


# Chapter of the Fourth Title, its articles.
@pytest.mark.parametrize(("capitulo", "articulos"), [
    ("cap_1", {"53", "54", "55"}), ("cap_2", {"56", "57", "58"}), ("cap_3", {"59"}),
])
def test_el_titulo_cuarto_reparte_sus_articulos_en_tres_capitulos(
    normas: Graph, capitulo: str, articulos: set[str]
) -> None:
    ruta = IRI.norma("lgtaip-2015") + f"/tit_4/{capitulo}"
    assert {str(normas.value(a, ELI.number)) for a in normas.subjects(DCTERMS.isPartOf, ruta)} == articulos


# Topic of each article; the words "transparencia proactiva" no longer occur in the law of 2025.
@pytest.mark.parametrize(("clave", "articulo", "temas"), [
    ("lgtaip-2015", "55", ()),
    ("lgtaip-2015", "56", ("transparencia-proactiva",)),
    ("lgtaip-2015", "58", ("transparencia-proactiva",)),
    ("lgtaip-2015", "59", ("gobierno-abierto",)),
    ("lftaip-2016", "37", ("transparencia-proactiva",)),
    ("lftaip-2016", "42", ("gobierno-abierto",)),
    ("lftaip-2016", "66", ("gobierno-abierto",)),
    ("lgtaip-2025", "50", ()),
])
def test_cada_articulo_dice_de_que_tema_trata(clave: str, articulo: str, temas: tuple[str, ...]) -> None:
    assert norma(clave).articulos[articulo].temas == temas


# Article, a word that must stand in the statement of who bears the duty.
@pytest.mark.parametrize(("clave", "articulo", "quien"), [
    ("lgtaip-2015", "56", "Organismos garantes"),
    ("lgtaip-2015", "57", "Sujetos obligados"),
    ("lgtaip-2015", "58", "Sistema Nacional"),
    ("lgtaip-2015", "59", "sociedad civil"),
    ("lftaip-2016", "37", "Instituto"),
])
def test_cada_articulo_dice_a_quien_obliga(normas: Graph, clave: str, articulo: str, quien: str) -> None:
    dichos = normas.objects(IRI.articulo(clave, articulo), AL.sujetoObligado)
    assert any(quien in str(dicho) for dicho in dichos)


def test_abrogar_y_ser_abrogada_se_corresponden(normas: Graph) -> None:
    abrogaciones = {(str(a), str(b)) for a, b in normas.subject_objects(ELI.repeals)}
    assert abrogaciones == {(str(a), str(b)) for b, a in normas.subject_objects(ELI.repealed_by)}
    assert (str(IRI.norma("lgtaip-2025")), str(IRI.norma("lgtaip-2015"))) in abrogaciones
    assert (str(IRI.norma("lgtaip-2025")), str(IRI.norma("lftaip-2016"))) in abrogaciones
    assert (str(IRI.norma("lftaip-2016")), str(IRI.norma("lftaipg-2002"))) in abrogaciones
    assert len(abrogaciones) == 3


def test_ningun_resumen_se_hace_pasar_por_texto_de_la_ley(normas: Graph) -> None:
    marcas = {"es": "Resumen de Alinea: ", "en": "Summary by Alinea: "}
    resumenes = [r for r in normas.objects(None, AL.resumen) if isinstance(r, Literal)]
    assert resumenes
    assert all(str(r).startswith(marcas[str(r.language)]) for r in resumenes)
    assert list(normas.objects(None, AL.texto)) == []


def test_todo_articulo_pertenece_a_una_norma_del_grafo(normas: Graph) -> None:
    for articulo in normas.subjects(RDF.type, AL.Articulo):
        assert [(n, RDF.type, AL.Norma) in normas for n in normas.objects(articulo, ELI.is_part_of)] == [True]


def test_las_siglas_y_nombres_cortos_llevan_a_su_norma() -> None:
    assert {n.clave for n in normas_conocidas() if "LGTAIP" in n.alternativos} == {"lgtaip-2015", "lgtaip-2025"}
    assert {n.clave for n in normas_conocidas() if "Ley Federal" in n.alternativos} == {"lftaip-2016"}
    assert {n.clave for n in normas_conocidas() if "LFTAIPG" in n.alternativos} == {"lftaipg-2002"}


def test_las_normas_no_tienen_nodos_sin_nombre(normas: Graph) -> None:
    assert [t for terna in normas for t in terna if isinstance(t, BNode)] == []


def test_las_normas_se_leen_bajo_la_base_que_se_pida() -> None:
    base = "https://ejemplo.org/datos/"
    normas = cargar_normas(base)
    assert (Acunador(base).articulo("lgtaip-2015", "59"), RDF.type, AL.Articulo) in normas
    assert (IRI.articulo("lgtaip-2015", "59"), RDF.type, AL.Articulo) not in normas
