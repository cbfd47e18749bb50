"""Networks built by hand: one with the shape and the words of the real programme, others of any shape."""

from __future__ import annotations

from types import MappingProxyType

from grafo.red import Arista, Nodo, RedDeAlineacion

NORMAS = (
    "Constitución Política de los Estados Unidos Mexicanos",
    "Ley General de Transparencia y Acceso a la Información Pública",
    "Ley Federal de Transparencia y Acceso a la Información Pública",
    "Estatuto Orgánico del Instituto Nacional de Transparencia, Acceso a la Información y Protección de Datos",
    "Acuerdo por el que se aprueba la creación de las Comisiones Permanentes",
    "Reglamento para la Organización y Funcionamiento de las Comisiones",
    "Acuerdo mediante el cual se modifica el diverso ACT-PUB/20/08/2014.04",
    "Acuerdo por el que se modifica el Reglamento para la organización y funcionamiento de las comisiones",
    "Acuerdo por el que se aprueban los criterios para conformar los programas anuales de trabajo",
    "Lineamientos para determinar los catálogos y publicación de información de interés público",
    "Modelo de Gobierno Abierto",
    "Políticas de Gobierno Abierto y Transparencia Proactiva",
)
ARTICULOS = {
    "56": "Políticas de transparencia proactiva", "57": "Qué información se publica",
    "58": "Criterios de evaluación y uso", "59": "Colaboración para la apertura gubernamental",
}
OBJETIVO_ESTRATEGICO = (
    "Promover el pleno ejercicio de los derechos de acceso a la información pública y de protección de datos "
    "personales, así como la transparencia y apertura de las instituciones públicas."
)
OBJETIVOS = {
    "1": "Apoyar y acompañar el diseño, implementación y evaluación de políticas y prácticas de gobierno abierto y "
         "transparencia proactiva en el ámbito federal.",
    "2": "Promover, en el marco del SNT, el desarrollo de capacidades, modelos y esquemas de atención que propicien la "
         "generación de prácticas y políticas de gobierno abierto y transparencia proactiva a nivel local.",
    "3": "Consolidar el liderazgo internacional del INAI en las materias de gobierno abierto y transparencia proactiva",
}
ESTRATEGIAS = {
    "1.1": "Acompañar la implementación de las Políticas de Gobierno Abierto y Transparencia Proactiva del INAI en el "
           "ámbito federal.",
    "1.2": "Supervisar el seguimiento y apoyo a las alianzas estratégicas establecidas por el Instituto en el ámbito "
           "federal, para el desarrollo de políticas y prácticas de gobierno abierto y transparencia proactiva.",
    "1.3": "Supervisar el seguimiento a las tareas de asesoramiento, apoyo técnico, fortalecimiento de capacidades y "
           "generación de inteligencia en materia de gobierno abierto y transparencia proactiva desarrolladas por el "
           "Instituto en el ámbito federal.",
    "2.1": "Acompañar las actividades realizadas por organismos garantes, sujetos obligados y organizaciones de la "
           "sociedad civil locales en el marco de la iniciativa Gobierno Abierto: Cocreación desde lo Local.",
    "2.2": "Supervisar el seguimiento a las tareas de asesoramiento, apoyo técnico, fortalecimiento de capacidades y "
           "generación de inteligencia en materia de gobierno abierto y transparencia proactiva desarrolladas por el "
           "Instituto para el ámbito local.",
    "3.1": "Acompañar y apoyar las actividades desarrolladas por el INAI en el ámbito del Secretariado Técnico "
           "Tripartita de la Alianza para el Gobierno Abierto.",
    "3.2": "Promover y difundir las políticas, prácticas y actividades realizadas por el INAI en materia de gobierno "
           "abierto y transparencia proactiva en plataformas internacionales.",
}
# number: (act, sessions that deal with it, text)
LINEAS = {
    "1.1.1": ("conocimiento", "1", "Tomar conocimiento de la estrategia de focalización de las Políticas de Gobierno "
              "Abierto y Transparencia Proactiva del INAI"),
    "1.1.2": ("validación", "2", "Validar las herramientas de diagnóstico, implementación y seguimiento para el "
              "desarrollo de prácticas de gobierno abierto y transparencia proactiva en el ámbito federal"),
    "1.1.3": ("acompañamiento", "1234", "Acompañar el desarrollo y puesta en marcha de los programas de trabajo "
              "acordados con las DGE del INAI."),
    "1.1.4": ("seguimiento", "1234", "Dar seguimiento al trabajo de diagnóstico, implementación y seguimiento "
              "realizado en materia de gobierno abierto y transparencia proactiva con los sujetos obligados federales "
              "de la estrategia de focalización que soliciten asesoría del INAI."),
    "1.2.1": ("seguimiento", "1234", "Dar seguimiento a la colaboración entre el INAI y la Secretaría de la Función "
              "Pública en materia de gobierno abierto y transparencia proactiva."),
    "1.2.2": ("seguimiento", "1234", "Dar seguimiento a las potenciales actividades de colaboración entre el INAI y "
              "otros Poderes federales y organismos autónomos en materia de gobierno abierto y transparencia "
              "proactiva."),
    "1.2.3": ("seguimiento", "1234", "Dar seguimiento a la colaboración estratégica del INAI con organizaciones de la "
              "sociedad civil en materia de gobierno abierto y transparencia proactiva en el ámbito federal."),
    "1.3.1": ("conocimiento", "1234", "Tomar conocimiento del reporte Banco de Buenas Prácticas para la Apertura "
              "Gubernamental."),
    "1.3.2": ("seguimiento", "234", "Dar seguimiento al desarrollo de guías y reportes sobre gobierno abierto y "
              "transparencia proactiva relevantes para los sujetos obligados del orden federal."),
    "1.3.3": ("seguimiento", "", "Dar seguimiento a las tareas de asesoramiento, apoyo técnico y fortalecimiento de "
              "capacidades realizadas a sujetos obligados del ámbito federal en materia de gobierno abierto y "
              "transparencia proactiva."),
    "1.3.4": ("seguimiento", "1234", "Dar seguimiento a las actividades de difusión y sensibilización realizadas en el "
              "ámbito federal sobre la Métrica de Gobierno Abierto 2017 y el Banco de Buenas Prácticas para la "
              "Apertura Gubernamental."),
    "2.1.1": ("conocimiento", "1", "Tomar conocimiento de la estrategia 2017 del proyecto Gobierno Abierto: Cocreación "
              "desde lo Local."),
    "2.1.2": ("seguimiento", "1234", "Dar seguimiento a las actividades de sensibilización, verificación y evaluación "
              "realizadas por el INAI en el marco del proyecto Gobierno Abierto: Cocreación desde Local."),
    "2.1.3": ("incentivo", "", "Incentivar el impulso de los ejercicios locales de gobierno abierto que, por alguna "
              "circunstancia, cuenten con retrasos en la ejecución de actividades."),
    "2.1.4": ("incentivo", "1234", "Incentivar el trabajo de colaboración con la Comisión de Gobierno Abierto y "
              "Transparencia Proactiva del SNT, en el marco del proyecto Gobierno Abierto: Cocreación desde Local"),
    "2.1.5": ("seguimiento", "1234", "Dar seguimiento al trabajo realizado en los Secretariados Técnicos Locales en el "
              "marco del proyecto Gobierno Abierto desde lo Local para el Desarrollo Sostenible."),
    "2.2.1": ("seguimiento", "1234", "Dar seguimiento al desarrollo de guías y reportes sobre gobierno abierto y "
              "transparencia proactiva relevantes para organismos garantes y sujetos obligados locales."),
    "2.2.2": ("seguimiento", "", "Dar seguimiento a las tareas de asesoramiento, apoyo técnico y fortalecimiento de "
              "capacidades realizadas en el ámbito local en materia de gobierno abierto y transparencia proactiva."),
    "2.2.3": ("seguimiento", "1234", "Dar seguimiento a las actividades de difusión y sensibilización realizadas en el "
              "ámbito local sobre los resultados de la Métrica de Gobierno Abierto 2017 y del Banco de Buenas "
              "Prácticas para la Apertura Gubernamental."),
    "2.2.4": ("seguimiento", "1234", "Dar seguimiento a las actividades de sensibilización realizadas en el marco del "
              "proyecto Gobierno Abierto desde lo Local para el Desarrollo Sostenible"),
    "2.2.5": ("seguimiento", "1234", "Dar seguimiento a las actividades realizadas con el Instituto Tecnológico y de "
              "Estudios Superiores de Occidente en el marco del proyecto Sociedad Abierta."),
    "3.1.1": ("seguimiento", "1234", "Dar seguimiento a los trabajos y acuerdos alcanzados en el marco del "
              "Secretariado Técnico Tripartita de la Alianza para el Gobierno Abierto."),
    "3.1.2": ("seguimiento", "1234", "Dar seguimiento a la implementación del Plan de Acción país de Gobierno Abierto "
              "(2016-2018)"),
    "3.2.2": ("seguimiento", "1234", "Dar seguimiento a la promoción y difusión de las políticas, de la Métrica de "
              "Gobierno Abierto 2017 y del Banco de Buenas Prácticas para la Apertura gubernamental en el marco de la "
              "Alianza para el Gobierno Abierto."),
    "3.2.3": ("seguimiento", "", "Dar seguimiento y apoyar el proceso de socialización de las políticas y herramientas "
              "de gobierno abierto y transparencia proactiva desarrolladas por el INAI a nivel regional."),
}
ALIANZAS = {
    "1": ("Programa de las Naciones Unidas para el Desarrollo (PNUD México) y un grupo de tres organizaciones de la "
          "sociedad civil (GESOC, Gobierno Fácil y ProSociedad)", ("2.1.5", "2.2.4")),
    "2": ("Secretaría de la Función Pública", ("1.2.1",)),
    "3": ("Sistema Universitario Jesuita", ("2.2.5",)),
    "4": ("Global Integrity", ("2.1.2",)),
    "5": ("Artículo 19, Fundar Centro de Análisis e Investigación, Programa de Derechos Humanos de la Universidad "
          "Iberoamericana Campus Santa Fe, Amnistía Internacional Sección México", ("1.2.3",)),
}
EVENTOS = {
    "1": ("Firma de convenio de colaboración con el ITESO", "3 de Febrero", ("2.2.5",)),
    "2": ("Presentación pública de los resultados de la Métrica de Gobierno Abierto", "13 de Marzo",
          ("1.3.4", "2.2.3")),
    "3": ("Presentación de los Lineamientos de Transparencia Proactiva e Información de Interés Público y el Manual "
          "Administrativo de Aplicación General sobre Gobierno Abierto y Archivos", "Marzo",
          ("1.1.4", "1.2.1", "2.2.2")),
    "4": ("Cumbre Nacional de Gobierno Abierto", "Mayo - Junio", ("2.1.2", "2.1.4", "2.1.5", "2.2.4")),
    "5": ("Premiación de buenas prácticas de Transparencia Proactiva", "Octubre - Noviembre",
          ("1.1.2", "1.1.3", "1.1.4")),
    "6": ("Cierre de la primera edición del Programa de Formación de Agentes Locales de Cambio en Gobierno Abierto",
          "Noviembre - Diciembre", ("2.2.4",)),
}
DIRECCIONES = {
    "DGGAT": "Dirección General de Gobierno Abierto y Transparencia",
    "DGEALSUPFM": "Dirección General de Enlace con Autoridades Laborales, Sindicatos, Universidades, Personas Físicas",
    "DGEAPCTA": "Dirección General de Enlace con la Administración Pública Centralizada",
    "DGTSN": "Dirección General Técnica, Seguimiento y Normatividad del Sistema Nacional de Transparencia",
    "DGAI": "Dirección General de Asuntos Internacionales",
}


def nodo(clase: str, numero: str, texto: str, corta: str = "", **extra: str) -> Nodo:
    return Nodo(f"urn:{clase}/{numero}", clase, numero, texto, corta, MappingProxyType(dict(extra)))


def red_real() -> RedDeAlineacion:
    """The real programme: 12 norms, arts. 56–59, 1 + 3 objectives, 7 strategies, 25 lines, 5 alliances, 6 events."""
    nodos = [Nodo(f"urn:norma/{i}", "norma", "", texto) for i, texto in enumerate(NORMAS, 1)]
    nodos += [nodo("articulo", n, t) for n, t in ARTICULOS.items()]
    nodos += [nodo("objetivo_estrategico", "2", OBJETIVO_ESTRATEGICO)]
    nodos += [nodo("objetivo", n, t) for n, t in OBJETIVOS.items()]
    nodos += [nodo("estrategia", n, t) for n, t in ESTRATEGIAS.items()]
    nodos += [nodo("linea", n, t, verbo=v) for n, (v, _, t) in LINEAS.items()]
    nodos += [nodo("alianza", n, t) for n, (t, _) in ALIANZAS.items()]
    nodos += [nodo("evento", n, t, fecha=f) for n, (t, f, _) in EVENTOS.items()]
    nodos += [nodo("sesion", n, f"Sesión ordinaria {n}") for n in "1234"]
    nodos += [Nodo(f"urn:unidad/{s}", "unidad", "", t, s) for s, t in DIRECCIONES.items()]
    nodos.append(Nodo("urn:unidad/SAI", "unidad", "", "Secretaría de Acceso a la Información", "SAI"))
    aristas = [Arista(f"urn:articulo/{n}", "urn:norma/2", "es_parte_de") for n in ARTICULOS]
    aristas += [Arista(f"urn:objetivo/{n}", "urn:objetivo_estrategico/2", "contribuye") for n in OBJETIVOS]
    aristas += [Arista(f"urn:objetivo/{n[0]}", f"urn:estrategia/{n}", "contiene") for n in ESTRATEGIAS]
    for n, (_, sesiones, texto) in LINEAS.items():
        aristas.append(Arista(f"urn:estrategia/{n[:3]}", f"urn:linea/{n}", "contiene"))
        aristas += [Arista(f"urn:sesion/{s}", f"urn:linea/{n}", "trata", concluida=True) for s in sesiones]
        aristas += [Arista(f"urn:linea/{n}", f"urn:unidad/{u}", "responsable") for u in ("SAI", "DGGAT")]
        aristas += mandatos(n, texto)
    for clase, filas in (("alianza", ALIANZAS), ("evento", EVENTOS)):
        for n, fila in filas.items():
            aristas += [Arista(f"urn:{clase}/{n}", f"urn:linea/{linea}", "apoya") for linea in fila[-1]]
    for objetivo, unidades in (("1", ("DGEALSUPFM", "DGEAPCTA")), ("2", ("DGTSN",)), ("3", ("DGAI",))):
        aristas += [Arista(f"urn:objetivo/{objetivo}", f"urn:unidad/{u}", "responsable") for u in unidades]
    titulo = "Programa Anual de la Comisión Permanente de Gobierno Abierto y Transparencia"
    return RedDeAlineacion(nodos, aristas, titulo)


def mandatos(numero: str, texto: str) -> list[Arista]:
    """The mandates of a line: 56–58 as a block by transparencia proactiva, 59 by gobierno abierto."""
    linea = f"urn:linea/{numero}"
    proactiva, abierto = _nivel(texto, "ransparencia proactiva"), _nivel(texto, "obierno abierto")
    bloque = [Arista(linea, f"urn:articulo/{n}", "mandato", proactiva, True, "56–58") for n in ("56", "57", "58")]
    return [*bloque, Arista(linea, "urn:articulo/59", "mandato", abierto, True)]


def _nivel(texto: str, termino: str) -> str:
    if termino in texto:
        return "expresa"
    return "nominal" if termino.title() in texto.title() else "heredada_estrategia"


def red_inventada(
    objetivos: int, estrategias: int, lineas: int, *, eventos: int = 0, articulos: int = 3, plana: bool = False
) -> RedDeAlineacion:
    """A programme of any size; `plana`: strategies and lines numbered through (1, 2, 3…), not by their parents."""
    nodos = [nodo("norma", "", "Ley de Archivos", "LA")]
    nodos += [nodo("articulo", str(7 + i), f"Deber {i}") for i in range(articulos)]
    aristas = [Arista(n.iri, nodos[0].iri, "es_parte_de") for n in nodos[1:]]
    nodos += [nodo("objetivo", str(i + 1), f"Objetivo de archivo número {i}") for i in range(objetivos)]
    for i in range(estrategias):
        padre = i * objetivos // estrategias + 1
        numero = str(i + 1) if plana else f"{padre}.{i + 1}"
        nodos.append(nodo("estrategia", numero, f"Ordenar los acervos de la región {i}"))
        aristas.append(Arista(f"urn:objetivo/{padre}", nodos[-1].iri, "contiene"))
    propias = [n for n in nodos if n.clase == "estrategia"]
    for i in range(lineas):
        padre_e = propias[i * estrategias // lineas]
        numero = str(i + 1) if plana else f"{padre_e.numero}.{i + 1}"
        texto = f"Describir el fondo {i} y publicarlo en el catálogo general"
        nodos.append(nodo("linea", numero, texto, verbo="describir"))
        aristas.append(Arista(padre_e.iri, nodos[-1].iri, "contiene"))
        if articulos:
            aristas.append(Arista(nodos[-1].iri, f"urn:articulo/{7 + i % articulos}", "mandato", "cita"))
    hechas = [n for n in nodos if n.clase == "linea"]
    for i in range(eventos):
        nodos.append(nodo("evento", str(i + 1), f"Jornada {i}"))
        apoyadas = {hechas[(i * 7 + k) % len(hechas)].iri for k in range(2)}
        aristas += [Arista(nodos[-1].iri, linea, "apoya") for linea in sorted(apoyadas)]
    return RedDeAlineacion(nodos, aristas, "Programa de archivos")
