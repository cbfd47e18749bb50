"""The rules on sessions, events and alliances."""

from __future__ import annotations

from datetime import date

import pytest
from revision_de_prueba import Caso, tipos

from grafo.lectura.revision.acuerdos import (
    alianzas_sin_linea,
    convenios_sin_estado,
    organizaciones_como_articulos,
)
from grafo.lectura.revision.calendario import asuntos_repetidos, eventos_y_aprobacion, proyectos_del_calendario
from grafo.lectura.revision.fechas import fechas_fuera_del_anio, sesiones_desordenadas
from grafo.modelo import Proyecto

CASO = Caso("""Programa
14 de marzo de 2017 Programa Anual de Trabajo. Estrategia de datos. Faro Azul
30 de junio de 2017 Estrategia de datos.
Feria 3 de febrero Cumbre mayo 1 de enero de 2018
Socio Uno Sí Sí, ya se cuenta con convenio No
1.1.1 Impulsar el Faro Azul
""")
MARZO = CASO.sesion("1", date(2017, 3, 14), "14 de marzo de 2017", ("aprobación", "Programa Anual de Trabajo."))
JUNIO = CASO.sesion("2", date(2017, 6, 30), "30 de junio de 2017")
FERIA = CASO.evento("1", "Feria", fecha="3 de febrero", dias=(date(2017, 2, 3), date(2017, 2, 3)))
CUMBRE = CASO.evento("2", "Cumbre", fecha="mayo", dias=(date(2017, 5, 1), date(2017, 5, 31)))


def test_un_evento_anterior_a_la_aprobacion_se_dice_y_uno_posterior_no():
    hallado, = CASO.halla(eventos_y_aprobacion, sesiones=(MARZO, JUNIO), eventos=(FERIA, CUMBRE))
    assert (hallado.tipo, hallado.sobre) == ("evento-antes-de-la-aprobacion", ("evento/1",))


def test_sin_sesion_que_apruebe_el_programa_ningun_evento_es_anterior():
    assert CASO.halla(eventos_y_aprobacion, sesiones=(JUNIO,), eventos=(FERIA,)) == []


def test_lo_que_una_sesion_conoce_y_aprueba_se_dice():
    sesion = CASO.sesion("1", date(2017, 3, 14), "14 de marzo de 2017",
                         ("conocimiento", "Estrategia de datos."), ("aprobación", "Estrategia de datos."))
    assert tipos(CASO.halla(asuntos_repetidos, sesiones=(sesion,))) == ["asunto-en-conocimiento-y-aprobacion"]


def test_conocer_en_una_sesion_y_aprobar_en_otra_es_lo_normal():
    sesiones = (CASO.sesion("1", date(2017, 3, 14), "14 de marzo de 2017", ("conocimiento", "Estrategia de datos.")),
                CASO.sesion("2", date(2017, 6, 30), "30 de junio de 2017", ("aprobación", "Estrategia de datos.")))
    assert CASO.halla(asuntos_repetidos, sesiones=sesiones) == []


@pytest.mark.parametrize(("lineas", "esperado"), [
    ((), ["proyecto-solo-en-el-calendario"]),
    ((CASO.linea("1.1.1", "Impulsar el Faro Azul"),), []),
])
def test_un_proyecto_que_solo_el_calendario_nombra_se_dice(lineas, esperado):
    faro = Proyecto("Faro Azul", "proyecto", (), (CASO.p("Faro Azul"), CASO.p("Faro Azul", 2)))
    sesion = CASO.sesion("1", date(2017, 3, 14), "14 de marzo de 2017", ("estatus", "Faro Azul"))
    hallados = CASO.halla(proyectos_del_calendario, sesiones=(sesion,), proyectos=(faro,), lineas_accion=lineas)
    assert tipos(hallados) == esperado


def test_una_sesion_que_no_es_posterior_a_la_de_arriba_se_dice_con_las_dos_fechas():
    hallado, = CASO.halla(sesiones_desordenadas, sesiones=(JUNIO, MARZO))
    assert (hallado.tipo, hallado.sobre) == ("sesiones-desordenadas", ("sesion/2", "sesion/1"))
    assert CASO.dice(hallado) == ["30 de junio de 2017", "14 de marzo de 2017"]


def test_las_sesiones_en_orden_no_dan_hallazgos():
    assert CASO.halla(sesiones_desordenadas, sesiones=(MARZO, JUNIO)) == []


def test_un_evento_de_otro_anio_se_dice_y_uno_del_anio_no():
    tarde = CASO.evento("3", "Cumbre", fecha="1 de enero de 2018", dias=(date(2018, 1, 1), date(2018, 1, 1)))
    hallado, = CASO.halla(fechas_fuera_del_anio, sesiones=(MARZO,), eventos=(CUMBRE, tarde))
    assert (hallado.tipo, hallado.sobre) == ("fecha-fuera-del-anio", ("evento/3",))


def test_un_evento_que_empieza_en_el_anio_y_acaba_despues_es_del_anio():
    largo = CASO.evento("3", "Cumbre", fecha="1 de enero de 2018", dias=(date(2017, 12, 30), date(2018, 1, 1)))
    assert CASO.halla(fechas_fuera_del_anio, eventos=(largo,)) == []


def test_una_alianza_sin_linea_se_dice_donde_otras_la_tienen():
    con, sin = CASO.alianza("1", "Socio Uno", CASO.citada("1.1.1")), CASO.alianza("2", "Socio Uno")
    hallado, = CASO.halla(alianzas_sin_linea, alianzas=(con, sin))
    assert (hallado.tipo, hallado.sobre) == ("alianza-sin-linea", ("alianza/2",))


def test_donde_ninguna_alianza_tiene_linea_el_documento_es_asi():
    assert CASO.halla(alianzas_sin_linea, alianzas=(CASO.alianza("2", "Socio Uno"),)) == []


@pytest.mark.parametrize(("convenio", "esperado"), [
    ("Sí", ["convenio-sin-estado"]), ("Sí, ya se cuenta con convenio", []), ("No", []), ("", []),
])
def test_un_convenio_que_se_pide_sin_decir_si_esta_firmado_se_dice(convenio, esperado):
    alianza = CASO.alianza("1", "Socio Uno", convenio=convenio)
    assert tipos(CASO.halla(convenios_sin_estado, alianzas=(alianza,))) == esperado


@pytest.mark.parametrize(("nombre", "esperado"), [
    ("Artículo 19", ["organizacion-que-parece-articulo"]), ("Artículos del Sur", []), ("Barrio 19", []),
])
def test_un_socio_con_nombre_de_articulo_se_dice(nombre, esperado):
    caso = Caso(f"Programa\n{nombre}\n")
    assert tipos(caso.halla(organizaciones_como_articulos, alianzas=(caso.alianza("1", nombre),))) == esperado
