"""The process that reads a PDF: bounded in memory and time, because a PDF can ask for any amount of both.

Takes the PDF on stdin and writes JSON lines to stdout: `{"paginas": n}`, one object a page, and either `{"fin": true}`
or `{"fallo": …}`. It is started by `grafo.formatos.pdf`; its arguments are the limits.
"""

from __future__ import annotations

import io
import json
import resource
import signal
import sys
import time
from dataclasses import asdict
from typing import Any

from grafo.formatos.pdf.limites import Limites

__all__ = ["principal"]


class _Fallo(Exception):
    """Why reading stops; `clase` is a key that the parent turns into a message."""

    def __init__(self, clase: str, **datos: object) -> None:
        super().__init__(clase)
        self.datos = {"fallo": clase, **datos}


def principal() -> None:
    """Read the PDF on stdin."""
    limites = Limites(*map(int, sys.argv[1:]))
    resource.setrlimit(resource.RLIMIT_AS, (limites.memoria, limites.memoria))
    signal.signal(signal.SIGALRM, _vencido)
    try:
        _leer(sys.stdin.buffer.read(), limites)
        _decir({"fin": True})
    except _Fallo as fallo:
        _decir(fallo.datos)
    except MemoryError:
        _decir({"fallo": "memoria", "pagina": None})


def _vencido(*_: object) -> None:
    raise TimeoutError


def _decir(dato: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(dato) + "\n")
    sys.stdout.flush()


def _leer(contenido: bytes, limites: Limites) -> None:
    import logging

    logging.disable(logging.CRITICAL)
    import pdfplumber

    limite = time.monotonic() + limites.segundos
    signal.alarm(limites.segundos_por_pagina)
    try:
        pdf = pdfplumber.open(io.BytesIO(contenido))
        paginas = pdf.pages
    except Exception as error:
        raise _de_error(error, None) from error
    signal.alarm(0)
    if len(paginas) > limites.paginas:
        raise _Fallo("paginas", hay=len(paginas))
    _decir({"paginas": len(paginas), "declaradas": _declaradas(pdf)})
    caracteres = 0
    while paginas:
        pagina = paginas.pop(0)
        dato = _una(pagina, limites, limite)
        caracteres += len(dato.get("texto", ""))
        if caracteres > limites.caracteres:
            raise _Fallo("texto", pagina=pagina.page_number)
        _decir(dato)
        pagina.close()


def _una(pagina: Any, limites: Limites, limite: float) -> dict[str, Any]:
    """Read a page; one that cannot be read says so and the next one is tried, but time and memory end it all."""
    from grafo.formatos.pdf.pagina import leer_pagina

    if time.monotonic() > limite:
        raise _Fallo("tiempo", pagina=pagina.page_number)
    signal.alarm(limites.segundos_por_pagina)
    try:
        return {"pagina": pagina.page_number, **asdict(leer_pagina(pagina))}
    except Exception as error:
        fallo = _de_error(error, pagina.page_number)
        if fallo.datos["fallo"] != "danado":
            raise fallo from error
        return {"pagina": pagina.page_number, "error": fallo.datos["detalle"]}
    finally:
        signal.alarm(0)


def _de_error(error: BaseException, pagina: int | None) -> _Fallo:
    """Return the failure behind an exception of the library, which wraps those of pdfminer."""
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

    cadena: list[BaseException] = [error, *(a for a in error.args if isinstance(a, BaseException))]
    while siguiente := cadena[-1].__cause__ or cadena[-1].__context__:
        cadena.append(siguiente)
    for clase, tipos in (("memoria", MemoryError), ("tiempo", TimeoutError), ("clave", PDFPasswordIncorrect),
                         ("cifrado", PDFEncryptionError)):
        if any(isinstance(e, tipos) for e in cadena):
            return _Fallo(clase, pagina=pagina)
    return _Fallo("danado", pagina=pagina, detalle=f"{type(cadena[-1]).__name__}: {cadena[-1]}"[:200])


def _declaradas(pdf: Any) -> int | None:
    """Return how many pages the file says it has, or None where its page tree is damaged.

    pdfminer raises whatever its own parsing trips over; the pages themselves are read, and reported, one by one.
    """
    from pdfminer.pdftypes import resolve1

    try:
        cuenta = resolve1(resolve1(pdf.doc.catalog.get("Pages")).get("Count"))
    except Exception:
        return None
    return cuenta if isinstance(cuenta, int) else None


if __name__ == "__main__":
    principal()
