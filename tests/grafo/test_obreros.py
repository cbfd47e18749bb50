"""Free queries in worker processes: each can be stopped, and costs nobody else anything."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph
from rdflib.term import BNode, Literal, URIRef

from consultas.resultados import Conjunto, Filas
from grafo.almacen import AlmacenEmbebido, ConsultorioEnHilos
from grafo.almacen.obreros import ConsultorioDeObreros, Limites
from grafo.almacen.obreros.obrero import Estado, cortar
from ontologia.errores import ConsultaRechazada, ErrorDeAlmacen, Ocupado, PideDemasiado, TardaDemasiado

G1, G2 = URIRef("https://x/g1"), URIRef("https://x/g2")
P = URIRef("https://x/p")
N = 300
RARO = 'di"jo\r\n}},{<&\t'
SIN_FIN = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?l) }"
ORDEN_SIN_FIN = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"
CRUZ = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(STRLEN(CONCAT(STR(?a), ?c, STR(?d), ?f)) > 0) }"
DOBLEZ = ("BIND('aaaaaaaaaaaaaaaa' AS ?x0) "
          + " ".join(f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(30)) + " BIND(STRLEN(?x30) AS ?o)")
DOBLAR = f"SELECT ?o {{ {DOBLEZ} }}"
CORTOS = Limites(obreros=2, cola=2, plazo=1.0, memoria=512 << 20, filas=50, octetos=1 << 20)


def publicar(almacen: AlmacenEmbebido) -> None:
    almacen.reemplazar({G1: [(URIRef(f"https://x/{i:03}"), P, Literal(f"{RARO}{i}")) for i in range(N)],
                        G2: [(G2, P, Literal("uno", lang="es"))]})


@pytest.fixture(scope="module")
def almacen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AlmacenEmbebido]:
    nuevo = AlmacenEmbebido(tmp_path_factory.mktemp("obreros") / "a")
    publicar(nuevo)
    yield nuevo
    nuevo.cerrar()


@pytest.fixture(scope="module")
def consultorio(almacen: AlmacenEmbebido) -> Iterator[ConsultorioDeObreros]:
    nuevo = ConsultorioDeObreros(almacen, CORTOS)
    yield nuevo
    nuevo.cerrar()


def pedir(consultorio: ConsultorioDeObreros, texto: str, formato: str = "json", *resto: object) -> bytes:
    return asyncio.run(consultorio.contestar(texto, formato, *resto)).cuerpo  # type: ignore[arg-type]


def sigue_bien(consultorio: ConsultorioDeObreros) -> bool:
    return json.loads(pedir(consultorio, "ASK { ?s ?p ?o }"))["boolean"] is True


def hijos() -> set[int]:
    """The children of this process that are not zombies."""
    vivos = set()
    for carpeta in Path("/proc").glob("[0-9]*"):
        try:
            estado = (carpeta / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(estado[1]) == os.getpid() and estado[0] != "Z":
            vivos.add(int(carpeta.name))
    return vivos


@pytest.mark.parametrize("formato", ["json", "xml", "csv", "tsv"])
@pytest.mark.parametrize("texto", ["SELECT ?s ?o { ?s ?p ?o } ORDER BY ?s LIMIT 20", "SELECT ?nada { }",
                                   "SELECT * { VALUES ?x { } }"])
def test_un_obrero_contesta_lo_mismo_que_el_almacen(
        almacen: AlmacenEmbebido, consultorio: ConsultorioDeObreros, texto: str, formato: str) -> None:
    assert pedir(consultorio, texto, formato) == almacen.serializar(texto, formato)


@pytest.mark.parametrize("formato", ["turtle", "nt", "rdfxml", "jsonld"])
def test_un_obrero_da_el_mismo_grafo_que_el_almacen(
        almacen: AlmacenEmbebido, consultorio: ConsultorioDeObreros, formato: str) -> None:
    texto = f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{G2}> {{ ?s ?p ?o }} }}"
    assert pedir(consultorio, texto, formato) == almacen.serializar(texto, formato)


def test_parametros_conjunto_y_from_llegan_al_obrero(consultorio: ConsultorioDeObreros) -> None:
    def objetos(texto: str, *resto: object) -> list[str]:
        filas = json.loads(pedir(consultorio, texto, "json", *resto))["results"]["bindings"]
        return [f["s"]["value"] for f in filas]

    todo = "SELECT ?s ?o { ?s ?p ?o }"
    assert objetos(todo, {"o": Literal("uno", lang="es")}) == [str(G2)]
    assert objetos(todo, {"o": Literal("uno")}) == []
    assert objetos(todo, {"s": URIRef("https://x/007")}) == ["https://x/007"]
    assert objetos(todo, {"s": BNode("b")}) == []
    assert objetos(todo, {}, Conjunto(predeterminado=(G2,))) == [str(G2)]
    assert objetos(todo, {}, Conjunto(con_nombre=(G2,))) == []
    assert objetos(f"SELECT ?s FROM <{G2}> {{ ?s ?p ?o }}") == [str(G2)]


@pytest.mark.parametrize(("texto", "formato", "dice"), [
    ("SELECT * {\n ?s ?p ?o", "json", "línea 2"), ("SELECT * { SERVICE <http://h/> { } }", "json", "servidor"),
    ("INSERT DATA { <a:a> <a:b> 1 }", "json", "modifica"), ("SELECT * " + "{" * 500, "json", "anida"),
    ("ASK {}", "turtle", "json"), ("CONSTRUCT WHERE { ?s ?p ?o }", "csv", "turtle"), ("ASK {}", "otro", "otro"),
    ("SELECT * { ?s ?p '\ud800' }", "json", "consulta"),
])
def test_lo_que_se_rechaza_se_dice_como_en_el_almacen(
        consultorio: ConsultorioDeObreros, texto: str, formato: str, dice: str) -> None:
    antes = consultorio.procesos
    with pytest.raises(ConsultaRechazada, match=dice):
        pedir(consultorio, texto, formato)
    assert consultorio.procesos == antes or set(consultorio.procesos) == set(antes)
    with pytest.raises(ConsultaRechazada, match="SELECT"):
        pedir(consultorio, "SELECT ?s { ?s ?p ?o }", "json", {"otro": G1})


def test_una_consulta_que_pasa_de_su_tiempo_se_mata(consultorio: ConsultorioDeObreros) -> None:
    antes = set(consultorio.procesos)
    with pytest.raises(TardaDemasiado):
        pedir(consultorio, SIN_FIN)
    assert sigue_bien(consultorio)
    assert antes - set(consultorio.procesos), "el proceso seguía ahí"


@pytest.mark.parametrize("bomba", [ORDEN_SIN_FIN, DOBLAR], ids=["ordenar", "doblar"])
def test_una_consulta_que_pasa_de_su_memoria_se_dice(almacen: AlmacenEmbebido, bomba: str) -> None:
    consultorio = ConsultorioDeObreros(almacen, Limites(obreros=1, plazo=20, memoria=384 << 20))
    try:
        with pytest.raises(PideDemasiado):
            pedir(consultorio, bomba)
        assert sigue_bien(consultorio)
    finally:
        consultorio.cerrar()


def test_un_obrero_que_cae_cuesta_solo_su_consulta(consultorio: ConsultorioDeObreros) -> None:
    async def correr() -> list[object]:
        sin_fin = asyncio.create_task(consultorio.contestar(SIN_FIN, "json"))
        await asyncio.sleep(0.2)
        ocupado = consultorio._cuadrilla._ocupados.copy().pop()  # type: ignore[attr-defined]
        otras = [asyncio.create_task(consultorio.contestar("ASK { ?s ?p ?o }", "json")) for _ in range(2)]
        os.kill(ocupado.numero, signal.SIGSEGV)
        return await asyncio.gather(sin_fin, *otras, return_exceptions=True)

    caida, *otras = asyncio.run(correr())
    assert isinstance(caida, ErrorDeAlmacen)
    assert "interrumpió" in caida.mensaje
    assert all(b"true" in o.cuerpo for o in otras)  # type: ignore[attr-defined]


def test_un_obrero_libre_que_alguien_mato_no_se_usa(consultorio: ConsultorioDeObreros) -> None:
    for proceso in consultorio.procesos:
        os.kill(proceso, signal.SIGKILL)
        while proceso in hijos():
            time.sleep(0.01)
    assert sigue_bien(consultorio)


def test_quien_cancela_libera_el_lugar_y_mata_su_consulta(consultorio: ConsultorioDeObreros) -> None:
    async def correr() -> None:
        tareas = [asyncio.create_task(consultorio.contestar(SIN_FIN, "json")) for _ in range(2)]
        while consultorio.atencion.ocupados < 2:
            await asyncio.sleep(0.01)
        matados = {o.numero for o in consultorio._cuadrilla._ocupados}  # type: ignore[attr-defined]
        en_cola = asyncio.create_task(consultorio.contestar("ASK {}", "json"))
        await asyncio.sleep(0)
        for tarea in tareas:
            tarea.cancel()
        assert b"true" in (await asyncio.wait_for(en_cola, 5)).cuerpo
        assert all(isinstance(r, asyncio.CancelledError) for r in await asyncio.gather(*tareas, return_exceptions=True))
        assert consultorio.atencion.ocupados == 0
        assert not matados & set(consultorio.procesos)

    asyncio.run(correr())


def test_quien_cancela_mientras_espera_deja_la_cola(consultorio: ConsultorioDeObreros) -> None:
    async def correr() -> None:
        tareas = [asyncio.create_task(consultorio.contestar(SIN_FIN, "json")) for _ in range(4)]
        while consultorio.atencion.ocupados < 2:
            await asyncio.sleep(0.01)
        assert consultorio.atencion.en_espera == 2
        tareas[3].cancel()
        await asyncio.sleep(0)
        assert consultorio.atencion.en_espera == 1
        for tarea in tareas:
            tarea.cancel()
        await asyncio.gather(*tareas, return_exceptions=True)

    asyncio.run(correr())
    assert sigue_bien(consultorio)


def test_con_la_cola_llena_se_pide_volver(consultorio: ConsultorioDeObreros) -> None:
    async def correr() -> list[object]:
        tareas = [asyncio.create_task(consultorio.contestar(SIN_FIN, "json")) for _ in range(5)]
        return await asyncio.gather(*tareas, return_exceptions=True)

    fallas = [type(r) for r in asyncio.run(correr())]
    assert fallas[4] is Ocupado
    assert set(fallas[:2]) == {TardaDemasiado}
    assert set(fallas[2:4]) <= {Ocupado, TardaDemasiado}
    assert sigue_bien(consultorio)


def test_una_tabla_larga_se_corta_entera_y_se_dice(consultorio: ConsultorioDeObreros) -> None:
    texto = "SELECT ?s ?o { ?s ?p ?o } ORDER BY ?s"
    cuerpos = {}
    for formato in ("json", "xml", "csv", "tsv"):
        contestado = asyncio.run(consultorio.contestar(texto, formato))
        assert contestado.truncado, formato
        cuerpos[formato] = contestado.cuerpo
    filas = json.loads(cuerpos["json"])["results"]["bindings"]
    assert [f["o"]["value"] for f in filas] == [f"{RARO}{i}" for i in range(50)]
    assert len(ElementTree.fromstring(cuerpos["xml"])[1]) == 50
    assert [f[1] for f in csv.reader(io.StringIO(cuerpos["csv"].decode(), newline=""))][1:] == [
        f"{RARO}{i}" for i in range(50)]
    assert len(cuerpos["tsv"].decode().removesuffix("\n").split("\n")) == 51
    justa = asyncio.run(consultorio.contestar(f"{texto} LIMIT 50", "csv"))
    assert (justa.truncado, justa.cuerpo) == (False, cuerpos["csv"])


@pytest.mark.parametrize(("formato", "lector"), [
    ("turtle", "turtle"), ("nt", "nt"), ("rdfxml", "xml"), ("jsonld", "json-ld")])
def test_un_grafo_largo_se_corta_entero_y_se_dice(
        consultorio: ConsultorioDeObreros, formato: str, lector: str) -> None:
    contestado = asyncio.run(consultorio.contestar("CONSTRUCT WHERE { ?s ?p ?o }", formato))
    assert contestado.truncado
    assert len(Graph().parse(data=contestado.cuerpo, format=lector)) == 50


def test_una_respuesta_de_muchos_bytes_se_corta(almacen: AlmacenEmbebido) -> None:
    consultorio = ConsultorioDeObreros(almacen, Limites(obreros=1, octetos=2_000))
    try:
        for formato in ("json", "xml", "csv", "tsv"):
            contestado = asyncio.run(consultorio.contestar("SELECT ?s ?o { ?s ?p ?o }", formato))
            assert contestado.truncado
            assert 1_000 < len(contestado.cuerpo) <= 2_000
        filas = json.loads(pedir(consultorio, "SELECT ?s ?o { ?s ?p ?o }"))["results"]["bindings"]
        assert 5 < len(filas) < N
        with pytest.raises(ErrorDeAlmacen, match="columnas"):
            pedir(consultorio, "SELECT " + " ".join(f"?v{i}" for i in range(2_000)) + " { }")
    finally:
        consultorio.cerrar()


CELDAS = st.one_of(st.none(), st.text(alphabet='a"\\\r\n},{<>&\t]', max_size=6))


@settings(deadline=None)
@given(st.lists(st.tuples(CELDAS, CELDAS), max_size=12), st.integers(1, 12),
       st.sampled_from(["json", "csv", "tsv", "xml"]), st.floats(0, 1))
def test_cortar_deja_el_principio_de_la_tabla(
        filas: list[tuple[str | None, str | None]], limite: int, formato: str, parte: float) -> None:
    extension = {"json": "srj", "xml": "srx"}.get(formato, formato)
    entera, corta = tabla(filas, formato), tabla(filas[:limite], formato)
    esperado = Estado.truncado if len(filas) > limite else Estado.bien
    assert cortar(entera, extension, limite, 10_000, entero=True) == (esperado, corta)
    assert cortar(entera, extension, 100, len(entera), entero=True) == (Estado.bien, entera)
    hasta = int(parte * len(entera))
    cola = {"json": b"]}}", "xml": b"</results></sparql>"}.get(formato, b"")
    caben = [c for c in (tabla(filas[:n], formato) for n in range(len(filas) + 1)) if len(c) - len(cola) <= hasta]
    estado, cuerpo = cortar(entera[:hasta], extension, 100, 10_000, entero=False)
    assert (estado, cuerpo) == (Estado.truncado, caben[-1]) if caben else estado is Estado.fallo


def tabla(filas: list[tuple[str | None, str | None]], formato: str) -> bytes:
    """The same table as the engine writes it, from VALUES."""
    def celda(valor: str | None) -> str:
        return "UNDEF" if valor is None else json.dumps(valor)

    valores = " ".join(f"({celda(a)} {celda(b)})" for a, b in filas)
    return AlmacenEmbebido().serializar(f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {valores} }} }}", formato)


def test_lo_publicado_se_ve_en_la_consulta_siguiente_y_lo_viejo_se_borra(tmp_path: Path) -> None:
    almacen = AlmacenEmbebido(tmp_path / "a")
    publicar(almacen)
    consultorio = ConsultorioDeObreros(almacen, CORTOS)
    cuantas = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    try:
        for n in range(1, 6):
            almacen.reemplazar({G1: [(G1, P, Literal(i)) for i in range(n)]})
            assert json.loads(pedir(consultorio, cuantas))["results"]["bindings"][0]["n"]["value"] == str(n + 1)
        assert len(list((tmp_path / "a" / "instantaneas").iterdir())) == 1
    finally:
        consultorio.cerrar()
        almacen.cerrar()
    assert not list((tmp_path / "a").glob("instantaneas/*"))


def test_una_consulta_que_corre_no_nota_que_se_vacia_el_almacen(tmp_path: Path) -> None:
    almacen = AlmacenEmbebido(tmp_path / "a")
    publicar(almacen)
    consultorio = ConsultorioDeObreros(almacen, Limites(obreros=2, plazo=15))

    async def correr() -> tuple[bytes, bytes]:
        larga = asyncio.create_task(consultorio.contestar(CRUZ, "csv"))
        await asyncio.sleep(0.02)
        await asyncio.to_thread(almacen.reemplazar, {G1: [], G2: []})
        assert not larga.done()
        corta = await consultorio.contestar("ASK { ?s ?p ?o }", "json")
        return (await larga).cuerpo, corta.cuerpo

    try:
        larga, corta = asyncio.run(correr())
        assert larga == f"n\r\n{(N + 1) ** 2}\r\n".encode()
        assert b"false" in corta
    finally:
        consultorio.cerrar()
        almacen.cerrar()


def test_al_cerrar_no_queda_proceso_ni_archivo_abierto(almacen: AlmacenEmbebido) -> None:
    antes, abiertos = hijos(), len(list(Path("/proc/self/fd").iterdir()))
    consultorio = ConsultorioDeObreros(almacen, CORTOS)

    async def correr() -> list[object]:
        tareas = [asyncio.create_task(consultorio.contestar(SIN_FIN, "json")) for _ in range(3)]
        await asyncio.sleep(0.2)
        consultorio.cerrar()
        return await asyncio.gather(*tareas, return_exceptions=True)

    with pytest.raises(TardaDemasiado):
        pedir(consultorio, SIN_FIN)
    assert all(isinstance(r, ErrorDeAlmacen) for r in asyncio.run(correr()))
    consultorio.cerrar()
    with pytest.raises(ErrorDeAlmacen, match="cerrando"):
        pedir(consultorio, "ASK {}")
    assert hijos() == antes
    assert len(list(Path("/proc/self/fd").iterdir())) == abiertos


def test_lo_que_dejo_un_proceso_muerto_se_borra_al_abrir(tmp_path: Path) -> None:
    for copias in ("instantaneas/7-abc", "ensayos/abc"):
        (tmp_path / "a" / copias).mkdir(parents=True)
    almacen = AlmacenEmbebido(tmp_path / "a")
    assert not (tmp_path / "a" / "instantaneas").exists()
    assert not (tmp_path / "a" / "ensayos").exists()
    almacen.cerrar()


def test_un_obrero_no_hereda_secretos_ni_el_almacen(
        almacen: AlmacenEmbebido, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALINEA_LLAVE", "secreto")
    consultorio = ConsultorioDeObreros(almacen, Limites(obreros=1))
    try:
        assert sigue_bien(consultorio)
        for proceso in consultorio.procesos:
            assert b"secreto" not in Path(f"/proc/{proceso}/environ").read_bytes()
            abiertos = [str(f.readlink()) for f in Path(f"/proc/{proceso}/fd").iterdir()]
            assert not [a for a in abiertos if "/datos/" in a]
            assert len([a for a in abiertos if a.startswith("socket:")]) == 1
    finally:
        consultorio.cerrar()


def test_un_almacen_en_memoria_se_pregunta_en_hilos() -> None:
    almacen = AlmacenEmbebido()
    publicar(almacen)
    with pytest.raises(ErrorDeAlmacen, match="memoria"):
        ConsultorioDeObreros(almacen)
    consultorio = ConsultorioEnHilos(almacen, 1, 0.02)

    async def correr() -> list[object]:
        lentas = [asyncio.create_task(consultorio.contestar(CRUZ, "json")) for _ in range(2)]
        return await asyncio.gather(*lentas, return_exceptions=True)

    assert b"true" in asyncio.run(consultorio.contestar("ASK { ?s ?p ?o }", "json")).cuerpo
    assert {type(r) for r in asyncio.run(correr())} == {TardaDemasiado, Ocupado}
    assert consultorio.atencion.ocupados == 1
    consultorio.cerrar()
    with pytest.raises(ErrorDeAlmacen):
        asyncio.run(consultorio.contestar("ASK {}", "json"))


@pytest.mark.parametrize("en_disco", [False, True])
def test_ensayar_dice_lo_que_cambiaria_y_no_cambia_nada(tmp_path: Path, en_disco: bool) -> None:
    almacen = AlmacenEmbebido(tmp_path / "a" if en_disco else None)
    almacen.reemplazar({G1: [(G1, P, Literal("uno"))], G2: [(G2, P, Literal("dos"))]})
    nuevo = URIRef("https://x/nuevo")
    seria = almacen.ensayar(f"DROP GRAPH <{G2}> ; INSERT {{ GRAPH <{nuevo}> {{ ?s ?p 'x' }} }} WHERE {{ GRAPH <{G1}> "
                            f"{{ ?s ?p ?o }} }} ; INSERT DATA {{ GRAPH <{G1}> {{ <{G1}> <{P}> 'uno' }} }}")
    assert {g: set(c) for g, c in seria.items()} == {G2: set(), nuevo: {(G1, P, Literal("x"))}}
    assert almacen.nombres_de_grafos() == (G1, G2)
    assert almacen.generacion == 1
    assert not list((tmp_path / "a").glob("ensayos/*"))
    for mala in ("INSERT DATA { <a:a> <a:b> 1 }", "INSERT {", f"LOAD <http://127.0.0.1:9/> INTO GRAPH <{G1}>",
                 "INSERT { GRAPH <a:g> { ?s ?p ?o } } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "ASK {}"):
        with pytest.raises(ConsultaRechazada):
            almacen.ensayar(mala)
    assert almacen.consultar("SELECT ?o { ?s ?p ?o } ORDER BY ?o") == Filas(
        ("o",), ((Literal("dos"),), (Literal("uno"),)))
    almacen.cerrar()


@pytest.mark.parametrize(("donde", "limites", "error"), [
    ("GRAPH ?x { ?s ?b ?c . ?d ?e ?o . ?g ?h ?i }", {"plazo": 0.7}, TardaDemasiado),
    (f"{DOBLEZ} BIND(<a:a> AS ?s)", {"memoria": 384 << 20}, PideDemasiado)], ids=["tiempo", "memoria"])
def test_una_actualizacion_que_pide_demasiado_se_mata(
        almacen: AlmacenEmbebido, donde: str, limites: dict[str, float], error: type[Exception]) -> None:
    antes = almacen.tamano
    with pytest.raises(error):
        almacen.ensayar(f"INSERT {{ GRAPH <{G2}> {{ ?s <{P}> ?o }} }} WHERE {{ {donde} }}",
                        **limites)  # type: ignore[arg-type]
    assert almacen.tamano == antes
    assert almacen.ensayar(f"CLEAR GRAPH <{G2}>").keys() == {G2}
