"""The trail of writes of a store: where it is kept, and how `alinea bitacora` shows it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from api.ajustes import Ajustes
from api.almacenes import almacen_nombrado
from api.apuntes import NOMBRE
from api.idioma_de_mensajes import ESPANOL, Habla
from api.informes import tabla_csv
from grafo.bitacora import Asiento, Bitacora, cabeza_de, comprobar, leer_asientos
from ontologia.errores import ErrorDeAlmacen

__all__ = ["bitacora_de", "leer_bitacora", "representar", "ultima_publicacion"]


def bitacora_de(almacen: str | None) -> Bitacora:
    """Open the trail of a store that is open in this process, to write to it; in memory for a store in memory.

    Raises `ErrorDeAlmacen`.
    """
    ruta = _ruta(almacen)
    return Bitacora(ruta if ruta is not None and ruta.parent.is_dir() else None)


def leer_bitacora(almacen: str | None) -> tuple[tuple[Asiento, ...], tuple[str, ...]]:
    """Return the lines of a store's trail and what is wrong with it; a server may be writing to it meanwhile.

    Raises `ErrorDeAlmacen` when there is no trail, or a line of it cannot be read.
    """
    ruta = _ruta(almacen)
    if ruta is None or not ruta.is_file():
        raise ErrorDeAlmacen("El almacén no tiene bitácora: nadie ha escrito en él por el servidor ni ha revisado.",
                             "Nombre otro con --almacen.")
    cabeza = cabeza_de(ruta)
    contenido = ruta.read_bytes()
    return leer_asientos(contenido), comprobar(contenido, cabeza)


def ultima_publicacion(bitacora: Bitacora) -> str:
    """Return when a store was last published (xsd:dateTime in UTC); "" when its trail does not say."""
    try:
        return next((a.cuando for a in reversed(bitacora.asientos()) if a.suceso == "publica"), "")
    except ErrorDeAlmacen:
        return ""


def representar(asientos: Sequence[Asiento], faltas: Sequence[str], formato: str, di: Habla = ESPANOL) -> str:
    """Return a trail as "json", "csv" or "texto"."""
    if formato == "json":
        return json.dumps({"asientos": [a.como_json() for a in asientos], "faltas": list(faltas)},
                          ensure_ascii=False, indent=2)
    if formato == "csv":
        return tabla_csv(("numero", "cuando", "suceso", "autor", "que", "antes", "despues", "grafos"), (
            (a.numero, a.cuando, a.suceso, a.autor, a.que, *a.generacion, " ".join(g.iri for g in a.grafos))
            for a in asientos))
    salida = []
    for a in asientos:
        salida.append(f"{a.numero:>6}  {a.cuando}  {a.suceso:<9} {a.autor}: {a.que}  "
                      f"[{a.generacion[0]} → {a.generacion[1]}]")
        salida += [f"        {g.iri}: {di('{0} → {1} tripletas', g.antes, g.despues)}, {g.huella[:16]}…"
                   for g in a.grafos]
    return "\n".join([*salida, di("{0} renglones.", len(asientos)), *(di("FALTA: {0}", f) for f in faltas)])


def _ruta(almacen: str | None) -> Path | None:
    """Return the file of the trail: in the store's folder, or where the settings say for a store on a server."""
    nombrado = almacen_nombrado(almacen)
    return nombrado / NOMBRE if isinstance(nombrado, Path) else Ajustes().bitacora if nombrado else None
