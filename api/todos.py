"""The ledger and the simulation of every programme of a store: a row for each, and no total of levels."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from api.idioma_de_mensajes import ESPANOL, Habla
from api.informes import tabla_csv
from api.taller import Abierto
from grafo.auditoria import auditar
from grafo.simulacion import leer_claves, simular
from ontologia.errores import NoExiste
from ontologia.recursos import niveles

__all__ = ["Renglon", "auditar_todos", "de_renglones", "simular_todos"]


@dataclass(frozen=True, slots=True)
class Renglon:
    """A programme: numbers of its lines, how many in each group, and those in the groups that have to be looked at."""

    programa: str
    lineas: int
    cuentas: Mapping[str, int]
    detalle: Mapping[str, tuple[str, ...]]

    def como_json(self) -> dict[str, object]:
        """Return the row with the keys of the machine-readable answer."""
        return {"programa": self.programa, "lineas": self.lineas, "cuentas": dict(self.cuentas),
                **{grupo: list(suyas) for grupo, suyas in self.detalle.items()}}


def auditar_todos(abierto: Abierto, dia: date | None, exigidos: Collection[str]) -> Iterator[Renglon]:
    """Yield what each programme's ledger says: lines by strongest level, and the holes, open and justified."""
    for clave in abierto.recortes.programas:
        libro = auditar(abierto.recortes.de(clave), clave, abierto.acunador, dia)
        abiertos, justificados = libro.sin_cumplir(exigidos)
        cuentas = {n.clave: libro.resumen.get(n.clave, 0) for n in niveles()}
        yield Renglon(clave, len(libro.lineas), cuentas, {
            "huecos": tuple(x.numero for x in abiertos), "justificados": tuple(x.numero for x in justificados)})


def simular_todos(abierto: Abierto, sin: Sequence[str], con_revisiones: bool = True) -> Iterator[Renglon]:
    """Yield what happens to each programme's lines without some things.

    A programme that does not know one of them (a unit of another's) is left out. Raises `NoExiste` when none knows it.
    """
    claves, hubo, ultima = leer_claves(sin), False, None
    for programa in abierto.recortes.programas:
        try:
            s = simular(abierto.recortes.de(programa), programa, abierto.acunador, claves, con_revisiones)
        except NoExiste as causa:
            ultima = causa
            continue
        hubo = True
        cuentas = {grupo: len(lineas) for grupo, lineas in s.grupos.items()}
        yield Renglon(programa, len({x for lineas in s.grupos.values() for x in lineas}), cuentas,
                      {"pierden": s.pierden, "sin_responsable": s.sin_responsable})
    if ultima is not None and not hubo:
        raise ultima


def de_renglones(renglones: Sequence[Renglon], formato: str, di: Habla = ESPANOL) -> str:
    """Return the rows as JSON Lines ("json"), "csv" or "texto"."""
    if formato == "json":
        return "\n".join(json.dumps(r.como_json(), ensure_ascii=False) for r in renglones)
    if formato == "csv":
        grupos = list(renglones[0].cuentas) if renglones else []
        detalles = list(renglones[0].detalle) if renglones else []
        return tabla_csv(["programa", "lineas", *grupos, *(f"cuales_{d}" for d in detalles)], (
            [r.programa, r.lineas, *r.cuentas.values(), *(" ".join(x) for x in r.detalle.values())]
            for r in renglones))
    return "\n".join(
        f"{r.programa}  " + "; ".join(f"{di.parte(g.replace('_', ' '))} {n}" for g, n in r.cuentas.items() if n)
        + "".join(f"\n    {di.parte(g.replace('_', ' '))}: {' '.join(x)}" for g, x in r.detalle.items() if x)
        for r in renglones)
