"""What is large leaves piece by piece: at no time does all of it stand in memory."""

from __future__ import annotations

import gc
import weakref
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import typer
from programas_ligeros import muchos
from rdflib import Graph, Literal
from rdflib.namespace import RDFS
from rdflib.term import URIRef

from api.consola import escribir, escribir_con
from api.informes import de_consulta
from api.taller import Abierto
from grafo.almacen import AlmacenEmbebido, AlmacenRemoto
from grafo.construccion import grafos_comunes
from ontologia.errores import ErrorDeAlmacen
from ontologia.iris import Acunador

ACUNADOR = Acunador()
CUANTOS = 40


class Contado(AlmacenEmbebido):
    """A store that counts the answers it wrote, also those of its copies of one programme."""

    veces = 0

    def serializar(self, *dado: Any, **otros: Any) -> bytes:
        type(self).veces += 1
        return super().serializar(*dado, **otros)

    def recortar(self, *dado: Any) -> AlmacenEmbebido:
        recorte = Contado()
        recorte._motor = super().recortar(*dado)._motor
        return recorte


@pytest.fixture(scope="module")
def almacen() -> Contado:
    grafos: dict[URIRef, Any] = {**grafos_comunes(ACUNADOR)}
    for propios in muchos(CUANTOS, ACUNADOR):
        grafos |= propios
    este = Contado()
    este.reemplazar(grafos)
    return este


class Destino:
    """A file that remembers in which pieces it was written."""

    def __init__(self) -> None:
        self.trozos: list[bytes] = []

    def write(self, octetos: bytes) -> int:
        self.trozos.append(bytes(octetos))
        return len(octetos)

    def flush(self) -> None:
        return


@pytest.mark.parametrize("formato", ["nq", "trig"])
def test_el_volcado_sale_en_trozos_pequenos_y_es_todo(almacen: Contado, formato: str) -> None:
    destino = Destino()
    almacen.volcar_en(destino, formato)  # type: ignore[arg-type]
    entero = b"".join(destino.trozos)
    assert len(entero) > 500_000
    assert max(map(len, destino.trozos)) <= 65_536
    assert Counter(entero.splitlines()) == Counter(almacen.volcar(formato).splitlines())
    if formato == "nq":
        assert len(entero.splitlines()) == almacen.tamano


@pytest.mark.parametrize("hacer", [lambda a: a.volcar("xlsx"), lambda a: a.volcar_en(Destino(), "csv")])
def test_un_volcado_en_otro_formato_se_rechaza(almacen: Contado, hacer: Any) -> None:
    with pytest.raises(ErrorDeAlmacen, match="No se vuelca"):
        hacer(almacen)


class DeLejos(AlmacenRemoto):
    """A server of many graphs, which knows how many of them somebody still holds."""

    def __init__(self, cuantos: int) -> None:
        self._iris = tuple(URIRef(f"urn:x:g:{n}") for n in range(cuantos))
        self._dados: list[weakref.ref[Graph]] = []
        self.a_la_vez = 0

    def nombres_de_grafos(self) -> tuple[URIRef, ...]:
        return self._iris

    def grafo(self, iri: URIRef) -> Graph:
        gc.collect()
        grafo = Graph(identifier=iri)
        for n in range(5):
            grafo.add((URIRef(f"{iri}:{n}"), RDFS.label, Literal(n)))
        self._dados.append(weakref.ref(grafo))
        self.a_la_vez = max(self.a_la_vez, sum(x() is not None for x in self._dados))
        return grafo


def test_de_un_servidor_se_vuelca_un_grafo_a_la_vez() -> None:
    lejos, destino = DeLejos(30), Destino()
    lejos.volcar_en(destino, "nq")  # type: ignore[arg-type]
    assert len(b"".join(destino.trozos).splitlines()) == 150
    assert lejos.a_la_vez <= 2  # the one that is written, and the one that comes


@pytest.mark.parametrize("formato", ["csv", "tsv", "json", "xml"])
def test_una_consulta_de_todos_pregunta_al_paso_que_escribe(almacen: Contado, formato: str) -> None:
    abierto = Abierto(almacen, ACUNADOR)
    trozos = de_consulta(abierto, "recuentos", {}, formato, None)
    antes = type(almacen).veces
    primero = next(trozos)
    empezadas = type(almacen).veces - antes
    resto = list(trozos)
    assert empezadas <= 1
    assert type(almacen).veces - antes >= CUANTOS - 1
    assert len(resto) == CUANTOS  # one each but the first, and the end
    entera = b"".join(de_consulta(abierto, "recuentos", {}, formato, None))
    assert primero + b"".join(resto) == entera
    assert max(map(len, resto)) < len(entera) / 10


def test_lo_que_falla_a_medias_no_deja_archivo(tmp_path: Path) -> None:
    destino = tmp_path / "salida.nq"
    destino.write_bytes(b"lo de antes")

    def romper(archivo: Any) -> None:
        archivo.write(b"la mitad")
        raise ErrorDeAlmacen("El servidor cayó.", "Repita.")

    with pytest.raises(ErrorDeAlmacen):
        escribir_con(romper, destino)
    assert [p.name for p in tmp_path.iterdir()] == ["salida.nq"]
    assert destino.read_bytes() == b"lo de antes"


def test_donde_no_se_puede_escribir_se_dice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit):
        escribir("algo", tmp_path / "no-hay" / "salida.txt")
    assert "no se pudo escribir" in capsys.readouterr().err


def test_lo_escrito_dice_cuanto_es(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    escribir_con(lambda archivo: archivo.writelines([b"abc", b"de"]), tmp_path / "x.csv")
    assert (tmp_path / "x.csv").read_bytes() == b"abcde"
    assert "(5 bytes)" in capsys.readouterr().err
