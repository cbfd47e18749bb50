"""The running text before the tree: presentation, glossary, diagnosis, footnotes, with what can be wrong in them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bench.generador.plan import Plan
from bench.vocablos import OCIOSAS, SOCIOS

__all__ = ["diagnostico_de", "glosario_de", "notas_de", "presentacion_de"]

_LARGO = ("La atención de las oficinas es continua y se apoya en el trabajo de muchas personas, que cada año revisan "
          "lo hecho, ordenan lo que falta y proponen mejoras para quienes acuden a ellas en busca de orientación.")
_LEY = "Ley General de Transparencia y Acceso a la Información Pública"


def presentacion_de(plan: Plan) -> tuple[str, ...]:
    """Draw the paragraphs of the presentation; a law that nobody knows may be cited there."""
    partes = ["Este programa reúne las tareas que se harán en el ejercicio y las oficinas que responden por ellas."]
    if plan.planta("cita-sin-resolver"):
        partes.append("Lo ordena además el artículo 12 de la Ley de Archivos de Baldío, que rige en el territorio.")
        plan.cuenta["articulo-sin-lineas"] += 1  # the programme as a whole is tied to it, and no topic
    return tuple(partes)


def diagnostico_de(plan: Plan) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Draw the two parts of the diagnosis: heading and paragraphs."""
    abierto = [f"El gobierno abierto se sustenta en el artículo 59 de la {_LEY}, y es una tarea de todas las oficinas."]
    proactiva = [f"La transparencia proactiva se regula en los artículos 56, 57 y 58 de la {_LEY}."]
    sueltos = [*_cifras(plan), *_palabras(plan), *_siglas(plan)]
    plan.azar.shuffle(sueltos)
    return (("GOBIERNO ABIERTO", tuple(abierto)), ("TRANSPARENCIA PROACTIVA", (*proactiva, *sueltos)))


def notas_de(plan: Plan, parrafos: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Return the paragraphs with the marks of footnotes, and the notes: one may lack its mark, one mark its note."""
    if not plan.de_comision or plan.ocurre(0.5):
        return parrafos, ()
    notas = [("1", "Registro de oficinas, edición anual."), ("2", "Archivo de la comisión, legajo de actas.")]
    llamadas = ["1"] if plan.planta("nota-sin-llamada") else ["1", "2"]
    if plan.planta("llamada-sin-nota"):
        llamadas.append("3")
    nuevo = " ".join(f"Hay constancia de lo hecho en cada oficina.{n}" for n in llamadas)
    return (*parrafos, nuevo), tuple(notas)


def glosario_de(plan: Plan, dicho: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Draw the acronyms; `dicho` are all other texts of the document, in which some of them stand and some do not."""
    filas = [*plan.secretarias, *plan.unidades[:4], ("LGTAIP", _LEY)]
    if plan.de_comision:
        filas = [(plan.sigla, f"Comisión Permanente de {plan.materia}"), *filas]
    filas += OCIOSAS[:plan.azar.randint(0, 3) if plan.ocurre(0.4) else 0]
    texto = "\n".join(dicho)
    if "TARL" in texto:
        filas += [("TARL", "Tareas de Archivo Local"), ("TARL", "Tablas de Registro Local")]
        plan.cuenta["sigla-con-dos-significados"] += 1
    if "LFTAIP " in texto:
        filas.append(("LFTAIP", "Ley Federal de Transparencia y Acceso a la Información Pública"))
    plan.cuenta["sigla-no-usada"] += sum(not re.search(rf"\b{s}\b", texto) for s, _ in filas)
    return tuple(filas)


def _cifras(plan: Plan) -> list[str]:
    """Draw paragraphs with figures, each right or wrong."""
    total = 30 if plan.planta("cifras-que-no-suman") else 27
    partes = ["Según la Encuesta de Oficinas, participaron las del norte (12 oficinas) y las del sur (15 oficinas). "
              f"Esto es, en total, {total} oficinas."] if plan.ocurre(0.8) or total == 30 else []
    if plan.planta("cifra-sin-fuente"):
        partes.append("El 43.7% de las personas acude por escrito y las demás lo hacen en la ventanilla de cada lugar.")
    if plan.planta("porcentaje-mayor-que-cien"):
        partes.append("De acuerdo con la Encuesta de Oficinas, el 121% de las personas conoce el trámite.")
    cuenta = "tres" if plan.planta("cuenta-y-lista-distintas") else "dos"
    if cuenta == "tres" or plan.ocurre(0.5):
        partes.append(f"Se contó con {cuenta} instituciones de apoyo ({SOCIOS[0]} y {SOCIOS[1]}) en las tareas.")
    signo = "" if plan.planta("cifra-sin-unidad") else "%"
    if not signo or plan.ocurre(0.5):
        partes.append("Según la Encuesta de Oficinas, el avance es desigual (norte, 41%; centro, 36%; "
                      f"sur, 23{signo}) entre las regiones.")
    return partes


def _palabras(plan: Plan) -> list[str]:
    """Draw paragraphs with damaged letters or said twice."""
    partes = []
    if plan.planta("mojibake", 0.1):
        partes.append("La revisi\ufffdn de los archivos es una tarea constante en todas las oficinas.")
    if plan.planta("parrafo-repetido", 0.15):
        partes += [_LARGO, _LARGO]
    return partes


def _siglas(plan: Plan) -> list[str]:
    """Draw paragraphs with acronyms: one of two meanings, and one of a law that is gone."""
    partes = []
    if plan.ocurre(0.15):
        partes.append("El registro TARL se revisa cada mes en las oficinas.")
    if plan.anio >= 2017 and plan.planta("sigla-en-lugar-de-otra", 0.4):
        plan.cuenta["sigla-no-definida"] += 1  # the glossary explains the living law's alone
        partes.append("La LFTAIP rige en las oficinas federales. La LFTAIPG establece los plazos de respuesta.")
    return partes
