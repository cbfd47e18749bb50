"""Reviews by persons: what they change in the ledger, when they become suspect, how two files merge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from programa_de_prueba import ACUNADOR, CLAVE, almacen_de_prueba
from rdflib import Literal

from grafo.almacen import AlmacenEmbebido
from grafo.auditoria import auditar
from grafo.construccion import Leido, construir
from grafo.preguntas import filas_de
from grafo.revisiones import (
    Cuaderno,
    Revision,
    a_json,
    a_turtle,
    crear_revision,
    de_json,
    de_turtle,
    fusionar,
    leer_momento,
)
from ontologia.errores import DocumentoIlegible, ErrorDeEntrada, NoExiste
from ontologia.espacios import AL, PROV, RDF

ART = "lgtaip-2015/art_59"
HUELLA = "0" * 64


@pytest.fixture
def almacen() -> Iterator[AlmacenEmbebido]:
    """The small programme: 1.2.2 is express on art. 59 (and its strategy too), 1.2.1 and 1.10.1 have nothing."""
    nuevo = almacen_de_prueba()
    yield nuevo
    nuevo.cerrar()


def decidir(almacen: AlmacenEmbebido, linea: str, decision: str, quien: str = "Ana Ruiz", hora: int = 10,
            tema: str | None = None, articulo: str | None = None) -> Revision:
    return Cuaderno(almacen, ACUNADOR).decidir(
        CLAVE, linea, decision, "Porque sí.", quien, "auditora", datetime(2020, 5, 1, hora, tzinfo=UTC), tema, articulo)


def linea_de(almacen: AlmacenEmbebido, numero: str):
    return next(x for x in auditar(almacen, CLAVE, ACUNADOR).lineas if x.numero == numero)


def estados_de(almacen: AlmacenEmbebido) -> dict[str, str]:
    return {x.revision.id: x.estado for x in Cuaderno(almacen, ACUNADOR).con_estado(CLAVE)}


def test_sin_revisiones_el_libro_dice_lo_que_la_maquina_concluyo(almacen) -> None:
    libro = auditar(almacen, CLAVE, ACUNADOR)
    assert [x.numero for x in libro.huecos] == ["1.2.1", "1.10.1"]
    assert libro.justificados == ()
    assert [x.numero for x in libro.profundas] == ["1.2.2"]
    assert all(x.revision is None for x in libro.lineas)


def test_una_alineacion_rechazada_no_cuenta_y_sigue_a_la_vista(almacen) -> None:
    decidir(almacen, "1.2.2", "rechaza", articulo=ART)
    linea = linea_de(almacen, "1.2.2")
    assert (linea.nivel, linea.articulos, linea.cobertura_profunda) == ("ninguna", (), False)
    assert [(m.articulo, m.nivel) for m in linea.rechazados] == [(ART, "expresa")]
    assert linea.rupturas == ("articulo",)
    assert linea.revision == "vigente"


def test_una_alineacion_confirmada_dice_quien_la_confirmo_y_conserva_su_nivel(almacen) -> None:
    decidir(almacen, "1.2.2", "confirma")
    linea = linea_de(almacen, "1.2.2")
    assert (linea.nivel, [m.dictamen for m in linea.articulos]) == ("expresa", ["confirmada"])
    assert [x.revision.quien for x in linea.revisiones] == ["Ana Ruiz"]


def test_un_mandato_agregado_es_evidencia_de_una_persona_y_de_ningun_nivel(almacen) -> None:
    decidir(almacen, "1.2.1", "agrega", articulo="lgtaip-2015/59")
    libro = auditar(almacen, CLAVE, ACUNADOR)
    linea = next(x for x in libro.lineas if x.numero == "1.2.1")
    assert linea.nivel == "ninguna"
    assert [(a.articulo, a.revision.quien) for a in linea.agregados] == [(ART, "Ana Ruiz")]
    assert linea.cobertura_profunda
    assert [x.numero for x in libro.huecos] == ["1.10.1"]
    assert libro.resumen["ninguna"] == 2


def test_un_hueco_justificado_se_cuenta_aparte(almacen) -> None:
    decidir(almacen, "1.10.1", "justifica")
    libro = auditar(almacen, CLAVE, ACUNADOR)
    assert [x.numero for x in libro.huecos] == ["1.2.1"]
    assert [(x.numero, x.justificacion.motivo) for x in libro.justificados] == [("1.10.1", "Porque sí.")]


def test_dos_personas_que_no_estan_de_acuerdo_se_contradicen_y_el_mandato_sigue(almacen) -> None:
    una = decidir(almacen, "1.2.2", "confirma", articulo=ART)
    otra = decidir(almacen, "1.2.2", "rechaza", quien="Luis Paz", hora=11)
    assert estados_de(almacen) == {una.id: "contradicha", otra.id: "contradicha"}
    linea = linea_de(almacen, "1.2.2")
    assert (linea.revision, linea.nivel, [m.dictamen for m in linea.articulos]) == (
        "contradicha", "expresa", ["contradicha"])


def test_la_misma_persona_que_cambia_de_parecer_se_supera_y_la_historia_queda(almacen) -> None:
    antes = decidir(almacen, "1.2.2", "rechaza", articulo=ART)
    despues = decidir(almacen, "1.2.2", "confirma", hora=12, quien="ANA RUIZ", articulo=ART)
    assert estados_de(almacen) == {antes.id: "superada", despues.id: "vigente"}
    assert linea_de(almacen, "1.2.2").nivel == "expresa"


def test_rechazar_y_luego_justificar_el_hueco_van_juntos_y_confirmar_deshace_las_dos_cosas(almacen) -> None:
    rechazo = decidir(almacen, "1.2.2", "rechaza")
    motivo = decidir(almacen, "1.2.2", "justifica", hora=11)
    assert estados_de(almacen) == {rechazo.id: "vigente", motivo.id: "vigente"}
    libro = auditar(almacen, CLAVE, ACUNADOR)
    assert [x.numero for x in libro.justificados] == ["1.2.2"]
    decidir(almacen, "1.2.2", "confirma", hora=12)
    assert [estados_de(almacen)[r.id] for r in (rechazo, motivo)] == ["superada", "superada"]
    assert linea_de(almacen, "1.2.2").nivel == "expresa"


def test_lo_decidido_de_un_articulo_pesa_mas_que_lo_decidido_de_toda_la_linea(almacen) -> None:
    decidir(almacen, "1.2.2", "rechaza", articulo=ART)
    decidir(almacen, "1.2.2", "confirma", hora=12)
    assert linea_de(almacen, "1.2.2").nivel == "ninguna"


def cambiar_texto(almacen: AlmacenEmbebido, linea: str) -> None:
    iri = ACUNADOR.grafo_programa(CLAVE)
    grafo = almacen.grafo(iri)
    grafo.set((ACUNADOR.elemento(CLAVE, "linea", linea), AL.texto, Literal("Otras palabras.")))
    almacen.reemplazar({iri: grafo})


@pytest.mark.parametrize("cambia", ["1.2.1", "1.2.2", "1.10.1"])
def test_cambiar_el_texto_de_una_linea_vuelve_sospechosas_exactamente_sus_revisiones(almacen, cambia: str) -> None:
    suyas = {x: decidir(almacen, x, "justifica" if x != "1.2.2" else "confirma").id
             for x in ("1.2.1", "1.2.2", "1.10.1")}
    cambiar_texto(almacen, cambia)
    assert estados_de(almacen) == {r: "sospechosa" if x == cambia else "vigente" for x, r in suyas.items()}


def test_cambiar_el_texto_de_un_articulo_vuelve_sospechosas_las_que_dependen_de_el(almacen) -> None:
    del_articulo = decidir(almacen, "1.2.2", "confirma")
    del_hueco = decidir(almacen, "1.10.1", "justifica")
    ley = ACUNADOR.grafo_ley("lgtaip-2015")
    almacen.reemplazar({ley: [(ACUNADOR.articulo("lgtaip-2015", "59"), AL.texto, Literal("Texto reformado."))]})
    assert estados_de(almacen) == {del_articulo.id: "sospechosa", del_hueco.id: "vigente"}


def test_una_revision_sospechosa_no_cuenta_hasta_que_se_mira_de_nuevo(almacen) -> None:
    decidir(almacen, "1.10.1", "justifica")
    cambiar_texto(almacen, "1.10.1")
    assert "1.10.1" in [x.numero for x in auditar(almacen, CLAVE, ACUNADOR).huecos]
    decidir(almacen, "1.10.1", "justifica", hora=13)
    assert [x.numero for x in auditar(almacen, CLAVE, ACUNADOR).justificados] == ["1.10.1"]


def test_reconstruir_un_programa_no_pierde_ninguna_revision(tmp_path: Path, leido_real: Leido) -> None:
    almacen = AlmacenEmbebido(tmp_path / "a")
    construir([leido_real], almacen, ACUNADOR)
    revision = Cuaderno(almacen, ACUNADOR).decidir(
        "inai-cpgat-2017", "2.2.5", "confirma", "Lo dice su estrategia.", "Ana Ruiz", "auditora",
        datetime(2026, 1, 1, tzinfo=UTC), articulo=ART)
    construir([leido_real], almacen, ACUNADOR)
    almacen.cerrar()
    otra_vez = AlmacenEmbebido(tmp_path / "a")
    (vista,) = Cuaderno(otra_vez, ACUNADOR).con_estado("inai-cpgat-2017")
    otra_vez.cerrar()
    assert (vista.revision, vista.estado) == (revision, "vigente")


@pytest.mark.parametrize("decisiones", [("confirma", "rechaza", "justifica"), ("rechaza", "confirma")])
def test_de_dos_decisiones_de_una_persona_en_el_mismo_instante_vale_la_escrita_despues(almacen, decisiones) -> None:
    for cuantas, decision in enumerate(decisiones, start=1):
        escrita = decidir(almacen, "1.2.2", decision)
        historia = Cuaderno(almacen, ACUNADOR).revisiones(CLAVE)
        assert [r.decision for r in historia] == list(decisiones[:cuantas]), "in the order they were written"
        assert historia[-1] == escrita
    assert [r.momento for r in historia] == [
        "2020-05-01T10:00:00Z", "2020-05-01T10:00:00.001Z", "2020-05-01T10:00:00.002Z"][:len(decisiones)]
    decidir(almacen, "1.2.2", decisiones[0])
    assert Cuaderno(almacen, ACUNADOR).revisiones(CLAVE) == historia, "the same decision again is no other decision"


@given(st.datetimes(timezones=st.just(UTC)))
def test_el_momento_de_una_revision_se_guarda_a_la_milesima_y_se_lee_igual(cuando: datetime) -> None:
    revision = crear_revision(programa=CLAVE, linea="1.2.2", decision="confirma", motivo="Sí.", quien="Ana", rol="x",
                              cuando=cuando, huella=HUELLA)
    assert leer_momento(revision.momento) == revision.cuando == cuando.replace(
        microsecond=cuando.microsecond // 1_000 * 1_000)
    assert not revision.momento.endswith(("0Z", ".Z")) or "." not in revision.momento
    assert de_json(a_json([revision]).encode(), "r.json") == (revision,)


def test_la_historia_esta_en_prov(almacen) -> None:
    decidir(almacen, "1.2.2", "confirma", articulo=ART)
    grafo = almacen.grafo(ACUNADOR.grafo_revisiones())
    (revision,) = grafo.subjects(RDF.type, AL.Revision)
    assert (revision, RDF.type, PROV.Activity) in grafo
    assert str(grafo.value(revision, PROV.endedAtTime)) == "2020-05-01T10:00:00Z"
    assert set(grafo.objects(revision, PROV.used)) == {
        ACUNADOR.elemento(CLAVE, "linea", "1.2.2"), ACUNADOR.articulo("lgtaip-2015", "59")}
    assert grafo.value(revision, PROV.wasAssociatedWith) is not None


@pytest.mark.parametrize(("cambio", "dice"), [
    ({"linea": "9.9.9"}, "9.9.9"),
    ({"articulo": "lgtaip-2015/art_9999"}, "art_9999"),
    ({"tema": "nada"}, "nada"),
    ({"articulo": "lgtaip-2015/art_56"}, "art_56"),  # known, but the line is not aligned with it
])
def test_una_revision_de_lo_que_no_existe_se_rechaza_y_no_guarda_nada(almacen, cambio, dice) -> None:
    with pytest.raises(ErrorDeEntrada, match=dice):
        decidir(almacen, **({"linea": "1.2.2", "decision": "confirma"} | cambio))
    assert Cuaderno(almacen, ACUNADOR).revisiones() == []


@pytest.mark.parametrize("texto", ["ayer", "2020-02-31T10:00:00Z", "2020-05-01", "2020-05-01T10:00:00", ""])
def test_una_fecha_que_no_es_un_momento_con_zona_se_rechaza(texto: str) -> None:
    with pytest.raises(ErrorDeEntrada, match="zona"):
        leer_momento(texto)


@pytest.mark.parametrize(("cambio", "dice"), [
    ({"decision": "duda"}, "duda"), ({"decision": "agrega"}, "artículo"), ({"motivo": " \n "}, "motivo"),
    ({"quien": ""}, "quien"), ({"decision": "justifica", "articulo": ART}, "hueco"),
    ({"cuando": datetime(2020, 5, 1)}, "zona"), ({"motivo": "a\x00b"}, "motivo"),
])
def test_una_decision_que_no_puede_ser_se_rechaza(cambio, dice) -> None:
    with pytest.raises(ErrorDeEntrada, match=dice):
        hacer(**cambio)


def hacer(**cambio) -> Revision:
    datos = {"programa": CLAVE, "linea": "1.2.2", "decision": "confirma", "motivo": "m", "quien": "Ana", "rol": "r",
             "cuando": datetime(2020, 5, 1, tzinfo=UTC), "huella": HUELLA}
    return crear_revision(**(datos | cambio))


revisiones = st.builds(
    hacer, linea=st.sampled_from(["1.2.1", "1.2.2"]), decision=st.sampled_from(["confirma", "rechaza"]),
    quien=st.sampled_from(["Ana", "Luis", "Ñu \"<&>\""]), motivo=st.sampled_from(["m", "=1+1", "á\\n"]),
    cuando=st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC)))
archivos = st.lists(revisiones, max_size=6).map(tuple)


@given(archivos, archivos, archivos)
def test_unir_archivos_no_depende_del_orden_ni_de_cuantas_veces(a, b, c) -> None:
    assert fusionar(a, b) == fusionar(b, a)
    assert fusionar(fusionar(a, b), c) == fusionar(a, fusionar(b, c)) == fusionar(a, b, c)
    assert fusionar(a, a) == fusionar(a) == fusionar(fusionar(a))


@given(archivos)
def test_un_archivo_exportado_se_lee_igual_en_los_dos_formatos(a) -> None:
    assert de_json(a_json(a).encode(), "r.json") == fusionar(a)
    assert de_turtle(a_turtle(a, ACUNADOR).encode(), "r.ttl", ACUNADOR) == fusionar(a)


DOS = (hacer(), hacer(quien="Luis", decision="rechaza"))


@pytest.mark.parametrize("parte", [0.1, 0.5, 0.9, 0.99])
def test_un_archivo_cortado_se_dice_y_no_se_importa_a_medias(parte: float) -> None:
    for texto, leer in ((a_json(DOS), lambda c: de_json(c, "r")), (a_turtle(DOS, ACUNADOR),
                                                                  lambda c: de_turtle(c, "r", ACUNADOR))):
        cortado = texto.rstrip().encode()[:int(len(texto.rstrip().encode()) * parte)]
        with pytest.raises(DocumentoIlegible, match="«r»"):
            leer(cortado)


def test_un_turtle_cortado_entre_dos_revisiones_nombra_la_que_falta() -> None:
    bloques = a_turtle(DOS, ACUNADOR).split("\n\n")
    falta = next(b for b in bloques if "al:decision" in b)
    with pytest.raises(DocumentoIlegible, match=r"la revisión [0-9a-f]{32} no está entera"):
        de_turtle("\n\n".join(b for b in bloques if b != falta).encode(), "r.ttl", ACUNADOR)


def test_una_revision_alterada_se_descubre_y_se_nombra() -> None:
    alterado = a_json(DOS).replace('"rechaza"', '"confirma"')
    with pytest.raises(DocumentoIlegible, match="alterada"):
        de_json(alterado.encode(), "r.json")


@pytest.mark.parametrize("contenido", [b"[]", b"{}", b'{"revisiones": [1], "cuantas": 1}', b"\xff\xfe", b"[" * 99_999,
                                       b'{"revisiones": [], "cuantas": 1}'])
def test_un_json_que_no_es_de_revisiones_se_rechaza(contenido: bytes) -> None:
    with pytest.raises(DocumentoIlegible, match=r"r\.json"):
        de_json(contenido, "r.json")


def test_importar_une_lo_de_dos_personas_y_dice_en_que_se_contradicen(almacen) -> None:
    ana = decidir(almacen, "1.2.2", "confirma", articulo=ART)
    otro = almacen_de_prueba()
    luis = decidir(otro, "1.2.2", "rechaza", quien="Luis Paz", articulo=ART)
    otro.cerrar()
    hecho = Cuaderno(almacen, ACUNADOR).importar([luis, ana])
    assert (hecho.agregadas, hecho.ya_estaban) == ((luis,), 1)
    assert {x.revision for x in hecho.contradichas} == {ana, luis}
    assert Cuaderno(almacen, ACUNADOR).importar([luis, ana]).agregadas == ()


@pytest.mark.parametrize("mala", [hacer(linea="9.9.9"), hacer(programa="otro"), hacer(articulo="x/art_1")])
def test_importar_una_revision_de_lo_que_no_existe_no_cambia_nada(almacen, mala: Revision) -> None:
    buena = decidir(almacen, "1.2.2", "confirma")
    with pytest.raises(NoExiste, match=mala.id):
        Cuaderno(almacen, ACUNADOR).importar([replace(buena), hacer(linea="1.2.1"), mala])
    assert Cuaderno(almacen, ACUNADOR).revisiones() == [buena]


def test_justificar_el_hueco_de_un_tema_cierra_ese_tema_y_no_la_linea(almacen) -> None:
    decidir(almacen, "1.10.1", "justifica", tema="gobierno-abierto")
    libro = auditar(almacen, CLAVE, ACUNADOR)
    abiertos, justificados = libro.huecos_por_tema["gobierno-abierto"]
    assert ([x.numero for x in abiertos], [x.numero for x in justificados]) == (["1.2.1"], ["1.10.1"])
    abiertos, justificados = libro.huecos_por_tema["transparencia-proactiva"]
    assert ([x.numero for x in abiertos], [x.numero for x in justificados]) == (["1.2.1", "1.2.2", "1.10.1"], [])
    assert [x.numero for x in libro.huecos] == ["1.2.1", "1.10.1"]


def test_justificar_la_linea_cierra_el_hueco_de_todos_sus_temas(almacen) -> None:
    decidir(almacen, "1.10.1", "justifica")
    libro = auditar(almacen, CLAVE, ACUNADOR)
    assert all([x.numero for x in justificados] == ["1.10.1"] for _, justificados in libro.huecos_por_tema.values())


def test_lo_agregado_para_un_tema_llena_el_hueco_de_ese_tema(almacen) -> None:
    decidir(almacen, "1.2.1", "agrega", articulo=ART, tema="gobierno-abierto")
    huecos = auditar(almacen, CLAVE, ACUNADOR).huecos_por_tema
    assert [x.numero for x in huecos["gobierno-abierto"][0]] == ["1.10.1"]
    assert [x.numero for x in huecos["transparencia-proactiva"][0]] == ["1.2.1", "1.2.2", "1.10.1"]


@pytest.mark.parametrize(("decisiones", "huecos"), [
    ([], ["1.2.1", "1.10.1"]),
    ([("1.2.2", "rechaza", "Ana")], ["1.2.1", "1.2.2", "1.10.1"]),
    ([("1.2.2", "rechaza", "Ana"), ("1.2.2", "confirma", "Luis")], ["1.2.1", "1.10.1"]),
    ([("1.2.2", "rechaza", "Ana"), ("1.2.2", "retira", "Ana")], ["1.2.1", "1.10.1"]),
    ([("1.2.1", "agrega", "Ana")], ["1.10.1"]),
])
@pytest.mark.parametrize("cambia", [False, True])
def test_la_pregunta_por_lineas_sin_mandato_no_cuenta_revisiones_y_el_libro_solo_las_que_siguen_en_pie(
    almacen, decisiones, huecos, cambia: bool
) -> None:
    for hora, (linea, decision, quien) in enumerate(decisiones, start=8):
        decidir(almacen, linea, decision, quien, hora, articulo=ART)
    if cambia:
        for linea in ("1.2.1", "1.2.2"):
            cambiar_texto(almacen, linea)
    assert [str(f["numero"]) for f in filas_de("lineas_sin_mandato", almacen, ACUNADOR)] == ["1.2.1", "1.10.1"]
    assert [x.numero for x in auditar(almacen, CLAVE, ACUNADOR).huecos] == (["1.2.1", "1.10.1"] if cambia else huecos)
