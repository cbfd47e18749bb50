"""Made-up programmes drawn at random, seeded: other numbers of everything, other units, gaps in the numbering."""

from __future__ import annotations

import random

from documentos_de_prueba import Alianza, Estrategia, Evento, Ficha, Linea, Objetivo, Sesion

_VERBOS = ("Dar seguimiento a", "Tomar conocimiento de", "Validar", "Acompañar", "Promover", "Supervisar", "Incentivar")
_COSAS = (
    "las actividades de capacitación", "la estrategia de difusión", "los programas de trabajo",
    "las consultas recibidas",
    "el desarrollo de guías y reportes", "los trabajos de las mesas técnicas", "la colaboración con los estados",
    "las obligaciones de transparencia", "los criterios de evaluación", "el padrón de sujetos obligados",
)
_COMPLEMENTOS = (
    "en materia de archivos", "en el ámbito federal", "en el ámbito local", "de los sujetos obligados",
    "con organizaciones de la sociedad civil", "que se realizan durante el año", "para los organismos garantes",
    "de conformidad con los criterios del Pleno", "en el marco del Sistema Nacional", "y sus resultados",
)
# How a programme writes its units: acronyms, lists of them, names spelled out, or an acronym and a name.
_UNIDADES = (
    (("SAI", "SPDP", "SESNT", "SE"), ("DGGAT", "DGPVS", "DGTSN", "DGE", "DGAI", "DGCSD")),
    (("SAI", "SE"), ("DGGAT, DGAI", "DGE/DGTSN", "DGPVS y DGE", "DGGAT DGE")),
    (("Secretaría de Acceso a la Información", "Secretaría Ejecutiva"),
     ("Dirección General de Evaluación", "Dirección General de Asuntos Internacionales")),
    (("SPDP", "SAI"), ("Dirección General de Investigación y Verificación", "Unidad de Planeación")),
)
_ORGANIZACIONES = (
    "Secretaría de Economía", "Universidad de las Regiones", "Instituto de Estudios Locales",
    "Transparencia Abierta, A.C.",
    "Centro de Investigación Social", "Fundación Datos para Todos", "Consejo Nacional de Archivos", "Global Records",
)
_MESES = ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
          "noviembre", "diciembre")
_NOMBRES_DE_EVENTO = ("Foro nacional de archivos", "Seminario de transparencia", "Semana de datos abiertos",
                      "Jornada de puertas abiertas", "Encuentro de organismos garantes")


def ficha_al_azar(semilla: int) -> Ficha:
    """Return the programme of a seed."""
    azar = random.Random(semilla)
    anio = azar.randint(2016, 2024)
    unidades = azar.choice(_UNIDADES)
    objetivos = tuple(_objetivo(azar, o, unidades) for o in range(1, azar.randint(1, 4) + 1))
    numeros = [x.numero for o in objetivos for e in o.estrategias for x in e.lineas]
    return Ficha(
        titulo=f"Programa Anual de Trabajo de la Comisión Permanente de Gestión Documental {anio}",
        presentacion="Este programa reúne las tareas de la comisión para el ejercicio. " * 4,
        siglas=(("CPGD", "Comisión Permanente de Gestión Documental"), ("DGE", "Dirección General de Evaluación"),
                ("IEA", "Instituto Estatal de Archivos"), ("SAI", "Secretaría de Acceso a la Información"),
                ("LGA", "Ley General de Archivos")),
        normas=tuple(f"Ley número {n} de {azar.choice(_COSAS)}" for n in range(1, azar.randint(1, 9) + 1)),
        diagnostico=(("GESTIÓN DOCUMENTAL", "La gestión documental es una tarea de todas las instituciones. " * 6),),
        estrategicos=(("1", "Garantizar los derechos de acceso."), ("2", "Promover la transparencia en todo el país.")),
        objetivos=objetivos,
        sesiones=tuple(_sesion(azar, n, anio) for n in range(1, azar.randint(1, 5) + 1)),
        alianzas=tuple(_alianza(azar, n, numeros) for n in range(1, azar.randint(0, 4) + 1)),
        eventos=tuple(_evento(azar, n, numeros) for n in range(1, azar.randint(0, 5) + 1)),
        cortar_cada=azar.choice((0, 2, 3)),
    )


def _frase(azar: random.Random, verbo: bool = True) -> str:
    partes = [azar.choice(_VERBOS)] if verbo else []
    partes += [azar.choice(_COSAS), *azar.sample(_COMPLEMENTOS, azar.randint(1, 3))]
    frase = " ".join(partes)
    return frase[0].upper() + frase[1:] + azar.choice((".", ".", ""))


def _objetivo(azar: random.Random, n: int, unidades: tuple[tuple[str, ...], tuple[str, ...]]) -> Objetivo:
    direcciones = azar.sample(("Dirección General de Evaluación", "Dirección General de Asuntos Internacionales",
                            "Dirección General Técnica, Seguimiento y Normatividad del Sistema Nacional",
                            "Dirección General de Enlace con Partidos Políticos, Organismos Electorales y "
                            "Descentralizados"), azar.randint(1, 4))
    estrategias = tuple(_estrategia(azar, f"{n}.{e}", unidades) for e in range(1, azar.randint(1, 3) + 1))
    return Objetivo(str(n), _frase(azar).rstrip(".") + ".", estrategias, azar.choice("12"), tuple(direcciones))


def _estrategia(azar: random.Random, numero: str,
                unidades: tuple[tuple[str, ...], tuple[str, ...]]) -> Estrategia:
    numeros = [n for n in range(1, azar.randint(1, 6) + 1) if n == 1 or azar.random() > 0.15]
    return Estrategia(numero, _frase(azar), tuple(
        Linea(f"{numero}.{n}", _frase(azar), azar.choice(unidades[0]), azar.choice(unidades[1])) for n in numeros))


def _sesion(azar: random.Random, n: int, anio: int) -> Sesion:
    grupos: list[tuple[str, tuple[str, ...]]] = []
    if azar.random() < 0.5:
        grupos.append((f"Recepción del Informe de {azar.choice(_COSAS)}", ()))
    for cabeza in azar.sample(("Toma conocimiento de:", "Toma conocimiento del estatus que guardan:", "Aprobación de:"),
                              azar.randint(1, 3)):
        grupos.append((cabeza, tuple(_frase(azar, verbo=False) for _ in range(azar.randint(1, 4)))))
    return Sesion(str(n), f"{azar.randint(1, 28)} de {_MESES[min(3 * n - 1, 11)]} de {anio}", tuple(grupos))


def _alianza(azar: random.Random, n: int, numeros: list[str]) -> Alianza:
    return Alianza(str(n), tuple(azar.sample(_ORGANIZACIONES, azar.randint(1, 3))), _frase(azar),
                   azar.choice(("Sí", "No", "Sí, ya se cuenta con el convenio respectivo.")),
                   tuple(azar.sample(numeros, min(len(numeros), azar.randint(1, 2)))))


def _evento(azar: random.Random, n: int, numeros: list[str]) -> Evento:
    mes = azar.randrange(11)
    fecha = azar.choice((f"{azar.randint(1, 28)} de {_MESES[mes].capitalize()}", _MESES[mes].capitalize(),
                         f"{_MESES[mes].capitalize()} - {_MESES[mes + 1].capitalize()}"))
    return Evento(str(n), azar.choice(_NOMBRES_DE_EVENTO), _frase(azar),
                  tuple(sorted(azar.sample(numeros, min(len(numeros), azar.randint(1, 3))))), fecha)
