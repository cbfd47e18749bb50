"""Backup and restore: what comes back is what was there, and a backup that was cut short or changed does not."""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib.term import BNode, Literal, URIRef
from typer.testing import CliRunner

from api.orden import app
from grafo.almacen import AlmacenEmbebido
from grafo.almacen.respaldo import respaldar, restaurar
from ontologia.errores import DocumentoIlegible, ErrorDeAlmacen, ErrorDeEntrada

G, P = URIRef("https://x/g"), URIRef("https://x/p")


@pytest.fixture
def almacen(tmp_path: Path) -> Iterator[AlmacenEmbebido]:
    nuevo = AlmacenEmbebido(tmp_path / "a")
    nuevo.reemplazar({G: [(G, P, Literal(i)) for i in range(50)] + [(BNode("b"), P, Literal("ñ", lang="es"))]})
    (tmp_path / "a" / "bitacora.jsonl").write_text("{}\n")
    yield nuevo
    nuevo.cerrar()


def contenido(almacen: AlmacenEmbebido) -> list[bytes]:
    return sorted(almacen.volcar("nq").splitlines())


@pytest.mark.parametrize("nombre", ["copia", "copia.tar", "copia.tar.gz", "copia.tgz"])
def test_lo_restaurado_es_lo_respaldado(almacen: AlmacenEmbebido, tmp_path: Path, nombre: str) -> None:
    antes = contenido(almacen)
    respaldo = respaldar(almacen, tmp_path / nombre)
    assert respaldo.cuadruplas == 51
    almacen.reemplazar({G: []})
    assert restaurar(tmp_path / nombre, tmp_path / "otro") == respaldo
    otro = AlmacenEmbebido(tmp_path / "otro")
    assert contenido(otro) == antes
    assert otro.generacion > almacen.generacion
    otro.reemplazar({G: []})
    assert otro.tamano == 0
    otro.cerrar()
    assert (tmp_path / "otro" / "bitacora.jsonl").read_text() == "{}\n"
    assert not [p.name for p in tmp_path.iterdir() if p.name.startswith(".")]
    assert not list((tmp_path / "a").glob("ensayos/*"))


@pytest.mark.parametrize("nombre", ["copia.tar", "copia.tar.gz"])
@pytest.mark.parametrize("parte", [0.0, 0.1, 0.5, 0.9, 0.97])
def test_un_archivo_cortado_se_rehusa(almacen: AlmacenEmbebido, tmp_path: Path, nombre: str, parte: float) -> None:
    respaldar(almacen, tmp_path / nombre)
    entero = (tmp_path / nombre).read_bytes()
    lleno = len(entero.rstrip(b"\0"))
    (tmp_path / nombre).write_bytes(entero[:int(lleno * parte)])
    with pytest.raises(DocumentoIlegible, match="no es un respaldo entero"):
        restaurar(tmp_path / nombre, tmp_path / "otro")
    assert not (tmp_path / "otro").exists()
    assert not list(tmp_path.glob(".*parcial"))


def test_una_carpeta_cambiada_se_rehusa(almacen: AlmacenEmbebido, tmp_path: Path) -> None:
    respaldar(almacen, tmp_path / "copia")
    lista = tmp_path / "copia" / "respaldo.json"
    escrita, grande = lista.read_text(), max((tmp_path / "copia" / "datos").iterdir(), key=lambda r: r.stat().st_size)
    datos = grande.read_bytes()

    def rehusa(dice: str, clase: type[Exception] = DocumentoIlegible) -> None:
        with pytest.raises(clase, match=dice):
            restaurar(tmp_path / "copia", tmp_path / "otro")
        assert not (tmp_path / "otro").exists()

    grande.write_bytes(datos[:-1] + bytes([datos[-1] ^ 1]))
    rehusa(grande.name)
    grande.write_bytes(datos)
    (tmp_path / "copia" / "de_mas").write_text("x")
    rehusa("de_mas")
    (tmp_path / "copia" / "de_mas").unlink()
    lista.write_text(json.dumps(json.loads(escrita) | {"cuadruplas": 52}))
    rehusa("cuádruplas")
    lista.write_text(json.dumps(json.loads(escrita) | {"version": 9}))
    rehusa("versión 9", ErrorDeAlmacen)
    for rota in ("[]", "{}", "nada"):
        lista.write_text(rota)
        rehusa("no es un respaldo")
    lista.unlink()
    rehusa("no es un respaldo")
    lista.write_text(escrita)
    restaurar(tmp_path / "copia", tmp_path / "otro")


@pytest.mark.parametrize("miembro", ["../fuera", "/tmp/fuera-de-alinea", "enlace"])
def test_un_archivo_que_sale_de_su_lugar_se_rehusa(tmp_path: Path, miembro: str) -> None:
    with tarfile.open(tmp_path / "malo.tar", "w") as archivo:
        entrada = tarfile.TarInfo(miembro)
        if miembro == "enlace":
            entrada.type, entrada.linkname = tarfile.SYMTYPE, "/etc/passwd"
        entrada.size = 0 if miembro == "enlace" else 1
        archivo.addfile(entrada, io.BytesIO(b"x"))
    with pytest.raises(DocumentoIlegible):
        restaurar(tmp_path / "malo.tar", tmp_path / "otro")
    assert not (tmp_path / "fuera").exists()
    assert not (tmp_path / "otro").exists()


def test_no_se_escribe_sobre_lo_que_hay(almacen: AlmacenEmbebido, tmp_path: Path) -> None:
    respaldar(almacen, tmp_path / "copia")
    with pytest.raises(ErrorDeEntrada, match="Ya existe"):
        respaldar(almacen, tmp_path / "copia")
    (tmp_path / "lleno").mkdir()
    (tmp_path / "lleno" / "algo").write_text("mío")
    with pytest.raises(ErrorDeEntrada, match="no está vacía"):
        restaurar(tmp_path / "copia", tmp_path / "lleno")
    assert (tmp_path / "lleno" / "algo").read_text() == "mío"
    (tmp_path / "vacio").mkdir()
    restaurar(tmp_path / "copia", tmp_path / "vacio")
    with pytest.raises(ErrorDeAlmacen, match="memoria"):
        respaldar(AlmacenEmbebido(), tmp_path / "nada")


def test_las_ordenes_dicen_lo_que_hicieron_y_lo_que_no(almacen: AlmacenEmbebido, tmp_path: Path) -> None:
    def orden(*palabras: str) -> tuple[int, str]:
        hecho = CliRunner().invoke(app, list(palabras))
        return hecho.exit_code, hecho.stderr

    a, copia, otro = str(tmp_path / "a"), str(tmp_path / "copia.tar.gz"), str(tmp_path / "otro")
    estado, dicho = orden("respaldar", copia, "--almacen", a)
    assert (estado, "en uso por el proceso" in dicho) == (2, True)
    almacen.cerrar()
    estado, dicho = orden("respaldar", copia, "--almacen", a)
    assert (estado, "51 cuádruplas" in dicho) == (0, True)
    assert orden("respaldar", str(tmp_path / "x"), "--almacen", str(tmp_path / "nunca"))[0] == 2
    assert not (tmp_path / "nunca").exists()
    estado, dicho = orden("restaurar", copia, "--almacen", otro)
    assert (estado, "51 cuádruplas" in dicho) == (0, True)
    assert orden("restaurar", copia, "--almacen", otro)[0] == 2
    assert orden("restaurar", str(tmp_path / "no_hay"), "--almacen", otro)[0] == 2
