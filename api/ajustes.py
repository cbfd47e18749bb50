"""The settings, read once (environment variables `ALINEA_…`) into one frozen object that is passed on."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from ontologia.iris import BASE

__all__ = ["ALMACEN_HABITUAL", "Ajustes"]

ALMACEN_HABITUAL = Path("alinea-almacen")
"""The folder in which `alinea construir` keeps the store when none is named."""


class Ajustes(BaseSettings):
    """What can be set from outside; the command line's options come before these."""

    model_config = SettingsConfigDict(env_prefix="ALINEA_", frozen=True)

    almacen: str | None = Field(default=None, description="Folder of the store")
    base: str = Field(default=BASE, pattern=r"^https?://.+[/#]$", description="Base of the data's IRIs")
    host: str = Field(default="127.0.0.1", description="Address to serve on")
    puerto: int = Field(default=8000, ge=0, le=65535, description="Port to serve on")
    idioma: Literal["es", "en"] = Field(default="es", description="Language of messages and pages")
