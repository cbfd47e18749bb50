"""The queue of reviews in a real browser: a whole session of review without a mouse, and all that can go wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from documento_pequeno import CLAVE, DOCUMENTO
from hostiles import contexto_hostil
from llaves_de_prueba import LLAVES, TOKENS
from navegacion import CON_NAVEGADOR, navegador, servido, vigilar

from api.contexto import Contexto
from grafo.almacen import AlmacenEmbebido
from grafo.construccion import Leido, construir, leer_bytes
from grafo.revisiones import Cuaderno, leer_momento
from ontologia.iris import Acunador

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = CON_NAVEGADOR

ANCHA, TELEFONO = (1366, 768), (390, 844)
GA, TP = "linea-1.1.2-gobierno-abierto", "linea-1.1.2-transparencia-proactiva"
RECHAZO = "Failed to load resource"
"""What a browser writes on its console about an answer that refuses; it is no fault of the page."""


@pytest.fixture(scope="module")
def lanzado() -> Iterator[Browser]:
    with navegador() as uno:
        yield uno


@pytest.fixture(scope="module")
def pequeno() -> Leido:
    return leer_bytes(DOCUMENTO, "pequeno.txt")


@pytest.fixture
def contexto_pequeno(pequeno: Leido) -> Iterator[Contexto]:
    """Line 1.1.1 rests on nothing; 1.1.2 says gobierno abierto (article 59) and nothing of the other topic."""
    almacen = AlmacenEmbebido()
    construir([pequeno], almacen, Acunador())
    yield Contexto(almacen, Acunador(), llaves=LLAVES)
    almacen.cerrar()


@pytest.fixture
def servidor(contexto_pequeno: Contexto) -> Iterator[str]:
    with servido(contexto_pequeno) as direccion:
        yield direccion


def guardadas(contexto: Contexto) -> list[tuple[str, str, str, str]]:
    """Return who decided what of which, and why."""
    cuaderno = Cuaderno(contexto.almacen, contexto.acunador)
    return [(r.quien, r.decision, r.sobre, r.motivo) for r in cuaderno.revisiones()]


def abrir(lanzado: Browser, servidor: str, consulta: str = "", tamano: tuple[int, int] = ANCHA,
          faltas: list[str] | None = None) -> Page:
    pagina = lanzado.new_context(viewport={"width": tamano[0], "height": tamano[1]}).new_page()
    vigilar(pagina, servidor, faltas if faltas is not None else [])
    pagina.goto(f"{servidor}/revision?{consulta}")
    return pagina


def tabular(pagina: Page, selector: str, maximo: int = 60) -> None:
    """Press Tab until what the selector names has the focus."""
    for _ in range(maximo):
        pagina.keyboard.press("Tab")
        if pagina.evaluate("s => document.activeElement?.matches(s) ?? false", selector):
            return
    pytest.fail(f"el tabulador no llega a {selector}")


def con_llave(pagina: Page, quien: str = "Rita") -> None:
    """Type a key and a position with the keyboard; the focus goes on to the queue."""
    tabular(pagina, "#llave")
    pagina.keyboard.type(TOKENS[quien])
    pagina.keyboard.press("Tab")
    pagina.keyboard.type("auditora")
    pagina.keyboard.press("Enter")
    assert en_foco(pagina).startswith(("linea-", "hallazgo-"))


def en_foco(pagina: Page) -> str:
    return str(pagina.evaluate("document.activeElement.id"))


def contestar(estado: int, cuerpo: str, ruta: Route) -> None:
    ruta.fulfill(status=estado, body=cuerpo)


def decidir(pagina: Page, tecla: str, motivo: str) -> None:
    pagina.keyboard.press(tecla)
    pagina.keyboard.type(motivo)
    pagina.keyboard.press("Enter")


def espera_dicho(pagina: Page, palabras: str, donde: str = "#dicho") -> None:
    pagina.locator(donde).filter(has_text=palabras).wait_for(timeout=10_000)


# --- a whole session ---


@pytest.mark.parametrize("tamano", [ANCHA, TELEFONO])
def test_una_sesion_entera_sin_raton(
    lanzado: Browser, servidor: str, contexto_pequeno: Contexto, tamano: tuple[int, int]
) -> None:
    faltas: list[str] = []
    pagina = abrir(lanzado, servidor, "estado=todas", tamano, faltas)
    con_llave(pagina)
    assert en_foco(pagina) == "linea-1.1.1"
    decidir(pagina, "h", "Es trabajo de oficina.")
    espera_dicho(pagina, "Guardada: Justificar el hueco, por Rita.")
    pagina.wait_for_selector("#linea-1\\.1\\.1[data-espera=no]")
    assert "Es trabajo de oficina." in pagina.inner_text("[id='linea-1.1.1']")
    assert en_foco(pagina) == "linea-1.1.1"
    pagina.keyboard.press("j")
    assert en_foco(pagina) == TP
    pagina.keyboard.press("a")
    assert en_foco(pagina) == "de-articulo"
    pagina.keyboard.type("lgtaip-2015/art_57")
    pagina.keyboard.press("Tab")
    pagina.keyboard.type("Publica lo que otros piden.")
    pagina.keyboard.press("Enter")
    espera_dicho(pagina, "Guardada: Agregar un artículo")
    pagina.wait_for_selector(f"[id='{TP}'][data-espera=no]")
    while en_foco(pagina) != GA:
        pagina.keyboard.press("ArrowDown")
    decidir(pagina, "r", "No es de la comisión.")
    espera_dicho(pagina, "Guardada: Rechazar, por Rita.")
    pagina.wait_for_selector(f"[id='{GA}'] .razon-hueco_de_tema")
    decidir(pagina, "c", "Sí lo es, lo leí otra vez.")
    espera_dicho(pagina, "Guardada: Confirmar, por Rita.")
    pagina.wait_for_selector(f"[id='{GA}'][data-espera=no]")
    assert set(guardadas(contexto_pequeno)) == {
        ("Rita", "justifica", "1.1.1", "Es trabajo de oficina."),
        ("Rita", "agrega", "1.1.2 transparencia-proactiva lgtaip-2015/art_57", "Publica lo que otros piden."),
        ("Rita", "rechaza", "1.1.2 gobierno-abierto", "No es de la comisión."),
        ("Rita", "confirma", "1.1.2 gobierno-abierto", "Sí lo es, lo leí otra vez.")}
    assert pagina.evaluate("document.documentElement.scrollWidth") <= tamano[0]
    assert TOKENS["Rita"] not in pagina.url
    assert pagina.context.cookies() == []
    assert faltas == []


def test_un_hallazgo_se_descarta_y_se_deshace(lanzado: Browser, servidor: str, contexto_pequeno: Contexto) -> None:
    pagina = abrir(lanzado, servidor, "tipo=hallazgo")
    con_llave(pagina)
    suyo = en_foco(pagina)
    antes = int(pagina.inner_text("#razones li:last-child b"))
    decidir(pagina, "d", "El renglón es correcto.")
    espera_dicho(pagina, "Guardada: Descartar el hallazgo, por Rita.")
    pagina.wait_for_selector(f"#{suyo}[data-espera=no]")
    assert int(pagina.inner_text("#razones li:last-child b")) == antes - 1
    decidir(pagina, "u", "Me equivoqué de renglón.")
    espera_dicho(pagina, "Guardada: Deshacer el descarte, por Rita.")
    pagina.wait_for_selector(f"#{suyo}[data-espera=si]")
    assert int(pagina.inner_text("#razones li:last-child b")) == antes
    assert sorted(g[1] for g in guardadas(contexto_pequeno)) == ["descarta", "restituye"]


def test_la_tecla_de_deshacer_retira_lo_que_se_decidio_de_una_linea(
    lanzado: Browser, servidor: str, contexto_pequeno: Contexto
) -> None:
    pagina = abrir(lanzado, servidor, "estado=todas")
    con_llave(pagina)
    decidir(pagina, "h", "Es trabajo de oficina.")
    pagina.wait_for_selector("[id='linea-1.1.1'][data-espera=no]")
    decidir(pagina, "u", "No lo es.")
    espera_dicho(pagina, "Guardada: Retirar lo decidido, por Rita.")
    pagina.wait_for_selector("[id='linea-1.1.1'][data-espera=si]")
    while en_foco(pagina) != TP:
        pagina.keyboard.press("j")
    pagina.keyboard.press("a")
    pagina.keyboard.type("lgtaip-2015/art_57")
    pagina.keyboard.press("Tab")
    pagina.keyboard.type("Lo publica.")
    pagina.keyboard.press("Enter")
    pagina.wait_for_selector(f"[id='{TP}'][data-espera=no]")
    pagina.keyboard.press("u")
    assert "agrega" in pagina.inner_text("#decidida")
    pagina.keyboard.type("Era otro artículo.")
    pagina.keyboard.press("Enter")
    pagina.wait_for_selector(f"[id='{TP}'][data-espera=si]")
    assert [g[:3] for g in guardadas(contexto_pequeno)] == [
        ("Rita", "justifica", "1.1.1"), ("Rita", "retira", "1.1.1"),
        ("Rita", "agrega", "1.1.2 transparencia-proactiva lgtaip-2015/art_57"),
        ("Rita", "retira", "1.1.2 transparencia-proactiva lgtaip-2015/art_57")]


def test_lo_revisado_que_cambia_vuelve_a_encabezar_la_cola(
    lanzado: Browser, servidor: str, contexto_pequeno: Contexto
) -> None:
    pagina = abrir(lanzado, servidor, "linea=1.1.2&estado=todas&texto=gobierno")
    con_llave(pagina)
    while en_foco(pagina) != GA:
        pagina.keyboard.press("j")
    decidir(pagina, "c", "Lo dice.")
    espera_dicho(pagina, "Guardada")
    construir([leer_bytes(DOCUMENTO.replace(b"municipios", b"estados"), "pequeno.txt")], contexto_pequeno.almacen,
              Acunador())
    pagina.goto(f"{servidor}/revision")
    assert pagina.locator("#cola article").first.get_attribute("id") == GA
    assert "sospechosa: lo revisado cambió · Rita (auditora): Lo dice." in pagina.inner_text(f"[id='{GA}']")
    tabular(pagina, f"[id='{GA}']")
    decidir(pagina, "c", "También ahora.")
    pagina.wait_for_selector(f"[id='{GA}'][data-espera=no]")


# --- what is refused ---


def test_sin_motivo_no_se_envia_nada(lanzado: Browser, servidor: str, contexto_pequeno: Contexto) -> None:
    pagina = abrir(lanzado, servidor)
    con_llave(pagina)
    pagina.on("request", lambda r: pytest.fail(r.url) if r.method == "POST" else None)
    decidir(pagina, "h", "  ")
    assert "Falta el motivo" in pagina.inner_text("#dicho-aqui")
    assert pagina.get_attribute("#motivo", "aria-invalid") == "true"
    assert en_foco(pagina) == "motivo"
    pagina.keyboard.press("Escape")
    pagina.keyboard.press("c")
    assert pagina.inner_text("#dicho") == "Eso no se decide de este asunto."
    pagina.keyboard.press("u")
    assert "nada que se pueda deshacer" in pagina.inner_text("#dicho")
    assert guardadas(contexto_pequeno) == []


@pytest.mark.parametrize(("token", "dicho"), [
    ("otra" * 9, "La llave no es de las que este servidor conoce."), (TOKENS["Leo"], "Esto pide el rol «revisa»"),
    ("llavé\u2603", "La llave no es de las que este servidor conoce."), ("", "Falta su llave.")])
def test_una_llave_que_no_sirve_se_dice_y_lo_escrito_queda(
    lanzado: Browser, servidor: str, contexto_pequeno: Contexto, token: str, dicho: str
) -> None:
    faltas: list[str] = []
    pagina = abrir(lanzado, servidor, faltas=faltas)
    pagina.fill("#llave", token)
    pagina.fill("#rol", "auditora")
    pagina.focus("[id='linea-1.1.1']")
    decidir(pagina, "h", "Es trabajo de oficina.")
    espera_dicho(pagina, dicho, "#dicho-aqui")
    assert pagina.input_value("#motivo") == "Es trabajo de oficina."
    assert pagina.evaluate("sessionStorage.getItem('alinea-llave')") is None
    assert guardadas(contexto_pequeno) == []
    pagina.fill("#llave", TOKENS["Rita"])
    pagina.focus("#motivo")
    pagina.keyboard.press("Enter")
    espera_dicho(pagina, "Guardada: Justificar el hueco, por Rita.")
    assert [f for f in faltas if RECHAZO not in f] == []


def test_lo_que_el_servidor_rechaza_o_no_contesta_se_dice_y_nada_se_pierde(
    lanzado: Browser, servidor: str, contexto_pequeno: Contexto
) -> None:
    pagina = abrir(lanzado, servidor)
    con_llave(pagina)
    while en_foco(pagina) != TP:
        pagina.keyboard.press("j")
    pagina.keyboard.press("a")
    pagina.keyboard.type("lgtaip-2015/art_999")
    pagina.keyboard.press("Tab")
    pagina.keyboard.type("Porque sí.")
    pagina.keyboard.press("Enter")
    espera_dicho(pagina, "No se conoce el artículo «lgtaip-2015/art_999».", "#dicho-aqui")
    pagina.keyboard.press("Escape")
    assert en_foco(pagina) == TP
    pagina.keyboard.press("a")
    assert (pagina.input_value("#de-articulo"), pagina.input_value("#motivo")) == ("lgtaip-2015/art_999", "Porque sí.")
    problema = json.dumps({"title": "Ya existe <b>eso</b>.", "detail": "Use otra."})
    for estado in (409, 422, 503):
        pagina.route("**/ensayar*", partial(contestar, estado, problema))
        pagina.keyboard.press("Enter")
        espera_dicho(pagina, "Ya existe <b>eso</b>.", "#dicho-aqui")
        pagina.unroute("**/ensayar*")
        pagina.evaluate("document.getElementById('dicho-aqui').textContent = ''")
    pagina.route("**/ensayar*", lambda r: r.abort())
    pagina.keyboard.press("Enter")
    espera_dicho(pagina, "No se pudo hablar con el servidor.", "#dicho-aqui")
    assert pagina.input_value("#motivo") == "Porque sí."
    assert guardadas(contexto_pequeno) == []


def test_contradecir_a_otra_persona_se_muestra_antes_de_enviar(
    lanzado: Browser, servidor: str, contexto_pequeno: Contexto
) -> None:
    Cuaderno(contexto_pequeno.almacen, contexto_pequeno.acunador).decidir(
        CLAVE, "1.1.2", "confirma", "<i>Lo dice</i>", "Luis Paz", "auditor", leer_momento("2020-01-01T00:00:00Z"))
    pagina = abrir(lanzado, servidor, "estado=todas")
    con_llave(pagina)
    while en_foco(pagina) != GA:
        pagina.keyboard.press("j")
    decidir(pagina, "r", "No lo dice.")
    espera_dicho(pagina, "Luis Paz (auditor) · Confirmar : «<i>Lo dice</i>»", "#dicho-aqui")
    assert len(guardadas(contexto_pequeno)) == 1
    pagina.keyboard.press("Enter")
    espera_dicho(pagina, "Guardada: Rechazar, por Rita.")
    pagina.wait_for_selector(f"[id='{GA}'] .razon-contradicha")
    assert len(guardadas(contexto_pequeno)) == 2


# --- the key, the address, the files ---


def test_la_llave_se_recuerda_en_la_pestana_y_se_olvida(lanzado: Browser, servidor: str) -> None:
    pagina = abrir(lanzado, servidor)
    con_llave(pagina)
    decidir(pagina, "h", "Es trabajo de oficina.")
    espera_dicho(pagina, "Guardada")
    pagina.reload()
    assert pagina.input_value("#llave") == TOKENS["Rita"]
    pagina.click("#olvidar")
    assert pagina.inner_text("#dicho") == "Llave olvidada."
    pagina.reload()
    assert pagina.input_value("#llave") == ""
    assert pagina.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_la_direccion_recobra_los_filtros_y_el_asunto(lanzado: Browser, servidor: str) -> None:
    pagina = abrir(lanzado, servidor, "estado=todas&linea=1.1.2")
    tabular(pagina, "#cola article")
    pagina.keyboard.press("j")
    elegido, direccion = en_foco(pagina), pagina.url
    otra = lanzado.new_page()
    otra.goto(direccion)
    assert en_foco(otra) == elegido
    assert (otra.input_value("#estado"), otra.input_value("#linea")) == ("todas", "1.1.2")
    assert otra.locator("#cola article").count() == 2
    otra.keyboard.press("?")
    assert otra.is_visible("#teclas dl")


def test_un_archivo_de_revisiones_se_importa_y_se_dice_que_entro(
    lanzado: Browser, servidor: str, contexto_pequeno: Contexto, tmp_path: Path
) -> None:
    pagina = abrir(lanzado, servidor)
    con_llave(pagina)
    decidir(pagina, "h", "Es trabajo de oficina.")
    espera_dicho(pagina, "Guardada")
    with pagina.expect_download() as bajada:
        pagina.click("#archivos ~ p a >> nth=0")
    archivo = tmp_path / "revisiones.json"
    bajada.value.save_as(archivo)
    pagina.set_input_files("#archivo", archivo)
    pagina.click("#importar button")
    espera_dicho(pagina, "0 revisiones nuevas, 1 que ya estaban, 0 en conflicto.", "#importado")
    cortado = tmp_path / "cortado.json"
    cortado.write_bytes(archivo.read_bytes()[:-20])
    pagina.set_input_files("#archivo", cortado)
    pagina.click("#importar button")
    espera_dicho(pagina, "se corta o no es JSON", "#importado")
    assert len(guardadas(contexto_pequeno)) == 1


# --- without scripts, for everybody, under attack ---


def test_sin_javascript_se_lee_se_filtra_y_se_ofrece_la_orden(lanzado: Browser, servidor: str) -> None:
    pagina = lanzado.new_context(java_script_enabled=False).new_page()
    pagina.goto(f"{servidor}/revision")
    assert "hace falta JavaScript" in pagina.inner_text("main")
    assert pagina.is_hidden("#su-llave")
    assert pagina.locator(".decisiones:visible").count() == 0
    pagina.select_option("#tipo", "hueco")
    pagina.click("form[role=search] button")
    assert pagina.locator("#cola article").count() == 1
    pagina.click(".consola summary >> nth=0")
    assert pagina.inner_text(".consola pre >> nth=0").startswith("alinea revisar --linea 1.1.1 --decision justifica")


@pytest.mark.parametrize(("tamano", "esquema", "idioma"), [(ANCHA, "light", "es"), (TELEFONO, "dark", "en")])
def test_la_cola_es_accesible_en_todos_sus_estados(
    lanzado: Browser, servidor: str, tamano: tuple[int, int], esquema: str, idioma: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    faltas: list[str] = []
    pagina = lanzado.new_context(viewport={"width": tamano[0], "height": tamano[1]},
                                 color_scheme="dark" if esquema == "dark" else "light").new_page()
    vigilar(pagina, servidor, faltas)

    def mirar(estado: str) -> None:
        halladas = Axe().run(pagina).response["violations"]
        faltas.extend(f"{estado} {v['id']}: {v['nodes'][0]['html'][:160]}" for v in halladas)
        if pagina.evaluate("document.documentElement.scrollWidth") > tamano[0]:
            faltas.append(f"{estado} desborda")

    pagina.goto(f"{servidor}/revision?estado=todas&idioma={idioma}")
    mirar("al llegar")
    con_llave(pagina)
    pagina.keyboard.press("?")
    mirar("con la ayuda")
    pagina.focus("[id='linea-1.1.1']")
    decidir(pagina, "h", "")
    mirar("sin motivo")
    pagina.keyboard.type("Es trabajo de oficina.")
    pagina.keyboard.press("Enter")
    pagina.wait_for_selector("[id='linea-1.1.1'][data-espera=no]")
    mirar("guardada")
    pagina.goto(f"{servidor}/revision?texto=nada&idioma={idioma}")
    mirar("vacía")
    assert faltas == []


def test_un_programa_hostil_se_revisa_sin_que_corra_nada(lanzado: Browser, leido: Leido) -> None:
    contexto = contexto_hostil(leido)
    with servido(Contexto(contexto.almacen, contexto.acunador, llaves=LLAVES)) as servidor:
        faltas: list[str] = []
        pagina = abrir(lanzado, servidor, "linea=1.1.1&estado=todas", TELEFONO, faltas)
        con_llave(pagina)
        decidir(pagina, "r", "<img src=x onerror=alert(3)> \"' </script>")
        espera_dicho(pagina, "Guardada: Rechazar, por Rita.")
        espera_dicho(pagina, "onerror=alert(3)", "#cola article >> nth=0")
        assert pagina.evaluate("document.documentElement.scrollWidth") <= TELEFONO[0]
        assert faltas == []
