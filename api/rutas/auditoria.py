"""The ledger of mandates: its page with filters in the address, and its downloads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import JSONResponse, Response

from api.informes import de_auditoria
from api.papel import SUFIJOS, escribir, reunir
from api.representacion import auditoria_como_json
from api.rotulos import rotulado
from api.simulados import opciones_de, simulado
from api.sitio import EnSitio, Vista, leer_fecha
from grafo.auditoria import Auditoria, LineaAuditada
from grafo.limpieza import contiene
from grafo.simulacion import leer_claves
from ontologia.recursos import niveles, tipos_de_hallazgo

__all__ = ["SIN_REVISAR", "articulos_conocidos", "router"]

router = APIRouter(include_in_schema=False)

SIN_REVISAR = "sin-revisar"
"""How the filter calls a line that nobody reviewed."""


@dataclass(frozen=True, slots=True)
class Filtro:
    """What a reader asked to see of the ledger; an empty field asks nothing."""

    nivel: str = ""
    direccion: str = ""
    articulo: str = ""
    texto: str = ""
    huecos: bool = False
    cobertura: str = ""
    revision: str = ""

    def admite(self, linea: LineaAuditada) -> bool:
        """Return whether a line is to be shown."""
        return (
            (not self.nivel or self.nivel == linea.nivel or self.nivel in linea.niveles.values())
            and (not self.direccion or self.direccion in linea.responsables)
            and (not self.articulo or self.articulo in {m.articulo for m in (*linea.articulos, *linea.lapsados)})
            and contiene(f"{linea.numero} {linea.texto}", self.texto)
            and (not self.huecos or "ninguna" in linea.niveles.values())
            and (not self.revision or self.revision == (linea.revision or SIN_REVISAR))
            and self._cubre(linea)
        )

    def _cubre(self, linea: LineaAuditada) -> bool:
        """Return whether a line is covered as asked: a hole, a justified one, with an added mandate, or broken."""
        sin_mandato = linea.nivel == "ninguna" and not any(a.vigente for a in linea.agregados)
        return {
            "hueco": sin_mandato and linea.justificacion is None,
            "justificado": sin_mandato and linea.justificacion is not None,
            "agregado": bool(linea.agregados),
            "rota": not linea.cobertura_profunda,
        }.get(self.cobertura, True)


@router.get("/auditoria")
def auditoria(
    v: EnSitio, nivel: str = "", direccion: str = "", articulo: str = "",
    texto: Annotated[str, Query(max_length=200)] = "", huecos: str = "", fecha: str = "", formato: str = "",
    cobertura: str = "", revision: str = "", informe: str = "",
    sin: Annotated[tuple[str, ...], Query()] = (),
) -> Response:
    """Show the ledger, or give it whole as JSON or CSV, or as a report that can go into a file."""
    libro = v.sitio.auditoria(v.programa, leer_fecha(fecha))
    if f".{informe}" in SUFIJOS:
        return _informe(v, libro, informe)
    if formato in ("json", "csv"):
        return _descarga(libro, formato)
    filtro = Filtro(nivel, direccion, articulo, texto.strip(), bool(huecos), cobertura, revision)
    articulos = sorted({m.articulo for x in libro.lineas for m in (*x.articulos, *x.lapsados)})
    return v.pagina(
        "auditoria.html", activa="/auditoria", libro=libro, filtro=filtro, fecha=fecha, niveles=niveles(),
        lineas=[x for x in libro.lineas if filtro.admite(x)], articulos=articulos, tipos=tipos_de_hallazgo(),
        simulacion=simulado(v, libro, leer_claves(sin)), simulables=opciones_de(v, libro, leer_claves(sin)),
        direcciones=sorted({r for x in libro.lineas for r in x.responsables}), fichas=articulos_conocidos(v))


def articulos_conocidos(v: Vista) -> dict[str, dict[str, str]]:
    """Return name, summary and bearer of the duty of each article, by its key."""
    base = f"{v.sitio.contexto.acunador.base}norma/"
    fichas: dict[str, dict[str, str]] = {}
    for f in v.sitio.filas("articulos"):
        ficha = fichas.setdefault(str(f["articulo"]).removeprefix(base), {
            k: "" if f.get(k) is None else str(f[k]) for k in ("etiqueta", "resumen", "obligado")})
        ficha["etiqueta"] = rotulado(ficha["etiqueta"], v.idioma)
        if f.get("obligado") is not None and str(f["obligado"]) not in ficha["obligado"]:
            ficha["obligado"] += f"; {f['obligado']}"
    return fichas


def _informe(v: Vista, libro: Auditoria, formato: str) -> Response:
    """Return the report; it is made once for each day and language, in one of the places for long answers."""
    c = v.sitio.contexto
    datos = v.sitio.recordar(
        ("informe", libro.programa, libro.fecha, formato, v.idioma),
        lambda: v.sitio.turnos_de_consultas.correr(
            lambda: escribir(reunir(c.almacen, c.acunador, libro), f".{formato}", v.idioma)))
    return Response(datos, media_type=_TIPOS[formato], headers={
        "Content-Disposition": f'attachment; filename="informe-{libro.programa}.{formato}"'})


_TIPOS = {
    "pdf": "application/pdf", "html": "text/html; charset=utf-8", "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json", "ttl": "text/turtle; charset=utf-8",
}


def _descarga(libro: Auditoria, formato: str) -> Response:
    nombre = f'attachment; filename="auditoria-{libro.programa}.{formato}"'
    if formato == "json":
        return JSONResponse(auditoria_como_json(libro), headers={"Content-Disposition": nombre})
    return Response("\ufeff" + de_auditoria(libro, "csv"), media_type="text/csv; charset=utf-8",
                    headers={"Content-Disposition": nombre})
