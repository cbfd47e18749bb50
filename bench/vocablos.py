"""The words of the made-up programmes of `bench/generar.py`: units, subjects, phrases. They are nobody's."""

from __future__ import annotations

__all__ = [
    "COSAS",
    "DIRECCIONES",
    "FINES",
    "INSTITUCIONES",
    "MATERIAS",
    "MESES",
    "OCIOSAS",
    "SOCIOS",
    "VERBOS",
]

DIRECCIONES = (("DGEV", "Dirección General de Evaluación"), ("DGCA", "Dirección General de Capacitación"),
                ("DGAR", "Dirección General de Archivos"), ("DGVI", "Dirección General de Vinculación"),
                ("DGTI", "Dirección General de Tecnologías"), ("DGPL", "Dirección General de Planeación"))
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
