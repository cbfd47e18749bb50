"""What the drawing says about itself, in Spanish and English, and the colour of each class."""

from __future__ import annotations

from types import MappingProxyType

__all__ = ["COLORES", "IDIOMAS", "TINTA", "rotulo"]

TINTA = "#1A1A1A"
COLORES = MappingProxyType({
    "norma": "#8B8F88", "articulo": "#2B62F9", "objetivo_estrategico": "#3D160A", "objetivo": "#3D160A",
    "estrategia": "#B18C2B", "linea": "#0C4D58", "alianza": "#DA00A9", "evento": "#3A0173", "unidad": "#564E07",
    "sesion": "#564E07", "haz": "#564E07", "bloque": "#2B62F9", "hueco": "#6B6B6B",
})
IDIOMAS = ("es", "en")

_ROTULOS: dict[str, tuple[str, str]] = {
    # classes, one and many
    "norma": ("Norma", "Norm"), "normas": ("Normas", "Norms"),
    "articulo": ("Artículo", "Article"), "articulos": ("Artículos", "Articles"),
    "objetivo_estrategico": ("Objetivo estratégico", "Strategic objective"),
    "objetivo_estrategico_corto": ("Obj. estratégico", "Strategic obj."),
    "objetivo": ("Objetivo", "Objective"), "objetivos": ("Objetivos", "Objectives"),
    "estrategia": ("Estrategia", "Strategy"), "estrategias": ("Estrategias", "Strategies"),
    "linea": ("Línea de acción", "Action line"), "lineas": ("Líneas de acción", "Action lines"),
    "alianza": ("Alianza", "Alliance"), "evento": ("Evento", "Event"),
    "apoyos": ("Alianzas y eventos", "Alliances and events"),
    "unidad": ("Unidad", "Unit"), "direcciones": ("Direcciones", "Directorates"),
    "sesion": ("Sesión", "Session"), "sesiones": ("Sesiones", "Sessions"),
    "bloque": ("Artículos en bloque", "Articles as a block"),
    "haz": ("Líneas que se tratan en las sesiones {0}", "Lines dealt with in sessions {0}"),
    "hueco": ("Hueco en la numeración", "Gap in the numbering"),
    "sin_programa": ("Programa", "Programme"),
    "articulo_corto": ("Art.", "Art."),
    # relations, seen from the origin and from the destination
    "es_parte_de": ("Es parte de", "Is part of"), "es_parte_de_inv": ("Sus artículos", "Its articles"),
    "mandato": ("Fundamento", "Legal basis"), "mandato_inv": ("Se apoyan en él", "Rest on it"),
    "contribuye": ("Contribuye a", "Contributes to"), "contribuye_inv": ("Recibe de", "Served by"),
    "contiene": ("Contiene", "Contains"), "contiene_inv": ("Está en", "Is in"),
    "apoya": ("Apoya a", "Supports"), "apoya_inv": ("Apoyada por", "Supported by"),
    "responsable": ("Responsable", "Responsible"), "responsable_inv": ("Responsable de", "Responsible for"),
    "trata": ("Trata sobre", "Deals with"), "trata_inv": ("Se trata en", "Dealt with in"),
    # levels of evidence
    "cita": ("cita el artículo", "cites the article"), "expresa": ("expresa", "express"),
    "nominal": ("nominal", "nominal"), "heredada_estrategia": ("heredada de la estrategia", "inherited from strategy"),
    "heredada_objetivo": ("heredada del objetivo", "inherited from objective"),
    "relacionada": ("relacionada", "related"),
    "ninguna": ("ninguna", "none"),
    # sentences and legend
    "por_bloque": ("por el bloque {0}", "through the block {0}"),
    "concluida": ("concluido por regla", "concluded by rule"),
    "todas_lineas": ("A cargo de las {0} líneas de acción: {1}", "In charge of all {0} action lines: {1}"),
    "casi_todas": (
        "A cargo de {2} de {0} líneas de acción: {1}; las demás lo indican",
        "In charge of {2} of {0} action lines: {1}; the others say so",
    ),
    "falta": ("{0}: no está en el documento", "{0}: not in the document"),
    "faltan": ("{0} a {1}: no están en el documento", "{0} to {1}: not in the document"),
    "de_lineas": ("{0} de {1} líneas", "{0} of {1} lines"), "sesiones_corto": ("S sesiones", "S sessions"),
    "sin_unidad": ("sin {0}", "without {0}"),
    "dicho": ("lo dice el documento", "said by the document"),
    "concluido": ("concluido, con evidencia", "concluded, with evidence"),
    # what a simulation marks
    "quitado": ("se quita", "taken away"), "efecto_pierden": ("pierde su mandato", "loses its mandate"),
    "efecto_debilitan": ("se debilita", "weakens"), "efecto_conservan": ("conserva su nivel", "keeps its level"),
    "efecto_ya_sin_mandato": ("ya no tenía mandato", "had no mandate before"),
    "efecto_solo_persona": ("solo la sostiene lo que agregó una persona", "only what a person added carries it"),
    "efecto_pierden_agregado": ("pierde lo único que una persona agregó", "loses the only one, added by a person"),
    "sin_esto": ("Sin {0}: {1}.", "Without {0}: {1}."),
    "suelta": ("sin vínculo", "not tied"), "evidencia": ("Evidencia", "Evidence"), "actos": ("Actos", "Acts"),
    "titulo": ("Red de alineación: {0}", "Alignment network: {0}"),
    "descripcion": (
        "De la norma a la línea de acción y sus apoyos, en columnas: {0} tarjetas y {1} vínculos. Línea continua: lo "
        "dice el documento; discontinua: se concluye.",
        "From the norm to the action line and its supports, in columns: {0} cards and {1} ties. Solid: said by the "
        "document; dashed: concluded.",
    ),
    # the explorer
    "enlaces": ("Volver e idioma", "Back and language"),
    "buscar": ("Buscar por número, palabra o socio", "Search by number, word or partner"),
    "cuenta": ("{0} de {1} mostrados", "{0} of {1} shown"), "cerrar": ("Cerrar", "Close"),
    "ver_todo": ("Ver todo", "Show all"), "alcance": ("Al elegir, mostrar", "On selection, show"),
    "alcance_cadena": ("la cadena completa", "the whole chain"), "alcance_1": ("un paso", "one step"),
    "alcance_2": ("dos pasos", "two steps"), "clases": ("Clases visibles", "Visible classes"),
    "lienzo": (
        "Red de alineación. Flechas: recorrer; Intro: abrir; Escape: limpiar.",
        "Alignment network. Arrows: walk; Enter: open; Escape: clear.",
    ),
    "sin_guion": (
        "Esta vista necesita JavaScript. La vista Alineación muestra lo mismo sin él.",
        "This view needs JavaScript. The Alignment view shows the same without it.",
    ),
    "elegido": ("Elegido: {0}. {1} vinculados.", "Selected: {0}. {1} linked."),
    "limpio": ("Selección borrada.", "Selection cleared."), "detalle": ("Detalle", "Details"),
    "abrir": ("Abrir su página", "Open its page"), "resultados": ("Resultados", "Results"),
    "aumentar": ("Acercar", "Zoom in"), "reducir": ("Alejar", "Zoom out"),
}


def rotulo(clave: str, idioma: str = "es", *partes: object) -> str:
    """Return the label `clave` in "es" or "en", its places filled with `partes`; raises `KeyError` when unknown."""
    return _ROTULOS[clave][IDIOMAS.index(idioma)].format(*partes)
