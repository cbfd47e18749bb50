"""The real graph, damaged statement by statement: each damage is told by the shape of the property it is about.

Which mutants are no damage at all is listed in `EQUIVALENTES`, each with its reason; nothing else may survive.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from mutantes import Mutante, copia, mutantes, mutar, vecindades
from rdflib import Graph
from rdflib.term import Node, URIRef

from grafo.almacen import AlmacenEmbebido
from grafo.construccion import Leido
from grafo.validacion import Violacion, validar
from ontologia.espacios import AL, SH
from ontologia.iris import Acunador
from ontologia.recursos import cargar_formas, cargar_vocabulario

# "class property operator", by local names; "*" is any class.
EQUIVALENTES: Mapping[str, tuple[str, ...]] = {
    "un elemento que una página parte tiene varias citas": (
        "* wasQuotedFrom duplicar", "* evidencia duplicar", "Alineacion puente duplicar"),
    "puede haber varios": (
        "Alianza apoyaA duplicar", "Alianza socio duplicar", "Evento apoyaA duplicar", "* menciona duplicar",
        "Asunto trataSobre duplicar", "Disposicion refiereA duplicar",
        "ReferenciaLegal refiereA duplicar", "Termino refiereA duplicar", "ReferenciaLegal numeroDeArticulo duplicar",
        "Puente conArticulo duplicar", "Puente sobreTema duplicar", "Hallazgo sobre duplicar",
        "LineaDeAccion verbo duplicar", "* altLabel duplicar", "Articulo is_about duplicar",
        "Articulo relation duplicar", "Articulo sucedidoPor duplicar", "Norma is_about duplicar",
        "Norma repeals duplicar", "Norma repealed_by duplicar", "Norma title_alternative duplicar"),
    "un documento puede no decirlo": (
        "Alianza apoyaA borrar", "Alianza convenioTexto borrar", "Alianza proposito borrar", "Evento apoyaA borrar",
        "Evento proposito borrar", "* sigla borrar", "* unitOf borrar", "Direccion participaEn borrar",
        "Indicador anio borrar", "Indicador fuente borrar", "Sesion tipoDeSesion borrar"),
    "una regla puede no concluir nada": (
        "Alianza estadoConvenio borrar", "* menciona borrar", "Asunto trataSobre borrar", "* refiereA borrar",
        "LineaDeAccion verbo borrar", "* altLabel borrar"),
    "un puente sin tema es del programa entero": ("Puente sobreTema borrar",),
    "lo que falta no tiene cita ni elemento": ("Hallazgo evidencia borrar", "Hallazgo sobre borrar"),
    "lo concluido puede ser cualquier valor; la propiedad concluida tiene su propia forma": (
        "Conclusion object apuntar", "Conclusion object retipar"),
    "el documento de una ley no es de ningún programa": ("Documento isPartOf borrar",),
    "el nombre de un archivo no tiene lengua ni tipo": ("Documento label retipar",),
    "de una norma puede no saberse": (
        "Articulo isPartOf borrar", "Articulo is_about borrar", "Articulo relation borrar", "Articulo resumen borrar",
        "Articulo sucedidoPor borrar", "Articulo sujetoObligado borrar", "Norma comment borrar",
        "Norma date_no_longer_in_force borrar", "Norma date_publication borrar",
        "Norma first_date_entry_in_force borrar", "Norma is_about borrar", "Norma repealed_by borrar",
        "Norma repeals borrar", "Norma title_alternative borrar"),
    "al principio y al fin del documento no hay nada alrededor": (
        "TextQuoteSelector prefix borrar", "TextQuoteSelector prefix corromper", "TextQuoteSelector suffix borrar",
        "TextQuoteSelector suffix corromper"),
}
# The articles of a line are compared with those of its alignments, so the result names that path.
RUTAS = {AL.atiende: f"^{AL.deLinea}/{AL.conArticulo}"}


@dataclass(frozen=True)
class Banco:
    """The real graph without the vocabulary, its mutants, and what the validation says about each."""

    datos: Graph
    lista: list[Mutante]
    resultados: list[list[Violacion]]


def _datos(almacen: AlmacenEmbebido, clave: str, acunador: Acunador) -> Graph:
    iris = acunador.grafo_normas(), acunador.grafo_programa(clave), acunador.grafo_derivado(clave)
    datos = Graph()
    for iri in iris:
        datos += almacen.grafo(iri)
    return datos


@pytest.fixture(scope="module")
def banco(almacen_real: AlmacenEmbebido, leido_real: Leido, acunador: Acunador) -> Banco:
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)  # broken values are the point
    datos = _datos(almacen_real, leido_real.programa.clave, acunador)
    lista = mutantes(datos)
    formas, vocabulario = cargar_formas(), cargar_vocabulario()
    inversas: set[Node] = set(formas.objects(None, SH.inversePath))
    por_nodo: dict[str, list[Violacion]] = defaultdict(list)
    # Apart, because a broken date makes the engine validate without comparisons.
    for corruptos in (False, True):
        lote = [(i, m) for i, m in enumerate(lista) if (m.operador == "corromper") == corruptos]
        for violacion in validar([vecindades(datos, inversas, lote), vocabulario], formas).resultados:
            por_nodo[violacion.nodo].append(violacion)
    return Banco(datos, lista, [por_nodo[copia(i, m.nodo)] for i, m in enumerate(lista)])


def atrapado(mutante: Mutante, resultados: list[Violacion]) -> bool:
    """Tell whether a shape whose path is the mutated property tells about the node."""
    ruta = RUTAS.get(mutante.propiedad, str(mutante.propiedad))
    return any(r.ruta is not None and (r.ruta == ruta or r.ruta.startswith(f"{ruta}/")) for r in resultados)


def equivalente(mutante: Mutante) -> str | None:
    """Return the entry of the table that lists a mutant as harmless."""
    clase, propiedad, operador = mutante.clave
    entradas = {e for lista in EQUIVALENTES.values() for e in lista}
    return next((e for e in (f"{clase} {propiedad} {operador}", f"* {propiedad} {operador}") if e in entradas), None)


@pytest.mark.filterwarnings("ignore")
def test_cada_enunciado_danado_se_atrapa_por_la_forma_de_su_propiedad(
    banco: Banco, capsys: pytest.CaptureFixture[str]
) -> None:
    vivos = [m for m, r in zip(banco.lista, banco.resultados, strict=True) if not atrapado(m, r)]
    iguales = [m for m in vivos if equivalente(m)]
    juzgados = len(banco.lista) - len(iguales)
    atrapados = len(banco.lista) - len(vivos)
    with capsys.disabled():
        print(f"\nmutantes: {atrapados} de {juzgados} atrapados ({atrapados / juzgados:.1%}); "
              f"{len(iguales)} equivalentes de {len(banco.lista)}")
    assert len({m.clave[:2] for m in banco.lista}) > 200
    assert [" ".join(m.clave) for m in vivos if not equivalente(m)] == []


@pytest.mark.filterwarnings("ignore")
def test_la_tabla_de_equivalentes_no_nombra_nada_que_se_atrape_o_no_exista(banco: Banco) -> None:
    vivos = {equivalente(m) for m, r in zip(banco.lista, banco.resultados, strict=True) if not atrapado(m, r)}
    assert sorted({e for lista in EQUIVALENTES.values() for e in lista} - vivos) == []


# Mandate, owner, parent, date, quote, number, label, agreement: what the graph must never lose unseen.
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("clave", [
    "LineaDeAccion atiende borrar", "LineaDeAccion atiende duplicar", "LineaDeAccion responsable borrar",
    "LineaDeAccion parteDe borrar", "LineaDeAccion parteDe apuntar", "LineaDeAccion numero duplicar",
    "LineaDeAccion label corromper", "Sesion fecha corromper", "Evento startDate borrar",
    "LineaDeAccion wasQuotedFrom borrar", "TextQuoteSelector exact borrar", "Alianza requiereConvenio borrar",
    "Alianza requiereConvenio corromper", "Alianza estadoConvenio apuntar", "Alineacion nivel borrar",
    "Alineacion sobreTema apuntar", "Asunto modalidad apuntar", "Documento sha256 corromper",
    "Norma date_publication corromper", "Hallazgo resultSeverity borrar", "LineaDeAccion type borrar",
])
def test_lo_que_un_auditor_firma_no_se_pierde_sin_que_se_diga(banco: Banco, clave: str) -> None:
    casos = [r for m, r in zip(banco.lista, banco.resultados, strict=True) if " ".join(m.clave) == clave]
    assert len(casos) == 1
    assert casos[0] != []


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("clave", [
    "LineaDeAccion atiende borrar", "Cita hasSelector duplicar", "Alianza socio apuntar", "Nota type borrar",
    "Evento endDate retipar",
])
def test_la_vecindad_de_un_nodo_da_el_mismo_veredicto_que_el_grafo_entero(banco: Banco, clave: str) -> None:
    orden, mutante = next((i, m) for i, m in enumerate(banco.lista) if " ".join(m.clave) == clave)
    entero = validar([mutar(banco.datos, mutante), cargar_vocabulario()], cargar_formas())
    del_nodo = [(r.forma, r.ruta, r.componente) for r in entero.resultados if r.nodo == str(mutante.nodo)]
    assert del_nodo == [(r.forma, r.ruta, r.componente) for r in banco.resultados[orden]]


@pytest.mark.filterwarnings("ignore")
def test_el_nodo_sin_danar_no_da_ningun_resultado_en_su_vecindad(banco: Banco) -> None:
    linea = next(m for m in banco.lista if " ".join(m.clave) == "LineaDeAccion atiende borrar")
    sana = Mutante(linea.clase, linea.propiedad, "nada", linea.nodo,
                   tuple(banco.datos.objects(linea.nodo, linea.propiedad)))
    formas = cargar_formas()
    grafo = vecindades(banco.datos, set(formas.objects(None, SH.inversePath)), [(0, sana)])
    informe = validar([grafo, cargar_vocabulario()], formas)
    assert URIRef(copia(0, sana.nodo)) in set(grafo.subjects())
    assert [r for r in informe.resultados if r.nodo == copia(0, sana.nodo)] == []
