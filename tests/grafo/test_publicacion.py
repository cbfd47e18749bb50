from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from programa_de_prueba import CLAVE as PEQUENO
from programa_de_prueba import almacen_de_prueba
from rdflib import Graph, Literal, URIRef

from grafo.almacen import AlmacenEmbebido, Tripletas
from grafo.bitacora import Bitacora, GrafoEscrito, cabeza_de, comprobar, leer_asientos
from grafo.construccion import Leido, construir
from grafo.publicacion import Publicador
from grafo.revisiones import Cuaderno, leer_momento
from grafo.sello import VACIO, sello
from grafo.validacion import Motor
from ontologia.errores import ErrorDeAlmacen, NoConforma, NoExiste, NoPermitido, Ocupado, YaExiste
from ontologia.espacios import AL, RDF
from ontologia.iris import Acunador

CLAVE = "inai-cpgat-2017"
G = URIRef("http://ejemplo.org/g")
C, N = URIRef("http://ejemplo.org/contador"), URIRef("http://ejemplo.org/n")
CUANDO = leer_momento("2026-01-01T12:00:00Z")


def contador(valor: int) -> dict[URIRef, Tripletas]:
    return {G: [(C, N, Literal(valor))]}


@pytest.fixture
def vacio() -> Iterator[AlmacenEmbebido]:
    almacen = AlmacenEmbebido()
    yield almacen
    almacen.cerrar()


@pytest.fixture(scope="module")
def real() -> Iterator[AlmacenEmbebido]:
    almacen = almacen_de_prueba()
    yield almacen
    almacen.cerrar()


class _QueFalla:
    """A store whose next publication fails, before or after it has happened."""

    def __init__(self, almacen: AlmacenEmbebido, *, despues: bool) -> None:
        self._almacen = almacen
        self._despues = despues

    def __getattr__(self, nombre: str) -> object:
        return getattr(self._almacen, nombre)

    def reemplazar(self, grafos: Mapping[URIRef, Tripletas]) -> None:
        if self._despues:
            self._almacen.reemplazar(grafos)
        raise ErrorDeAlmacen("No queda lugar en el disco.")


def test_una_escritura_deja_su_grafo_su_generacion_y_su_renglon(vacio: AlmacenEmbebido) -> None:
    bitacora = Bitacora()
    hecho = Publicador(vacio, Acunador(), bitacora).publicar(contador(1), "Ana", "PUT")
    assert set(vacio.grafo(G)) == {(C, N, Literal(1))}
    assert (hecho.antes, hecho.despues, hecho.creados) == (0, 1, (G,))
    asiento = bitacora.asientos()[-1]
    assert (asiento.suceso, asiento.autor, asiento.que, asiento.generacion) == ("publica", "Ana", "PUT", (0, 1))
    assert [(g.iri, g.antes, g.despues, g.huella) for g in asiento.grafos] == [
        (str(G), 0, 1, sello(vacio.grafo(G)))]


def test_escribir_lo_que_ya_esta_no_publica_nada(vacio: AlmacenEmbebido) -> None:
    bitacora = Bitacora()
    publicador = Publicador(vacio, Acunador(), bitacora)
    publicador.publicar(contador(1), "Ana", "PUT")
    hecho = publicador.publicar(contador(1), "Ana", "PUT")
    assert (hecho.grafos, vacio.generacion, len(bitacora.asientos())) == ((), 1, 2)


def test_agregar_conserva_lo_que_habia_y_un_grafo_vacio_se_quita(vacio: AlmacenEmbebido) -> None:
    publicador = Publicador(vacio, Acunador(), Bitacora())
    publicador.publicar(contador(1), "Ana", "PUT")
    publicador.agregar(contador(2), "Ana", "POST")
    assert {int(str(o)) for o in vacio.grafo(G).objects()} == {1, 2}
    publicador.publicar({G: ()}, "Ana", "DELETE")
    assert vacio.nombres_de_grafos() == ()


def test_lo_que_no_conforma_no_se_publica_y_se_dice_que_nodo_por_que_ruta_y_que_pasa(vacio: AlmacenEmbebido) -> None:
    bitacora = Bitacora()
    publicador = Publicador(vacio, Acunador(), bitacora)
    malo = URIRef("http://ejemplo.org/mala")
    with pytest.raises(NoConforma) as error:
        publicador.publicar({**contador(1), URIRef("http://ejemplo.org/h"): [(malo, RDF.type, AL.LineaDeAccion)]},
                            "Ana", "PUT")
    assert "<http://ejemplo.org/mala>" in error.value.mensaje
    assert {r["nodo"] for r in error.value.resultados} == {str(malo)}
    assert str(AL.numero) in {r["ruta"] for r in error.value.resultados}
    assert all(r["mensaje"] for r in error.value.resultados)
    assert (vacio.generacion, vacio.tamano, bitacora.asientos()) == (0, 0, ())


def test_lo_que_dana_una_linea_desde_otro_grafo_no_se_publica(real: AlmacenEmbebido) -> None:
    linea = Acunador().elemento(PEQUENO, "linea", "1.2.2")
    antes = real.generacion
    with pytest.raises(NoConforma):
        Publicador(real, Acunador(), Bitacora()).publicar({G: [(linea, AL.numero, Literal("9.9.9"))]}, "Ana", "PUT")
    assert (real.generacion, len(real.grafo(G))) == (antes, 0)


@pytest.mark.parametrize("cual", ["grafo_ontologia", "grafo_programa", "grafo_derivado"])
def test_el_vocabulario_y_lo_que_el_documento_dice_no_se_escriben_a_mano(real: AlmacenEmbebido, cual: str) -> None:
    a = Acunador()
    iri = a.grafo_ontologia() if cual == "grafo_ontologia" else getattr(a, cual)(PEQUENO)
    antes = real.generacion
    publicador = Publicador(real, a, Bitacora())
    for escribir in (lambda: publicador.publicar({iri: []}, "Ana", "DELETE"),
                     lambda: publicador.agregar({iri: [(C, N, Literal(1))]}, "Ana", "POST"),
                     lambda: publicador.actualizar(f"CLEAR GRAPH <{iri}>", "Ana")):
        with pytest.raises(NoPermitido):
            escribir()
    assert real.generacion == antes


def test_poner_de_nuevo_el_mismo_grafo_de_un_programa_se_admite_porque_nada_cambia(real: AlmacenEmbebido) -> None:
    iri = Acunador().grafo_programa(PEQUENO)
    assert Publicador(real, Acunador(), Bitacora()).publicar({iri: real.grafo(iri)}, "Ana", "PUT").grafos == ()


def test_quien_espera_demasiado_su_turno_recibe_que_esta_ocupado(vacio: AlmacenEmbebido) -> None:
    publicador = Publicador(vacio, Acunador(), Bitacora(), espera=0.01)
    dentro, salir = threading.Event(), threading.Event()

    def despacio() -> dict[URIRef, Tripletas]:
        dentro.set()
        salir.wait()
        return contador(1)

    hilo = threading.Thread(target=publicador.publicar_con, args=(despacio, "Ana", "PUT"))
    hilo.start()
    dentro.wait()
    with pytest.raises(Ocupado):
        publicador.publicar(contador(2), "Eva", "PUT")
    salir.set()
    hilo.join()
    assert set(vacio.grafo(G).objects()) == {Literal(1)}


@pytest.mark.parametrize("despues", [False, True], ids=["antes-de-escribir", "despues-de-escribir"])
def test_si_el_almacen_falla_la_bitacora_dice_lo_que_de_verdad_quedo(vacio: AlmacenEmbebido, despues: bool) -> None:
    bitacora = Bitacora()
    publicador = Publicador(_QueFalla(vacio, despues=despues), Acunador(), bitacora)  # type: ignore[arg-type]
    with pytest.raises(ErrorDeAlmacen, match="disco"):
        publicador.publicar(contador(1), "Ana", "PUT")
    assert len(vacio.grafo(G)) == int(despues)
    assert [a.suceso for a in bitacora.asientos()] == ["empieza", "publica" if despues else "abandona"]
    assert Publicador(vacio, Acunador(), bitacora).publicar(contador(2), "Eva", "PUT").grafos


@pytest.mark.parametrize("publicado", [False, True])
def test_al_reabrir_tras_una_caida_se_averigua_si_la_escritura_quedo(
    vacio: AlmacenEmbebido, tmp_path: Path, publicado: bool
) -> None:
    ruta = tmp_path / "bitacora.jsonl"
    Bitacora(ruta).empezar("Ana", "PUT", 0, [GrafoEscrito(str(G), 0, 1, VACIO, "1" * 64)])
    if publicado:
        vacio.reemplazar(contador(1))
    bitacora = Bitacora(ruta)
    Publicador(vacio, Acunador(), bitacora)
    assert [a.suceso for a in bitacora.asientos()] == ["empieza", "publica" if publicado else "abandona"]
    assert bitacora.asientos()[-1].generacion == (0, int(publicado))
    assert not bitacora.faltas()


def test_un_programa_se_sube_a_un_almacen_vacio_y_se_retira(leido_real: Leido) -> None:
    almacen, a = AlmacenEmbebido(), Acunador()
    publicador = Publicador(almacen, a, Bitacora(), motor=Motor.rapida)
    publicador.subir(leido_real, "Ana")
    assert set(almacen.nombres_de_grafos()) == {a.grafo_ontologia(), a.grafo_normas(), a.grafo_programa(CLAVE),
                                                a.grafo_derivado(CLAVE)}
    with pytest.raises(YaExiste, match=CLAVE):
        publicador.subir(leido_real, "Ana")
    publicador.retirar(CLAVE, "Ana")
    assert set(almacen.nombres_de_grafos()) == {a.grafo_ontologia(), a.grafo_normas()}
    with pytest.raises(NoExiste):
        publicador.retirar(CLAVE, "Ana")


def test_las_revisiones_solo_se_agregan_y_un_programa_revisado_no_se_retira(leido_real: Leido) -> None:
    almacen, a, bitacora = AlmacenEmbebido(), Acunador(), Bitacora()
    construir([leido_real], almacen, a)
    publicador = Publicador(almacen, a, bitacora)
    Cuaderno(almacen, a, publicador).decidir(CLAVE, "2.2.5", "confirma", "Lo dice.", "Rita", "auditora", CUANDO)
    asiento = bitacora.asientos()[-1]
    assert (asiento.suceso, asiento.autor) == ("publica", "Rita")
    assert "2.2.5" in asiento.que
    with pytest.raises(NoPermitido, match="no se cambian"):
        publicador.publicar({a.grafo_revisiones(): Graph()}, "Ana", "DELETE")
    with pytest.raises(YaExiste, match="1 revisiones"):
        publicador.retirar(CLAVE, "Ana")
    trunca = a.elemento(CLAVE, "revision", "0" * 32)
    with pytest.raises(NoConforma):
        publicador.agregar({a.grafo_revisiones(): [(trunca, RDF.type, AL.Revision)]}, "Ana", "POST")


_HIJO = """
import sys
from pathlib import Path
from grafo.almacen import AlmacenEmbebido
from grafo.bitacora import Bitacora
from grafo.publicacion import Publicador
from grafo.revisiones import Cuaderno, leer_momento
from ontologia.iris import Acunador
carpeta = Path(sys.argv[1])
almacen = AlmacenEmbebido(carpeta)
cuaderno = Cuaderno(almacen, Acunador(), Publicador(almacen, Acunador(), Bitacora(carpeta / "bitacora.jsonl")))
print("listo", flush=True)
for n in range(10_000):
    r = cuaderno.decidir("inai-cpgat-2017", "2.2.5", "confirma", f"{sys.argv[2]}-{n}", "Rita", "auditora",
                         leer_momento("2026-01-01T12:00:00Z"))
    print(r.id, flush=True)
"""


def test_ninguna_revision_confirmada_se_pierde_aunque_maten_al_proceso(leido_real: Leido, tmp_path: Path) -> None:
    a, azar, confirmadas = Acunador(), random.Random(7), set()
    almacen = AlmacenEmbebido(tmp_path)
    construir([leido_real], almacen, a)
    almacen.cerrar()
    del almacen
    for vuelta in range(4):
        hijo = subprocess.Popen([sys.executable, "-c", _HIJO, str(tmp_path), str(vuelta)], stdout=subprocess.PIPE,
                                text=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))})
        assert hijo.stdout is not None
        assert hijo.stdout.readline() == "listo\n"
        primera = hijo.stdout.readline()
        time.sleep(azar.random() * 0.5)
        hijo.send_signal(signal.SIGKILL)
        lineas = [primera, *hijo.stdout.read().splitlines(keepends=True)]
        hijo.wait()
        confirmadas |= {linea.strip() for linea in lineas if linea.endswith("\n")}
    almacen = AlmacenEmbebido(tmp_path)
    ruta = tmp_path / "bitacora.jsonl"
    Publicador(almacen, a, Bitacora(ruta))
    hay = {r.id for r in Cuaderno(almacen, a).revisiones()}
    assert len(confirmadas) >= 4
    assert confirmadas <= hay
    assert not comprobar(ruta.read_bytes(), cabeza_de(ruta))
    asientos = leer_asientos(ruta.read_bytes())
    publicadas = {x.que.split()[1].rstrip(":") for x in asientos if x.suceso == "publica"}
    assert publicadas == hay
    empezadas = sum(x.suceso == "empieza" for x in asientos)
    assert empezadas == sum(x.suceso in ("publica", "abandona") for x in asientos)
    almacen.cerrar()
