"""The bodies of the requests that write, and of their answers, as OpenAPI describes them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "PROBLEMAS",
    "Conflicto",
    "EnBitacora",
    "Ensayo",
    "HallazgoLeido",
    "Importado",
    "NuevaRevision",
    "Problema",
    "ProgramaSubido",
    "RenglonDeBitacora",
    "RespaldoHecho",
    "RevisionHecha",
    "Salud",
]

_Texto = Field(min_length=1, max_length=4000)


class Problema(BaseModel):
    """Problem details (RFC 9457); `resultados` are the violations when data do not conform to the shapes."""

    type: str
    status: int
    title: str
    detail: str
    resultados: list[dict[str, str | None]] = []
    peticion: str | None = Field(default=None, description="Número de la petición, como en el registro")
    linea: int | None = None
    columna: int | None = None


class Salud(BaseModel):
    """How the application is; `generacion` and `cuadruplas` are unknown while the store does not answer."""

    estado: Literal["bien", "sin almacén"]
    vivo: Literal[True] = True
    listo: bool
    almacen: Literal["carpeta", "memoria", "servidor"]
    generacion: int | None
    cuadruplas: int | None
    motivo: str | None = Field(default=None, description="Por qué no está listo")
    lugares: int = Field(description="Consultas libres que corren a la vez")
    corriendo: int
    en_espera: int
    contestadas: int
    detenidas: int


def _problema(descripcion: str) -> dict[str, Any]:
    return {"description": descripcion, "content": {"application/problem+json": {
        "schema": {"$ref": "#/components/schemas/Problema"}}}}


PROBLEMAS: dict[int | str, dict[str, Any]] = {
    400: {"model": Problema, "description": "No se puede usar lo que se envió"},
    401: _problema("Falta la llave, o no es conocida"),
    403: _problema("La llave no alcanza, o el servidor no tiene llaves"),
    404: _problema("No existe lo que se nombra"),
    409: _problema("Ya existe, o está en uso"),
    412: _problema("Ya no es lo que se leyó (If-Match), o ya existe (If-None-Match)"),
    413: _problema("El cuerpo pasa del tamaño admitido"),
    415: _problema("No se admite ese tipo de contenido"),
    422: _problema("No se entiende, no es un programa o no conforma con las formas"),
    503: _problema("Ocupado; repita más tarde"),
    504: _problema("La lectura tardó demasiado"),
}
"""What can go wrong with a write, by status."""


class HallazgoLeido(BaseModel):
    """Something that the document has wrong."""

    tipo: str
    mensaje: str


class ProgramaSubido(BaseModel):
    """A programme as it was published."""

    clave: str
    iri: str
    titulo: str
    sha256: str = Field(description="SHA-256 del documento")
    generacion: int
    cuentas: dict[str, int]
    hallazgos: list[HallazgoLeido]
    avisos: list[str]


class NuevaRevision(BaseModel):
    """What a person decides; who, is told by the key, and when, by the server's clock."""

    model_config = ConfigDict(extra="forbid")

    programa: str | None = Field(default=None, max_length=200, description="Clave; sin ella, el único que hay")
    linea: str = Field(default="", max_length=60, description="Número de la línea; vacío si es sobre un hallazgo")
    hallazgo: str | None = Field(default=None, max_length=120, description="Identificador del hallazgo")
    decision: Literal["confirma", "rechaza", "agrega", "justifica", "descarta", "restituye", "retira"]
    motivo: str = _Texto
    rol: str = Field(min_length=1, max_length=200, description="Cargo con que se decide")
    tema: str | None = Field(default=None, max_length=120)
    articulo: str | None = Field(default=None, max_length=120, description="Como lgtaip-2015/art_59")


class RevisionHecha(BaseModel):
    """A review on record, and its state."""

    id: str
    programa: str
    linea: str
    decision: str
    motivo: str
    quien: str
    rol: str
    cuando: str
    huella: str
    tema: str | None = None
    articulo: str | None = None
    hallazgo: str | None = None
    estado: str | None = None


class Ensayo(BaseModel):
    """What a decision would come to: in whose name, and the reviews of others that it would contradict."""

    quien: str
    contrarias: list[RevisionHecha]


class Conflicto(BaseModel):
    """A review that somebody else's contradicts."""

    id: str
    linea: str
    quien: str
    decision: str


class Importado(BaseModel):
    """What an import did."""

    agregadas: int
    ya_estaban: int
    contradichas: list[Conflicto]


class RenglonDeBitacora(BaseModel):
    """A line of the trail of writes."""

    numero: int
    cuando: str
    suceso: str
    autor: str
    que: str
    generacion: tuple[int, int]
    grafos: list[dict[str, str | int]]
    previa: str


class RespaldoHecho(BaseModel):
    """A backup that was written: the name of its archive, and what it holds."""

    archivo: str
    generacion: int
    cuadruplas: int
    octetos: int


class EnBitacora(BaseModel):
    """Part of the trail, from its end back; `faltas` tells what is wrong with the whole of it."""

    cuantos: int
    faltas: list[str]
    asientos: list[RenglonDeBitacora]
