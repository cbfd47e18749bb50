"""What is known of a request while it is served: its number, who writes with it, which address it met."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from uuid import uuid4

from starlette.types import Scope

__all__ = ["Apunte", "apunte_de", "numero_de"]

_NUMERO = re.compile(rb"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")
_LUGAR = "alinea"


@dataclass(slots=True)
class Apunte:
    """Number of the request, name of the key that it was served for, and pattern of its address ("" when unknown)."""

    numero: str = field(default_factory=lambda: uuid4().hex)
    autor: str = ""
    ruta: str = ""


def numero_de(pedido: bytes | None) -> str:
    """Return the number that a client gave its request when it is well formed (8 to 64 plain characters), else one."""
    return pedido.decode("ascii") if pedido and _NUMERO.fullmatch(pedido) else uuid4().hex


def apunte_de(scope: Scope) -> Apunte:
    """Return the note of a request; the copies of a scope share it."""
    apunte = scope.get(_LUGAR)
    if not isinstance(apunte, Apunte):
        apunte = scope[_LUGAR] = Apunte()
    return apunte
