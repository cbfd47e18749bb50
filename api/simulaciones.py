"""A simulation as text, CSV or JSON."""

from __future__ import annotations

import json

from api.idioma_de_mensajes import ESPANOL, Habla
from api.informes import tabla_csv
from grafo.simulacion import Simulacion

__all__ = ["de_simulacion"]

_EFECTOS = {
    "pierden": "pierde", "debilitan": "debilita", "conservan": "conserva", "ya_sin_mandato": "ya sin mandato",
    "solo_persona": "solo lo sostiene un mandato agregado por una persona",
    "pierden_agregado": "pierde el único mandato, agregado por una persona", "sin_responsable": "sin responsable",
}
_DE_PERSONAS = ("solo_persona", "pierden_agregado")


def de_simulacion(simulacion: Simulacion, formato: str, di: Habla = ESPANOL) -> str:
    """Return a simulation as "json", "csv" or "texto"; groups of what persons decided only when they hold a line."""
    if formato == "json":
        return json.dumps(simulacion.como_json(), ensure_ascii=False, indent=2)
    grupos = [(_EFECTOS[clave], lineas) for clave, lineas in simulacion.grupos.items()
              if lineas or clave not in _DE_PERSONAS]
    if formato == "csv":
        return tabla_csv(["efecto", "linea"], ([efecto, linea] for efecto, lineas in grupos for linea in lineas))
    salida = [di("Sin {0}:", ", ".join(simulacion.sin))]
    if simulacion.rechazados:
        salida.append(di("Mandatos que no cuentan porque una persona los rechazó: {0}. Con --sin-revisiones se ve solo "
                         "lo que concluyó la máquina.", simulacion.rechazados))
    salida += [f"{len(lineas):>5}  {di.parte(efecto)}: {' '.join(lineas)}".rstrip(" :") for efecto, lineas in grupos]
    salida += [f"       {c.linea}: {di.parte(c.antes)} → {di.parte(c.despues)}" for c in simulacion.debilitan]
    return "\n".join(salida)
