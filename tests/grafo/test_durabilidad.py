"""A writer that is killed at any moment loses nothing it acknowledged, and leaves nothing half done."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib.term import Literal, URIRef

from grafo.almacen import AlmacenEmbebido
from ontologia.errores import ErrorDeAlmacen

VUELTAS = 16
GUION = '''
import json, os, random, signal, sys, time
from pathlib import Path
from rdflib.term import Literal, URIRef
from grafo.almacen import AlmacenEmbebido

carpeta, vueltas = Path(sys.argv[1]), int(sys.argv[2])
P = URIRef("https://x/p")
GRAFOS = [URIRef(f"https://x/g{g}") for g in range(3)]

def escribir(desde, pipa):
    almacen = AlmacenEmbebido(carpeta)
    for v in range(desde, desde + 10_000):
        almacen.reemplazar({g: [(URIRef(f"https://x/{v}/{i}"), P, Literal(v)) for i in range(40)] for g in GRAFOS})
        os.write(pipa, b"%d\\n" % v)
        if v % 3 == 0:
            almacen.ensayar("INSERT DATA { GRAPH <https://x/otro> { <a:a> <a:b> 1 } }")

def mirar(pipa):
    almacen = AlmacenEmbebido(carpeta)
    grafos = [sorted({int(o) for _, _, o in almacen.grafo(g)}) + [len(almacen.grafo(g))] for g in GRAFOS]
    dicho = {"grafos": grafos, "tamano": almacen.tamano, "generacion": almacen.generacion,
             "sobra": sorted(p.name for p in carpeta.iterdir() if p.name in ("ensayos", "instantaneas"))}
    os.write(pipa, json.dumps(dicho).encode())

def en_hijo(hacer, *datos, plazo=None):
    lee, escribe = os.pipe()
    hijo = os.fork()
    if hijo == 0:
        hacer(*datos, escribe)
        os._exit(0)
    os.close(escribe)
    if plazo is not None:
        time.sleep(plazo)
        os.kill(hijo, signal.SIGKILL)
    os.waitpid(hijo, 0)
    with os.fdopen(lee, "rb") as salida:
        return salida.read()

azar, ultima = random.Random(6), 0
for _ in range(vueltas):
    renglones = en_hijo(escribir, ultima + 1, plazo=azar.uniform(0.0, 0.5)).split(b"\\n")
    acusadas = [int(r) for r in renglones[:-1]]
    visto = json.loads(en_hijo(mirar))
    print(json.dumps({"antes": ultima, "acusada": acusadas[-1] if acusadas else ultima, **visto}))
    ultima = max(visto["grafos"][0][0] if visto["grafos"][0][-1] else 0, acusadas[-1] if acusadas else 0)
'''


def test_quien_muere_publicando_no_pierde_lo_acusado_ni_deja_nada_a_medias(tmp_path: Path) -> None:
    salida = subprocess.run([sys.executable, "-c", GUION, str(tmp_path / "a"), str(VUELTAS)], capture_output=True,
                            text=True, check=False, timeout=120)
    vueltas = [json.loads(renglon) for renglon in salida.stdout.splitlines()]
    assert len(vueltas) == VUELTAS, salida.stderr[-2000:]
    generacion = 0
    for vuelta in vueltas:
        if vuelta["tamano"] == 0:
            assert vuelta["acusada"] == 0
        else:
            version = vuelta["grafos"][0][0]
            assert version in (vuelta["acusada"], vuelta["acusada"] + 1)
            assert vuelta["grafos"] == [[version, 40]] * 3
            assert vuelta["tamano"] == 120
            assert vuelta["generacion"] >= version
        assert vuelta["generacion"] >= generacion
        assert vuelta["sobra"] == []
        generacion = vuelta["generacion"]
    assert vueltas[-1]["acusada"] > 5, "nunca se llegó a publicar"


def test_el_almacen_en_uso_dice_por_que_proceso_y_uno_muerto_no_estorba(tmp_path: Path) -> None:
    guion = ("import sys; from pathlib import Path; from grafo.almacen import AlmacenEmbebido\n"
             "a = AlmacenEmbebido(Path(sys.argv[1])); print('abierto', flush=True); sys.stdin.read()")
    hijo = subprocess.Popen([sys.executable, "-c", guion, str(tmp_path / "a")], stdin=subprocess.PIPE,
                            stdout=subprocess.PIPE)
    assert hijo.stdout is not None
    try:
        assert hijo.stdout.readline() == b"abierto\n"
        with pytest.raises(ErrorDeAlmacen, match=f"en uso por el proceso {hijo.pid}"):
            AlmacenEmbebido(tmp_path / "a")
    finally:
        hijo.kill()
        hijo.communicate()
    assert (tmp_path / "a" / "proceso").read_text() == str(hijo.pid)
    almacen = AlmacenEmbebido(tmp_path / "a")
    almacen.cerrar()
    assert not (tmp_path / "a" / "proceso").exists()


def test_un_almacen_de_antes_se_sella_y_uno_de_despues_se_rehusa(tmp_path: Path) -> None:
    grafo, carpeta = URIRef("https://x/g"), tmp_path / "a"
    almacen = AlmacenEmbebido(carpeta)
    almacen.reemplazar({grafo: [(grafo, grafo, Literal("uno"))]})
    almacen.cerrar()
    (carpeta / "version").unlink()
    de_antes = AlmacenEmbebido(carpeta)
    assert (de_antes.tamano, de_antes.generacion) == (1, 1)
    de_antes.cerrar()
    assert (carpeta / "version").read_text() == "1"
    (carpeta / "version").write_text("2")
    with pytest.raises(ErrorDeAlmacen, match=r"versión 2.*hasta la 1"):
        AlmacenEmbebido(carpeta)
    (carpeta / "version").write_text("?")
    with pytest.raises(ErrorDeAlmacen, match="no es un número"):
        AlmacenEmbebido(carpeta)
