"""The settings, read once (environment variables `ALINEA_…`) into one frozen object that is passed on."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from ontologia.errores import ErrorDeEntrada
from ontologia.iris import BASE

__all__ = ["ALMACEN_HABITUAL", "Ajustes"]

ALMACEN_HABITUAL = Path("alinea-almacen")
"""The folder in which `alinea construir` keeps the store when none is named."""

_FIN = r"(?:[/?][^\s<>\"{}|\\^`,#]*)?"
_SERVICIO = re.compile(rf"https://[A-Za-z0-9.\-]+(?::\d+)?{_FIN}|http://(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?{_FIN}")
"""The address of a SPARQL server of another, without user or password; without encryption only of this machine."""


class Ajustes(BaseSettings):
    """What can be set from outside; the command line's options come before these."""

    model_config = SettingsConfigDict(env_prefix="ALINEA_", frozen=True)

    almacen: str | None = Field(default=None, description="Folder of the store, or address of its server")
    almacen_usuario: str | None = Field(default=None, description="User of the store's server")
    almacen_clave: SecretStr | None = Field(default=None, description="Password of that user")
    almacen_actualizacion: str | None = Field(default=None, description="Address of the server's updates")
    almacen_grafos: str | None = Field(default=None, description="Address of its Graph Store Protocol")
    almacen_plazo: float = Field(default=60.0, gt=0, description="Seconds that the server may take to answer")
    base: str = Field(default=BASE, pattern=r"^https?://.+[/#]$", description="Base of the data's IRIs")
    host: str = Field(default="127.0.0.1", description="Address to serve on")
    prefijo: str = Field(default="", pattern=r"^(/[A-Za-z0-9._~-]+)*$", description="Path below which a proxy serves")
    puerto: int = Field(default=8000, ge=0, le=65535, description="Port to serve on")
    llaves: Path | None = Field(default=None, description="File of the keys of those who may write")
    llave: SecretStr | None = Field(default=None, description="Token of the one key that administers")
    leer_pide_llave: bool = Field(default=False, description="Whether reading demands a key too")
    motor_shacl: Literal["pyshacl", "rapida", "ambos"] = Field(default="pyshacl",
                                                              description="Who judges what is written over HTTP")
    respaldos: Path | None = Field(default=None, description="Folder of the backups asked for over HTTP")
    bitacora: Path | None = Field(default=None, description="File of the trail of writes, for a store on a server")
    obreros: int = Field(default=4, ge=1, le=256, description="Free queries at once, each in a process of its own")
    cola: int = Field(default=64, ge=0, description="Free queries that may wait for a process")
    plazo: float = Field(default=10.0, gt=0, le=3600, description="Seconds that a free query may take")
    memoria: int = Field(default=1024, ge=384, description="Megabytes of address space that a free query may take")
    filas: int = Field(default=200_000, ge=1, description="Rows or triples after which an answer is cut")
    octetos: int = Field(default=32 << 20, ge=1 << 20, description="Bytes after which an answer is cut")
    servicios: Annotated[frozenset[str], NoDecode] = Field(default=frozenset(),
                                                           description="Servers that a query may name in SERVICE")
    espera: float = Field(default=20.0, ge=0.5, le=600, description="Seconds that a silent client is waited for")
    conexiones: int = Field(default=500, ge=8, description="Connections at once; one more is answered 503")
    registro: Literal["texto", "json", "fallas"] = Field(default="texto", description="Form of the log")
    idioma: Literal["es", "en"] = Field(default="es", description="Language of messages and pages")

    def __init__(self, **dichos: object) -> None:
        """Read them. Raises `ErrorDeEntrada` for the first one that cannot be used."""
        try:
            super().__init__(**dichos)  # type: ignore[arg-type]
        except ValidationError as error:
            campo = str(error.errors()[0]["loc"][0])
            raise ErrorDeEntrada(f"El ajuste ALINEA_{campo.upper()} tiene un valor que no sirve.",
                                 "Los valores que admite cada ajuste están en el README.") from None

    @field_validator("servicios", mode="before")
    @classmethod
    def _separar(cls, dichos: object) -> object:
        """Take the list apart. Raises `ErrorDeEntrada` for what is no such address."""
        if not isinstance(dichos, str):
            return dichos
        servicios = frozenset(s for x in dichos.split(",") if (s := x.strip()))
        for servicio in servicios:
            if not _SERVICIO.fullmatch(servicio):
                raise ErrorDeEntrada("ALINEA_SERVICIOS nombra algo que no es la dirección https de un servidor SPARQL.",
                                     "Sepárelas con comas, sin usuario ni clave; http solo de esta misma máquina.")
        return servicios
