"""The words of the made-up programmes of `bench/generar.py`: units, subjects, phrases. They are nobody's."""

from __future__ import annotations

__all__ = [
    "AREAS",
    "COSAS",
    "DEPENDENCIAS",
    "DIRECCIONES",
    "DOBLES",
    "FINES",
    "INSTITUCIONES",
    "MATERIAS",
    "MESES",
    "OCIOSAS",
    "PROPIOS",
    "SOCIOS",
    "SOLO_EN_AGENDA",
    "VERBOS",
]

DIRECCIONES = (("DGEV", "Dirección General de Evaluación"), ("DGCA", "Dirección General de Capacitación"),
                ("DGAR", "Dirección General de Archivos"), ("DGVI", "Dirección General de Vinculación"),
                ("DGTI", "Dirección General de Tecnologías"), ("DGPL", "Dirección General de Planeación"))
DEPENDENCIAS = (("CMUN", "Contraloría Municipal"), ("TMUN", "Tesorería Municipal"),
                ("UTRA", "Unidad de Transparencia"), ("DPCI", "Dirección de Participación Ciudadana"),
                ("DCSO", "Dirección de Comunicación Social"), ("SAYU", "Secretaría del Ayuntamiento"))
AREAS = (("DEVA", "Dirección de Evaluación"), ("DCAP", "Dirección de Capacitación"),
         ("UTRA", "Unidad de Transparencia"), ("CARC", "Coordinación de Archivos"),
         ("JPLA", "Jefatura de Planeación"), ("OCON", "Órgano Interno de Control"))
INSTITUCIONES = (
    (("SAIN", "Secretaría de Acceso a la Información"), ("SEJE", "Secretaría Ejecutiva")),
    (("SFIN", "Secretaría de Finanzas"), ("SADM", "Secretaría de Administración")),
    (("SGOB", "Secretaría de Gobierno"), ("SDES", "Secretaría de Desarrollo Social")))
MATERIAS = ("Gestión Documental", "Evaluación", "Vinculación Ciudadana", "Capacitación y Cultura")
OCIOSAS = (("IEAR", "Instituto Estatal de Archivos"), ("CNAR", "Consejo Nacional de Archivos"),
            ("IMAR", "Instituto Municipal de Archivos"))
VERBOS = ("Dar seguimiento a", "Validar", "Acompañar", "Promover", "Supervisar", "Incentivar")
COSAS = ("las actividades de capacitación", "la estrategia de difusión", "los programas de trabajo",
          "las consultas recibidas", "el desarrollo de guías y reportes", "los trabajos de las mesas técnicas",
          "la colaboración con los estados", "los criterios de evaluación", "el padrón de las oficinas",
          "las reuniones con las oficinas", "el boletín de la comisión", "las visitas a los archivos")
FINES = ("en el ámbito federal", "en el ámbito local", "con la sociedad civil", "que se realizan durante el año",
          "y sus resultados", "de las delegaciones", "en cada semestre", "para el personal nuevo")
SOCIOS = ("Universidad de las Regiones", "Fundación Datos para Todos", "Centro de Investigación Social")
MESES = ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
          "noviembre", "diciembre")
PROPIOS = {"gobierno-abierto": ("la Métrica de Gobierno Abierto", "la Red Ciudadana de Gobierno Abierto"),
           "transparencia-proactiva": ("el Catálogo de Transparencia Proactiva",)}
"""Proper names that hold the term of a topic."""

DOBLES = (("la Plataforma de Trámites Vecinales", "la Plataforma de los Trámites Vecinales"),
          ("el Censo de Oficinas Rurales 1998", "el Censo de Oficinas Rurales"),
          ("el proyecto Caminos del Árbol", "el proyecto Caminos del Arbol"),
          ("el Consejo de Bibliotecas y Archivos", "el Consejo de Archivos y Bibliotecas"),
          ("el Tablero de Servicios Locales (TSEL)", "el TSEL"))
"""Things, each under its two names."""

SOLO_EN_AGENDA = ("Plataforma de Obras Concluidas", "Encuesta de Archivos Escolares")
"""Projects that only a calendar of sessions names."""
