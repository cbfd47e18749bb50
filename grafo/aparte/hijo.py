"""The process that reads a document on stdin and writes one JSON object: the programme's graphs, or what is wrong.

It is started by `grafo.aparte.lector`; its arguments are the base of the IRIs, the file's name, the limits, and how
many bytes of curation come before the document (-1 without one).
"""

from __future__ import annotations

import json
import resource
import sys
from typing import Any

from rdflib.term import BNode, Literal, Node, URIRef

from ontologia.errores import ErrorDeAlinea

__all__ = ["principal"]


def principal() -> None:
    """Read the document on stdin."""
    base, nombre, segundos, memoria, de_curaduria = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_AS, (int(memoria), int(memoria)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(segundos), int(segundos)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        dicho = _leer(sys.stdin.buffer.read(), nombre, base, int(de_curaduria))
    except ErrorDeAlinea as error:
        dicho = {"error": type(error).__name__, "mensaje": error.mensaje, "remedio": error.remedio}
    except (MemoryError, RecursionError):
        dicho = {"error": "DocumentoIlegible", "mensaje": f"«{nombre}» pide demasiada memoria para leerse.",
                 "remedio": "Envíe solo el texto del programa."}
    sys.stdout.write(json.dumps(dicho))


def _leer(enviado: bytes, nombre: str, base: str, de_curaduria: int) -> dict[str, Any]:
    from grafo.construccion import grafos_de, leer_bytes
    from grafo.lectura.curaduria import leer_curaduria
    from ontologia.iris import Acunador

    borde = max(de_curaduria, 0)
    curaduria = None if de_curaduria < 0 else leer_curaduria(enviado[:borde], f"{nombre}.curado.toml")
    leido = leer_bytes(enviado[borde:], nombre, None, curaduria)
    p = leido.programa
    grafos = grafos_de(leido, Acunador(base))
    return {
        "clave": p.clave, "titulo": p.titulo.texto, "huella": leido.documento.sha256,
        "avisos": list(leido.documento.avisos), "hallazgos": [[h.tipo, h.mensaje] for h in p.hallazgos],
        "cuentas": {"objetivos": len(p.objetivos_especificos), "estrategias": len(p.estrategias),
                    "lineas": len(p.lineas_accion), "alianzas": len(p.alianzas), "eventos": len(p.eventos),
                    "sesiones": len(p.sesiones)},
        "grafos": {str(iri): [[_escrito(t) for t in tripleta] for tripleta in g] for iri, g in grafos.items()}}


def _escrito(termino: Node) -> list[str | None]:
    if isinstance(termino, URIRef):
        return ["iri", str(termino), None, None]
    if isinstance(termino, BNode):
        return ["blanco", str(termino), None, None]
    if isinstance(termino, Literal):
        return ["literal", str(termino), termino.language, None if termino.datatype is None else str(termino.datatype)]
    raise TypeError(f"no RDF term: {termino!r}")


if __name__ == "__main__":
    principal()
