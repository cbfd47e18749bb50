"""The rules on numbering and on the tree of objectives, strategies and lines."""

from __future__ import annotations

from revision_de_prueba import Caso, tipos

from grafo.lectura.revision.estructura import lineas_iguales, ramas_vacias, responsables_fuera_de_la_tabla
from grafo.lectura.revision.numeracion import numeracion

CASO = Caso("""Programa
Objetivo uno. Objetivo dos.
Estrategia buena. Estrategia sola.
Revisar guías. Revisar guías. Publicar datos.
DGA Dirección de Archivos DGB Dirección de Bienes
""")


def test_un_hueco_en_la_numeracion_se_dice_con_el_numero_que_falta():
    hallado, = CASO.halla(numeracion, lineas_accion=(CASO.linea("1.1.2", "Revisar guías."),))
    assert (hallado.tipo, hallado.sobre) == ("numeracion-con-hueco", ("linea/1.1.2",))
    assert "Falta el número 1.1.1 (línea)" in hallado.mensaje
    assert CASO.dice(hallado) == ["Revisar guías."]


def test_un_numero_repetido_se_dice_con_sus_dos_lugares():
    lineas = CASO.linea("1.1.1", "Revisar guías."), CASO.linea("1.1.1", "Publicar datos.")
    hallado, = CASO.halla(numeracion, lineas_accion=lineas)
    assert (hallado.tipo, hallado.sobre) == ("numeracion-duplicada", ("linea/1.1.1",))
    assert CASO.dice(hallado) == ["Revisar guías.", "Publicar datos."]


def test_una_numeracion_seguida_no_da_hallazgos_aunque_cambie_de_padre():
    lineas = (CASO.linea("1.1.1", "Revisar guías."), CASO.linea("1.1.2", "Publicar datos."),
              CASO.linea("1.2.1", "Revisar guías.", 2))
    assert CASO.halla(numeracion, lineas_accion=lineas) == []


def test_un_objetivo_y_una_estrategia_de_los_que_nada_cuelga_se_dicen():
    hallados = CASO.halla(
        ramas_vacias,
        objetivos_especificos=(CASO.objetivo("1", "Objetivo uno."), CASO.objetivo("2", "Objetivo dos.")),
        estrategias=(CASO.estrategia("1.1", "Estrategia buena."), CASO.estrategia("1.2", "Estrategia sola.")),
        lineas_accion=(CASO.linea("1.1.1", "Publicar datos."),))
    assert [(h.tipo, h.sobre) for h in hallados] == [
        ("objetivo-sin-estrategias", ("objetivo/2",)), ("estrategia-sin-lineas", ("estrategia/1.2",))]


def test_un_objetivo_con_lineas_directas_no_esta_vacio():
    assert CASO.halla(ramas_vacias, objetivos_especificos=(CASO.objetivo("1", "Objetivo uno."),),
                      lineas_accion=(CASO.linea("1.1", "Publicar datos."),)) == []


def test_dos_lineas_con_las_mismas_palabras_se_dicen_una_vez():
    lineas = (CASO.linea("1.1.1", "Revisar guías."), CASO.linea("1.2.1", "Revisar guías.", 2),
              CASO.linea("1.2.2", "Publicar datos."))
    hallado, = CASO.halla(lineas_iguales, lineas_accion=lineas)
    assert (hallado.tipo, hallado.sobre) == ("lineas-con-el-mismo-texto", ("linea/1.1.1", "linea/1.2.1"))


def test_lineas_distintas_no_se_confunden():
    assert CASO.halla(lineas_iguales, lineas_accion=(
        CASO.linea("1.1.1", "Revisar guías."), CASO.linea("1.1.2", "Publicar datos."))) == []


def _con_tabla(direccion: str) -> dict[str, tuple[object, ...]]:
    return {
        "siglas": (CASO.sigla("DGA", "Dirección de Archivos"), CASO.sigla("DGB", "Dirección de Bienes")),
        "estrategias": (CASO.estrategia("1.1", "Estrategia buena."),),
        "alineacion": (CASO.fila("1", "Dirección de Archivos"),),
        "lineas_accion": (CASO.linea("1.1.1", "Publicar datos.", direccion=direccion),)}


def test_un_responsable_que_la_tabla_no_pone_en_su_objetivo_se_dice():
    hallado, = CASO.halla(responsables_fuera_de_la_tabla, **_con_tabla("DGB"))
    assert (hallado.tipo, hallado.sobre) == ("responsable-fuera-de-la-tabla", ("linea/1.1.1",))


def test_un_responsable_que_la_tabla_pone_por_su_nombre_entero_esta_bien():
    assert CASO.halla(responsables_fuera_de_la_tabla, **_con_tabla("DGA")) == []


def test_de_una_sigla_que_el_glosario_no_define_no_se_sabe_si_participa():
    partes = _con_tabla("DGB")
    assert CASO.halla(responsables_fuera_de_la_tabla, **{**partes, "siglas": partes["siglas"][:1]}) == []


def test_sin_tabla_de_alineacion_ningun_responsable_esta_fuera():
    assert tipos(CASO.halla(responsables_fuera_de_la_tabla, **{**_con_tabla("DGB"), "alineacion": ()})) == []
