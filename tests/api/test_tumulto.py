"""Sixty-four clients at once, some of them killers, and one who publishes: no wrong answer, no leak, nothing stuck.

TUMULTO_SEGUNDOS says for how long (8 by default; the whole proof is a minute).
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
from servidor_de_prueba import (
    CUANTOS,
    ORDEN_SIN_FIN,
    SIN_FIN,
    Levantado,
    leer,
    levantado,
    peticion,
    publicar,
)

from grafo.almacen.obreros import Limites

SEGUNDOS = float(os.environ.get("TUMULTO_SEGUNDOS", "8"))
CLIENTES = 64
LIMITES = Limites(obreros=3, cola=200, plazo=1.0, memoria=400 << 20)
_MALAS = {503, 504}


class Tumulto:
    """What happens meanwhile, and what was seen."""

    def __init__(self, s: Levantado) -> None:
        self.s = s
        self.fin = time.monotonic() + SEGUNDOS
        self.publicado = self.por_publicar = 0
        self.cuenta: Counter[str] = Counter()
        self.por_etiqueta: dict[str, int] = {}
        self.demoras: dict[str, list[float]] = {"/salud/vivo": [], "/salud": []}

    async def correr(self) -> None:
        await asyncio.gather(*(self.cliente(k) for k in range(CLIENTES)), self.escritor(), self.asesino(),
                             self.enfermero())

    async def cliente(self, numero: int) -> None:
        azar = random.Random(numero)
        while time.monotonic() < self.fin:
            entrada, salida = await asyncio.open_connection("127.0.0.1", self.s.puerto)
            try:
                while time.monotonic() < self.fin and await self.pedir(azar, entrada, salida):
                    pass
            finally:
                salida.close()

    async def pedir(self, azar: random.Random, entrada: asyncio.StreamReader, salida: asyncio.StreamWriter) -> bool:
        """Ask once; return whether the connection goes on."""
        suerte = azar.random()
        if suerte < 0.01:
            salida.write(peticion(azar.choice([SIN_FIN, ORDEN_SIN_FIN])))
            estado, _, _ = await leer(entrada)
            assert estado in _MALAS
            self.cuenta["matada"] += 1
        elif suerte < 0.02:
            salida.write(peticion(SIN_FIN))
            await asyncio.sleep(azar.random() * 0.2)
            self.cuenta["abandonada"] += 1
            return False
        else:
            minimo = self.publicado
            texto = CUANTOS if suerte < 0.5 else f"{CUANTOS} # {suerte}"
            salida.write(peticion(texto if suerte < 0.8 else f"{texto} # from"))
            self.revisar(minimo, *await leer(entrada))
        return True

    def revisar(self, minimo: int, estado: int, cabeceras: dict[str, str], cuerpo: bytes) -> None:
        """An answer is of one publication, whole, and not older than when it was asked for."""
        if estado != 200:
            assert estado in _MALAS, cuerpo
            self.cuenta[str(estado)] += 1
            return
        filas = json.loads(cuerpo)["results"]["bindings"]
        assert [f["n"]["value"] for f in filas] == ["101"]
        valor = int(filas[0]["o"]["value"])
        assert minimo <= valor <= self.por_publicar
        if etiqueta := cabeceras.get("etag"):  # it names one text over one publication
            assert self.por_etiqueta.setdefault(etiqueta, valor) == valor
        self.cuenta["bien"] += 1

    async def escritor(self) -> None:
        while time.monotonic() < self.fin:
            self.por_publicar += 1
            await asyncio.to_thread(publicar, self.s.almacen, self.por_publicar)
            self.publicado = self.por_publicar
            await asyncio.sleep(0.2)

    async def asesino(self) -> None:
        while time.monotonic() < self.fin:
            await asyncio.sleep(0.7)
            with suppress(ProcessLookupError):  # it had just died of something else
                os.kill(random.choice(self.s.consultorio.procesos), random.choice([signal.SIGKILL, signal.SIGSEGV]))
                self.cuenta["asesinado"] += 1

    async def enfermero(self) -> None:
        """The state of the server is told all the time, whatever happens to its workers."""
        while time.monotonic() < self.fin:
            for camino, demoras in self.demoras.items():
                empezo = time.monotonic()
                entrada, salida = await asyncio.open_connection("127.0.0.1", self.s.puerto)
                salida.write(peticion("", "Connection: close", camino=camino))
                async with asyncio.timeout(LIMITES.plazo * 5):
                    estado, _, _ = await leer(entrada)
                assert estado == 200
                demoras.append(time.monotonic() - empezo)
                self.cuenta["salud"] += 1
                salida.close()
            await asyncio.sleep(0.1)


def abiertos() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def residente() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


async def calma(s: Levantado, descriptores: int) -> None:
    """Wait until the workers that were killed have been replaced and the connections are gone."""
    async with asyncio.timeout(30):
        while (s.consultorio.atencion.ocupados or s.consultorio.atencion.en_espera or abiertos() > descriptores
               or len(s.consultorio.procesos) != LIMITES.obreros + 1):
            await asyncio.sleep(0.05)


async def una(s: Levantado, datos: bytes) -> tuple[int, dict[str, str], bytes]:
    entrada, salida = await asyncio.open_connection("127.0.0.1", s.puerto)
    salida.write(datos)
    respuesta = await leer(entrada)
    salida.close()
    return respuesta


def test_en_el_tumulto_nadie_recibe_una_respuesta_falsa_y_nada_queda_atrapado(tmp_path: Path) -> None:
    async def correr(s: Levantado) -> Tumulto:
        await una(s, peticion(CUANTOS))
        await asyncio.sleep(0.5)
        descriptores, memoria = abiertos(), residente()
        tumulto = Tumulto(s)
        await tumulto.correr()
        await calma(s, descriptores + 8)
        print(f"memoria {(residente() - memoria) >> 20} MB, descriptores {abiertos() - descriptores:+}")
        assert residente() - memoria < 200 << 20
        estado, _, cuerpo = await una(s, peticion(CUANTOS))
        assert (estado, json.loads(cuerpo)["results"]["bindings"][0]["o"]["value"]) == (200, str(tumulto.publicado))
        return tumulto

    with levantado(tmp_path / "a", LIMITES) as s:
        tumulto = asyncio.run(correr(s))
        assert len(list((tmp_path / "a" / "instantaneas").iterdir())) == 1
    print(dict(tumulto.cuenta), "publicadas", tumulto.publicado)
    for camino, demoras in tumulto.demoras.items():
        print(camino, f"mediana {sorted(demoras)[len(demoras) // 2] * 1000:.0f} ms, la peor {max(demoras) * 1000:.0f}")
    for suceso in ("bien", "matada", "abandonada", "asesinado", "salud"):
        assert tumulto.cuenta[suceso] > 3, suceso
    assert tumulto.publicado > 3


@pytest.mark.parametrize("texto", [SIN_FIN, SIN_FIN.replace("?l)", "?l || '\\\\' = ?a)")],
                         ids=["por-lo-corto", "por-lo-largo"])
def test_cerrar_la_conexion_mata_al_obrero_de_la_consulta(tmp_path: Path, texto: str) -> None:
    async def correr(s: Levantado) -> None:
        antes = set(s.consultorio.procesos)
        _, salida = await asyncio.open_connection("127.0.0.1", s.puerto)
        salida.write(peticion(texto))
        while not s.consultorio.atencion.ocupados:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.3)
        assert s.consultorio.atencion.ocupados == 1
        salida.transport.abort()
        async with asyncio.timeout(10):
            while s.consultorio.atencion.ocupados or not antes - set(s.consultorio.procesos):
                await asyncio.sleep(0.01)
        assert s.consultorio.atencion.detenidas == 1
        assert (await una(s, peticion("ASK { ?s ?p ?o }")))[2] == b'{"head":{},"boolean":true}'

    with levantado(tmp_path / "a", Limites(obreros=1, plazo=60)) as s:
        asyncio.run(correr(s))
