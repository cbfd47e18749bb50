import time
from dataclasses import replace

import pytest
from programa_de_prueba import ACUNADOR, CLAVE, DOCUMENTO, PROGRAMA, TEXTO, almacen_de_prueba, grafos_de_prueba
from rdflib.term import Literal, URIRef

from grafo.conclusiones import concluir
from grafo.cuadruplas import construir_grafos
from grafo.modelo import Pasaje
from grafo.nombres import Indice, empieza_con
from ontologia import actos
from ontologia.espacios import (
    ACTO,
    AL,
    CONVENIO,
    DCTERMS,
    FOAF,
    HALLAZGO,
    NIVEL,
    OA,
    ORG,
    PROV,
    RDF,
    RDFS,
    REGLA,
    SCHEMA,
    SH,
    SKOS,
    TEMA,
    XSD,
)


def iri(resto: str) -> URIRef:
    return URIRef(f"{ACUNADOR.base}programa/{CLAVE}{resto}")


@pytest.fixture(scope="module")
def dicho():
    return grafos_de_prueba()[ACUNADOR.grafo_programa(CLAVE)]


@pytest.fixture(scope="module")
def concluido():
    return grafos_de_prueba()[ACUNADOR.grafo_derivado(CLAVE)]


def es(texto: str) -> Literal:
    return Literal(texto, lang="es")


DICHO = [
    ("", DCTERMS.temporal, Literal("2020", datatype=XSD.gYear)),
    ("", AL.emitidoPor, iri("/unidad/comision-de-ensayos")),
    ("", PROV.wasDerivedFrom, iri("/documento")),
    ("/documento", AL.sha256, Literal("00" * 32)),
    ("/documento", AL.caracteres, Literal(len(TEXTO))),
    ("/objetivo/1", AL.contribuyeA, iri("/objetivo-estrategico/4")),
    ("/estrategia/1.10", AL.parteDe, iri("/objetivo/1")),
    ("/linea/1.2.1", AL.parteDe, iri("/estrategia/1.2")),
    ("/linea/1.2.1", RDFS.label, es("Línea de acción 1.2.1")),
    ("/linea/1.2.2", AL.texto, Literal("Validar guías de gobierno abierto.")),
    ("/linea/1.2.1", AL.seguimientoPor, iri("/unidad/ofi")),
    # Chapter IV writes the directorate's name, the lines its acronym: one unit.
    ("/linea/1.2.1", AL.responsable, iri("/unidad/den")),
    ("/unidad/den", AL.participaEn, iri("/objetivo/1")),
    ("/unidad/den", RDFS.label, es("Dirección de Ensayos")),
    ("/unidad/den", AL.sigla, Literal("DEN")),
    ("/unidad/den", RDF.type, ORG.OrganizationalUnit),
    ("/alianza/1", AL.socio, iri("/organizacion/socio-uno")),
    ("/alianza/1", AL.apoyaA, iri("/linea/1.2.1")),
    ("/alianza/1", AL.requiereConvenio, Literal(True)),
    ("/evento/1", AL.fechaTexto, Literal("3 de febrero")),
    ("/sesion/1", AL.fecha, Literal("2020-03-14", datatype=XSD.date)),
    ("/sesion/1/asunto/2", AL.orden, Literal(2)),
    ("/proyecto/proyecto-arbol", RDF.type, FOAF.Project),
    ("/proyecto/proyecto-arbol", SKOS.altLabel, es("Encuesta Árbol")),
    ("/indicador/1", AL.valor, Literal("40.50", datatype=XSD.decimal, normalize=False)),
    ("/indicador/1", AL.anio, Literal("2019", datatype=XSD.gYear)),
    ("/termino/den", SKOS.prefLabel, es("Dirección de Ensayos")),
    ("/referencia/1", AL.numeroDeArticulo, Literal("59")),
]


@pytest.mark.parametrize(("sujeto", "predicado", "objeto"), DICHO)
def test_el_grafo_del_programa_dice_lo_que_dice_el_documento(dicho, sujeto, predicado, objeto):
    assert (iri(sujeto), predicado, objeto) in dicho


NORMA = "https://w3id.org/alinea/id/norma/lgtaip-2015"
CONCLUIDO = [
    ("/linea/1.2.1", AL.verbo, ACTO["dar-seguimiento"], "acto-del-verbo"),
    ("/evento/1", SCHEMA.startDate, Literal("2020-02-03", datatype=XSD.date), "fecha-en-el-anio-del-programa"),
    ("/alianza/1", AL.estadoConvenio, CONVENIO.vigente, "estado-del-convenio"),
    ("/linea/1.2.1", AL.menciona, iri("/proyecto/proyecto-arbol"), "nombre-en-el-texto"),
    # Capitals and a missing accent do not hide a name.
    ("/sesion/1/asunto/2", AL.trataSobre, iri("/proyecto/proyecto-arbol"), "nombre-en-el-texto"),
    ("/sesion/1/asunto/2", AL.trataSobre, iri("/linea/1.2.1"), "proyecto-comun"),
    # Two laws bear this title; the one of 2025 was not there in 2020.
    ("/disposicion/1", AL.refiereA, URIRef(NORMA), "titulo-de-norma"),
    ("/referencia/1", AL.refiereA, URIRef(f"{NORMA}/art_59"), "cita-de-articulo"),
    ("/indicador/1", AL.refiereA, iri("/proyecto/proyecto-arbol"), "fuente-nombrada"),
]


@pytest.mark.parametrize(("sujeto", "predicado", "objeto", "regla"), CONCLUIDO)
def test_cada_conclusion_va_con_su_regla_y_su_cita(concluido, dicho, sujeto, predicado, objeto, regla):
    assert (iri(sujeto), predicado, objeto) in concluido
    assert (iri(sujeto), predicado, objeto) not in dicho
    conclusiones = set(concluido.subjects(RDF.subject, iri(sujeto))) & set(concluido.subjects(RDF.object, objeto))
    (conclusion,) = (c for c in conclusiones if (c, RDF.predicate, predicado) in concluido)
    assert concluido.value(conclusion, AL.regla) == REGLA[regla]
    assert concluido.value(conclusion, AL.evidencia) in set(dicho.subjects(RDF.type, AL.Cita))


def test_la_alineacion_lleva_nivel_grano_evidencia_y_puente(concluido):
    alineacion = iri("/alineacion/1.2.2/gobierno-abierto/lgtaip-2015/art_59/expresa")
    esperado = {
        AL.deLinea: iri("/linea/1.2.2"), AL.conArticulo: URIRef(f"{NORMA}/art_59"), AL.nivel: NIVEL.expresa,
        AL.sobreTema: TEMA["gobierno-abierto"], AL.grano: Literal("articulo"), AL.estado: Literal("concluida"),
        AL.regla: REGLA["termino-en-la-linea"],
    }
    assert {p: concluido.value(alineacion, p) for p in esperado} == esperado
    assert concluido.value(alineacion, AL.evidencia) != concluido.value(alineacion, AL.puente)
    assert (iri("/linea/1.2.2"), AL.atiende, URIRef(f"{NORMA}/art_59")) in concluido
    assert set(concluido.subjects(AL.atiende)) == {iri("/linea/1.2.2")}


def test_un_hallazgo_lleva_su_severidad_sus_dos_idiomas_y_de_que_habla(concluido):
    hallazgo = iri("/hallazgo/evento-antes-de-la-aprobacion-1")
    assert concluido.value(hallazgo, AL.tipo) == HALLAZGO["evento-antes-de-la-aprobacion"]
    assert concluido.value(hallazgo, SH.resultSeverity) == SH.Warning
    assert {c.language for c in concluido.objects(hallazgo, RDFS.comment)} == {"es", "en"}
    assert concluido.value(hallazgo, AL.sobre) == iri("/evento/1")


def test_toda_cita_es_la_rebanada_del_documento_con_su_contexto(dicho):
    citas = set(dicho.subjects(RDF.type, AL.Cita))
    assert citas
    for cita in citas:
        texto, posicion = URIRef(f"{cita}/texto"), URIRef(f"{cita}/posicion")
        inicio, fin = int(dicho.value(posicion, OA.start)), int(dicho.value(posicion, OA.end))
        assert cita == ACUNADOR.cita(CLAVE, inicio, fin)
        assert str(dicho.value(texto, OA.exact)) == DOCUMENTO.texto[inicio:fin]
        assert str(dicho.value(texto, OA.prefix)) == DOCUMENTO.texto[max(0, inicio - 32):inicio]
        assert str(dicho.value(texto, OA.suffix)) == DOCUMENTO.texto[fin:fin + 32]


def test_una_linea_cortada_conserva_su_salto_en_la_cita(dicho):
    cita = dicho.value(iri("/linea/1.2.2"), PROV.wasQuotedFrom)
    exactos = {str(dicho.value(s, OA.exact)) for s in dicho.objects(cita, OA.hasSelector)}
    assert "Validar guías de gobierno\nabierto." in exactos


def test_todo_elemento_se_apoya_en_una_cita(dicho):
    sin_cita = {iri(""), iri("/documento")}
    for elemento in set(dicho.subjects(DCTERMS.isPartOf)) - sin_cita:
        assert dicho.value(elemento, PROV.wasQuotedFrom) is not None, elemento


def test_ninguna_tripleta_esta_en_dos_grafos(dicho, concluido):
    assert not set(dicho) & set(concluido)


def test_construir_el_programa_es_cosa_de_un_instante():
    inicio = time.process_time()
    grafos_de_prueba()
    assert time.process_time() - inicio < 1


@pytest.mark.parametrize(("texto", "acto"), [
    ("Dar seguimiento y apoyar", "dar-seguimiento"), ("DAR SEGUIMIENTO a", "dar-seguimiento"),
    ("Acompanar sin tilde", "acompanar"), ("Dará lo que sea", None), ("", None),
])
def test_el_verbo_se_reconoce_al_inicio_sin_mirar_tildes_ni_mayusculas(texto, acto):
    assert empieza_con(texto, {ACTO[a.clave]: a.frases for a in actos()}) == (ACTO[acto] if acto else None)


def test_el_nombre_mas_largo_gana_y_un_nombre_no_se_halla_a_medias():
    corto, largo, sigla = URIRef("a:corto"), URIRef("a:largo"), URIRef("a:sigla")
    indice = Indice([("Métrica", corto), ("Métrica de Apertura", largo), ("DAR", sigla)])
    assert list(indice.hallar("la METRICA de  apertura")) == [largo]
    assert list(indice.hallar("métrica, y Métrica de apertura")) == [corto, largo]
    assert list(indice.hallar("Biométrica o métricas")) == []
    assert list(indice.hallar("Dar a la DAR")) == [sigla]


@pytest.mark.parametrize(("celda", "requiere", "estado"), [
    ("No", False, CONVENIO.no_requerido), ("Sí", True, CONVENIO.por_suscribir),
    ("SI, ya se cuenta con el Convenio.", True, CONVENIO.vigente), ("Por definir", None, CONVENIO.indeterminado),
])
def test_la_celda_del_convenio_se_lee_por_sus_palabras(celda, requiere, estado):
    alianza = replace(PROGRAMA.alianzas[0], convenio=Pasaje(celda, PROGRAMA.alianzas[0].convenio.tramos))
    programa = replace(PROGRAMA, alianzas=(alianza,), hallazgos=())
    grafos = construir_grafos(programa, DOCUMENTO, (), concluir(programa, ACUNADOR, (), ()), {}, ACUNADOR)
    dicho, concluido = grafos.values()
    valor = dicho.value(iri("/alianza/1"), AL.requiereConvenio)
    assert valor == (None if requiere is None else Literal(requiere))
    assert concluido.value(iri("/alianza/1"), AL.estadoConvenio) == estado


def test_el_almacen_guarda_el_programa_en_sus_grafos():
    almacen = almacen_de_prueba()
    for nombre, grafo in grafos_de_prueba().items():
        assert len(almacen.grafo(nombre)) == len(grafo)
