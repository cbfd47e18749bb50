"""Keys for the tests that write: the token of each is its holder's name many times over."""

from __future__ import annotations

import hashlib

from api.llaves import Llave, Llaves

TOKENS = {"Ana": "Ana" * 12, "Rita": "Rita" * 9, "Leo": "Leo" * 12}
_ROLES = {"Ana": "administra", "Rita": "revisa", "Leo": "lee"}

LLAVES = Llaves(tuple(Llave(n, _ROLES[n], hashlib.sha256(t.encode()).hexdigest()) for n, t in TOKENS.items()))


def de(nombre: str) -> dict[str, str]:
    """Return the header with somebody's token."""
    return {"Authorization": f"Bearer {TOKENS[nombre]}"}
