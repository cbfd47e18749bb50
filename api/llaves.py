"""The keys of those who may write: a name, a role, and the SHA-256 of a token; the token itself is kept nowhere."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ontologia.errores import ErrorDeEntrada

__all__ = ["ROLES", "Llave", "Llaves", "leer_llaves", "nueva_llave"]

ROLES = ("lee", "revisa", "administra")
"""What a key lets do, each role all that the ones before it may."""

_HUELLA = re.compile(r"[0-9a-f]{64}")
_NOMBRE = re.compile(r"[^\s#][^\t\n#]{0,79}")
_MINIMO = 20


@dataclass(frozen=True, slots=True)
class Llave:
    """Who holds a key, what it lets do, and the SHA-256 (hexadecimal) of its token."""

    nombre: str
    rol: str
    huella: str

    def alcanza(self, rol: str) -> bool:
        """Return whether the key's role is at least `rol`."""
        return ROLES.index(self.rol) >= ROLES.index(rol)


@dataclass(frozen=True)
class Llaves:
    """The keys of an installation; none at all means that nobody may write."""

    todas: tuple[Llave, ...] = ()
    leer_pide: bool = False

    def __bool__(self) -> bool:
        return bool(self.todas)

    def reconocer(self, token: str) -> Llave | None:
        """Return the key of a token, or None. Every key is compared, each in constant time."""
        suya = _huella(token).encode()
        hallada = None
        for llave in self.todas:
            if hmac.compare_digest(suya, llave.huella.encode()):
                hallada = llave
        return hallada


def nueva_llave(nombre: str, rol: str) -> tuple[str, str]:
    """Return a new token and the line of the file of keys that knows it. Raises `ErrorDeEntrada`."""
    token = secrets.token_urlsafe(32)
    llave = _llave(nombre, rol, _huella(token), "La llave")
    return token, f"{llave.nombre}\t{llave.rol}\t{llave.huella}"


def leer_llaves(archivo: Path | None, unica: str | None = None, leer_pide: bool = False) -> Llaves:
    """Return the keys of a file (a line each: name, role, SHA-256, with tabs between; `#` begins a comment) and, when
    there is one, the key of the token `unica`, which administers.

    Raises `ErrorDeEntrada` naming the file and line, never what stands there.
    """
    todas = [*_del_archivo(archivo)] if archivo else []
    if unica is not None:
        if len(unica) < _MINIMO:
            raise ErrorDeEntrada(f"La llave de ALINEA_LLAVE tiene menos de {_MINIMO} letras.",
                                 "Haga una: alinea llave NOMBRE --rol administra")
        todas.append(Llave("administración", "administra", _huella(unica)))
    for campo, como in (("nombre", "se llaman igual"), ("huella", "tienen la misma huella")):
        if len({getattr(x, campo) for x in todas}) < len(todas):
            raise ErrorDeEntrada(f"Dos llaves {como}.", "Deje una sola de las dos.")
    return Llaves(tuple(todas), leer_pide)


def _del_archivo(archivo: Path) -> Iterable[Llave]:
    try:
        lineas = archivo.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as causa:
        raise ErrorDeEntrada(f"No se puede leer el archivo de llaves «{archivo}».",
                             "Revise ALINEA_LLAVES y los permisos del archivo.") from causa
    for numero, linea in enumerate(lineas, start=1):
        campos = [c.strip() for c in linea.partition("#")[0].split("\t")]
        if campos == [""]:
            continue
        donde = f"«{archivo}», línea {numero}:"
        if len(campos) != 3:
            raise ErrorDeEntrada(f"{donde} no lleva nombre, rol y huella con tabuladores entre ellos.",
                                 "Copie la línea que da: alinea llave NOMBRE --rol revisa")
        yield _llave(campos[0], campos[1], campos[2], donde)


def _llave(nombre: str, rol: str, huella: str, donde: str) -> Llave:
    if not _NOMBRE.fullmatch(nombre) or not nombre.isprintable():
        raise ErrorDeEntrada(f"{donde} el nombre no es un texto de una línea, de hasta 80 letras y sin «#».",
                             "Escriba el nombre de la persona o del programa que tendrá la llave.")
    if rol not in ROLES:
        raise ErrorDeEntrada(f"{donde} el rol no es uno de los que hay.", f"Roles: {', '.join(ROLES)}.")
    if not _HUELLA.fullmatch(huella):
        raise ErrorDeEntrada(f"{donde} la huella no es un SHA-256 en hexadecimal.",
                             "Copie la línea que da: alinea llave NOMBRE --rol revisa")
    return Llave(nombre, rol, huella)


def _huella(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
