"""The overview: what the programme is, how it rests on the law, what is wrong in its document."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.portafolio import Filtro, portafolio_de
from api.sitio import EnSitio, Vista
from api.tramos import tramo_de
from grafo.auditoria import Auditoria, LineaAuditada
from ontologia.espacios import AL
from ontologia.recursos import niveles, tipos_de_hallazgo

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

_CONTADAS = ("ObjetivoEspecifico", "Estrategia", "LineaDeAccion", "Alianza", "Evento", "Sesion", "Asunto", "Proyecto",
             "Indicador")
_POR_PAGINA = 20
_ORDEN = ("Violation", "Warning", "Info")


@router.get("/")
def inicio(v: EnSitio, texto: Annotated[str, Query(max_length=300)] = "",
           pagina: Annotated[str, Query(max_length=20)] = "") -> Response:
    """Show the overview of a programme, or the programmes to choose from, page by page."""
    programas = v.sitio.programas()
    if not v.peticion.query_params.get("programa") and len(programas) > 1:
        hallados = portafolio_de(v.sitio).elegir(Filtro(texto=texto))
        tramo = tramo_de(len(hallados), pagina, _POR_PAGINA)
        return v.pagina("elegir.html", activa="/", programas=hallados[tramo.corte], total=len(programas), tramo=tramo,
                        texto=texto.strip(), niveles=niveles(), de_todos=True)
    libro = v.sitio.auditoria(v.programa)
    return v.pagina("inicio.html", activa="/", libro=libro, niveles=niveles(), ficha=programas[v.programa],
                    cuentas=_cuentas(v), arbol=_arbol(libro), textos=_textos(v), hallazgos=_por_tipo(libro),
                    descartados=len(libro.hallazgos_descartados))


def _cuentas(v: Vista) -> list[tuple[str, int]]:
    """Return how many items there are of the classes that people ask about: (IRI of the class, count)."""
    hay = {str(f["clase"]): int(str(f["elementos"])) for f in v.sitio.filas("clases", programa=v.programa)}
    return [(str(AL[c]), hay[str(AL[c])]) for c in _CONTADAS if str(AL[c]) in hay]


def _arbol(libro: Auditoria) -> dict[str, dict[str, list[LineaAuditada]]]:
    """Return the lines by objective and strategy (IRIs), in the document's order."""
    arbol: dict[str, dict[str, list[LineaAuditada]]] = {}
    for linea in libro.lineas:
        arbol.setdefault(linea.objetivo, {}).setdefault(linea.estrategia, []).append(linea)
    return arbol


def _textos(v: Vista) -> dict[tuple[str, str], str]:
    """Return the text of each objective and strategy, by class and number."""
    clases = {str(AL.ObjetivoEspecifico): "objetivo", str(AL.Estrategia): "estrategia"}
    return {(clases[str(f["clase"])], str(f["numero"])): str(f["texto"])
            for f in v.sitio.filas("nodos", programa=v.programa) if str(f["clase"]) in clases}


def _por_tipo(libro: Auditoria) -> list[tuple[str, str, str, str, int]]:
    """Return (kind, severity, label, English label, how many), the gravest first."""
    tipos = tipos_de_hallazgo()
    cuentas = Counter((h.tipo, h.severidad) for h in libro.hallazgos_abiertos)
    filas = [(tipo, severidad, tipos[tipo].etiqueta if tipo in tipos else tipo,
              tipos[tipo].label if tipo in tipos else tipo, n) for (tipo, severidad), n in cuentas.items()]
    return sorted(filas, key=lambda f: (_ORDEN.index(f[1]) if f[1] in _ORDEN else 9, -f[4], f[0]))
