"""The source text, line by line, with every passage that the graph takes something from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import PlainTextResponse, Response

from api.pasajes import Pagina, paginar, reunir
from api.sitio import EnSitio
from grafo.limpieza import contiene

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

_MAXIMO_DE_HALLADOS = 200


@router.get("/documento")
def documento(
    v: EnSitio, cita: str = "", formato: str = "", buscar: Annotated[str, Query(max_length=200)] = ""
) -> Response:
    """Show the document of the programme; `cita` ("7781-7890") is the passage to set off, `buscar` words to find."""
    fuente = v.sitio.documento(v.programa)
    if formato == "txt":
        return PlainTextResponse(fuente.texto)
    hechos = v.sitio.recordar(("pasajes", v.programa), lambda: reunir(
        v.sitio.filas("pasajes", programa=v.programa)))
    paginas = v.sitio.recordar(("paginas", v.programa), lambda: paginar(fuente, hechos))
    pedida = re.fullmatch(r"(\d{1,9})-(\d{1,9})", cita)
    elegida = (int(pedida[1]), int(pedida[2])) if pedida else None
    hallados = _buscar(paginas, buscar)
    return v.pagina("documento.html", activa="/documento", fuente=fuente, paginas=paginas, elegida=elegida,
                    hechos=hechos, cuantas=len(hechos), buscar=buscar.strip(),
                    hallados=hallados[:_MAXIMO_DE_HALLADOS], en_total=len(hallados))


def _buscar(paginas: Sequence[Pagina], palabras: str) -> list[tuple[int, int, str]]:
    """Return page, number and text of each line with all the words, whatever their accents and capitals."""
    if not palabras.strip():
        return []
    renglones = ((p.numero, r.numero, "".join(z.texto for z in r.piezas)) for p in paginas for r in p.renglones)
    return [x for x in renglones if contiene(x[2], palabras)]
