"""What `alinea leer` shows of a document."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from api.idioma_de_mensajes import ESPANOL, Habla
from api.palabras import palabra
from grafo.construccion import Leido, leer
from grafo.intercambio import a_json, como_diccionario
from grafo.lectura.perfil import cargar_perfil
from ontologia.espacios import HALLAZGO
from ontologia.recursos import tipos_de_hallazgo

__all__ = ["hay_dano", "leer_con_perfil", "representar"]

_DANO = frozenset({"tabla-incompleta", "columna-faltante", "texto-no-leido", "mojibake"})


def leer_con_perfil(ruta: Path, perfil: str | None) -> Leido:
    """Read a document with the profile of a key, or the one its text shows."""
    return leer(ruta, cargar_perfil(perfil) if perfil else None)


def hay_dano(leido: Leido) -> bool:
    """Tell whether something of the document could not be read, or a finding is a violation."""
    tipos = tipos_de_hallazgo()
    return bool(leido.documento.avisos) or any(
        h.tipo in _DANO or tipos[h.tipo].severidad == "Violation" for h in leido.programa.hallazgos)


def representar(leido: Leido, formato: str, di: Habla = ESPANOL) -> str | bytes:
    """Return the programme as "json", "yaml", "texto", or as a workbook ("xlsx")."""
    if formato == "xlsx":
        from grafo.formatos.libro import escribir_libro

        return escribir_libro(leido.programa, leido.documento)
    if formato == "json":
        return a_json(leido.programa, leido.documento)
    if formato == "yaml":
        import yaml

        return yaml.safe_dump(como_diccionario(leido.programa, leido.documento), allow_unicode=True, sort_keys=False)
    return _texto(leido, di)


def _texto(leido: Leido, di: Habla) -> str:
    p = leido.programa
    cuentas = {
        "objetivos estratégicos": p.objetivos_estrategicos, "objetivos": p.objetivos_especificos,
        "estrategias": p.estrategias, "líneas de acción": p.lineas_accion, "alianzas": p.alianzas,
        "eventos": p.eventos, "sesiones": p.sesiones, "siglas": p.siglas, "normas": p.disposiciones,
        "proyectos e instrumentos": p.proyectos, "organizaciones": p.organizaciones, "cifras": p.indicadores,
        "etapas": p.etapas, "notas": p.notas,
    }
    lineas = [p.titulo.texto, di("Clave: {0}", p.clave), "",
              *(f"{len(v):>5}  {di.parte(k)}" for k, v in cuentas.items()), ""]
    lineas.append(di("Hallazgos: {0}", len(p.hallazgos)))
    for tipo, veces in Counter(h.tipo for h in p.hallazgos).most_common():
        lineas.append(f"{veces:>5}  {palabra(HALLAZGO[tipo]).en(di.idioma)}")
    lineas += ["", *(_hallazgo(h.mensaje, h.tramos[0].linea_inicio if h.tramos else 0, di) for h in p.hallazgos)]
    return "\n".join(lineas)


def _hallazgo(mensaje: str, linea: int, di: Habla) -> str:
    return f"- {di('línea {0} del documento: {1}', linea, mensaje)}" if linea else f"- {mensaje}"
