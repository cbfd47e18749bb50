"""The findings as a store holds them, each with an identifier that outlives a rebuild of its programme."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from consultas import Respondedor
from grafo.letras import plegar
from grafo.preguntas import Fila, filas_de, local
from ontologia.iris import Acunador

__all__ = ["Hallado", "hallados_de"]


@dataclass(frozen=True, slots=True)
class Hallado:
    """A finding with its quotes (words, offset, page): kind, severity ("Info", "Warning", "Violation"), message.

    `id` is the fingerprint of its kind and the words of its quotes, 16 hexadecimal digits: the same wherever the words
    stand and whatever else is found. Findings of one kind on the same words differ by their message as well.
    """

    iri: str
    tipo: str
    severidad: str
    mensaje: str
    message: str
    citas: tuple[tuple[str, int, int], ...]
    id: str = ""

    def dicho(self, idioma: str) -> str:
        """Return the message in a language ("es", "en")."""
        return self.message if idioma == "en" else self.mensaje

    @property
    def huella(self) -> str:
        """The SHA-256 of what a person who judges the finding reads: its kind, its message, its quotes."""
        return _resumen([*_visto(self), self.mensaje])


def hallados_de(almacen: Respondedor, programa: str, acunador: Acunador) -> tuple[Hallado, ...]:
    """Return the findings of a programme, in the order of the question `hallazgos`."""
    unidos: dict[str, Hallado] = {}
    for f in filas_de("hallazgos", almacen, acunador, {"programa": programa}):
        iri = str(f["hallazgo"])
        previo = unidos.get(iri) or Hallado(
            iri, local(f["tipo"]), local(f["severidad"]), str(f["mensaje"]), str(f["message"]), ())
        unidos[iri] = replace(previo, citas=(*previo.citas, *_cita(f)))
    return _identificados(unidos.values())


def _cita(f: Fila) -> tuple[tuple[str, int, int], ...]:
    if f.get("cita") is None:
        return ()
    return ((plegar(str(f["texto"])), int(str(f["inicio"])), int(str(f["pagina"]))),)


def _identificados(hallados: Iterable[Hallado]) -> tuple[Hallado, ...]:
    """Return the findings with their identifiers, no two alike."""
    todos = list(hallados)
    parecidos = Counter(_resumen(_visto(h)) for h in todos)
    iguales: Counter[str] = Counter()
    salida = []
    for h in todos:
        propio = _resumen(_visto(h))
        if parecidos[propio] > 1:
            iguales[h.huella] += 1
            propio = _resumen([h.huella, iguales[h.huella]])
        salida.append(replace(h, id=propio[:16]))
    return tuple(salida)


def _visto(h: Hallado) -> list[object]:
    return [h.tipo, [texto for texto, _, _ in h.citas]]


def _resumen(visto: object) -> str:
    return hashlib.sha256(json.dumps(visto, ensure_ascii=True).encode()).hexdigest()
