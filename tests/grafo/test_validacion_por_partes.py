"""A store judged part by part gives the report of the union; what did not change is not judged again."""

from __future__ import annotations

from functools import partial

import pytest
from comparador_de_motores import PREFIJOS
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph, URIRef

from grafo.almacen.ntriples import a_ntriples, de_ntriples, renglones
from grafo.validacion import Formas, Motor, contar_por_grafo, validar
from grafo.validacion import reparto as modulo
from grafo.validacion.conteo import focos_de_renglones
from grafo.validacion.contraste import Juicio, contrastar
from grafo.validacion.partes import validar_por_partes
from grafo.validacion.rapida import NoSirve, Rapida
from grafo.validacion.vecindad import Renglones
from ontologia.errores import ErrorDeAlinea
from ontologia.recursos import cargar_formas

FORMAS = """
:FormaLinea a sh:NodeShape ; sh:targetClass :Linea ; sh:property :numero-1 , :parte-1 ; sh:message "Línea"@es .
:numero-1 a sh:PropertyShape ; sh:path :numero ; sh:minCount 1 ; sh:message "Falta el número."@es .
:parte-1 a sh:PropertyShape ; sh:path :parteDe ; sh:class :Programa ; sh:message "No es programa."@es .
:FormaUnica a sh:NodeShape ; sh:targetObjectsOf :numero ; sh:property :unica-1 ; sh:message "Único"@es .
:unica-1 a sh:PropertyShape ; sh:path [ sh:inversePath :numero ] ; sh:maxCount 1 ; sh:message "Se repite."@es .
"""
COMUN = ":LineaCorta rdfs:subClassOf :Linea . :general a :Programa ; :numero 'cero' ."


def grafo(texto: str) -> Graph:
    return Graph().parse(data=PREFIJOS + texto, format="turtle")


def octetos(texto: str):
    escrito = a_ntriples(grafo(texto))
    return lambda: escrito


def por_partes(textos: dict[str, str], motor: Motor = Motor.pyshacl, comun: str = COMUN, **mas):
    return validar_por_partes(octetos(comun), {n: octetos(t) for n, t in textos.items()}, grafo(FORMAS), motor, **mas)


PARTES = {
    "uno": ":u a :Programa . :u1 a :Linea ; :numero '1' ; :parteDe :u .",
    "dos": ":d a :Programa . :d1 a :LineaCorta ; :parteDe :general , :nada .",
    "tres": ":t a :Programa . :t1 a :Linea ; :numero 'cuatro' , '1'@es ; :parteDe :t .",
}


@pytest.mark.parametrize("motor", list(Motor))
@pytest.mark.parametrize("otra", [
    ":o1 a :Linea ; :numero '1' .",  # the same number as another part's
    ":o1 a :Linea ; :numero '9' ; :parteDe :d .",  # names a node of another part
    ":d1 :numero '9' .",  # says something of another part's node
    ":general a :Linea .",  # says something of a common node
    ":o1 a :Linea ; :numero 'cero' .",  # the same number as a common node's
    ":o1 a :Linea .",
])
def test_el_informe_por_partes_es_el_de_la_union(motor: Motor, otra: str) -> None:
    if motor is not Motor.pyshacl:
        pytest.importorskip("shifty")
    partes = {**PARTES, "otra": otra}
    entero = validar([grafo(COMUN), *(grafo(t) for t in partes.values())], grafo(FORMAS))
    informe = por_partes(partes, motor).informe
    assert (informe.conforma, informe.formas, informe.resultados) == (
        entero.conforma, entero.formas, entero.resultados)
    assert informe.avisos == ()


@pytest.mark.parametrize("motor", list(Motor))
def test_un_nodo_que_es_blanco_por_su_nombre_se_mira_una_vez_aunque_hable_de_el_una_parte(motor: Motor) -> None:
    if motor is not Motor.pyshacl:
        pytest.importorskip("shifty")
    formas = grafo(FORMAS + """:FormaSola a sh:NodeShape ; sh:targetNode :sola ; sh:property :sola-1 ; sh:message "S" .
        :sola-1 a sh:PropertyShape ; sh:path :numero ; sh:minCount 1 ; sh:message "Falta." .""")
    partes = {**PARTES, "otra": ":sola :numero '8' ."}
    entero = validar([grafo(COMUN), *(grafo(t) for t in partes.values())], formas)
    informe = validar_por_partes(octetos(COMUN), {n: octetos(t) for n, t in partes.items()}, formas, motor).informe
    assert (informe.formas, informe.resultados) == (entero.formas, entero.resultados)
    assert not [r for r in informe.resultados if r.nodo == "https://x/sola"]


FORMA_DE_PLAZO = """:FormaPlazo a sh:NodeShape ; sh:targetSubjectsOf :inicio ; sh:property :plazo-1 ; sh:message "P" .
:plazo-1 a sh:PropertyShape ; sh:path :inicio ; sh:lessThan :fin ; sh:message "Acaba antes." ."""


def test_lo_que_no_se_puede_comparar_en_una_parte_no_cambia_lo_que_se_dice_de_otra() -> None:
    pytest.importorskip("shifty")
    partes = {**PARTES, "tarde": ":x a :Programa ; :inicio '2017-02-02'^^xsd:date ; :fin '2017-02-01'^^xsd:date .",
              "mal": ":y a :Programa ; :inicio [] ; :fin '2017-02-01'^^xsd:date ."}
    formas = grafo(FORMAS + FORMA_DE_PLAZO)
    textos = {n: octetos(t) for n, t in partes.items()}
    informes = [validar_por_partes(octetos(COMUN), textos, formas, motor).informe for motor in Motor]
    assert informes[0].resultados == informes[1].resultados == informes[2].resultados
    assert [r.nodo for r in informes[1].resultados if r.forma == "https://x/FormaPlazo"] == ["https://x/x"]


_TERMINOS = [":a", ":b", ":c", ":general", "'1'", "'2'"]


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(st.lists(st.tuples(st.sampled_from(_TERMINOS[:4]), st.sampled_from(["a", ":numero", ":parteDe"]),
                                   st.sampled_from([*_TERMINOS, ":Linea", ":LineaCorta", ":Programa"])), max_size=5),
                min_size=1, max_size=4))
def test_por_partes_o_entero_es_lo_mismo_en_grafos_al_azar(listas: list[list[tuple[str, str, str]]]) -> None:
    partes = {f"p{i}": " ".join(f"{s} {p} {o} ." for s, p, o in lista if p != "a" or o[0] != "'")
              for i, lista in enumerate(listas)}
    entero = validar([grafo(COMUN), *(grafo(t) for t in partes.values())], grafo(FORMAS))
    informe = por_partes(partes).informe
    assert (informe.formas, informe.resultados) == (entero.formas, entero.resultados)


def test_lo_que_no_cambio_no_se_juzga_otra_vez() -> None:
    antes = por_partes(PARTES)
    assert set(antes.juzgadas) == set(PARTES)
    igual = por_partes(PARTES, antes=antes)
    assert (igual.juzgadas, igual.informe) == ((), antes.informe)
    cambiada = {**PARTES, "dos": PARTES["dos"] + " :d1 :numero '7' ."}
    despues = por_partes(cambiada, antes=antes)
    assert despues.juzgadas == ("dos",)
    assert despues.informe == por_partes(cambiada).informe != antes.informe


def test_un_cambio_que_otra_parte_puede_ver_juzga_las_dos() -> None:
    despues = por_partes({**PARTES, "dos": PARTES["dos"] + " :d1 :numero '1' ."}, antes=por_partes(PARTES))
    assert sorted(despues.juzgadas) == ["dos", "uno"]
    assert {r.nodo for r in despues.informe.resultados if r.fuente == "https://x/unica-1"} == {"1"}


def test_un_cambio_en_lo_comun_juzga_todo() -> None:
    antes = por_partes(PARTES)
    assert set(por_partes(PARTES, comun=COMUN + " :nada a :Programa .", antes=antes).juzgadas) == set(PARTES)


def test_en_dos_procesos_el_informe_es_el_mismo() -> None:
    assert por_partes(PARTES, procesos=2).informe == por_partes(PARTES).informe


def test_una_parte_que_el_motor_rapido_no_sabe_leer_la_juzga_pyshacl_y_se_dice(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("shifty")
    hallar = Rapida.hallar

    def a_medias(rapida: Rapida, texto: bytes, leidos: Renglones):
        if b"/t1>" in texto:
            raise NoSirve("pyshifty falló: pánico")
        return hallar(rapida, texto, leidos)

    monkeypatch.setattr(Rapida, "hallar", a_medias)
    informe = por_partes(PARTES, Motor.rapida).informe
    assert informe.motores == ("pyshacl", "pyshifty")
    assert informe.avisos == ("tres: juzgó pySHACL: pyshifty falló: pánico",)
    assert informe.resultados == por_partes(PARTES).informe.resultados


def test_sin_el_motor_rapido_juzga_pyshacl_y_se_dice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "shifty", None)
    informe = por_partes(PARTES, Motor.rapida).informe
    assert informe.motores == ("pyshacl",)
    assert "alinea[rapida]" in informe.avisos[0]


@pytest.mark.parametrize("motor", [Motor.rapida, Motor.ambos])
def test_si_los_motores_difieren_no_hay_informe(monkeypatch: pytest.MonkeyPatch, motor: Motor) -> None:
    pytest.importorskip("shifty")
    monkeypatch.setattr(Rapida, "hallar", lambda rapida, texto, leidos: ())
    with pytest.raises(ErrorDeAlinea, match="difieren"):
        por_partes(PARTES, motor)


def test_la_muestra_de_una_semilla_es_siempre_la_misma(monkeypatch: pytest.MonkeyPatch) -> None:
    from grafo.validacion import contraste

    pedidos = []
    original = contraste.vecindad
    monkeypatch.setattr(contraste, "vecindad", lambda t, f, n: pedidos.append(set(n)) or original(t, f, n))
    leidos = tuple(renglones(a_ntriples(grafo(" ".join(f":l{i} a :Linea ; :numero '{i}' ." for i in range(40))))))
    formas = Formas(grafo(FORMAS))
    for semilla in (1, 1, 2):
        contrastar([Juicio(leidos, (), focos_de_renglones(leidos, formas), semilla)], formas, muestra=5)
    assert pedidos[0] == pedidos[1] != pedidos[2]
    assert len(pedidos[0]) == 5


@pytest.mark.parametrize(("forma", "motivo"), [
    ("sh:closed true", "closed"), ("sh:pattern 'a\\\\w'", "patrón"), ("sh:datatype xsd:nonNegativeInteger", "tipo"),
    ("sh:not [ sh:class :Linea ]", "not"), ("sh:property [ sh:path :q ; sh:minCount 1 ]", "mensaje"),
])
def test_lo_que_no_se_ha_contrastado_no_se_confia_al_motor_rapido(forma: str, motivo: str) -> None:
    with pytest.raises(NoSirve, match=motivo):
        Rapida(Formas(grafo(f":F a sh:NodeShape ; sh:targetClass :Linea ; sh:message 'F' ; {forma} .")))


def test_las_formas_nuestras_se_confian_al_motor_rapido() -> None:
    pytest.importorskip("shifty")
    Rapida(Formas(cargar_formas()))


def test_se_cuentan_los_nodos_de_cada_forma_en_cada_grafo() -> None:
    uno, dos, comun = (URIRef(f"https://x/{n}") for n in ("uno", "dos", "comun"))
    grafos = {uno: grafo(PARTES["uno"]), dos: a_ntriples(grafo(PARTES["dos"])), comun: grafo(COMUN)}
    assert contar_por_grafo(grafos, Formas(grafo(FORMAS))) == {
        uno: {"https://x/FormaLinea": 1, "https://x/FormaUnica": 1},
        dos: {"https://x/FormaLinea": 1, "https://x/FormaUnica": 0},
        comun: {"https://x/FormaLinea": 0, "https://x/FormaUnica": 1},
    }


@pytest.mark.parametrize("orden", [1, -1])
def test_contar_lee_cada_grafo_cuando_hace_falta_y_ve_las_subclases_de_todos(orden: int) -> None:
    nombres = [URIRef(f"https://x/{n}") for n in ("comun", "uno", "dos")][::orden]
    textos, lecturas = {"comun": COMUN, **PARTES}, []

    def leer(nombre: str) -> bytes:
        lecturas.append(nombre)
        return a_ntriples(grafo(textos[nombre]))

    cuentas = contar_por_grafo({n: partial(leer, n.rpartition("/")[2]) for n in nombres}, Formas(grafo(FORMAS)))
    assert {n.rpartition("/")[2]: c["https://x/FormaLinea"] for n, c in cuentas.items()} == {
        "comun": 0, "uno": 1, "dos": 1}
    assert lecturas == (["comun", "uno", "dos"] if orden == 1 else ["dos", "uno", "comun", "dos", "uno"])


@pytest.mark.parametrize("texto", [
    "\u2028 tres\r\nlíneas\n\"comillas\" \\ 😀", "n\u0303", "", " . ", "\x7f\x01"])
def test_lo_que_se_escribe_en_n_triples_se_lee_igual(texto: str) -> None:
    from rdflib.term import BNode, Literal

    datos = Graph()
    otro_tipo = URIRef("https://x/t")
    for valor in (Literal(texto), Literal(texto, lang="es"), Literal(texto, datatype=otro_tipo), BNode("n")):
        datos.add((BNode("n"), URIRef("https://x/ñ"), valor))
    assert set(de_ntriples(a_ntriples(datos))) == set(datos)


def test_un_proceso_que_se_cae_no_pierde_su_parte() -> None:
    informe, = modulo._recoger(None, [a_ntriples(grafo(PARTES["tres"]))], Formas(grafo(FORMAS)))
    assert informe.motor == "pyshacl"
    assert "se cayó" in str(informe.aviso)
