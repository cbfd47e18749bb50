from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from jinja2.lexer import Lexer

from api.idioma import traduccion, traducir_cuenta
from api.plantillas import entorno

PLANTILLAS = sorted(Path(str(files("api") / "plantillas")).glob("*.html"))
SIN_TRADUCIR = {
    "alinea",
    "sparql",
    "void",
    "api",
    "openapi",
    "sha",
    "turtle",
    "csv",
    "json",
    "curl",
    "accept",
    "data",
    "urlencode",
    "query",
    "select",
    "limit",
    "text",
    "https",
    "w3id",
    "org",
    "ont",
    "al",
    "true",
    "doctype",
    "html",
    "utf",
    "ñ",
}
"""Names that are the same in both languages."""


def _mensajes() -> set[str]:
    carpeta = str(files("api") / "plantillas")
    opciones = {"**.html": {"newstyle_gettext": "true", "extensions": "jinja2.ext.i18n"}}
    hallados = extract_from_dir(carpeta, [("**.html", "jinja2")], opciones)
    return {m if isinstance(m, str) else m[0] for _, _, m, _, _ in hallados}


def test_todo_texto_de_las_paginas_esta_en_ingles() -> None:
    mensajes = _mensajes()
    assert len(mensajes) > 150
    assert sorted(mensajes - traduccion("en").keys()) == []


def test_el_catalogo_no_guarda_textos_que_nadie_usa() -> None:
    assert sorted(traduccion("en").keys() - _mensajes()) == []


def test_cada_traduccion_conserva_los_huecos_del_original() -> None:
    for original, (dicho, *_) in traduccion("en").items():
        assert sorted(re.findall(r"%\(\w+\)s", original)) == sorted(re.findall(r"%\(\w+\)s", dicho)), original


@pytest.mark.parametrize("plantilla", PLANTILLAS, ids=lambda ruta: ruta.stem)
def test_ninguna_plantilla_tiene_texto_fuera_de_la_traduccion(plantilla: Path) -> None:
    fuera, dentro = [], False
    for _, clase, valor in Lexer(entorno("es")).tokeniter(plantilla.read_text(encoding="utf-8"), None):
        if clase == "name" and valor in ("trans", "endtrans"):
            dentro = valor == "trans"
        if clase == "data" and not dentro:
            fuera.append(valor)
    visible = re.sub(r"<(code|pre)\b.*?</\1>", " ", "\0".join(fuera), flags=re.DOTALL)
    visible = re.sub(r"<[^<>]*>", " ", re.sub(r"=\"[^\"]*\"", "", visible.replace("\0", "")))
    sueltas = {p.casefold() for p in re.findall(r"[^\W\d_]{2,}", visible)} - SIN_TRADUCIR
    assert not {p for p in sueltas if not re.fullmatch(r"(json|rdf|ld|xml|triples|alinea|svg)", p)}, sueltas


def test_una_cosa_y_varias_se_dicen_distinto() -> None:
    assert traducir_cuenta("es", "línea", "líneas", 1) == "línea"
    assert traducir_cuenta("es", "línea", "líneas", 2) == "líneas"
