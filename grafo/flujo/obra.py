"""The work on one document, in whatever process: bytes in, N-Triples out. Nothing here touches a store."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from grafo.almacen.ntriples import a_ntriples
from grafo.construccion import Leido, elementos_de, leer_bytes, ternas_de
from grafo.documento import leer_contenido
from grafo.flujo.huellas import Etapas, huella_de_lectura
from grafo.flujo.modelos import Guardado, desempacar, empacar
from grafo.lectura.ataduras import atar
from grafo.lectura.curaduria import leer_curaduria
from grafo.lectura.perfil import cargar_perfil
from ontologia.errores import ErrorDeAlinea
from ontologia.iris import Acunador

__all__ = ["Encargo", "Obra", "obrar"]

_SIN_TEXTO = "xlsx"


@dataclass(frozen=True, slots=True)
class Encargo:
    """A document to build. `lectura` and `conclusion` are the fingerprints of the last time, empty if there was none;
    `modelo` the programme as read then, when only its conclusions are out of date.
    """

    ruta: str
    base: str
    perfil: str | None
    etapas: Etapas
    lectura: str = ""
    conclusion: str = ""
    modelo: bytes = b""


@dataclass(frozen=True, slots=True)
class Obra:
    """What came of a document: its graphs as N-Triples (none when nothing changed), or `error` in words.

    `leido` tells whether the document was read anew, and not only concluded about.
    """

    ruta: str
    clave: str = ""
    lectura: str = ""
    bloques: dict[str, bytes] = field(default_factory=dict)
    modelo: bytes = b""
    elementos: int = 0
    hallazgos: int = 0
    leido: bool = False
    error: str = ""


def obrar(encargo: Encargo) -> Obra:
    """Read a document, conclude about it and write its graphs out, as far as what changed asks for. Never raises."""
    try:
        return _obrar(encargo)
    except ErrorDeAlinea as error:
        return Obra(encargo.ruta, error=str(error))
    except RecursionError:
        return Obra(encargo.ruta, error="El documento tiene partes anidadas sin fin. Revise el archivo.")
    except MemoryError:
        return Obra(encargo.ruta, error="El documento pide más memoria de la que hay. Divídalo.")
    except Exception as error:  # one document must not lose the others
        return Obra(encargo.ruta, error=f"Error del programa al leerlo ({type(error).__name__}: {error}). Infórmelo.")


def _obrar(encargo: Encargo) -> Obra:
    ruta = Path(encargo.ruta)
    contenido = leer_contenido(ruta)
    curado = ruta.with_name(f"{ruta.stem}.curado.toml")
    apunte = leer_contenido(curado) if curado.is_file() else b""
    lectura = huella_de_lectura(contenido, ruta.name, apunte, encargo.etapas.lectura)
    if lectura == encargo.lectura and encargo.conclusion == encargo.etapas.conclusion:
        return Obra(encargo.ruta, lectura=lectura)
    leido = _recordado(encargo.modelo) if lectura == encargo.lectura else None
    nuevo = leido is None
    if leido is None:
        perfil = cargar_perfil(encargo.perfil) if encargo.perfil else None
        leido = leer_bytes(contenido, ruta.name, perfil, leer_curaduria(apunte, curado.name) if apunte else None)
    acopios = ternas_de(leido, Acunador(encargo.base))
    return Obra(encargo.ruta, leido.programa.clave, lectura, {str(iri): a_ntriples(t) for iri, t in acopios.items()},
                empacar(Guardado(leido.documento, leido.perfil.clave, leido.programa)), elementos_de(leido.programa),
                len(leido.programa.hallazgos), nuevo)


def _recordado(modelo: bytes) -> Leido | None:
    """Return the programme as it was read, tied to the topics as they are now; None when what was kept is no use."""
    try:
        guardado = desempacar(modelo)
    except ValueError:
        return None
    perfil = cargar_perfil(guardado.perfil)
    leido = Leido(guardado.documento, perfil, guardado.programa)
    if guardado.documento.codificacion == _SIN_TEXTO:  # a workbook states its own bridges
        return leido
    return replace(leido, programa=atar(guardado.programa, guardado.documento, perfil))
