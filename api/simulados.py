"""A simulation on the pages: what an address asks to take away, and what there is to take away."""

from __future__ import annotations

from collections.abc import Sequence

from api.sitio import Vista
from grafo.auditoria import Auditoria
from grafo.simulacion import Simulacion, simular_libro
from ontologia.errores import ErrorDeEntrada

__all__ = ["opciones_de", "simulado"]

_MAXIMO = 100
"""Keys that one simulation takes from an address."""


def simulado(v: Vista, libro: Auditoria, sin: Sequence[str]) -> Simulacion | None:
    """Return what happens to the lines of a ledger without some things; None when nothing goes.

    Raises `NoExiste` for a key of nothing, `ErrorDeEntrada` for too many keys.
    """
    if not sin:
        return None
    if len(sin) > _MAXIMO:
        raise ErrorDeEntrada(f"Se piden quitar {len(sin)} cosas.", f"Quite a lo sumo {_MAXIMO}: un capítulo o una ley "
                             "entera es una sola.")
    c = v.sitio.contexto
    return v.sitio.recordar(("simulado", libro.programa, libro.fecha, tuple(sin)),
                            lambda: simular_libro(libro, v.sitio.recortes.de(libro.programa), c.acunador, sin))


def opciones_de(v: Vista, libro: Auditoria, sin: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return what a reader may take away, by kind: each key with its words; those taken away are among them."""
    base = f"{v.sitio.contexto.acunador.base}norma/"
    con_lineas = {m.articulo for x in libro.lineas for m in (*x.articulos, *x.rechazados)}
    con_lineas |= {a.articulo for x in libro.lineas for a in x.agregados}
    etiquetas = {str(f["articulo"]).removeprefix(base): str(f["etiqueta"]) for f in v.sitio.filas("articulos")}
    capitulos: dict[str, str] = {}
    for f in v.sitio.filas("capitulos"):
        if str(f["articulo"]).removeprefix(base) in con_lineas:
            clave = str(f["capitulo"]).removeprefix(base)
            capitulos[clave] = f"{clave.partition('/')[0]}: {f['etiqueta']}"
    apoyos = {"/".join(str(f["apoyo"]).split("/")[-2:]): f"{f['numeroApoyo']}: {f['texto']}"
              for f in v.sitio.filas("apoyos_de_linea", programa=libro.programa)}
    grupos = {
        "articulos": {a: etiquetas.get(a, a) for a in sorted(con_lineas)}, "capitulos": capitulos,
        "normas": {n: n for n in sorted({a.partition("/")[0] for a in con_lineas})},
        "unidades": {f"unidad/{str(f['unidad']).rpartition('/')[2]}": str(f["nombre"])
                     for f in v.sitio.filas("unidades", programa=libro.programa)},
        "alianzas": {k: t for k, t in apoyos.items() if k.startswith("alianza/")},
        "eventos": {k: t for k, t in apoyos.items() if k.startswith("evento/")},
    }
    grupos["otros"] = {s: s for s in sin if not any(s in suyas for suyas in grupos.values())}
    return {k: suyas for k, suyas in grupos.items() if suyas}
