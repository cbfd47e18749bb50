from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef

from grafo.bitacora import Bitacora, GrafoEscrito, cabeza_de, comprobar, leer_asientos
from grafo.sello import VACIO, sello
from ontologia.errores import ErrorDeAlmacen

_GRAFO = GrafoEscrito("http://ejemplo.org/g", 0, 1, "0" * 64, "1" * 64)


def escribir(bitacora: Bitacora, veces: int) -> None:
    for n in range(veces):
        bitacora.empezar("Ana", f"escritura {n}", n, [_GRAFO])
        bitacora.terminar(n + 1, publicado=True)


@pytest.fixture
def ruta(tmp_path: Path) -> Path:
    escribir(Bitacora(tmp_path / "bitacora.jsonl"), 3)
    return tmp_path / "bitacora.jsonl"


def faltas_de(ruta: Path) -> tuple[str, ...]:
    return comprobar(ruta.read_bytes(), cabeza_de(ruta))


def test_cada_escritura_deja_dos_renglones_que_dicen_quien_que_y_entre_que_generaciones(ruta: Path) -> None:
    asientos = leer_asientos(ruta.read_bytes())
    assert [(a.numero, a.suceso, a.autor, a.que, a.generacion) for a in asientos[2:4]] == [
        (3, "empieza", "Ana", "escritura 1", (1, 1)), (4, "publica", "Ana", "escritura 1", (1, 2))]
    assert asientos[2].grafos == (_GRAFO,)
    assert not faltas_de(ruta)


def test_al_abrirla_de_nuevo_la_cadena_sigue(ruta: Path) -> None:
    escribir(Bitacora(ruta), 1)
    assert [a.numero for a in leer_asientos(ruta.read_bytes())] == list(range(1, 9))
    assert not faltas_de(ruta)


@pytest.mark.parametrize("cual", range(6))
def test_un_renglon_quitado_se_nota_tambien_el_ultimo(ruta: Path, cual: int) -> None:
    lineas = ruta.read_bytes().splitlines(keepends=True)
    ruta.write_bytes(b"".join(lineas[:cual] + lineas[cual + 1:]))
    assert faltas_de(ruta)


@pytest.mark.parametrize("cual", range(6))
def test_un_renglon_cambiado_se_nota(ruta: Path, cual: int) -> None:
    lineas = ruta.read_bytes().splitlines(keepends=True)
    lineas[cual] = lineas[cual].replace(b"Ana", b"Eva")
    ruta.write_bytes(b"".join(lineas))
    assert faltas_de(ruta)


def test_seguir_escribiendo_no_tapa_que_se_quitaron_los_ultimos(ruta: Path) -> None:
    ruta.write_bytes(b"".join(ruta.read_bytes().splitlines(keepends=True)[:-2]))
    escribir(Bitacora(ruta), 1)
    reparos = [a for a in leer_asientos(ruta.read_bytes()) if a.suceso == "repara"]
    assert len(reparos) == 1
    assert "tuvo 6 renglones y tiene 4" in reparos[0].que


@pytest.mark.parametrize("cuantos", [1, 20, 60])
def test_el_ultimo_renglon_cortado_se_quita_y_se_cuenta(ruta: Path, cuantos: int) -> None:
    enteros = ruta.read_bytes()
    ruta.write_bytes(enteros + b'{"numero":7,"cuando":"2026-01-01T00:00:00Z","suceso":"empieza"'[:cuantos])
    assert len(leer_asientos(ruta.read_bytes())) == 6
    bitacora = Bitacora(ruta)
    assert ruta.read_bytes().startswith(enteros)
    assert [a.suceso for a in bitacora.asientos()][-1] == "repara"
    assert not bitacora.faltas()


def test_lo_que_empezo_y_no_termino_queda_pendiente_al_abrir(ruta: Path) -> None:
    Bitacora(ruta).empezar("Rita", "a medias", 3, [_GRAFO])
    with ruta.open("ab") as archivo:
        archivo.write(b'{"num')
    pendiente = Bitacora(ruta).pendiente
    assert pendiente is not None
    assert (pendiente.autor, pendiente.que) == ("Rita", "a medias")


def test_un_renglon_que_no_se_entiende_se_dice_cual_es(ruta: Path) -> None:
    lineas = ruta.read_bytes().splitlines(keepends=True)
    ruta.write_bytes(b"".join([*lineas[:2], b"basura\n", *lineas[3:]]))
    with pytest.raises(ErrorDeAlmacen, match="renglón 3"):
        leer_asientos(ruta.read_bytes())


def test_sin_poder_escribir_la_bitacora_no_se_empieza_nada(tmp_path: Path) -> None:
    bitacora = Bitacora(tmp_path / "no" / "existe" / "bitacora.jsonl")
    with pytest.raises(ErrorDeAlmacen, match="no se escribe nada"):
        bitacora.empezar("Ana", "algo", 0, [])
    assert bitacora.pendiente is None


def test_cada_renglon_es_json_de_una_linea_diga_lo_que_diga_quien_escribe(tmp_path: Path) -> None:
    bitacora = Bitacora(tmp_path / "b.jsonl")
    bitacora.empezar('Ana"\n{"numero":99}\u2028', "que\r\n", 0, [])
    assert len(ruta_lineas := (tmp_path / "b.jsonl").read_bytes().splitlines()) == 1
    assert json.loads(ruta_lineas[0])["autor"] == 'Ana"\n{"numero":99}\u2028'


_TERMINOS = st.sampled_from([URIRef("http://e.org/a"), URIRef("http://e.org/b"), BNode("x"), BNode("y"), BNode("z")])
_TRIPLETAS = st.lists(st.tuples(_TERMINOS, st.sampled_from([URIRef("http://e.org/p"), URIRef("http://e.org/q")]),
                                _TERMINOS | st.builds(Literal, st.text(max_size=3))), max_size=8)


def grafo_de(tripletas: list[tuple[object, ...]]) -> Graph:
    grafo = Graph()
    for t in tripletas:
        grafo.add(t)  # type: ignore[arg-type]
    return grafo


@given(_TRIPLETAS, st.permutations(["x", "y", "z"]))
@settings(max_examples=60, deadline=None)
def test_el_sello_no_depende_del_orden_ni_de_como_se_llaman_los_nodos_en_blanco(
    tripletas: list[tuple[object, ...]], nombres: list[str]
) -> None:
    otros = {BNode(a): BNode(f"otro-{b}") for a, b in zip("xyz", nombres, strict=True)}
    iguales = [tuple(otros.get(x, x) if isinstance(x, BNode) else x for x in t) for t in tripletas]
    assert sello(grafo_de(iguales[::-1])) == sello(grafo_de(tripletas))


@given(_TRIPLETAS.filter(bool))
@settings(max_examples=60, deadline=None)
def test_el_sello_cambia_si_falta_una_tripleta(tripletas: list[tuple[object, ...]]) -> None:
    entero = grafo_de(tripletas)
    menos = grafo_de(list(entero)[1:])
    assert sello(menos) != sello(entero)
    assert (sello(menos) == VACIO) == (len(menos) == 0)
