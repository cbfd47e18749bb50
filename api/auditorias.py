"""What `alinea auditar` asks of the ledger besides showing it: the gate, the holes, the report."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from api.idioma_de_mensajes import ESPANOL, Habla
from api.papel import SUFIJOS, escribir, reunir
from api.taller import Abierto
from grafo.asientos import PERSONA, Auditoria, leer_exigencia
from ontologia.errores import ErrorDeEntrada
from ontologia.recursos import niveles

__all__ = ["escritor_de", "huecos_de", "leer_exigidos", "lista_de_huecos"]


def leer_exigidos(exigir: str | None) -> frozenset[str]:
    """Return the levels that the gate accepts: those asked for, or any evidence at all. Raises `ErrorDeEntrada`."""
    if exigir is not None:
        return leer_exigencia(exigir)
    return frozenset(n.clave for n in niveles() if n.clave != "ninguna") | {PERSONA}


def huecos_de(libro: Auditoria, exigidos: Collection[str]) -> frozenset[str]:
    """Return the numbers of the lines that lack the evidence asked for, justified or not."""
    return frozenset(x.numero for grupo in libro.sin_cumplir(exigidos) for x in grupo)


def lista_de_huecos(libro: Auditoria, exigidos: Collection[str], di: Habla = ESPANOL) -> str:
    """Return the holes of the gate as text: the open ones, and apart those that a person justified."""
    abiertos, justificados = libro.sin_cumplir(exigidos)
    orden = [n.clave for n in niveles() if n.clave in exigidos] + [PERSONA] * (PERSONA in exigidos)
    salida = [di("Se exige {0}: {1} huecos, {2} justificados.", ", ".join(orden), len(abiertos), len(justificados))]
    salida += [f"  {di('hueco {0} ({1}):', x.numero, di.parte(x.nivel))} {x.texto}" for x in abiertos]
    salida += [f"  {di('justificado {0} ({1}):', x.numero, di.parte(x.nivel))} {x.justificacion.motivo} — "
               f"{x.justificacion.quien}" for x in justificados if x.justificacion]
    return "\n".join(salida)


def escritor_de(ruta: Path) -> Callable[[Abierto, Auditoria], bytes]:
    """Return what writes the report in the format of a file's suffix. Raises `ErrorDeEntrada` for an unknown one."""
    sufijo = ruta.suffix.lower()
    if sufijo not in SUFIJOS:
        raise ErrorDeEntrada(f"«{ruta.name}» no dice un formato de informe.", f"Termine en: {', '.join(SUFIJOS)}")
    return lambda abierto, libro: escribir(reunir(abierto.almacen, abierto.acunador, libro), sufijo)
