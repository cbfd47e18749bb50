"""The ledger of mandates: its page with filters in the address, and its downloads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import JSONResponse, Response

from api.informes import de_auditoria
from api.representacion import auditoria_como_json
from api.sitio import EnSitio, Vista, leer_fecha
from grafo.auditoria import Auditoria, LineaAuditada
from ontologia.recursos import niveles, tipos_de_hallazgo

__all__ = ["articulos_conocidos", "router"]

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Filtro:
    """What a reader asked to see of the ledger; an empty field asks nothing."""

    nivel: str = ""
    direccion: str = ""
    articulo: str = ""
    texto: str = ""
    huecos: bool = False

    def admite(self, linea: LineaAuditada) -> bool:
        """Return whether a line is to be shown."""
        return (
            (not self.nivel or self.nivel == linea.nivel or self.nivel in linea.niveles.values())
            and (not self.direccion or self.direccion in linea.responsables)
            and (not self.articulo or self.articulo in {m.articulo for m in (*linea.articulos, *linea.lapsados)})
            and (not self.texto or self.texto.casefold() in f"{linea.numero} {linea.texto}".casefold())
            and (not self.huecos or "ninguna" in linea.niveles.values())
        )


@router.get("/auditoria")
def auditoria(
    v: EnSitio, nivel: str = "", direccion: str = "", articulo: str = "",
    texto: Annotated[str, Query(max_length=200)] = "", huecos: str = "", fecha: str = "", formato: str = "",
) -> Response:
    """Show the ledger, or give it whole as JSON or CSV."""
    libro = v.sitio.auditoria(v.programa, leer_fecha(fecha))
    if formato in ("json", "csv"):
        return _descarga(libro, formato)
    filtro = Filtro(nivel, direccion, articulo, texto.strip(), bool(huecos))
    articulos = sorted({m.articulo for x in libro.lineas for m in (*x.articulos, *x.lapsados)})
    return v.pagina(
        "auditoria.html", activa="/auditoria", libro=libro, filtro=filtro, fecha=fecha, niveles=niveles(),
        lineas=[x for x in libro.lineas if filtro.admite(x)], articulos=articulos, tipos=tipos_de_hallazgo(),
        direcciones=sorted({r for x in libro.lineas for r in x.responsables}), fichas=articulos_conocidos(v))


def articulos_conocidos(v: Vista) -> dict[str, dict[str, str]]:
    """Return name, summary and bearer of the duty of each article, by its key."""
    base = f"{v.sitio.contexto.acunador.base}norma/"
    fichas: dict[str, dict[str, str]] = {}
    for f in v.sitio.filas("articulos"):
        ficha = fichas.setdefault(str(f["articulo"]).removeprefix(base), {
            k: "" if f.get(k) is None else str(f[k]) for k in ("etiqueta", "resumen", "obligado")})
        if f.get("obligado") is not None and str(f["obligado"]) not in ficha["obligado"]:
            ficha["obligado"] += f"; {f['obligado']}"
    return fichas


def _descarga(libro: Auditoria, formato: str) -> Response:
    nombre = f'attachment; filename="auditoria-{libro.programa}.{formato}"'
    if formato == "json":
        return JSONResponse(auditoria_como_json(libro), headers={"Content-Disposition": nombre})
    return Response("\ufeff" + de_auditoria(libro, "csv"), media_type="text/csv; charset=utf-8",
                    headers={"Content-Disposition": nombre})
