"""The rules on the words themselves: acronyms, laws, counts, footnotes, letters, paragraphs."""

from __future__ import annotations

from decimal import Decimal

import pytest
from revision_de_prueba import Caso, tipos

from grafo.construccion import Leido
from grafo.lectura.curaduria import Abreviatura
from grafo.lectura.renglones import Mascara
from grafo.lectura.revision.letras import letras_ilegibles, parrafos_repetidos
from grafo.lectura.revision.leyes import siglas_de_ley
from grafo.lectura.revision.listas import cuentas_y_listas, porcentajes_excesivos
from grafo.lectura.revision.llamadas import llamadas_y_notas
from grafo.lectura.revision.siglas import siglas, siglas_ambiguas
from grafo.modelo import Indicador, Nota


@pytest.mark.parametrize(("frase", "esperado"), [
    ("la LFTAIPG también presenta innovaciones", ["sigla-en-lugar-de-otra"]),
    ("la LFTAIPG establece plazos", ["sigla-en-lugar-de-otra"]),
    ("la LFTAIP también presenta innovaciones", []),
    ("la LFTAIPG estableció plazos", []),
    ("abrogó a la Ley Federal (LFTAIPG) publicada en 2002", []),
])
def test_la_sigla_de_una_ley_abrogada_en_presente_se_dice(frase, esperado):
    caso = Caso(f"Programa\nLa ley (LFTAIP) rige. Por ello {frase} útiles.\n")
    assert tipos(caso.halla(siglas_de_ley)) == esperado


def test_en_un_programa_de_cuando_la_ley_regia_la_sigla_esta_bien():
    caso = Caso("Programa\nLa ley (LFTAIP) vendrá. La LFTAIPG establece plazos.\n")
    assert caso.halla(siglas_de_ley, anio=2015) == []
    assert tipos(caso.halla(siglas_de_ley, anio=2017)) == ["sigla-en-lugar-de-otra"]


def test_sin_la_sigla_vecina_en_el_documento_no_se_supone_nada():
    assert Caso("Programa\nLa LFTAIPG establece plazos.\n").halla(siglas_de_ley) == []


GLOSARIO = Caso("Programa\nLa DGA trabaja con la XYZ y el Fondo Común (FCO). El FCO paga.\n"
                "DGA Dirección de Archivos\nDGA Dirección de Asuntos\nABC Archivo Base Central\n")


def test_una_sigla_definida_y_no_usada_y_otra_usada_y_no_definida_se_dicen():
    programa = GLOSARIO.programa(siglas=(GLOSARIO.sigla("DGA", "Dirección de Archivos"),
                                         GLOSARIO.sigla("ABC", "Archivo Base Central")))
    hallados = list(siglas(programa, GLOSARIO.hoja(), ()))
    assert [(h.tipo, GLOSARIO.dice(h)) for h in hallados] == [
        ("sigla-no-usada", ["Archivo Base Central"]), ("sigla-no-definida", ["XYZ"])]


def test_lo_que_una_persona_explico_de_una_sigla_acompana_al_hallazgo():
    programa = GLOSARIO.programa(siglas=(GLOSARIO.sigla("DGA", "Dirección de Archivos"),))
    curada = Abreviatura("XYZ", "Equis, Ye y Zeta", "XYZ")
    mensajes = [h.mensaje for h in siglas(programa, GLOSARIO.hoja(), (curada,)) if h.tipo == "sigla-no-definida"]
    assert any("Equis, Ye y Zeta" in m for m in mensajes)


def test_sin_glosario_ninguna_sigla_sobra_ni_falta():
    assert list(siglas(GLOSARIO.programa(), GLOSARIO.hoja(), ())) == []


def test_una_sigla_con_dos_definiciones_distintas_se_dice():
    dos = GLOSARIO.sigla("DGA", "Dirección de Archivos"), GLOSARIO.sigla("DGA", "Dirección de Asuntos")
    assert tipos(GLOSARIO.halla(siglas_ambiguas, siglas=dos)) == ["sigla-con-dos-significados"]
    assert GLOSARIO.halla(siglas_ambiguas, siglas=(dos[0], dos[0])) == []


@pytest.mark.parametrize(("frase", "esperado"), [
    ("tres organizaciones civiles (Uno, Dos y Tres)", []),
    ("tres organizaciones civiles (Uno y Dos)", ["cuenta-y-lista-distintas"]),
    ("cinco organizaciones\nciviles (Uno, Dos, Tres y Cuatro)", ["cuenta-y-lista-distintas"]),
    ("cinco organizaciones (Uno, Dos y otras)", []),
    ("cinco personas (hombres y mujeres)", []),
    ("cuatro rubros (agua, luz y suelo)", ["cuenta-y-lista-distintas"]),
    ("dos años (2016)", []),
])
def test_la_cuenta_y_la_lista_que_le_sigue_dicen_lo_mismo(frase, esperado):
    assert tipos(Caso(f"Programa\nSe trabaja con {frase} en el país.\n").halla(cuentas_y_listas)) == esperado


@pytest.mark.parametrize(("frase", "valor", "esperado"), [
    ("El 120 % respondió.", "120", ["porcentaje-mayor-que-cien"]),
    ("El 100 % respondió.", "100", []),
    ("Las consultas aumentaron 120 % en el año.", "120", []),
])
def test_una_parte_mayor_que_el_total_se_dice(frase, valor, esperado):
    caso = Caso(f"Programa\n{frase}\n")
    indicador = Indicador("1", Decimal(valor), "%", "personas", None, 2017, caso.p(frase))
    assert tipos(caso.halla(porcentajes_excesivos, indicadores=(indicador,))) == esperado


@pytest.mark.parametrize(("prosa", "numeros", "esperado"), [
    ("Se aprobó la política.1 Rige en 20162 y es útil3 hoy.", "123", []),
    ("Se aprobó la política.1 Rige hoy.", "12", ["nota-sin-llamada"]),
    ("Se aprobó la política.1 Rige en 20162 y es útil3 hoy.", "13", ["llamada-sin-nota"]),
    ("Se aprobó la política.1 Rige hoy.2 ", "1", ["llamada-sin-nota"]),
    ("En 2016 hubo 12 foros, 2 de ellos en PA2018.", "", []),
])
def test_cada_nota_tiene_su_llamada_y_cada_llamada_su_nota(prosa, numeros, esperado):
    pie = "\n".join(f"{n} Nota al pie{n} de aquí." for n in numeros)
    caso = Caso(f"Programa\n{prosa}\n{pie}\n")
    notas = tuple(Nota(n, caso.p(f"Nota al pie{n} de aquí.")) for n in numeros)
    inicio = caso.texto.index(prosa) + len(prosa)
    hallados = caso.halla(llamadas_y_notas, Mascara(inicio, len(caso.texto), "nota"), notas=notas)
    assert tipos(hallados) == esperado


def test_las_letras_ilegibles_se_dicen_con_su_lugar_y_no_se_tocan():
    caso = Caso("Programa\nLa informaci\ufffdn es p\ufffdblica.\n")
    hallado, = caso.halla(letras_ilegibles)
    assert (hallado.tipo, caso.dice(hallado)) == ("mojibake", ["informaci\ufffdn", "p\ufffdblica."])
    assert Caso("Programa\nLa información es pública.\n").halla(letras_ilegibles) == []


LARGO = """El programa impulsa la publicación de información útil para las personas que la
necesitan, con apoyo de las autoridades y de la sociedad, en todos los estados del
país."""
OTRO = """Un segundo párrafo, que dice otra cosa y la dice de otro modo, para que ninguna de
las reglas lo confunda.
"""


def test_un_parrafo_largo_que_esta_dos_veces_se_dice_con_sus_dos_lugares():
    caso = Caso(f"{OTRO}{LARGO}\n{OTRO}{LARGO}\n")
    hallado, = caso.halla(parrafos_repetidos)
    assert (hallado.tipo, caso.dice(hallado)) == ("parrafo-repetido", [LARGO, LARGO])


def test_una_formula_corta_o_un_parrafo_parecido_pueden_repetirse():
    assert Caso(f"{OTRO}{LARGO}\n{OTRO}{LARGO.replace('todos', 'otros')}\n").halla(parrafos_repetidos) == []


# What a person finds reading the packaged document, and nothing else, by the rules of this module and its siblings.
def test_en_el_programa_empaquetado_solo_se_dice_lo_que_es_cierto(leido_real: Leido):
    nuevos = {"sigla-en-lugar-de-otra", "convenio-sin-estado", "cuenta-y-lista-distintas", "llamada-sin-nota",
              "nota-sin-llamada", "parrafo-repetido", "porcentaje-mayor-que-cien", "sigla-con-dos-significados",
              "mojibake", "responsable-fuera-de-la-tabla", "lineas-con-el-mismo-texto", "estrategia-sin-lineas",
              "objetivo-sin-estrategias", "sesiones-desordenadas", "fecha-fuera-del-anio", "alianza-sin-linea",
              "organizacion-que-parece-articulo"}
    texto = leido_real.documento.texto
    hallados = [(h.tipo, [texto[t.inicio:t.fin] for t in h.tramos]) for h in leido_real.programa.hallazgos
                if h.tipo in nuevos]
    assert sorted(hallados) == [("convenio-sin-estado", ["Sí"]),
                                ("organizacion-que-parece-articulo", ["Artículo 19"]),
                                ("sigla-en-lugar-de-otra", ["LFTAIPG también presenta"])]
