"""Clients that are slow, greedy, too many, or speak crookedly, against a real server: it goes on answering."""

from __future__ import annotations

import signal
import socket
import subprocess
import threading
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from llaves_de_prueba import de
from servidor_vivo import CONEXIONES, Vivo, leer_todo, servidor

LARGA = "SELECT * {{ VALUES ?a {{ {} }} VALUES ?b {{ {} }} VALUES ?c {{ {} }} }}".format(
    "1 " * 150, "2 " * 150, f"'{'x' * 90}' " * 8
)
SIN_FIN = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?l) }"


def sana(vivo: Vivo) -> bool:
    return httpx.get(f"{vivo.url}/salud/vivo", timeout=20).json() == {"vivo": True}


def escurrir(enchufe: socket.socket, trozo: bytes, hasta: threading.Event) -> None:
    """Send a little, often, until told or cut."""
    try:
        while not hasta.wait(0.1):
            enchufe.sendall(trozo)
    except OSError:
        pass


@pytest.mark.parametrize(
    ("empieza", "trozo"),
    [
        (b"", b""),
        (b"GET / HTTP/1.1\r\nHost: x\r\n", b""),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX-Lenta: ", b"a"),
        (b"", b"\r\n"),
        (b"GET /salud/vivo HTTP/1.1\r\nHost: x\r\n\r\n", b"\r\n"),
    ],
    ids=["calla", "cabeza a medias", "cabeza gota a gota", "saltos de línea", "tras una respuesta"],
)
def test_una_conexion_que_no_termina_de_pedir_se_corta(vivo: Vivo, empieza: bytes, trozo: bytes) -> None:
    basta = threading.Event()
    with vivo.conectar() as enchufe:
        enchufe.sendall(empieza)
        gota = threading.Thread(target=escurrir, args=(enchufe, trozo, basta))
        if trozo:
            gota.start()
        try:
            leer_todo(enchufe)  # it ends: with a time-out, this would raise
        finally:
            basta.set()
            if trozo:
                gota.join()
    assert sana(vivo)


@pytest.mark.parametrize(
    "camino", ["/sparql", "/api/programas?nombre=x.txt", "/api/revisiones", "/grafos?graph=urn:x:y"]
)
def test_un_cuerpo_que_gotea_recibe_408_y_se_corta(vivo: Vivo, camino: str) -> None:
    basta = threading.Event()
    tipos = {
        "/sparql": "application/sparql-query",
        "/grafos?graph=urn:x:y": "text/turtle",
        "/api/revisiones": "application/json",
    }
    cabeza = (
        f"POST {camino} HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n"
        f"Content-Type: {tipos.get(camino, 'text/plain')}\r\nAuthorization: {de('Ana')['Authorization']}\r\n\r\n"
    )
    with vivo.conectar() as enchufe:
        enchufe.sendall(cabeza.encode())
        gota = threading.Thread(target=escurrir, args=(enchufe, b" ", basta))
        gota.start()
        try:
            dicho = leer_todo(enchufe)
        finally:
            basta.set()
            gota.join()
    assert dicho.startswith(b"HTTP/1.1 408 ")
    assert b"tarda demasiado en llegar" in dicho
    assert sana(vivo)


def test_quien_pide_mucho_y_no_lo_lee_pierde_la_conexion(vivo: Vivo) -> None:
    with socket.socket() as enchufe:
        enchufe.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        enchufe.settimeout(30)
        enchufe.connect(("127.0.0.1", vivo.puerto))
        enchufe.sendall(f"GET /sparql?query={quote(LARGA)} HTTP/1.1\r\nHost: x\r\nAccept: text/csv\r\n\r\n".encode())
        assert enchufe.recv(12) == b"HTTP/1.1 200"
        suyas = len(_conexiones(vivo))
        for _ in range(200):
            if len(_conexiones(vivo)) < suyas:
                break
            time.sleep(0.05)
        else:
            raise AssertionError("la conexión sigue abierta")
        assert len(leer_todo(enchufe)) < 150 * 150 * 8 * 90
    assert sana(vivo)


def _conexiones(vivo: Vivo) -> list[str]:
    """Return the open sockets of the server's process."""
    carpeta = Path(f"/proc/{vivo.proceso.pid}/fd")
    vistos = []
    for x in carpeta.iterdir():
        try:
            vistos.append(str(x.readlink()))
        except FileNotFoundError:
            continue
    return [x for x in vistos if x.startswith("socket:")]


def test_quien_lee_despacio_pero_lee_recibe_todo(vivo: Vivo) -> None:
    entera = httpx.get(f"{vivo.url}/ont.ttl", timeout=20).content
    leido = b""
    with vivo.conectar() as enchufe:
        enchufe.sendall(b"GET /ont.ttl HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        while parte := enchufe.recv(16384):
            leido += parte
            time.sleep(0.05)
    assert leido.partition(b"\r\n\r\n")[2] == entera


@pytest.mark.parametrize(
    "cabeza",
    [
        b"GET / HTTP/1.1\r\nHost: x\r\nX-Enorme: " + b"a" * 300_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n" + b"".join(b"X-%d: aaaaaaaaaaaaaaaa\r\n" % n for n in range(20_000)) + b"\r\n",
        b"GET /" + b"a" * 300_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX-Sin-Fin: " + b"a" * 2_000_000,
    ],
    ids=["una cabecera", "muchas cabeceras", "la dirección", "sin fin"],
)
def test_una_cabeza_enorme_se_rehusa(vivo: Vivo, cabeza: bytes) -> None:
    with vivo.conectar() as enchufe:
        with suppress(OSError):  # it was cut while sending, which will do
            enchufe.sendall(cabeza)
        assert leer_todo(enchufe)[:12] in (b"HTTP/1.1 431", b"")
    assert sana(vivo)


@pytest.mark.parametrize(
    "peticion",
    [
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: a\rY: b\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost : x\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET /\x00 HTTP/1.1\r\nHost: x\r\n\r\n",
    ],
    ids=[
        "longitud y trozos",
        "dos longitudes",
        "longitud negativa",
        "trozo que no lo es",
        "un CR solo",
        "espacio",
        "TLS",
        "NUL",
    ],
)
def test_una_peticion_ambigua_no_se_interpreta(vivo: Vivo, peticion: bytes) -> None:
    with vivo.conectar() as enchufe:
        enchufe.sendall(peticion)
        enchufe.shutdown(socket.SHUT_WR)
        dicho = leer_todo(enchufe)
    assert dicho[:12] in (b"HTTP/1.1 400", b"")
    assert dicho.count(b"HTTP/1.1 ") <= 1
    assert sana(vivo)


def test_demasiadas_conexiones_reciben_503_y_luego_se_atiende(vivo: Vivo) -> None:
    with ExitStack() as abiertas:
        for _ in range(CONEXIONES):
            abiertas.enter_context(vivo.conectar())
        time.sleep(0.2)
        assert httpx.get(f"{vivo.url}/salud/vivo", timeout=20).status_code == 503
    for _ in range(100):
        if httpx.get(f"{vivo.url}/salud/vivo", timeout=20).status_code == 200:
            return
        time.sleep(0.05)
    raise AssertionError("no volvió a atender")


def test_el_servidor_no_dice_con_que_esta_hecho_ni_cambia_de_protocolo(vivo: Vivo) -> None:
    respuesta = httpx.get(
        f"{vivo.url}/salud/vivo",
        headers={
            "Connection": "Upgrade",
            "Upgrade": "websocket",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": "eA==",
        },
    )
    assert respuesta.status_code == 200
    assert "server" not in respuesta.headers


def test_apagar_con_carga_contesta_o_rehusa_y_no_deja_nada(tmp_path: Path) -> None:
    respuestas: list[int] = []
    with servidor(tmp_path, ALINEA_COLA="2", ALINEA_ESPERA="30") as vivo:

        def pedir(consulta: str) -> None:
            for _ in range(400):
                try:
                    respuestas.append(
                        httpx.get(f"{vivo.url}/sparql", params={"query": consulta}, timeout=30).status_code
                    )
                except httpx.TransportError:
                    if vivo.proceso.poll() is not None:
                        return
                    time.sleep(0.05)

        clientes = [threading.Thread(target=pedir, args=(c,)) for c in [SIN_FIN] * 3 + ["ASK { ?s ?p ?o }"] * 4]
        for c in clientes:
            c.start()
        with vivo.conectar() as callada, vivo.conectar() as lenta:
            lenta.sendall(
                b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n"
                b"Content-Type: application/sparql-query\r\n\r\nASK"
            )
            while 200 not in respuestas:
                time.sleep(0.05)
            hijos = subprocess.run(
                ["ps", "-o", "pid=", "--ppid", str(vivo.proceso.pid)], capture_output=True, text=True, check=False
            ).stdout.split()
            vivo.proceso.send_signal(signal.SIGTERM)
            assert vivo.proceso.wait(30) == 0
            callada.close()
        for c in clientes:
            c.join()
        registro = vivo.registro.read_text()
    assert hijos
    assert set(respuestas) <= {200, 503, 504}
    assert not [h for h in hijos if Path(f"/proc/{h}").exists()]
    assert "Alinea terminó." in registro
