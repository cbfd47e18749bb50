"""What is said outside the pages, in English: complete by construction, and heard through the command line and HTTP."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest
import typer
from babel.messages.pofile import read_po
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from mensajes_de_codigo import RAIZ, mensajes_de, modulos
from test_orden import alinea

from api import negociacion
from api.idioma_de_mensajes import PARTE, Habla, plantillas
from api.orden import app, ayudas

EN = Habla("en")
CATALOGO = RAIZ / "api" / "traducciones" / "mensajes.en.po"
AJENOS = {
    "None", "obrero", "Avance()", "texto",  # another function of the same name, or one that translates already
    "error.mensaje", "error.remedio",  # read where the error was made
    "auditorias.lista_de_huecos(libro, exigidos, habla())",
    "revision.decir_importacion(revision.importar(abierto, importar_de), habla())",
}
"""Arguments whose text the tree does not show, and why that is well."""


def _dichos() -> tuple[dict[str, str], dict[str, str], set[str]]:
    assert negociacion.NoAceptable  # its classes of errors count too
    mensajes: dict[str, str] = {}
    partes: dict[str, str] = {}
    ilegibles: set[str] = set()
    for nombre, modulo in modulos():
        suyos, suyas, no_leidos = mensajes_de(modulo)
        mensajes |= {plantilla: f"{nombre}:{linea}" for plantilla, linea in suyos.items()}
        partes |= {plantilla: f"{nombre}:{linea}" for plantilla, linea in suyas.items()}
        ilegibles |= {texto.partition(": ")[2] for texto in no_leidos}
    return mensajes, partes, ilegibles


def test_todo_mensaje_de_error_y_todo_informe_estan_en_ingles() -> None:
    mensajes, partes, ilegibles = _dichos()
    mensajes |= {texto: "ayuda" for _, texto in ayudas(typer.main.get_command(app))}
    assert len(mensajes) > 400
    assert {k: v for k, v in mensajes.items() if k not in plantillas("en")[""][0]} == {}
    assert {k: v for k, v in partes.items() if k not in plantillas("en")[PARTE][0]} == {}
    assert ilegibles <= AJENOS
    assert sorted(set(plantillas("en")[""][0]) - mensajes.keys()) == []


def test_cada_traduccion_de_un_mensaje_tiene_los_huecos_del_original_y_ninguna_esta_vacia() -> None:
    with CATALOGO.open("rb") as archivo:
        for mensaje in read_po(archivo, locale="en"):
            if mensaje.id:
                original, dicha = (sorted(x for _, x, _, _ in Formatter().parse(str(texto)) if x is not None)
                                   for texto in (mensaje.id, mensaje.string))
                assert original == dicha, mensaje.id
                assert str(mensaje.string).strip(), mensaje.id


def test_ninguna_plantilla_es_tan_vaga_que_tome_lo_ajeno() -> None:
    for _, lista in plantillas("en").values():
        assert [p for p in lista if not any(c.isalpha() for palabra in p.palabras for c in palabra)] == []


VALORES = st.lists(st.text("abcXYZ012", min_size=1), min_size=9, max_size=9)


@given(VALORES, st.sampled_from(sorted(plantillas("en")[""][0])))
def test_un_mensaje_con_cualquier_valor_se_dice_con_su_plantilla_y_conserva_los_valores(
    valores: list[str], original: str
) -> None:
    dicho = EN.mensaje(original.format(*valores))
    assert dicho == EN(original, *valores) or all(v in dicho for v in valores[:original.count("{")])


def test_lo_que_nadie_tradujo_queda_como_vino() -> None:
    assert EN.mensaje("Esto no es nuestro.") == "Esto no es nuestro."
    assert Habla().mensaje("No existe el perfil «x».") == "No existe el perfil «x»."


def test_lo_nuestro_dentro_de_un_mensaje_tambien_se_traduce() -> None:
    assert EN.mensaje("Programas: ninguno.") == "Programmes: none."
    assert EN.mensaje("La consulta anida o encadena demasiado a partir de la línea 3, columna 5.") == (
        "The query nests or chains too much from line 3, column 5 on.")
    assert EN.mensaje("No existe la consulta “lineas_x”. ¿Quiso decir “lineas”?") == (
        "There is no question “lineas_x”. Did you mean “lineas”?")
    assert EN.mensaje("El PDF «a.pdf», página 3, está protegido con contraseña.") == (
        "The PDF “a.pdf”, page 3, is protected with a password.")


def test_lo_que_el_mensaje_cita_no_se_traduce() -> None:
    assert EN.mensaje("No existe el perfil «nada».") == "There is no profile “nada”."


def test_un_mensaje_hostil_y_largo_se_traduce_en_tiempo_proporcional() -> None:
    texto = "«" + "» no es " * 20_000 + "»"
    assert EN.mensaje(f"No existe el programa {texto}.") == f"There is no programme “{texto[1:-1]}”."


ESPANOL = re.compile(r"\b(el|la|los|las|una|que|líneas?|evidencia|huecos|sin|con|programa)\b")


@pytest.mark.parametrize(("orden", "estado", "dice"), [
    (("consultar", "no_existe"), 2, "alinea: There is no question “no_existe”."),
    (("leer", "no.txt"), 2, "alinea: The file “no.txt” does not exist. Check the path."),
    (("revisar", "--lista"), 2, "in memory the reviews would be lost."),
    (("simular", "--sin", "nada"), 2, "There is no “nada”: neither norm, chapter or article"),
    (("auditar", "--exigir", "todo"), 2, "“todo” is not a level that can be demanded. Levels: cita,"),
])
def test_los_errores_salen_en_ingles_cuando_se_pide(tmp_path: Path, orden: tuple[str, ...], estado: int, dice: str
                                                   ) -> None:
    hecho = alinea(tmp_path, "--idioma", "en", *orden)
    assert hecho.returncode == estado
    assert dice in hecho.stderr
    assert hecho.stdout == ""


def test_los_informes_salen_en_ingles_y_lo_del_documento_en_sus_palabras(tmp_path: Path) -> None:
    hecho = alinea(tmp_path, "--idioma", "en", "auditar")
    assert "25 action lines, by their strongest evidence:" in hecho.stdout
    assert "         line (p. " in hecho.stdout
    assert "Dar seguimiento a la colaboración entre el INAI" in hecho.stdout
    assert "258 items" in hecho.stderr
    dicho = [r for r in hecho.stdout.splitlines()[1:16] if "«" not in r]
    assert [r for r in dicho if ESPANOL.search(r.replace("transparencia", ""))] == []
    sin = alinea(tmp_path, "--idioma", "en", "simular", "--sin", "lgtaip-2015/art_59")
    assert sin.stdout.startswith("Without lgtaip-2015/art_59:\n")
    assert "loses it: " in sin.stdout or "weakens: " in sin.stdout


def test_la_ayuda_sale_en_ingles_con_la_opcion(tmp_path: Path) -> None:
    hecho = alinea(tmp_path, "--idioma", "en", "simular", "--help")
    assert "Which lines lose their mandate" in hecho.stdout
    assert "Qué" not in hecho.stdout


def test_los_problemas_de_http_se_dicen_en_el_idioma_pedido(cliente: TestClient) -> None:
    en = cliente.get("/api/programas/nadie/lineas?idioma=en", headers={"Accept": "application/json"})
    assert en.headers["content-language"] == "en"
    assert not ESPANOL.search(en.json()["title"])
    es = cliente.get("/consultas/no_existe", headers={"Accept": "application/json"}).json()
    assert es["title"].startswith("No existe la consulta “no_existe”.")
    pagina = cliente.get("/consultas/no_existe?idioma=en", headers={"Accept": "text/html"})
    assert pagina.status_code == 404
    assert "There is no question “no_existe”." in pagina.text
