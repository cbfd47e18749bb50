"""The one error tree. Every message says what, where and what to do.

    ErrorDeAlinea
    ├── ErrorDeEntrada          the user's document, file, date or name cannot be used        exit 2, HTTP 400
    │   ├── DocumentoIlegible   empty, binary, encrypted, unreadable encoding                 exit 2, HTTP 400
    │   ├── NoEsPrograma        readable, but no programme is recognised in it                exit 2, HTTP 422
    │   ├── NoEsLey             readable, but no article of a law is recognised in it         exit 2, HTTP 422
    │   ├── NoExiste            a name (query, programme, article, line) that is not there    exit 2, HTTP 404
    │   ├── YaExiste            what was to be added, or taken out, is there or in use        exit 2, HTTP 409
    │   ├── Cambiado            what was to be changed is no longer what the client had seen  HTTP 412
   │   └── ConsultaRechazada   SPARQL that is malformed or not allowed                       exit 2, HTTP 400
    ├── ErrorDeAlmacen          the store is locked, damaged or out of reach                  exit 2, HTTP 503
    ├── Ocupado                 every place for queries is taken, and the queue is full       exit 2, HTTP 503
    ├── TardaDemasiado          a query passed its time                                       exit 2, HTTP 504
    ├── PideDemasiado           a query asked for more memory than it may have                exit 2, HTTP 503
    ├── NoAutorizado            a write without a token, or with one that is not known        HTTP 401
    ├── NoPermitido             the token's role does not reach that far                      HTTP 403
    └── NoConforma              what was to be published does not conform to the shapes       exit 1, HTTP 422

A SHACL violation is a result, not an exception.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

__all__ = [
    "Cambiado", "ConsultaRechazada", "DocumentoIlegible", "ErrorDeAlinea", "ErrorDeAlmacen", "ErrorDeEntrada",
    "NoAutorizado", "NoConforma", "NoEsLey", "NoEsPrograma", "NoExiste", "NoPermitido", "Ocupado", "PideDemasiado",
    "TardaDemasiado", "YaExiste",
]


class ErrorDeAlinea(Exception):
    """Base of the tree: `mensaje` says what happened and where, `remedio` what to do about it."""

    def __init__(self, mensaje: str, remedio: str = "") -> None:
        super().__init__(mensaje)
        self.mensaje = mensaje
        self.remedio = remedio

    def __str__(self) -> str:
        return f"{self.mensaje} {self.remedio}".strip()


class ErrorDeEntrada(ErrorDeAlinea):
    """What the user gave cannot be used."""


class DocumentoIlegible(ErrorDeEntrada):
    """The file has no text that can be read."""


class NoEsPrograma(ErrorDeEntrada):
    """The text was read, but no programme is recognised in it."""


class NoEsLey(ErrorDeEntrada):
    """The text was read, but no article of a law is recognised in it."""


class NoExiste(ErrorDeEntrada):
    """Something named by the user is not there."""


class YaExiste(ErrorDeEntrada):
    """What was to be added is there already, or what was to be taken out is in use."""


class Cambiado(ErrorDeEntrada):
    """What was to be changed is no longer what the client had seen."""


class ConsultaRechazada(ErrorDeEntrada):
    """A SPARQL text that is malformed or not allowed."""


class ErrorDeAlmacen(ErrorDeAlinea):
    """The store is locked, damaged or out of reach."""


class Ocupado(ErrorDeAlinea):
    """Every place for queries is taken."""


class TardaDemasiado(ErrorDeAlinea):
    """A query passed its time."""


class PideDemasiado(ErrorDeAlinea):
    """A query asked for more memory than it may have."""


class NoAutorizado(ErrorDeAlinea):
    """There is no token, or it is not one that is known."""


class NoPermitido(ErrorDeAlinea):
    """The token is known, but its role does not allow this."""


class NoConforma(ErrorDeAlinea):
    """What was to be published does not conform to the shapes; nothing was.

    `resultados` are all the violations: node, path, value, component, message.
    """

    def __init__(self, mensaje: str, remedio: str = "",
                 resultados: Sequence[Mapping[str, str | None]] = ()) -> None:
        super().__init__(mensaje, remedio)
        self.resultados = resultados
