"""PDF in. The file is read in a process of its own, whose memory and time are bounded (`hijo`)."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from typing import Any

from grafo.documento import Documento, Tabla
from grafo.formatos.pdf.limites import Limites
from ontologia.errores import DocumentoIlegible

__all__ = ["Limites", "documento_de_pdf"]

_GRACIA = 30
_FIN_DE_PDF = b"%%EOF"
_PAGINAS_QUE_SE_NOMBRAN = 12


def documento_de_pdf(contenido: bytes, nombre: str, limites: Limites | None = None) -> Documento:
    r"""Read a PDF named `nombre`: text in reading order, each page closed by a form feed on a line of its own.

    Tables that are ruled stand row by row, each cell on lines of its own with an empty one after it; `tablas` gives
    the place of every cell. What could not be read is said in `avisos`.

    Raises `DocumentoIlegible` when the file is protected, damaged beyond reading, has no text, or needs more than
    the limits allow; the message names the page where there is one.
    """
    limites = limites or Limites()
    datos = _ejecutar(contenido, nombre, limites)
    paginas = [d for d in datos if "pagina" in d and "fallo" not in d]
    for dato in datos:
        if "fallo" in dato:
            raise _ilegible(dato, nombre, limites)
    if not datos or "fin" not in datos[-1]:
        raise _danado(nombre, "el lector se detuvo")
    if not paginas:
        raise _danado(nombre, "no tiene ninguna página")
    avisos = _avisos(paginas, nombre, datos[0], contenido)
    texto: list[str] = []
    tablas: list[Tabla] = []
    base = 0
    for pagina in paginas:
        hoja = pagina.get("texto", "").rstrip("\n") + "\n\f\n"
        tablas += [_tabla(pagina["pagina"], base, filas) for filas in pagina.get("tablas", ())]
        texto.append(hoja)
        base += len(hoja)
    return Documento(nombre, "".join(texto), hashlib.sha256(contenido).hexdigest(), "pdf", tablas=tuple(tablas),
                     avisos=avisos)


def _tabla(pagina: int, base: int, filas: Iterable[Iterable[Sequence[int] | None]]) -> Tabla:
    return Tabla(pagina, tuple(tuple((base + c[0], base + c[1]) if c else None for c in fila) for fila in filas))


def _ejecutar(contenido: bytes, nombre: str, limites: Limites) -> list[dict[str, Any]]:
    """Return what the reading process says, object by object."""
    orden = [sys.executable, "-m", "grafo.formatos.pdf.hijo", *map(str, astuple(limites))]
    entorno = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        proceso = subprocess.run(orden, input=contenido, capture_output=True, env=entorno, check=False,
                                 timeout=limites.segundos + _GRACIA)
    except subprocess.TimeoutExpired as error:
        raise _ilegible({"fallo": "tiempo"}, nombre, limites) from error
    lineas = proceso.stdout.decode("ascii", "replace").splitlines()
    try:
        return [json.loads(linea) for linea in lineas]
    except ValueError as error:
        raise _danado(nombre, "el lector se detuvo") from error


def _danado(nombre: str, detalle: str, pagina: int | None = None) -> DocumentoIlegible:
    lugar = f", página {pagina}" if pagina else ""
    return DocumentoIlegible(f"El PDF «{nombre}»{lugar} está dañado o incompleto: {detalle}.",
                             "Descárguelo de nuevo, o ábralo y guárdelo otra vez como PDF.")


def _ilegible(dato: dict[str, Any], nombre: str, limites: Limites) -> DocumentoIlegible:
    """Return the error that a failure of the reading process stands for."""
    pagina = dato.get("pagina")
    lugar = f", página {pagina}," if pagina else ""
    clase = dato["fallo"]
    if clase == "danado":
        return _danado(nombre, dato["detalle"], pagina)
    mensajes = {
        "clave": ("está protegido con contraseña.", "Quite la contraseña y léalo de nuevo."),
        "cifrado": ("está cifrado de un modo que no se puede leer.", "Guárdelo sin protección y léalo de nuevo."),
        "paginas": (f"tiene {dato.get('hay')} páginas; el máximo es {limites.paginas}.",
                    "Extraiga solo las páginas del programa."),
        "memoria": (f"pide más de {limites.memoria // 2**20} MB de memoria al descomprimirse.",
                    "Guárdelo de nuevo como PDF con otro programa."),
        "texto": (f"tiene más de {limites.caracteres:,} caracteres.", "Extraiga solo las páginas del programa."),
        "tiempo": ("no se pudo leer en el tiempo permitido.", "Guárdelo de nuevo como PDF con otro programa."),
    }
    mensaje, remedio = mensajes[clase]
    return DocumentoIlegible(f"El PDF «{nombre}»{lugar} {mensaje}", remedio)


def _avisos(paginas: Sequence[dict[str, Any]], nombre: str, portada: dict[str, Any],
            contenido: bytes) -> tuple[str, ...]:
    """Return what is to be said of a PDF that can be read. Raises `DocumentoIlegible` when no page has text."""
    ilegibles = [p["pagina"] for p in paginas if p.get("ilegible")]
    rotas = [p for p in paginas if "error" in p]
    vacias = [p["pagina"] for p in paginas if not p.get("texto") and not p.get("ilegible") and "error" not in p]
    if len(rotas) == len(paginas):
        raise _danado(nombre, rotas[0]["error"], rotas[0]["pagina"])
    if not any(p.get("texto") for p in paginas):
        motivo = ("sus letras no tienen códigos de carácter" if ilegibles
                  else "parece un documento escaneado" if any(p.get("imagen") for p in paginas)
                  else "sus páginas están en blanco")
        raise DocumentoIlegible(
            f"El PDF «{nombre}» no tiene texto ({_lista([p['pagina'] for p in paginas])} sin texto): {motivo}.",
            "Pase un reconocimiento de texto (OCR) y léalo de nuevo.")
    avisos = []
    imagenes = [p["pagina"] for p in paginas if p["pagina"] in vacias and p.get("imagen")]
    if imagenes:
        avisos.append(f"Sin texto, solo imagen (¿escaneo?): {_lista(imagenes)}.")
    if ilegibles:
        avisos.append(f"Letras sin código de carácter, no se leyeron: {_lista(ilegibles)}.")
    avisos += [f"La página {p['pagina']} está dañada y no se leyó ({p['error']})." for p in rotas]
    if (declaradas := portada.get("declaradas")) and declaradas > len(paginas):
        avisos.append(f"El archivo dice tener {declaradas} páginas y solo se encontraron {len(paginas)}.")
    if _FIN_DE_PDF not in contenido[-2048:]:
        avisos.append("El archivo no termina como un PDF (falta «%%EOF»): puede estar incompleto.")
    return tuple(avisos)


def _lista(numeros: Sequence[int]) -> str:
    """Return page numbers as words: "página 3", "páginas 1-4 y 7"."""
    corridas: list[list[int]] = []
    for n in numeros:
        if corridas and n == corridas[-1][1] + 1:
            corridas[-1][1] = n
        else:
            corridas.append([n, n])
    partes = [str(a) if a == b else f"{a}-{b}" for a, b in corridas]
    if len(partes) > _PAGINAS_QUE_SE_NOMBRAN:
        partes = [*partes[:_PAGINAS_QUE_SE_NOMBRAN], "otras"]
    texto = " y ".join([", ".join(partes[:-1]), partes[-1]] if len(partes) > 1 else partes)
    return f"página{'s' if len(numeros) > 1 else ''} {texto}"
