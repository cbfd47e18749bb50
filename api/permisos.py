"""Who may do what: the bearer token of a request, and the role that an address demands.

No cookie is ever looked at, so a page of another site cannot write in the name of who visits it.
"""

from __future__ import annotations

from collections.abc import Callable

from fastapi import Depends
from fastapi.security import HTTPBearer
from starlette.requests import Request

from api.apunte import apunte_de
from api.llaves import Llave, Llaves
from ontologia.errores import ErrorDeEntrada, NoAutorizado, NoPermitido

__all__ = ["EN_LA_DIRECCION", "exigir_rol", "llave_de", "rehusar_en_la_direccion"]

EN_LA_DIRECCION = frozenset({"access_token", "api_key", "apikey", "authorization", "bearer", "llave", "token"})
"""Names of parameters under which a token is sent in an address by mistake."""

_PORTADOR = HTTPBearer(auto_error=False, description="La llave que da «alinea llave»")


def exigir_rol(rol: str) -> Callable[..., str]:
    """Return the dependency that yields the name of who holds the request's token, whose role is at least `rol`.

    Raises `NoAutorizado` without a token that is known, `NoPermitido` when its role does not reach, or when there are
    no keys at all.
    """

    def _autor(request: Request, _: object = Depends(_PORTADOR)) -> str:
        return llave_de(request, rol).nombre

    return _autor


def llave_de(request: Request, rol: str) -> Llave:
    """Return the key of a request; raises as `exigir_rol` says."""
    llaves: Llaves = request.app.state.sitio.llaves
    if not llaves:
        raise NoPermitido("Este servidor no tiene llaves: solo se puede leer.",
                          "Quien lo administra las pone con ALINEA_LLAVES; se hacen con «alinea llave».")
    esquema, _, token = request.headers.get("authorization", "").partition(" ")
    if esquema.lower() != "bearer" or not token.strip():
        raise NoAutorizado("Falta la llave.", "Envíela en la cabecera: Authorization: Bearer LLAVE")
    llave = llaves.reconocer(token.strip())
    if llave is None:
        raise NoAutorizado("La llave no es de las que este servidor conoce.", "Pida otra a quien lo administra.")
    apunte_de(request.scope).autor = llave.nombre
    if not llave.alcanza(rol):
        raise NoPermitido(f"Esto pide el rol «{rol}»; la llave de {llave.nombre} es de «{llave.rol}».",
                          "Pida a quien administra el servidor una llave con ese rol.")
    return llave


def rehusar_en_la_direccion(request: Request) -> None:
    """Raise `ErrorDeEntrada` when an address carries a token: addresses end up in logs and histories."""
    if any(nombre.lower() in EN_LA_DIRECCION for nombre in request.query_params):
        raise ErrorDeEntrada("La llave no va en la dirección: las direcciones quedan en registros e historiales.",
                             "Envíela en la cabecera Authorization, y cambie esa llave por otra.")
